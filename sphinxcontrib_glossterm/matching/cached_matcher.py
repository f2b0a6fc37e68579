"""A matcher that keeps its answers, for a second use of the same texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .policy import Finder, Match, Refusal


class CachedMatcher:
    """Searches each text once. All texts stay in memory as long as the object does."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._answers: dict[str, list[Match | Refusal]] = {}

    def find(self, text: str) -> list[Match | Refusal]:
        """The answers of the matcher, in the same list each time."""
        answers = self._answers.get(text)
        if answers is None:
            answers = self._answers[text] = self._finder.find(text)
        return answers
