"""Find the nodes of several types in a document with one tree walk.

docutils' ``findall`` walks the whole tree for each type, and most documents contain none of the
types that an extension looks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    N = TypeVar("N", bound=nodes.Element)


class NodesByType:
    """The elements of a tree with one of some types, at the time of creation."""

    def __init__(self, tree: nodes.Element, *kinds: type[nodes.Element]) -> None:
        """*kinds* are all types that can be requested."""
        self._found = [node for node in tree.findall(nodes.Element) if isinstance(node, kinds)]

    def of(self, kind: type[N]) -> Sequence[N]:
        """The nodes of type *kind*, in document order."""
        return [node for node in self._found if isinstance(node, kind)]
