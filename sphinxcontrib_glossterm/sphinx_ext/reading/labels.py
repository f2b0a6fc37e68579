"""Extract the text of a label from the nodes that show it, and store its original text.

Only this module decides what is text: raw markup, footnote and citation marks, images and index
entries are not part of a label.

Translation, substitutions and smart quotes change the text of a document in place. Addresses are
made from the text before all of these, and names in Sphinx's registers from the text before smart
quotes, so that neither depends on a language, on ``smartquotes`` or on the builder that reads the
document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import without_surrogates

from ..internals import registered_name
from .plain import SILENT, is_break, plain_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.environment import BuildEnvironment

_NO_TEXT = (*SILENT, nodes.citation_reference, nodes.image)
_RAISED = (nodes.superscript, nodes.subscript)
_IMAGE = r"(?i)!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?|<img\b[^>]*>"
"""An image in Markdown."""
_ID = r"""(?:id|name)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)"""
_ANCHOR = rf"(?i)<a\s+{_ID}\s*(/?)>\Z"
_RAW_ID = rf"(?i)<[a-z][^>]*?\s{_ID}"


def label_text(element: nodes.Element) -> str:
    """The label that *element* (a title, a term) shows to readers.

    Superscripts and subscripts are plain, as in the name that Sphinx registers: a text may have
    "H2O". If there is only an image, its alternative text is the label.
    """
    changing = [node for node in element.findall(nodes.Element) if _is_changed(node)]
    if not changing:
        return _one_line(plain_text([element]))
    copy = element.deepcopy()
    for node in [node for node in copy.findall(nodes.Element) if _is_changed(node)]:
        node.parent.replace(node, node.children if isinstance(node, _RAISED) else _gap(node))
    return _one_line(plain_text([copy])) or _one_line(plain_text([element]))


def holds_no_text(element: nodes.Element) -> bool:
    """Whether *element* contains something that is not part of its label, besides index entries."""
    return any(_is_no_text(node) for node in element.findall(nodes.Element))


def _is_changed(node: nodes.Element) -> bool:
    return isinstance(node, _RAISED) or _is_no_text(node)


def _is_no_text(node: nodes.Element) -> bool:
    if isinstance(node, addnodes.pending_xref):  # Sphinx's node for a citation mark
        return bool(node.get("refdomain") == "citation")
    return isinstance(node, _NO_TEXT) and not isinstance(node, addnodes.index)


def written_text(element: nodes.Element) -> str:
    """The label in *element* as its author wrote it, from which addresses are made.

    Formulae are TeX. Before translation and substitution, the label is the same in every language,
    for every builder, and in every release of the project.
    """
    return _one_line("".join(_written(element))) or _one_line(element.astext())


def _written(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.raw):
        yield "".join(gap.astext() for gap in _gap(node))
    elif isinstance(node, nodes.substitution_reference) and _is_image(node):
        return
    elif not isinstance(node, nodes.Element):
        yield node.astext()
    elif not isinstance(node, _NO_TEXT):
        for child in node.children:
            yield from _written(child)


def written_source(title: nodes.title) -> str:
    """The source of a heading, without what is not text, from which its Base64 id is made.

    Each leaf of the tree is searched for in the source in turn, so that ``<b>`` in a code span is
    not mistaken for a tag.
    """
    source, end = title.rawsource, 0
    kept: list[str] = []
    if not source:
        return written_text(title)
    if all(isinstance(child, nodes.Text) for child in title.children):
        return without_surrogates(source).strip()
    for node in _leaves(title):
        start, stop = _span_in(node, source, end)
        kept.append(source[end : stop if isinstance(node, nodes.Text) else start])
        end = stop
    return without_surrogates("".join(kept) + source[end:]).strip()


def _leaves(element: nodes.Element) -> Iterator[nodes.Node]:
    """The parts of *element*, text or not, in reading order."""
    for child in element.children:
        no_text = isinstance(child, _NO_TEXT) or (
            isinstance(child, nodes.substitution_reference) and _is_image(child)
        )
        if no_text or not isinstance(child, nodes.Element):
            yield child
        else:
            yield from _leaves(child)


def _span_in(node: nodes.Node, source: str, begin: int) -> tuple[int, int]:
    """Start and end of *node* in *source* after *begin*; an empty range if it is not found."""
    if isinstance(node, nodes.image) and (image := re.compile(_IMAGE).search(source, begin)):
        return image.span()
    written = node.rawsource if isinstance(node, nodes.Element) else ""
    for text in filter(None, (written, node.astext())):
        start = source.find(text, begin)
        if start >= 0:
            return start, start + len(text)
    return begin, begin


def _is_image(reference: nodes.substitution_reference) -> bool:
    """Whether the substitution that *reference* names is an image."""
    document, name = reference.document, reference.get("refname", "")
    if document is None:
        return False
    meant = document.substitution_defs.get(name)
    return meant is not None and any(isinstance(child, nodes.image) for child in meant.children)


def _gap(node: nodes.Node) -> list[nodes.Node]:
    """The source between the words before and after *node*, which is not text."""
    return [nodes.Text(" ")] if is_break(node) else []


def _one_line(text: str) -> str:
    return " ".join(without_surrogates(text).split())


def has_anchor(raw: nodes.raw) -> bool:
    """Whether *raw* begins an HTML anchor."""
    return bool(re.match(_ANCHOR, raw.astext().strip()))


def take_anchors(element: nodes.Element, only: Container[str] | None = None) -> list[str]:
    """Remove HTML anchors (``<a id="…"></a>``) from *element*, but keep their text; return the ids.

    If *only* is given, anchors with other ids are kept.

    A theme shows a title in several places, where an id must not be repeated; and only HTML has
    such anchors.
    """
    taken: list[str] = []
    inside = False
    for raw in [child for child in element.children if isinstance(child, nodes.raw)]:
        tag = raw.astext().strip()
        match = re.match(_ANCHOR, tag)
        if match and only is not None and match[1].strip("\"'") not in only:
            match = None
        closes = inside and tag.lower() == "</a>"
        if match:
            taken.append(match[1].strip("\"'"))
            inside = not match[2]
        if match or closes:
            element.remove(raw)
            inside = inside and not closes
    return [anchor for anchor in taken if anchor]


def raw_ids(element: nodes.Element) -> list[str]:
    """The ids in the raw HTML of *element*."""
    found = (m for raw in element.findall(nodes.raw) for m in re.finditer(_RAW_ID, raw.astext()))
    return [match[1].strip("\"'") for match in found]


_KEY = "glossterm_written"
CHANGING = frozenset("'\"`-.\\")
"""Characters that smart quotes change; most labels have none."""


class OriginalTexts:
    """One heading or term."""

    __slots__ = ("fields", "name", "originals", "registered", "source", "text")

    def __init__(self, text: str, source: str, registered: str) -> None:
        self.text = text
        """As written."""
        self.source = source
        """Of a heading: its source."""
        self.registered = registered
        """Of a term: its name in the standard domain's register."""
        self.name = ""
        """After translation, before smart quotes; empty if it equals the displayed text."""
        self.fields: dict[str, str] = {}
        """The fields of its concept before smart quotes; empty if unchanged."""
        self.originals: dict[str, str] = {}
        """The fields of its concept before translation; empty if the page is not translated."""


def written(env: BuildEnvironment, node: nodes.Element) -> OriginalTexts:
    """The original text of a title or a term; for a new one, its current text."""
    notes = _notes(env)
    if node not in notes:
        source = written_source(node) if isinstance(node, nodes.title) else ""
        notes[node] = OriginalTexts(written_text(node), source, registered_name(node))
    return notes[node]


def _notes(env: BuildEnvironment) -> dict[nodes.Element, OriginalTexts]:
    """The originals in the document that is being read; Sphinx drops them afterwards."""
    return cast("dict[nodes.Element, OriginalTexts]", env.temp_data.setdefault(_KEY, {}))
