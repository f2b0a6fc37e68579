"""Whether a label that was found is a word of its own, by the script at each of its edges.

Vocabulary: an *edge* is the first or last character of what was found, its *neighbour* the
character beside it. The *rest* of a kanji run is what stands outside the label: on the left
it may be a prefix or another word, on the right a suffix or another word. A *technical
token* is a path, a URL, an identifier: no prose.

Japanese writes no spaces, so each rule is a guess about where a word ends. The lists are
data (:class:`EdgeRules`); measured on cpprefjp and on the CNCF glossary they remove the
wrong links (書[式文]字列, 非[同期操作]) and lose one right link in two hundred.

>>> refusal(Found("LoRAを使う", 0, 4), EdgeRules()) is None
True
>>> refusal(Found("非同期操作", 1, 5), EdgeRules())
<Reason.NEGATION: 'negation'>
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from sphinxcontrib_glossterm.matching.folding import Script, script_of


class Reason(StrEnum):
    """Why something that reads like a label is not linked."""

    LATIN_EDGE = "latin-edge"
    """A letter, digit or mark of the same word stands beside it: QLoRA, C#."""
    TECHNICAL_TOKEN = "technical-token"
    """It is part of a path, a URL, a file name or an identifier."""
    HYPHEN = "hyphen"
    """A hyphen makes another word of it: Q-LoRA, 2-token."""
    KATAKANA_EDGE = "katakana-edge"
    """It is part of a longer katakana word: サブモデル. (A concept may say ``compound``.)"""
    DERIVATION = "derivation"
    """A suffix makes another word of it: モデル化, 例外的."""
    KANJI_PREFIX = "kanji-prefix"
    """What precedes it in the kanji run is no word and no known prefix: 書[式文]字列."""
    NEGATION = "negation"
    """A negating prefix stands before it: 非[同期]."""
    KANJI_SUFFIX = "kanji-suffix"
    """One kanji follows that is no known suffix: [学習]率."""
    HIRAGANA_EDGE = "hiragana-edge"
    """The hiragana beside it is no particle: [埋め込み]ます."""
    BLOCKER = "blocker"
    """It lies in a phrase that the project never links."""
    LONGER_LABEL = "longer-label"
    """It lies in a longer label, or in one that starts earlier."""
    NOT_AUTOMATIC = "not-automatic"
    """The author said ``auto: no``, or the label is too short to be linked by itself."""
    CASE = "case"
    """Its capitals are not those of the label: rest, REST."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class EdgeRules:
    """The word lists of the edge tests; configuration, with defaults for technical prose."""

    scripts: tuple[Script, ...] = tuple(Script)
    """Edges of other scripts are always accepted (and with none, technical tokens too)."""
    negations: frozenset[str] = _words("非 不 未 無 反 脱 逆 異")
    negation_nouns: frozenset[str] = _words(
        "是非 有無 皆無 可逆 違反 相反 背反 離反 離脱 逸脱 差異 変異 特異 相異"
    )
    """Words that end like a negation and are none: 規約違反[検出]."""
    kanji_prefixes: frozenset[str] = _words(
        "各 全 両 本 当 同 新 旧 再 現 次 他 諸 某 毎 約 計 第 最 超 高 低 多 単 複 総 大 小 誤"
        " 一 二 三 四 五 六 七 八 九"
    )
    """May stand alone before a label, or before a word that precedes it: 各[学習]. What has
    one of these is still a case of the label (誤[分類]); 半, 準, 過, 偽 make something else."""
    counters: frozenset[str] = _words(
        "回 個 件 種 層 次 段 項 本 枚 台 人 名 年 月 日 時 分 秒 倍 点 行 列 位 度"
    )
    """Belong to the number before them: 3回[述語]."""
    kanji_suffixes: frozenset[str] = _words(
        "時 後 前 中 内 外 間 上 下 用 毎 別 等 済 側 名 例 型 系 版 群 達 層 列 部 先 元"
        " 法 器 機 値 数 式 文"
    )
    """May stand alone behind a label: [学習]時, [分類]器."""
    derivations: frozenset[str] = _words("化 的 性 者 率 度")
    """Make another word of two kanji, even where more kanji follow: [正規]化手法."""
    compound_derivations: frozenset[str] = _words("化 性")
    """Make another word even of a label that ends in three kanji or more."""
    katakana_derivations: frozenset[str] = _words("化 的 性")
    derivation_words: frozenset[str] = _words(
        "化学 化石 化合 的中 的確 性能 性質 性格 性別 度数 度合 率直 率先"
    )
    """Words that begin like a derivation and are none: モデル[性能]."""
    settled_before: int = 4
    """From how many kanji at its start on a label is not cut out of other words by accident,
    so that what precedes it is not measured: 統計的[機械学習]."""
    settled_after: int = 3
    """From how many kanji at its end on one more kanji is a phrase, and no word of its own:
    [偽陽性]率, but 学習率. (Words of three kanji are nearly all of two and one.)"""
    settled_katakana: int = 7
    """From how many katakana on a label may be followed by another katakana word …"""
    katakana_word: int = 3
    """… of at least so many: [クラスタリング]アルゴリズム, but サーバーレス."""
    camel_length: int = 8
    """From how many letters on a capitalised label is found at the end of a CamelCase name:
    Paged[Attention], but JavaScript. Labels in capitals never are: OpenAI."""
    particles_before: frozenset[str] = frozenset("のをがはにへとでもやかよりるたないうすくらば")
    """Hiragana that ends the word before a label in hiragana (particles, adnominal endings)."""
    particles: tuple[str, ...] = (
        *("を", "が", "は", "に", "へ", "と", "で", "も", "や", "か", "の", "な", "だ"),
        *("から", "まで", "より", "および", "または", "あるいは", "ならびに", "もしくは"),
        *("だけ", "ごと", "すら", "さえ", "しか", "ばかり", "ほど", "くらい", "ぐらい", "たち"),
        *("する", "すれ", "すべ", "した", "して", "しな", "しま", "しつ", "し、"),
        *("され", "させ", "でき", "せず"),
    )
    """What may follow a label that ends in hiragana: particles, copula, forms of する."""
    verb_endings: tuple[str, ...] = (
        *("なが", "なさ", "がち", "がた", "やす", "にく", "はじ"),
        *("かけ", "かね", "かた", "かえ", "とお", "なお"),
    )
    """Begin like particles and are verb endings: 埋め込み[ながら]."""
    hyphen_suffixes: frozenset[str] = _words(
        "based style like free aware specific only level wise driven oriented agnostic dependent"
        " independent related type sized efficient intensive centric ready compatible enabled"
        " native friendly heavy side bound first"
    )
    """English words that may follow a lower-case label after a hyphen: token-based."""
    hyphen_negations: frozenset[str] = _words("non anti un no")
    hyphen_prefixes: frozenset[str] = _words(
        "self cross multi sub super meta semi pre post inter intra quasi pseudo hyper over under"
    )
    """Make another word of a word, but not of a name with inner capitals: self-attention."""
    longest_unit: int = 5
    """How many letters a unit may have that follows a number directly: 24fps, 16bit."""


DEFAULT_RULES = EdgeRules()

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
