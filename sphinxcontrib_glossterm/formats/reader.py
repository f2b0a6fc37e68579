"""The one way into a data file: its name says the format, its text gives the records."""

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
    """One format, as the docs print it."""

    name: str
    help: str
    read: Callable[[str, str], Source]
    """Takes the text of the file and the label separator."""


_YAML = Format("YAML", 'a list of concepts, alone or below "concepts:"', read_yaml)

FORMATS: Mapping[str, Format] = {
    ".yaml": _YAML,
    ".yml": _YAML,
    ".csv": Format("CSV", "a row for each concept, cells divided by commas", read_csv),
    ".tsv": Format("TSV", "a row for each concept, cells divided by tabs", read_tsv),
}
"""What can be read, by the ending of the file's name, in lower case."""


def read_source(name: str, text: str | bytes, separator: str = "|") -> Source:
    """The records of the file called *name*, of which only the ending is looked at.

    *text* is the whole file; bytes are read as UTF-8. *separator*, not empty, stands between
    labels, and between the values of a field, that are written as one text.

    Nothing is raised for what the file holds. What is wrong is a problem at its line, from 1;
    the value is left out, and the rest of the record and of the file is read.
    """
    form = FORMATS.get(PurePath(name).suffix.lower())
    if not form:
        message = 'unsupported file type "%s"; use one of: %s'
        kind = PurePath(name).suffix or name
        return Source(problems=(SourceProblem(message, (kind, ", ".join(FORMATS)), 1),))
    decoded, told = decode(text)
    if told and not decoded:
        return Source(problems=told)
    source = form.read(decoded, separator)
    problems = sorted((*told, *source.problems), key=lambda problem: problem.line)
    return replace(source, problems=tuple(problems))
