"""Find terms that the pages use and no glossary of the project has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm.languages import code_of
from sphinxcontrib_glossterm.matching import sudachi
from sphinxcontrib_glossterm.terminology.candidates import find_candidates
from sphinxcontrib_glossterm.terminology.candidates_examples import Text

from .abbreviations import TextsOfPage, label_test
from .linking.mentions import shown_passages
from .nodes import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology.candidates import Candidate

    from .domain import GlosstermDomain


def candidates(
    domain: GlosstermDomain, tags: Tags, *, at_least: int, limit: int
) -> list[Candidate]:
    """Terms and abbreviations that occur *at_least* times, at most *limit* of each, the best first.

    Code, links and entries of glossaries are not searched. Japanese is divided by the tokenizer if
    it is installed, whatever the options say: links do not depend on it.
    """
    texts: list[Text] = []
    explained = set(domain.options.known_abbreviations)
    for docname in sorted(domain.env.all_docs):
        doctree = domain.env.get_doctree(docname)
        texts += _texts(domain, tags, docname, doctree)
        explained |= TextsOfPage(doctree).explained()
    return find_candidates(
        texts,
        code_of(domain.env.config.language or "en"),
        label_test(domain),
        explained=explained,
        tokenizer=sudachi(),
        at_least=at_least,
        limit=limit,
    )


def _texts(
    domain: GlosstermDomain, tags: Tags, docname: str, doctree: nodes.document
) -> Iterator[Text]:
    """The passages of a page, without those in entries; sections of concepts are prose."""
    entries = {
        element[CONCEPT]
        for element in doctree.findall(nodes.Element)
        if CONCEPT in element and not isinstance(element, nodes.section)
    }
    for passage in shown_passages(domain, docname, tags):
        if passage.text and passage.subject not in entries:
            yield Text(docname, passage.line, passage.text)
