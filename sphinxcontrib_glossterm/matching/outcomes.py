"""Run the tests that a glossary carries, and tell what was found instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .policy import Density, LinkPolicy, Passage, Scope
from .verdicts import explain

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.model import ConceptScheme, LinkTest
    from sphinxcontrib_glossterm.model.linktest import ExpectedLink

    from .matcher import Matcher
    from .verdicts import Verdict

POLICY = LinkPolicy(Scope.EVERYWHERE, Density.EVERY)
"""What a test asks is whether a text is found, and not how often a page wants it linked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test has shown."""

    passed: bool
    linked: tuple[Verdict, ...]
    """The links that the text gets, in reading order."""
    refused: tuple[Verdict, ...]
    """What else reads like a label, with reasons."""
    unknown: tuple[str, ...]
    """Expected targets that no concept is called by."""


def check(test: LinkTest, docname: str, matcher: Matcher, scheme: ConceptScheme) -> Outcome:
    """Find what *test* is about, as prose of *docname* that is far from any definition."""
    passages = [Passage(test.text)]
    mentions = POLICY.decide(docname, passages, matcher, scheme).mentions
    verdicts = list(explain(mentions, POLICY, docname, passages, matcher, scheme))
    linked = tuple(verdict for verdict in verdicts if verdict.reason is None)
    return Outcome(
        len(linked) == len(test.links)
        and all(
            _meets(verdict, link, test.text, docname, scheme)
            for verdict, link in zip(linked, test.links, strict=True)
        ),
        linked,
        tuple(verdict for verdict in verdicts if verdict.reason is not None),
        tuple(link.target for link in test.links if not scheme.lookup(link.target)),
    )


def _meets(
    verdict: Verdict, link: ExpectedLink, text: str, docname: str, scheme: ConceptScheme
) -> bool:
    written = " ".join(text[verdict.start : verdict.end].split())
    meant = {concept.id for concept in scheme.meant(link.target, docname)}
    return meant.issuperset(verdict.concepts) and link.text in {"", written}
