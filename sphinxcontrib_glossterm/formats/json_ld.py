"""Write JSON-LD: the terms of a page as structured data for search engines (schema.org)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model import LabelKind, is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Concept, Label

_IN_MARKUP = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


class Term(NamedTuple):
    """A concept as a page shows it."""

    concept: Concept
    url: str
    text: str
    """The short text of the definition, plain."""


def write_json_ld(terms: Iterable[Term], title: str, language: str) -> str:
    """A ``DefinedTermSet`` with *terms*.

    It contains no text that ends a script element, or that is markup in XHTML pages.
    """
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": title,
        "inLanguage": language,
        "hasDefinedTerm": [_defined_term(term) for term in terms],
    }
    return json.dumps(data, ensure_ascii=False).translate(_IN_MARKUP)


def _defined_term(term: Term) -> dict[str, Any]:
    first, *others = (x for x in term.concept.labels if x.kind is not LabelKind.HIDDEN)
    made: dict[str, Any] = {
        "@type": "DefinedTerm",
        "name": _name(first),
        "alternateName": [_name(label) for label in others],
        "description": term.text,
        "url": term.url,
        "subjectOf": _creative_work(term.concept.source),
    }
    return {key: value for key, value in made.items() if value}


def _name(label: Label) -> str | dict[str, str]:
    """A text; with its language if it is known. Without, it is in that of the set."""
    return {"@value": label.text, "@language": label.lang} if label.lang else label.text


def _creative_work(source: str) -> dict[str, str]:
    """The source of a definition; ``citation`` is not a property of a ``DefinedTerm``."""
    if not source:
        return {}
    return {"@type": "CreativeWork", "url" if is_web_address(source) else "name": source}
