"""Result types of the matcher: mentions, and places that only look like a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.languages.language import Reason

ANSWERS = "4"
"""Increase it when the search gives other results for the same labels, options and text. It is part
of the key that decides whether a page is searched again."""


class Match(NamedTuple):
    """A mention: a label that is a word of its own in the text."""

    start: int
    """Offset of the first code point, in the text passed to :meth:`.Matcher.find`."""
    end: int
    """The offset after its last code point."""
    label: str
    """The label as its author wrote it, not as it is spelled in the text."""
    concepts: tuple[str, ...]
    """Ids of all concepts with the label, sorted; the policy decides which one is meant."""


class Refusal(NamedTuple):
    """A place that looks like a label but is not a mention; members as in :class:`Match`."""

    start: int
    end: int
    label: str
    concepts: tuple[str, ...]
    reason: Reason
