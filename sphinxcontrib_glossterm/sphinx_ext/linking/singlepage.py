"""All documents on one page: anchors that two of them share are told apart.

Sphinx makes ids unique within a document. In ``singlehtml`` the documents become one page, so
that the second of two equal anchors can no longer be reached. Each gets an id of its own
there, beside the one it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..addresses import with_document
from ..builders import names_with
from ..domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class DistinguishSharedAnchors(SphinxPostTransform):
    """Give every anchor that several documents have a second id with the document's name."""

    default_priority = 6
    builders = names_with("one_page")

    def run(self, **kwargs: Any) -> None:
        """Add the ids, going down from the root: parents in the joined tree may be stale."""
        shared = domain_of(self.env).scheme().shared_anchors
        if shared:
            for node, docname in with_documents(self.document, self.env.docname):
                anchors = [anchor for anchor in node["ids"] if anchor in shared]
                node["ids"] += [with_document(anchor, docname) for anchor in anchors]


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
