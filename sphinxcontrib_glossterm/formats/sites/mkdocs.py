"""Read and write abbreviations of Markdown, as in MkDocs: ``*[HTML]: text``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Phrase
from ..foreign import listed
from ..plain_text import as_markup, as_text, has_markup
from ..record import Source, SourceProblem, Value, labels_of, make_record
from ..record_names import with_names
from ..written import Losses, Written, lost_tests

if TYPE_CHECKING:
    from ..record import Record
    from ..written import Glossary

_START = "*["
_ABBREVIATION = re.compile(r"\*\[(?P<label>[^\]]*)\][ ]?:[ \t]*(?P<text>.*)")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_COMMENT = re.compile(r"<!--.*-->")


# -- writing ------------------------------------------------------------------------


def write_mkdocs(glossary: Glossary) -> Written:
    """A line for each label. Definitions are in one line; a file has no other fields."""
    glossary = with_names(glossary)
    losses = Losses()
    lines: dict[str, str] = {}
    for record in glossary.records:
        text = record.definition if glossary.is_plain else as_text(record.definition)
        if not glossary.is_plain and has_markup(record.definition):
            losses.add(Phrase("markup of definitions"), record)
        if not text:
            losses.add_concept(Phrase("concepts without a definition"), record)
            continue
        labels = [label for label in labels_of(record) if "]" not in label]
        if len(labels) < len(labels_of(record)) or not lines.keys().isdisjoint(labels):
            losses.add(Phrase("labels with brackets, and those that another concept has"), record)
        for label in labels:
            lines.setdefault(label, f"*[{label}]: {' '.join(text.split())}\n")
    losses.add_fields(glossary.records, ["aliases", "abbr", "labels", "lang"])
    return Written({"": "".join(lines.values())}, (*losses.found(), *lost_tests(glossary)))


# -- reading ------------------------------------------------------------------------


def recognise_mkdocs(text: str) -> bool:
    """Whether *text* has abbreviations and nothing else but comments and empty lines."""
    lines = [line.strip() for line in text.split("\n")]
    rest = [line for line in lines if line and not _COMMENT.fullmatch(line)]
    return bool(rest) and all(line.startswith(_START) for line in rest)


def read_mkdocs(text: str, separator: str) -> Source:
    """The abbreviations of a page, outside of its code. Those with equal texts are one concept."""
    problems: list[SourceProblem] = []
    found: dict[str, tuple[list[str], int]] = {}
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        if fence or not line.startswith(_START):
            continue
        match = _ABBREVIATION.fullmatch(line.rstrip())
        label = " ".join(match["label"].split()) if match else ""
        if not match or not label or not match["text"]:
            message = 'not an abbreviation; write "*[HTML]: Hyper Text Markup Language"'
            problems.append(SourceProblem(message, (), number))
            continue
        found.setdefault(match["text"], ([], number))[0].append(label)
    if not found and not problems:
        message = 'no abbreviations; write "*[HTML]: Hyper Text Markup Language", one in a line'
        problems.append(SourceProblem(message, (), 1))
    records = [_record(*own, text, separator, problems) for text, own in found.items()]
    return Source(tuple(one for one in records if one)).with_problems(problems)


def _record(
    labels: list[str], line: int, text: str, separator: str, problems: list[SourceProblem]
) -> Record | None:
    values = {"term": listed(labels, line), "definition": Value(as_markup(text), line)}
    return make_record(values, line, separator, problems)
