"""The texts of an entry that depend on the language, or on other concepts."""

from __future__ import annotations

from functools import cache, partial
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
    if concept.short:
        return concept.short
    blocks, language = concept.definition.split("\n"), domain.env.config.language
    return first_sentences(domain)("\n".join(in_language_first(blocks, language, str)))


@cached
def first_sentences(domain: GlosstermDomain) -> Callable[[str], str]:
    """A function for the first sentence of a definition.

    Tips, every view and every page of the index show it, so each is found once.
    """
    return cache(partial(first_sentence, codes=domain.prose_languages))


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
