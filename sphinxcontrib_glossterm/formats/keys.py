"""The values of a record by the keys of a data file, for our own writers."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ..model import FIELDS, LABEL, Fields
from .plain_text import as_markup
from .record import DEFINITION, TERM, fit_text
from .record_names import with_valid_names

if TYPE_CHECKING:
    from .record import Record
    from .written import Glossary

Plain = str | bool | list[str]

_DEFAULTS = Fields()


def fit_records(glossary: Glossary) -> tuple[Record, ...]:
    """The records with definitions as markup, and with names that are valid in a data file."""
    records = with_valid_names(glossary.records, glossary.separator)
    if not glossary.is_plain:
        return records
    return tuple(
        replace(record, definition=record.markup or as_markup(record.definition))
        for record in records
    )


def values_of(record: Record) -> dict[str, Plain]:
    """The values by key, without those that are the default, in the order of the fields."""
    found: dict[str, Plain] = {TERM: list(map(_fit, record.labels))}
    if record.definition:
        found[DEFINITION] = _fit(record.definition)
    for name, spec in FIELDS.items():
        value = getattr(record.fields, spec.attribute)
        if value != getattr(_DEFAULTS, spec.attribute):
            found[name] = _plain(value)
    for label in record.fields.labels:
        texts = found.setdefault(f"{LABEL}{label.lang}", [])
        if isinstance(texts, list):
            texts.append(_fit(label.text))
    return found


def _plain(value: object) -> Plain:
    if isinstance(value, tuple):
        return [_fit(str(text)) for text in value]
    if isinstance(value, bool):
        return value
    return str(value) if isinstance(value, StrEnum) else _fit(str(value))


def _fit(text: str) -> str:
    """*text* with line feeds and valid characters only, as readers give it."""
    return fit_text(text.replace("\r\n", "\n").replace("\r", "\n"))[0]
