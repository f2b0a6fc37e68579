"""Results of the search: mentions, and places that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.languages.language import Reason

ANSWERS = "4"
"""Raise it when the search gives other results for the same labels, options and text: it is
part of the key that decides whether the mentions of a page are looked for again."""


class Match(NamedTuple):
    """A mention: a label that is a word of its own in the text."""

    start: int
    """First code point, in the text that was given to :meth:`.Matcher.find`."""
    end: int
    """The offset after its last code point."""
    label: str
    """The label as its author wrote it, not as the text spells it."""
    concepts: tuple[str, ...]
    """Ids of all concepts with the label, sorted; which one is meant is decided by the policy."""


class Refusal(NamedTuple):
    """A place that reads like a label and is no mention; members as in :class:`Match`."""

    start: int
    end: int
    label: str
    concepts: tuple[str, ...]
    reason: Reason
