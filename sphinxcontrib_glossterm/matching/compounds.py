"""The longer word around a refused label: QLoRA around LoRA, サブモデル around モデル."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import KANJI, KATAKANA, Script, script_of
from .rules import Reason
from .variants import exact_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _kanji(char: str) -> bool:
    return bool(re.match(f"[{KANJI}]", char))


def _katakana(char: str) -> bool:
    return bool(re.match(f"[{KATAKANA}]", char))


def _latin(char: str) -> bool:
    return script_of(char) is Script.WORD or char in "#+"


def _hyphenated(char: str) -> bool:
    return _latin(char) or char in "-\u2010\u2011"


_INSIDE: Mapping[Reason, Callable[[str], bool]] = {
    Reason.LATIN_EDGE: _latin,
    Reason.HYPHEN: _hyphenated,
    Reason.KATAKANA_EDGE: _katakana,
    Reason.KANJI_PREFIX: _kanji,
}
"""Refusals for what runs on beside the label → which characters run on."""
_LONG = 5
"""Letters from which on a Latin label at the start of a word is a part of it."""
_BEFORE = frozenset({Reason.NEGATION})
_BEHIND = frozenset({Reason.DERIVATION, Reason.KANJI_SUFFIX})
"""Refusals for the one character beside the label."""


def compound_around(text: str, start: int, end: int, reason: Reason) -> str:
    """The word of *text* that holds the label at *start* to *end*, refused for *reason*.

    Empty where the reason is not that the label is part of a longer word, and where its
    letters come together by accident: go in goes, ML in HTML.
    """
    runs_on, label = _INSIDE.get(reason), text[start:end]
    if runs_on:
        while start and runs_on(text[start - 1]):
            start -= 1
        while end < len(text) and runs_on(text[end]):
            end += 1
        word = text[start:end]
        return "" if reason is Reason.LATIN_EDGE and _is_accident(word, label) else word
    if reason in _BEFORE:
        return text[max(0, start - 1) : end]
    return text[start : end + 1] if reason in _BEHIND else ""


def _is_accident(word: str, label: str) -> bool:
    """Whether a Latin *word* only happens to hold the letters of *label*.

    It does not where the label begins a word and is long (token in tokenizer), where its
    capitals set it apart (LoRA in QLoRA), or where nothing but marks and digits is added (C++).
    """
    rest = word.replace(label, "", 1)
    if not any(char.isalpha() for char in rest):
        return False
    if any(exact_words(label)):
        return len(label) < 3 or word.isupper()
    return len(label) < _LONG or not (word.startswith(label) or label[0].isupper())
