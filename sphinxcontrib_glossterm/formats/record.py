"""Convert an author's keys and values to one record, for every format."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import FIELDS, Phrase, parse_fields, similar, split_labels
from ..model.fields import Values
from .source import Record, SourceProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

TERM = "term"
DEFINITION = "definition"
KEYS = (TERM, DEFINITION, *FIELDS)
"""Every key of a concept (YAML) and every column (CSV)."""

TAKES: Mapping[str, Phrase] = {
    TERM: Phrase("a label, or a list of labels"),
    DEFINITION: Values.TEXT.value,
    **{spec.name: spec.values.value for spec in FIELDS.values()},
}
"""The values that each of :data:`KEYS` takes, for messages."""

LISTS = frozenset({TERM} | {s.name for s in FIELDS.values() if s.values is Values.LIST})
"""Those of :data:`KEYS` that take several texts."""

# Names of our fields in other glossary systems, where the spelling is not similar.
_ELSEWHERE = {
    "abbreviation": "abbr",
    "acronym": "abbr",
    "category": "tags",
    "description": DEFINITION,
    "label": TERM,
    "meaning": DEFINITION,
    "name": TERM,
    "parent": "broader",
    "preflabel": TERM,
    "altlabel": "aliases",
    "see": "related",
    "seealso": "related",
    "synonym": "aliases",
    "synonyms": "aliases",
    "yomi": "reading",
}


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one key."""

    text: str
    line: int
    """Line of the file at which the text begins, counted from 1."""
    items: tuple[str, ...] | None = None
    """The texts of a list, unchanged even if they contain separators; ``None``: the value is
    :attr:`text`, in which the separator divides texts."""


def unknown_key(name: str, line: int) -> SourceProblem:
    """The problem of a key or a column that is not one of :data:`KEYS`."""
    name = " ".join(name.split())
    if near := similar_key(name, KEYS, _ELSEWHERE):
        return SourceProblem('unknown field "%s"; did you mean "%s"?', (name, *near), line)
    return SourceProblem('unknown field "%s"; use one of: %s', (name, ", ".join(KEYS)), line)


def similar_key(name: str, known: tuple[str, ...], elsewhere: Mapping[str, str]) -> tuple[str, ...]:
    """The one of *known* that *name* was probably meant to be, or nothing."""
    name = name.lower()
    return (elsewhere[name],) if name in elsewhere else similar(name, known)


def make_record(
    values: Mapping[str, Value], line: int, separator: str, problems: list[SourceProblem]
) -> Record | None:
    """The record that begins in *line* and has *values*, whose keys are from :data:`KEYS`.

    A value that its field does not allow is omitted. ``None``: there is no term. Both are added to
    *problems*.
    """
    labels = _parts(values[TERM], separator) if TERM in values else ()
    if not labels:
        problems.append(_no_term(values, line))
        return None
    text, text_line = _definition(values.get(DEFINITION))
    # Join with a line feed, since texts may contain the separator, but never a line feed.
    raw = {
        name: "\n".join(_parts(value, separator)) if name in LISTS else value.text
        for name, value in values.items()
        if name in FIELDS
    }
    parsed = parse_fields(raw, "\n")
    problems.extend(wrong_value(name, values[name]) for name, _, _ in parsed.wrong)
    return Record(labels, line, text, text_line, parsed.fields)


def wrong_value(name: str, value: Value) -> SourceProblem:
    """The problem of a *value* that the field *name* does not allow."""
    return SourceProblem(
        'field "%s" of a concept has the value "%s"; it takes %s',
        (name, value.text.strip(), TAKES[name]),
        value.line,
    )


def _no_term(values: Mapping[str, Value], line: int) -> SourceProblem:
    first = next((value.text for value in values.values() if value.text.strip()), "")
    if not first:
        message = 'this concept has no term and is ignored; add a "term"'
        return SourceProblem(message, (), line)
    return SourceProblem(
        'the concept with the text "%s" has no term and is ignored; add a "term"',
        (textwrap.shorten(first, 40, placeholder="…"),),
        line,
    )


def _parts(value: Value, separator: str) -> tuple[str, ...]:
    if value.items is None:
        return split_labels(value.text, separator)
    return split_labels("\n".join(" ".join(item.split()) for item in value.items), "\n")


def _definition(value: Value | None) -> tuple[str, int]:
    """The text without indentation and empty lines around it, and the line where it begins."""
    text = textwrap.dedent(value.text) if value else ""
    if not value or not text.strip():
        return "", 0
    lead = text[: len(text) - len(text.lstrip())]
    return text.strip(), value.line + lead.count("\n")
