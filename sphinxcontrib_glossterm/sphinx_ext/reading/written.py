"""What headings and terms say as their author wrote them, noted before it is changed.

Translation, substitutions and smart quotes change the text of a document in place. Addresses
are made from the text before all of these, and names in Sphinx's registers from the text before
smart quotes, so that neither depends on a language, on ``smartquotes`` or on the builder that
reads the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..domain import domain_of
from ..nodes import definition_term
from ..page_options import page_options, read_metadata
from .fieldlists import read_fields
from .labels import label_text, written_source, written_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.environment import BuildEnvironment

_KEY = "glossterm_written"
# What smart quotes change; most labels hold nothing of it.
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
    """After translation, before smart quotes; empty: what it shows."""
    fields: dict[str, str] = field(default_factory=dict)
    """The fields of its concept before smart quotes; empty: what they are."""


class NoteOriginals(SphinxTransform):
    """Note headings and terms before translation (20) and substitution (220)."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Note them; the list of ids has all of them, so that no tree is walked."""
        for node in _elements(self.document, self.env):
            written(self.env, node)


class NoteNames(SphinxTransform):
    """Note what smart quotes (750) are about to change."""

    default_priority = 745

    def apply(self, **kwargs: Any) -> None:
        """Note it for each heading and each term, and for the fields below."""
        for node in _elements(self.document, self.env):
            note = written(self.env, node)
            if not _CHANGING.isdisjoint(node.astext()):
                note.name = label_text(node)
            body = _body(node)
            fields = read_fields(body) if body is not None else {}
            if any(not _CHANGING.isdisjoint(text) for text in fields.values()):
                note.fields = fields


def written(env: BuildEnvironment, node: nodes.Element) -> Written:
    """What is noted of a title or a term; of a new one what it says now."""
    notes = _notes(env)
    if node not in notes:
        source = written_source(node) if isinstance(node, nodes.title) else ""
        notes[node] = Written(written_text(node), source, registered_name(node))
    return notes[node]


def registered_name(term: nodes.Element) -> str:
    """The name that *term* has in the register and the index, from the entry inside it."""
    for child in term.children:
        if isinstance(child, addnodes.index):
            for entry in child.get("raw_entries", child["entries"]):
                return str(entry[1])
    return ""


def _notes(env: BuildEnvironment) -> dict[nodes.Element, Written]:
    """Those of the document that is being read; Sphinx drops them when it is done."""
    return cast("dict[nodes.Element, Written]", env.temp_data.setdefault(_KEY, {}))


def _elements(document: nodes.document, env: BuildEnvironment) -> Iterator[nodes.Element]:
    """The terms of a document, and the titles of those sections that may be concepts."""
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
    """What holds the fields of the concept that *node* may name."""
    if isinstance(node, nodes.title):
        return cast("nodes.section", node.parent)
    below = (x for x in node.parent.children if isinstance(x, nodes.definition))
    return next(below, None)
