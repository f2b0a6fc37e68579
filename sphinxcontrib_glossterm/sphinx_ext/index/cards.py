"""Draw the cards of an index, of the nodes of sphinx-design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nodes import index_block, index_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from sphinxcontrib_glossterm.listing import Entry, Listing

    from .views import ViewRenderer


def cards(renderer: ViewRenderer[nodes.Node], ordered: Listing) -> list[nodes.Node]:
    """A grid of cards, one for each concept."""
    if not ordered.concepts:
        return []
    columns = ["sd-row-cols-1", *("sd-row-cols-xs-1", "sd-row-cols-sm-2", "sd-row-cols-lg-3")]
    gutters = ["sd-g-3", *(f"sd-g-{size}-3" for size in ("xs", "sm", "md", "lg"))]
    made = [_card(renderer, entry) for entry in ordered.flat()]
    row = _component("grid-row", ["sd-row", *columns, *gutters], made)
    classes = ["sd-container-fluid", "sd-sphinx-override", "sd-mb-4"]
    return [_component("grid-container", classes, [row])]


def _card(renderer: ViewRenderer[nodes.Node], entry: Entry) -> nodes.Node:
    concept, entries = entry.concept, renderer.entries
    name = entries.name(concept, full=True, gloss=False)
    title = _component("card-title", ["sd-card-title"], [name])
    gloss = entries.draw.element(index_line, "p", entries.gloss(concept), classes=("sd-card-text",))
    body = _component("card-body", ["sd-card-body"], [title, gloss, *entries.relations(entry)])
    classes = ["sd-card", "sd-sphinx-override", "sd-w-100", "sd-shadow-sm"]
    # A "grid-item" of ours, since sphinx-design's has no attributes for an entry.
    return entries.draw.element(
        index_block,
        "div",
        _component("card", classes, [body]),
        classes=("sd-col", "sd-d-flex-row", "glossterm-entry"),
        attributes=renderer.data(concept),
    )


def _component(name: str, classes: list[str], children: Sequence[nodes.Node]) -> nodes.Element:
    """A node as sphinx-design makes it; imported only if cards are drawn."""
    from sphinx_design.shared import create_component

    return create_component(name, classes, children=children)
