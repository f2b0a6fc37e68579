"""Heuristic rules for word boundaries in Japanese, which is written without spaces.

Vocabulary: the *rest* of a kanji run is its part outside the label. On the left it may be a prefix
or another word, on the right a suffix or another word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .language import LanguageEdgeRules, Reason, word_set
from .scripts import WORD, Script, run_around, script_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .language import Around, EdgeTest
    from .scripts import Found

# Used for every hit: a global name is faster than a member of an enumeration.
KATAKANA, HIRAGANA, KANJI = Script.KATAKANA, Script.HIRAGANA, Script.KANJI
# Katakana that begin no word.
_NO_INITIAL = frozenset("ーァィゥェォッャュョヮン")
_TOKENIZED = (KANJI, HIRAGANA)


@dataclass(frozen=True, init=False, repr=False, eq=False)
class JapaneseRules(LanguageEdgeRules):
    """What Japanese words may begin or end with; the defaults are for technical prose."""

    __slots__ = ()

    negations: frozenset[str] = word_set("非 不 未 無 反 脱 逆 異")
    """Prefixes that make the opposite, or something else, of a Japanese label: 非[同期]."""
    negation_nouns: frozenset[str] = word_set(
        "是非 有無 皆無 可逆 違反 相反 背反 離反 離脱 逸脱 差異 変異 特異 相異"
    )
    """Nouns that end like a negation: 規約違反[検出]."""
    kanji_prefixes: frozenset[str] = word_set(
        "各 全 両 本 当 同 新 旧 再 現 次 他 諸 某 毎 約 計 第 最 超 高 低 多 単 複 総 大 小"
        " 誤 元 仮 副 主 親 子 孫 左 右 上 下 前 後 縦 横 色 型 列 行 値 軸 既 実 自 数 強 弱"
        " 疎 密 凸 零 純 倍 極 章 桁 年 月 週 日 秒 一 二 三 四 五 六 七 八 九 十 百 千 万 億"
    )
    """Single kanji that may precede a label, or a word that precedes it: 各[学習]. With one of
    these it is still a case of the label (誤[分類]); 半, 準, 過, 偽 make something else."""
    prefix_nouns: frozenset[str] = word_set(
        "一定 一般 一部 複数 単位 次元 計算 小数 多数 大量 高度 全体 本体 上記 上述 上位 上限"
        " 上級 上流 上部 上側 上書 上昇 下記 下位 下限 下級 下流 下部 下側 下線 下降 前記 前述"
        " 前提 前者 前半 前面 前部 前側 前置 後記 後述 後者 後半 後続 後部 後側 後置 後退 既存"
        " 既知 数値 数学 数式 数列 数字 数量 数理 実行 実装 実験 実際 実現 実数 実体 実態 実例"
        " 実施 実績 実質 実用 実務 実習 実証 実測 実在 自動 自身 自体 自分 自己 自律 自由 自然"
        " 自社 自立 強化 強度 強制 強調 弱点 密度 零度 純粋 純度 純正 倍率 倍数 極限 極大 極小"
        " 極端 極性 年間 年度 年金 年齢 年代 月間 月末 週間 週末 日本 日付 日常 日程 日数 日時 秒速"
    )
    """Words that begin like a prefix, so that the label would be part of one: 一定[数]."""
    word_endings: frozenset[str] = word_set(
        "点 学 者 色 形 化 線 力 語 法 度 体 波 子 積 和 性 率 量 値 軸 状 順 製 料 分 比 面"
    )
    """Kanji that end a word before the label, like the suffixes: 最適化[問題], タイル化[画像]."""
    long_word_endings: frozenset[str] = word_set(
        "表 費 品 金 員 鍵 号 代 肢 譜 目 車 書 額 券 権 物 図 票 帳 欄 室 材 剤 油 液 板 管"
        " 炉 膜 網 路 局 会 社 士 師 家 官 業 界 税 罪 案 策 国 県 市 町 村 区 庁 省 人 類 級"
        " 回 位 史 論 説 誌 域 圏 門 節 病 菌 薬 酸 糖 肉 魚 粉 酒 汁 長"
    )
    """Kanji that end a word of three kanji or more before the label: 公開鍵[認証],
    減価償却費[勘定]."""
    counters: frozenset[str] = word_set(
        "回 個 件 種 層 次 段 項 本 枚 台 人 名 年 月 日 時 分 秒 倍 点 行 列 位 度"
        " 進 桁 章 節 千 万 億"
    )
    """Kanji that belong to the number before them: 3回[述語]."""
    kanji_suffixes: frozenset[str] = word_set(
        "時 後 前 中 内 外 間 上 下 用 毎 別 等 済 側 名 例 型 系 版 群 達 層 列 部 先 元"
        " 法 器 機 値 数 式 文 行 欄 付 他 枠 案 日 差 待"
    )
    """Single kanji that may follow a label: [学習]時, [分類]器."""
    suffix_nouns: frozenset[str] = word_set(
        "時間 空間 期間 区間 瞬間 週間 年間 中間 名前 曜日 日付 先行 表示 表現 表記"
        " 文字列 行列式 計算機 処理系 固有値 期待値 絶対値 特異値 生態系 太陽系 関数型"
    )
    """Words of two or three kanji that the label would be part of, or would overlap: [文字]列,
    [実行時]間, [一覧表]示."""
    derivations: frozenset[str] = word_set("化 的 性 者 率 度 点 肢 員 師")
    """Kanji that make another word of two kanji, even if more kanji follow: [正規]化手法."""
    compound_derivations: frozenset[str] = word_set("化 性")
    """Kanji that make another word even of a label that ends in three kanji or more."""
    katakana_derivations: frozenset[str] = word_set("化 的 性")
    """Kanji that make another word of a label that ends in katakana: モデル化."""
    derivation_words: frozenset[str] = word_set(
        "化学 化石 化合 的中 的確 性能 性質 性格 性別 度数 度合 率直 率先 点検 点滅 点数 点灯"
    )
    """Words that begin like a derivation: モデル[性能]."""
    long_kanji_start: int = 4
    """Minimum number of kanji at the start of a label for which the kanji before it are not tested,
    since so many are hardly ever part of other words by chance: 統計的[機械学習]."""
    long_kanji_end: int = 3
    """Minimum number of kanji at the end of a label to which one more kanji makes a phrase, not
    another word: [偽陽性]率, but 学習率. (Words of three kanji are nearly all of two and one.)"""
    long_katakana: int = 7
    """Minimum number of katakana of a label that may be followed by another katakana word …"""
    longest_suffix_stem: int = 4
    """Maximum number of kanji at the end of a label that can end in one of
    :attr:`suffix_nouns` with the kanji after it: 言語[処理]系, but [自然言語処理]系."""
    katakana_word_length: int = 3
    """… and of that word: [クラスタリング]アルゴリズム, but サーバーレス."""
    particles_before: frozenset[str] = frozenset(
        "のをがはにへとでてもやかよりるたないうすくらばしずつれめけ"
    )
    """Hiragana that ends the word before a label in hiragana (particles, adnominal endings)."""
    particles: tuple[str, ...] = (
        *("を", "が", "は", "に", "へ", "と", "で", "も", "や", "か", "の", "な", "だ"),
        *("から", "まで", "より", "および", "または", "あるいは", "ならびに", "もしくは"),
        *("だけ", "ごと", "すら", "さえ", "しか", "ばかり", "ほど", "くらい", "ぐらい", "たち"),
        *("あり", "こそ", "ずつ", "らし"),
        *("こと", "ため", "べき", "ように", "ような", "くださ", "いただ", "いたし"),
        *("する", "すれ", "すべ", "した", "して", "しな", "しま", "しつ", "し、"),
        *("しよう", "しうる", "しやす", "しにく", "しろ", "せよ", "され", "させ", "でき", "せず"),
    )
    """What may follow a label that ends in hiragana: particles, copula, forms of する."""
    verb_endings: tuple[str, ...] = (
        *("なが", "なさ", "がち", "がた", "やす", "にく", "はじ"),
        *("かけ", "かね", "かた", "かえ", "とお", "なお"),
    )
    """Verb endings that begin like particles: 埋め込み[ながら]."""


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
    long = len(found.run_before(KATAKANA, found.end)) >= rules.long_katakana
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
