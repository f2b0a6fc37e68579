"""Which nodes of some kinds a document has, found in one walk.

docutils' ``findall`` walks the whole tree for each kind that it is asked for, and most documents
have nothing of what an extension looks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    N = TypeVar("N", bound=nodes.Element)


class NodesByType:
    """The elements of a tree that are of one of some kinds, as they stood when it was taken."""

    def __init__(self, tree: nodes.Element, *kinds: type[nodes.Element]) -> None:
        """*kinds* are all that can be asked for."""
        self._found = [node for node in tree.findall(nodes.Element) if isinstance(node, kinds)]

    def of(self, kind: type[N]) -> Sequence[N]:
        """Those of *kind*, in the order of the document."""
        return [node for node in self._found if isinstance(node, kind)]
