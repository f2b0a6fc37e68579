"""Chinese and Korean: what may follow a label, broader concepts, and time."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.languages import genus_candidates, languages
from sphinxcontrib_glossterm.languages.chinese_words import (
    COMMON,
    PREFIX_WORDS,
    PREFIXES,
    SUFFIX_WORDS,
    SUFFIXES,
)
from sphinxcontrib_glossterm.languages.korean import ends_word, has_final
from sphinxcontrib_glossterm.languages.scripts import script_of
from sphinxcontrib_glossterm.matching import Match, Matcher, fold_case

from ..make import concept

KOREAN = ["파일", "파일 시스템", "가상 머신", "노드", "서비스", "Pod"]
CHINESE = ["文件", "文件系统", "系统", "中文", "节点", "檔案", "Pod 网络"]


def matcher(labels: list[str], code: str) -> Matcher:
    return Matcher.from_concepts([concept(label) for label in labels], languages=(code, "en"))


IN_KOREAN = matcher(KOREAN, "ko")
IN_CHINESE = matcher(CHINESE, "zh")


def found(finder: Matcher, text: str) -> list[str]:
    return [text[item.start : item.end] for item in finder.find(text) if isinstance(item, Match)]


@pytest.mark.parametrize(
    "after",
    [
        *("은", "가", "에서는", "들에서는", "들에게만", "까지도", "로부터의", "입니다", "이었으며"),
        *("이라고도", "하고", "하다", "했을", "되었다", "됩니다", "시킨", "받은", "당했다", "시에"),
        *("후에는", "안의", "마다", "씩", "처럼", "인지를", "이거나", "일수록"),
    ],
)
def test_what_may_follow_a_noun(after: str) -> None:
    assert ends_word(after)


@pytest.mark.parametrize(
    "after",
    [
        "형",
        "기",
        "명",
        "시스템",
        "하드웨어",
        "한글",
        "함수",
        "할당",
        "합계",
        "해상도",
        "받침",
        "적인",
    ],
)
def test_what_makes_another_word(after: str) -> None:
    assert not ends_word(after)


def test_a_final_consonant() -> None:
    assert [has_final(syllable) for syllable in "문무각가"] == [True, False, True, False]


@settings(deadline=None)
@given(st.text("파일노드시스템가상 에서들은을가 .Pod서비스버", max_size=30))
def test_no_mention_begins_inside_hangul(text: str) -> None:
    for item in IN_KOREAN.find(text):
        before = text[item.start - 1 : item.start] if item.start else ""
        if isinstance(item, Match) and script_of(text[item.start]) is script_of("가"):
            assert script_of(before) is not script_of("가")
            assert ends_word("".join(takewhile("가".__le__, text[item.end :])))


@settings(deadline=None)
@given(st.text("파일노드시스템가상 에서들은을 .Pod서비스문件系统", max_size=30))
def test_decomposed_text_has_the_same_mentions(text: str) -> None:
    written = unicodedata.normalize("NFD", text)
    composed = [unicodedata.normalize("NFC", part) for part in found(IN_KOREAN, written)]
    assert composed == found(IN_KOREAN, text)


@settings(deadline=None)
@given(st.sampled_from(CHINESE), st.text("文件系统中其名字的在用 。，Pod", max_size=12))
def test_a_label_between_marks_is_found_in_any_text(label: str, text: str) -> None:
    assert label in found(IN_CHINESE, f"{text}，{label}。{text}")


@settings(deadline=None)
@given(st.text("文件系统中其名字的在用器子 。Pod网络", max_size=40))
def test_mentions_are_labels(text: str) -> None:
    labels = {fold_case(label) for label in (*CHINESE, "Pod网络")}
    assert {fold_case(part) for part in found(IN_CHINESE, text)} <= labels


def test_an_affix_is_one_character_and_its_exceptions_are_two_or_three() -> None:
    assert {len(text) for text in PREFIXES | SUFFIXES} == {1}
    assert {word[-1] for word in PREFIX_WORDS} <= PREFIXES
    assert {word[0] for word in SUFFIX_WORDS} <= SUFFIXES
    # The tests read two characters.
    assert {len(word) for word in PREFIX_WORDS | SUFFIX_WORDS | COMMON} == {2}


def test_characters_are_not_converted() -> None:
    assert found(IN_CHINESE, "檔案與档案，文件") == ["檔案", "文件"]


@pytest.mark.parametrize(
    ("definition", "label"),
    [
        ("栈是一种数据结构。", "数据结构"),
        ("etcd 是一种分布式的键值数据库，用于存储配置。", "数据库"),
        ("快照是备份的一种。", "备份"),
        ("它是最常用的排序算法之一。", "排序算法"),
        ("CNN 是一种 RNN 之外的神经网络", "神经网络"),
        ("堆疊是一種資料結構。", "資料結構"),
        ("快照屬於備份的一類", "備份"),
        ("CNN은 인공 신경망의 일종이다.", "신경망"),
        ("스냅숏은 백업의 한 종류입니다.", "백업"),
        ("스택은 자료 구조 중 하나로, 단순하다.", "자료 구조"),
        ("일종의 관계형 데이터베이스이다.", "관계형 데이터베이스"),
    ],
)
def test_the_broader_concept_is_among_the_candidates(definition: str, label: str) -> None:
    assert label in genus_candidates(definition, ["zh", "ko"])


@pytest.mark.parametrize(
    ("definition", "label"),
    [
        ("这不是一种数据结构。", "数据结构"),
        ("数据结构决定了它的速度。", "数据结构"),
        ("백업과는 다른 것이다.", "백업"),
        ("백업의 한 종류의 이름", "백업"),
    ],
)
def test_what_is_no_candidate(definition: str, label: str) -> None:
    assert label not in genus_candidates(definition, ["zh", "ko"])


@given(st.text("是一种的类，。数据의일종한종류이다 ab", max_size=60))
def test_any_text_has_candidates_or_none(text: str) -> None:
    assert all(genus_candidates(text, ["zh", "ko"]))


PARTS = [
    "파일이라이라고라고이라이",
    "파일하하되되",
    "파일 의 일종의 ",
    "文件系统中文件名",
    "是一种的一种",
]


@pytest.mark.parametrize("part", PARTS)
def test_the_time_grows_with_the_text(part: str) -> None:
    def seconds(count: int) -> float:
        text = part * count
        start = process_time()
        IN_KOREAN.find(text)
        IN_CHINESE.find(text)
        for language in languages(["zh", "ko"]):
            list(language.genera(text))
        return process_time() - start

    few, many = (min(seconds(count) for _ in range(3)) for count in (500, 5000))
    assert many < 40 * max(few, 0.005)


def test_common_words_and_expressions_are_folded() -> None:
    for language in languages(["zh", "ko"]):
        words = [*language.everyday, *language.expressions]
        assert all(word == fold_case(word).strip() for word in words)
        assert 40 <= len(language.everyday) <= 200


def test_a_sentence_continues_after_a_quotation_with_who_says_it() -> None:
    (chinese,) = languages(["zh"])
    continues = re.compile(chinese.sentences.continuation).match
    assert all(map(continues, ["，然后", "他说", "表示失败", "的提示"]))
    assert not any(map(continues, ["请重试", "问题在于", "答案"]))


def test_nothing_is_found_in_a_longer_label_with_a_prefix() -> None:
    assert found(IN_CHINESE, "子文件系统，文件系统") == ["文件系统"]
