"""Definitions whose text is not known when their page is read: kept, and what became of them.

What a reference says, and what another extension puts in the place of its nodes, is known only
when all pages are read.
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
"""Modules of nodes whose text nobody changes."""
_OURS = __name__.partition(".")[0]


class KeptBody(NamedTuple):
    """A definition whose text is not known yet."""

    packed: bytes
    term: str
    """The term, where its sentence is the short text; empty: the first sentence is."""


class ResolvedText(NamedTuple):
    """A definition as a page shows it."""

    definition: str
    term: str
    """See :class:`KeptBody`."""
    digest: str
    """Of the text and of where its links go: the page is written again when it changes."""


def hidden_classes(config: Config) -> tuple[type[nodes.Element], ...]:
    """Classes of nodes that no writer draws: notes of ``sphinx.ext.todo``, unless asked for."""
    if getattr(config, "todo_include_todos", True):
        return ()
    from sphinx.ext.todo import todo_node

    return (todo_node,)


def is_open(block: nodes.Node) -> bool:
    """Whether the text of *block* may be another one when it is written."""
    return any(_may_change(node) for node in block.findall())


def _may_change(node: nodes.Node) -> bool:
    if isinstance(node, addnodes.pending_xref):
        # What a role for a term shows is its own text, unless that begins with a glossary's name.
        term = node["reftype"] == "term" and node.get("refdomain") in {"std", NAME}
        return not term or (":" in node["reftarget"] and not node.get("refexplicit"))
    if isinstance(node, addnodes.only):
        return True
    module = type(node).__module__
    return module not in _FINAL and not module.startswith(_OURS)


def packed(body: Iterable[nodes.Node]) -> bytes:
    """A copy of *body*, in which nothing is a place of ours or declares a concept."""
    copy = nodes.container("", *(block.deepcopy() for block in body), classes=[OFF_CLASS])
    for place in list(copy.findall(placeholder)):
        place.parent.remove(place)
    for node in copy.findall():
        node.document = None  # type: ignore[assignment]  # the page, which would be kept too
        if isinstance(node, nodes.Element):
            node.attributes.pop(CONCEPT, None)
    return zlib.compress(pickle.dumps(copy, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(packed: bytes) -> nodes.container:
    """The nodes of a definition that was kept, for anybody to change."""
    return cast("nodes.container", pickle.loads(zlib.decompress(packed)))
