"""Whether a label that was found is a word of its own, by the script at each of its edges.

Vocabulary: an *edge* is the first or last character of what was found, its *neighbour* the
character beside it. The *rest* of a kanji run is what stands outside the label: on the left
it may be a prefix or another word, on the right a suffix or another word. A *technical
token* is a path, a URL, an identifier: no prose.

Japanese writes no spaces, so each rule is a guess about where a word ends. The word lists are
data, in :mod:`.rules`.

>>> refusal(Found("LoRAを使う", 0, 4), EdgeRules()) is None
True
>>> refusal(Found("非同期操作", 1, 5), EdgeRules())
<Reason.NEGATION: 'negation'>
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .folding import Script, script_of
from .rules import EdgeRules, Reason

if TYPE_CHECKING:
    from collections.abc import Callable


# Asked for at every hit: a global name is found faster than an enumeration's member.
_WORD, _KATAKANA, _HIRAGANA, _KANJI = (
    Script.WORD,
    Script.KATAKANA,
    Script.HIRAGANA,
    Script.KANJI,
)


@dataclass(slots=True)
class Found:
    """A stretch of folded text that reads like a label, with what stands around it."""

    text: str
    start: int
    end: int
    compound: bool = False
    """Whether the label may be part of a longer katakana word."""
    first: Script = field(init=False)
    last: Script = field(init=False)
    before: str = field(init=False)
    """The neighbour on the left; empty at the start of the text."""
    after: str = field(init=False)
    left: Script = field(init=False)
    right: Script = field(init=False)

    def __post_init__(self) -> None:
        text, start, end = self.text, self.start, self.end
        self.first, self.last = script_of(text[start]), script_of(text[end - 1])
        self.before, self.after = text[start - 1 : start] if start else "", text[end : end + 1]
        self.left, self.right = script_of(self.before), script_of(self.after)

    @property
    def label(self) -> str:
        """What was found, as folded."""
        return self.text[self.start : self.end]

    def kanji_at_start(self) -> int:
        """How many kanji the label begins with."""
        return min(len(self.run_after(_KANJI, self.start)), self.end - self.start)

    def kanji_at_end(self) -> int:
        """How many kanji the label ends with."""
        return min(len(self.run_before(_KANJI, self.end)), self.end - self.start)

    def run_before(self, script: Script, end: int) -> str:
        """The letters of *script* that end at *end*, at most sixty."""
        start = end
        while start and end - start < _LONGEST_RUN and script_of(self.text[start - 1]) is script:
            start -= 1
        return self.text[start:end]

    def run_after(self, script: Script, start: int) -> str:
        """The letters of *script* that begin at *start*, at most sixty."""
        end, last = start, min(len(self.text), start + _LONGEST_RUN)
        while end < last and script_of(self.text[end]) is script:
            end += 1
        return self.text[start:end]


# Where a run of these holds one of the marks, it is a path, a URL or an identifier.
_TOKEN_CHARS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./\\@:#+~?=&%$-"
)
_TOKEN_MARK = re.compile(
    r"://|::|\\|_|--(?=\w)|\w=\w|@\w|[A-Za-z]\.\w|\w\.[A-Za-z]|^[.~]{0,2}/\w|\(\)", re.ASCII
)
# How far a token is read to each side: longer ones are data, and need no second look.
_TOKEN_REACH = 200
_LONGEST_RUN = 60
# Beside these every edge is a word's end, whatever its script.
_BOUNDARIES = frozenset(["", *' 、。，．：；「」『』（）)[]!?"…\ufffc'])
_OPENERS = frozenset("\"'([{<「『（【、。,;")
_INNER_CAPITAL = re.compile(r"\w[A-Z]")
# Katakana that begin no word.
_NO_INITIAL = frozenset("ーァィゥェォッャュョヮン")


def refusal(found: Found, rules: EdgeRules) -> Reason | None:
    """The first rule that says *found* is no word of its own; ``None``: it is one."""
    if found.before in _BOUNDARIES and found.after in _BOUNDARIES:
        return None
    for reason, holds in _TESTS:
        if holds(found, rules):
            return reason
    return None


def touches_word(found: Found, rules: EdgeRules) -> bool:
    """A letter of the same word stands beside a Latin edge; CJK letters never count."""
    if _WORD not in rules.scripts:
        return False
    if found.last is _WORD and (found.right is _WORD or goes_on(found)):
        return True
    joined = found.first is found.left is _WORD
    return joined and not (follows_number(found, rules) or ends_camel_case(found, rules))


def follows_number(found: Found, rules: EdgeRules) -> bool:
    """A unit directly behind a number that stands alone: 24fps, but not H264fps."""
    label = found.label
    if not (2 <= len(label) <= rules.longest_unit and label.isalpha()):
        return False
    start = found.start
    while start and found.text[start - 1] in "0123456789.,":
        start -= 1
    alone = not start or script_of(found.text[start - 1]) is not _WORD
    return start < found.start and alone


def ends_camel_case(found: Found, rules: EdgeRules) -> bool:
    """A long capitalised word at the end of a CamelCase name, as in PagedAttention."""
    label = found.label
    return len(label) >= rules.camel_length and label.istitle() and found.before.islower()


def goes_on(found: Found) -> bool:
    """The name goes on with a mark: C#, LoRA+, can't, 3.11; not the genitive of LoRA's."""
    behind = found.text[found.end + 1 : found.end + 3]
    next_is_word = script_of(behind[:1]) is _WORD
    if found.after == "'":
        genitive = behind[:1] in ("s", "S") and script_of(behind[1:]) is not _WORD
        return next_is_word and not genitive
    if found.after == "+":
        return not next_is_word
    if found.after == ".":
        return found.text[found.end - 1].isdecimal() and behind[:1].isdecimal()
    return found.after == "#"


def in_technical_token(found: Found, rules: EdgeRules) -> bool:
    """It is a piece of a path, URL, option or identifier; not where it is the whole of it."""
    if _WORD not in rules.scripts:
        return False
    text, start, end = found.text, found.start, found.end
    if found.after == "(" and text.startswith("()", end):
        return True
    if found.before not in _TOKEN_CHARS and found.after not in _TOKEN_CHARS:
        return False
    while found.start - start < _TOKEN_REACH and start and text[start - 1] in _TOKEN_CHARS:
        start -= 1
    while end - found.end < _TOKEN_REACH and end < len(text) and text[end] in _TOKEN_CHARS:
        end += 1
    opens = not start or text[start - 1].isspace() or text[start - 1] in _OPENERS
    return any(
        (mark.start() or opens or text[start] not in "./~")
        and not found.start <= start + mark.start() < start + mark.end() <= found.end
        for mark in _TOKEN_MARK.finditer(text[start:end])
    )


def hyphenated(found: Found, rules: EdgeRules) -> bool:
    """A hyphen joins it to something that makes another word of it."""
    if _WORD not in rules.scripts:
        return False
    if found.before == "-" and found.first is _WORD:
        prefix = found.run_before(_WORD, found.start - 1)
        if prefix and refused_prefix(prefix, found.label, rules):
            return True
    if found.after != "-" or found.last is not _WORD or found.label != found.label.lower():
        return False
    suffix = found.run_after(_WORD, found.end + 1)
    return bool(suffix) and suffix.lower() not in rules.hyphen_suffixes


def refused_prefix(prefix: str, label: str, rules: EdgeRules) -> bool:
    """Q-LoRA is another name, non-API no API, self-Attention no Attention; PEFT-LoRA is LoRA."""
    if label == label.lower() or len(prefix) <= 2 or prefix.lower() in rules.hyphen_negations:
        return True
    return prefix.lower() in rules.hyphen_prefixes and not _INNER_CAPITAL.search(label)


def cuts_katakana(found: Found, rules: EdgeRules) -> bool:
    """Katakana goes on beside a katakana edge, and is no word that a long label may precede."""
    if _KATAKANA not in rules.scripts:
        return False
    if found.first is found.left is _KATAKANA and not found.compound:
        return True
    if not (found.last is found.right is _KATAKANA):
        return False
    if found.after in _NO_INITIAL:
        return True
    settled = len(found.run_before(_KATAKANA, found.end)) >= rules.settled_katakana
    word = len(found.run_after(_KATAKANA, found.end)) >= rules.katakana_word
    return not found.compound and not (settled and word)


def is_negated(found: Found, rules: EdgeRules) -> bool:
    """A negating prefix before a Japanese label, unless a noun merely ends like one."""
    return (
        found.before in rules.negations
        and found.first in (_KANJI, _KATAKANA, _HIRAGANA)
        and found.first in rules.scripts
        and found.text[max(0, found.start - 2) : found.start] not in rules.negation_nouns
    )


def is_derived(found: Found, rules: EdgeRules) -> bool:
    """A suffix such as 化 or 的 directly behind it, which begins no word of its own."""
    if found.right is not _KANJI or found.last not in rules.scripts:
        return False
    if found.text[found.end : found.end + 2] in rules.derivation_words:
        return False
    if found.last is _KATAKANA:
        return found.after in rules.katakana_derivations
    compound = found.kanji_at_end() >= rules.settled_after
    return found.last is _KANJI and found.after in (
        rules.compound_derivations if compound else rules.derivations
    )


def cuts_kanji_before(found: Found, rules: EdgeRules) -> bool:
    """What precedes it in the kanji run is neither words (even length) nor a prefix."""
    if not (found.first is found.left is _KANJI and _KANJI in rules.scripts):
        return False
    rest = found.run_before(_KANJI, found.start)
    if len(rest) % 2 == 0 or found.kanji_at_start() >= rules.settled_before:
        return False
    number = found.start - len(rest)
    if rest[0] in rules.counters and number and found.text[number - 1].isdecimal():
        return False
    prefixes = rules.kanji_prefixes
    return not (rest[-1] in prefixes or rest[0] in prefixes or rest[0] in rules.negations)


def cuts_kanji_after(found: Found, rules: EdgeRules) -> bool:
    """One kanji follows that is neither a suffix nor the stem of a verb (例外呼び出し)."""
    if not (found.last is found.right is _KANJI and _KANJI in rules.scripts):
        return False
    behind = found.end + 1
    next_script = script_of(found.text[behind : behind + 1])
    if next_script is _KANJI or found.after in rules.kanji_suffixes:
        return False
    if next_script is _HIRAGANA and not found.text.startswith(rules.particles, behind):
        return False
    return found.kanji_at_end() < rules.settled_after


def cuts_hiragana_before(found: Found, rules: EdgeRules) -> bool:
    """Hiragana before a hiragana edge that ends no word."""
    if not (found.first is found.left is _HIRAGANA and _HIRAGANA in rules.scripts):
        return False
    return found.before not in rules.particles_before


def cuts_hiragana_after(found: Found, rules: EdgeRules) -> bool:
    """Hiragana behind a hiragana edge that begins no particle, copula or form of する."""
    if not (found.last is found.right is _HIRAGANA and _HIRAGANA in rules.scripts):
        return False
    text, end = found.text, found.end
    return not text.startswith(rules.particles, end) or text.startswith(rules.verb_endings, end)


_TESTS: tuple[tuple[Reason, Callable[[Found, EdgeRules], bool]], ...] = (
    (Reason.LATIN_EDGE, touches_word),
    (Reason.TECHNICAL_TOKEN, in_technical_token),
    (Reason.HYPHEN, hyphenated),
    (Reason.KATAKANA_EDGE, cuts_katakana),
    (Reason.NEGATION, is_negated),
    (Reason.DERIVATION, is_derived),
    (Reason.KANJI_PREFIX, cuts_kanji_before),
    (Reason.KANJI_SUFFIX, cuts_kanji_after),
    (Reason.HIRAGANA_EDGE, cuts_hiragana_before),
    (Reason.HIRAGANA_EDGE, cuts_hiragana_after),
)
