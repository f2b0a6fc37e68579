"""The texts of an entry that depend on the language, or on other concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.languages.paragraphs import in_language_first
from sphinxcontrib_glossterm.languages.sentences import first_sentence

from ..domain import cached

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain


def gloss_of(domain: GlosstermDomain, concept: Concept) -> str:
    """The definition of *concept* in one sentence."""
    return concept.short or _first_sentence(domain)(concept.definition)


@cached
def _first_sentence(domain: GlosstermDomain) -> Callable[[str], str]:
    """A function for the first sentence of a definition, which every view and page shows."""
    language, codes = domain.env.config.language, domain.prose_languages
    known: dict[str, str] = {}

    def of_definition(definition: str) -> str:
        if definition not in known:
            text = "\n".join(in_language_first(definition.split("\n"), language, str))
            known[definition] = first_sentence(text, codes)
        return known[definition]

    return of_definition


def origin_of(domain: GlosstermDomain, concept: Concept, homonyms: Collection[str]) -> str:
    """The glossary or the page that distinguishes *concept* from others with its label.

    *homonyms* are the labels of several concepts. Empty if that of *concept* is none of them.
    """
    if concept.pref_label not in homonyms:
        return ""
    return concept.glossary or domain.env.titles[concept.location.docname].astext()


@cached
def homonyms_of(domain: GlosstermDomain) -> Collection[str]:
    """The preferred labels of several concepts of the project."""
    return listing.repeated(domain.scheme)


def omission(domain: GlosstermDomain, path: Sequence[Concept]) -> list[str]:
    """The text in front of *path*, if it does not begin at the top."""
    return ["…"] if domain.scheme.broader(path[0].id) else []
