from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.matching import Match, Matcher, Reason, Refusal
from sphinxcontrib_glossterm.model.concept import Case, Concept, Location
from sphinxcontrib_glossterm.model.labels import Label, LabelKind


def concept(name: str, *labels: str, **options: object) -> Concept:
    made = tuple(Label(label) for label in labels or (name,))
    return Concept(name, name, made, Location("glossary"))._replace(**options)


def matches(text: str, *concepts: Concept, blockers: tuple[str, ...] = ()) -> list[str]:
    found = Matcher.from_concepts(concepts, blockers=blockers).find(text)
    return [text[item.start : item.end] for item in found if isinstance(item, Match)]


def reasons(text: str, *concepts: Concept, blockers: tuple[str, ...] = ()) -> list[Reason]:
    found = Matcher.from_concepts(concepts, blockers=blockers).find(text)
    return [item.reason for item in found if isinstance(item, Refusal)]


def test_offsets_and_label_are_those_of_the_authors() -> None:
    found = Matcher.from_concepts([concept("a", "アダプター層")]).find("大きいｱﾀﾞﾌﾟﾀｰ\n層を")
    assert found == [Match(3, 12, "アダプター層", ("a",))]


def test_nothing_to_find() -> None:
    assert Matcher.from_concepts([]).find("LoRA") == []
    assert Matcher.from_concepts([concept("a", "\u200b")]).find("LoRA") == []
    assert Matcher.from_concepts([concept("LoRA")]).find("") == []


def test_an_unlinkable_node_bounds_words_and_is_no_part_of_one() -> None:
    assert matches("\ufffcLoRA\ufffcモデル\ufffc", concept("LoRA"), concept("モデル")) == [
        "LoRA",
        "モデル",
    ]
    assert matches("fine\ufffctuning", concept("fine-tuning")) == []
    assert matches("\ufffc\ufffc", concept("a", "\ufffc\ufffc", auto=True)) == []


def test_all_kinds_of_names_are_found() -> None:
    made = concept("lora", forms=("ローラる",), abbr="LoRA")
    labels = (Label("Low-Rank Adaptation"), Label("LoLA", LabelKind.HIDDEN))
    found = Matcher.from_concepts([made._replace(labels=labels)]).find("LoRA、LoLA、ローラる")
    assert [item.label for item in found] == ["LoRA", "LoLA", "Low-Rank Adaptation"]


def test_one_label_of_two_concepts_names_both() -> None:
    found = Matcher.from_concepts([concept("b", "token"), concept("a", "token")]).find("Tokens")
    assert found == [Match(0, 6, "token", ("a", "b"))]


def test_exact_beats_folded() -> None:
    pair = (concept("rest"), concept("REST"))
    found = Matcher.from_concepts(pair).find("REST rest Rest")
    assert [item.concepts for item in found] == [("REST",), ("rest",), ("rest",)]


@pytest.mark.parametrize(
    ("label", "case", "text", "expected"),
    [
        ("LoRA", Case.SMART, "lora LoRA", ["LoRA"]),
        ("iOS", Case.SMART, "IOS iOS", ["iOS"]),
        ("Adapter Layers", Case.SMART, "adapter layers", ["adapter layers"]),
        ("Rust", Case.EXACT, "rust Rust", ["Rust"]),
        ("LoRA", Case.FOLD, "lora LoRA", ["lora", "LoRA"]),
    ],
)
def test_case(label: str, case: Case, text: str, expected: list[str]) -> None:
    assert matches(text, concept(label, case=case)) == expected
    assert set(reasons(text, concept(label, case=case))) <= {Reason.CASE}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("表", False),
        ("もの", False),
        ("キー", False),
        ("モデル", True),
        ("学習", True),
        ("go", False),
        ("Go", False),
        ("AI", True),
        ("T5", True),
        ("C++", False),
        ("k8s", True),
        ("重み", True),
    ],
)
def test_what_links_automatically(label: str, expected: bool) -> None:
    assert bool(matches(label, concept(label))) is expected
    assert (Reason.NOT_AUTOMATIC in reasons(label, concept(label))) is not expected
    assert matches(label, concept(label, auto=True)) == [label]


def test_auto_no_covers_its_text_and_a_short_label_does_not() -> None:
    silent = concept("機械学習", auto=False)
    assert matches("機械学習", silent, concept("機械")) == []
    assert reasons("機械学習", silent, concept("機械")) == [
        Reason.NOT_AUTOMATIC,
        Reason.LONGER_LABEL,
    ]


def test_a_variant_is_overridden_by_another_concepts_own_label() -> None:
    pair = (concept("datum", "token"), concept("plural", "tokens"))
    found = Matcher.from_concepts(pair).find("token tokens")
    linked = [item.concepts for item in found if isinstance(item, Match)]
    assert linked == [("datum",), ("plural",)]


def test_a_refused_candidate_falls_back_to_the_next_shorter() -> None:
    pair = (concept("モデル"), concept("モデル学"))
    assert matches("モデル学習", *pair) == ["モデル"]


def test_blockers_cover_text_and_ignore_edges() -> None:
    options = {"blockers": ("OpenAI", "注意深")}
    assert matches("OpenAIsのAI、注意深い注意", concept("AI"), concept("注意"), **options) == [
        "AI",
        "注意",
    ]
    assert reasons("OpenAI", concept("AI"), **options) == [Reason.BLOCKER]
    assert reasons("注意", concept("注意"), blockers=("注意",)) == [Reason.BLOCKER]


def test_the_own_shorter_label_of_a_concept_is_not_reported() -> None:
    assert reasons("tokens", concept("token")) == []
    assert reasons("token ring", concept("token"), concept("token ring")) == [Reason.LONGER_LABEL]


def test_matches_in_one_character_do_not_overlap() -> None:
    found = Matcher.from_concepts([concept("株式"), concept("会社")]).find("㍿")
    assert [type(item) for item in found] == [Match, Refusal]


def test_without_japanese_its_edge_rules_do_not_apply() -> None:
    matcher = Matcher.from_concepts([concept("学习")], languages=("zh",))
    assert isinstance(matcher.find("深度学习塾")[0], Match)
