"""Pass the results of each build to esbonio: objects, tables for our server module, diagnostics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.formats.own.editor_data import COLUMNS, CONCEPTS, PROJECT

from ..domain import domain_of
from ..internals import EditorAgent, forget_doctree, watch_warnings
from ..nodes import NAME
from .diagnostics import Diagnostic, Diagnostics
from .entries import editor_entries, editor_project
from .positions import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.formats.own.editor_data import EditorEntry

    from .positions import Files

    Row = tuple[str, str, str, str | None, str | None]

_AFTER_OVERRIDES = 1
"""esbonio replaces the text of a file with that in the editor at priority 0."""
_BETWEEN = 800
"""esbonio writes objects at priority 500, and diagnostics at 900."""


class EditorResults:
    """Passes results to esbonio; one for each process."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._agent = EditorAgent(app)
        self._diagnostics = Diagnostics(app)

    def connect(self) -> None:
        """Register the listeners."""
        watch_warnings(self._diagnostics.note)
        self._app.connect("env-before-read-docs", self._diagnostics.forget, priority=999)
        self._app.connect("env-purge-doc", forget_purged)
        self._app.connect("source-read", self.note_unsaved, priority=_AFTER_OVERRIDES)
        self._app.connect("build-finished", self.pass_on, priority=_BETWEEN)

    def note_unsaved(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """``source-read``: keep a text that differs from the file, since it gives the columns."""
        path = str(app.env.doc2path(docname))
        unsaved = domain_of(app.env).unsaved
        unsaved.pop(path, None)
        if _text_of(path) != content[0]:
            unsaved[path] = content[0]

    def pass_on(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: write everything."""
        if exception is not None:
            return
        domain = domain_of(app.env)
        files = reader(domain.unsaved)
        entries = list(editor_entries(domain, files))
        data = ((entry.concept.id, entry.to_json()) for entry in entries)
        self._agent.write_table(CONCEPTS, COLUMNS, data)
        self._agent.write_table(PROJECT, COLUMNS, [(NAME, editor_project(domain).to_json())])
        rows = [row for entry in entries for row in _rows(entry)]
        self._agent.replace_objects(NAME, "concept", rows)
        if domain.options.takeover:
            others = _other_terms(app.env, {name for name, *_ in rows})
            self._agent.replace_objects("std", "term", [*rows, *others])
        self._pass_diagnostics(files)

    def _pass_diagnostics(self, files: Files) -> None:
        """Replace esbonio's diagnostics for our warnings, and those of the last build."""
        shown, messages = self._agent.diagnostics, self._diagnostics.messages
        for address in list(shown):
            others = (
                one
                for one in shown[address]
                if not isinstance(one, Diagnostic) and one.message not in messages
            )
            shown[address] = set(others)
        for path, diagnostic in self._diagnostics.current(files):
            shown.setdefault(self._agent.address(path), set()).add(diagnostic)


def forget_purged(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """``env-purge-doc``: the document will be read again, by one of several builds."""
    forget_doctree(env, docname)


def _rows(entry: EditorEntry) -> Iterator[Row]:
    place = json.dumps(entry.place)
    for name, _keys in entry.names:
        yield name, entry.summary, entry.concept.location.docname, entry.text, place


def _other_terms(env: BuildEnvironment, known: set[str]) -> Iterator[Row]:
    """The terms that the standard domain has from other extensions."""
    for name, _title, kind, docname, *_ in env.get_domain("std").get_objects():
        if kind == "term" and name not in known:
            yield name, "", docname, None, None


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, ValueError):
        return ""
