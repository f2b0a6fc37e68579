"""Properties of the second search, by stems, for any text of a language."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages import project_languages
from sphinxcontrib_glossterm.matching import Match, Matcher, variants_of

from ..make import concept

LABELS = {
    "de": [
        "Speicher",
        "Wörterbuch",
        "Ebene",
        "virtuelle Maschine",
        "Index",
        "verteilt",
        "Schlüssel",
    ],
    "ru": ["узел", "ссылка", "настройка", "виртуальная машина", "имя", "путь", "чёрный список"],
}
ENDINGS = {
    "de": ["", "n", "en", "e", "es", "s", "er", "ern", "em", "ung", "bar", "izes"],
    "ru": ["", "а", "ы", "ов", "ами", "ок", "ек", "лы", "ого", "ыми", "ть", "ный", "ени"],
}


def matcher(language: str, labels: list[str]) -> Matcher:
    concepts = [concept(label) for label in dict.fromkeys(labels)]
    return Matcher.from_concepts(concepts, languages=project_languages(language, labels))


MATCHERS = {language: matcher(language, labels) for language, labels in LABELS.items()}


@st.composite
def texts(draw: st.DrawFn, language: str) -> str:
    """Text of words that look like forms of the labels, with any capitals and signs."""
    words = [word for label in LABELS[language] for word in label.split()]
    word = st.builds(
        lambda base, cut, ending, case: case(base[: len(base) - cut] + ending),
        st.sampled_from(words),
        st.integers(0, 3),
        st.sampled_from(ENDINGS[language]),
        st.sampled_from([str, str.lower, str.capitalize, str.upper]),
    )
    sign = st.sampled_from([" ", " ", " ", ", ", "-", ". ", "„", "“ ", "'", "/", "\ufffc", " Sie "])
    return draw(st.lists(st.builds(str.__add__, word, sign), max_size=8).map("".join))


@pytest.mark.parametrize("language", LABELS)
def test_found_text_is_whole_words(language: str) -> None:
    @settings(deadline=None)
    @given(texts(language))
    def check(text: str) -> None:
        last = 0
        for item in MATCHERS[language].find(text):
            if not isinstance(item, Match):
                continue
            assert last <= item.start < item.end <= len(text)
            last = item.end
            assert not text[item.start - 1 : item.start].isalpha()
            assert not text[item.end : item.end + 1].isalpha()
            found = text[item.start : item.end].replace("-", " ")
            assert len(found.split()) == len(item.label.split())

    check()


@pytest.mark.parametrize("language", LABELS)
def test_composed_and_decomposed_text_have_the_same_mentions(language: str) -> None:
    @settings(deadline=None)
    @given(texts(language))
    def check(text: str) -> None:
        found = [
            [
                (unicodedata.normalize("NFC", form[item.start : item.end]), item.label)
                for item in MATCHERS[language].find(form)
                if isinstance(item, Match)
            ]
            for form in (text, unicodedata.normalize("NFD", text))
        ]
        assert found[0] == found[1]

    check()


@pytest.mark.parametrize("language", LABELS)
def test_a_role_resolves_what_prose_links(language: str) -> None:
    @settings(deadline=None)
    @given(texts(language))
    def check(text: str) -> None:
        finder = MATCHERS[language]
        for item in finder.find(text):
            if isinstance(item, Match):
                written = text[item.start : item.end]
                spellings = (
                    spelling.lower()
                    for label in LABELS[language]
                    for spelling in variants_of(label, (language, "en"))
                )
                assert written.lower() in spellings or finder.inflected(written)

    check()


@pytest.mark.parametrize("language", LABELS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_the_exact_label_is_found(language: str, data: st.DataObject) -> None:
    letters = "abdeghiklmnorstuzäöüß" if language == "de" else "абвгдежийклмнорстуыьюяё"
    label = data.draw(st.text(letters, min_size=3, max_size=10))
    label = data.draw(st.sampled_from([str, str.title]))(label)
    assume(len(label) < 12)
    found = matcher(language, [label]).find(f"– {label} –")
    assert [(item.start, item.label) for item in found if isinstance(item, Match)] == [(2, label)]


@pytest.mark.parametrize(
    ("language", "part"),
    [
        *[("de", part) for part in ("Speichern ", "Speichern", "beim ", "Indizes-", "Aaa Bbb ")],
        *[("ru", part) for part in ("ссылок ", "ссылок", "в то же ", "узлы-", "ами")],
    ],
)
def test_the_time_grows_with_the_text(language: str, part: str) -> None:
    begin = time.process_time()
    MATCHERS[language].find(part * 5_000)
    assert time.process_time() - begin < 3
