"""Explain, for each place of a page that looks like a label, why it is or is not a link.

A *verdict* is the explanation for one such place. Links are taken from the decisions that the page
was made from and are not decided again, so the two cannot disagree. Glossary tests compare verdicts
with the expected links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.language import Reason
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .policy import Density, LinkPolicy, Match, Passage, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.model import ConceptScheme, ExpectedLink, LinkTest

    from .matcher import Matcher
    from .policy import Mention, Refusal

TEST_POLICY = LinkPolicy(Scope.EVERYWHERE, Density.EVERY)
"""A test checks whether a text is found, not how often a page links it."""


class Verdict(NamedTuple):
    """The explanation for one place that looks like a label."""

    passage: int
    """Number of the passage in its page."""
    start: int
    """Code points from the start of the passage's text."""
    end: int
    label: str
    """The label as its author wrote it, not as it is spelled in the text."""
    concepts: tuple[str, ...]
    """Ids of the concept that it is linked to, or of all concepts that it might mean."""
    reason: Reason | None
    """The reason why it is not a link; ``None`` if it is one."""


def explain(
    mentions: Iterable[Mention],
    policy: LinkPolicy,
    docname: str,
    passages: Sequence[Passage],
    matcher: Matcher,
    scheme: ConceptScheme,
) -> Iterator[Verdict]:
    """A verdict for every place of a page that looks like a label, in reading order.

    *mentions* are the result of ``policy.decide`` for the other arguments.
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
    """The concepts that an *item* without a link may mean, and the reason."""
    if not isinstance(item, Match):
        return item.concepts, item.reason
    if not policy.reads(passage):
        return item.concepts, Reason.SCOPE
    if not policy.own(passage).isdisjoint(item.concepts):
        return item.concepts, Reason.OWN_DEFINITION
    near = scheme.nearest(map(scheme.__getitem__, item.concepts), docname, item.label)
    ids = tuple(concept.id for concept in near)
    return ids, Reason.AMBIGUOUS if len(ids) > 1 else Reason.ALREADY_LINKED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one glossary test."""

    passed: bool
    linked: tuple[Verdict, ...]
    """The links of the text, in reading order."""
    refused: tuple[Verdict, ...]
    """Other places that look like a label."""
    unknown: tuple[str, ...]
    """Expected targets that are not names of a concept."""


def check(test: LinkTest, docname: str, matcher: Matcher, scheme: ConceptScheme) -> Outcome:
    """Run *test*: its text is treated as a passage of *docname* that defines nothing."""
    passages = [Passage(test.text)]
    mentions = TEST_POLICY.decide(docname, passages, matcher, scheme).mentions
    verdicts = list(explain(mentions, TEST_POLICY, docname, passages, matcher, scheme))
    linked = tuple(verdict for verdict in verdicts if verdict.reason is None)
    return Outcome(
        len(linked) == len(test.links)
        and all(
            _is_expected(verdict, link, test.text, docname, scheme)
            for verdict, link in zip(linked, test.links, strict=True)
        ),
        linked,
        tuple(verdict for verdict in verdicts if verdict.reason is not None),
        tuple(link.target for link in test.links if not scheme.lookup(link.target)),
    )


def _is_expected(
    verdict: Verdict, link: ExpectedLink, text: str, docname: str, scheme: ConceptScheme
) -> bool:
    written = " ".join(text[verdict.start : verdict.end].split())
    meant = {concept.id for concept in scheme.meant(link.target, docname)}
    return meant.issuperset(verdict.concepts) and link.text in {"", written}
