"""Collect plain links: the ids of a page that lead to an entry, and the link targets of the page.

Both are collected when the page is read, so that references to concepts are known before any page
is written.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..internals import document_link, is_named_link, may_name_label
from ..nodes import CONCEPT
from .declarations import declaring_elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    if link := document_link(xref):
        if link[1]:
            yield link
    elif named or kind == "any" or (kind == "ref" and xref.get("refdomain") == "std"):
        yield "", target.lower()
        if named:
            yield docname, target
