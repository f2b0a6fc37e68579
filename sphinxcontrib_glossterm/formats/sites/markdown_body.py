r"""Markdown of another system as Markdown for a definition.

The text is not trusted, and MyST can do more than other systems: directives read files, roles and
raw HTML reach the page. So they are escaped and remain visible as text. What is code is decided
line by line. Where a line leaves that open, such as with one backtick, the whole paragraph is
escaped, since blocks of Markdown end in too many ways to be sure.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ...model import Phrase, is_web_address
from ..json_values import Lines
from ..record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SITE_LINKS = Phrase(
    "links to pages of the other site become plain text (links: %s); write their whole addresses"
    " to keep them"
)
"""The problem of :attr:`Body.links`."""

_FENCE = re.compile(r"(?P<mark>```+(?=[^`]*\Z)|~~~+)(?P<info>.*)")
_CLOSING = re.compile(r" {0,3}(?P<mark>```+|~~~+)[ \t]*")
_WORD = re.compile(r"[A-Za-z0-9+#.-]+")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<name>/?[\w./-]{1,80})(?P<rest>[^{}\n]{0,1000}?)[>%]\}\}")
_ARGUMENT = re.compile(r'\b(?P<name>\w{1,40})="(?P<text>[^"]*)"')
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^()\s]*)(?:[ \t]+\"[^\"\n]*\")?\)"
)
_TARGET = re.compile(r"[ \t]*\(.*\)=[ \t]*")
_TICKS = re.compile("`+")
_PAIR_OR_TICKS = re.compile(r"\\.|`+")
_PLAIN = re.compile(
    # Pairs and addresses remain. "$" begins a formula; braces a role, a substitution, an attribute.
    r"(?P<kept>\\.|<https?://[^\s<>]+>)|<(?=[A-Za-z/!?])|[{$`]|~(?=~~)|:(?=::)"
)
_TOOLTIP = "glossary_tooltip"


class Body:
    """The text below the front matter of a file."""

    def __init__(self, text: str, line: int, titles: Mapping[str, str] = {}) -> None:
        """*line* is that of the first line of *text*; *titles* are those of terms by their ids."""
        self._line = line
        self._titles = titles
        self.problems: list[SourceProblem] = []
        self.links = 0
        """The number of links into the other site, which are no links any more."""
        self.markup = "\n".join(self._blocks(text.split("\n"))).strip("\n")

    def _blocks(self, lines: list[str]) -> Iterator[str]:
        start = 0
        while start < len(lines):
            fence = _FENCE.fullmatch(lines[start])
            end = start + 1
            if fence:
                while end < len(lines) and not _closes(lines[end], fence["mark"]):
                    end += 1
                yield from (_opening(fence), *lines[start + 1 : end], fence["mark"])
                end += 1
            else:
                while end < len(lines) and not _FENCE.fullmatch(lines[end]):
                    end += 1
                yield from self._text("\n".join(lines[start:end]), self._line + start)
            start = end

    def _text(self, text: str, line: int) -> Iterator[str]:
        """The lines of *text*, which has no fenced code."""
        places = Lines(text)
        text = _SHORTCODE.sub(
            lambda found: self._shortcode(found, line + places.at(found.start()) - 1), text
        )
        lines = map(self._started, _without_comments(text).split("\n"))
        for is_paragraph, group in groupby(lines, key=lambda one: bool(one.strip(" \t"))):
            paragraph = [*group]
            is_sure = is_paragraph and all(map(_is_balanced, paragraph))
            yield from (self._escaped(one, keep_code=is_sure) for one in paragraph)

    def _shortcode(self, found: re.Match[str], line: int) -> str:
        arguments = {one["name"]: one["text"] for one in _ARGUMENT.finditer(found["rest"])}
        term = arguments.get("term_id", "")
        if found["name"] == _TOOLTIP and term:
            return arguments.get("text") or self._titles.get(term) or term
        self.problems.append(
            SourceProblem(
                '"%s" is a shortcode of Hugo and remains as text; write Markdown instead of it',
                (found[0],),
                line,
            )
        )
        return found[0]

    def _started(self, line: str) -> str:
        """*line* without what means something at its start only: no heading, field or target."""
        if _HEADING.match(line):
            text = line.strip().strip("#").strip()
            return f"**{text}**" if text else ""
        inner = line.lstrip()
        if inner.startswith(":") or _TARGET.fullmatch(line):
            return f"{line[: len(line) - len(inner)]}\\{inner}"
        return line

    def _escaped(self, line: str, *, keep_code: bool) -> str:
        if not keep_code:
            return self._plain(line)
        return "".join(part if is_code else self._plain(part) for part, is_code in _parts(line))

    def _plain(self, text: str) -> str:
        return _PLAIN.sub(_escape, _LINK.sub(self._link, text))

    def _link(self, found: re.Match[str]) -> str:
        if not found["image"] and is_web_address(found["target"]):
            return found[0]
        self.links += 1
        return found["text"]


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join((*parts, text[at:]))


def _closes(line: str, mark: str) -> bool:
    found = _CLOSING.fullmatch(line)
    return found is not None and len(found["mark"]) >= len(mark) and found["mark"][0] == mark[0]


def _opening(fence: re.Match[str]) -> str:
    """The first line of code with its language; a directive has braces there."""
    word = _WORD.match(fence["info"].strip())
    return f"{fence['mark']}{word[0] if word else ''}"


def _is_balanced(line: str) -> bool:
    return all(is_code or not _has_tick(part) for part, is_code in _parts(line))


def _has_tick(part: str) -> bool:
    return "`" in re.sub(r"\\.", "", part)


def _parts(line: str) -> list[tuple[str, bool]]:
    """The parts of *line*, each with whether it is code; backticks that are not closed are text."""
    parts: list[tuple[str, bool]] = []
    start = at = 0
    while found := _PAIR_OR_TICKS.search(line, at):
        at = found.end()
        if found[0][0] == "\\":
            continue
        closing = next((t for t in _TICKS.finditer(line, at) if t[0] == found[0]), None)
        if not closing:
            break
        parts += ((line[start : found.start()], False), (line[found.start() : closing.end()], True))
        start = at = closing.end()
    return [*parts, (line[start:], False)]


def _escape(found: re.Match[str]) -> str:
    return found[0] if found["kept"] else f"\\{found[0]}"
