"""Wrap parts of a passage in elements, across any inline markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..reading.passages import Piece

    Make = Callable[[int, Sequence[nodes.Node]], nodes.Element]
    Inside = Callable[[str, Sequence[tuple[int, int, int]]], nodes.Text]


def wrap(
    pieces: Sequence[Piece],
    stretches: Sequence[tuple[int, int]],
    make: Make,
    inside: Inside | None = None,
) -> None:
    """Replace the text of each stretch by the result of *make* for the nodes that contain it.

    *pieces* are the pieces of a passage, *stretches* are spans of its text in code points; both are
    in order, and stretches do not overlap. *make* gets the number of the stretch. If a stretch
    consists of whole sibling nodes (a soft line break, emphasis inside a term), one element wraps
    them all; if it crosses markup, each part gets its own element.

    If *inside* is given, a text that fully contains all of its stretches is replaced by its result;
    it gets the start, end and number of each.
    """
    across: dict[int, list[nodes.Text]] = {}
    at = 0
    for piece in filter(lambda piece: piece.text, pieces):
        end = piece.start + len(piece.text)
        while at < len(stretches) and stretches[at][1] <= piece.start:
            at += 1
        last = at
        while last < len(stretches) and stretches[last][0] < end:
            last += 1
        if at < last:
            _divide(piece, range(at, last), stretches, make, inside, across)
    for ordinal, texts in across.items():
        for siblings in _groups(texts):
            parent = siblings[0].parent
            first = _index(parent, siblings[0])
            parent[first : first + len(siblings)] = [make(ordinal, siblings)]


def _divide(
    piece: Piece,
    ordinals: Iterable[int],
    stretches: Sequence[tuple[int, int]],
    make: Make,
    inside: Inside | None,
    across: dict[int, list[nodes.Text]],
) -> None:
    """Split one piece at the ends of its stretches, all at once, and wrap those inside it.

    Parts of other stretches are added to *across*.
    """
    text, done = piece.text, 0
    parent = piece.node.parent
    where = _index(parent, piece.node)
    if inside:
        whole = [
            (stretches[n][0] - piece.start, stretches[n][1] - piece.start, n) for n in ordinals
        ]
        if whole[0][0] >= 0 and whole[-1][1] <= len(text):
            parent[where] = inside(text, whole)
            return
    parts: list[nodes.Node] = []
    for ordinal in ordinals:
        start, end = (position - piece.start for position in stretches[ordinal])
        low, high = max(start, 0), min(end, len(text))
        if done < low:
            parts.append(nodes.Text(text[done:low]))
        held = piece.node if (low, high) == (0, len(text)) else nodes.Text(text[low:high])
        if (low, high) == (start, end):
            parts.append(make(ordinal, [held]))
        else:
            parts.append(held)
            across.setdefault(ordinal, []).append(held)
        done = high
    if done < len(text):
        parts.append(nodes.Text(text[done:]))
    parent[where : where + 1] = parts


def _index(parent: nodes.Element, child: nodes.Node) -> int:
    """The index of *child* by identity, since docutils compares texts by value."""
    return next(at for at, other in enumerate(parent.children) if other is child)


def _groups(texts: list[nodes.Text]) -> list[list[nodes.Node]]:
    """Runs of siblings that contain *texts* only: one run, or one for each text."""
    if len(texts) == 1:
        return [[texts[0]]]
    ancestors = [_ancestors(text) for text in texts]
    shared = [step[0] for step in zip(*ancestors, strict=False) if len(set(map(id, step))) == 1]
    common = shared[-1]
    first, last = (_child_towards(common, chain, text) for chain, text in
                   ((ancestors[0], texts[0]), (ancestors[-1], texts[-1])))  # fmt: skip
    run = common.children[common.index(first) : common.index(last) + 1]
    held = [leaf for node in run for leaf in node.findall(nodes.Text) if leaf]
    if [id(leaf) for leaf in held] == [id(text) for text in texts]:
        return [run]
    return [[text] for text in texts]


def _ancestors(text: nodes.Text) -> list[nodes.Element]:
    """The nodes from the root down to the parent of *text*."""
    chain: list[nodes.Element] = []
    parent = text.parent
    while parent is not None:
        chain.append(parent)
        parent = parent.parent
    return chain[::-1]


def _child_towards(
    common: nodes.Element, chain: list[nodes.Element], text: nodes.Text
) -> nodes.Node:
    below = chain[chain.index(common) + 1 :]
    return below[0] if below else text
