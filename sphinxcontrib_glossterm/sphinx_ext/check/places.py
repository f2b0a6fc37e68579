"""The places of uses in the sources. Only those of what is reported are searched for."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache, cached_property
from itertools import accumulate, groupby
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.terminology import Located, Place, Source, role_place

from ..reading.passages import OBSTACLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinxcontrib_glossterm.terminology import Use

    from ..domain import GlosstermDomain
    from ..pages import CheckedPage, CheckedText

    Span = tuple[int, int, int]

_DOCSTRING = ":docstring of "


class Places:
    """The places of the uses of a project: those that are known, and new ones."""

    def __init__(
        self,
        domain: GlosstermDomain,
        pages: Mapping[str, CheckedPage],
        texts_of: Callable[[str], Sequence[CheckedText]],
    ) -> None:
        """*texts_of* returns the texts of a document."""
        self._domain = domain
        self._pages = pages
        self._texts_of = texts_of
        unsaved = domain.unsaved
        self._lines: Callable[[str], Sequence[str]] = cache(lambda path: lines_of(path, unsaved))
        srcdir = domain.env.srcdir
        self._file: Callable[[str], str] = cache(
            lambda path: os.path.relpath(path, srcdir).replace(os.sep, "/")
        )
        self._groups: dict[str, tuple[list[list[CheckedText]], list[int]]] = {}
        self._blocks: dict[tuple[str, int], Block] = {}
        self._places: dict[str, dict[Span, tuple[Any, ...]]] = defaultdict(dict)

    def of(self, docname: str, use: Use) -> Located:
        """The place of *use* in *docname*."""
        stored = self._pages[docname].places.get(use.span)
        found = _located(*stored) if stored else self._find(docname, use)
        self._places[docname][use.span] = stored or (found.file, found.line, *found.place)
        return found

    def added(self, docname: str, page: CheckedPage) -> CheckedPage:
        """*page* with the places of its uses that were asked for."""
        places = self._places.get(docname, {})
        return page if places == page.places else page._replace(places=places)

    def _find(self, docname: str, use: Use) -> Located:
        block, number = self._block(docname, use.number)
        path = block.path or str(self._domain.env.doc2path(docname))
        place = block.role if use.role else block.place
        return Located(self._file(path), block.line, place(number, use.start, use.end))

    def _block(self, docname: str, number: int) -> tuple[Block, int]:
        """The block with the text of that number in the page, and its number in the block."""
        if docname not in self._groups:
            same = groupby(self._texts_of(docname), attrgetter("source", "line"))
            groups = [list(texts) for _where, texts in same]
            starts = [0, *accumulate(map(len, groups))]
            self._groups[docname] = groups, starts
        groups, starts = self._groups[docname]
        at = bisect_right(starts, number) - 1
        if (docname, at) not in self._blocks:
            following = groups[at + 1][0] if at + 1 < len(groups) else None
            self._blocks[docname, at] = Block(groups[at], following, self._lines)
        return self._blocks[docname, at], number - starts[at]


def _located(file: str, line: int, *place: Any) -> Located:
    return Located(file, line, Place(*place))


class Block:
    """Texts that begin at the same line: one paragraph, or the cells of a table."""

    def __init__(
        self,
        texts: Sequence[CheckedText],
        following: CheckedText | None,
        lines: Callable[[str], Sequence[str]],
        *,
        has_html: bool = False,
    ) -> None:
        """*following* is the first text after them, if there is one.

        *has_html*: see :class:`.Source`.
        """
        self._texts = texts
        text = OBSTACLE.join(text.text for text in texts)
        source, line = texts[0].where
        self.path = source.partition(_DOCSTRING)[0]
        self.line = line if self.path == source else 0
        self._count = text.count("\n") + 1
        if len(texts) > 1:  # of a table only the first line is known
            more = self._count + len(texts)
            if following and following.source == source and following.line > line:
                more = following.line - line
            self._count = max(self._count, more)
        self._lines = lines(self.path) if self.line else ()
        self._source = Source(self._lines, self.line, text, self._count, has_html=has_html)

    @cached_property
    def _offsets(self) -> Sequence[int]:
        return [0, *accumulate(len(text.text) + len(OBSTACLE) for text in self._texts)]

    @cached_property
    def _roles(self) -> Mapping[str, list[tuple[int, int]]]:
        """The target of each role → where it is: numbers of a text and of a role in it."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for index, target in enumerate(text.roles):
                found[target].append((number, index))
        return found

    def place(self, number: int, start: int, end: int) -> Place:
        """The place of a part of the text with that number."""
        offset = self._offsets[number]
        return self._source.place(offset + start, offset + end)

    def role(self, number: int, index: int, _end: int = 0) -> Place:
        """The place of the target of a role in the text with that number."""
        target = self._texts[number].roles[index]
        same = self._roles[target]
        numbers = bisect_left(same, (number, index)), len(same)
        return role_place(self._lines, self.line, self._count, target, numbers)


def lines_of(path: str, unsaved: Mapping[str, str] = MappingProxyType({})) -> Sequence[str]:
    """The lines of a file; none if it cannot be read as text.

    *unsaved* has the texts of files that differ from those on disk, by path.
    """
    if path in unsaved:
        return unsaved[path].split("\n")
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return ()
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
