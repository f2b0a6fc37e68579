"""Find the section of a page that contains an element, for the lists of uses in the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..nodes import CONCEPT
from ..pages import WHOLE_PAGE, PageParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx import addnodes

    from sphinxcontrib_glossterm.model import Concept

    from ..pages import PagePart


def page_parts_of(
    document: nodes.document,
    roles: Iterable[addnodes.pending_xref],
    passages: Iterable[tuple[int, nodes.Element]],
    concepts: Iterable[Concept],
    text_of: Callable[[nodes.Element], str],
) -> PageParts:
    """The parts of a *document* that has just been read, with final ids.

    *roles* are its roles, *passages* the elements that contain prose, each with the number of its
    section; *text_of* returns the text of a title.
    """
    labels = {concept.id: (concept.anchor, concept.pref_label) for concept in concepts}
    of_sections: dict[int, PagePart] = {}
    for ordinal, element in passages:
        if ordinal not in of_sections:
            of_sections[ordinal] = _part_around(element, labels, text_of)
    of_roles = tuple((role["reftarget"], _part_around(role, labels, text_of)) for role in roles)
    first = document.next_node(nodes.section)
    return PageParts(_title(first, text_of) if first else "", of_sections, of_roles)


def _part_around(
    element: nodes.Element, labels: Mapping[str, PagePart], text_of: Callable[[nodes.Element], str]
) -> PagePart:
    """The innermost section or entry around *element*."""
    node: nodes.Element | None = element
    while node is not None:
        if node.get(CONCEPT) in labels:
            return labels[node[CONCEPT]]
        if isinstance(node, nodes.section):
            return _section(node, text_of)
        node = node.parent
    return WHOLE_PAGE


def _section(section: nodes.section, text_of: Callable[[nodes.Element], str]) -> PagePart:
    """A section by its own title; the first one of a page has the title of the page."""
    page = section.parent
    first = isinstance(page, nodes.document) and page.next_node(nodes.section) is section
    if first or not section["ids"]:
        return WHOLE_PAGE
    return section["ids"][0], _title(section, text_of)


def _title(section: nodes.section, text_of: Callable[[nodes.Element], str]) -> str:
    title = section.next_node(nodes.title)
    return text_of(title) if title else ""
