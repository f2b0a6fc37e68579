"""Convert a relation of any depth to nested lists of limited depth.

Docutils and most code that walks its trees use recursion, and lines have a limited width. So lists
are nested up to a limit; deeper items follow in the innermost list. The table of builders has the
limit, so this module is imported in every build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _T = TypeVar("_T")

MAX_DEPTH = 50
"""The maximum depth of nested lists."""


class Row(NamedTuple):
    """A line of the nested list."""

    level: int
    """From 1, at most the limit."""
    name: str
    first: bool
    """Whether it is the first line of its name; only that line has items below it."""


def rows(
    tops: Iterable[str], below: Callable[[str], Iterable[str]], deepest: int = MAX_DEPTH
) -> Iterator[Row]:
    """All names reachable from *tops*, in list order, each with the names *below* it once.

    A name with several parents has a line below each of them. Only the first line is followed by
    its own list: repeated lists would make thousands of lines from a few names with two parents
    each.
    """
    listed: set[str] = set()
    trail = [iter(tops)]
    while trail:
        for name in trail[-1]:
            yield Row(min(len(trail), deepest), name, name not in listed)
            if name not in listed:
                listed.add(name)
                trail.append(iter(below(name)))
                break
        else:
            trail.pop()


def nested(lines: Sequence[Row], make: Callable[[Row, tuple[_T, ...]], _T]) -> tuple[_T, ...]:
    """The results of *make* for each row and the results of the rows directly below it."""
    waiting: dict[int, list[_T]] = {}
    for row in reversed(lines):
        inside = waiting.pop(row.level + 1, [])
        waiting.setdefault(row.level, []).append(make(row, tuple(reversed(inside))))
    return tuple(reversed(waiting.get(1, [])))
