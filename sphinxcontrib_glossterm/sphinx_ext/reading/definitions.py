"""The definitions of a page as plain text, when the page is read.

What a reference says, and what another extension puts in the place of its nodes, is known only
when all pages are read. The definitions that hold such nodes are kept, for :mod:`..texts`.
"""

from __future__ import annotations

import pickle
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import with_definition

from ..domain import domain_of
from ..nodes import CONCEPT, NAME, OFF_CLASS, definition_term
from ..nodes.graph import termgraph
from ..nodes.index import term_index
from .declarations import declaring_elements, definition_body
from .plain import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.model import Concept

_FINAL = frozenset({"docutils.nodes", "sphinx.addnodes"})
"""Modules of nodes whose text nobody changes."""
_OURS = __name__.partition(".")[0]


class KeptBody(NamedTuple):
    """A definition whose text is not known yet."""

    packed: bytes
    term: str
    """The term, where its sentence is the short text; empty: the first sentence is."""


def note_definitions(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: complete the concepts of the page that has been read with their texts."""
    domain, docname = domain_of(app.env), app.env.docname
    concepts = domain.store["concepts"].get(docname, ())
    if not concepts:
        return
    elements: dict[str, list[nodes.Element]] = defaultdict(list)
    for _docname, element in declaring_elements(doctree, docname):
        elements[element[CONCEPT]].append(element)
    complete: list[Concept] = []
    kept: dict[str, KeptBody] = {}
    for concept in concepts:
        of_id = elements[concept.id]
        element = of_id.pop(0) if of_id else nodes.Element()
        body, term = definition_body(element), _term(element, concept)
        complete.append(with_definition(concept, plain_text(body), term))
        if any(map(_is_open, body)):
            kept.setdefault(concept.id, KeptBody(_packed(body), term))
    domain.note_concepts(docname, complete)
    domain.note_bodies(docname, kept)


def unpacked(packed: bytes) -> nodes.container:
    """The nodes of a definition that was kept, for anybody to change."""
    return cast("nodes.container", pickle.loads(zlib.decompress(packed)))


def _term(element: nodes.Element, concept: Concept) -> str:
    if concept.short or not isinstance(element, definition_term):
        return ""
    return plain_text([element])


def _is_open(block: nodes.Node) -> bool:
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


def _packed(body: Iterable[nodes.Node]) -> bytes:
    """A copy of *body*, in which nothing is a place of ours or declares a concept."""
    copy = nodes.container("", *(block.deepcopy() for block in body), classes=[OFF_CLASS])
    for place in list(copy.findall(_is_place)):
        place.parent.remove(place)
    for node in copy.findall():
        node.document = None  # type: ignore[assignment]  # the page, which would be kept too
        if isinstance(node, nodes.Element):
            node.attributes.pop(CONCEPT, None)
    return zlib.compress(pickle.dumps(copy, pickle.HIGHEST_PROTOCOL), 1)


def _is_place(node: nodes.Node) -> bool:
    return isinstance(node, (term_index, termgraph))
