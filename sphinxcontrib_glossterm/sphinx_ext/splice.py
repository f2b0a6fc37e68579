"""Put an element around a stretch of a passage, whatever inline markup runs through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .prose import Piece


def wrap(
    pieces: list[Piece], start: int, end: int, make: Callable[[Sequence[nodes.Node]], nodes.Element]
) -> None:
    """Replace the text from *start* to *end* by what *make* makes of the nodes that hold it.

    *pieces* are those of the passage, in order; they stay valid for stretches before *start*,
    so a passage is worked on from its end to its start. Where the stretch is whole nodes side
    by side (a soft line break, emphasis inside a term), one element goes around them all;
    where it cuts through markup, each part gets an element of its own.
    """
    texts = _isolate(pieces, start, end)
    for siblings in _groups(texts):
        parent, first = siblings[0].parent, siblings[0]
        at = parent.index(first)
        for node in siblings:
            parent.remove(node)
        parent.insert(at, make(siblings))


def _isolate(pieces: list[Piece], start: int, end: int) -> list[nodes.Text]:
    """Split the pieces at *start* and *end*; the text nodes that lie exactly between."""
    inside = []
    for piece in pieces:
        text = str(piece.node)
        low, high = max(start - piece.start, 0), min(end - piece.start, len(text))
        if low >= high:
            continue
        before, held, after = (nodes.Text(t) for t in (text[:low], text[low:high], text[high:]))
        parts = [held]
        if low:
            parts.insert(0, before)
        if high < len(text):
            parts.append(after)
        piece.node.parent.replace(piece.node, parts)
        piece.node = parts[0]
        inside.append(held)
    return inside


def _groups(texts: list[nodes.Text]) -> list[list[nodes.Node]]:
    """Runs of siblings that hold *texts* and nothing else: one run, or one for each text."""
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
    """From the root down to the parent of *text*."""
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
