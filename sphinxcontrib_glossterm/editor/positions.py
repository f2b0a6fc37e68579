"""Positions in the texts of an editor.

Python counts code points. Editors count code units, usually of UTF-16, in which 𠮷 and most emoji
are two. esbonio compares both without conversion, so the triggers here convert first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from esbonio import server
from lsprotocol import types
from pygls.workspace import PositionCodec

if TYPE_CHECKING:
    from pygls.workspace import TextDocument

_UTF_16 = PositionCodec(types.PositionEncodingKind.Utf16)


def _converted(params: Any, document: TextDocument) -> Any:
    """*params* with the column in code points; unchanged in the empty line after the last one."""
    if params.position.line >= len(document.lines):
        return params
    position = document.position_codec.position_from_client_units(document.lines, params.position)
    return attrs.evolve(params, position=types.Position(position.line, position.character))


class CompletionTrigger(server.CompletionTrigger):
    """Fires at code points; the position of its context is one."""

    def __call__(
        self,
        uri: server.Uri,
        params: types.CompletionParams,
        document: TextDocument,
        language: str,
        client_capabilities: types.ClientCapabilities,
    ) -> server.CompletionContext | None:
        """The context, if a pattern matches around the position."""
        found = _converted(params, document)
        return super().__call__(uri, found, document, language, client_capabilities)


class HoverTrigger(server.HoverTrigger):
    """The same for hover."""

    def __call__(
        self,
        uri: server.Uri,
        params: types.HoverParams,
        document: TextDocument,
        language: str,
        client_capabilities: types.ClientCapabilities,
    ) -> server.HoverContext | None:
        """The context, if a pattern matches around the position."""
        found = _converted(params, document)
        return super().__call__(uri, found, document, language, client_capabilities)


class DefinitionTrigger(server.DefinitionTrigger):
    """The same for "go to definition"."""

    def __call__(
        self,
        uri: server.Uri,
        params: types.DefinitionParams,
        document: TextDocument,
        language: str,
        client_capabilities: types.ClientCapabilities,
    ) -> server.DefinitionContext | None:
        """The context, if a pattern matches around the position."""
        found = _converted(params, document)
        return super().__call__(uri, found, document, language, client_capabilities)


def client_range(document: TextDocument, line: int, start: int, end: int) -> types.Range:
    """The range between two columns of a line, given in code points, in the units of the client."""
    text, codec = document.lines[line], document.position_codec
    first, last = (codec.client_num_units(text[:column]) for column in (start, end))
    return types.Range(types.Position(line, first), types.Position(line, last))


def diagnosed(document: TextDocument, place: types.Range) -> tuple[types.Range, str]:
    """The range of a diagnostic in the units of the client, and its text.

    Diagnostics are in UTF-16, whatever the client uses. The text is empty if the range is not
    within one line.
    """
    line = place.start.line
    if line != place.end.line or line >= len(document.lines):
        return place, ""
    inside = _UTF_16.range_from_client_units(document.lines, place)
    start, end = inside.start.character, inside.end.character
    return client_range(document, line, start, end), document.lines[line][start:end]
