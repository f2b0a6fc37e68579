"""Properties for any text and any labels."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages.english_words import is_verb
from sphinxcontrib_glossterm.matching import (
    DEFAULT_RULES,
    EdgeRules,
    Match,
    Matcher,
    fold,
    fold_case,
)
from sphinxcontrib_glossterm.matching.cover import USES_UP
from sphinxcontrib_glossterm.matching.edges import Found, refusal
from sphinxcontrib_glossterm.matching.variants import variants_of
from sphinxcontrib_glossterm.model.concept import Case, Concept, Location
from sphinxcontrib_glossterm.model.labels import Label

# No space and no hyphen, which are equal by a variant rule of every language.
LETTERS = st.text(alphabet="abAあアー学習\u3099ﾞ㍿①", min_size=1, max_size=5)
FREE = EdgeRules(scripts=())


def concepts(labels: list[str]) -> list[Concept]:
    return [
        Concept(label, "", (Label(label),), Location("d"), auto=True, case=Case.FOLD)
        for label in dict.fromkeys(labels)
    ]


def leftmost_longest(text: str, labels: set[str]) -> list[tuple[int, int]]:
    """The simplest search: at each position the longest label, then continue after it."""
    found = []
    start = 0
    while start < len(text):
        end = max((start + len(one) for one in labels if text.startswith(one, start)), default=0)
        if end:
            found.append((start, end))
        start = end or start + 1
    return found


@settings(deadline=None)
@given(st.lists(LETTERS, max_size=6), st.text(alphabet="abAあアー学習①\u3099 -\n", max_size=40))
def test_without_edges_it_is_leftmost_longest(labels: list[str], text: str) -> None:
    matcher = Matcher.from_concepts(concepts(labels), languages=(), rules=FREE)
    found = [(item.start, item.end) for item in matcher.find(text) if isinstance(item, Match)]
    folded = fold(text)
    forms = {fold_case(fold(label).text) for label in labels}
    expected = leftmost_longest(fold_case(folded.text), forms)
    assert found == [folded.span(*span) for span in expected]


@settings(deadline=None)
@given(
    st.lists(st.text("LoRa学習モデル層ー化再非", min_size=1, max_size=4), max_size=6),
    st.text("LoRa学習モデル層ー化再非を、 -.", max_size=40),
)
def test_with_edges_the_longest_accepted_label_is_found(labels: list[str], text: str) -> None:
    matcher = Matcher.from_concepts(concepts(labels), languages=("ja",))
    plain = Matcher.from_concepts(concepts(labels), languages=("ja",), rules=FREE)
    forms = {fold_case(form.text) for forms in plain._forms for form in forms}
    written = fold(text).text
    searched = fold_case(written)
    expected, start = [], 0
    while start < len(searched):
        ends = (start + len(form) for form in forms if searched.startswith(form, start))
        for end in sorted(ends, reverse=True):
            reason = refusal(Found(written, start, end), DEFAULT_RULES)
            if reason is None:
                expected.append((start, end))
            if reason is None or reason in USES_UP:
                start = end
                break
        else:
            start += 1
    found = [(item.start, item.end) for item in matcher.find(text) if isinstance(item, Match)]
    assert found == [fold(text).span(*span) for span in expected]


WORDS = {
    "en": ["log file", "back end", "tokenizer", "Layers dialog", "unit of work", "set", "URL"],
    "ja": [
        "サーバー",
        "読み込み",
        "プロンプト・テスト",
        "LoRA アダプター",
        "バイオリン",
        "がく 学習",
    ],
}
NEAR = {
    "en": ["to", "the", "a", "you", "can", "number of", "is", "￼", ",", ".", "Sets", "it"],
    "ja": ["を", "の", "、", "。", "。 ", "「", "」", "は、"],
}


@st.composite
def sentences(draw: st.DrawFn, language: str) -> str:
    """Labels in any of their spellings, between words that decide about them."""
    spellings = [form for label in WORDS[language] for form in variants_of(label, [language])]
    pieces = st.sampled_from([*spellings, *NEAR[language]])
    return (" " if language == "en" else "").join(draw(st.lists(pieces, max_size=12)))


@settings(deadline=None)
@given(sentences("en"), sentences("ja"))
def test_what_is_found_is_a_spelling_and_depends_on_no_composition(
    english: str, japanese: str
) -> None:
    for language, text in (("en", english), ("ja", japanese)):
        matcher = Matcher.from_concepts(concepts(WORDS[language]), languages=[language])
        found = [item for item in matcher.find(text) if isinstance(item, Match)]
        for item in found:
            spellings = {fold_case(form) for form in variants_of(item.label, [language])}
            assert fold_case(fold(text[item.start : item.end]).text) in spellings
        apart = unicodedata.normalize("NFD", text)
        again = [item for item in matcher.find(apart) if isinstance(item, Match)]
        assert [item.label for item in again] == [item.label for item in found]


@pytest.mark.parametrize("language", WORDS)
def test_every_spelling_is_found_on_its_own(language: str) -> None:
    for label in WORDS[language]:
        matcher = Matcher.from_concepts(concepts([label]), languages=[language])
        for form in variants_of(label, [language]):
            assert [(item.start, item.end) for item in matcher.find(f"「{form}」")] == [
                (1, 1 + len(form))
            ], form


@settings(deadline=None)
@given(st.lists(st.sampled_from(NEAR["en"]), max_size=5), st.text(max_size=60))
def test_only_the_next_words_decide_whether_it_is_a_verb(words: list[str], far: str) -> None:
    before = " ".join(["one", "two", *words, ""])
    expected = is_verb(f"{before}set the", len(before), len(before) + 3)
    start = len(far) + 2 + len(before)
    assert is_verb(f"{far}. {before}set the {far}", start, start + 3) == expected


LANGUAGE_SETS = st.sampled_from(
    [
        ("en", "ja"),
        ("ja",),
        ("he",),
        ("zh", "en", "ja"),
        ("de", "en"),
        ("fr", "ko"),
        ("ru",),
        ("es", "pt"),
    ]
)
# Text that is difficult to split into characters: surrogates, combining marks without a base
# letter, direction marks, joined emoji, characters that change length, other scripts, spaces.
AWKWARD = st.text(
    alphabet=st.one_of(
        st.characters(categories=["Cs", "Mn", "Mc", "Me", "Cf", "Zs", "Zl", "Zp", "Cc", "Co"]),
        st.sampled_from("ŉİßΐﬃǅẞ㍿㎏ﾊﾟが\u3099🇯🇵👩\u200d💻שלום\u202eעם مرحبا한국ไทย"),
        st.sampled_from("LoRA学習モデルを、-._/@:=()'+#"),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=300)
@given(AWKWARD, st.lists(AWKWARD, max_size=4), LANGUAGE_SETS)
def test_no_character_of_unusual_text_is_lost(
    text: str, labels: list[str], languages: tuple[str, ...]
) -> None:
    matcher = Matcher.from_concepts(concepts(["LoRA", "学習", *labels]), languages=languages)
    for prose in (text, f"{text}LoRA{text}学習", *labels):
        end, pieces = 0, []
        for item in matcher.find(prose):
            if isinstance(item, Match):
                pieces += [prose[end : item.start], prose[item.start : item.end]]
                assert pieces[-1]
                end = item.end
        assert "".join(pieces) + prose[end:] == prose


@settings(deadline=None)
@given(st.lists(st.text(max_size=6), max_size=8), st.text(alphabet=st.characters(), max_size=80))
def test_results_for_any_text_are_in_order_without_overlap(labels: list[str], text: str) -> None:
    matcher = Matcher.from_concepts(concepts(labels), blockers=labels[:1])
    for prose in (text, text.join(labels), "".join(labels)):
        found = matcher.find(prose)
        assert [item.start for item in found] == sorted(item.start for item in found)
        last = 0
        for item in found:
            assert 0 <= item.start < item.end <= len(prose)
            if isinstance(item, Match):
                assert item.start >= last
                last = item.end


@settings(deadline=None)
@given(st.lists(LETTERS, max_size=6), LETTERS)
def test_the_order_of_labels_does_not_matter(labels: list[str], more: str) -> None:
    one = Matcher.from_concepts(concepts(labels))
    two = Matcher.from_concepts(concepts(sorted(labels)))
    assert one.find(more) == two.find(more)
