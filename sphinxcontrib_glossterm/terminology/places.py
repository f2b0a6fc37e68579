r"""Find the line and the column at which a source has a text that a page shows.

A page is text without markup; its source has markup around and inside that text. A place counts as
found only if there is no doubt, since its characters may be replaced: the source must have the very
text, with the same text around it, as often as the passage.

>>> place_in(["", "Ask the *server*, not", "``the server``."], 2, "Ask the server, not\n\ufffc.", 8, 14)
Place(line=2, column=10, end_line=2, end_column=16, text='server')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 12
"""Number of characters on each side that must be the same, without white space and markup."""
OBSTACLE = "\ufffc"
_CODE = re.compile(r"(?P<ticks>`+)(?P<text>.+?)(?P=ticks)(?P<link>__?(?!\w))?", re.DOTALL)
_TARGET = re.compile(r"\]\([^()\s]*\)|<[^<>\s]+>`|\]\[[^\[\]]*\]")
_MARKUP = re.compile(r"[\s*_\\`\[\]|]")


class Place(NamedTuple):
    """The position of a text in a source; lines and columns are counted from 1."""

    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    """The column after the last character."""
    text: str = ""


UNKNOWN = Place()


def place_in(lines: Sequence[str], first: int, passage: str, start: int, end: int) -> Place:
    """The place of ``passage[start:end]`` in the source *lines*.

    *first* is the line at which the passage begins, counted from 1. :data:`UNKNOWN` if the source
    does not have the text there, or has it where it might be another.
    """
    length = passage.count("\n") + 1
    for before, after in ((0, 0), (2, 2)):
        window = Window(lines, first - before, length + before + after)
        if found := window.place(passage, start, end):
            return found
    return UNKNOWN


def role_place(lines: Sequence[str], first: int, count: int, target: str, number: int) -> Place:
    """The place of the *target* of a role that begins in *count* lines from the line *first*.

    *number* of the roles before it in these lines have the same target.
    """
    window = Window(lines, first, count)
    pattern = re.compile(rf"`(?:[^`<>]*<)?({_spaced(target)})>?`")
    found = list(pattern.finditer(window.text))
    return window.at(*found[number].span(1)) if number < len(found) else UNKNOWN


class Window:
    """Some lines of a source."""

    def __init__(self, lines: Sequence[str], first: int, count: int) -> None:
        self._first = max(first, 1)
        self._lines = lines[self._first - 1 : max(first + count - 1, 0)]
        self.text = "\n".join(self._lines)

    def place(self, passage: str, start: int, end: int) -> Place | None:
        """The place of ``passage[start:end]``, if it is the only one or the number is the same."""
        prose = _TARGET.sub(_blank, _CODE.sub(_without_code, self.text))
        wanted = _spaced(passage[start:end])
        signature = _around(passage, start, end)
        same = [at for at in _occurrences(wanted, passage) if _around(passage, *at) == signature]
        found = [at for at in _occurrences(wanted, prose) if _agree(_around(prose, *at), signature)]
        if len(found) != len(same) or (start, end) not in same:
            return None
        return self.at(*found[same.index((start, end))])

    def at(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``."""
        return Place(*self._position(start), *self._position(end), self.text[start:end])

    def _position(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset)
        return self._first + line, offset - self.text.rfind("\n", 0, offset)


def _spaced(text: str) -> str:
    """A pattern of *text*, with any white space between its words."""
    return r"\s+".join(map(re.escape, text.split()))


def _occurrences(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in re.finditer(pattern, text)) if pattern else iter(())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters around a place, without markup, up to what is no text."""
    before = text[max(0, start - 4 * CONTEXT) : start].rpartition(OBSTACLE)[2]
    after = text[end : end + 4 * CONTEXT].partition(OBSTACLE)[0]
    return _MARKUP.sub("", before)[-CONTEXT:], _MARKUP.sub("", after)[:CONTEXT]


def _agree(source: tuple[str, str], shown: tuple[str, str]) -> bool:
    """Whether the text around a place is the same, as far as both have it."""
    left = min(len(source[0]), len(shown[0]))
    right = min(len(source[1]), len(shown[1]))
    same_left = not left or source[0][-left:] == shown[0][-left:]
    return same_left and source[1][:right] == shown[1][:right]


def _without_code(found: re.Match[str]) -> str:
    """The text of a link of reStructuredText; obstacles for code and roles."""
    is_link = found["link"] and len(found["ticks"]) == 1
    return found[0] if is_link else _blank(found)


def _blank(found: re.Match[str]) -> str:
    return OBSTACLE * len(found[0])
