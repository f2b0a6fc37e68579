"""Completion of the fields of a concept: their names, and labels as their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from esbonio import server
from lsprotocol import types

from sphinxcontrib_glossterm.model import FIELDS

from .positions import CompletionTrigger, client_range
from .roles import label_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .glossaries import Glossaries

_NAME = re.compile(r"^\s*:(?P<name>[\w-]*)$")
_VALUE = re.compile(r"^\s*:(?:broader|related|replaced-by):\s+(?:.*\|\s*)?(?P<value>[^|\n]*)$")
_FIELD = re.compile(r"\s*:[\w-]+:(\s|$)")
_FENCE = re.compile(r"\s*(?:`{3,}|:{3,}|~{3,})(?P<name>.*)")
_DIRECTIVE = re.compile(r"\s*\.\.\s+(?:std:|glossterm:)?(?:glossary|concept)::")
_NAMED = re.compile(r"\{(?:std:|glossterm:)?(?:glossary|concept)\}")
_HEADING = re.compile(r"#{1,6}\s")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+\s*")


class FieldCompletion(server.LanguageFeature):
    """Completes fields in entries, in directives and below headings."""

    completion_trigger = CompletionTrigger(
        patterns=[re.compile(r"^\s*:.*")], languages={"rst", "markdown"}, characters={":", " "}
    )

    def __init__(self, *args: Any) -> None:
        """The last argument has the glossaries, the others are those of the base class."""
        *others, glossaries = args
        super().__init__(*others)
        self._glossaries: Glossaries = glossaries

    def completion(self, context: server.CompletionContext) -> list[types.CompletionItem]:
        """The names, or after a field that names concepts the labels."""
        number, column = context.position.line, context.position.character
        before = context.doc.lines[number][:column]
        if name := _NAME.match(before):
            if is_in_entry(context.doc.lines, number, context.language):
                place = client_range(context.doc, number, name.start("name"), column)
                return [_field_item(field.name, field.help, place) for field in FIELDS.values()]
        elif value := _VALUE.match(before):
            place = client_range(context.doc, number, value.start("value"), column)
            return label_items(self._glossaries.of(context.uri), place, value["value"])
        return []


def _field_item(name: str, text: str, place: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=name,
        kind=types.CompletionItemKind.Field,
        detail=text,
        text_edit=types.TextEdit(place, f"{name}: "),
    )


def is_in_entry(lines: Sequence[str], number: int, language: str) -> bool:
    """Whether a field may begin in a line: in a glossary or a concept, or below a heading."""
    if _is_below_heading(lines, number, language):
        return True
    return _is_in_fence(lines, number) if language == "markdown" else _is_in_block(lines, number)


def _is_below_heading(lines: Sequence[str], number: int, language: str) -> bool:
    above = number - 1
    while above >= 0 and (not lines[above].strip() or _FIELD.match(lines[above])):
        above -= 1
    if above < 0:
        return False
    if language == "markdown":
        return bool(_HEADING.match(lines[above]))
    return above > 0 and bool(_ADORNMENT.fullmatch(lines[above]) and lines[above - 1].strip())


def _is_in_fence(lines: Sequence[str], number: int) -> bool:
    for line in reversed(lines[:number]):
        if fence := _FENCE.match(line):
            return bool(_NAMED.match(fence["name"].strip()))
    return False


def _is_in_block(lines: Sequence[str], number: int) -> bool:
    """Whether a block around the line, which is indented less, is such a directive."""
    indent = _indent(lines[number])
    for line in reversed(lines[:number]):
        if line.strip() and _indent(line) < indent:
            indent = _indent(line)
            if _DIRECTIVE.match(line):
                return True
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
