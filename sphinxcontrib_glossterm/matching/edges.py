"""Whether a label that was found is a word of its own, by the script at each of its edges.

The tests of scripts that write spaces are in :mod:`.latin`, those of Japanese in
:mod:`.japanese`; their word lists are data, in :mod:`.rules`. A tokenizer (:mod:`.tokenizer`)
may take the place of the tests for kanji and hiragana.

>>> refusal(Found("LoRAを使う", 0, 4), EdgeRules()) is None
True
>>> refusal(Found("非同期操作", 1, 5), EdgeRules())
<Reason.NEGATION: 'negation'>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import OTHER, WORD, Found
from .japanese import (
    cuts_hiragana_after,
    cuts_hiragana_before,
    cuts_kanji_after,
    cuts_kanji_before,
    cuts_katakana,
    cuts_token_after,
    cuts_token_before,
    is_derived,
    is_inflected,
    is_negated,
)
from .latin import hyphenated, in_technical_token, touches_word
from .rules import EdgeRules, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    _Tests = tuple[tuple[Reason, Callable[[Found, EdgeRules], bool]], ...]

__all__ = ["Found", "refusal"]

# Beside these every edge is a word's end, whatever its script.
_BOUNDARIES = frozenset(["", *' 、。，．：；「」『』（）)[]!?"…\ufffc'])


def refusal(found: Found, rules: EdgeRules) -> Reason | None:
    """The first rule that says *found* is no word of its own; ``None``: it is one."""
    if found.before in _BOUNDARIES and found.after in _BOUNDARIES:
        return None
    for reason, holds in _tests(found):
        if holds(found, rules):
            return reason
    return None


def _tests(found: Found) -> _Tests:
    """The tests that can hold at all: most labels and their neighbours are of one kind."""
    first, last, left, right = found.first, found.last, found.left, found.right
    if first is WORD and last is WORD:
        return _LATIN
    spaced = first is WORD or last is WORD or left is WORD or right is WORD
    if spaced or left is OTHER or right is OTHER:
        return _MIXED if found.cuts is None else _MIXED_BY_TOKENS
    return _JAPANESE if found.cuts is None else _JAPANESE_BY_TOKENS


_LATIN: _Tests = (
    (Reason.LATIN_EDGE, touches_word),
    (Reason.TECHNICAL_TOKEN, in_technical_token),
    (Reason.HYPHEN, hyphenated),
)
_ALL_JAPANESE: _Tests = (
    (Reason.KATAKANA_EDGE, cuts_katakana),
    (Reason.NEGATION, is_negated),
    (Reason.DERIVATION, is_derived),
)
_JAPANESE: _Tests = (
    *_ALL_JAPANESE,
    (Reason.KANJI_PREFIX, cuts_kanji_before),
    (Reason.KANJI_SUFFIX, cuts_kanji_after),
    (Reason.HIRAGANA_EDGE, cuts_hiragana_before),
    (Reason.HIRAGANA_EDGE, cuts_hiragana_after),
)
_JAPANESE_BY_TOKENS: _Tests = (
    *_ALL_JAPANESE,
    (Reason.KANJI_PREFIX, cuts_token_before),
    (Reason.KANJI_SUFFIX, cuts_token_after),
    (Reason.HIRAGANA_EDGE, is_inflected),
)
_MIXED = _LATIN + _JAPANESE
_MIXED_BY_TOKENS = _LATIN + _JAPANESE_BY_TOKENS
