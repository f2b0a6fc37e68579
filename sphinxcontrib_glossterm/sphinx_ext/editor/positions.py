"""Positions in source files, as the protocol of language servers has them.

Lines and characters are counted from 0, and characters in code units of UTF-16: 𠮷 and most emoji
are two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..check.places import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Files = Callable[[str], Sequence[str]]
    """Path → lines of the file; none if it cannot be read."""

_FAR = 30
"""Number of lines after that of a warning in which its text is searched for."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position in a file."""

    line: int
    character: int


@dataclass(frozen=True, slots=True)
class Range:
    """A range in a file."""

    start: Position
    end: Position


def reader(unsaved: Mapping[str, str]) -> Files:
    """The lines of files, each read once; *unsaved* has texts that are not on the disk."""
    return cache(lambda path: lines_of(path, unsaved))


def span(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Range:
    """The range between two positions, each a line and a column in code points from 0."""
    first, last = (
        Position(line, _units(lines[line][:column] if line < len(lines) else ""))
        for line, column in (start, end)
    )
    return Range(first, last)


def ranges_of(lines: Sequence[str], line: int, wrong: str, texts: Sequence[str]) -> list[Range]:
    """Where a warning at *line*, from 1, should be shown.

    That is every role with the target *wrong* in its paragraph; else that text in the paragraph or
    in the lines after it, such as a field; else the first of *texts* in the line; else the line.
    """
    number = max(line - 1, 0)
    found = [*_roles(lines, number, wrong)] if wrong else []
    if not found and wrong:
        found = [*_first(lines, range(number, number + _FAR), wrong)]
    for text in texts:
        found = found or [*_first(lines, range(number, number + 1), text)]
    return found or [_line(lines, number)]


def _roles(lines: Sequence[str], number: int, target: str) -> Iterator[Range]:
    pattern = re.compile(rf"(?<=[:}}>])`(?:[^`<>]*<)?({re.escape(target)})>?`")
    for here in range(number, min(number + _FAR, len(lines))):
        if not lines[here].strip() and here > number:
            return
        for match in pattern.finditer(lines[here]):
            yield span(lines, (here, match.start(1)), (here, match.end(1)))


def _first(lines: Sequence[str], numbers: range, text: str) -> Iterator[Range]:
    """The first place of *text*."""
    for here in numbers:
        start = _offset(text, lines[here]) if here < len(lines) else -1
        if start >= 0:
            yield span(lines, (here, start), (here, start + len(text)))
            return


def _offset(text: str, line: str) -> int:
    """Where *line* has *text* without a letter or digit next to it, -1 if nowhere.

    No pattern, since compiling one for each concept takes longer than all the rest.
    """
    start = line.find(text) if text.strip() else -1
    while start >= 0:
        end = start + len(text)
        around = f"{line[start - 1 : start] if start else ''}{line[end : end + 1]}"
        if not any(character.isascii() and character.isalnum() for character in around):
            return start
        start = line.find(text, start + 1)
    return -1


def _line(lines: Sequence[str], number: int) -> Range:
    """The text of a line, without indentation."""
    line = lines[number].rstrip() if number < len(lines) else ""
    indent = len(line) - len(line.lstrip())
    return span(lines, (number, indent), (number, len(line)))


def place_of(files: Files, path: str, line: int | None, text: str) -> dict[str, Any]:
    """The location of *text* in a line, from 1, as the protocol has it."""
    lines, number = files(path), max((line or 1) - 1, 0)
    found = next(_first(lines, range(number, number + 2), text), None) or _line(lines, number)
    start, end = ({"line": at.line, "character": at.character} for at in (found.start, found.end))
    return {"uri": Path(path).absolute().as_uri(), "range": {"start": start, "end": end}}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
