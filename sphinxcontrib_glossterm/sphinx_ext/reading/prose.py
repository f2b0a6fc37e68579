"""Define which text of a page may contain links, with the reason for each kind of node."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..nodes import OFF_CLASS, definition_term, noterm


class Closed(NamedTuple):
    """Blocks of one kind in which nothing is linked."""

    why: str
    """Shown in the docs."""
    types: tuple[type[nodes.Element], ...]


CAPTIONS = Closed("A caption.", (nodes.caption,))
BLOCK_QUOTES = Closed("A block quotation.", (nodes.block_quote,))
CLOSED_BLOCKS = (
    Closed(
        "A heading, or the term of a definition list.",
        (nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.attribution),
    ),
    CAPTIONS,
    BLOCK_QUOTES,
    Closed(
        "Code, mathematics, raw markup, or a comment.",
        (nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw, nodes.comment),
    ),
    Closed(
        "The signature of a documented object.", (addnodes.desc_signature, addnodes.productionlist)
    ),
    Closed(
        "Content that is rendered elsewhere or not at all.",
        (
            nodes.docinfo, nodes.system_message, nodes.substitution_definition, nodes.label,
            nodes.image, nodes.decoration, addnodes.toctree, addnodes.index,
            addnodes.compact_paragraph, addnodes.tabular_col_spec,
        ),
    ),
)  # fmt: skip
OPTIONAL_BLOCKS = {"captions": CAPTIONS, "block_quotes": BLOCK_QUOTES}
"""The kinds in which the option ``link_in`` may allow links."""


def is_opted_out(node: nodes.Element) -> bool:
    """A block or inline text with the class ``glossterm-off``."""
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
    """A card of sphinx-design that is a link as a whole."""
    return "sd-card" in node.attributes["classes"] and any(
        "sd-stretched-link" in inside.attributes["classes"]
        for inside in node.findall(nodes.Element)
    )


OPEN_INLINE = (
    nodes.emphasis, nodes.strong, nodes.inline, nodes.abbreviation, nodes.acronym,
    nodes.superscript, nodes.subscript, nodes.generated,
)  # fmt: skip
"""Inline markup that is part of the prose; any other is an obstacle."""

CLOSED_INLINE = (
    noterm, definition_term, nodes.literal, nodes.reference, addnodes.pending_xref,
    addnodes.literal_emphasis, addnodes.literal_strong,
)  # fmt: skip
NAMES = frozenset({
    "guilabel", "menuselection", "command", "program", "makevar", "mailheader", "mimetype",
    "newsgroup",
})  # fmt: skip
"""Classes of Sphinx's roles for names in user interfaces or systems, which are not prose."""


def is_closed_inline(node: nodes.Element) -> bool:
    """An inline node that is an obstacle, although other nodes of its class are prose."""
    closed = isinstance(node, CLOSED_INLINE) or is_opted_out(node)
    return closed or not NAMES.isdisjoint(node["classes"])
