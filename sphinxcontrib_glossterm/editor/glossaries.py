"""The glossaries of the projects that are open, as the last build of each has passed them on."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.formats.own.editor_data import (
    CONCEPTS,
    PROJECT,
    EditorEntry,
    EditorProject,
)
from sphinxcontrib_glossterm.model import ConceptScheme, label_key
from sphinxcontrib_glossterm.terminology import label_of_role, labels_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from aiosqlite import Connection
    from esbonio.server import Uri
    from esbonio.server.features.project_manager import Project, ProjectManager
    from esbonio.server.features.sphinx_manager import SphinxClient, SphinxManager


class Glossary:
    """The glossary of one project. What lookup and matching need is made when it is first used."""

    def __init__(self, rows: Sequence[str] = (), project: str = "{}") -> None:
        """*rows* are entries, *project* the options, as the agent has written them."""
        self.source = (tuple(rows), project)
        self._entries = {entry.concept.id: entry for entry in _valid_entries(rows)}
        try:
            self._project = EditorProject.from_json(project)
        except ValueError:
            self._project = EditorProject()
        self._by_name = {
            name: entry for entry in reversed(self._entries.values()) for name, _keys in entry.names
        }

    @property
    def entries(self) -> Collection[EditorEntry]:
        """All entries, in the order of the documents."""
        return self._entries.values()

    def named(self, name: str) -> EditorEntry | None:
        """The entry with exactly that name."""
        return self._by_name.get(name)

    def meant(self, target: str, docname: str) -> EditorEntry | None:
        """The entry that a role with *target* in *docname* leads to; also by a label to avoid."""
        found = label_of_role(target, docname, self._scheme, self._avoided_label)
        return self._entries.get(found[0]) if found else None

    def mentioned(
        self, text: str, offset: int, docname: str
    ) -> tuple[int, int, EditorEntry] | None:
        """The label in *text* that contains *offset*: start, end, and its entry."""
        found = labels_in(text, docname, (), self._matcher, self._scheme)
        for start, end, concept, _label, _avoided in found:
            if start <= offset <= end and concept in self._entries:
                return start, end, self._entries[concept]
        return None

    def _avoided_label(self, key: str) -> tuple[str, str]:
        return self._avoided.get(key, ("", ""))

    @cached_property
    def _avoided(self) -> dict[str, tuple[str, str]]:
        return {
            label_key(label.text): (entry.concept.id, label.text)
            for entry in self.entries
            for label in entry.concept.avoided
        }

    @cached_property
    def _scheme(self) -> ConceptScheme:
        project = self._project

        def spellings(label: str, language: str) -> Iterable[str]:
            codes = matching.codes_for(language, project.languages, project.further)
            return matching.variants_of(label, codes)

        def inflected(text: str) -> Iterable[str]:
            return self._matcher.inflected(text)

        concepts = (entry.concept for entry in self.entries)
        return ConceptScheme(concepts, spellings=spellings, inflected=inflected)

    @cached_property
    def _matcher(self) -> matching.Matcher:
        project = self._project
        rules = matching.rules_of((*project.languages, *project.further))
        return matching.Matcher.from_concepts(
            self._scheme,
            languages=project.languages,
            further=project.further,
            blockers=project.no_link,
            rules=matching.with_words(rules, project.edge_words),
        )


def _valid_entries(rows: Iterable[str]) -> Iterator[EditorEntry]:
    for row in rows:
        try:
            yield EditorEntry.from_json(row)
        except ValueError:
            continue


EMPTY = Glossary()


class Glossaries:
    """The glossary of each project."""

    def __init__(self, manager: ProjectManager, sphinx: SphinxManager) -> None:
        self._manager = manager
        self._sphinx = sphinx
        self._of_project: dict[str, Glossary] = {}

    def of(self, uri: Uri) -> Glossary:
        """The glossary of the project that contains the file *uri*; empty before its build."""
        project = self._manager.get_project(uri)
        return self._of_project.get(str(project.dbpath), EMPTY) if project else EMPTY

    async def docname(self, uri: Uri) -> str:
        """The document in the file *uri*; empty if it is not one."""
        project = self._manager.get_project(uri)
        return (await project.uri_to_docname(uri.resolve()) or "") if project else ""

    async def start(self, client: SphinxClient) -> None:
        """When the process for builds has started: load the glossary of an earlier build.

        If there is none, build: esbonio itself waits until a file is changed or saved.
        """
        await self.load(client)
        if self.of(client.src_uri) is EMPTY and self._sphinx.config.build_triggers.on_save:
            await self._sphinx.trigger_build(client.src_uri)

    async def load(self, client: SphinxClient, *_: object) -> None:
        """After a build: load the glossary again, if it has changed."""
        if project := self._manager.get_project(client.src_uri):
            await self._load(project)

    async def _load(self, project: Project) -> None:
        database, key = await project.get_db(), str(project.dbpath)
        rows = [data for (data,) in await _rows(database, CONCEPTS)]
        options = [data for (data,) in await _rows(database, PROJECT)]
        source = (tuple(rows), options[0] if options else "{}")
        if self._of_project.get(key, EMPTY).source != source:
            self._of_project[key] = Glossary(*source)


async def _rows(database: Connection, table: str) -> list[tuple[str]]:
    """The rows of *table*; none if the project does not use this extension."""
    try:
        cursor = await database.execute(f"SELECT data FROM {table} ORDER BY rowid")
        return [(str(data),) for (data,) in await cursor.fetchall()]
    except sqlite3.Error:
        return []
