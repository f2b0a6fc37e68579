"""Write records as files, in the ways that people and tools write them."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING

import yaml

from sphinxcontrib_glossterm.formats.record import DEFINITION, TERM
from sphinxcontrib_glossterm.model import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxcontrib_glossterm.formats import Record

Plain = str | bool | list[str]


def plain(record: Record) -> dict[str, Plain]:
    """The fields of a record, without default values."""
    said: dict[str, Plain] = {"term": list(record.labels)}
    if record.definition:
        said["definition"] = record.definition
    for name, spec in FIELDS.items():
        match getattr(record.fields, spec.attribute):
            case tuple(texts) if texts:
                said[name] = list(texts)
            case StrEnum() as one:
                said[name] = str(one)
            case bool() | str() as value if value or (name, value) == ("auto", False):
                said[name] = value
    for label in record.fields.labels:
        texts = said.setdefault(f"label_{label.lang}", [])
        assert isinstance(texts, list)
        texts.append(label.text)
    return said


def as_yaml(records: Iterable[Record]) -> str:
    """By hand: one key a line, texts in double quotes."""
    lines = ["glossary: ml", "concepts:"]
    for record in records:
        for number, (key, value) in enumerate(plain(record).items()):
            start = "  " if number else "- "
            lines.append(f"{start}{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) if len(lines) > 2 else "concepts: []\nglossary: ml"


def as_dumped_yaml(records: Iterable[Record]) -> str:
    """As written by other programs."""
    said = {"glossary": "ml", "concepts": [plain(record) for record in records]}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def as_table(records: Iterable[Record], delimiter: str = ",") -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    rows = [plain(record) for record in records]
    known = (TERM, DEFINITION, *FIELDS)
    keys = [*known, *sorted({key for row in rows for key in row}.difference(known))]
    writer.writerow(keys)
    for row in rows:
        writer.writerow([_cell(row.get(key, "")) for key in keys])
    return file.getvalue()


def _cell(value: Plain) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else " | ".join(value)
