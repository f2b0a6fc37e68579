"""Glossary tests: a text, and the links that are expected in it."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.matching import Matcher, Reason, check
from sphinxcontrib_glossterm.model import ConceptScheme, LinkTest, expected_links

from ..make import concept

SCHEME = ConceptScheme(
    [
        concept("LoRA | Low-Rank Adaptation", "ml/terms"),
        concept("token", "ml/terms", glossary="ml"),
        concept("token", "web/terms", glossary="web"),
        concept("モデル", "ml/terms"),
    ]
)
MATCHER = Matcher.from_concepts(SCHEME)


@pytest.mark.parametrize(
    ("text", "links", "passed"),
    [
        ("LoRA and LoRA", ["LoRA", "LoRA"], True),
        ("LoRA and LoRA", ["LoRA"], False),
        ("LoRA", [], False),
        ("サブモデル", [], True),
        ("サブモデル", ["モデル"], False),
        ("low-rank\nadaptation", ["LoRA"], True),
        ("low-rank\nadaptation", ["low-rank adaptation <LoRA>"], True),
        ("low-rank adaptation", ["LoRA <LoRA>"], False),
        ("Tokens", ["Tokens <token>"], True),
        ("Tokens", ["ml:token"], True),
        ("Tokens", ["web:token"], False),
        ("Tokens", ["ml/terms#term-token"], True),
        ("モデルとLoRA", ["LoRA", "モデル"], False),
    ],
)
def test_a_test_passes_or_fails(text: str, links: list[str], passed: bool) -> None:
    test = LinkTest(text, expected_links(tuple(links)), 1)
    assert check(test, "ml/page", MATCHER, SCHEME).passed == passed


def test_the_place_of_the_test_decides_between_two_concepts() -> None:
    test = LinkTest("token", expected_links(("web:token",)), 1)
    assert check(test, "web/page", MATCHER, SCHEME).passed
    assert not check(test, "ml/page", MATCHER, SCHEME).passed


def test_what_was_found_instead_is_reported() -> None:
    test = LinkTest("QLoRA, LoRA", expected_links(("QLoRA", "LoRA")), 1)
    outcome = check(test, "ml/page", MATCHER, SCHEME)
    assert [verdict.start for verdict in outcome.linked] == [7]
    assert [(verdict.start, verdict.reason) for verdict in outcome.refused] == [
        (1, Reason.LATIN_EDGE)
    ]
    assert outcome.unknown == ("QLoRA",)


def test_an_ambiguous_mention_is_not_a_link() -> None:
    test = LinkTest("token", expected_links(("token",)), 1)
    outcome = check(test, "page", MATCHER, SCHEME)
    assert not outcome.passed
    assert [verdict.reason for verdict in outcome.refused] == [Reason.AMBIGUOUS]
