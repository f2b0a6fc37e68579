"""Find the text of a page in which nothing is linked, and its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..conditions import condition_of, is_conditional
from ..nodes import CONCEPT, noterm
from ..reading.passages import passages
from ..reading.prose import is_contents, is_link, is_opted_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

CODE = (nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block)
LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
TITLES = (nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.attribution)
SIGNATURES = (addnodes.desc_signature, addnodes.productionlist)
UNSEEN = (
    nodes.raw, nodes.comment, nodes.docinfo, nodes.system_message, nodes.label, nodes.image,
    nodes.substitution_definition, nodes.decoration, addnodes.toctree, addnodes.index,
    addnodes.compact_paragraph, nodes.term,
)  # fmt: skip
"""Content that is rendered elsewhere or not at all, and labels of entries, which name them."""


@dataclass(frozen=True, slots=True)
class ClosedText:
    """A text node in which nothing is linked."""

    text: str
    line: int | None
    """Start of the block that contains it, if known."""
    where: str
    """One of the names of :data:`KINDS`; empty if it has no such kind."""
    around: frozenset[str]
    """Ids of the concepts whose entries or sections contain it."""


KINDS: dict[str, Callable[[nodes.Element], bool]] = {
    "code": lambda node: isinstance(node, CODE),
    "link": lambda node: isinstance(node, LINKS) or is_link(node),
    "noterm": lambda node: isinstance(node, noterm),
    "opted-out": is_opted_out,
    "heading": lambda node: isinstance(node, TITLES),
    "quotation": lambda node: isinstance(node, nodes.block_quote),
    "signature": lambda node: isinstance(node, SIGNATURES),
}
"""Kinds of text without links, by the innermost of these elements around it."""


def closed_texts(
    document: nodes.document,
    docname: str,
    opened: Collection[str],
    holds: Callable[[str], bool],
) -> Iterator[ClosedText]:
    """Every such text of *document* that readers see, in reading order.

    Omitted are term roles, which are links, content that is rendered elsewhere, and content of an
    ``only`` whose expression does not hold. *opened* is as for :func:`passages`.
    """
    pieces = (piece for live in passages(document, docname, opened) for piece in live.pieces)
    linkable = {id(piece.node) for piece in pieces}
    for text in document.findall(nodes.Text):
        if id(text) in linkable or not text.strip():
            continue
        around = list(_ancestors(text))
        if not any(_is_unseen(node, holds) for node in around):
            yield ClosedText(
                str(text),
                next((node.line for node in around if node.line), None),
                next((name for node in around for name, is_it in KINDS.items() if is_it(node)), ""),
                frozenset(node[CONCEPT] for node in around if CONCEPT in node),
            )


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _is_unseen(node: nodes.Element, holds: Callable[[str], bool]) -> bool:
    if is_conditional(type(node)):
        return not holds(condition_of(node))
    is_role = isinstance(node, addnodes.pending_xref) and node.get("reftype") == "term"
    return is_role or isinstance(node, UNSEEN) or is_contents(node)
