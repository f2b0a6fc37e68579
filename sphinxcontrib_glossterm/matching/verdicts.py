"""Why is this not a link? An answer for each place of a page that reads like a label.

A *verdict* is the answer for one such place. What is linked is taken from the decision that
the page was made from and not decided a second time, so that the two cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .match import Match
from .rules import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.model import ConceptScheme

    from .match import Refusal
    from .matcher import Matcher
    from .policy import LinkPolicy, Mention, Passage


class Verdict(NamedTuple):
    """What became of one place that reads like a label."""

    passage: int
    """Ordinal of the passage in its page."""
    start: int
    """Code points from the start of the passage's text."""
    end: int
    label: str
    """The label as its author wrote it, not as the text spells it."""
    concepts: tuple[str, ...]
    """Ids of the concept that it is linked to, or of all those that it might mean."""
    reason: Reason | None
    """Why it is no link; ``None``: it is one."""


def explain(
    mentions: Iterable[Mention],
    policy: LinkPolicy,
    docname: str,
    passages: Sequence[Passage],
    matcher: Matcher,
    scheme: ConceptScheme,
) -> Iterator[Verdict]:
    """A verdict for every place of a page that the matcher knows, in reading order.

    *mentions* are those that ``policy.decide`` has chosen for the other arguments.
    """
    linked = {(mention.passage, mention.start): mention for mention in mentions}
    for ordinal, passage in enumerate(passages):
        for item in matcher.find(passage.text):
            mention = linked.get((ordinal, item.start)) if isinstance(item, Match) else None
            concepts: tuple[str, ...]
            reason: Reason | None
            if mention:
                concepts, reason = (mention.concept,), None
            else:
                concepts, reason = _refused(item, policy, docname, passage, scheme)
            yield Verdict(ordinal, item.start, item.end, item.label, concepts, reason)


def _refused(
    item: Match | Refusal,
    policy: LinkPolicy,
    docname: str,
    passage: Passage,
    scheme: ConceptScheme,
) -> tuple[tuple[str, ...], Reason]:
    """What an *item* that is no link might mean, and the first reason that held against it."""
    if not isinstance(item, Match):
        return item.concepts, item.reason
    if not policy.reads(passage):
        return item.concepts, Reason.SCOPE
    if not policy.own(passage).isdisjoint(item.concepts):
        return item.concepts, Reason.OWN_DEFINITION
    near = scheme.nearest(map(scheme.__getitem__, item.concepts), docname, item.label)
    ids = tuple(concept.id for concept in near)
    return ids, Reason.AMBIGUOUS if len(ids) > 1 else Reason.ALREADY_LINKED
