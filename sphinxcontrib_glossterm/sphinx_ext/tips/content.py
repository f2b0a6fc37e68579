"""Convert a definition to the content of a tip: a tree of data, from an allow-list of elements.

The format is JsonML (``["p", "Low-rank ", ["a", {"href": "…"}, "…"]]``). The browser builds
elements from it one by one, so an author's text is never parsed as markup. Nodes that are not in
the list are replaced by their children; nodes without text (raw markup, comments) are omitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinxcontrib_glossterm.lazily import pattern

from ..addresses import attributes_of
from ..linking.links import linked_parts
from ..nodes import definition_term
from ..reading.plain import is_break, mathml_of

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from sphinxcontrib_glossterm.formats.own.project_json import JsonML


TAGS: dict[type, str] = {
    nodes.paragraph: "p",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.definition_list: "dl",
    nodes.term: "dt",
    nodes.definition: "dd",
    nodes.block_quote: "blockquote",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.abbreviation: "abbr",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
    nodes.title_reference: "em",
    definition_term: "em",
    nodes.line: "p",
    nodes.rubric: "p",
    nodes.caption: "p",
    nodes.field_list: "dl",
    nodes.field_name: "dt",
    nodes.field_body: "dd",
    nodes.table: "table",
    nodes.thead: "thead",
    nodes.tbody: "tbody",
    nodes.row: "tr",
    nodes.entry: "td",
}
"""Node class → element; a subclass is converted like its nearest base class."""

SILENT = (
    nodes.raw, nodes.comment, nodes.citation_reference, nodes.footnote, nodes.citation,
    nodes.target, nodes.system_message, nodes.colspec,
    nodes.substitution_definition, addnodes.index, addnodes.toctree, addnodes.tabular_col_spec,
)  # fmt: skip

MAX_NOTES = 12
"""Maximum number of notes in a tip: a chain of notes that refer to notes would be in each."""

_LOOKS = frozenset({"guilabel", "menuselection", "accelerator"})
"""Classes of inline text that are styled by themes."""
SCHEMES = frozenset({"", "http", "https", "mailto"})
_SITE = "http://site.invalid/"
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_SIZE = pattern(r"(\d+)(?:px)?$")


class TipContent:
    """Converts the nodes of one page for tips."""

    def __init__(
        self,
        page_uri: str,
        highlight: Callable[[str, str], str],
        image_uri: Callable[[nodes.image], str] = lambda node: "",
        download_uri: Callable[[addnodes.download_reference], str] = lambda node: "",
        hidden: tuple[type[nodes.Element], ...] = (),
        note_of: Callable[[nodes.Element], nodes.Element | None] = lambda node: None,
        has_tip: Callable[[str], bool] = lambda concept_id: True,
    ) -> None:
        """*page_uri* is the page's address from the root of the site.

        *highlight* returns HTML for a text and a language; *image_uri* the address of an image of
        this site, from its root, and nothing for an image of another host; *download_uri* that of a
        file. *hidden* are classes of nodes that the page does not show either. *note_of* returns
        the footnote, citation or abbreviation that a node refers to, *has_tip* whether a concept
        has a definition.
        """
        self._page_uri = page_uri
        self._highlight = highlight
        self._image_uri = image_uri
        self._download_uri = download_uri
        self._silent = (*SILENT, *hidden)
        self._note_of = note_of
        self._has_tip = has_tip
        self._notes: dict[int, nodes.Element] = {}

    def definition(self, body: Iterable[nodes.Node]) -> list[JsonML]:
        """The converted *body*, and the notes that it refers to."""
        self._notes = {}
        converted = [part for block in self.convert(body) for part in _without_lone_bullet(block)]
        notes = [*self._converted_notes()]
        return (
            [*converted, ["div", {"class": "glossterm-tip-notes"}, *notes]] if notes else converted
        )

    def _converted_notes(self) -> Iterator[JsonML]:
        """Each note with its mark, at most :data:`MAX_NOTES`; they may refer to further notes."""
        done = 0
        while done < min(len(self._notes), MAX_NOTES):
            note = [*self._notes.values()][done]
            done += 1
            if isinstance(note, nodes.abbreviation):
                yield ["p", ["abbr", note.astext()], f": {note['explanation']}"]
                continue
            label = next(iter(note.findall(nodes.label)), nodes.label()).astext()
            mark: JsonML = ["sup", label] if isinstance(note, nodes.footnote) else f"[{label}]"
            blocks = [child for child in note.children if not isinstance(child, nodes.label)]
            first = blocks.pop(0) if blocks and isinstance(blocks[0], nodes.paragraph) else None
            yield ["p", mark, " ", *self.convert(first.children if first else ())]
            yield from self.convert(blocks)

    def convert(self, body: Iterable[nodes.Node]) -> list[JsonML]:
        """The converted *body*; there is no space in front of the mark of a footnote."""
        converted: list[JsonML] = []
        for node in body:
            mark = isinstance(node, nodes.footnote_reference)
            if mark and converted and isinstance(converted[-1], str):
                converted[-1] = converted[-1].rstrip()
            inline = isinstance(node.parent, nodes.TextElement)
            converted += [["br"]] if inline and is_break(node) else self._convert(node)
        return converted

    def _convert(self, node: nodes.Node) -> list[JsonML]:
        if isinstance(node, nodes.Text):
            return [
                item
                for text, target in linked_parts(node)
                for item in (self._link(attributes_of(target), [text]) if target else [text])
            ]
        if isinstance(node, self._silent) or not isinstance(node, nodes.Element):
            return []
        if (note := self._note_of(node)) is not None:
            self._notes.setdefault(id(note), note)
        if isinstance(node, nodes.footnote_reference):
            return [["sup", node.astext()]] if note is not None else []
        if isinstance(node, addnodes.download_reference):  # a subclass of the next
            return self._download(node)
        if isinstance(node, nodes.reference):
            return self._link(node.attributes, self.convert(node.children))
        if isinstance(node, (nodes.math, nodes.math_block)):
            return [math(node.astext(), block=isinstance(node, nodes.math_block))]
        if isinstance(node, (nodes.literal_block, nodes.doctest_block)):
            return [self._code(node)]
        if isinstance(node, nodes.image):
            return self._image(node)
        return self._element(node)

    def _element(self, node: nodes.Element) -> list[JsonML]:
        children = self.convert(node.children)
        if isinstance(node, nodes.title):  # of a table, or of an admonition with a custom title
            if isinstance(node.parent, nodes.table):
                return [["caption", *children]]
            return [["p", ["strong", *children]]]
        if isinstance(node, nodes.Admonition):
            name = admonitionlabels.get(node.tagname)
            head: list[JsonML] = [["p", ["strong", str(name)]]] if name else []
            return [["div", {"class": "glossterm-tip-note"}, *head, *children]]
        tag = next((TAGS[cls] for cls in type(node).__mro__ if cls in TAGS), None)
        if tag == "code" and "kbd" in node["classes"]:
            tag = "kbd"
        if tag is None and isinstance(node, nodes.inline) and _LOOKS.intersection(node["classes"]):
            tag = "span"
        if tag == "td" and isinstance(node.parent.parent, nodes.thead):
            tag = "th"
        return [[tag, *_attributes(node), *children]] if tag else children

    def _image(self, node: nodes.image) -> list[JsonML]:
        """The image, or its text if it is from another host, which a tip does not access."""
        alt, source = node.get("alt", ""), self._image_uri(node)
        if not source:
            return [alt] if alt else []
        sizes = ((name, _SIZE.match(str(node.get(name, "")))) for name in ("width", "height"))
        pixels = {name: size[1] for name, size in sizes if size}
        return [["img", {"src": source, "alt": alt, **pixels}]]

    def _download(self, node: addnodes.download_reference) -> list[JsonML]:
        """The link to the file; its text if the file is missing."""
        href, children = self._download_uri(node), self.convert(node.children)
        return [["a", {"href": href, "download": ""}, *children]] if href else children

    def _link(self, attributes: Mapping[str, Any], children: list[JsonML]) -> list[JsonML]:
        """The link for the *attributes* of a reference; its text if there is no target."""
        href = self._from_root(attributes)
        if href is None:
            return children
        lang = {"lang": attributes["lang"]} if "lang" in attributes else {}
        concept = attributes.get("concept", "")
        opens = {"data-glossterm": concept} if concept and self._has_tip(concept) else {}
        return [["a", {"href": href, **opens, **lang}, *children]]

    def _from_root(self, attributes: Mapping[str, Any]) -> str | None:
        """The target from the root of the site; ``None`` if it cannot be linked."""
        target: str = attributes.get("refuri", "")
        if "refid" in attributes:
            target = f"#{attributes['refid']}"
        try:
            scheme = urlsplit(target).scheme
        except ValueError:
            return None
        if not target or scheme not in SCHEMES:
            return None
        return urljoin(_SITE + self._page_uri, target).removeprefix(_SITE)

    def _code(self, node: nodes.Element) -> JsonML:
        html = self._highlight(node.astext(), node.get("language", "default"))
        # Imported here, since few definitions contain code.
        from .code import spans_of

        return ["pre", {"class": "highlight"}, *spans_of(html)]


def _without_lone_bullet(block: JsonML) -> list[JsonML]:
    """The content of a list with one item: its bullet says nothing."""
    if isinstance(block, list) and block[0] == "ul" and len(block) == 2:
        item = block[1]
        if isinstance(item, list):
            return cast("list[JsonML]", item[1:])
    return [block]


def _attributes(node: nodes.Element) -> list[dict[str, str]]:
    """Attributes that an element needs for its meaning or its style."""
    if isinstance(node, nodes.abbreviation):
        return [{"title": node["explanation"]}] if node.get("explanation") else []
    if looks := _LOOKS.intersection(node["classes"]):
        return [{"class": " ".join(sorted(looks))}]
    spans = {"colspan": node.get("morecols"), "rowspan": node.get("morerows")}
    found = {name: str(more + 1) for name, more in spans.items() if more}
    if isinstance(node, nodes.enumerated_list) and "start" in node:
        found["start"] = str(node["start"])
    return [found] if found else []


def math(tex: str, *, block: bool) -> JsonML:
    """*tex* as MathML; as code if it cannot be converted."""
    root = mathml_of(tex, block=block)
    converted: JsonML = ["code", tex] if root is None else _from_element(root)
    return ["div", {"class": "glossterm-tip-math"}, converted] if block else converted


def _from_element(element: ET.Element) -> JsonML:
    attributes = {k: v for k, v in element.attrib.items() if k != "class" and "}" not in k}
    converted: list[JsonML | dict[str, str]] = [element.tag.removeprefix(_MATHML)]
    if attributes:
        converted.append(attributes)
    converted += [text for text in [(element.text or "").strip()] if text]
    for child in element:
        converted.append(_from_element(child))
        converted += [text for text in [(child.tail or "").strip()] if text]
    return converted
