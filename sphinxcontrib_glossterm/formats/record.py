"""A data file as values: its text, its records and its problems, for every format.

Readers return a :class:`Source`. They give each value of a concept to :func:`make_record`, so that
a field means the same in every format.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ..model import (
    FIELD_NAMES,
    LABEL,
    Fields,
    LinkTest,
    Phrase,
    SimilarNames,
    field_spec,
    parse_fields,
    similar_label_field,
    split_labels,
)
from ..model.fields import Values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TERM = "term"
DEFINITION = "definition"
KEYS = (TERM, DEFINITION, *FIELD_NAMES)
"""Every key of a concept (YAML) and every column (CSV), as listed in messages."""

_TAKES: Mapping[str, Phrase] = {
    TERM: Phrase("a label, or a list of labels"),
    DEFINITION: Values.TEXT.value,
}

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

# All except tab, line feed, carriage return, and the characters that YAML and XML call printable.
_UNFIT = re.compile(r"[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def key_of(name: str) -> str:
    """The key *name*, with the language in it in its usual case; empty if it is unknown."""
    if name in _TAKES:
        return name
    spec = field_spec(name)
    return spec.name if spec else ""


def takes(key: str) -> Phrase:
    """The value that *key* takes, for messages."""
    spec = field_spec(key)
    return spec.values.value if spec else _TAKES[key]


def is_list(key: str) -> bool:
    """Whether *key* takes several texts."""
    spec = field_spec(key)
    return spec.values is Values.LIST if spec else key == TERM


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """One error in a data file, and how to fix it."""

    message: str
    """A whole sentence: an English template in ``%`` style, to be translated before :attr:`args`
    are put in; of these, each :class:`~sphinxcontrib_glossterm.model.Phrase`."""
    args: tuple[str, ...]
    line: int
    """Line of the file, counted from 1."""
    file: str = ""
    """The name of the file in a folder, with ``/``; empty if the source is one file."""

    def __str__(self) -> str:
        return self.message % self.args


@dataclass(frozen=True, slots=True)
class Record:
    """One concept in a data file."""

    labels: tuple[str, ...]
    """The labels in ``term``: the preferred label first, never empty. Labels from the fields
    ``aliases`` and ``hidden`` are not included."""
    line: int
    """Line of the file at which the record begins, counted from 1."""
    definition: str = ""
    """Markup, possibly of several paragraphs, without common indentation and surrounding empty
    lines; empty if the author gave none."""
    definition_line: int = 0
    """Line of the file at which the text of the definition begins, counted from 1; 0 if there is no
    definition. The text has the line breaks of the file, except where YAML folds them (plain,
    quoted and ``>`` text)."""
    fields: Fields = field(default_factory=Fields)
    """All other fields. An invalid or missing value is the field's default."""
    glossary: str = ""
    """The name of its glossary (namespace) in a project, for writers; in a data file, all records
    have that of the file."""
    address: str = ""
    """The address of its entry, for writers: absolute, or relative to that of the site; empty if it
    has none."""
    file: str = ""
    """The name of its file in a folder, with ``/``; empty if the source is one file."""
    markup: str = ""
    """The markup of its definition, for writers that keep markup, where :attr:`definition` is plain
    text (:attr:`.Glossary.is_plain`) and the markup is known from a data file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data file that was read."""

    records: tuple[Record, ...] = ()
    """In the order of the file; several records may have the same labels."""
    problems: tuple[SourceProblem, ...] = ()
    """In the order of their lines."""
    glossary: str = ""
    """Name of the glossary (namespace) of all records; empty for the unnamed glossary."""
    title: str = ""
    """The title of the file, in formats that have one."""
    language: str = ""
    """The language of labels and definitions that have none of their own; empty if not given."""
    tests: tuple[LinkTest, ...] = ()
    """The glossary tests in the file, in file order."""
    is_markdown: bool = False
    """Whether definitions are Markdown of another program, of which nothing but text and simple
    markup reaches a Markdown page. In a reStructuredText page it is shown as text."""

    def with_problems(self, problems: Iterable[SourceProblem]) -> Source:
        """The same with further *problems*, all in the order of files and lines."""
        found = sorted(
            (*problems, *self.problems), key=lambda problem: (problem.file, problem.line)
        )
        return replace(self, problems=tuple(found))


# -- text ---------------------------------------------------------------------------


def fit_text(text: str, line: int = 1) -> tuple[str, tuple[SourceProblem, ...]]:
    """*text* with U+FFFD for each control character and lone surrogate.

    The problem names the first of them. *line* is the line at which the text begins, counted from
    1.
    """
    first = _UNFIT.search(text)
    if not first:
        return text, ()
    problem = SourceProblem(
        "invalid character U+%s, replaced by U+FFFD; remove it",
        (f"{ord(first[0]):04X}",),
        line + text.count("\n", 0, first.start()),
    )
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text), (problem,)


def decode(data: str | bytes) -> tuple[str, tuple[SourceProblem, ...]]:
    """The text of a file, without byte order mark, with line feeds and valid characters only.

    Bytes that are not UTF-8 give an empty text, and a problem at the line of the first of them.
    """
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = 1 + error.object.count(b"\n", 0, error.start)
            message = (
                "this line is not UTF-8, so the file is not read;"
                ' save the file as UTF-8 (in Excel: "CSV UTF-8")'
            )
            return "", (SourceProblem(message, (), line),)
    text = data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return fit_text(text)


# -- records ------------------------------------------------------------------------


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
    """The problem of a key or a column that :func:`key_of` does not know."""
    name = " ".join(name.split())
    if name.lower().startswith(LABEL):
        message = (
            'unknown field "%s": "%s" is not a language tag; write one such as "ja" or "zh-TW"'
        )
        return SourceProblem(message, (name, name[len(LABEL) :]), line)
    if near := similar_label_field(name) or similar_key(name, KEYS, _ELSEWHERE):
        return SourceProblem('unknown field "%s"; did you mean "%s"?', (name, *near), line)
    return SourceProblem('unknown field "%s"; use one of: %s', (name, ", ".join(KEYS)), line)


def similar_key(name: str, known: tuple[str, ...], elsewhere: Mapping[str, str]) -> tuple[str, ...]:
    """The one of *known* that *name* was probably meant to be, or nothing."""
    name = name.lower()
    return (elsewhere[name],) if name in elsewhere else _names(known).of(name)


# A file may have very many unknown names.
@cache
def _names(known: tuple[str, ...]) -> SimilarNames:
    return SimilarNames(known)


def make_record(
    values: Mapping[str, Value], line: int, separator: str, problems: list[SourceProblem]
) -> Record | None:
    """The record that begins in *line* and has *values*, whose keys are from :func:`key_of`.

    A value that its field does not allow is omitted. ``None``: there is no term. Both are added to
    *problems*.
    """
    labels = _texts(values[TERM], separator) if TERM in values else ()
    if not labels:
        problems.append(_no_term(values, line))
        return None
    text, text_line = _definition(values.get(DEFINITION))
    # Join with a line feed, since texts may contain the separator, but never a line feed.
    raw = {
        name: "\n".join(_texts(value, separator)) if is_list(name) else value.text
        for name, value in values.items()
        if name not in _TAKES
    }
    parsed = parse_fields(raw, "\n")
    problems.extend(wrong_value(name, values[name]) for name, _, _ in parsed.wrong)
    return Record(labels, line, text, text_line, parsed.fields)


def wrong_value(name: str, value: Value) -> SourceProblem:
    """The problem of a *value* that the field *name* does not allow."""
    return SourceProblem(
        'field "%s" of a concept has the value "%s"; it takes %s',
        (name, value.text.strip(), takes(name)),
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


def _texts(value: Value, separator: str) -> tuple[str, ...]:
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


def labels_of(record: Record) -> list[str]:
    """The labels of *record* that readers see, and its abbreviation, each once."""
    fields = record.fields
    others = (*fields.aliases, *([fields.abbr] if fields.abbr else []))
    return list(dict.fromkeys((*record.labels, *others, *(own.text for own in fields.labels))))
