"""Which text of a page may carry links, and whose page it is on.

A page is read as *passages*. What may not carry a link is a list of kinds of blocks, with the
reason for each; the same walk serves to collect passages and to put links into them, so the
two cannot disagree.

The walk goes down from the root and never climbs: in the assembled tree of single-file
builders the parents of included nodes are stale, and only ``docname`` on the way down tells
whose page a node is on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.matching import Passage

from .nodes import CONCEPT, OFF_CLASS, definition_term, noterm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

OBSTACLE = "\ufffc"
"""Stands in a passage for a piece that may carry no link (U+FFFC OBJECT REPLACEMENT)."""


class Closed(NamedTuple):
    """Blocks of one kind, inside which nothing is linked."""

    why: str
    """For the docs, which print this list."""
    types: tuple[type[nodes.Element], ...]


CAPTIONS = Closed("A caption: it names what it stands beside.", (nodes.caption,))
BLOCK_QUOTES = Closed("A block quotation: somebody else's words.", (nodes.block_quote,))
CLOSED_BLOCKS = (
    Closed(
        "A heading, the term of a definition: it names, it does not explain.",
        (nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.attribution),
    ),
    CAPTIONS,
    BLOCK_QUOTES,
    Closed(
        "Code, mathematics, raw markup, comments: their text is not prose.",
        (nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw, nodes.comment),
    ),
    Closed(
        "The signature of a documented object.", (addnodes.desc_signature, addnodes.productionlist)
    ),
    Closed(
        "Nodes that are drawn elsewhere or not at all.",
        (
            nodes.docinfo, nodes.system_message, nodes.substitution_definition, nodes.label,
            nodes.image, nodes.decoration, addnodes.toctree, addnodes.index,
            addnodes.compact_paragraph, addnodes.tabular_col_spec,
        ),
    ),
)  # fmt: skip
OPENABLE = {"captions": CAPTIONS, "block_quotes": BLOCK_QUOTES}
"""What the option ``link_in`` may open."""


def is_opted_out(node: nodes.Element) -> bool:
    """The author gave it the class ``glossterm-off``."""
    return OFF_CLASS in node.attributes["classes"]


def is_caption(node: nodes.Element, around: nodes.Element | None) -> bool:
    """The caption of a figure or of code, or the title of a table."""
    if isinstance(node, nodes.title):
        return isinstance(around, nodes.table)
    return isinstance(node, nodes.caption)


def is_contents(node: nodes.Element) -> bool:
    """A local table of contents."""
    return isinstance(node, nodes.topic) and "contents" in node["classes"]


def is_link(node: nodes.Element) -> bool:
    """A card of sphinx-design that is a link as a whole: it lies over all that is in the card."""
    return "sd-card" in node.attributes["classes"] and any(
        "sd-stretched-link" in inside.attributes["classes"]
        for inside in node.findall(nodes.Element)
    )


OPEN_INLINE = (
    nodes.emphasis, nodes.strong, nodes.inline, nodes.abbreviation, nodes.acronym,
    nodes.superscript, nodes.subscript, nodes.generated,
)  # fmt: skip
"""Inline markup that is read through; any other is an obstacle."""

CLOSED_INLINE = (
    noterm, definition_term, nodes.literal, nodes.reference, addnodes.pending_xref,
    addnodes.literal_emphasis, addnodes.literal_strong,
)  # fmt: skip
NAMES = frozenset({
    "guilabel", "menuselection", "command", "program", "makevar", "mailheader", "mimetype",
    "newsgroup",
})  # fmt: skip
"""Classes of Sphinx's roles for what is called so on a screen or in a system: names, no prose."""

# Raw HTML in Markdown leaves the text between its tags as ordinary text nodes.
_RAW_TAG = re.compile(r"<(/?)(a|code|pre|kbd|samp|var|h[1-6]|button|script|style|title)\b", re.I)


@dataclass(slots=True)
class Piece:
    """A text node of a passage."""

    node: nodes.Text
    text: str
    """As it is read: docutils' own marks of what an author escaped are not in it."""
    start: int
    """Where its text begins in the passage, in code points."""


@dataclass(slots=True)
class LivePassage:
    """A passage together with the nodes that it was read from."""

    docname: str
    passage: Passage
    element: nodes.Element
    pieces: list[Piece]


class _Place(NamedTuple):
    """Where the walk stands."""

    docname: str
    section: int = 0
    subject: str = ""
    defined: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class _Walk:
    def __init__(self, opened: Collection[str]) -> None:
        open_kinds = [OPENABLE[name] for name in opened]
        self._captions = CAPTIONS in open_kinds
        self._closed = tuple(
            cls for kind in CLOSED_BLOCKS if kind not in open_kinds for cls in kind.types
        )
        self._sections: dict[str, int] = {}
        # Concepts of sections whose first passage has been read.
        self._explained: set[str] = set()

    def blocks(
        self, node: nodes.Element, place: _Place, around: nodes.Element | None = None
    ) -> Iterator[LivePassage]:
        """The passages at and below *node*, which stands in *around*, in reading order."""
        caption = self._captions and is_caption(node, around)
        if is_opted_out(node) or is_contents(node) or is_link(node):
            return
        if isinstance(node, self._closed) and not caption:
            return
        place = self._enter(node, place)
        # A passage holds prose directly: a paragraph, a line of a line block.
        if caption or isinstance(node, (nodes.paragraph, nodes.line)):
            if place.subject and place.subject not in self._explained:
                self._explained.add(place.subject)
                place = place._replace(defined=(place.subject,))
            yield read_passage(node, place)
            return
        for child in node.children:
            if isinstance(child, nodes.Element):
                yield from self.blocks(child, place, node)

    def _enter(self, node: nodes.Element, place: _Place) -> _Place:
        """The place inside *node*: most nodes change nothing."""
        if isinstance(node, (nodes.section, addnodes.start_of_file)):
            place = place._replace(docname=node.get("docname", place.docname))
        elif isinstance(node, addnodes.only):
            place = place._replace(conditions=(*place.conditions, node["expr"]))
        concept = node.attributes.get(CONCEPT)
        # An entry of a glossary is read on its own, so it counts as a section does.
        if concept is not None or isinstance(node, nodes.section):
            number = self._sections.get(place.docname, 0) + 1
            self._sections[place.docname] = number
            place = place._replace(section=number)
        # The innermost concept only: inside the definition of LoRA, a heading below PEFT, a
        # mention of PEFT is a mention like any other.
        if concept is not None:
            defined = () if isinstance(node, nodes.section) else (concept,)
            place = place._replace(subject=concept, defined=defined)
        return place


def passages(
    document: nodes.Element, docname: str, opened: Collection[str] = ()
) -> Iterator[LivePassage]:
    """Every passage of *document*, in reading order; *opened* names kinds out of OPENABLE.

    *docname* is whose page the root is; in an assembled tree each passage is given the
    document that it came from.
    """
    yield from _Walk(opened).blocks(document, _Place(docname))


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
            text = node.astext()
            pieces.append(Piece(node, text, length))
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
    """The text nodes and the obstacles of *element*, in reading order.

    Messages of a parser, which MyST puts where it met the mistake, are taken out of the page
    between its being read and written.
    """
    for child in element.children:
        if isinstance(child, OPEN_INLINE) and not _is_closed_inline(child):
            yield from _leaves(child)
        elif not isinstance(child, nodes.system_message):
            yield child


def _is_closed_inline(node: nodes.Element) -> bool:
    closed = isinstance(node, CLOSED_INLINE) or is_opted_out(node)
    return closed or not NAMES.isdisjoint(node["classes"])


def _raw_balance(node: nodes.raw) -> int:
    """How many elements that must hold no link *node* opens, less those it closes."""
    if "html" not in node.get("format", "").split():
        return 0
    return sum(-1 if slash else 1 for slash, _tag in _RAW_TAG.findall(node.astext()))
