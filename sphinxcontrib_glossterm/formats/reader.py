"""Read a data file with the reader for its file type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from .characters import decode
from .csv_reader import read_csv, read_tsv
from .source import Source, SourceProblem
from .yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Format:
    """One file format, as shown in the docs."""

    name: str
    help: str
    read: Callable[[str, str], Source]
    """Takes the text of the file and the label separator."""


_YAML = Format("YAML", 'a list of concepts, at the top level or below "concepts:"', read_yaml)

FORMATS: Mapping[str, Format] = {
    ".yaml": _YAML,
    ".yml": _YAML,
    ".csv": Format("CSV", "a row for each concept, cells separated by commas", read_csv),
    ".tsv": Format("TSV", "a row for each concept, cells separated by tabs", read_tsv),
}
"""The supported formats, by file type in lower case."""


def read_source(name: str, text: str | bytes, separator: str = "|") -> Source:
    """The records of the file *name*, of which only the file type is used.

    *text* is the whole file; bytes are decoded as UTF-8. *separator* must not be empty. It
    separates labels, and values of a field, that are written as one text.

    No exception is raised for the content of the file. Each error is a problem with its line,
    counted from 1. The invalid value is omitted; the rest of the record and of the file is read.
    """
    form = FORMATS.get(PurePath(name).suffix.lower())
    if not form:
        message = 'unsupported file type "%s"; use one of: %s'
        kind = PurePath(name).suffix or name
        return Source(problems=(SourceProblem(message, (kind, ", ".join(FORMATS)), 1),))
    decoded, invalid = decode(text)
    if invalid and not decoded:
        return Source(problems=invalid)
    source = form.read(decoded, separator)
    problems = sorted((*invalid, *source.problems), key=lambda problem: problem.line)
    return replace(source, problems=tuple(problems))
