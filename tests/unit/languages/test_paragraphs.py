"""The language of a paragraph, and definitions in two languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages.paragraphs import in_language_first, is_in

EN, JA, ZH, KO, RU = (
    "Two small matrices (低ランク適応) are trained.",
    "LoRAは、小さな行列だけを学習する手法である。",
    "节点是运行容器的机器。",
    "노드는 컨테이너를 실행하는 기계이다.",
    "Узел запускает контейнеры.",
)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (EN, {"en", "de", "sv_SE", "tlh"}),
        (JA, {"ja", "ja_JP"}),
        (ZH, {"zh_CN", "zh-TW"}),
        (KO, {"ko"}),
        (RU, {"ru", "uk"}),
    ],
)
def test_by_the_script_of_most_of_it(text: str, languages: set[str]) -> None:
    every = {"en", "de", "sv_SE", "tlh", "ja", "ja_JP", "zh_CN", "zh-TW", "ko", "ru", "uk"}
    assert {code for code in every if is_in(text, code)} == languages


@pytest.mark.parametrize(
    ("blocks", "language", "expected"),
    [
        ([EN, JA], "ja", [JA, EN]),
        ([EN, JA], "en", [EN, JA]),
        ([EN, JA], "ru", [EN, JA]),
        ([EN, "", JA, ""], "ja", [JA, "", EN, ""]),
        ([EN, EN], "ja", [EN, EN]),
        ([EN], "ja", [EN]),
        ([], "ja", []),
    ],
)
def test_the_language_of_the_page_comes_first(
    blocks: list[str], language: str, expected: list[str]
) -> None:
    assert list(in_language_first(blocks, language, str)) == expected


@given(
    st.lists(st.sampled_from([EN, JA, ZH, KO, RU, ""])), st.sampled_from(["en", "ja", "zh", "ko"])
)
def test_nothing_is_lost_and_the_order_is_kept(blocks: list[str], language: str) -> None:
    found = list(in_language_first(blocks, language, str))
    assert sorted(found) == sorted(blocks)
    assert list(in_language_first(found, language, str)) == found
