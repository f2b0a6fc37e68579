"""Verdicts: every place that looks like a label has one, consistent with the decisions."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching import (
    Density,
    LinkPolicy,
    Match,
    Matcher,
    Mention,
    Passage,
    Reason,
    Scope,
    Verdict,
    compound_around,
    explain,
)
from sphinxcontrib_glossterm.model import ConceptScheme

from ..make import concept

SCHEME = ConceptScheme(
    [
        concept("LoRA", "ml/terms"),
        concept("モデル", "ml/terms"),
        concept("token", "ml/terms"),
        concept("token", "ml/words"),
        concept("学習", "index"),
    ]
)
MATCHER = Matcher.from_concepts(SCHEME)
LORA = "ml/terms#term-LoRA"


def verdicts(policy: LinkPolicy, *passages: Passage) -> list[Verdict]:
    decision = policy.decide("ml/page", passages, MATCHER, SCHEME)
    return list(explain(decision.mentions, policy, "ml/page", passages, MATCHER, SCHEME))


def reasons(policy: LinkPolicy, *passages: Passage) -> list[Reason | None]:
    return [verdict.reason for verdict in verdicts(policy, *passages)]


EVERYWHERE = LinkPolicy(Scope.EVERYWHERE)


@pytest.mark.parametrize(
    ("policy", "passage", "reason"),
    [
        (EVERYWHERE, Passage("LoRA"), None),
        (EVERYWHERE, Passage("QLoRA"), Reason.LATIN_EDGE),
        (EVERYWHERE, Passage("token"), Reason.AMBIGUOUS),
        (EVERYWHERE, Passage("LoRA", explicit=("LoRA",)), Reason.ALREADY_LINKED),
        (EVERYWHERE, Passage("LoRA", defined=(LORA,)), Reason.OWN_DEFINITION),
        (EVERYWHERE, Passage("LoRA", subject=LORA), Reason.OWN_DEFINITION),
        (LinkPolicy(Scope.EVERYWHERE, Density.EVERY), Passage("LoRA", subject=LORA), None),
        (LinkPolicy(Scope.DEFINITIONS), Passage("LoRA"), Reason.SCOPE),
        (LinkPolicy(Scope.DEFINITIONS), Passage("LoRA", subject="x"), None),
        (LinkPolicy(Scope.OFF), Passage("LoRA", subject="x"), Reason.SCOPE),
        (LinkPolicy(Scope.OFF), Passage("QLoRA"), Reason.LATIN_EDGE),
    ],
)
def test_the_reason(policy: LinkPolicy, passage: Passage, reason: Reason | None) -> None:
    assert reasons(policy, passage) == [reason]


def test_an_ambiguity_lists_the_nearest_concepts_only() -> None:
    scheme = ConceptScheme([*SCHEME, concept("token", "far/away/terms")])
    matcher = Matcher.from_concepts(scheme)
    passages = [Passage("token")]
    decision = EVERYWHERE.decide("ml/page", passages, matcher, scheme)
    (verdict,) = explain(decision.mentions, EVERYWHERE, "ml/page", passages, matcher, scheme)
    assert verdict.concepts == ("ml/terms#term-token", "ml/words#term-token")


def test_places_are_counted_in_their_passage() -> None:
    found = verdicts(EVERYWHERE, Passage("no label"), Passage("a LoRA, LoRA"))
    assert found == [
        Verdict(1, 2, 6, "LoRA", (LORA,), None),
        Verdict(1, 8, 12, "LoRA", (LORA,), Reason.ALREADY_LINKED),
    ]


WORDS = st.sampled_from(
    ["LoRA", "QLoRA", "token", "tokens", "モデル", "サブモデル", "学習", "学習率", "を", " ", "-"]
)
IDS = st.sampled_from(["", *(one.id for one in SCHEME)])
PASSAGES = st.builds(
    Passage,
    st.lists(WORDS, max_size=8).map("".join),
    st.integers(0, 2),
    IDS,
    st.lists(IDS.filter(bool), max_size=1).map(tuple),
    explicit=st.lists(st.sampled_from(["LoRA", "モデル", "nothing"]), max_size=1).map(tuple),
)


@settings(deadline=None)
@given(
    st.builds(LinkPolicy, st.sampled_from(Scope), st.sampled_from(Density)),
    st.lists(PASSAGES, max_size=5),
)
def test_verdicts_and_decision_agree(policy: LinkPolicy, passages: list[Passage]) -> None:
    decision = policy.decide("ml/page", passages, MATCHER, SCHEME)
    explained = list(explain(decision.mentions, policy, "ml/page", passages, MATCHER, SCHEME))
    # Every candidate once, in order.
    assert [(v.passage, v.start, v.end, v.label) for v in explained] == [
        (ordinal, item.start, item.end, item.label)
        for ordinal, passage in enumerate(passages)
        for item in MATCHER.find(passage.text)
    ]
    assert [
        Mention(v.passage, v.start, v.end, *v.concepts, v.label, passages[v.passage].section)
        for v in explained
        if v.reason is None
    ] == decision.mentions
    assert {v.concepts for v in explained if v.reason is Reason.AMBIGUOUS} == {
        tie.concepts for tie in decision.ambiguities
    }
    _reasons_hold(policy, passages, explained)


def _reasons_hold(policy: LinkPolicy, passages: list[Passage], explained: list[Verdict]) -> None:
    """Without the cause of the reason, the place is a link."""
    every = LinkPolicy(Scope.EVERYWHERE, Density.EVERY)
    free = [Passage(passage.text, passage.section) for passage in passages]
    would = {(m.passage, m.start) for m in every.decide("ml/page", free, MATCHER, SCHEME).mentions}
    used = Counter((v.concepts, passages[v.passage].section) for v in explained if v.reason is None)
    roles = {target for passage in passages for target in passage.explicit}
    for verdict in explained:
        place = (verdict.passage, verdict.start)
        if verdict.reason in {Reason.ALREADY_LINKED, None}:
            assert place in would
        elif verdict.reason is Reason.OWN_DEFINITION:
            passage = passages[verdict.passage]
            assert {*passage.defined, passage.subject} & {*verdict.concepts}
        elif verdict.reason is Reason.SCOPE:
            assert policy.scope is not Scope.EVERYWHERE
        else:
            assert place not in would
        if verdict.reason is Reason.ALREADY_LINKED:
            page = any(concepts == verdict.concepts for concepts, _section in used)
            assert page or verdict.label in roles


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a QLoRA, b", "QLoRA"),
        ("the Q-LoRA-like", "Q-LoRA-like"),
        ("LoRA++の", "LoRA++"),
        ("tokenizer", "tokenizer"),
        ("a detoken", ""),
        ("LLORA", ""),
        ("このサブモデルは", "サブモデル"),
        ("モデル化手法", "モデル化"),
        ("学習率を", "学習率"),
        ("非学習の", "非学習"),
        ("a/LoRA.py", ""),
        ("LoRA", ""),
    ],
)
def test_the_word_around_a_label(text: str, word: str) -> None:
    item = MATCHER.find(text)[0]
    reason = Reason.SCOPE if isinstance(item, Match) else item.reason
    assert compound_around(text, item.start, item.end, reason) == word
