"""The values of a record by the keys of a data file, for our own writers."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ...model import FIELDS, LABEL, Fields, Label
from ..plain_text import as_markup
from ..record import DEFINITION, TERM, fit_text
from ..record_names import with_valid_names

if TYPE_CHECKING:
    from ..record import Record
    from ..written import Glossary

Plain = str | bool | list[str]

_DEFAULTS = Fields()


def fit_records(glossary: Glossary) -> tuple[Record, ...]:
    """The records as a data file has them: definitions are markup, names and characters valid."""
    records = with_valid_names(glossary.records, glossary.separator)
    if glossary.is_plain:
        records = tuple(
            replace(record, definition=record.markup or as_markup(record.definition))
            for record in records
        )
    return tuple(map(with_fit_texts, records))


def with_fit_texts(record: Record) -> Record:
    """*record* with line feeds and valid characters only, as readers give texts."""
    fields = record.fields
    values = {name: _fit(getattr(fields, name)) for name in Fields._fields}
    return replace(
        record,
        labels=tuple(map(_fit, record.labels)),
        definition=_fit(record.definition),
        markup=_fit(record.markup),
        fields=Fields(**values),
    )


def _fit(value: Any) -> Any:
    if isinstance(value, Label):
        return value._replace(text=_fit(value.text))
    if isinstance(value, tuple):
        return tuple(map(_fit, value))
    if not isinstance(value, str) or isinstance(value, StrEnum):
        return value
    return fit_text(value.replace("\r\n", "\n").replace("\r", "\n"))[0]


def values_of(record: Record) -> dict[str, Plain]:
    """The values by key, without those that are the default, in the order of the fields."""
    found: dict[str, Plain] = {TERM: list(record.labels)}
    if record.definition:
        found[DEFINITION] = record.definition
    for name, spec in FIELDS.items():
        value = getattr(record.fields, spec.attribute)
        if value != getattr(_DEFAULTS, spec.attribute):
            found[name] = _plain(value)
    for label in record.fields.labels:
        texts = found.setdefault(f"{LABEL}{label.lang}", [])
        if isinstance(texts, list):
            texts.append(label.text)
    return found


def _plain(value: object) -> Plain:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool) else str(value)
