"""All documents on one page: anchors that two of them share are told apart.

Sphinx makes ids unique within a document. In ``singlehtml`` the documents become one page, so
that the second of two equal anchors can no longer be reached. Each gets an id of its own
there; only the first has the shared one too, since an id may not be on a page twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..addresses import with_document
from ..domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class DistinguishSharedAnchors(SphinxPostTransform):
    """Give every anchor that several documents have a second id with the document's name."""

    default_priority = 6
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Add the ids, going down from the root: parents in the joined tree may be stale."""
        shared = domain_of(self.env).scheme().shared_anchors
        if not shared:
            return
        seen: set[str] = set()
        for node, docname in with_documents(self.document, self.env.docname):
            anchors = [anchor for anchor in node["ids"] if anchor in shared]
            if not anchors:
                continue
            # The first id of a section is what Sphinx finds its number by.
            kept = node["ids"][:1] if isinstance(node, nodes.section) else []
            gone = seen.intersection(anchors).difference(kept)
            own = [with_document(anchor, docname) for anchor in anchors]
            node["ids"] = [known for known in node["ids"] if known not in gone] + own
            seen.update(anchors)


def with_documents(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """*node*, which is in *docname*, and all below it, each with the document that it is in."""
    left = [(node, docname)]
    while left:  # no recursion: blocks are nested as deep as an author writes
        node, docname = left.pop()
        if isinstance(node, (addnodes.start_of_file, nodes.section)):
            docname = node.get("docname", docname)
        yield node, docname
        below = (child for child in reversed(node.children) if isinstance(child, nodes.Element))
        left += ((child, docname) for child in below)
