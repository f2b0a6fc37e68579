"""Which text of a page may carry links, and whose page it is on.

A page is read as *passages*. What may not carry a link is a list of named rules, read from
top to bottom; the same walk serves to collect passages and to put links into them, so the
two cannot disagree.

The walk goes down from the root and never climbs: in the assembled tree of single-file
builders the parents of included nodes are stale, and only ``docname`` on the way down tells
whose page a node is on.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import astuple, dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.matching import Passage

from .nodes import CONCEPT, OFF_CLASS, definition_term, noterm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OBSTACLE = "\ufffc"
"""Stands in a passage for a piece that may carry no link (U+FFFC OBJECT REPLACEMENT)."""

TITLES = (nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.caption, nodes.attribution)
VERBATIM = (nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw, nodes.comment)
QUOTED = (nodes.block_quote,)
SIGNATURES = (addnodes.desc_signature, addnodes.productionlist)
MACHINERY = (
    nodes.docinfo, nodes.system_message, nodes.substitution_definition, nodes.label,
    nodes.image, nodes.decoration, addnodes.toctree, addnodes.index, addnodes.compact_paragraph,
    addnodes.tabular_col_spec,
)  # fmt: skip


def is_title(node: nodes.Element) -> bool:
    """A heading, a caption, the term of a definition: it names, it does not explain."""
    return isinstance(node, TITLES)


def is_verbatim(node: nodes.Element) -> bool:
    """Code, mathematics, raw markup, comments: their text is not prose."""
    return isinstance(node, VERBATIM)


def is_quoted(node: nodes.Element) -> bool:
    """A block quotation: somebody else's words."""
    return isinstance(node, QUOTED)


def is_signature(node: nodes.Element) -> bool:
    """The signature of a documented object."""
    return isinstance(node, SIGNATURES)


def is_machinery(node: nodes.Element) -> bool:
    """Nodes that are drawn elsewhere or not at all."""
    return isinstance(node, MACHINERY)


def is_opted_out(node: nodes.Element) -> bool:
    """The author gave it the class ``glossterm-off``."""
    return OFF_CLASS in node.get("classes", ())


def is_contents(node: nodes.Element) -> bool:
    """A local table of contents."""
    return isinstance(node, nodes.topic) and "contents" in node["classes"]


CLOSED_BLOCKS: tuple[Callable[[nodes.Element], bool], ...] = (
    is_title,
    is_verbatim,
    is_quoted,
    is_signature,
    is_machinery,
    is_opted_out,
    is_contents,
)
"""Blocks inside which nothing is linked. The docs print this list."""

OPEN_INLINE = (
    nodes.emphasis, nodes.strong, nodes.inline, nodes.abbreviation, nodes.acronym,
    nodes.superscript, nodes.subscript, nodes.generated,
)  # fmt: skip
"""Inline markup that is read through; any other is an obstacle."""

CLOSED_INLINE = (noterm, definition_term, nodes.literal, nodes.reference, addnodes.pending_xref)

# Raw HTML in Markdown leaves the text between its tags as ordinary text nodes.
_RAW_TAG = re.compile(r"<(/?)(a|code|pre|kbd|samp|var|h[1-6]|button|script|style|title)\b", re.I)


@dataclass(slots=True)
class Piece:
    """A text node of a passage."""

    node: nodes.Text
    start: int
    """Where its text begins in the passage, in code points."""


@dataclass(slots=True)
class LivePassage:
    """A passage together with the nodes that it was read from."""

    docname: str
    passage: Passage
    element: nodes.Element
    pieces: list[Piece]


@dataclass(slots=True)
class _Place:
    """Where the walk stands."""

    docname: str
    section: int = 0
    subject: str = ""
    defined: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    sections: dict[str, int] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    """Concepts of sections whose first passage has been read."""

    def blocks(self, node: nodes.Element, place: _Place) -> Iterator[LivePassage]:
        """The passages at and below *node*, in reading order."""
        if any(rule(node) for rule in CLOSED_BLOCKS):
            return
        place = self._enter(node, place)
        if is_passage(node):
            if place.subject and place.subject not in self.opened:
                self.opened.add(place.subject)
                place = replace(place, defined=(place.subject,))
            yield read_passage(node, place)
            return
        for child in node.children:
            if isinstance(child, nodes.Element):
                yield from self.blocks(child, place)

    def _enter(self, node: nodes.Element, place: _Place) -> _Place:
        docname = place.docname
        if isinstance(node, (addnodes.start_of_file, nodes.section)):
            docname = node.get("docname", docname)
        section = place.section
        # An entry of a glossary is read on its own, so it counts as a section does.
        if isinstance(node, nodes.section) or CONCEPT in node:
            section = self.sections[docname] = self.sections.get(docname, 0) + 1
        # The innermost concept only: inside the definition of LoRA, a heading below PEFT, a
        # mention of PEFT is a mention like any other.
        subject, defined = place.subject, place.defined
        if CONCEPT in node:
            subject = node[CONCEPT]
            defined = () if isinstance(node, nodes.section) else (subject,)
        conditions = place.conditions
        if isinstance(node, addnodes.only):
            conditions = (*conditions, node["expr"])
        return _Place(docname, section, subject, defined, conditions)


def is_passage(node: nodes.Element) -> bool:
    """Whether *node* holds prose directly: a paragraph, a line of a line block."""
    return isinstance(node, (nodes.paragraph, nodes.line))


def passages(document: nodes.Element, docname: str) -> Iterator[LivePassage]:
    """Every passage of *document*, in reading order.

    *docname* is whose page the root is; in an assembled tree each passage is given the
    document that it came from.
    """
    yield from _Walk().blocks(document, _Place(docname))


def read_passage(element: nodes.Element, place: _Place) -> LivePassage:
    """One element as a passage: its open text joined, obstacles in place of the rest."""
    parts: list[str] = []
    pieces: list[Piece] = []
    explicit: list[str] = []
    defined = [*place.defined]
    length = 0
    raw_depth = 0
    for node in _leaves(element):
        text = OBSTACLE
        if isinstance(node, nodes.Text) and not raw_depth:
            pieces.append(Piece(node, length))
            text = str(node)
        elif isinstance(node, nodes.raw):
            raw_depth = max(0, raw_depth + _raw_balance(node))
        elif isinstance(node, addnodes.pending_xref) and node.get("reftype") == "term":
            explicit.append(node["reftarget"])
        elif isinstance(node, definition_term):
            defined.append(node[CONCEPT])
        parts.append(text)
        length += len(text)
    passage = Passage(
        "".join(parts),
        place.section,
        place.subject,
        tuple(defined),
        place.conditions,
        tuple(explicit),
        element.line,
    )
    return LivePassage(place.docname, passage, element, pieces)


def _leaves(element: nodes.Element) -> Iterator[nodes.Node]:
    """The text nodes and the obstacles of *element*, in reading order."""
    for child in element.children:
        if isinstance(child, OPEN_INLINE) and not _is_closed_inline(child):
            yield from _leaves(child)
        else:
            yield child


def _is_closed_inline(node: nodes.Element) -> bool:
    return isinstance(node, CLOSED_INLINE) or is_opted_out(node)


def _raw_balance(node: nodes.raw) -> int:
    """How many elements that must hold no link *node* opens, less those it closes."""
    if "html" not in node.get("format", "").split():
        return 0
    return sum(-1 if slash else 1 for slash, _tag in _RAW_TAG.findall(node.astext()))


def pack(prose: Sequence[Passage]) -> tuple[str, bytes]:
    """A digest of *prose*, and *prose* itself in little space.

    JSON, not pickle: pickle writes equal texts differently when they are different objects.
    """
    plain = json.dumps([astuple(passage) for passage in prose], ensure_ascii=False).encode()
    return blake2b(plain, digest_size=16).hexdigest(), zlib.compress(plain, 6)


def unpack(packed: bytes) -> list[Passage]:
    """What :func:`pack` packed."""
    return [
        Passage(text, section, subject, tuple(defined), tuple(conditions), tuple(explicit), line)
        for text, section, subject, defined, conditions, explicit, line in json.loads(
            zlib.decompress(packed)
        )
    ]
