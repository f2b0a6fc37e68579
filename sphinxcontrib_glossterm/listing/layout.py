"""Compute the layout of a concept diagram: boxes in columns from left to right.

Labels are words, so the tree grows to the right and every row is a line of text. Each column is as
wide as its longest label. fast-sugiyama, an optional package, gives each concept of a connected
component a column and a row, with few line crossings; the same graph always gives the same numbers.
"""

from __future__ import annotations

import logging
import math
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import accumulate, combinations, groupby, pairwise, takewhile
from typing import TYPE_CHECKING, Any, cast

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .graph import attachments, reading_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .graph import ConceptGraph, Pair

    GridPosition = tuple[int, float]
    """Column and row; rows of one column are at least 1 apart."""
    Part = tuple[list[str], list[Pair]]
    """The concepts of a connected component, and the relations between them."""

FONT_SIZE = 14
"""Height of a line of text in the units of a layout."""
BOX_HEIGHT = 26
ROW_HEIGHT = 34
COLUMN_GAP = 40
PADDING = 10
BULGE = 30
"""How far a line between two boxes of one column curves to the right."""
MARGIN = 3
"""Margin around the boxes, for the width of their outlines."""
MAX_EMS = 22.0
"""Longer labels are truncated in their boxes."""

_NARROW = frozenset(" !'(),-./:;I[]`fijlrt|")
_BROAD = frozenset("%&@MWmw—…")

MAX_ATTEMPTS = 8
MAX_RETRIED = 500
"""Number of relations in a component above which only one layout is tried, to limit the time."""

MAX_BENDS = 10_000
"""Limit of bends in the lines of a diagram: the layout assigns a position to each."""


class Box(NamedTuple):
    """The position of one concept."""

    left: float
    middle: float
    """From the top of the picture to the middle of the box."""
    width: float
    label: str
    """The text in the box: the preferred label, truncated if it is very long."""

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


Curve = tuple[float, float, float, float, float, float]
"""Start x and y, the x of the two control points (which are as high as the ends), end x and y."""


class Layout(NamedTuple):
    """A diagram: a box for the id of each concept, and the total size."""

    boxes: Mapping[str, Box]
    """In reading order, which is also the tab order."""
    width: float
    height: float

    def curve(self, one: str, two: str) -> Curve:
        """The line between two boxes, from the left one to the right one."""
        start, end = sorted((self.boxes[one], self.boxes[two]), key=lambda box: box.left)
        if start.right < end.left:
            half = (start.right + end.left) / 2
            return start.right, start.middle, half, half, end.left, end.middle
        out = max(start.right, end.right) + BULGE
        return start.right, start.middle, out, out, end.right, end.middle


def lay_out(graph: ConceptGraph) -> Layout | None:
    """The layout of *graph*.

    ``None`` if the layout package is not installed or would take too long.
    """
    return _boxes(graph, positions(graph)) if engine() and has_fast_layout(graph) else None


def _boxes(graph: ConceptGraph, grid: Mapping[str, GridPosition]) -> Layout:
    labels = {concept.id: shortened(concept.pref_label) for concept in graph.concepts}
    widths = {name: round(_ems(label) * FONT_SIZE) + 2 * PADDING for name, label in labels.items()}
    left, x = {}, MARGIN
    by_column = sorted((column, widths[name]) for name, (column, _) in grid.items())
    for column, own in groupby(by_column, key=lambda pair: pair[0]):
        left[column] = x
        x += max(width for _, width in own) + COLUMN_GAP
    top = MARGIN + BOX_HEIGHT / 2
    boxes = {
        name: Box(left[column], top + row * ROW_HEIGHT, widths[name], labels[name])
        for name, (column, row) in grid.items()
    }
    ordered = {name: boxes[name] for name in reading_order(graph)}
    if graph.related:
        x += BULGE
    lowest = max((row for _, row in grid.values()), default=0)
    height = lowest * ROW_HEIGHT + BOX_HEIGHT + 2 * MARGIN
    return Layout(ordered, max(x - COLUMN_GAP, MARGIN) + MARGIN, height)


def shortened(label: str) -> str:
    """*label* on one line, truncated with an ellipsis if it is longer than :data:`MAX_EMS`."""
    text = " ".join("".join(c if c.isprintable() else " " for c in label).split())
    if _ems(text) <= MAX_EMS:
        return text
    widths = accumulate(map(_em, text))
    kept = sum(1 for _ in takewhile(lambda width: width <= MAX_EMS - 1, widths))
    return f"{text[:kept].rstrip()}…"


def _ems(text: str) -> float:
    """The width of *text* relative to its font size, estimated since fonts are unknown."""
    return sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if char in _NARROW:
        return 0.34
    if char in _BROAD:
        return 0.92
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.72 if char.isupper() else 0.6


def strips(layout: Layout, height: float) -> Sequence[tuple[float, float]]:
    """*layout* divided into strips, each as its top and bottom, for output with pages.

    Strips are divided between rows and never through a box. A strip is higher than *height* only if
    no such division exists.
    """
    middles = sorted(box.middle for box in layout.boxes.values())
    between = {middle + ROW_HEIGHT / 2 for middle in middles}
    free = sorted(y for y in between if y < layout.height and not _cuts(middles, y))
    cuts = [0.0]
    for y, following in pairwise([*free, layout.height]):
        if following - cuts[-1] > height:
            cuts.append(y)
    return list(zip(cuts, [*cuts[1:], layout.height], strict=True))


def _cuts(middles: Sequence[float], y: float) -> bool:
    """Whether *y* is inside a box; *middles* are those of all boxes, from the top down."""
    next_below = bisect_right(middles, y - BOX_HEIGHT / 2)
    return next_below < len(middles) and middles[next_below] < y + BOX_HEIGHT / 2


# -- columns and rows ---------------------------------------------------------------


@cache
def engine() -> str:
    """The version of the layout package; empty if the extra is not installed."""
    try:
        return version("fast-sugiyama")
    except PackageNotFoundError:
        return ""


def has_fast_layout(graph: ConceptGraph) -> bool:
    """Whether *graph* has few enough long lines for a fast layout."""
    edges = [*graph.narrower, *attachments(graph)]
    above: dict[str, list[str]] = {concept.id: [] for concept in graph.concepts}
    for one, two in edges:
        above[two].append(one)
    level: dict[str, int] = {}
    for name in TopologicalSorter(above).static_order():
        level[name] = max((level[parent] + 1 for parent in above[name]), default=0)
    return sum(level[two] - level[one] - 1 for one, two in edges) <= MAX_BENDS


def positions(graph: ConceptGraph) -> dict[str, GridPosition]:
    """The position of each concept; connected components are one below the other."""
    grid: dict[str, GridPosition] = {}
    row = 0.0
    for part in _parts(graph):
        found = _in_order(_best(part), part)
        grid |= {name: (column, row + inner) for name, (column, inner) in found.items()}
        row += max(inner for _, inner in found.values()) + 1
    return grid


def _parts(graph: ConceptGraph) -> Iterator[Part]:
    """The connected components of *graph*, in the order of their first concepts."""
    edges = [*graph.narrower, *attachments(graph)]
    of: dict[str, str] = {concept.id: concept.id for concept in graph.concepts}

    def root(name: str) -> str:
        while of[name] != name:
            of[name] = name = of[of[name]]
        return name

    for one, two in edges:
        of[root(two)] = root(one)
    names: dict[str, list[str]] = defaultdict(list)
    for concept in graph.concepts:
        names[root(concept.id)].append(concept.id)
    within: dict[str, list[Pair]] = defaultdict(list)
    for edge in edges:
        within[root(edge[0])].append(edge)
    lower = {two for _, two in edges}
    rank = {concept.id: number for number, concept in enumerate(graph.concepts)}
    for part in sorted(names, key=lambda h: min(rank[n] for n in names[h] if n not in lower)):
        yield names[part], within[part]


def _best(part: Part) -> dict[str, GridPosition]:
    """Column and row of each concept of a connected component, both counted from 0.

    The layout is a heuristic that depends on the order of its input. If lines cross, it is computed
    again with the concepts in another order.
    """
    names, edges = part
    best, fewest = {}, math.inf
    for start in range(0, len(names), max(1, len(names) // MAX_ATTEMPTS)):
        found = _attempt((names[start:] + names[:start], edges))
        if len(edges) > MAX_RETRIED:
            return found
        if (crossed := _crossings(found, edges)) < fewest:
            best, fewest = found, crossed
        if not crossed:
            break
    return best


def _attempt(part: Part) -> dict[str, GridPosition]:
    names, edges = part
    if not edges:
        return dict.fromkeys(names, (0, 0.0))
    number = {name: n for n, name in enumerate(names)}
    # Numbers, since the library would put names into a set of varying order; edges in reverse
    # order, since the layout reverses siblings.
    pairs = [(number[one], number[two]) for one, two in reversed(edges)]
    ((found, *_),) = _sugiyama()(pairs, vertex_spacing=1, dummy_vertices=True, dummy_size=0.5)
    found_positions = {
        names[n]: position for n, position in found if n < len(names)
    }  # higher numbers are bends of lines
    levels = sorted({level for _, level in found_positions.values()}, reverse=True)
    column = {level: number for number, level in enumerate(levels)}
    first = min(row for row, _ in found_positions.values())
    return {
        name: (column[level], round(row - first, 3))
        for name, (row, level) in found_positions.items()
    }


def _crossings(found: Mapping[str, GridPosition], edges: Sequence[Pair]) -> int:
    """The number of pairs of lines that cross, among lines between the same two columns."""
    between: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for one, two in edges:
        (column, row), (end_column, end_row) = found[one], found[two]
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


def _in_order(found: Mapping[str, GridPosition], part: Part) -> Mapping[str, GridPosition]:
    """*found*, with concepts that can swap positions without affecting lines put in order."""
    names, edges = part
    above: dict[str, set[str]] = defaultdict(set)
    for one, two in edges:
        above[two].add(one)
    inner = {one for one, _ in edges}
    swappable: dict[object, list[str]] = defaultdict(list)
    for name in names:
        if name not in inner:
            swappable[found[name][0], tuple(sorted(above[name]))].append(name)
    result = dict(found)
    for group in swappable.values():
        result.update(zip(group, sorted(found[name] for name in group), strict=True))
    return result
