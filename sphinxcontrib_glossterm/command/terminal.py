"""Write to the terminal: colours, tables with wide characters, progress.

Texts of authors are untrusted: control characters, which could operate the terminal, are replaced.
"""

from __future__ import annotations

import io
import os
import shutil
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from .messages import __

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_WIDE = "WF"


class Terminal:
    """The output and the error stream of the command."""

    def __init__(self, out: TextIO, errors: TextIO, *, plain: bool = False) -> None:
        """*plain*: the output is for programs, so it is UTF-8 without colours."""
        self._out, self._errors = out, errors
        self._colour = not plain and _has_colours(out)
        self.is_screen = out.isatty()
        self.errors_have_colours = _has_colours(errors)
        self.progress = Progress(errors)
        if isinstance(out, io.TextIOWrapper):
            encoding = "utf-8" if plain else None
            out.reconfigure(encoding=encoding, errors="backslashreplace")

    def line(self, text: str = "") -> None:
        """Write one line."""
        self._out.write(f"{text}\n")

    def styled_line(self, text: str, *styles: str) -> None:
        """Write one line of untrusted text."""
        self.line(self.style(visible(text), *styles))

    def text(self, text: str) -> None:
        """Write *text* as it is."""
        self._out.write(text)

    def style(self, text: str, *styles: str) -> str:
        """*text* with a colour or weight, if the terminal has them."""
        return _styled(text, styles) if self._colour else text

    def note(self, text: str) -> None:
        """Write a line to the error stream."""
        self.progress.clear()
        self._errors.write(f"{visible(text)}\n")

    def fail(self, text: str) -> None:
        """Write an error in one line."""
        name = "glossterm"
        self.progress.clear()
        head = _styled(name, ["red"]) if self.errors_have_colours else name
        # Translators: the name of the command is in front of it
        self._errors.write(f"{head}: {__('error')}: {visible(text)}\n")


class Progress:
    """A line that shows how much is done, on a terminal only."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._total = self._done = 0
        self._shown = False

    def start(self, total: int) -> None:
        """Begin to count to *total*."""
        self._total, self._done = total, 0

    def step(self, name: str, count: int = 1) -> None:
        """Count *count* more, the last of which is *name*."""
        self._done += count
        if self._stream:
            text = __("reading page %s of %s: %s") % (self._done, self._total, visible(name))
            columns = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r\x1b[K{cut(text, columns)}")
            self._stream.flush()
            self._shown = True

    def clear(self) -> None:
        """Remove the line."""
        if self._stream and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


def visible(text: str) -> str:
    """*text* in one line, with escapes for control and format characters that are not spaces."""
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cc" or letter in "\u202a\u202b\u202c\u202d\u202e":
        return f"\\x{ord(letter):02x}"
    return letter


def shown_path(path: str) -> str:
    """*path* from the current folder, with ``/``; unchanged if it is on another drive."""
    with suppress(ValueError):
        path = os.path.relpath(path)
    return path.replace(os.sep, "/")


def width(text: str) -> int:
    """The number of columns that *text* takes: East Asian wide characters take two."""
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    # Zero-width joiners and marks are drawn with the letter in front of them.
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def cut(text: str, columns: int) -> str:
    """*text*, ending in ``…`` if it takes more than *columns*."""
    if width(text) <= columns:
        return text
    kept, used = "", 1
    for letter in text:
        used += _columns(letter)
        if used > columns:
            break
        kept += letter
    return f"{kept}…"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table with aligned columns; the first line is *head*."""
    cells = [list(map(visible, row)) for row in (head, *rows)]
    columns = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(_padded, row, columns)).rstrip() for row in cells]


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _has_colours(stream: TextIO) -> bool:
    """Whether *stream* is a terminal with colours that the user wants (https://no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream.isatty()


def _styled(text: str, styles: Sequence[str]) -> str:
    return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"
