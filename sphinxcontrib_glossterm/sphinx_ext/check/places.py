"""The places of uses in the sources. Only those of what is reported are searched for."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.terminology import Located, Source, role_place

from ..reading.passages import OBSTACLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.terminology import Place, Use

    from ..domain import GlosstermDomain
    from ..pages import CheckedPage
    from ..reading.checked_texts import CheckedText

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
        self._lines: Callable[[str], Sequence[str]] = cache(lines_of)
        self._blocks: dict[str, list[tuple[Block, int, int]]] = {}
        self._places: dict[str, dict[Span, Located]] = defaultdict(dict)

    def of(self, docname: str, use: Use) -> Located:
        """The place of *use* in *docname*."""
        found = self._pages[docname].places.get(use.span) or self._find(docname, use)
        self._places[docname][use.span] = found
        return found

    def added(self, docname: str, page: CheckedPage) -> CheckedPage:
        """*page* with the places of its uses that were asked for."""
        places = self._places.get(docname, {})
        return page if places == page.places else page._replace(places=places)

    def _find(self, docname: str, use: Use) -> Located:
        if docname not in self._blocks:
            self._blocks[docname] = list(self._blocks_of(self._texts_of(docname)))
        block, number, offset = self._blocks[docname][use.number]
        path = block.path or str(self._domain.env.doc2path(docname))
        file = os.path.relpath(path, self._domain.env.srcdir).replace(os.sep, "/")
        if use.role:
            return Located(file, block.line, block.role(number, use.start))
        return Located(file, block.line, block.place(offset + use.start, offset + use.end))

    def _blocks_of(self, texts: Sequence[CheckedText]) -> Iterator[tuple[Block, int, int]]:
        """For each text its block, and its number and its offset there."""
        blocks = (list(same) for _where, same in groupby(texts, lambda text: text.where))
        for these, following in pairwise([*blocks, []]):
            block, offset = Block(these, following[:1], self._lines), 0
            for number, text in enumerate(these):
                yield block, number, offset
                offset += len(text.text) + 1


class Block:
    """Texts that begin at the same line: one paragraph, or the cells of a table."""

    def __init__(
        self,
        texts: Sequence[CheckedText],
        following: Sequence[CheckedText],
        lines: Callable[[str], Sequence[str]],
    ) -> None:
        """*following* has the first text after them, if there is one."""
        self._roles = [text.roles for text in texts]
        self._text = OBSTACLE.join(text.text for text in texts)
        source, line = texts[0].where
        self.path = source.partition(_DOCSTRING)[0]
        self.line = line if self.path == source else 0
        self._count = self._text.count("\n") + 1
        if len(texts) > 1:  # of a table only the first line is known
            later = [
                text.line - line for text in following if text.source == source and text.line > line
            ]
            self._count = max(self._count, later[0] if later else self._count + len(texts))
        self._lines = lines(self.path) if self.line else ()
        self._source = Source(self._lines, self.line, self._text, self._count)

    def place(self, start: int, end: int) -> Place:
        """The place of a part of the text."""
        return self._source.place(start, end)

    def role(self, number: int, index: int) -> Place:
        """The place of the target of a role: that with this index in the text *number*."""
        target = self._roles[number][index]
        before = [role for roles in self._roles[:number] for role in roles]
        before += self._roles[number][:index]
        total = Counter(role for roles in self._roles for role in roles)[target]
        numbers = before.count(target), total
        return role_place(self._lines, self.line, self._count, target, numbers)


def lines_of(path: str) -> Sequence[str]:
    """The lines of a file; none if it cannot be read as text."""
    try:
        return Path(path).read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return ()
