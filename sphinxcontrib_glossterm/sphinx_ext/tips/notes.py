"""Find what a definition refers to and its tip shows too: footnotes, citations, abbreviations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..digest import digest_of
from ..domain import cached, domain_of
from ..internals import citations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain import GlosstermDomain
    from ..internals import Citations

    Note = nodes.footnote | nodes.citation | nodes.abbreviation


class NoteFinder:
    """The footnotes and citations that the references of one tree mean."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._by_scope: dict[int, Mapping[str, Note]] = {}

    def note_of(self, node: nodes.Element) -> Note | None:
        """The note that *node* refers to, if it is a reference to one, or has its own text."""
        if isinstance(node, nodes.abbreviation):
            return node if node.get("explanation") else None
        if isinstance(node, nodes.footnote_reference):
            return self._notes_around(node).get(node.get("refid", ""))
        return self._citation(node) if isinstance(node, nodes.reference) else None

    def _citation(self, node: nodes.reference) -> Note | None:
        """The citation that *node* links to: once resolved, only its text differs from others."""
        text = node.astext()
        if not (text.startswith("[") and text.endswith("]")):
            return None
        docname, anchor = self._places.get(text[1:-1], ("", ""))
        target = node.get("refid") or node.get("refuri", "")
        if not docname or target.rpartition("#")[2] != anchor:
            return None
        found = self._notes_around(node).get(anchor)
        return found or notes_of_page(domain_of(self._env), docname).get(anchor)

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, str]]:
        return _citations(domain_of(self._env)).places

    def _notes_around(self, node: nodes.Node) -> Mapping[str, Note]:
        """The notes of the document that contains *node*; in a combined tree, ids may repeat."""
        scope = _scope(node)
        if id(scope) not in self._by_scope:
            self._by_scope[id(scope)] = dict(_notes_in(scope))
        return self._by_scope[id(scope)]


def _scope(node: nodes.Node) -> nodes.Node:
    while node.parent is not None and not isinstance(node, addnodes.start_of_file):
        node = node.parent
    return node


def _notes_in(scope: nodes.Node) -> Iterator[tuple[str, Note]]:
    kinds = (nodes.footnote, nodes.citation)
    for note in scope.findall(lambda node: isinstance(node, kinds)):
        assert isinstance(note, kinds)
        if _scope(note) is scope:
            yield from ((name, note) for name in note["ids"])


@cached
def _citations(domain: GlosstermDomain) -> Citations:
    return citations(domain.env)


@cached
def notes_of_page(domain: GlosstermDomain, docname: str) -> Mapping[str, Note]:
    """The notes of another document, as read: links in them are not resolved."""
    return dict(_notes_in(domain.env.get_doctree(docname)))


def content_of_notes(app: Sphinx, docname: str) -> str:
    """See :func:`notes_of_others`."""
    return notes_of_others(domain_of(app.env), docname)


def notes_of_others(domain: GlosstermDomain, docname: str) -> str:
    """A digest of the citations from other pages that *docname* refers to.

    A definition is converted when its page is written, so the page is outdated if they change.
    """
    places, used_in = _citations(domain)
    if not (used_in and domain.page(docname).concepts):
        return ""
    texts = []
    for name, (place, anchor) in sorted(places.items()):
        if place != docname and docname in used_in.get(name, ()):
            note = notes_of_page(domain, place).get(anchor)
            texts.append(note.pformat() if note else "")
    return digest_of(texts) if texts else ""
