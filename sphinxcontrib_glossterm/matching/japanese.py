"""Edges in Japanese, which writes no spaces: each rule is a guess about where a word ends.

Vocabulary: the *rest* of a kanji run is what stands outside the label: on the left it may be
a prefix or another word, on the right a suffix or another word. The word lists are data, in
:mod:`.rules`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .folding import script_of
from .found import HIRAGANA, KANJI, KATAKANA, WORD

if TYPE_CHECKING:
    from .found import Found
    from .rules import EdgeRules

# Katakana that begin no word.
_NO_INITIAL = frozenset("ーァィゥェォッャュョヮン")
_TOKENIZED = (KANJI, HIRAGANA)


def cuts_katakana(found: Found, rules: EdgeRules) -> bool:
    """Katakana goes on beside a katakana edge, and is no word that a long label may precede."""
    if KATAKANA not in rules.scripts:
        return False
    if found.first is found.left is KATAKANA and not found.compound:
        return True
    if not (found.last is found.right is KATAKANA):
        return False
    if found.after in _NO_INITIAL:
        return True
    settled = len(found.run_before(KATAKANA, found.end)) >= rules.settled_katakana
    word = len(found.run_after(KATAKANA, found.end)) >= rules.katakana_word
    return not found.compound and not (settled and word)


def is_negated(found: Found, rules: EdgeRules) -> bool:
    """A negating prefix before a Japanese label, unless a noun merely ends like one."""
    return (
        found.before in rules.negations
        and found.first in (KANJI, KATAKANA, HIRAGANA)
        and found.first in rules.scripts
        and found.text[max(0, found.start - 2) : found.start] not in rules.negation_nouns
    )


def is_derived(found: Found, rules: EdgeRules) -> bool:
    """A suffix such as 化 or 的 directly behind it, which begins no word of its own."""
    if found.right is not KANJI or found.last not in rules.scripts:
        return False
    if found.text[found.end : found.end + 2] in rules.derivation_words:
        return False
    if found.last is KATAKANA:
        return found.after in rules.katakana_derivations
    compound = found.kanji_at_end() >= rules.settled_after
    return found.last is KANJI and found.after in (
        rules.compound_derivations if compound else rules.derivations
    )


def cuts_kanji_before(found: Found, rules: EdgeRules) -> bool:
    """What precedes it in the kanji run is neither words (even length) nor a prefix."""
    if not (found.first is found.left is KANJI and KANJI in rules.scripts):
        return False
    rest = found.run_before(KANJI, found.start)
    if len(rest) % 2 == 0 or found.kanji_at_start() >= rules.settled_before:
        return False
    if is_counted(found, rest, rules) or ends_word(found, rest, rules):
        return False
    prefixes = rules.kanji_prefixes
    if rest[-1] in prefixes:
        return rest[-1] + found.text[found.start] in rules.prefix_nouns
    prefixed = rest[0] in prefixes and rest[:2] not in rules.prefix_nouns
    return not prefixed and rest[0] not in rules.negations


def is_counted(found: Found, rest: str, rules: EdgeRules) -> bool:
    """The rest begins with the counter of a number: 3回[述語], 90 度[回転]."""
    number = found.text[: found.start - len(rest)][-2:].removesuffix(" ")
    return rest[0] in rules.counters and number[-1:].isdecimal()


def ends_word(found: Found, rest: str, rules: EdgeRules) -> bool:
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


def cuts_kanji_after(found: Found, rules: EdgeRules) -> bool:
    """One kanji follows that is neither a suffix nor the stem of a verb (例外呼び出し).

    Where more follow, they must not go on with a word that the label begins: [文字]列[関数].
    """
    if not (found.last is found.right is KANJI and KANJI in rules.scripts):
        return False
    if found.after in last_characters(rules.suffix_nouns) and begins_noun(found, rules):
        return True
    behind = found.end + 1
    next_script = script_of(found.text[behind : behind + 1])
    if next_script is KANJI or found.after in rules.kanji_suffixes:
        return False
    if next_script is HIRAGANA and not found.text.startswith(rules.particles, behind):
        return False
    return found.kanji_at_end() < rules.settled_after


@lru_cache(maxsize=8)
def last_characters(words: frozenset[str]) -> frozenset[str]:
    """What *words* end with: few labels stand before one of these."""
    return frozenset(word[-1] for word in words)


def begins_noun(found: Found, rules: EdgeRules) -> bool:
    """The label and the kanji behind it end in a word of its own: 実行[時間], [文字列].

    A word of two kanji is none if an even number follows it, which are words: 実行時[間隔].
    """
    text, end, nouns = found.text, found.end, rules.suffix_nouns
    if text[end - 2 : end + 1] in nouns:
        return True
    pair = text[end - 1 : end + 1] in nouns
    return pair and len(found.run_after(KANJI, end)) % 2 == 1


def cuts_hiragana_before(found: Found, rules: EdgeRules) -> bool:
    """Hiragana before a hiragana edge that ends no word."""
    if not (found.first is found.left is HIRAGANA and HIRAGANA in rules.scripts):
        return False
    return found.before not in rules.particles_before


def cuts_hiragana_after(found: Found, rules: EdgeRules) -> bool:
    """Hiragana behind a hiragana edge that begins no particle, copula or form of する."""
    if not (found.last is found.right is HIRAGANA and HIRAGANA in rules.scripts):
        return False
    text, end = found.text, found.end
    return not text.startswith(rules.particles, end) or text.startswith(rules.verb_endings, end)


def cuts_token_before(found: Found, rules: EdgeRules) -> bool:
    """A word of the tokenizer goes on over a kanji or hiragana edge on the left."""
    if found.cuts is None or found.first is not found.left or found.first not in _TOKENIZED:
        return False
    return found.first in rules.scripts and not found.cuts.at(found.start)


def cuts_token_after(found: Found, rules: EdgeRules) -> bool:
    """A word of the tokenizer goes on over a kanji or hiragana edge on the right."""
    if found.cuts is None or found.last is not found.right or found.last not in _TOKENIZED:
        return False
    return found.last in rules.scripts and not found.cuts.at(found.end)


def is_inflected(found: Found, rules: EdgeRules) -> bool:
    """The tokenizer takes it for a form of a verb: 切り替え in 切り替えます."""
    if found.cuts is None or not cuts_hiragana_after(found, rules):
        return False
    return found.cuts.inflects(found.end)
