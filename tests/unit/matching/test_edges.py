from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.matching import EdgeRules, Reason
from sphinxcontrib_glossterm.matching.edges import Found, refusal

RULES = EdgeRules()


def reason(marked: str, rules: EdgeRules = RULES, *, compound: bool = False) -> Reason | None:
    """The reason why the text between the brackets is refused."""
    before, rest = marked.split("[")
    label, after = rest.split("]")
    found = Found(before + label + after, len(before), len(before + label), compound)
    return refusal(found, rules)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[LoRA]X", Reason.LATIN_EDGE),
        ("Q[LoRA]", Reason.LATIN_EDGE),
        ("[Адаптер]ы", Reason.LATIN_EDGE),
        ("[C]#", Reason.LATIN_EDGE),
        ("[can]'t", Reason.LATIN_EDGE),
        ("[LoRA].py", Reason.TECHNICAL_TOKEN),
        ("https://[LoRA]/x", Reason.TECHNICAL_TOKEN),
        ("--[lora]", Reason.TECHNICAL_TOKEN),
        ("[LoRA]=on", Reason.TECHNICAL_TOKEN),
        ("C:\\[LoRA]", Reason.TECHNICAL_TOKEN),
        ("me@[lora]", Reason.TECHNICAL_TOKEN),
        ("ns::[Node]", Reason.TECHNICAL_TOKEN),
        ("Q-[LoRA]", Reason.HYPHEN),
        ("[token]-ring", Reason.HYPHEN),
        ("サブ[モデル]", Reason.KATAKANA_EDGE),
        ("[モデル]ー", Reason.KATAKANA_EDGE),
        ("[モデル]化", Reason.DERIVATION),
        ("[例外]的", Reason.DERIVATION),
        ("非[同期操作]", Reason.NEGATION),
        ("非[コンテナ]", Reason.NEGATION),
        ("書[式文]字列", Reason.KANJI_PREFIX),
        ("定数[式文]脈", Reason.KANJI_SUFFIX),
        ("[CV修飾]子", Reason.KANJI_SUFFIX),
        ("[埋め込み]ます", Reason.HIRAGANA_EDGE),
        ("みき[しきい値]", Reason.HIRAGANA_EDGE),
    ],
)
def test_refused(marked: str, expected: Reason) -> None:
    assert reason(marked) is expected


@pytest.mark.parametrize(
    "marked",
    [
        "は[LoRA]を",
        "대한[LoRA]를",
        "[LoRA]/QLoRA",
        "[Node].",
        "[API]: 定義",
        "[AI]=人工知能",
        "(=[尤度])",
        "二項[述語]",
        "[例外]処理",
        "[例外]呼び出し",
        "是非[学習]",
        "言語[モデル]",
        "[埋め込み]する",
        "[埋め込み]表現",
        "\ufffc[モデル]\ufffc",
        "\ufffc-[token]-\ufffc",
    ],
)
def test_accepted(marked: str) -> None:
    assert reason(marked) is None


def test_a_compound_may_be_part_of_a_longer_katakana_word() -> None:
    assert reason("ミニ[コンテナ]イメージ", compound=True) is None
    assert reason("[コンテナ]ー", compound=True) is Reason.KATAKANA_EDGE


def test_lists_are_configuration() -> None:
    assert reason("[京都]市") is Reason.KANJI_SUFFIX
    assert reason("[京都]市", RULES.replace(kanji_suffixes=frozenset("市"))) is None


def test_without_scripts_everything_is_accepted() -> None:
    free = RULES.replace(scripts=())
    assert reason("a-[b]_c/d", free) is None
    assert reason("非[同期]化", free) is None
    assert reason("ア[モデル]ー", free) is None
