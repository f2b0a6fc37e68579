"""The content of a Markdown source as values to compare: what a parser makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .changes import number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markdown_it.token import Token

    Parse = Callable[[str], Sequence[Token]]

_TAG = re.compile(r"<(/?)a\b[^>]*?(/?)>", re.IGNORECASE)
_ADDRESS = re.compile(r'<a (?:href|id)="([^"]*)">')
_ROLE = re.compile(r"(?:std:|glossterm:)?term\Z")
_TERM_TAG = re.compile(r"<term\s*/?>\Z", re.IGNORECASE)


class Content:
    """Reads the content of a source, without marked links and anchors."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._links: dict[int, str] = {}

    def links(self) -> dict[int, str]:
        """The number of each marked link and anchor that was read → its text."""
        texts = self._links.items()
        return {n: " ".join(text.replace("’", "'").split()) for n, text in texts}

    def of(self, tokens: Sequence[Token]) -> list[Any]:
        """The content of *tokens*. A paragraph of marked anchors only is left out."""
        rows: list[Any] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token.type != "inline":
                rows.append(self._row(token))
                continue
            known = len(self._links)
            rows.append(list(_joined(self._inline(token.children or ()))))
            if len(self._links) > known and not rows[-1] and tokens[at - 2].tag == "p":
                del rows[-2:]
                at += 1
        return rows

    def _inline(self, tokens: Iterable[Token]) -> Iterator[Any]:
        """The parts of a paragraph; texts are strings."""
        around: list[int | None] = []
        for token in tokens:
            number = None
            step = _step(token)
            if step > 0:
                number = _number(token)
                if number is not None and not around:
                    self._links[number] = ""
                around.append(number)
            elif step < 0:
                number = around.pop() if around else None
            elif around and around[0] is not None:
                self._links[around[0]] += token.content or " "
            if number is None:
                yield token.content if token.type == "text" else self._row(token)

    def _row(self, token: Token) -> tuple[Any, ...]:
        content: Any = token.content
        if token.type == "colon_fence":
            content = self.of(self._parse(content))
        elif token.children:
            content = [self._row(child) for child in token.children]
        attributes = sorted(token.attrs.items(), key=str)
        kind = (token.type, token.tag, token.nesting, token.markup, token.info, token.hidden)
        return (*kind, attributes, sorted(token.meta.items(), key=str), content)


def _step(token: Token) -> int:
    """1 if a link begins with *token*, in Markdown or in HTML, -1 if one ends."""
    if token.type in {"link_open", "link_close"}:
        return token.nesting
    found = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
    if not found or found[2]:
        return 0
    return -1 if found[1] else 1


def _number(token: Token) -> int | None:
    """The number of the change, if *token* begins a marked link or anchor."""
    if token.type == "link_open":
        return number_in(str(token.attrs.get("href", "")))
    found = _ADDRESS.fullmatch(token.content)
    return number_in(found[1]) if found else None


def _joined(rows: Iterable[Any]) -> Iterator[Any]:
    """*rows* with adjacent texts as one, since a parser divides them where a link was."""
    text = ""
    for row in rows:
        if isinstance(row, str):
            text += row
            continue
        if text:
            yield text
        text = ""
        yield row
    if text:
        yield text


class Fence(NamedTuple):
    """A fenced block, which may be a directive."""

    lines: range
    """Counted from 1."""
    is_code: bool
    """Whether plain Markdown shows it as code; colons are text."""


def fences(tokens: Iterable[Token], parse: Parse, before: int = 0) -> Iterator[Fence]:
    """The fences of a source, inner ones first. *before*: the number of lines in front of it."""
    for token in tokens:
        if not token.map:
            continue
        start, end = (line + before for line in token.map)
        if token.type == "colon_fence":
            yield from fences(parse(token.content), parse, start + 1)
        if token.type in {"fence", "code_block", "colon_fence"}:
            yield Fence(range(start + 1, end + 1), token.type != "colon_fence")


def count_roles(tokens: Iterable[Token], parse: Parse) -> int:
    """The number of roles ``term`` and of tags ``<term>``."""
    count = 0
    for token in tokens:
        if token.type == "myst_role":
            count += bool(_ROLE.match(token.meta["name"]))
        elif token.type == "html_inline":
            count += bool(_TERM_TAG.match(token.content))
        elif token.type == "colon_fence":
            count += count_roles(parse(token.content), parse)
        count += count_roles(token.children or (), parse)
    return count
