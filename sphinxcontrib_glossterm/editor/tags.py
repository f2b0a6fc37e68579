"""Completion of labels after ``<term>`` in front of a code span, in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from esbonio import server

from .positions import CompletionTrigger, client_range
from .roles import label_items

if TYPE_CHECKING:
    from lsprotocol import types

    from .glossaries import Glossaries

TAG = re.compile(r"<term>(?P<ticks>`+)(?P<label>[^`\n]*)")
"""The tag with an open code span, or one that is complete except for its end."""


class TagCompletion(server.LanguageFeature):
    """Completes labels."""

    completion_trigger = CompletionTrigger(patterns=[TAG], languages={"markdown"}, characters={"`"})

    def __init__(self, *args: Any) -> None:
        """The last argument has the glossaries, the others are those of the base class."""
        *others, glossaries = args
        super().__init__(*others)
        self._glossaries: Glossaries = glossaries

    def completion(self, context: server.CompletionContext) -> list[types.CompletionItem]:
        """Every label, if the position is inside the code span."""
        start, column = context.match.start("label"), context.position.character
        if column < start:
            return []
        place = client_range(context.doc, context.position.line, start, column)
        typed = context.match["label"][: column - start]
        return label_items(self._glossaries.of(context.uri), place, typed)
