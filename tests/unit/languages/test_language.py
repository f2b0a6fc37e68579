"""Every language module has the form that the table and the search require."""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm import languages
from sphinxcontrib_glossterm.config import OPTIONS, GlosstermConfig
from sphinxcontrib_glossterm.languages import LANGUAGES, MODULES, genus_candidates, sentences
from sphinxcontrib_glossterm.languages.language import (
    MAX_SPELLINGS,
    IndexRules,
    Language,
    Reason,
    SentenceRules,
)
from sphinxcontrib_glossterm.languages.scripts import Script
from sphinxcontrib_glossterm.languages.spaced import SpacedRules
from sphinxcontrib_glossterm.listing import collation, filter_keys
from sphinxcontrib_glossterm.matching import Match, Matcher, edges, variants_of
from sphinxcontrib_glossterm.model import Concept, Label, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELS = ["adapter layers", "pre-training", "サーバー", "LoRA アダプター", "学習", "x", "Адаптер"]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    (found,) = languages.languages([request.param])
    return found


def test_its_code_is_the_one_in_the_table(language: Language) -> None:
    assert languages.languages([language.code]) == (language,)


def test_each_rule_yields_what_it_is_given_first(language: Language) -> None:
    for rule in (*language.spellings, *language.inflections):
        for label in LABELS:
            assert next(iter(rule(label))) == label, rule


def test_its_words_are_for_lists_that_exist(language: Language) -> None:
    annotations = SpacedRules.__annotations__
    lists = {name for name, annotation in annotations.items() if annotation == "frozenset[str]"}
    assert language.words.keys() <= lists


def test_reasons_with_a_longer_word_are_reasons_of_its_tests(language: Language) -> None:
    reasons = {reason for reason, _ in (*language.edges, *language.token_edges)}
    assert language.around.keys() <= reasons


def test_it_has_tests_only_for_scripts_without_spaces(language: Language) -> None:
    assert language.scripts.isdisjoint({Script.WORD, Script.OTHER})
    assert bool(language.edges) == bool(language.scripts)
    assert language.joints is None or language.joints.script in language.scripts


def test_short_labels_are_described_by_a_regular_expression(language: Language) -> None:
    assert not re.compile(language.short).fullmatch("学習")


def test_the_option_allows_the_languages_of_the_table() -> None:
    (option,) = (option for option in OPTIONS if option.name == "variants")
    assert option.accepts(list(LANGUAGES))
    assert not option.accepts(["tlh"])
    assert all(f'"{code}"' in option.allows for code in LANGUAGES)
    assert GlosstermConfig.of(lambda name: None).variants is None


@pytest.mark.parametrize(
    ("language", "labels", "expected"),
    [
        ("en", ["token"], ("en",)),
        ("en", ["token", "モデル", "学習"], ("en", "ja")),
        ("en", ["学习"], ("en", "zh")),
        ("ja", ["学習"], ("ja", "en")),
        ("zh_CN", ["学习"], ("zh", "en")),
        ("zh_TW", ["學習", "モデル"], ("zh", "en", "ja")),
        ("ko", ["노드", "學習"], ("ko", "en", "zh")),
        ("en_GB", ["노드"], ("en", "ko")),
        ("tlh", ["tlhIngan"], ("en",)),
    ],
)
def test_the_languages_of_a_project_follow_its_language_and_its_labels(
    language: str, labels: list[str], expected: tuple[str, ...]
) -> None:
    assert languages.project_languages(language, labels) == expected


def test_unknown_languages_add_nothing() -> None:
    assert languages.languages(["tlh"]) == ()
    assert list(variants_of("adapter", ["tlh"])) == ["adapter"]


GERMAN = Language(
    code="de",
    inflections=(lambda form: (form, f"{form}en"),),
    genera=lambda definition: re.findall(r"eine Art (\w+)", definition),
)


def test_a_language_is_a_module_and_a_line_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("example")
    module.LANGUAGE = GERMAN
    monkeypatch.setitem(sys.modules, f"{languages.__name__}.example", module)
    monkeypatch.setitem(MODULES, "qaa", "example")
    languages._load.cache_clear()
    assert list(variants_of("Verbindung", ["qaa"])) == ["Verbindung", "Verbindungen"]
    assert genus_candidates("Eine Gleichung, also eine Art Aussage.", ["qaa"]) == ("Aussage",)
    languages._load.cache_clear()


def test_the_order_has_patterns_and_headings_of_its_own(language: Language) -> None:
    rules = language.order or IndexRules()
    re.compile(f"[{rules.with_reading or '-'}]")
    for head in rules.heads:
        assert head("") is head("!") is None
    assert rules.sign is None or rules.sign("x", "") is None
    assert "x" not in rules.search_keys("x")


# -- a language with a script that Japanese has too ----------------------------------

CHINESE = Language(
    code="zh",
    scripts=frozenset({Script.KANJI}),
    edges=((Reason.KANJI_PREFIX, lambda found, rules: found.before == "不"),),
    sentences=SentenceRules(stops="。", never_last=frozenset({"abk"})),
    order=IndexRules(
        heads=(lambda char: ("Zhuyin", "zhuyin") if "\u3105" <= char <= "\u312f" else None,),
        sign=lambda char, before: (char, ("z", "0", "3", "0")) if char == "ㄅ" else None,
        search_table={ord("學"): ord("学")},
        search_keys=lambda text: ("xue",) if text == "学" else (),
    ),
)
CACHES = (
    languages._load,
    collation._rules,
    collation._place,
    collation.sort_key,
    filter_keys._table,
    filter_keys._typed,
    filter_keys.keys_of,
    edges.tests_of,
    sentences._rules,
    sentences._end,
)


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    module = ModuleType("chinese")
    module.LANGUAGE = CHINESE
    monkeypatch.setitem(sys.modules, f"{languages.__name__}.chinese", module)
    monkeypatch.setitem(MODULES, "zh", "chinese")
    monkeypatch.setattr(languages, "ALWAYS", ("ja", "en", "zh"))
    for cached in CACHES:
        cached.cache_clear()
    yield
    for cached in CACHES:
        cached.cache_clear()


@pytest.mark.usefixtures("chinese")
def test_its_word_edges_are_not_those_of_another_language_of_the_script() -> None:
    concept = Concept("c", "c", (Label("学习"),), Location("d"))
    text = "深度的研究学习 不学习"  # an odd number of kanji before it: no word in Japanese
    for codes, found in (["zh"], [5]), (["ja"], []):
        matcher = Matcher.from_concepts([concept], languages=codes)
        assert [item.start for item in matcher.find(text) if isinstance(item, Match)] == found


@pytest.mark.usefixtures("chinese")
def test_it_can_have_headings_order_and_search_keys() -> None:
    assert collation.head_of("ㄅ") == ("Zhuyin", "zhuyin")
    assert collation.sort_key("ㄅ").plain == "z"
    assert collation.sort_key("か") < collation.sort_key("ㄅ")
    assert filter_keys.keys_of("學") == ("学", "xue")


@pytest.mark.usefixtures("chinese")
def test_it_can_have_abbreviations() -> None:
    assert sentences.first_sentence("One abk. Two. Three.", ["zh"]) == "One abk. Two."


def test_spellings_are_limited() -> None:
    label = "-".join(["word"] * 12)
    assert len(list(variants_of(label, LANGUAGES))) == MAX_SPELLINGS
