"""The lines and columns of places in the report, in the text that is linked and in other text."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm.named_tuples import NamedTuple
from sphinxcontrib_glossterm.terminology import UNKNOWN, Source

from ..check.places import lines_of
from ..nodes import shown_text
from ..reading.passages import OBSTACLE, passages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sphinxcontrib_glossterm.terminology import Place

    _Part = tuple[Callable[[], Source], int]
    """A block, and the offset of a text in it."""

_MANY = 10
"""Maximum number of lines that the last block of a file may have besides its text."""


class _Text(NamedTuple):
    """A passage or another block, with the line of its start."""

    source: str
    line: int
    text: str


class Columns:
    """Finds places in the sources of a page."""

    def __init__(self, document: nodes.document, docname: str, link_in: Collection[str]) -> None:
        elements = list(_elements(document))
        self._lines = cache(lines_of)
        self._starts: dict[str, list[int]] = defaultdict(list)
        for text, _element in elements:
            insort(self._starts[text.source], text.line)
        found = [
            _Text(one.element.source or "", one.passage.line or 0, one.passage.text)
            for one in passages(document, docname, link_in)
        ]
        self._paths = [text.source for text in found]
        self._passages = list(self._blocks(found, code=False))
        # For each text node its block and its offset there.
        self._nodes: dict[int, _Part] = {}
        others = self._blocks([text for text, _element in elements], code=True)
        for (block, offset), (_text, element) in zip(others, elements, strict=True):
            for node in element.findall(nodes.Text):
                self._nodes[id(node)] = block, offset
                offset += len(shown_text(node))

    def path(self, number: int) -> str:
        """The file of the passage with that *number*; empty if unknown."""
        return self._paths[number] if number < len(self._paths) else ""

    def in_passage(self, number: int, start: int, end: int) -> Place:
        """The place of a text in the passage with that *number*."""
        part = self._passages[number] if number < len(self._passages) else None
        return _place(part, start, end)

    def in_node(self, node: nodes.Text, start: int, end: int) -> Place:
        """The place of a text in a text node, which may be code."""
        return _place(self._nodes.get(id(node)), start, end)

    def _blocks(self, texts: Sequence[_Text], *, code: bool) -> Iterator[_Part]:
        """For each text its block, and its offset there.

        Cells of a table that begin at the same line are one block.
        """
        for _where, same in groupby(texts, lambda text: text[:2]):
            these = list(same)
            block = cache(partial(self._source, these, code=code))
            offset = 0
            for text in these:
                yield block, offset
                offset += len(text.text) + 1

    def _source(self, these: Sequence[_Text], *, code: bool) -> Source:
        path, line, _text = these[0]
        text = OBSTACLE.join(text.text for text in these)
        starts = self._starts[path]
        following = starts[bisect_right(starts, line) :][:1]
        count = following[0] - line if following else text.count("\n") + 1 + _MANY
        return Source(self._lines(path) if path else (), line, text, count, code=code)


def _place(part: _Part | None, start: int, end: int) -> Place:
    if part is None:
        return UNKNOWN
    block, offset = part
    return block().place(offset + start, offset + end)


def _elements(document: nodes.document) -> Iterator[tuple[_Text, nodes.TextElement]]:
    """The blocks with text of *document*, in reading order."""
    left: list[tuple[nodes.Element, str, int]] = [(document, document.get("source") or "", 0)]
    while left:
        node, source, line = left.pop()
        if node.line:
            source, line = node.source or source, node.line
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            text = "".join(map(shown_text, node.findall(nodes.Text)))
            yield _Text(source, line, text), node
        else:
            children = (child for child in node.children if isinstance(child, nodes.Element))
            left += [(child, source, line) for child in reversed(list(children))]
