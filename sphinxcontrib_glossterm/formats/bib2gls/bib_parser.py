"""Parse ``.bib`` files to entries with line numbers.

The parser goes on after an error at the next line that begins an entry, and never looks for the end
of a value beyond such a line: the time is linear, also for files in which no brace is closed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..record import SourceProblem

MAX_TEXT = 100_000
"""Limit of a text that is joined of several, in characters."""

_ENTRY = re.compile(r"@\s*(?P<kind>[A-Za-z]\w*)\s*(?P<open>[{(])")
_AT_LINE_START = re.compile(r"^[ \t]*@\s*[A-Za-z]\w*\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*([^\s,{}()=\"#%~\\]*)\s*(?=[,})])")
_NAME = re.compile(r"([A-Za-z][\w.:-]*)\s*(=?)\s*")
_PLAIN = re.compile(r"[\w.:-]+")
_BRACE = re.compile(r"[{}]|^[ \t]*@\s*[A-Za-z]\w*\s*[{(]", re.MULTILINE)
_QUOTE = re.compile(r"[{}\"]|^[ \t]*@\s*[A-Za-z]\w*\s*[{(]", re.MULTILINE)
_JOIN = re.compile(r"\s*#\s*")
_SPACE = re.compile(r"[\s,]*")
_CLOSE = {"{": "}", "(": ")"}
_SKIPPED = frozenset({"comment", "preamble"})


class Text(NamedTuple):
    """A value, in TeX."""

    text: str
    line: int


@dataclass(slots=True)
class Entry:
    """One entry; names of kinds and fields are in lower case."""

    kind: str
    key: str
    line: int
    fields: dict[str, Text] = field(default_factory=dict)


class _SyntaxError(ValueError):
    def __init__(self, position: int, message: str, *args: str) -> None:
        super().__init__(message)
        self.position, self.message, self.values = position, message, args


class Parser:
    """Parses one file; afterwards :attr:`entries` and :attr:`problems` have what was found."""

    def __init__(self, text: str) -> None:
        self.entries: list[Entry] = []
        self.problems: list[SourceProblem] = []
        self._text = text
        self._breaks = [0, *(one.end() for one in re.finditer("\n", text))]
        self._strings: dict[str, str] = {}
        self._parse()

    def _line(self, position: int) -> int:
        return bisect_right(self._breaks, position)

    def _parse(self) -> None:
        position = 0
        while found := _ENTRY.search(self._text, position):
            try:
                position = self._one(found)
            except _SyntaxError as error:
                line = self._line(error.position)
                self.problems.append(SourceProblem(error.message, error.values, line))
                start = _AT_LINE_START.search(self._text, found.end())
                position = start.start() if start else len(self._text)

    def _one(self, found: re.Match[str]) -> int:
        kind, start = found["kind"].lower(), found.end()
        if kind in _SKIPPED:
            return self._braced(start, kind)[1] if found["open"] == "{" else start
        if kind == "string":
            entry = Entry(kind, "", self._line(found.start()))
            end = self._fields(entry, start, _CLOSE[found["open"]])
            self._strings.update((name, value.text) for name, value in entry.fields.items())
            return end
        key = _KEY.match(self._text, start)
        if not key or not key[1]:
            message = 'an entry of type "%s" has no valid key and is ignored; write @%s{key, …}'
            raise _SyntaxError(found.start(), message, kind, kind)
        entry = Entry(kind, key[1], self._line(found.start()))
        end = self._fields(entry, key.end(), _CLOSE[found["open"]])
        self.entries.append(entry)
        return end

    def _fields(self, entry: Entry, position: int, close: str) -> int:
        """Add the fields to *entry*; returns the position after its end."""
        text = self._text
        while True:
            found = _SPACE.match(text, position)
            position = found.end() if found else position
            if text.startswith(close, position):
                return position + 1
            name = _NAME.match(text, position)
            if not name or not name[2]:
                message = 'the entry "%s" is not complete here and is ignored; write name = {value}'
                if position >= len(text) or text[position] == "@":
                    message = 'the entry "%s" is not closed and is ignored; add a closing brace'
                    position = self._breaks[entry.line - 1]
                raise _SyntaxError(position, message, entry.key or entry.kind)
            line = self._line(name.end())
            value, position = self._value(name.end(), entry)
            entry.fields.setdefault(name[1].lower(), Text(value, line))

    def _value(self, position: int, entry: Entry) -> tuple[str, int]:
        """The value at *position*, and the position after it: parts joined by ``#``."""
        value, position = self._part(position, entry)
        while found := _JOIN.match(self._text, position):
            part, position = self._part(found.end(), entry)
            value += part
            if len(value) > MAX_TEXT:  # strings that contain each other several times
                message = "a text has more than %s characters and is ignored; shorten it"
                raise _SyntaxError(found.start(), message, str(MAX_TEXT))
        return value, position

    def _part(self, position: int, entry: Entry) -> tuple[str, int]:
        name = entry.key or entry.kind
        if self._text.startswith("{", position):
            return self._braced(position + 1, name)
        if self._text.startswith('"', position):
            return self._quoted(position + 1, name)
        found = _PLAIN.match(self._text, position)
        if not found:
            message = 'a value of the entry "%s" is missing, so the entry is ignored; write {value}'
            raise _SyntaxError(position, message, name)
        if not found[0].isdigit() and found[0].lower() not in self._strings:
            message = 'unknown abbreviation "%s"; put the text in braces, or write @string'
            self.problems.append(SourceProblem(message, (found[0],), self._line(position)))
        return self._strings.get(found[0].lower(), found[0]), found.end()

    def _braced(self, start: int, name: str) -> tuple[str, int]:
        depth = 1
        for found in _BRACE.finditer(self._text, start):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if len(found[0]) > 1:
                break
            if depth == 0:
                return self._text[start : found.start()], found.end()
        raise _not_closed(start, name)

    def _quoted(self, start: int, name: str) -> tuple[str, int]:
        depth = 0
        for found in _QUOTE.finditer(self._text, start):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if len(found[0]) > 1 or depth < 0:
                break
            if found[0] == '"' and depth == 0:
                return self._text[start : found.start()], found.end()
        raise _not_closed(start, name)


def _not_closed(position: int, name: str) -> _SyntaxError:
    message = (
        'a value of the entry "%s" is not closed, so the entry is ignored;'
        " each brace and quote needs a closing one"
    )
    return _SyntaxError(position - 1, message, name)
