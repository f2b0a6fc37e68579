"""A client of the language server esbonio, as an editor is one: a process, messages, timeouts.

A test opens a project, waits until what it expects is there, and asks at a position::

    with Editor(project) as editor:
        editor.wait_for(lambda: editor.hover("index.md", "LoRA"))

Positions are given by a text in a line, and are sent in code units of UTF-16, as VS Code does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

import sphinxcontrib_glossterm

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Self

    T = TypeVar("T")

TIMEOUT = 90
"""Seconds until a test fails, for a machine under load."""
PATIENCE = 8
"""Seconds until the last change is sent again: esbonio starts no build while another runs."""
_LANGUAGES = {".rst": "restructuredtext", ".md": "markdown"}


class Editor:
    """Opens all pages of a project in a server of its own."""

    def __init__(self, folder: Path, *modules: str) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        """By file name, as the editor has them."""
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        """By file name."""
        self._modules = modules
        self._versions: dict[str, int] = {}
        self._agents: set[int] = set()
        self._is_started = False
        self._last: tuple[str, bool] | None = None
        """The page that was changed last, and whether it was saved."""
        self._loop = asyncio.new_event_loop()
        self._client = self._new_client()

    def __enter__(self) -> Self:
        try:
            self._run(self._start())
            for path in sorted(self.folder.iterdir()):
                if path.suffix in _LANGUAGES:
                    self._open(path)
            self.wait_for(lambda: self._is_started)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._run(self._client.shutdown_async(None), 10)
        server = getattr(self._client, "_server", None)
        for pid in self._agents | ({server.pid} if server else set()):
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        with suppress(Exception):
            self._run(self._client.stop(), 10)
        self._loop.close()

    # -- what an editor does

    def change(self, name: str, old: str, new: str, *, save: bool = True) -> None:
        """Replace a text in a page."""
        assert old in self.texts[name]
        self.texts[name] = self.texts[name].replace(old, new, 1)
        self._last = name, save
        self._send(name, save)

    def _send(self, name: str, save: bool) -> None:
        self._versions[name] += 1
        version = types.VersionedTextDocumentIdentifier(self._versions[name], self._uri(name))
        whole = types.TextDocumentContentChangeWholeDocument(self.texts[name])
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(version, [whole]))
        if save:
            (self.folder / name).write_text(self.texts[name], "utf-8")
            saved = types.TextDocumentIdentifier(self._uri(name))
            self._client.text_document_did_save(types.DidSaveTextDocumentParams(saved))

    def hover(self, name: str, before: str, more: int = 1) -> types.Hover | None:
        """At *more* characters after the beginning of the text *before*."""
        params = types.HoverParams(*self._at(name, before, more))
        return self._run(self._client.text_document_hover_async(params))

    def definition(self, name: str, before: str, more: int = 1) -> list[types.Location]:
        params = types.DefinitionParams(*self._at(name, before, more))
        found = self._run(self._client.text_document_definition_async(params))
        return list(found) if isinstance(found, (list, tuple)) else []

    def completion(self, name: str, before: str) -> dict[str, types.CompletionItem]:
        """The items at the end of the text *before*, by label; each label once."""
        params = types.CompletionParams(*self._at(name, before, len(before)))
        found = self._run(self._client.text_document_completion_async(params))
        items = list(getattr(found, "items", found) or [])
        labels = [item.label for item in items]
        assert len(set(labels)) == len(labels)
        return dict(zip(labels, items, strict=True))

    def fixes(self, name: str, place: types.Range) -> list[types.CodeAction]:
        identifier = types.TextDocumentIdentifier(self._uri(name))
        context = types.CodeActionContext([])
        params = types.CodeActionParams(identifier, place, context)
        found = self._run(self._client.text_document_code_action_async(params))
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    def ask(self, request: str, params: Any) -> Any:
        """The answer to ``textDocument/…`` at any position."""
        return self._run(getattr(self._client, f"text_document_{request}_async")(params))

    def text(self, name: str, place: types.Range) -> str:
        """The text of a range."""
        line = self.texts[name].split("\n")[place.start.line].encode("utf-16-le")
        assert place.start.line == place.end.line
        return line[2 * place.start.character : 2 * place.end.character].decode("utf-16-le")

    def applied(self, name: str, action: types.CodeAction) -> str:
        """The line in which *action* changes a text, with the change."""
        assert action.edit
        assert action.edit.changes
        (edit,) = action.edit.changes[self._uri(name)]
        line = self.texts[name].split("\n")[edit.range.start.line].encode("utf-16-le")
        start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
        return (line[:start] + edit.new_text.encode("utf-16-le") + line[end:]).decode("utf-16-le")

    def wait_for(self, ask: Callable[[], T | None]) -> T:
        """The first answer that is not empty."""
        start = again = time.monotonic()
        while not (found := ask()):
            now = time.monotonic()
            assert now < start + TIMEOUT, f"no answer; diagnostics: {self.diagnostics}"
            if self._last and now > again + PATIENCE:
                again = now
                self._send(*self._last)
            self._run(asyncio.sleep(0.1))
        return found

    # -- messages

    def _at(
        self, name: str, before: str, more: int
    ) -> tuple[types.TextDocumentIdentifier, types.Position]:
        assert self.texts[name].count(before) == 1, before
        offset = self.texts[name].index(before) + more
        start = self.texts[name].rfind("\n", 0, offset) + 1
        units = len(self.texts[name][start:offset].encode("utf-16-le")) // 2
        line = self.texts[name].count("\n", 0, offset)
        return types.TextDocumentIdentifier(self._uri(name)), types.Position(line, units)

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _run(self, task: Coroutine[Any, Any, T], timeout: float = TIMEOUT) -> T:
        return self._loop.run_until_complete(asyncio.wait_for(task, timeout))

    def _open(self, path: Path) -> None:
        text = path.read_text("utf-8")
        self.texts[path.name], self._versions[path.name] = text, 1
        item = types.TextDocumentItem(path.as_uri(), _LANGUAGES[path.suffix], 1, text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def _start(self) -> None:
        loaded = [part for module in self._modules for part in ("-i", module)]
        environment = {**os.environ, "PYTHONPATH": str(_package_folder())}
        command = (sys.executable, "-m", "esbonio", "server", *loaded)
        await self._client.start_io(*command, env=environment)
        capabilities = types.ClientCapabilities(
            workspace=types.WorkspaceClientCapabilities(configuration=True),
            general=types.GeneralClientCapabilities(
                position_encodings=[types.PositionEncodingKind.Utf16]
            ),
        )
        folder = types.WorkspaceFolder(self.folder.as_uri(), "project")
        params = types.InitializeParams(
            capabilities, root_uri=self.folder.as_uri(), workspace_folders=[folder]
        )
        await self._client.initialize_async(params)
        self._client.initialized(types.InitializedParams())

    def _settings(self) -> dict[str, Any]:
        """Those of the user."""
        out = self.folder.parent / f"out-{len(self._modules)}"
        python = {"command": [sys.executable], "env": {"PYTHONPATH": str(_package_folder())}}
        build = ["sphinx-build", "-b", "html", str(self.folder), str(out)]
        triggers = {"onSave": True, "onChange": 1.0}
        sphinx = {"pythonCommand": python, "buildCommand": build, "buildTriggers": triggers}
        return {"sphinx": sphinx, "logging": {"level": "error", "stderr": False}}

    def _new_client(self) -> BaseLanguageClient:
        client = BaseLanguageClient("test", "1")

        @client.feature("workspace/configuration")
        def _settings(params: types.ConfigurationParams) -> list[Any]:
            own = self._settings()
            return [own if item.section == "esbonio" else None for item in params.items]

        @client.feature("textDocument/publishDiagnostics")
        def _diagnostics(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri.rpartition("/")[2]] = list(params.diagnostics)

        @client.feature("sphinx/clientCreated")
        def _created(params: Any) -> None:
            self._agents.add(params.pid)

        @client.feature("sphinx/appCreated")
        def _started(params: Any) -> None:
            self._is_started = True

        for other in (
            *("client/registerCapability", "window/workDoneProgress/create", "$/progress"),
            *("sphinx/clientErrored", "sphinx/clientDestroyed"),
        ):
            client.feature(other)(lambda params: None)
        return client


def _package_folder() -> Path:
    """The folder with the package that is tested: the server and its agent import it too."""
    return Path(sphinxcontrib_glossterm.__file__).parents[1]
