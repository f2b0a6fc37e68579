"""Write JSON-LD: the terms as structured data for search engines (schema.org)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...model import is_web_address
from ..plain_text import as_text
from ..written import Losses, Written, lost_tests

if TYPE_CHECKING:
    from ..record import Record
    from ..written import Glossary

_KEPT = ("aliases", "labels", "lang", "abbr", "short", "source", "id")
_IN_MARKUP = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def write_json_ld(glossary: Glossary) -> Written:
    """A file with one ``DefinedTermSet``, whose id is the address of the site."""
    losses = Losses()
    losses.add_fields(glossary.records, _KEPT)
    text = json.dumps(term_set(glossary, glossary.address), ensure_ascii=False, indent=1)
    return Written({"": f"{text}\n"}, (*losses.found(), *lost_tests(glossary)))


def json_ld_in_page(glossary: Glossary, address: str) -> str:
    """The same for the page at *address*.

    It contains no text that ends a script element, or that is markup in XHTML pages.
    """
    text = json.dumps(term_set(glossary, address), ensure_ascii=False)
    return text.translate(_IN_MARKUP)


def term_set(glossary: Glossary, address: str) -> dict[str, Any]:
    """The ``DefinedTermSet`` of *glossary*, with the id *address*, as plain values."""
    own = f"{address}#glossary"
    made = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": own,
        "url": address,
        "name": glossary.title,
        "inLanguage": glossary.language,
        "hasDefinedTerm": [
            _defined_term(record, own, glossary.is_plain) for record in glossary.records
        ],
    }
    return {key: value for key, value in made.items() if value}


def _defined_term(record: Record, term_set: str, is_plain: bool) -> dict[str, Any]:
    fields = record.fields
    name, *others = (_name(text, fields.lang) for text in (*record.labels, *fields.aliases))
    others += (_name(label.text, label.lang) for label in fields.labels)
    labels = {text["@value"] if isinstance(text, dict) else text for text in (name, *others)}
    if fields.abbr and fields.abbr not in labels:
        others.append(fields.abbr)
    text = record.definition if is_plain else as_text(record.definition)
    made: dict[str, Any] = {
        "@type": "DefinedTerm",
        "@id": record.address,
        "name": name,
        "alternateName": others,
        "description": " ".join(text.split()) or fields.short,
        "termCode": fields.id,
        "inDefinedTermSet": {"@id": term_set},
        "url": record.address,
        "subjectOf": _creative_work(fields.source),
    }
    return {key: value for key, value in made.items() if value}


def _name(text: str, language: str) -> str | dict[str, str]:
    """A text; with its language if it is known. Without, it is in that of the set."""
    return {"@value": text, "@language": language} if language else text


def _creative_work(source: str) -> dict[str, str]:
    """The source of a definition; ``citation`` is not a property of a ``DefinedTerm``."""
    if not source:
        return {}
    return {"@type": "CreativeWork", "url" if is_web_address(source) else "name": source}
