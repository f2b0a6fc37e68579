"""Every language module has the form that the table and the search require."""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from types import ModuleType

import pytest

from sphinxcontrib_glossterm import languages
from sphinxcontrib_glossterm.config import OPTIONS, GlosstermConfig
from sphinxcontrib_glossterm.languages import LANGUAGES, MODULES, genus_candidates
from sphinxcontrib_glossterm.languages.language import MOST_SPELLINGS, Language
from sphinxcontrib_glossterm.languages.scripts import Script
from sphinxcontrib_glossterm.languages.spaced import SpacedRules
from sphinxcontrib_glossterm.matching import variants_of

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
    lists = {entry.name for entry in fields(SpacedRules) if entry.type == "frozenset[str]"}
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
    assert GlosstermConfig.of(lambda name: None).variants == LANGUAGES


def test_unknown_languages_add_nothing() -> None:
    assert languages.languages(["tlh"]) == ()
    assert list(variants_of("adapter", ["tlh"])) == ["adapter"]


GERMAN = Language(
    code="de",
    inflections=(lambda form: (form, f"{form}en"),),
    genera=lambda definition: re.findall(r"eine Art (\w+)", definition),
)


def test_a_language_is_a_module_and_a_line_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("german")
    module.LANGUAGE = GERMAN
    monkeypatch.setitem(sys.modules, f"{languages.__name__}.german", module)
    monkeypatch.setitem(MODULES, "de", "german")
    assert list(variants_of("Verbindung", ["de"])) == ["Verbindung", "Verbindungen"]
    assert genus_candidates("Eine Gleichung, also eine Art Aussage.") == ("Aussage",)


def test_spellings_are_limited() -> None:
    label = "-".join(["word"] * 12)
    assert len(list(variants_of(label, LANGUAGES))) == MOST_SPELLINGS
