"""The published data of concepts: what has not changed since the last build is not made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.formats.own.project_json import (
    FILE_NAME,
    project_row,
    rows_of,
    write_project,
)

from ..digest import digest_of
from ..domain import domain_of
from ..export.fields import fields_of, terms_of
from ..inputs import inputs_of_pages
from ..writing import read_text, write_if_changed
from .entry import entry_of, source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.formats.own.project_json import TipEntry
    from sphinxcontrib_glossterm.model import Concept

    from ..output import Kept, OutputDirectory


class PublishedData:
    """The published data of all concepts of the project.

    Each build stores a digest of what the data of a concept is made from. If it is the same, the
    data is taken from the published file: 0.6 % of the instructions of a build after one definition
    was edited (size S).
    """

    def __init__(self, app: Sphinx, output: OutputDirectory) -> None:
        self._domain = domain_of(app.env)
        self._state, self._written = output.state, output.written
        self._path = output.path / FILE_NAME
        text = read_text(self._path) or ""
        self._last = rows_of(text)
        self._made: dict[str, TipEntry] = {}
        shared = f"{output.version} {self._domain.revision.settings}"
        same_file = output.intact and digest_of([text]) == self._state.published
        known = self._state.entries if same_file else {}
        self._digests = {
            concept.id: self._digest(concept, shared, known) for concept in self._domain.scheme
        }
        self.rows = {
            concept.id: self._last[concept.id].text
            if concept.id in known and known[concept.id][1] == self._digests[concept.id][1]
            else self._make(concept)
            for concept in self._domain.scheme
        }
        """Concept id → its data as a line of JSON, in the order of the scheme."""
        self.last_count = len(self._last)
        """The number of concepts after the last build."""
        last = {name: row.text for name, row in self._last.items()}
        changed = (name for name, row in self.rows.items() if last.get(name) != row)
        self.changed = {*changed, *(last.keys() - self.rows.keys())}
        """The concepts that were added, changed or removed since then."""

    def _digest(self, concept: Concept, shared: str, known: Mapping[str, Kept]) -> Kept:
        """A digest of what the data is made from.

        It is in *known* if nothing in the page of the concept has changed, nor the page itself.
        """
        docname = concept.location.docname
        inputs = inputs_of_pages(self._domain).get(docname, "")
        last = known.get(concept.id)
        if last and inputs and last[0] == inputs and docname not in self._written:
            return last
        source = source_of(concept, self._domain, self._state.definitions)
        return inputs, digest_of([shared, source])

    def entry(self, concept_id: str) -> TipEntry:
        """The data of a concept in a tip."""
        if concept_id not in self._made:
            self._made[concept_id] = self._last[concept_id].entry
        return self._made[concept_id]

    def write(self) -> None:
        """Update the file, if there are concepts, and store what its data was made from."""
        self._state.entries = self._digests
        self._state.published = ""
        if self.rows:
            config = self._domain.env.config
            text = write_project(self.rows.values(), config.project, config.language or "")
            write_if_changed(self._path, text)
            self._state.published = digest_of([read_text(self._path) or ""])

    def _make(self, concept: Concept) -> str:
        entry = entry_of(concept, self._domain, self._state.definitions)
        self._made[concept.id] = entry
        fields = fields_of(concept, self._domain)
        return project_row(fields, entry, concept.glossary, len(terms_of(concept)))
