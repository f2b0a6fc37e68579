from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.languages.scripts import Script
from sphinxcontrib_glossterm.matching import (
    DEFAULT_RULES,
    RULE_NAMES,
    WORD_LISTS,
    EdgeRules,
    rules_of,
    with_words,
)


def test_words_are_added_and_taken_away() -> None:
    changed = with_words(DEFAULT_RULES, {"kanji_suffixes": ["市", "-法", "-無い", " "]})
    assert changed.kanji_suffixes == DEFAULT_RULES.kanji_suffixes - {"法"} | {"市"}
    assert changed.kanji_prefixes == DEFAULT_RULES.kanji_prefixes


def test_the_order_of_a_list_that_has_one_stays() -> None:
    changed = with_words(DEFAULT_RULES, {"particles": ["っぽい", "を", "-が"]})
    expected = [word for word in DEFAULT_RULES.particles if word != "が"]
    assert changed.particles == (*expected, "っぽい")


def test_a_language_adds_words_in_its_projects_only() -> None:
    german = rules_of(("de", "en"))
    assert german.hyphen_negations == DEFAULT_RULES.hyphen_negations | {"nicht"}
    assert "nicht" not in rules_of(("fr", "en")).hyphen_negations
    less = with_words(german, {"hyphen_negations": ["-nicht"]})
    assert less.hyphen_negations == DEFAULT_RULES.hyphen_negations


@pytest.mark.parametrize("name", ["scripts", "longest_unit", "kanji_sufixes"])
def test_other_names_change_nothing(name: str) -> None:
    assert with_words(DEFAULT_RULES, {name: ["市"]}) == DEFAULT_RULES


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="unknown edge rules: kanji_sufixes, negation"):
        DEFAULT_RULES.replace(negation=frozenset(), kanji_sufixes=frozenset())
    assert EdgeRules() == DEFAULT_RULES != EdgeRules(negations=frozenset())


def test_every_list_of_words_can_be_changed() -> None:
    lists = {name for name in RULE_NAMES if not isinstance(getattr(DEFAULT_RULES, name), int)}
    assert set(WORD_LISTS) == lists - {"scripts"}
    assert tuple(Script) == DEFAULT_RULES.scripts
