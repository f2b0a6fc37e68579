"""Split a page into *passages*, each with its document.

The same walk collects passages and inserts links into them, so the two cannot disagree.

It walks down from the root and never uses parents: in the combined tree of single-file builders the
parents of included nodes are outdated, and only ``docname`` on the way down gives the document of a
node.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.matching import Passage
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..conditions import condition_of, is_conditional
from ..nodes import CONCEPT, definition_term, shown_text
from .prose import (
    CAPTIONS,
    CLOSED_BLOCKS,
    OPEN_INLINE,
    OPTIONAL_BLOCKS,
    is_caption,
    is_closed_inline,
    is_contents,
    is_link,
    is_opted_out,
)

if TYPE_CHECKING:
    from collections.abc import Collection

OBSTACLE = "\ufffc"
"""Replaces a piece that cannot be linked (U+FFFC OBJECT REPLACEMENT CHARACTER)."""
# Raw HTML in Markdown leaves the text between its tags as ordinary text nodes.
_RAW_TAG = pattern(r"<(/?)(a|code|pre|kbd|samp|var|h[1-6]|button|script|style|title)\b", re.I)


class Piece:
    """A text node of a passage."""

    __slots__ = ("node", "start", "text")

    def __init__(self, node: nodes.Text, text: str, start: int) -> None:
        self.node = node
        self.text = text
        """Its text without docutils' marks for escaped characters."""
        self.start = start
        """Start of its text in the passage, in code points."""


class PassageInTree(NamedTuple):
    """A passage together with the nodes that it was read from."""

    docname: str
    passage: Passage
    element: nodes.Element
    pieces: list[Piece]
    roles: list[tuple[int, addnodes.pending_xref]]
    """The ``term`` roles in it, each with its position in the text."""
    links: list[nodes.Element]
    """The links in it, except roles that name a term."""


class _Position(NamedTuple):
    """The position of the walk."""

    docname: str
    section: int = 0
    subject: str = ""
    defined: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class _Kind(Enum):
    """How the walk handles the nodes of one class."""

    CLOSED = auto()
    CAPTION = auto()
    """A passage if it is a caption; otherwise closed."""
    PASSAGE = auto()
    """Contains prose directly: a paragraph, a line of a line block."""
    POSITION = auto()
    """Its children have another position."""
    BLOCK = auto()


class _Walk:
    """Walks one tree; the results are in :attr:`found`, in reading order."""

    def __init__(self, link_in: Collection[str]) -> None:
        open_kinds = [OPTIONAL_BLOCKS[name] for name in link_in]
        self._captions = CAPTIONS in open_kinds
        self._closed = tuple(
            cls for kind in CLOSED_BLOCKS if kind not in open_kinds for cls in kind.types
        )
        # Cached, since a page has many nodes and few classes of nodes.
        self._kinds: dict[type[nodes.Element], _Kind] = {}
        self._sections: dict[str, int] = {}
        # Concepts of sections whose first passage has been read.
        self._explained: set[str] = set()
        self.found: list[PassageInTree] = []

    def walk(self, root: nodes.Element, position: _Position) -> None:
        """Find the passages at and below *root*.

        Not recursive, since blocks may be deeply nested.
        """
        left: list[tuple[nodes.Element, _Position, nodes.Element | None]] = [(root, position, None)]
        while left:
            node, position, around = left.pop()
            inside = self._visit(node, position, around)
            if inside is not None:
                left += [
                    (child, inside, node)
                    for child in reversed(node.children)
                    if isinstance(child, nodes.Element)
                ]

    def _visit(
        self, node: nodes.Element, position: _Position, around: nodes.Element | None
    ) -> _Position | None:
        """Store *node*, which is in *around*, if it is a passage; else return its position.

        ``None``: the descendants of *node* are skipped.
        """
        if node.attributes["classes"] and (
            is_opted_out(node) or is_contents(node) or is_link(node)
        ):
            return None
        cls = type(node)
        kind = self._kinds.get(cls) or self._kinds.setdefault(cls, self._kind_of(cls))
        if kind is _Kind.CAPTION:
            kind = _Kind.PASSAGE if is_caption(node, around) else _Kind.CLOSED
        if kind is _Kind.CLOSED:
            return None
        if kind is _Kind.POSITION or CONCEPT in node.attributes:
            position = self._enter(node, position)
        if kind is not _Kind.PASSAGE:
            return position
        if position.subject and position.subject not in self._explained:
            self._explained.add(position.subject)
            position = position._replace(defined=(position.subject,))
        self.found.append(read_passage(node, position))
        return None

    def _kind_of(self, cls: type[nodes.Element]) -> _Kind:
        if self._captions and issubclass(cls, (nodes.title, nodes.caption)):
            return _Kind.CAPTION
        if issubclass(cls, self._closed):
            return _Kind.CLOSED
        if issubclass(cls, (nodes.paragraph, nodes.line)):
            return _Kind.PASSAGE
        if issubclass(cls, (nodes.section, addnodes.start_of_file)) or is_conditional(cls):
            return _Kind.POSITION
        return _Kind.BLOCK

    def _enter(self, node: nodes.Element, position: _Position) -> _Position:
        """The position inside *node*."""
        if isinstance(node, (nodes.section, addnodes.start_of_file)):
            position = position._replace(docname=node.get("docname", position.docname))
        elif is_conditional(type(node)):
            position = position._replace(conditions=(*position.conditions, condition_of(node)))
        concept = node.attributes.get(CONCEPT)
        # An entry of a glossary is read on its own, so it counts as a section.
        if concept is not None or isinstance(node, nodes.section):
            number = self._sections.get(position.docname, 0) + 1
            self._sections[position.docname] = number
            position = position._replace(section=number)
        # The innermost concept only: inside the definition of LoRA, a heading below PEFT, a mention
        # of PEFT is a normal mention.
        if concept is not None:
            defined = () if isinstance(node, nodes.section) else (concept,)
            position = position._replace(subject=concept, defined=defined)
        return position


def passages(
    document: nodes.Element, docname: str, link_in: Collection[str] = ()
) -> list[PassageInTree]:
    """Every passage of *document*, in reading order; *link_in* as in the option.

    *docname* is the document of the root; in a combined tree each passage has the document that it
    came from.
    """
    walk = _Walk(link_in)
    walk.walk(document, _Position(docname))
    return walk.found


def read_passage(element: nodes.Element, position: _Position) -> PassageInTree:
    """One element as a passage: its open text joined, with placeholders for the rest."""
    parts: list[str] = []
    pieces: list[Piece] = []
    roles: list[tuple[int, addnodes.pending_xref]] = []
    links: list[nodes.Element] = []
    defined = [*position.defined]
    length = 0
    raw_depth = 0
    for node in _leaves(element):
        text = OBSTACLE
        if isinstance(node, nodes.Text):
            if not raw_depth:
                text = shown_text(node)
                pieces.append(Piece(node, text, length))
        elif isinstance(node, nodes.raw):
            raw_depth = max(0, raw_depth + _raw_balance(node))
        elif isinstance(node, addnodes.pending_xref) and node.get("reftype") == "term":
            roles.append((length, node))
        elif isinstance(node, (addnodes.pending_xref, nodes.reference)):
            links.append(node)
        elif isinstance(node, definition_term):
            defined.append(node[CONCEPT])
        parts.append(text)
        length += len(text)
    passage = Passage(
        "".join(parts),
        position.section,
        position.subject,
        tuple(defined),
        position.conditions,
        tuple([role["reftarget"] for _start, role in roles]),
        element.line,
        tuple([start for start, _role in roles]),
    )
    return PassageInTree(position.docname, passage, element, pieces, roles, links)


def _leaves(element: nodes.Element) -> list[nodes.Node]:
    """The text nodes and the obstacles of *element*, in reading order.

    Parser messages, which MyST inserts at the place of the error, are removed from the page between
    reading and writing.
    """
    leaves: list[nodes.Node] = []
    left = element.children[::-1]
    while left:
        child = left.pop()
        if isinstance(child, OPEN_INLINE) and not is_closed_inline(child):
            left += child.children[::-1]
        elif not isinstance(child, nodes.system_message):
            leaves.append(child)
    return leaves


def _raw_balance(node: nodes.raw) -> int:
    """The number of elements without links that *node* opens, minus those it closes."""
    if "html" not in node.get("format", "").split():
        return 0
    return sum(-1 if slash else 1 for slash, _tag in _RAW_TAG.findall(node.astext()))
