"""The language of a paragraph by its script, and definitions in two languages.

A definition may have an English and a Japanese paragraph. A page in one of the languages shows its
paragraph first. Languages with the same script cannot be distinguished; their order is kept.

>>> in_language_first(["A small network.", "小さなネットワーク。"], "ja", str)
['小さなネットワーク。', 'A small network.']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from . import code_of
from .scripts import HANGUL, HIRAGANA, KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _T = TypeVar("_T")

_KANA = f"[{HIRAGANA}{KATAKANA}]"
_HAN = f"[{KANJI}]"
_HANGUL = f"[{HANGUL}]"
_CYRILLIC = "[\u0400-\u04ff]"
_ALPHABETIC = r"[^\W\d_]"
_CYRILLIC_CODES = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "mn"})
# A word in an alphabet has about as many letters more than one in Chinese, Japanese or Korean.
_LETTERS_OF_A_CHARACTER = 3
_TWO = 2


def is_in(text: str, language: str) -> bool:
    """Whether *text* may be in *language*, by the script that most of it is in."""
    code = code_of(language)
    kana, han, hangul = (len(re.findall(found, text)) for found in (_KANA, _HAN, _HANGUL))
    cyrillic = len(re.findall(_CYRILLIC, text))
    dense = kana + han + hangul
    others = len(re.findall(_ALPHABETIC, text)) - dense
    if dense * _LETTERS_OF_A_CHARACTER > others:
        return code == ("ko" if hangul > kana + han else "ja" if kana else "zh")
    return code not in {"ja", "zh", "ko"} and (code in _CYRILLIC_CODES) == (cyrillic * 2 > others)


def in_language_first(
    blocks: Sequence[_T], language: str, text_of: Callable[[_T], str]
) -> Sequence[_T]:
    """*blocks* with those in *language* first; *text_of* is empty for blocks that follow others."""
    if len(blocks) < _TWO:
        return blocks
    own: list[_T] = []
    others: list[_T] = []
    current = own
    for block in blocks:
        if text := text_of(block):
            current = own if is_in(text, language) else others
        current.append(block)
    return [*own, *others]
