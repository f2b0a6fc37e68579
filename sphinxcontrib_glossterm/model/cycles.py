"""Find cycles in a relation between concepts, and remove them by omitting relations.

The functions work on ids. They are not recursive, and the number of steps grows linearly with the
number of relations, for relations of any depth and shape.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    Above: TypeAlias = Mapping[str, Sequence[str]]
    """Each id with the ids directly above it, in the order in which they are stated."""
    Cycle: TypeAlias = tuple[str, ...]
    """The ids along a cycle, from the one whose relation is omitted back to itself."""

MAX_COMPARED = 200
"""Number of relations in a strongly connected component up to which each is compared with all
earlier ones. In a larger component the number of steps would grow with the square, so it is
processed in one pass."""
MAX_CYCLES = 100
"""Maximum number of cycles that are reported; authors fix them step by step."""


class Acyclic(NamedTuple):
    """A relation without cycles, and the cycles that it had."""

    above: dict[str, tuple[str, ...]]
    cycles: tuple[Cycle, ...]
    """One for each relation that is omitted, the first :data:`MAX_CYCLES` of them."""
    more: int
    """The number of other relations that are omitted."""


def without_cycles(stated: Above) -> Acyclic:
    """*stated* without the relations that close a cycle.

    Relations are added in the order in which they are stated, so the later one is omitted. All ids
    are keys of *stated*.
    """
    component = {name: number for number, part in enumerate(_components(stated)) for name in part}
    inner: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name, parents in stated.items():
        within = [parent for parent in parents if component[parent] == component[name]]
        inner[component[name]][name] = within
    large = {n for n, part in inner.items() if sum(map(len, part.values())) > MAX_COMPARED}
    closing = {pair for number in large for pair in _closing(inner[number])}
    result: dict[str, list[str]] = {name: [] for name in stated}
    omitted: list[tuple[str, str, Cycle]] = []
    for name, parents in stated.items():
        for parent in parents:
            cycle: Cycle = ()
            if component[parent] == (own := component[name]) and own not in large:
                cycle = _path(result, parent, name, inner[own])
            if cycle or (name, parent) in closing:
                omitted.append((name, parent, cycle))
            elif parent not in result[name]:
                result[name].append(parent)
    cycles = tuple(
        (name, *(cycle or _path(result, parent, name, inner[component[name]])))
        for name, parent, cycle in omitted[:MAX_CYCLES]
    )
    above = {name: tuple(parents) for name, parents in result.items()}
    return Acyclic(above, cycles, len(omitted[MAX_CYCLES:]))


def _components(above: Above) -> Iterator[list[str]]:
    """The strongly connected components of *above* (Tarjan 1972): no cycle leaves its component."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    pending: dict[str, None] = {}  # visited ids without a component
    path: list[tuple[str, Iterator[str]]] = []
    for start in above:
        fresh = [] if start in order else [start]
        while fresh or path:
            for name in fresh:
                order[name] = lowest[name] = len(order)
                pending[name] = None
                path.append((name, iter(above[name])))
            fresh, (name, parents) = [], path[-1]
            for parent in parents:
                if parent not in order:
                    fresh = [parent]
                    break
                if parent in pending:
                    lowest[name] = min(lowest[name], order[parent])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[name])
                if lowest[name] == order[name]:
                    yield _take_from(name, pending)


def _take_from(name: str, pending: dict[str, None]) -> list[str]:
    """Remove the ids of *pending* from *name* on, and return them."""
    part: list[str] = []
    while not part or part[-1] != name:
        part.append(pending.popitem()[0])
    return part


def _path(above: Above, start: str, goal: str, within: Mapping[str, object]) -> Cycle:
    """Ids from *start* to *goal*, both included, along the first path in the stated order.

    Only through ids of *within*. Empty if there is no path.
    """
    if start == goal:
        return (goal,)
    seen = {start}
    path = [(start, iter(above[start]))]
    while path:
        for parent in path[-1][1]:
            if parent == goal:
                return (*(name for name, _ in path), goal)
            if parent in within and parent not in seen:
                seen.add(parent)
                path.append((parent, iter(above[parent])))
                break
        else:
            path.pop()
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
        path = [(start, iter(below[start]))]
        around = {start}
        while path:
            name, children = path[-1]
            for child in children:
                if child in around:
                    yield child, name
                elif child not in done:
                    done.add(child)
                    around.add(child)
                    path.append((child, iter(below[child])))
                    break
            else:
                path.pop()
                around.discard(name)
