"""Completion of the targets of roles: definitions, and what a keyboard types for a label.

esbonio completes the labels, which it has from the build. Its functions that render an item, which
modules may replace, are called here first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esbonio.server.features.roles import completion
from lsprotocol import types

from .positions import client_range

if TYPE_CHECKING:
    from esbonio.server import CompletionContext
    from esbonio.server.features.roles.completion import RoleTargetRenderer

    from sphinxcontrib_glossterm.formats.editor_data import EditorEntry

    from .glossaries import Glossaries

ROLES = frozenset({"term", "std:term", "glossterm:term"})
"""The roles with a term as their target, as written."""
_LANGUAGES = ("rst", "markdown")
_BEHAVIORS = ("insert", "replace")


def extend_roles(glossaries: Glossaries) -> None:
    """Extend the functions for all languages and settings."""
    for language in _LANGUAGES:
        for behavior in _BEHAVIORS:
            if known := completion.get_role_target_renderer(language, behavior):
                extended = _extended(known, glossaries)
                completion.role_target_renderer(language=language, insert_behavior=behavior)(
                    extended
                )


def _extended(known: RoleTargetRenderer, glossaries: Glossaries) -> RoleTargetRenderer:
    def render(
        context: CompletionContext, item: types.CompletionItem
    ) -> types.CompletionItem | None:
        made = known(context, item)
        if made and context.match["name"] in ROLES:
            entry = glossaries.of(context.uri).named(made.label)
            if entry:
                _describe(made, entry)
                place = client_range(
                    context.doc, context.position.line, *context.match.span("label")
                )
                add_edit(made, types.Range(place.start, context.position), context.match["label"])
        return made

    return render


def items_of(entry: EditorEntry) -> list[types.CompletionItem]:
    """An item for each label of *entry*."""
    return [_describe(types.CompletionItem(label=name), entry) for name, _keys in entry.names]


def _describe(item: types.CompletionItem, entry: EditorEntry) -> types.CompletionItem:
    keys = dict(entry.names)[item.label]
    item.kind = types.CompletionItemKind.Text
    item.detail = entry.summary
    item.documentation = types.MarkupContent(types.MarkupKind.Markdown, entry.text)
    item.filter_text = f"{keys} {item.label}" if keys else None
    return item


def add_edit(item: types.CompletionItem, place: types.Range, typed: str) -> None:
    """Let *item* replace *place*, which contains *typed*.

    Editors compare what was typed with the beginning of the filter text. Who has typed Japanese
    needs the label there, others the Latin letters.
    """
    if item.filter_text and not typed.isascii():
        item.filter_text = item.label
    item.text_edit = types.TextEdit(place, item.insert_text or item.label)
