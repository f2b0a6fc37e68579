"""Circles in a relation between concepts: found, and opened by leaving relations out.

Plain functions over ids. Nothing here is recursive, and the number of steps grows with the
number of relations: what an author writes may be deep, wide and tangled.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    Above: TypeAlias = Mapping[str, Sequence[str]]
    """Each id with the ids directly above it, in the order in which they are stated."""
    Circle: TypeAlias = tuple[str, ...]
    """The ids along a circle, from the one whose relation is left out back to itself."""

SEARCHED = 200
"""Relations of one tangle up to which each is compared with all that come before it. In a
larger one the steps would grow with the square, so it is opened in one pass."""
MOST = 100
"""How many circles are traced: an author opens a tangle step by step."""


class Opened(NamedTuple):
    """A relation without circles, and which it had."""

    above: dict[str, tuple[str, ...]]
    circles: tuple[Circle, ...]
    """One for each relation that is left out, the first :data:`MOST` of them."""
    more: int
    """How many more relations are left out."""


def without_circles(stated: Above) -> Opened:
    """*stated* without the relations that close a circle.

    Relations count in the order in which they are stated: the later one is left out. All ids
    are keys of *stated*.
    """
    tangle = {name: number for number, part in enumerate(_tangles(stated)) for name in part}
    inner: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name, parents in stated.items():
        within = [parent for parent in parents if tangle[parent] == tangle[name]]
        inner[tangle[name]][name] = within
    large = {n for n, part in inner.items() if sum(map(len, part.values())) > SEARCHED}
    closing = {pair for number in large for pair in _closing(inner[number])}
    kept: dict[str, list[str]] = {name: [] for name in stated}
    left_out: list[tuple[str, str, Circle]] = []
    for name, parents in stated.items():
        own = tangle[name]
        for parent in parents:
            circle: Circle = ()
            if tangle[parent] == own and own not in large:
                circle = _way_up(kept, parent, name, inner[own])
            if circle or (name, parent) in closing:
                left_out.append((name, parent, circle))
            elif parent not in kept[name]:
                kept[name].append(parent)
    circles = tuple(
        (name, *(circle or _way_up(kept, parent, name, inner[tangle[name]])))
        for name, parent, circle in left_out[:MOST]
    )
    above = {name: tuple(parents) for name, parents in kept.items()}
    return Opened(above, circles, len(left_out[MOST:]))


def _tangles(above: Above) -> Iterator[list[str]]:
    """The strongly connected parts of *above* (Tarjan 1972): no circle leaves its part."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    pending: list[str] = []
    waiting: set[str] = set()
    for start in above:
        if start in order:
            continue
        trail = [(start, iter(above[start]))]
        order[start] = lowest[start] = len(order)
        pending.append(start)
        waiting.add(start)
        while trail:
            name, parents = trail[-1]
            for parent in parents:
                if parent not in order:
                    order[parent] = lowest[parent] = len(order)
                    pending.append(parent)
                    waiting.add(parent)
                    trail.append((parent, iter(above[parent])))
                    break
                if parent in waiting:
                    lowest[name] = min(lowest[name], order[parent])
            else:
                trail.pop()
                if trail:
                    lowest[trail[-1][0]] = min(lowest[trail[-1][0]], lowest[name])
                if lowest[name] == order[name]:
                    part: list[str] = []
                    while not part or part[-1] != name:
                        part.append(pending.pop())
                    waiting.difference_update(part)
                    yield part


def _way_up(above: Above, start: str, goal: str, within: Mapping[str, object]) -> Circle:
    """Ids from *start* up to *goal*, both included, the first way in the stated order.

    Only through ids of *within*. Empty: there is no way.
    """
    if start == goal:
        return (goal,)
    seen = {start}
    trail = [(start, iter(above[start]))]
    while trail:
        for parent in trail[-1][1]:
            if parent == goal:
                return (*(name for name, _ in trail), goal)
            if parent in within and parent not in seen:
                seen.add(parent)
                trail.append((parent, iter(above[parent])))
                break
        else:
            trail.pop()
    return ()


def _closing(above: Above) -> Iterator[tuple[str, str]]:
    """Relations, as pairs of an id and one above it, without which *above* has no circle.

    One walk down from the last id, then from the last that it did not reach: a relation that
    leads back to where the walk comes from closes a circle.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for name, parents in above.items():
        for parent in dict.fromkeys(parents):
            below[parent].append(name)
    done: set[str] = set()
    for start in reversed(list(above)):
        if start in done:
            continue
        done.add(start)
        trail = [(start, iter(below[start]))]
        around = {start}
        while trail:
            name, children = trail[-1]
            for child in children:
                if child in around:
                    yield child, name
                elif child not in done:
                    done.add(child)
                    around.add(child)
                    trail.append((child, iter(below[child])))
                    break
            else:
                trail.pop()
                around.discard(name)
