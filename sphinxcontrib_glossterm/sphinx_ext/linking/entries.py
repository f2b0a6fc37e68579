"""Post-transforms of glossaries and entries: which entries a page shows, and their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..addresses import with_document
from ..builders import names_with
from ..domain import domain_of
from ..internals import Priority
from ..nodes import CONCEPT, ORIGIN, field_messages
from ..plain_nodes import may_hold
from ..reading.declarations import declaring_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class DistinguishSharedAnchors(SphinxPostTransform):
    """Add a second id, with the document's name, for anchors that several documents have.

    Sphinx makes ids unique within a document. In ``singlehtml`` the documents are combined on one
    page, where only the first of two equal anchors can be reached. Only that one keeps the shared
    id, since an id must not be on a page twice.
    """

    default_priority = Priority.REFERENCES - 4
    builders = names_with("one_page")

    def run(self, **kwargs: Any) -> None:
        """Add the ids from the root down, since parents in the combined tree may be outdated."""
        shared = domain_of(self.env).scheme.shared_anchors
        if not shared:
            return
        seen: set[str] = set()
        for node, docname in with_documents(self.document, self.env.docname):
            anchors = [anchor for anchor in node["ids"] if anchor in shared]
            if not anchors:
                continue
            # The first id of a section is what Sphinx finds its number by.
            kept = node["ids"][:1] if isinstance(node, nodes.section) else []
            repeated = seen.intersection(anchors).difference(kept)
            own = [with_document(anchor, docname) for anchor in anchors]
            node["ids"] = [known for known in node["ids"] if known not in repeated] + own
            seen.update(anchors)


class RemoveOverridden(SphinxPostTransform):
    """Remove entries made from a data file whose concept a page defines itself.

    Their ids are kept, since the general index may refer to them.
    """

    default_priority = Priority.REFERENCES - 3

    def run(self, **kwargs: Any) -> None:
        """Remove the entries that the scheme has omitted."""
        domain = domain_of(self.env)
        if not domain.sources:
            return
        shown = domain.scheme.entries
        for docname, item in list(declaring_elements(self.document, self.env.docname)):
            if ORIGIN in item and (docname, item[CONCEPT]) not in shown:
                ids = [anchor for term in item.findall(nodes.term) for anchor in term["ids"]]
                listing = item.parent
                listing["ids"] += ids
                # The concept of the page takes the fields: catalogues need their texts.
                listing.parent += list(item.findall(field_messages))
                listing.remove(item)


class ShowGlossaryIds(SphinxPostTransform):
    """Move the ids of glossaries to their lists, since HTML omits the glossary node.

    Only when pages are written, since Sphinx would use the first term as the title of the label.
    """

    default_priority = Priority.REFERENCES + 1
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Move the ids of each glossary to its first definition list."""
        domain = domain_of(self.env)
        if not may_hold(domain, read=bool(domain.page(self.env.docname).concepts)):
            return
        for glossary in self.document.findall(addnodes.glossary):
            first = glossary.next_node(nodes.definition_list)
            if first is not None:
                first["ids"] += glossary["ids"]
                glossary["ids"] = []


def with_documents(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """*node*, which is in *docname*, and its descendants, each with its document."""
    left = [(node, docname)]
    while left:  # not recursive, since blocks may be deeply nested
        node, docname = left.pop()
        if isinstance(node, (addnodes.start_of_file, nodes.section)):
            docname = node.get("docname", docname)
        yield node, docname
        below = (child for child in reversed(node.children) if isinstance(child, nodes.Element))
        left += ((child, docname) for child in below)
