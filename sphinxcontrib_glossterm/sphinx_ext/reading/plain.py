"""Convert nodes to plain text, and formulae to MathML.

The text is for screen readers, the index and the stored data. MathML is made at build time, so that
tips need no script for formulae.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.entities import html5
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model import without_surrogates
from sphinxcontrib_glossterm.model.formula import lowered, raised_in_prose, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Compiled when a page is first read, and cached by re.
_LINE_BREAK = r"[ \t]*\n[ \t]*"
# Kana, kanji, their punctuation, full-width forms: no space between these.
_JAPANESE_LINE_BREAK = r"(?<=[　-ヿ㐀-鿿＀-￯])[ \t]*\n[ \t]*(?=[　-ヿ㐀-鿿＀-￯])"
SILENT = (
    nodes.raw, nodes.comment, nodes.footnote_reference, nodes.target,
    nodes.footnote, nodes.citation, nodes.system_message, nodes.substitution_definition,
    addnodes.index, addnodes.toctree,
)  # fmt: skip
_BREAK = pattern(r"<br\b[^>]*>", re.IGNORECASE)
_NO_SPACE_BEFORE = tuple(".,;:!?)]}、。，．！？）」』】")


def plain_text(body: Iterable[nodes.Node]) -> str:
    """The text of *body*, with a line feed between blocks; formulae as plain text.

    A line break inside a paragraph is a space, or nothing between two Japanese characters. Images
    have their caption, or else their alternative text, if there are no other words.
    """
    blocks = list(body)
    words = _joined(block for block in blocks if not _is_picture(block))
    return without_surrogates(words or _joined(blocks))


def is_break(node: nodes.Node) -> bool:
    """Whether *node* is the HTML of a line break, with words before and after it."""
    return isinstance(node, nodes.raw) and bool(_BREAK.fullmatch(node.astext().strip()))


def _joined(blocks: Iterable[nodes.Node]) -> str:
    texts = (_text(block).strip() for block in blocks)
    return "\n".join(text for text in texts if text)


def _is_picture(block: nodes.Node) -> bool:
    """Whether *block* is an image, maybe with a caption, or a paragraph of images only."""
    if isinstance(block, nodes.paragraph):
        images = [child for child in block.children if not isinstance(child, nodes.Text)]
        texts = [child for child in block.children if isinstance(child, nodes.Text)]
        return bool(images) and all(map(_is_picture, images)) and not "".join(texts).strip()
    if isinstance(block, nodes.reference):
        return bool(block.children) and all(map(_is_picture, block.children))
    return isinstance(block, (nodes.image, nodes.figure))


def _text(node: nodes.Node) -> str:
    if isinstance(node, SILENT):
        return ""
    if isinstance(node, (nodes.math, nodes.math_block)):
        formula = mathml_of(node.astext(), block=False)
        return node.astext() if formula is None else text_of(formula)
    if isinstance(node, nodes.image):
        return str(node.get("alt", ""))
    if isinstance(node, nodes.citation_reference):
        return f"[{node.astext()}]"
    if not isinstance(node, nodes.Element):
        return node.astext()
    if isinstance(node, nodes.FixedTextElement):
        return "".join(map(_text, node.children))
    if isinstance(node, (nodes.TextElement, nodes.Inline)):
        text = _line(node.children)
        if "\n" in text:
            text = re.sub(_LINE_BREAK, " ", re.sub(_JAPANESE_LINE_BREAK, "", text))
        return text
    shown = node.children
    if isinstance(node, nodes.figure) and any(isinstance(c, nodes.caption) for c in shown):
        shown = [child for child in shown if not _is_picture(child)]
    return "\n".join(filter(None, map(_text, shown)))


def _line(children: Sequence[nodes.Node]) -> str:
    """The text of inline nodes; nodes without text, such as footnote marks, leave no space."""
    line, left_out = "", False
    for child in children:
        if isinstance(child, SILENT):
            left_out = True
            if is_break(child) and line and not line[-1].isspace():
                line += " "
            continue
        text = _text(child)
        if isinstance(child, nodes.superscript):
            text = raised_in_prose(text, line)
        elif isinstance(child, nodes.subscript):
            text = lowered(text)
        if left_out and line[-1:].isspace():
            if text.startswith(_NO_SPACE_BEFORE):
                line = line.rstrip()
            elif text[:1].isspace():
                text = text.lstrip()
        left_out = left_out and not text
        line += text
    return line


_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# One-character arguments, which docutils' converter does not separate: \frac12.
_SHORT_FRACTION = pattern(r"(\\[dt]?frac)(?:\s+([A-Za-z0-9])|(\d))\s*([A-Za-z0-9])")
_DOTS = pattern(r"\\dots\b")


def mathml_of(tex: str, *, block: bool) -> ET.Element | None:
    """*tex* as MathML; ``None`` if docutils' converter does not know a macro."""
    whole = _SHORT_FRACTION.sub(r"\1{\2\3}{\4}", tex)
    whole = _DOTS.sub(r"\\ldots", whole)
    formula = _converted(whole, block=block)
    if formula is None and (r"\\" in tex or "&" in tex):  # several lines, as Sphinx shows them
        formula = _converted(rf"\begin{{aligned}}{whole}\end{{aligned}}", block=block)
    return formula


def _converted(tex: str, *, block: bool) -> ET.Element | None:
    # Imported here, since its tables are large and most glossaries have no formula.
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        return ET.fromstring(_without_names(tex2mathml(tex, as_block=block)))
    except Exception:  # the converter raises several classes, some of them its own
        return None


def _without_names(markup: str) -> str:
    """*markup* with characters instead of HTML's named entities, such as ``&ApplyFunction;``."""
    return re.sub(
        r"&(\w+);",
        lambda name: name[0] if name[1] in _XML_ENTITIES else html5.get(f"{name[1]};", name[0]),
        markup,
    )
