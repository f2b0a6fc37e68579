from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages.japanese import without_joints
from sphinxcontrib_glossterm.matching import Match, Matcher

from ..make import concept


def found(matcher: Matcher, text: str) -> list[str]:
    return [text[item.start : item.end] for item in matcher.find(text) if isinstance(item, Match)]


@settings(deadline=None)
@given(st.text("アン・ ー字a", max_size=20), st.data())
def test_offsets_are_mapped_back_to_the_original_text(text: str, data: st.DataObject) -> None:
    joined = without_joints(text)
    if joined is None or not joined.text:
        return
    start = data.draw(st.integers(0, len(joined.text) - 1))
    end = data.draw(st.integers(start + 1, len(joined.text)))
    span = joined.span(start, end)
    if span is None:
        assert joined.text[start:end] in text
        return
    written = without_joints(text[slice(*span)])
    assert written is not None
    assert written.text == joined.text[start:end]


def test_text_without_joints_is_not_read_twice() -> None:
    assert without_joints("モデル の・学習 model size") is None


def test_a_label_that_has_the_joint_comes_first() -> None:
    matcher = Matcher.from_concepts([concept("ユーザー・ガイド"), concept("ユーザーガイド")])
    (match,) = matcher.find("ユーザー・ガイド")
    assert match.label == "ユーザー・ガイド"


def test_a_refusal_is_reported_once() -> None:
    matcher = Matcher.from_concepts([concept("ユーザー・ガイド")])
    assert len(matcher.find("ユーザー・ガイドブック")) == 1


def test_other_languages_are_not_read_twice() -> None:
    concepts = [concept("ユーザーガイド")]
    assert found(Matcher.from_concepts(concepts), "ユーザー・ガイド") == ["ユーザー・ガイド"]
    assert found(Matcher.from_concepts(concepts, languages=["en"]), "ユーザー・ガイド") == []


def test_capitals_are_compared_over_a_joint() -> None:
    matcher = Matcher.from_concepts([concept("ファイルシステムのAPI")])
    assert found(matcher, "ファイル・システムのAPI") == ["ファイル・システムのAPI"]
    assert found(matcher, "ファイル・システムのapi") == []
