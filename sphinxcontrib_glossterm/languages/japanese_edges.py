"""Heuristic rules for word boundaries in Japanese, which is written without spaces.

Vocabulary: the *rest* of a kanji run is its part outside the label. On the left it may be a prefix
or another word, on the right a suffix or another word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .language import Reason
from .scripts import WORD, Script, run_around, script_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .japanese_words import JapaneseRules
    from .language import Around, EdgeTest
    from .scripts import Found

# Used for every hit: a global name is faster than a member of an enumeration.
KATAKANA, HIRAGANA, KANJI = Script.KATAKANA, Script.HIRAGANA, Script.KANJI
# Katakana that begin no word.
_NO_INITIAL = frozenset("ーァィゥェォッャュョヮン")
_TOKENIZED = (KANJI, HIRAGANA)


def cuts_katakana(found: Found, rules: JapaneseRules) -> bool:
    """Katakana continues next to a katakana edge, and is no word that may follow a long label."""
    if KATAKANA not in rules.scripts:
        return False
    if found.first is found.left is KATAKANA and not found.compound:
        return True
    if not (found.last is found.right is KATAKANA):
        return False
    if found.after in _NO_INITIAL:
        return True
    run = len(found.run_before(KATAKANA, found.end))
    mixed = found.first is WORD and found.end - found.start > run
    long = run >= rules.long_katakana or (mixed and run >= rules.katakana_in_mixed)
    word = len(found.run_after(KATAKANA, found.end)) >= rules.katakana_word_length
    return not found.compound and not (long and word)


def is_negated(found: Found, rules: JapaneseRules) -> bool:
    """A negating prefix precedes, and is not the end of a noun."""
    return (
        found.before in rules.negations
        and found.first in rules.scripts
        and found.text[max(0, found.start - 2) : found.start] not in rules.negation_nouns
    )


def is_derived(found: Found, rules: JapaneseRules) -> bool:
    """A suffix such as 化 or 的 follows directly, and does not begin a word of its own."""
    if found.right is not KANJI or found.last not in rules.scripts:
        return False
    if found.text[found.end : found.end + 2] in rules.derivation_words:
        return False
    if found.last is KATAKANA:
        return found.after in rules.katakana_derivations
    compound = found.length_at_end(KANJI) >= rules.long_kanji_end
    if found.after in rules.devices:
        return found.last is KANJI and found.left is not KANJI and not compound
    return found.last is KANJI and found.after in (
        rules.compound_derivations if compound else rules.derivations
    )


def cuts_kanji_before(found: Found, rules: JapaneseRules) -> bool:
    """The kanji before it are neither words (an even number of kanji) nor a prefix."""
    if not (found.first is found.left is KANJI and KANJI in rules.scripts):
        return False
    rest = found.run_before(KANJI, found.start)
    if len(rest) % 2 == 0 or found.length_at_start(KANJI) >= rules.long_kanji_start:
        return False
    if is_counted(found, rest, rules) or ends_word(found, rest, rules):
        return False
    prefixes = rules.kanji_prefixes
    if rest[-1] in prefixes:
        return rest[-1] + found.text[found.start] in rules.prefix_nouns
    prefixed = rest[0] in prefixes and rest[:2] not in rules.prefix_nouns
    return not prefixed and rest[0] not in rules.negations


def is_counted(found: Found, rest: str, rules: JapaneseRules) -> bool:
    """The rest begins with the counter of a number: 3回[述語], 90 度[回転]."""
    number = found.text[: found.start - len(rest)][-2:].removesuffix(" ")
    return rest[0] in rules.counters and number[-1:].isdecimal()


def ends_word(found: Found, rest: str, rules: JapaneseRules) -> bool:
    """The rest is the end of a longer word: 管理者[権限], クラス内[変数], 読み込み時[処理]."""
    if len(rest) > 1 and rest[-1] in rules.long_word_endings:
        return True
    if rest[-1] not in rules.word_endings and rest[-1] not in rules.kanji_suffixes:
        return False
    if len(rest) > 1:
        return True
    start = found.start - 1
    before = found.text[start - 1 : start]
    script = script_of(before)
    stem = script is HIRAGANA and before not in rules.particles_before
    return stem or script in (KATAKANA, WORD)


def cuts_kanji_after(found: Found, rules: JapaneseRules) -> bool:
    """One kanji follows that is neither a suffix nor the stem of a verb (例外呼び出し).

    If more follow, the label and they must not form a word: [文字]列[関数].
    """
    if not (found.last is found.right is KANJI and KANJI in rules.scripts):
        return False
    if found.after in last_characters(rules.suffix_nouns) and begins_noun(found, rules):
        return True
    second = found.end + 1
    next_script = script_of(found.text[second : second + 1])
    if next_script is KANJI or found.after in rules.kanji_suffixes:
        return False
    if next_script is HIRAGANA and not found.text.startswith(rules.particles, second):
        return False
    return found.length_at_end(KANJI) < rules.long_kanji_end


@lru_cache(maxsize=8)
def last_characters(words: frozenset[str]) -> frozenset[str]:
    """The last characters of *words*: few labels are followed by one of these."""
    return frozenset(word[-1] for word in words)


def begins_noun(found: Found, rules: JapaneseRules) -> bool:
    """The label and the kanji after it end in a word of its own: 実行[時間], [文字列].

    Two kanji are not such a word if an even number of kanji follows, since these are words:
    実行時[間隔].
    """
    text, end, nouns = found.text, found.end, rules.suffix_nouns
    if found.length_at_end(KANJI) > rules.longest_suffix_stem:
        return False
    if text[end - 2 : end + 1] in nouns:
        return True
    pair = text[end - 1 : end + 1] in nouns
    return pair and len(found.run_after(KANJI, end)) % 2 == 1


def cuts_hiragana_before(found: Found, rules: JapaneseRules) -> bool:
    """The hiragana before a hiragana edge does not end a word."""
    if not (found.first is found.left is HIRAGANA and HIRAGANA in rules.scripts):
        return False
    return found.before not in rules.particles_before


def cuts_hiragana_after(found: Found, rules: JapaneseRules) -> bool:
    """The hiragana after a hiragana edge begins no particle, copula or form of する."""
    if not (found.last is found.right is HIRAGANA and HIRAGANA in rules.scripts):
        return False
    text, end = found.text, found.end
    return not text.startswith(rules.particles, end) or text.startswith(rules.verb_endings, end)


def cuts_token_before(found: Found, rules: JapaneseRules) -> bool:
    """A word of the tokenizer includes a kanji or hiragana edge on the left and its neighbour."""
    if found.cuts is None or found.first is not found.left or found.first not in _TOKENIZED:
        return False
    return found.first in rules.scripts and not found.cuts.at(found.start)


def cuts_token_after(found: Found, rules: JapaneseRules) -> bool:
    """A word of the tokenizer includes a kanji or hiragana edge on the right and its neighbour."""
    if found.cuts is None or found.last is not found.right or found.last not in _TOKENIZED:
        return False
    return found.last in rules.scripts and not found.cuts.at(found.end)


def is_inflected(found: Found, rules: JapaneseRules) -> bool:
    """According to the tokenizer it is a form of a verb: 切り替え in 切り替えます."""
    if found.cuts is None or not cuts_hiragana_after(found, rules):
        return False
    return found.cuts.inflects(found.end)


def _katakana_around(text: str, start: int, end: int) -> str:
    return run_around(text, start, end, lambda char: script_of(char) is KATAKANA)


def _kanji_around(text: str, start: int, end: int) -> str:
    return run_around(text, start, end, lambda char: script_of(char) is KANJI)


def _with_prefix(text: str, start: int, end: int) -> str:
    return text[max(0, start - 1) : end]


def _with_suffix(text: str, start: int, end: int) -> str:
    return text[start : end + 1]


_ALWAYS: tuple[EdgeTest, ...] = (
    (Reason.KATAKANA_EDGE, cuts_katakana),
    (Reason.NEGATION, is_negated),
    (Reason.DERIVATION, is_derived),
)
EDGES: tuple[EdgeTest, ...] = (
    *_ALWAYS,
    (Reason.KANJI_PREFIX, cuts_kanji_before),
    (Reason.KANJI_SUFFIX, cuts_kanji_after),
    (Reason.HIRAGANA_EDGE, cuts_hiragana_before),
    (Reason.HIRAGANA_EDGE, cuts_hiragana_after),
)
TOKEN_EDGES: tuple[EdgeTest, ...] = (
    *_ALWAYS,
    (Reason.KANJI_PREFIX, cuts_token_before),
    (Reason.KANJI_SUFFIX, cuts_token_after),
    (Reason.HIRAGANA_EDGE, is_inflected),
)
AROUND: Mapping[Reason, Around] = {
    Reason.KATAKANA_EDGE: _katakana_around,
    Reason.KANJI_PREFIX: _kanji_around,
    Reason.NEGATION: _with_prefix,
    Reason.DERIVATION: _with_suffix,
    Reason.KANJI_SUFFIX: _with_suffix,
}
