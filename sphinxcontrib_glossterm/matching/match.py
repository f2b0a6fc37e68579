"""What the matcher answers: mentions, and places that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .rules import Reason


class Match(NamedTuple):
    """A mention: a label that stands in the text as a word of its own."""

    start: int
    """First code point, in the text that was given to :meth:`.Matcher.find`."""
    end: int
    """One behind the last code point."""
    label: str
    """The label as its author wrote it, not as the text spells it."""
    concepts: tuple[str, ...]
    """Ids of all concepts that bear the label, sorted; which one is meant is not known here."""


class Refusal(NamedTuple):
    """A place that reads like a label and is none; offsets and label as in :class:`Match`."""

    start: int
    end: int
    label: str
    concepts: tuple[str, ...]
    reason: Reason
