from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching import Folded, fold, fold_case

PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \n\t\u3000\u00ad\u200b\ufffc－–“’，：；．"),
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0x3041, max_codepoint=0x30FE, exclude_characters="ゟ"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40),
        st.characters(min_codepoint=0xFF01, max_codepoint=0xFF9D),
    )
)
ANYTHING = st.text(alphabet=st.characters(), max_size=60)


def slices(folded: Folded) -> list[tuple[int, int]]:
    size = len(folded.text)
    return [(a, b) for a in range(size) for b in range(a + 1, min(size, a + 6) + 1)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ＬｏＲＡ", "LoRA"),
        ("ｱﾀﾞﾌﾟﾀｰ", "アダプター"),
        ("カ\u3099", "ガ"),
        ("cafe\u0301", "café"),
        ("，．：；", "，．：；"),
        ("（ａ）", "(a)"),
        ("a‐b‑c–d−e－f", "a-b-c-d-e-f"),
        ("a—b", "a—b"),
        ("‘a’ “b”", "'a' \"b\""),
        ("so\u00adft\u200b", "soft"),
        ("a \n\t b", "a b"),
        ("a\u200b \u200bb", "a b"),
        ("a\u3000b", "a b"),
        ("機械\n学習", "機械学習"),
        ("機械\n  学習", "機械学習"),
        ("機械 学習", "機械 学習"),
        ("、\n学習", "、学習"),
        ("LoRA\nを", "LoRA を"),
        ("ﾀﾞ\nﾀ", "ダタ"),
        ("\n学習\n", " 学習 "),
        ("①²™", "①²™"),
        ("㎏と株㍿", "kgと株株式会社"),
        ("\ufffc", "\ufffc"),
        ("\U0001d40b", "L"),
        ("゛´", "゛´"),
        ("a\ud800b", "a\ufffdb"),
        ("葛\U000e0100城", "葛城"),
        ("", ""),
    ],
)
def test_fold(written: str, expected: str) -> None:
    assert fold(written).text == expected


@pytest.mark.parametrize(
    ("written", "found", "source"),
    [
        ("ｱﾀﾞﾌﾟﾀｰと", "アダプター", "ｱﾀﾞﾌﾟﾀｰ"),
        ("は機械\n  学習で", "機械学習", "機械\n  学習"),
        ("so\u00adft \n token\u00ad.", "token", "token"),
        ("so\u00adft", "soft", "so\u00adft"),
        ("5㎏を", "g", "㎏"),
        ("\U0001d40bR", "R", "R"),
        ("カ\u3099ス", "ガ", "カ\u3099"),
        ("あ\n\nい", "い", "い"),
    ],
)
def test_span_is_what_was_written(written: str, found: str, source: str) -> None:
    folded = fold(written)
    at = folded.text.index(found)
    start, end = folded.span(at, at + len(found))
    assert written[start:end] == source


def test_an_empty_span_has_one_offset() -> None:
    assert fold("a  b").span(2, 2) == (3, 3)
    assert fold("ab").span(1, 1) == (1, 1)


@settings(deadline=None)
@given(PROSE)
def test_the_text_of_a_span_folds_to_the_slice(text: str) -> None:
    folded = fold(text)
    for start, end in slices(folded):
        written = slice(*folded.span(start, end))
        assert fold(text[written]).text == folded.text[start:end]


@settings(deadline=None)
@given(ANYTHING)
def test_spans_are_ascending_and_inside_the_text(text: str) -> None:
    folded = fold(text)
    last = (0, 0)
    for index in range(len(folded.text)):
        span = folded.span(index, index + 1)
        assert last[0] <= span[0] < span[1] <= len(text)
        assert span == last or span[0] >= last[1]
        last = span


@settings(deadline=None)
@given(PROSE)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@settings(deadline=None)
@given(ANYTHING)
def test_case_folds_character_by_character(text: str) -> None:
    folded = fold_case(text)
    assert len(folded) == len(text)
    assert folded == "".join(map(fold_case, text))


@settings(deadline=None, max_examples=500)
@given(st.one_of(PROSE, ANYTHING))
def test_every_change_is_found(text: str) -> None:
    """If two spaces are adjacent, the text is read character by character."""
    leaping, slow = fold(f"{text}|"), fold(f"{text}|  ")
    assert slow.text == leaping.text + " "
    assert slow.changes[:-1] == leaping.changes
