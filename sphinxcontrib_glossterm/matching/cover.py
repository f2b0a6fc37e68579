"""The text that found labels use up, so that no other label is linked there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.language import Reason
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .variants import Form

# A label that is refused for one of these is there, though changed, or as part of a longer word:
# no shorter label is meant inside it. Other refused labels are there by accident.
USES_UP = frozenset(
    {
        Reason.NEGATION,
        Reason.DERIVATION,
        Reason.HYPHEN,
        Reason.TECHNICAL_TOKEN,
        Reason.PROPER_NAME,
        Reason.AVOIDED,
    }
)


class Cover(NamedTuple):
    """The text that is covered so far, and the hit that covers it."""

    end: int = 0
    """In the original text."""
    reason: Reason = Reason.LONGER_LABEL
    concepts: frozenset[str] = frozenset()
    closed: tuple[int, int] = (0, 0)
    """The span, in folded text, of a fixed expression; no label that begins there is linked."""

    def over(self, start: int, end: int, verdict: Reason | None, forms: Sequence[Form]) -> Cover:
        """The cover after a hit of *forms*: matches, blockers and changed labels cover.

        *start* is in folded text, *end* in the original text. An expression covers nothing, since
        labels that contain it, or begin before it, are found as usual.
        """
        if verdict is Reason.BLOCKER:
            return Cover(end, verdict, closed=self.closed)
        if verdict is Reason.EXPRESSION:
            return self._closing(start, [form.closed for form in forms if not form.concept])
        stops = verdict is Reason.NOT_AUTOMATIC and any(form.blocks for form in forms)
        if verdict is None or stops or verdict in USES_UP:
            return Cover(
                end, concepts=frozenset([form.concept for form in forms]), closed=self.closed
            )
        return self

    def _closing(self, start: int, spans: Sequence[tuple[int, int]]) -> Cover:
        """The cover after an expression at *start* that closes *spans*, added to what is closed."""
        if not spans:
            return self
        first = start + min(span[0] for span in spans)
        last = start + max(span[1] for span in spans)
        if first <= self.closed[1]:
            first, last = min(first, self.closed[0]), max(last, self.closed[1])
        return self._replace(closed=(first, last))

    def other_forms(self, forms: Sequence[Form]) -> list[Form]:
        """The forms of a covered hit; empty if a concept merely contains its own label."""
        if all(form.concept in self.concepts for form in forms):
            return []
        return named(forms)


def named(forms: Sequence[Form]) -> list[Form]:
    """The forms that belong to a concept, without blockers."""
    return [form for form in forms if form.concept]
