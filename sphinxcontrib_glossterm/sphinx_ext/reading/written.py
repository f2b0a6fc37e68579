"""Store the original text of headings and terms before transforms change it.

Translation, substitutions and smart quotes change the text of a document in place. Addresses are
made from the text before all of these, and names in Sphinx's registers from the text before smart
quotes, so that neither depends on a language, on ``smartquotes`` or on the builder that reads the
document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ..domain import domain_of
from ..internals import Priority, registered_name
from ..nodes import definition_term
from ..page_options import page_options, read_metadata
from .fieldlists import read_fields
from .labels import label_text, written_source, written_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.environment import BuildEnvironment

_KEY = "glossterm_written"
# Characters that smart quotes change; most labels have none.
_CHANGING = frozenset("'\"`-.\\")


@dataclass(slots=True)
class Written:
    """One heading or term."""

    text: str
    """As written."""
    source: str = ""
    """Of a heading: its source."""
    registered: str = ""
    """Of a term: its name in the standard domain's register."""
    name: str = ""
    """After translation, before smart quotes; empty if it equals the displayed text."""
    fields: dict[str, str] = field(default_factory=dict)
    """The fields of its concept before smart quotes; empty if unchanged."""


class NoteOriginals(SphinxTransform):
    """Store headings and terms before translation and substitution."""

    default_priority = Priority.TRANSLATION - 5

    def apply(self, **kwargs: Any) -> None:
        """Store them; the list of ids contains all of them, so no tree walk is needed."""
        for node in _elements(self.document, self.env):
            written(self.env, node)


class NoteNames(SphinxTransform):
    """Store texts before smart quotes change them."""

    default_priority = Priority.SMART_QUOTES - 5

    def apply(self, **kwargs: Any) -> None:
        """Store each heading and each term, and the fields below."""
        for node in _elements(self.document, self.env):
            note = written(self.env, node)
            if not _CHANGING.isdisjoint(node.astext()):
                note.name = label_text(node)
            body = _body(node)
            fields = read_fields(body) if body is not None else {}
            if any(not _CHANGING.isdisjoint(text) for text in fields.values()):
                note.fields = fields


def written(env: BuildEnvironment, node: nodes.Element) -> Written:
    """The original text of a title or a term; for a new one, its current text."""
    notes = _notes(env)
    if node not in notes:
        source = written_source(node) if isinstance(node, nodes.title) else ""
        notes[node] = Written(written_text(node), source, registered_name(node))
    return notes[node]


def _notes(env: BuildEnvironment) -> dict[nodes.Element, Written]:
    """The originals in the document that is being read; Sphinx drops them afterwards."""
    return cast("dict[nodes.Element, Written]", env.temp_data.setdefault(_KEY, {}))


def _elements(document: nodes.document, env: BuildEnvironment) -> Iterator[nodes.Element]:
    """The terms of a document, and the titles of sections that may be concepts."""
    metadata, _where = read_metadata(document)
    headings = page_options(env.docname, metadata, domain_of(env).options).heading_levels
    for node in document.ids.values():
        if isinstance(node, nodes.term):
            yield node
        elif isinstance(node, nodes.section):
            title = node.next_node(nodes.title)
            if title is not None and title.parent is node and (headings or _defines(title)):
                yield title


def _defines(title: nodes.title) -> bool:
    return any(isinstance(child, definition_term) for child in title.children)


def _body(node: nodes.Element) -> nodes.Element | None:
    """The element with the fields of the concept that *node* may name."""
    if isinstance(node, nodes.title):
        return cast("nodes.section", node.parent)
    below = (x for x in node.parent.children if isinstance(x, nodes.definition))
    return next(below, None)
