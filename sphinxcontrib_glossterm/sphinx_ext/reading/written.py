"""What headings and terms say as their author wrote them, noted before it is changed.

Translation, substitutions and smart quotes change the text of a document in place. Addresses
are made from the text before all of these, and names in Sphinx's registers from the text before
smart quotes, so that neither depends on a language, on ``smartquotes`` or on the builder that
reads the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

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


class NoteOriginals(SphinxTransform):
    """Note every heading and every term before translation (20) and substitution (220)."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Note them; the list of ids has all of them, so that no tree is walked."""
        notes = _notes(self.env)
        for node in _elements(self.document):
            if isinstance(node, nodes.title):
                notes[node] = Written(written_text(node), written_source(node))
            else:
                notes[node] = Written(written_text(node), registered=registered_name(node))


class NoteNames(SphinxTransform):
    """Note what smart quotes (750) are about to change."""

    default_priority = 745

    def apply(self, **kwargs: Any) -> None:
        """Note it for each heading and each term."""
        notes = _notes(self.env)
        for node in _elements(self.document):
            if not _CHANGING.isdisjoint(node.astext()):
                notes.setdefault(node, Written(written_text(node))).name = label_text(node)


def written(env: BuildEnvironment, node: nodes.Element) -> Written:
    """What was noted of a title or a term; what it says now, where nothing was."""
    known = _notes(env).get(node)
    if known is not None:
        return known
    source = written_source(node) if isinstance(node, nodes.title) else ""
    return Written(written_text(node), source, registered_name(node))


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


def _elements(document: nodes.document) -> Iterator[nodes.Element]:
    for node in document.ids.values():
        if isinstance(node, nodes.term):
            yield node
        elif isinstance(node, nodes.section):
            title = node.next_node(nodes.title)
            if title is not None and title.parent is node:
                yield title
