"""Keep definitions whose text is not known when their page is read.

The text of a reference, and the replacement for a node of another extension, are known only after
all pages are read.
"""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes

from .nodes import CONCEPT, NAME, OFF_CLASS, placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.config import Config

_FINAL = frozenset({"docutils.nodes", "sphinx.addnodes"})
"""Modules of nodes whose text is never changed later."""
_OURS = __name__.partition(".")[0]


class KeptBody(NamedTuple):
    """A definition whose text is not known yet."""

    packed: bytes
    term: str
    """The term, if the short text is the sentence that contains it; empty if it is the first
    sentence."""


class ResolvedText(NamedTuple):
    """A definition as a page shows it."""

    definition: str
    term: str
    """See :class:`KeptBody`."""
    digest: str
    """Of the text and the link targets: the page is written again when it changes."""


def hidden_classes(config: Config) -> tuple[type[nodes.Element], ...]:
    """Classes of nodes that are not written: notes of ``sphinx.ext.todo``, unless enabled."""
    if getattr(config, "todo_include_todos", True):
        return ()
    from sphinx.ext.todo import todo_node

    return (todo_node,)


def is_open(block: nodes.Node) -> bool:
    """Whether the text of *block* may change before it is written."""
    return any(_may_change(node) for node in block.findall())


def _may_change(node: nodes.Node) -> bool:
    if isinstance(node, addnodes.pending_xref):
        # A role for a term shows its own text, unless that begins with the name of a glossary.
        term = node["reftype"] == "term" and node.get("refdomain") in {"std", NAME}
        return not term or (":" in node["reftarget"] and not node.get("refexplicit"))
    if isinstance(node, addnodes.only):
        return True
    module = type(node).__module__
    return module not in _FINAL and not module.startswith(_OURS)


def packed(body: Iterable[nodes.Node]) -> bytes:
    """A copy of *body* without our placeholders and declarations of concepts."""
    copy = nodes.container("", *(block.deepcopy() for block in body), classes=[OFF_CLASS])
    for place in list(copy.findall(placeholder)):
        place.parent.remove(place)
    for node in copy.findall():
        node.document = None  # type: ignore[assignment]  # the page, which would be kept too
        if isinstance(node, nodes.Element):
            node.attributes.pop(CONCEPT, None)
    return zlib.compress(pickle.dumps(copy, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(packed: bytes) -> nodes.container:
    """The nodes of a definition that was kept, as a copy that may be changed."""
    return cast("nodes.container", pickle.loads(zlib.decompress(packed)))
