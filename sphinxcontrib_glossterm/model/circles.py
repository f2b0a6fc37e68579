"""Find cycles in a relation between concepts, and remove them by omitting relations.

The functions work on ids. They are not recursive, and the number of steps grows linearly with the
number of relations, for relations of any depth and shape.
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
    """The ids along a cycle, from the one whose relation is omitted back to itself."""

SEARCHED = 200
"""Number of relations in a strongly connected component up to which each is compared with all
earlier ones. In a larger component the number of steps would grow with the square, so it is
processed in one pass."""
MOST = 100
"""Maximum number of cycles that are reported; authors fix them step by step."""


class Opened(NamedTuple):
    """A relation without cycles, and the cycles that it had."""

    above: dict[str, tuple[str, ...]]
    circles: tuple[Circle, ...]
    """One for each relation that is omitted, the first :data:`MOST` of them."""
    more: int
    """The number of other relations that are omitted."""


def without_circles(stated: Above) -> Opened:
    """*stated* without the relations that close a cycle.

    Relations are added in the order in which they are stated, so the later one is omitted. All ids
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
        for parent in parents:
            circle: Circle = ()
            if tangle[parent] == (own := tangle[name]) and own not in large:
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
    """The strongly connected components of *above* (Tarjan 1972): no cycle leaves its component."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    pending: dict[str, None] = {}  # visited ids without a component
    trail: list[tuple[str, Iterator[str]]] = []
    for start in above:
        fresh = [] if start in order else [start]
        while fresh or trail:
            for name in fresh:
                order[name] = lowest[name] = len(order)
                pending[name] = None
                trail.append((name, iter(above[name])))
            fresh, (name, parents) = [], trail[-1]
            for parent in parents:
                if parent not in order:
                    fresh = [parent]
                    break
                if parent in pending:
                    lowest[name] = min(lowest[name], order[parent])
            else:
                trail.pop()
                if trail:
                    lowest[trail[-1][0]] = min(lowest[trail[-1][0]], lowest[name])
                if lowest[name] == order[name]:
                    yield _until(name, pending)


def _until(name: str, pending: dict[str, None]) -> list[str]:
    """The last ids of *pending*, from *name* on, which are removed."""
    part: list[str] = []
    while not part or part[-1] != name:
        part.append(pending.popitem()[0])
    return part


def _way_up(above: Above, start: str, goal: str, within: Mapping[str, object]) -> Circle:
    """Ids from *start* to *goal*, both included, along the first path in the stated order.

    Only through ids of *within*. Empty if there is no path.
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
    """Relations, as pairs of an id and one above it, without which *above* has no cycle.

    A depth-first search starts from the last id, then from the last id that was not reached. A
    relation that leads back to an id on the current path closes a cycle.
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
