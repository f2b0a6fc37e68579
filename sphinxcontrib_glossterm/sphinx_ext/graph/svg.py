"""Render a concept diagram as SVG: boxes that are links, and lines between them.

It uses the colours of the surrounding text, so that it is readable without a style sheet and in
dark themes. It has no ids, so several diagrams in a page cannot collide.

The same diagram as a separate file has no links and a white background, since an image does not
know the style of its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sphinxcontrib_glossterm import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinxcontrib_glossterm.listing import ConceptGraph, Layout
    from sphinxcontrib_glossterm.listing.layout import Box

BASELINE = 5
"""Distance from the middle of a box down to the baseline of its text."""


def svg(graph: ConceptGraph, layout: Layout, links: Mapping[str, Mapping[str, str]]) -> str:
    """The diagram as one ``svg`` element; *links* gives the attributes of each concept's link.

    Lines come first, so that boxes are above them. They are hidden from assistive technology, since
    the list of every diagram contains the same relations.
    """
    root = _root(layout, {"role": "presentation"})
    _relations(root, graph, layout, {"aria-hidden": "true"})
    classes = "reference internal glossterm glossterm-graph-node"
    labels = {concept.id: concept.pref_label for concept in graph.concepts}
    for name, box in layout.boxes.items():
        is_root = name == graph.root
        attributes = {
            "class": f"{classes} glossterm-graph-root" if is_root else classes,
            "data-glossterm": name,
            **links.get(name, {"href": ""}),
        }
        link = ElementTree.SubElement(root, "a", attributes)
        if labels[name] != box.label:
            # Browsers show it on hover; only for a label that is cut off, since a tip appears too.
            ElementTree.SubElement(link, "title").text = labels[name]
        _box(link, box, is_root=is_root)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def svg_file(graph: ConceptGraph, layout: Layout) -> str:
    """The diagram as the content of an SVG file."""
    root = _root(layout, {"font-family": "sans-serif"})
    ElementTree.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "white"})
    _relations(root, graph, layout, {})
    for name, box in layout.boxes.items():
        _box(ElementTree.SubElement(root, "g"), box, is_root=name == graph.root)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _root(layout: Layout, attributes: Mapping[str, str]) -> ElementTree.Element:
    size = {"width": _number(layout.width), "height": _number(layout.height)}
    return ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {size['width']} {size['height']}",
            **size,
            "font-size": str(listing.FONT_SIZE),
            **attributes,
        },
    )


def _relations(
    root: ElementTree.Element, graph: ConceptGraph, layout: Layout, attributes: Mapping[str, str]
) -> None:
    lines = {"fill": "none", "stroke": "currentColor", **attributes}
    for name, pairs in (("narrower", graph.narrower), ("related", graph.related)):
        if pairs:
            group = ElementTree.SubElement(root, "g", {"class": f"glossterm-graph-{name}", **lines})
            if name == "related":
                group.set("stroke-dasharray", "2 4")
            _lines(group, layout, pairs)


def _lines(group: ElementTree.Element, layout: Layout, pairs: Iterable[tuple[str, str]]) -> None:
    for one, two in pairs:
        x1, y1, c1, c2, x2, y2 = map(_number, layout.curve(one, two))
        way = f"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}"
        ElementTree.SubElement(group, "path", {"d": way})


def _box(parent: ElementTree.Element, box: Box, *, is_root: bool) -> None:
    frame = {
        "x": _number(box.left),
        "y": _number(box.middle - listing.BOX_HEIGHT / 2),
        "width": _number(box.width),
        "height": str(listing.BOX_HEIGHT),
        "rx": "5",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "2" if is_root else "1",
    }
    ElementTree.SubElement(parent, "rect", frame)
    place = {
        "x": _number(box.left + box.width / 2),
        "y": _number(box.middle + BASELINE),
        "text-anchor": "middle",
        "fill": "currentColor",
    }
    if is_root:
        place["font-weight"] = "bold"
    ElementTree.SubElement(parent, "text", place).text = box.label


def _number(value: float) -> str:
    """*value* with two decimals, in the shortest form."""
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{round(value)}"
