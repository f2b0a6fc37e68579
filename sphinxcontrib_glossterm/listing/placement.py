"""Assign a column and a row to each concept of a diagram, with few line crossings.

It calls fast-sugiyama, an optional package, for each connected component. The layered layout gives
each concept its own place, and the same graph always gives the same numbers.
"""

from __future__ import annotations

import logging
import math
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from .graph import attachments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .graph import ConceptGraph, Pair

    Place = tuple[int, float]
    """Column and row; rows of one column are at least 1 apart."""
    Part = tuple[list[str], list[Pair]]
    """The concepts of a connected component, and the relations between them."""

ATTEMPTS = 8
TOO_MANY = 500
"""Number of relations in a component above which only one layout is tried, to limit the time."""

MOST_BENDS = 10_000
"""Limit of bends in the lines of a diagram: the layout assigns a place to each."""


@cache
def engine() -> str:
    """The version of the layout package; empty if the extra is not installed."""
    try:
        return version("fast-sugiyama")
    except PackageNotFoundError:
        return ""


def can_be_placed(graph: ConceptGraph) -> bool:
    """Whether *graph* has few enough long lines for a fast layout."""
    edges = [*graph.narrower, *attachments(graph)]
    above: dict[str, list[str]] = {concept.id: [] for concept in graph.concepts}
    for one, two in edges:
        above[two].append(one)
    level: dict[str, int] = {}
    for name in TopologicalSorter(above).static_order():
        level[name] = max((level[parent] + 1 for parent in above[name]), default=0)
    return sum(level[two] - level[one] - 1 for one, two in edges) <= MOST_BENDS


def placed(graph: ConceptGraph) -> dict[str, Place]:
    """The place of each concept; connected components are placed below each other."""
    places: dict[str, Place] = {}
    row = 0.0
    for part in _parts(graph):
        found = _in_order(_best(part), part)
        places |= {name: (column, row + place) for name, (column, place) in found.items()}
        row += max(place for _, place in found.values()) + 1
    return places


def _parts(graph: ConceptGraph) -> Iterator[Part]:
    """The connected components of *graph*, in the order of their first concepts."""
    edges = [*graph.narrower, *attachments(graph)]
    of: dict[str, str] = {concept.id: concept.id for concept in graph.concepts}

    def head(name: str) -> str:
        while of[name] != name:
            of[name] = name = of[of[name]]
        return name

    for one, two in edges:
        of[head(two)] = head(one)
    names: dict[str, list[str]] = defaultdict(list)
    for concept in graph.concepts:
        names[head(concept.id)].append(concept.id)
    within: dict[str, list[Pair]] = defaultdict(list)
    for edge in edges:
        within[head(edge[0])].append(edge)
    lower = {two for _, two in edges}
    rank = {concept.id: number for number, concept in enumerate(graph.concepts)}
    for part in sorted(names, key=lambda h: min(rank[n] for n in names[h] if n not in lower)):
        yield names[part], within[part]


def _best(part: Part) -> dict[str, Place]:
    """Column and row of each concept of a connected component, both counted from 0.

    The layout is a heuristic that depends on the order of its input. If lines cross, it is computed
    again with the concepts in another order.
    """
    names, edges = part
    best, fewest = {}, math.inf
    for start in range(0, len(names), max(1, len(names) // ATTEMPTS)):
        placed = _attempt((names[start:] + names[:start], edges))
        if len(edges) > TOO_MANY:
            return placed
        if (crossed := _crossings(placed, edges)) < fewest:
            best, fewest = placed, crossed
        if not crossed:
            break
    return best


def _attempt(part: Part) -> dict[str, Place]:
    names, edges = part
    if not edges:
        return dict.fromkeys(names, (0, 0.0))
    number = {name: n for n, name in enumerate(names)}
    # Numbers, since the library would put names into a set of varying order; edges in reverse
    # order, since the layout reverses siblings.
    pairs = [(number[one], number[two]) for one, two in reversed(edges)]
    ((found, *_),) = _sugiyama()(pairs, vertex_spacing=1, dummy_vertices=True, dummy_size=0.5)
    spots = {
        names[n]: spot for n, spot in found if n < len(names)
    }  # higher numbers are bends of lines
    levels = sorted({level for _, level in spots.values()}, reverse=True)
    column = {level: number for number, level in enumerate(levels)}
    first = min(row for row, _ in spots.values())
    return {name: (column[level], round(row - first, 3)) for name, (row, level) in spots.items()}


def _crossings(placed: Mapping[str, Place], edges: Sequence[Pair]) -> int:
    """The number of pairs of lines that cross, among lines between the same two columns."""
    between: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for one, two in edges:
        (column, row), (end_column, end_row) = placed[one], placed[two]
        between[column, end_column].append((row, end_row))
    return sum(
        (a - c) * (b - d) < 0
        for lines in between.values()
        for (a, b), (c, d) in combinations(lines, 2)
    )


@cache
def _sugiyama() -> Callable[..., Any]:
    """The layout itself, without the library's log messages."""
    for name in ("rust-sugiyama", "connected_components"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return cast("Callable[..., Any]", import_module("fast_sugiyama").from_edges)


def _in_order(placed: Mapping[str, Place], part: Part) -> Mapping[str, Place]:
    """*placed*, with concepts that can swap places without affecting lines put in order."""
    names, edges = part
    above: dict[str, set[str]] = defaultdict(set)
    for one, two in edges:
        above[two].add(one)
    inner = {one for one, _ in edges}
    swappable: dict[object, list[str]] = defaultdict(list)
    for name in names:
        if name not in inner:
            swappable[placed[name][0], tuple(sorted(above[name]))].append(name)
    result = dict(placed)
    for group in swappable.values():
        result.update(zip(group, sorted(placed[name] for name in group), strict=True))
    return result
