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
    for siblings in _groups(_isolate(pieces, start, end)):
        parent = siblings[0].parent
        at = _index(parent, siblings[0])
        parent[at : at + len(siblings)] = [make(siblings)]


def _index(parent: nodes.Element, child: nodes.Node) -> int:
    """Where *child* is: not an equal one, as docutils looks for, since equal texts are equal."""
    return next(at for at, other in enumerate(parent.children) if other is child)


def _isolate(pieces: list[Piece], start: int, end: int) -> list[nodes.Text]:
    """Split the pieces at *start* and *end*; the text nodes that lie exactly between."""
    inside = []
    for piece in pieces:
        text = piece.node
        low, high = max(start - piece.start, 0), min(end - piece.start, len(text))
        if low >= high:
            continue
        held = text if (low, high) == (0, len(text)) else nodes.Text(text[low:high])
        inside.append(held)
        if held is not text:
            parts = [nodes.Text(text[:low]), held] if low else [held]
            if high < len(text):
                parts.append(nodes.Text(text[high:]))
            at = _index(text.parent, text)
            text.parent[at : at + 1] = parts
            piece.node = parts[0]
    return inside


def _groups(texts: list[nodes.Text]) -> list[list[nodes.Node]]:
    """Runs of siblings that hold *texts* and nothing else: one run, or one for each text."""
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
