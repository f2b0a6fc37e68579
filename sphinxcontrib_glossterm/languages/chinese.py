"""The rules for Chinese, simplified and traditional: what makes another word of a label.

Chinese is written without spaces, and most words have two characters, so a label is a mention
unless the characters next to it make another word of it. The words for that are in
:mod:`.chinese_words`. Characters are compared as written: a label in simplified characters is not
found in traditional text.

>>> list(script_joints("Pod网络"))
['Pod网络', 'Pod 网络']
>>> list(genera("栈是一种数据结构。"))
['数据结构', '据结构', '结构']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .chinese_words import (
    COMMON,
    EVERYDAY,
    EXPRESSIONS,
    PREFIX_WORDS,
    PREFIXES,
    STANDALONE,
    SUFFIX_WORDS,
    SUFFIXES,
)
from .language import Language, Reason, SentenceRules, choices, word_set
from .scripts import ALPHABETIC, KANJI, Script, has_alphabetic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .scripts import Found

# Used for every hit: a global name is faster than a member of an enumeration.
_KANJI = Script.KANJI
_SCRIPT_JOINT = rf"(?:(?<=[{ALPHABETIC}])(?= ?[{KANJI}])|(?<=[{KANJI}])(?= ?[{ALPHABETIC}]))( ?)"
# A sentence continues after a quotation with a comma, or with who says it.
_AFTER_QUOTATION = (
    "[，、；：的]|(?:他|她|它|我|你)?们?[说說道喊]|[问問](?![题題])|答(?!案)|表示|意味"
)
_AFTER_SUFFIX = word_set("单元 單元 格式")
# Compiled when they are first used, and cached by re: most builds infer nothing.
_CLAUSE = r"[^，。、；：,.;:！？!?（）()“”\"「」《》\n]{2,40}"
_KIND = (
    rf"(?<!不)(?:是|为|為|属于|屬於)(?:一|某)?(?:种|種|类|類|个|個|款|项|項)({_CLAUSE})",
    rf"(?<!不)(?:是|为|為|属于|屬於)({_CLAUSE}?)(?:的一(?:种|種|类|類|个|個|部分)|之一)",
)
# Where a name may begin inside a clause: at each Chinese character, and where Latin begins.
_NAME_START = rf"(?=[{KANJI}])|(?<![{ALPHABETIC}._+-])(?=[{ALPHABETIC}])"
_LONGEST_NAME = 16


def script_joints(form: str) -> Iterable[str]:
    """Space or nothing between alphabetic and Chinese characters."""
    if not has_alphabetic(form):
        return (form,)
    # Cached by re, and compiled when it is first needed: see scripts.is_one_of.
    return choices(re.compile(_SCRIPT_JOINT), form, lambda joint: (joint, "", " "))


def has_prefix(found: Found, rules: Any) -> bool:
    """A character before it makes another word, and does not end a word of its own."""
    if found.before not in PREFIXES or found.first is not _KANJI or _KANJI not in rules.scripts:
        return False
    return found.text[max(0, found.start - 2) : found.start] not in PREFIX_WORDS


def has_suffix(found: Found, rules: Any) -> bool:
    """A character after it makes another word, and does not begin a word of its own."""
    if found.after not in SUFFIXES or found.last is not _KANJI or _KANJI not in rules.scripts:
        return False
    text, end = found.text, found.end
    # In 工作表单元格 a suffix and a word follow, not the word 表单.
    return text[end : end + 2] not in SUFFIX_WORDS or text[end + 1 : end + 3] in _AFTER_SUFFIX


def crosses_words(found: Found, rules: Any) -> bool:
    """Two words meet inside it: 其中 and 文件 in 其[中文]件."""
    text, start, end = found.text, found.start, found.end
    if text[end - 1 : end + 1] not in COMMON or text[end : end + 2] in COMMON:
        return False
    if _KANJI not in rules.scripts:
        return False
    # What is left of the label has to end a word too, as in 发行|版本 and 软件|包含.
    if end - start > 2:
        return text[end - 1] in SUFFIXES or text[end - 3 : end - 1] in COMMON
    return text[start] in STANDALONE or (start > 0 and text[start - 1 : start + 1] in COMMON)


def genera(definition: str) -> Iterator[str]:
    """X of "是一种X" and "是X的一种": the text, then its ends, the longest first."""
    for pattern in _KIND:
        for match in re.finditer(pattern, definition):
            yield from _names_at_end(match[1].strip())


def _names_at_end(phrase: str) -> Iterator[str]:
    """*phrase*, and its ends of at least two characters that begin where a name may begin."""
    yield phrase
    for start in (found.start() for found in re.finditer(_NAME_START, phrase)):
        if start and 2 <= len(phrase) - start <= _LONGEST_NAME:
            yield phrase[start:]


LANGUAGE = Language(
    code="zh",
    ascii=False,
    spellings=(script_joints,),
    scripts=frozenset({_KANJI}),
    edges=(
        (Reason.NEGATION, has_prefix),
        (Reason.DERIVATION, has_suffix),
        (Reason.KANJI_SUFFIX, crosses_words),
    ),
    expressions=EXPRESSIONS,
    everyday=EVERYDAY,
    genera=genera,
    sentences=SentenceRules(stops="。｡！？", continuation=_AFTER_QUOTATION),
)
