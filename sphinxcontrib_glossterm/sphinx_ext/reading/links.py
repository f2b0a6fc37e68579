"""Collect plain links and their places, when a page is read.

These are the ids of a page that lead to an entry, the link targets of the page, and the sections
that contain its passages and roles. So references to concepts are known before any page is written.
"""

from __future__ import annotations

import itertools
from functools import cache, partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..internals import document_link, is_named_link, may_name_label
from ..nodes import CONCEPT, OWN_LINK
from ..pages import WHOLE_PAGE, PageParts
from .declarations import declaring_elements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx import addnodes

    from sphinxcontrib_glossterm.model import Concept

    from ..pages import PagePart

LinkTarget = tuple[str, str]
"""A document and an id or a label in it; only a label has no document."""


def ids_of_entries(document: nodes.document, docname: str) -> Mapping[str, str]:
    """Every id of the page that leads to one entry → the id of its concept.

    A label in front of a glossary belongs to the glossary, and leads to an entry if there is only
    one.
    """
    found: dict[str, str] = {}
    for _docname, element in declaring_elements(document, docname):
        for node in _beginnings(element):
            found |= dict.fromkeys(node["ids"], element[CONCEPT])
    for listing in document.findall(nodes.definition_list):
        if "glossary" in listing["classes"]:
            entries = [item[CONCEPT] for item in _elements(listing) if CONCEPT in item.attributes]
            around = listing.parent
            alone = isinstance(around, addnodes.glossary) and len(around.children) == 1
            if len(entries) == 1:
                ids = [*listing["ids"], *(around["ids"] if alone else ())]
                found |= dict.fromkeys(ids, entries[0])
    return found


def _beginnings(element: nodes.Element) -> Iterator[nodes.Element]:
    """The nodes that may have a label of the entry *element*."""
    yield element
    if isinstance(element, nodes.definition_list_item):
        for child in _elements(element):
            yield child
            if isinstance(child, nodes.definition):
                blocks = (node for node in _elements(child) if not isinstance(node, nodes.target))
                yield from itertools.islice(blocks, 1)


def _elements(node: nodes.Element) -> Iterator[nodes.Element]:
    return (child for child in node.children if isinstance(child, nodes.Element))


def links_of(
    docname: str, document: nodes.document, linking: Iterable[nodes.Element]
) -> Iterator[LinkTarget]:
    """The possible targets of *linking* (references and pending ones); may contain duplicates."""
    for node in linking:
        if isinstance(node, addnodes.pending_xref):
            yield from _of_pending(docname, node)
        elif "refid" in node:
            yield docname, node["refid"]
        elif node.get("refuri", "").startswith("#"):
            # MyST converts its own links later: to an id, or to a label of any page.
            target = node["refuri"][1:]
            yield docname, document.nameids.get(target) or target
            if may_name_label(node):
                yield "", target.lower()


def _of_pending(docname: str, xref: addnodes.pending_xref) -> Iterator[LinkTarget]:
    kind, target = xref.get("reftype"), xref.get("reftarget", "")
    named = is_named_link(xref)
    if kind == OWN_LINK:
        yield target, xref["anchor"]
    elif link := document_link(xref):
        if link[1]:
            yield link
    elif named or kind == "any" or (kind == "ref" and xref.get("refdomain") == "std"):
        yield "", target.lower()
        if named:
            yield docname, target


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
    part_of = cache(partial(_section, text_of=text_of))  # many roles are in one section
    labels = {concept.id: (concept.anchor, concept.pref_label) for concept in concepts}
    of_sections: dict[int, PagePart] = {}
    for ordinal, element in passages:
        if ordinal not in of_sections:
            of_sections[ordinal] = _part_around(element, labels, part_of)
    of_roles = tuple((role["reftarget"], _part_around(role, labels, part_of)) for role in roles)
    first = document.next_node(nodes.section)
    return PageParts(_title(first, text_of) if first else "", of_sections, of_roles)


def _part_around(
    element: nodes.Element,
    labels: Mapping[str, PagePart],
    part_of: Callable[[nodes.section], PagePart],
) -> PagePart:
    """The innermost section or entry around *element*; *part_of* returns that of a section."""
    node: nodes.Element | None = element
    while node is not None:
        concept = node.attributes.get(CONCEPT, "")
        if concept in labels:
            return labels[concept]
        if isinstance(node, nodes.section):
            return part_of(node)
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
