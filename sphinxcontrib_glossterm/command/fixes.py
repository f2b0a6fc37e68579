"""Fix findings in source files: replace exactly the reported characters.

A finding is fixed only where the source has its text at its position, and where the replacement
cannot change the markup around it. All other bytes of the file are kept: line ends, tabs, the byte
order mark.
"""

from __future__ import annotations

import difflib
import errno
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .link_names import is_markdown_name, is_rst_name
from .messages import __

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.terminology import Finding, Place

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKS = frozenset(" -./&+()’")
"""Characters besides letters and digits that have no meaning in the middle of a text, in any of the
source formats."""
_PROSE_MARKS = _MARKS | frozenset("',")
"""In data files, these separate or quote values."""
_MARKDOWN = frozenset({".md", ".markdown"})
_DATA_FILES = frozenset({".csv", ".tsv", ".yaml", ".yml", ".json"})

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+\s*")
"""A line below a title, and maybe above it."""
_GRID = re.compile(r"\s*(?:\||\+[-=+]*\+\s*$)")
_COLUMNS = re.compile(r"\s*=+(?: +=+)+\s*")
"""A border of a simple table."""


class Edit(NamedTuple):
    """A replacement in the text of a file."""

    start: int
    """In characters of the text, which has no byte order mark."""
    end: int
    replacement: str


class FixedFile(NamedTuple):
    """A file with its fixes, which are not written yet."""

    path: Path
    before: bytes
    after: bytes
    fixed: frozenset[Finding]

    def write(self) -> None:
        """Write the file, which must still be as it was read."""
        if self.path.read_bytes() != self.before:
            raise OSError(errno.EBUSY, __("changed by another program"), str(self.path))
        self.path.write_bytes(self.after)

    def diff(self, name: str) -> str:
        """The changes as a unified diff of the file *name*."""
        old, new = (_lines_kept(content.decode()) for content in (self.before, self.after))
        lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
        missing = "\n\\ No newline at end of file\n"
        return "".join(line if line.endswith("\n") else f"{line}{missing}" for line in lines)


def fix_file(path: Path, findings: Sequence[Finding]) -> FixedFile | None:
    """The file at *path* with those of *findings* fixed that can be; ``None`` if none can."""
    try:
        before = path.read_bytes()
        text = before.removeprefix(_BOM).decode()
    except (OSError, UnicodeDecodeError):
        return None
    source = _Source(text, path.suffix.lower(), findings)
    edits = dict(_without_overlaps((f, e) for f in findings if (e := source.edit(f))))
    if not edits:
        return None
    head = before[: len(before) - len(before.removeprefix(_BOM))]
    after = head + apply(text, edits.values()).encode()
    fixed = frozenset(f for f in findings if f in edits or source.edit(f) in edits.values())
    return FixedFile(path, before, after, fixed)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """*text* with *edits*, which do not overlap."""
    parts, end = [], 0
    for edit in sorted(edits):
        parts += [text[end : edit.start], edit.replacement]
        end = edit.end
    return "".join([*parts, text[end:]])


def _without_overlaps(
    found: Iterable[tuple[Finding, Edit]],
) -> Iterator[tuple[Finding, Edit]]:
    """The edits in the order of the text, of overlapping ones the first and longest."""
    end = 0
    for finding, edit in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        if edit.start >= end:
            yield finding, edit
            end = edit.end


class SourceText:
    """The text of a file, by lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def span(self, place: Place | Finding) -> tuple[int, int] | None:
        """The offsets of *place*; ``None`` if the file does not have its text there."""
        start = self.offset(place.line, place.column)
        end = self.offset(place.end_line, place.end_column)
        if start is None or end is None or not place.text:
            return None
        is_there = _LINE_END.sub("\n", self.text[start:end]) == place.text
        return (start, end) if is_there else None

    def offset(self, line: int, column: int) -> int | None:
        """The offset of a position; ``None`` if the text does not have it."""
        if not (0 < line <= len(self._starts) and column > 0):
            return None
        offset = self._starts[line - 1] + column - 1
        end = self._starts[line] if line < len(self._starts) else len(self.text) + 1
        return offset if offset < end else None

    def line_at(self, offset: int) -> int:
        """The number of the line that contains *offset*."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """The line with that *number*, without its end; empty if there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines, without their ends."""
        ends = [*self._starts[1:], len(self.text)]
        pairs = zip(self._starts, ends, strict=True)
        return [self.text[start:end].rstrip("\r\n") for start, end in pairs]


class _Source(SourceText):
    """The text of a file with findings."""

    def __init__(self, text: str, suffix: str, findings: Iterable[Finding]) -> None:
        super().__init__(text)
        self._marks = _MARKS if suffix in _DATA_FILES else _PROSE_MARKS
        # Markdown has no titles and tables whose lines must be as long as texts.
        self._is_markdown = suffix in _MARKDOWN and "eval-rst" not in text
        self._has_titles = suffix not in _DATA_FILES
        self._lines = [] if self._is_markdown else self.lines
        self._tables = _simple_tables(self._lines)
        self._counts = Counter(finding.line for finding in findings)

    def edit(self, finding: Finding) -> Edit | None:
        """How to fix *finding*; ``None`` if this is for the author to do."""
        if (span := self.span(finding)) is None:
            return None
        edit = Edit(*span, finding.replacement)
        is_safe = self._is_plain(edit.replacement) and self._fits(edit, finding.line)
        return edit if is_safe and not self._is_name(edit) else None

    def _is_name(self, edit: Edit) -> bool:
        """Whether a link elsewhere may refer to the text."""
        place = self.text, edit.start, edit.end
        # Texts of data files may be in either language; "|" separates cells in Markdown.
        return is_markdown_name(*place) or (not self._is_markdown and is_rst_name(*place))

    def _is_plain(self, text: str) -> bool:
        """Whether *text* has no meaning in any markup: it begins with a letter or digit."""
        known = all(_is_letter(letter) or letter in self._marks for letter in text)
        return known and _is_letter(text[:1]) and text == text.rstrip()

    def _fits(self, edit: Edit, number: int) -> bool:
        """Whether what the author has aligned with the text, in line *number*, remains valid."""
        if not self._lines:
            return True
        line, *below = self._lines[number - 1 : number + 1]
        old = self.text[edit.start : edit.end]
        growth = _width(edit.replacement) - _width(old)
        if number - 1 in self._tables or _GRID.match(line):
            return not growth and not _LINE_END.search(old)
        if growth <= 0 or not below or not self._has_titles:
            return True
        underline = len(below[0].rstrip()) if _ADORNMENT.fullmatch(below[0]) else 0
        is_title = _width(line.rstrip()) <= underline
        return not is_title or _width(line) + growth * self._counts[number] <= underline


def _simple_tables(lines: Sequence[str]) -> frozenset[int]:
    """The numbers, from 0, of the lines in simple tables of reStructuredText."""
    inside: set[int] = set()
    start: int | None = None
    for number, line in enumerate(lines):
        if not _COLUMNS.fullmatch(line):
            continue
        if start is None:
            start = number
        elif number + 1 == len(lines) or not lines[number + 1].strip():
            inside.update(range(start, number + 1))
            start = None
    return frozenset(inside)


def _is_letter(letter: str) -> bool:
    """Also a digit, a combining mark, and the middle dot of katakana; not an empty text."""
    return letter == "・" or (letter != "" and unicodedata.category(letter)[0] in "LMN")


def _width(text: str) -> int:
    """The columns of *text* as docutils counts them."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(bool(unicodedata.combining(letter)) for letter in text)
    return len(text) + wide - marks


def _lines_kept(text: str) -> list[str]:
    """The lines of *text* as ``diff`` and ``patch`` count them, with their ends."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]
