"""A picture of concepts as SVG inside a page: boxes that are links, and lines between them.

Colours are those of the text around it, so that it is readable without any style sheet and in
dark pages. It has no ids: several pictures, or several pages made one, cannot collide.
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
"""From the middle of a box down to where its text stands."""


def svg(graph: ConceptGraph, layout: Layout, addresses: Mapping[str, str]) -> str:
    """The picture as one ``svg`` element; *addresses* gives the link of each concept's id.

    Lines come first, so that boxes lie above them, and are hidden from assistive technology:
    what they say is said by the list that belongs to every picture.
    """
    size = {"width": _number(layout.width), "height": _number(layout.height)}
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {size['width']} {size['height']}",
            **size,
            "font-size": str(listing.FONT_SIZE),
            "role": "presentation",
        },
    )
    lines = {"fill": "none", "stroke": "currentColor", "aria-hidden": "true"}
    for name, pairs in (("narrower", graph.narrower), ("related", graph.related)):
        if pairs:
            group = ElementTree.SubElement(root, "g", {"class": f"glossterm-graph-{name}", **lines})
            if name == "related":
                group.set("stroke-dasharray", "2 4")
            _lines(group, layout, pairs)
    for name, box in layout.boxes.items():
        _node(root, name, box, addresses.get(name, ""), is_root=name == graph.root)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def _lines(group: ElementTree.Element, layout: Layout, pairs: Iterable[tuple[str, str]]) -> None:
    for one, two in pairs:
        x1, y1, c1, c2, x2, y2 = map(_number, layout.curve(one, two))
        way = f"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}"
        ElementTree.SubElement(group, "path", {"d": way})


def _node(
    parent: ElementTree.Element, concept: str, box: Box, address: str, *, is_root: bool
) -> None:
    classes = "reference internal glossterm glossterm-graph-node"
    link = ElementTree.SubElement(
        parent,
        "a",
        {
            "class": f"{classes} glossterm-graph-root" if is_root else classes,
            "data-glossterm": concept,
            "href": address,
        },
    )
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
    ElementTree.SubElement(link, "rect", frame)
    place = {
        "x": _number(box.left + box.width / 2),
        "y": _number(box.middle + BASELINE),
        "text-anchor": "middle",
        "fill": "currentColor",
    }
    if is_root:
        place["font-weight"] = "bold"
    ElementTree.SubElement(link, "text", place).text = box.label


def _number(value: float) -> str:
    """*value* to a hundredth, in the shortest form."""
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{round(value)}"
