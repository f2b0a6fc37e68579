"""From what is below what to nested lists, at any depth that an author writes.

Docutils, and whoever walks over its trees, goes down by recursion, and a line of text has an
end. So lists are nested up to a limit; what is deeper follows in the innermost list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _T = TypeVar("_T")

DEEPEST = 50
"""How many lists are nested in each other at most."""


class Row(NamedTuple):
    """A line of the nested list."""

    level: int
    """From 1, at most the limit."""
    name: str
    first: bool
    """Whether it is the first of its name: only there is shown what is below it."""


def rows(
    tops: Iterable[str], below: Callable[[str], Iterable[str]], deepest: int = DEEPEST
) -> Iterator[Row]:
    """All that is reached from *tops*, from the top down, each with what is *below* it once.

    A name with several above it has a line below each of them. Its own list follows the first
    line only: repeated, a few names with two above each would make thousands of lines.
    """
    drawn: set[str] = set()
    trail = [iter(tops)]
    while trail:
        for name in trail[-1]:
            yield Row(min(len(trail), deepest), name, name not in drawn)
            if name not in drawn:
                drawn.add(name)
                trail.append(iter(below(name)))
                break
        else:
            trail.pop()


def nested(lines: Sequence[Row], make: Callable[[Row, tuple[_T, ...]], _T]) -> tuple[_T, ...]:
    """What *make* makes of each row and of what it made of those directly below it."""
    waiting: dict[int, list[_T]] = {}
    for row in reversed(lines):
        inside = waiting.pop(row.level + 1, [])
        waiting.setdefault(row.level, []).append(make(row, tuple(reversed(inside))))
    return tuple(reversed(waiting.get(1, [])))
