"""Nodes as plain text: for labels of screen readers, the index and the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import whole

from .mathml import mathml_of

if TYPE_CHECKING:
    from collections.abc import Iterable

# Compiled when a page is first read, and kept by re.
_LINE_BREAK = r"[ \t]*\n[ \t]*"
# Kana, kanji, their punctuation, full-width forms: no space stands between these.
_JAPANESE_LINE_BREAK = r"(?<=[　-ヿ㐀-鿿＀-￯])[ \t]*\n[ \t]*(?=[　-ヿ㐀-鿿＀-￯])"
SILENT = (
    nodes.raw, nodes.comment, nodes.footnote_reference, nodes.citation_reference, nodes.target,
    nodes.footnote, nodes.citation, nodes.system_message, nodes.substitution_definition,
    addnodes.index, addnodes.toctree,
)  # fmt: skip


def plain_text(body: Iterable[nodes.Node]) -> str:
    """The text of *body*, a line feed between its blocks; formulae as they are read.

    Where the author broke a line inside a paragraph there is a space, and nothing between two
    Japanese characters.
    """
    blocks = (_text(node).strip() for node in body)
    return whole("\n".join(block for block in blocks if block))


def _text(node: nodes.Node) -> str:
    if isinstance(node, SILENT):
        return ""
    if isinstance(node, (nodes.math, nodes.math_block)):
        formula = mathml_of(node.astext(), block=False)
        return (
            node.astext()
            if formula is None
            else "".join(part.strip() for part in formula.itertext())
        )
    if isinstance(node, nodes.image):
        return str(node.get("alt", ""))
    if not isinstance(node, nodes.Element):
        return node.astext()
    parts = filter(None, map(_text, node.children))
    if isinstance(node, nodes.FixedTextElement):
        return "".join(parts)
    if isinstance(node, (nodes.TextElement, nodes.Inline)):
        text = "".join(parts)
        if "\n" in text:
            text = re.sub(_LINE_BREAK, " ", re.sub(_JAPANESE_LINE_BREAK, "", text))
        return text
    return "\n".join(parts)
