"""Completion of the targets of roles: definitions, and the letters that are typed for a label.

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

    from .glossaries import Glossaries, Glossary

ROLES = frozenset({"term", "std:term", "glossterm:term"})
"""The roles with a term as their target, as written."""
_LANGUAGES = ("rst", "markdown")
_BEHAVIORS = ("insert", "replace")
MAX_DOCUMENTED = 1000
"""Maximum number of entries whose definitions are sent with a completion: all are sent at once."""


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
            glossary = glossaries.of(context.uri)
            if entry := glossary.named(made.label):
                _describe(made, entry, len(glossary.entries))
                place = client_range(
                    context.doc, context.position.line, *context.match.span("label")
                )
                _add_edit(made, types.Range(place.start, context.position), context.match["label"])
        return made

    return render


def label_items(glossary: Glossary, place: types.Range, typed: str) -> list[types.CompletionItem]:
    """An item for each label; each replaces *place*, which contains *typed*."""
    number = len(glossary.entries)
    items = [
        _describe(types.CompletionItem(label=name), entry, number)
        for entry in glossary.entries
        for name, _keys in entry.names
    ]
    for item in items:
        _add_edit(item, place, typed)
    return items


def _describe(item: types.CompletionItem, entry: EditorEntry, number: int) -> types.CompletionItem:
    keys = dict(entry.names)[item.label]
    item.kind = types.CompletionItemKind.Text
    item.detail = entry.summary
    if number <= MAX_DOCUMENTED:
        item.documentation = types.MarkupContent(types.MarkupKind.Markdown, entry.text)
    item.filter_text = f"{keys} {item.label}" if keys else None
    return item


def _add_edit(item: types.CompletionItem, place: types.Range, typed: str) -> None:
    """Let *item* replace *place*, which contains *typed*.

    Editors compare what was typed with the beginning of the filter text. Who has typed Japanese
    needs the label there, others the Latin letters.
    """
    if item.filter_text and not typed.isascii():
        item.filter_text = item.label
    item.text_edit = types.TextEdit(place, item.insert_text or item.label)
