"""Compute the layout of a concept diagram: boxes in columns from left to right.

Labels are words, so the tree grows to the right and every row is a line of text. Each column is as
wide as its longest label.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate, groupby, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from .graph import reading_order
from .placement import can_be_placed, engine, placed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .graph import ConceptGraph
    from .placement import Place

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
    return _boxes(graph, placed(graph)) if engine() and can_be_placed(graph) else None


def _boxes(graph: ConceptGraph, places: Mapping[str, Place]) -> Layout:
    labels = {concept.id: shortened(concept.pref_label) for concept in graph.concepts}
    widths = {name: round(_ems(label) * FONT_SIZE) + 2 * PADDING for name, label in labels.items()}
    left, x = {}, MARGIN
    by_column = sorted((column, widths[name]) for name, (column, _) in places.items())
    for column, own in groupby(by_column, key=lambda pair: pair[0]):
        left[column] = x
        x += max(width for _, width in own) + COLUMN_GAP
    top = MARGIN + BOX_HEIGHT / 2
    boxes = {
        name: Box(left[column], top + row * ROW_HEIGHT, widths[name], labels[name])
        for name, (column, row) in places.items()
    }
    ordered = {name: boxes[name] for name in reading_order(graph)}
    if graph.related:
        x += BULGE
    lowest = max((row for _, row in places.values()), default=0)
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
