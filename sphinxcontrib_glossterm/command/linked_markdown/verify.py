"""Check by parsing that changes of a Markdown source are links, and change nothing else.

The source is parsed with the changes and without them. Both must have the same content, with each
link around its text. So a link is never put into code, an address, the text of another link or
HTML, whatever the markup around it is.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ..fixes import SourceText
from .changes import marked, shifted, unmarked
from .content import Content, count_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .changes import Change, Chosen
    from .content import Parse

_PARSED = 60
"""How often, at most, a text is parsed if some changes are not possible."""


def fitting(text: str, changes: Sequence[Change], parse: Parse) -> list[Chosen]:
    """Those of *changes* that are possible, each in the first form that is.

    They do not overlap.
    """
    page = _Verifier(text, parse)
    first = [(change, change.forms[0]) for change in changes]
    if page.is_valid(first):
        return first
    return page.merged([
        one for start, end, inside in _blocks(text, changes, parse)
        for one in _of_block(text, start, end, inside, parse)
    ])  # fmt: skip


def _of_block(
    text: str, start: int, end: int, changes: Iterable[Change], parse: Parse
) -> list[Chosen]:
    """The changes of one block, which is parsed without the others."""
    block = _Verifier(text[start:end], parse)
    found = block.search([shifted(change, -start) for change in changes])
    return [(shifted(change, start), form.shifted(start)) for change, form in found]


def _blocks(
    text: str, changes: Iterable[Change], parse: Parse
) -> Iterator[tuple[int, int, list[Change]]]:
    """Start and end of each block of the page with changes, and these changes."""
    offset = SourceText(text).offset
    tops = {token.map[0] + 1 for token in parse(text) if token.map and not token.level}
    starts = sorted({0, *(at for line in tops if (at := offset(line, 1)) is not None)})
    groups: dict[int, list[Change]] = {}
    for change in changes:
        groups.setdefault(bisect_right(starts, change.forms[0].start), []).append(change)
    ends = [*starts[1:], len(text)]
    for number, inside in groups.items():
        yield starts[number - 1], ends[number - 1], inside


class _Verifier:
    """Parses one text with and without changes. The number of times is limited."""

    def __init__(self, text: str, parse: Parse) -> None:
        self._text = text
        self._parse = parse
        self._left = _PARSED
        self._content: list[object] | None = None

    def search(self, changes: Sequence[Change]) -> list[Chosen]:
        """Those that are possible; *changes* are halved until each part is, or is one change."""
        first = [(change, change.forms[0]) for change in changes]
        if self.is_valid(first):
            return first
        if len(first) == 1:
            forms = ([(changes[0], form)] for form in changes[0].forms[1:])
            return next(filter(self.is_valid, forms), [])
        half = len(changes) // 2
        return self.merged([*self.search(changes[:half]), *self.search(changes[half:])])

    def merged(self, chosen: Sequence[Chosen]) -> list[Chosen]:
        """Those of *chosen*, which are possible alone, that are possible together."""
        if self.is_valid(chosen):
            return list(chosen)
        kept: list[Chosen] = []
        for one in chosen:
            if self.is_valid([*kept, one]):
                kept.append(one)
        return kept

    def is_valid(self, chosen: Sequence[Chosen]) -> bool:
        """Whether the text with *chosen* has these links, and else what it has now."""
        if not chosen:
            return True
        self._left -= 1
        if self._left < 0:
            return False
        expected = {
            number: " ".join(change.shown.replace("’", "'").split())
            for number, (change, _form) in enumerate(chosen)
        }
        with_links = Content(self._parse)
        content = with_links.of(self._parse(marked(self._text, chosen)))
        return with_links.links() == expected and content == self._without(chosen)

    def _without(self, chosen: Sequence[Chosen]) -> list[object] | None:
        """The content without links; ``None`` if what they replace is not all roles."""
        roles = sum(change.is_role for change, _form in chosen)
        if roles:
            plain, tokens = unmarked(self._text, chosen), self._parse(self._text)
            parsed = self._parse(plain)
            replaced = count_roles(tokens, self._parse) - count_roles(parsed, self._parse)
            return Content(self._parse).of(parsed) if replaced == roles else None
        if self._content is None:
            self._content = Content(self._parse).of(self._parse(self._text))
        return self._content
