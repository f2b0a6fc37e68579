"""Hover and "go to definition" for mentions in text, and for roles that esbonio does not find.

esbonio finds a role whose target is a label as written. Here are all others: inflected forms,
another case, labels to avoid, ``<term>``, and words without markup, linked or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from esbonio import server
from esbonio.sphinx_agent.types import MYST_ROLE, RST_ROLE
from lsprotocol import types

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .positions import DefinitionTrigger, HoverTrigger, client_range
from .roles import ROLES
from .tags import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_glossterm.formats.own.editor_data import EditorEntry

    from .glossaries import Glossaries, Glossary

_ANYWHERE = [re.compile(r".*", re.DOTALL)]
_CODE = re.compile(r"(`+)[^`]+?\1(?!`)")
_OBSTACLE = "\ufffc"


class _Found(NamedTuple):
    entry: EditorEntry
    start: int
    end: int
    exact: bool = False
    """Whether esbonio finds it too."""


class TermHover(server.LanguageFeature):
    """Finds the term at a position."""

    hover_trigger = HoverTrigger(patterns=_ANYWHERE, languages={"rst", "markdown"})
    definition_trigger = DefinitionTrigger(patterns=_ANYWHERE, languages={"rst", "markdown"})

    def __init__(self, *args: Any) -> None:
        """The last argument has the glossaries, the others are those of the base class."""
        *others, glossaries = args
        super().__init__(*others)
        self._glossaries: Glossaries = glossaries

    async def hover(self, context: server.HoverContext) -> types.Hover | None:
        """The definition of the term at the position."""
        found = await self._find(context)
        if found is None:
            return None
        place = client_range(context.doc, context.position.line, found.start, found.end)
        text = types.MarkupContent(types.MarkupKind.Markdown, found.entry.text)
        return types.Hover(text, place)

    async def definition(self, context: server.DefinitionContext) -> list[types.Location] | None:
        """The entry of the term at the position, if esbonio does not return it."""
        found = await self._find(context)
        if found is None or found.exact or not found.entry.place:
            return None
        return [self.converter.structure(dict(found.entry.place), types.Location)]

    async def _find(self, context: server.HoverContext | server.DefinitionContext) -> _Found | None:
        if not context.match[0]:  # an empty line, perhaps after the last one
            return None
        glossary = self._glossaries.of(context.uri)
        docname = await self._glossaries.docname(context.uri)
        column = context.position.character
        line = context.doc.lines[context.position.line]
        for name, target, start, end in _targets(line, context.language):
            if start <= column <= end:
                entry = glossary.meant(target, docname) if name in ROLES else None
                exact = name != "" and glossary.named(target) is not None
                return _Found(entry, start, end, exact) if entry else None
        return _mention(glossary, context.doc.lines, context.position.line, column, docname)


def _targets(line: str, language: str) -> Iterator[tuple[str, str, int, int]]:
    """The roles in a line: name, target, and the span of what is in backquotes."""
    for match in (MYST_ROLE if language == "markdown" else RST_ROLE).finditer(line):
        if match["target"]:
            yield match["name"] or "", match["label"], *match.span("target")
    for match in TAG.finditer(line) if language == "markdown" else ():
        yield "term", match["label"], *match.span("label")


def _mention(
    glossary: Glossary, lines: Sequence[str], number: int, column: int, docname: str
) -> _Found | None:
    """The mention at a position; of one in two lines, the part in this line."""
    first = last = number
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    before = sum(len(line) for line in lines[first:number])
    text = _CODE.sub(lambda code: _OBSTACLE * len(code[0]), "".join(lines[first : last + 1]))
    found = glossary.mentioned(text, before + column, docname)
    if found is None:
        return None
    start, end, entry = found
    length = len(lines[number].rstrip("\r\n"))
    return _Found(entry, max(start - before, 0), min(end - before, length))
