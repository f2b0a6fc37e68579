"""The language of a label decides which rules apply to it, and to it only."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.languages import languages_of_labels, project_languages
from sphinxcontrib_glossterm.matching import Match, Matcher, Reason, Refusal, codes_for
from sphinxcontrib_glossterm.model.concept import Concept, Location
from sphinxcontrib_glossterm.model.labels import Label, LabelKind


def concept(*labels: tuple[str, str], **options: object) -> Concept:
    made = tuple(Label(text, LabelKind.ALTERNATIVE, lang=lang) for text, lang in labels)
    return Concept(made[0].text, "", made, Location("a"))._replace(**options)


def matcher(language: str, *concepts: Concept) -> Matcher:
    names = [named for one in concepts for named in one.named()]
    given = languages_of_labels({lang for _, lang in names if lang})
    codes = project_languages(language, [text for text, lang in names if not lang], given)
    further = [code for code in given if code not in codes]
    return Matcher.from_concepts(concepts, languages=codes, further=further)


def found(text: str, language: str, *concepts: Concept) -> list[str]:
    items = matcher(language, *concepts).find(text)
    return [text[item.start : item.end] for item in items if isinstance(item, Match)]


def test_a_german_label_in_an_english_project() -> None:
    network = concept(("network", ""), ("Netzwerk", "de"))
    assert found("Zwei Netzwerke, two networks.", "en", network) == ["Netzwerke", "networks"]


def test_without_a_language_the_rules_of_the_project_apply() -> None:
    assert found("Zwei Netzwerke.", "en", concept(("Netzwerk", ""))) == []


def test_rules_of_a_label_do_not_apply_to_others() -> None:
    others = (concept(("Weg", "")), concept(("Netzwerk", "de")))
    assert found("Auf allen Wegen und Netzwerken.", "en", *others) == ["Netzwerken"]


def test_names_in_capitals_remain_names_in_english_text() -> None:
    state, other = concept(("state", "")), concept(("Netz", "de"))
    assert found("the United States keep the state", "en", state, other) == ["state"]


@pytest.mark.parametrize(("lang", "links"), [("en", ["tokens"]), ("sv", []), ("ja", [])])
def test_a_label_is_inflected_in_its_own_language_only(lang: str, links: list[str]) -> None:
    assert found("Many tokens here.", "en", concept(("token", lang))) == links


def test_two_languages_of_one_text() -> None:
    adapter = concept(("Adapter", "en"), ("Adapter", "de"))
    assert found("The adapters. Des Adapters.", "en", adapter) == ["adapters", "Adapters"]


CHINESE, JAPANESE = concept(("学習", "zh"), id="zh"), concept(("学習", "ja"), id="ja")


@pytest.mark.parametrize("language", ["en", "ja", "zh_CN"])
def test_the_tests_next_to_han_characters_are_those_of_the_label(language: str) -> None:
    """Also if the project has labels of the other language."""
    other = concept(("服务", "zh"), ("サーバ", "ja"))
    assert found("学習塾", language, CHINESE, other) == ["学習"]
    assert found("学習塾", language, JAPANESE, other) == []


def test_a_japanese_label_makes_others_in_han_characters_japanese() -> None:
    assert project_languages("en", ["分類"], ["ja"]) == ("en", "ja")
    assert project_languages("en", ["分類"], ["zh"]) == ("en", "zh")
    assert project_languages("en", ["class"], ["ja", "de"]) == ("en",)


def test_languages_that_are_not_used_are_those_of_no_label() -> None:
    assert codes_for("", ["en"]) == ["en"]
    assert codes_for("de-AT", ["en"], ["de"]) == ("de",)
    assert codes_for("de", ["en"]) == ()


def test_a_refusal_has_the_reason_of_its_language() -> None:
    (item,) = matcher("en", JAPANESE).find("学習塾")
    assert isinstance(item, Refusal)
    assert item.reason is Reason.KANJI_SUFFIX
