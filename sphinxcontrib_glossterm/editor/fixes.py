"""Quick fixes: replace a label to avoid, or a wrong name, by the one that a diagnostic suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esbonio.server import EsbonioLanguageServer, Uri
from lsprotocol import types

from .positions import diagnosed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from esbonio.server.features.project_manager import ProjectManager
    from pygls.workspace import TextDocument

SOURCE = "glossterm"


def add_quick_fixes(server: EsbonioLanguageServer, manager: ProjectManager) -> None:
    """Register the handler; esbonio has none of its own."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def quick_fixes(
        ls: EsbonioLanguageServer, params: types.CodeActionParams
    ) -> list[types.CodeAction]:
        uri = Uri.parse(params.text_document.uri).resolve()
        project = manager.get_project(uri)
        if project is None:
            return []
        document = ls.workspace.get_text_document(str(uri))
        found = [
            item
            for address, items in (await project.get_diagnostics()).items()
            if address.resolve() == uri
            for item in items
        ]
        diagnostics = (
            ls.converter.structure(item, types.Diagnostic)
            for item in found
            if item.get("source") == SOURCE and isinstance(item.get("data"), dict)
        )
        return list(fixes_of(diagnostics, params, document))


def fixes_of(
    diagnostics: Iterable[types.Diagnostic],
    params: types.CodeActionParams,
    document: TextDocument,
) -> Iterator[types.CodeAction]:
    """A fix for each diagnostic in the range of *params* whose text is still there.

    None if the client has asked for other kinds of actions, as many do when a file is saved.
    """
    kind, only = types.CodeActionKind.QuickFix, params.context.only
    if only and not any(one in {"", kind} for one in only):
        return
    for diagnostic in diagnostics:
        fix: dict[str, Any] = diagnostic.data  # type: ignore[assignment]
        place = diagnostic.range
        if place.start > params.range.end or place.end < params.range.start:
            continue
        found, text = diagnosed(document, place)
        if text == fix["text"]:
            edit = types.TextEdit(found, fix["replacement"])
            yield types.CodeAction(
                title=fix["title"],
                kind=kind,
                diagnostics=[diagnostic],
                is_preferred=True,
                edit=types.WorkspaceEdit(changes={params.text_document.uri: [edit]}),
            )
