r"""Find the line and the column at which a source has a text that a page shows.

A page is text without markup; its source has markup around and inside that text. A place counts as
found only if there is no doubt, since its characters may be replaced: the source must have the very
text, with the same text around it, as often as the passage.

>>> source = ["", "Ask the *server*, not", "``the server``."]
>>> Source(source, 2, "Ask the server, not\n\ufffc.").place(8, 14)
Place(line=2, column=10, end_line=2, end_column=16, text='server')
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Span = tuple[int, int]

CONTEXT = 12
"""Number of characters on each side that must be the same, without white space and markup."""
MANY = 40
"""Maximum number of equal texts in a passage that are compared one by one."""
_NEAR, _FAR = 2 * CONTEXT, 20 * CONTEXT
OBSTACLE = "\ufffc"
_CODE = re.compile(r"(?P<ticks>`(?<!\\`)`*)(?P<text>.+?)(?P=ticks)(?P<link>__?(?!\w))?", re.DOTALL)
_ROLE = pattern(r":[\w.:+-]+:(?=`)|\{[\w.:+-]+\}(?=`)")
_TARGET = re.compile(r"\]\([^()\s]*\)|<[^<>\s]+>`|\]\[[^\[\]]*\]")
# A page has other quotation marks, dashes and ellipses than its source (smart quotes).
_MARKUP = re.compile(r"[\s*_\\`\[\]<>|\"'“”„‘’‚«»‹›「」『』.…–—-]")
_HTML = pattern(r"!\[[^\[\]]*\](?:\([^()]*\))?|<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
"""An image in Markdown, or a comment or tag of HTML."""
_ENTITY = pattern(r"&(?:#\w{1,7}|\w{1,31});")


class Place(NamedTuple):
    """The position of a text in a source; lines and columns are counted from 1."""

    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    """The column after the last character."""
    text: str = ""


UNKNOWN = Place()


class Source:
    """A text as a page shows it, with the lines of its source."""

    def __init__(
        self,
        lines: Sequence[str],
        first: int,
        text: str,
        count: int = 0,
        *,
        code: bool = False,
        has_html: bool = False,
    ) -> None:
        """The source of *text* begins in the line *first* of *lines*, counted from 1.

        *count* is the number of its lines, if it has more than the text shows. *code*: whether the
        text has the code of the source too, and not obstacles in its place. *has_html*: the source
        may contain HTML, which is not in the text, as in Markdown.
        """
        length = max(count, text.count("\n") + 1)
        self._text = text
        # Titles have a line above, and docutils gives some blocks the line before or after.
        self._windows = [
            Window(lines, first - more, length + 2 * more, code=code, has_html=has_html)
            for more in (0, 2)
            if first > 0
        ]
        self._found: dict[str, list[Span]] = {}

    def place(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``.

        :data:`UNKNOWN` if the source does not have the text there, or has it where it might be
        another.
        """
        wanted = self._text[start:end]
        if wanted not in self._found:
            self._found[wanted] = _occurrences(wanted, self._text)
        shown = self._found[wanted]
        if (start, end) not in shown[bisect_left(shown, (start, end)) :][:1]:
            return UNKNOWN
        places = (self._in(window, wanted, shown, (start, end)) for window in self._windows)
        return next(filter(None, places), UNKNOWN)

    def _in(self, window: Window, wanted: str, shown: list[Span], span: Span) -> Place | None:
        """The place in *window*, if its number is the same there, or the text around it."""
        written, around = window.occurrences(wanted), _around(self._text, *span)
        number = bisect_left(shown, span)
        if len(written) == len(shown) and _agree(window.around(*written[number]), around):
            return window.at(*written[number])
        if len(written) > MANY or len(shown) > MANY:
            return None
        same = [at for at in shown if _around(self._text, *at) == around]
        found = [at for at in written if _agree(window.around(*at), around)]
        return window.at(*found[same.index(span)]) if len(found) == len(same) else None


def role_place(
    lines: Sequence[str], first: int, count: int, target: str, roles: tuple[int, int]
) -> Place:
    """The place of the *target* of a role in *count* lines from the line *first*.

    *roles* are the number of roles in front of it with that target, and the number of all of them.
    """
    window = Window(lines, first, count)
    # Without the end of a name in front it is code in Markdown.
    name = r"\s+".join(map(re.escape, _plain(target).split())).replace("'", "['’]")
    role = re.compile(rf"(?<=[:}}>])`(?:[^`<>]*<)?({name})>?`(?!`)")
    found = list(role.finditer(window.text)) if first > 0 else []
    number, total = roles
    return window.at(*found[number].span(1)) if len(found) == total else UNKNOWN


class Window:
    """Some lines of a source."""

    def __init__(
        self,
        lines: Sequence[str],
        first: int,
        count: int,
        *,
        code: bool = False,
        has_html: bool = False,
    ) -> None:
        self._first = max(first, 1)
        self._lines, self._end = lines, max(first + count - 1, 0)
        self._code, self._has_html = code, has_html
        self._found: dict[str, list[Span]] = {}

    @cached_property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self._lines[self._first - 1 : self._end])

    @cached_property
    def _prose(self) -> str:
        """The text without code, roles and the addresses of links, in the same length."""
        if self._code:
            return _TARGET.sub(_spaces, _ROLE.sub(_spaces, self.text))
        text = _CODE.sub(_without_code, self.text)
        if self._has_html:
            text = _ENTITY.sub(_character, _HTML.sub(_obstacles, text))
        return _TARGET.sub(_spaces, text)

    def occurrences(self, wanted: str) -> list[Span]:
        """Where *wanted* is in the prose."""
        if wanted not in self._found:
            self._found[wanted] = _occurrences(wanted, self._prose)
        return self._found[wanted]

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The text around ``text[start:end]``."""
        return _around(self._prose, start, end)

    @cached_property
    def _starts(self) -> list[int]:
        """The offsets at which lines begin."""
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def at(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``."""
        return Place(*self._position(start), *self._position(end), self.text[start:end])

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset) - 1
        return self._first + line, offset - self._starts[line] + 1


def _occurrences(wanted: str, text: str) -> list[Span]:
    """Where *text* has *wanted*, with any white space between its words, and any apostrophe.

    Not by a regular expression, since one would have to be compiled for each label.
    """
    first, *others = _plain(wanted).split() or [""]
    text = _plain(text)
    found: list[Span] = []
    start = text.find(first) if first else -1
    while start >= 0:
        end = _end(text, start + len(first), others)
        if end:
            found.append((start, end))
        start = text.find(first, end or start + 1)
    return found


def _end(text: str, end: int, words: Sequence[str]) -> int:
    """Where *words* end that follow at *end*, each after white space; 0 if they do not."""
    for word in words:
        start = end
        while text[start : start + 1].isspace():
            start += 1
        if start == end or not text.startswith(word, start):
            return 0
        end = start + len(word)
    return end


def _plain(text: str) -> str:
    """*text* with one form of the apostrophe."""
    return text.replace("’", "'")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters around a place, without markup and quotation marks, up to what is no text."""
    for far in (_NEAR, _FAR):  # _NEAR is enough for most
        _, obstacle, found = text[max(0, start - far) : start].rpartition(OBSTACLE)
        before = _MARKUP.sub("", found)
        if len(before) >= CONTEXT or obstacle or start <= far:
            break
    for far in (_NEAR, _FAR):
        found, obstacle, _ = text[end : end + far].partition(OBSTACLE)
        after = _MARKUP.sub("", found)
        if len(after) >= CONTEXT or obstacle or end + far >= len(text):
            break
    return before[-CONTEXT:], after[:CONTEXT]


def _agree(source: tuple[str, str], shown: tuple[str, str]) -> bool:
    """Whether the source has the text around a place. It may have more: of other blocks."""
    return source[0].endswith(shown[0]) and source[1].startswith(shown[1])


def _without_code(found: re.Match[str]) -> str:
    """The text of a link of reStructuredText; obstacles for code and roles."""
    is_link = found["link"] and len(found["ticks"]) == 1
    return found[0] if is_link else OBSTACLE * len(found[0])


def _obstacles(found: re.Match[str]) -> str:
    return OBSTACLE * len(found[0])


def _character(found: re.Match[str]) -> str:
    """The character of an entity, in the same length."""
    character = unescape(found[0])
    return character.ljust(len(found[0])) if len(character) <= len(found[0]) else found[0]


def _spaces(found: re.Match[str]) -> str:
    """As many spaces, which are no part of the text around a place."""
    return " " * len(found[0])
