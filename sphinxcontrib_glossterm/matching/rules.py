"""What the edge tests are given, and what they answer: word lists, and reasons.

The lists are data, with defaults for technical prose in Japanese and English. They say what a
Japanese word may begin or end with, which no spaces tell.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .folding import Script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
    CLOSED = "closed"
    """It stands where nothing is linked: in a heading, in code, in a quotation, in a link, or
    where the author has opted out."""
    SCOPE = "scope"
    """Mentions are not linked here: linking is off, or for definitions only, in the project or
    for this page."""
    OWN_DEFINITION = "own-definition"
    """It stands where its own concept is defined. (Further down in the section of that concept
    it is linked only if every mention is.)"""
    AMBIGUOUS = "ambiguous"
    """It means several concepts whose pages are equally near."""
    ALREADY_LINKED = "already-linked"
    """The concept is linked already in this section or page, as often as the density asks."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class EdgeRules:
    """The word lists of the edge tests; configuration, with defaults for technical prose."""

    scripts: tuple[Script, ...] = tuple(Script)
    """Edges of other scripts are always accepted (and with none, technical tokens too)."""
    negations: frozenset[str] = _words("非 不 未 無 反 脱 逆 異")
    """Make the opposite, or something else, of a Japanese label: 非[同期]."""
    negation_nouns: frozenset[str] = _words(
        "是非 有無 皆無 可逆 違反 相反 背反 離反 離脱 逸脱 差異 変異 特異 相異"
    )
    """Words that end like a negation and are none: 規約違反[検出]."""
    kanji_prefixes: frozenset[str] = _words(
        "各 全 両 本 当 同 新 旧 再 現 次 他 諸 某 毎 約 計 第 最 超 高 低 多 単 複 総 大 小"
        " 誤 元 仮 副 主 親 子 孫 左 右 上 下 前 後 縦 横 色 型 列 行 値 軸 既 実 自 数 強 弱"
        " 疎 密 凸 零 純 倍 極 章 桁 年 月 週 日 秒 一 二 三 四 五 六 七 八 九 十 百 千 万 億"
    )
    """May stand alone before a label, or before a word that precedes it: 各[学習]. What has
    one of these is still a case of the label (誤[分類]); 半, 準, 過, 偽 make something else."""
    prefix_nouns: frozenset[str] = _words(
        "一定 一般 一部 複数 単位 次元 計算 小数 多数 大量 高度 全体 本体 上記 上述 上位 上限"
        " 上級 上流 上部 上側 上書 上昇 下記 下位 下限 下級 下流 下部 下側 下線 下降 前記 前述"
        " 前提 前者 前半 前面 前部 前側 前置 後記 後述 後者 後半 後続 後部 後側 後置 後退 既存"
        " 既知 数値 数学 数式 数列 数字 数量 数理 実行 実装 実験 実際 実現 実数 実体 実態 実例"
        " 実施 実績 実質 実用 実務 実習 実証 実測 実在 自動 自身 自体 自分 自己 自律 自由 自然"
        " 自社 自立 強化 強度 強制 強調 弱点 密度 零度 純粋 純度 純正 倍率 倍数 極限 極大 極小"
        " 極端 極性 年間 年度 年金 年齢 年代 月間 月末 週間 週末 日本 日付 日常 日程 日数 日時 秒速"
    )
    """Words that begin like a prefix, so that the label would be cut out of one: 一定[数]."""
    word_endings: frozenset[str] = _words(
        "点 学 者 色 形 化 線 力 語 法 度 体 波 子 積 和 性 率 量 値 軸 状 順 製 料 分 比 面"
    )
    """Like the suffixes, end a word before the label: 最適化[問題], タイル化[画像]."""
    long_word_endings: frozenset[str] = _words(
        "表 費 品 金 員 鍵 号 代 肢 譜 目 車 書 額 券 権 物 図 票 帳 欄 室 材 剤 油 液 板 管"
        " 炉 膜 網 路 局 会 社 士 師 家 官 業 界 税 罪 案 策 国 県 市 町 村 区 庁 省 人 類 級"
        " 回 位 史 論 説 誌 域 圏 門 節 病 菌 薬 酸 糖 肉 魚 粉 酒 汁"
    )
    """End a word of three kanji or more before the label: 公開鍵[認証], 減価償却費[勘定]."""
    counters: frozenset[str] = _words(
        "回 個 件 種 層 次 段 項 本 枚 台 人 名 年 月 日 時 分 秒 倍 点 行 列 位 度"
        " 進 桁 章 節 千 万 億"
    )
    """Belong to the number before them: 3回[述語]."""
    kanji_suffixes: frozenset[str] = _words(
        "時 後 前 中 内 外 間 上 下 用 毎 別 等 済 側 名 例 型 系 版 群 達 層 列 部 先 元"
        " 法 器 機 値 数 式 文 行 欄 付 他 枠 案 日 差 待"
    )
    """May stand alone behind a label: [学習]時, [分類]器."""
    suffix_nouns: frozenset[str] = _words(
        "時間 空間 期間 区間 瞬間 週間 年間 中間 名前 曜日 日付 先行 表示 表現 表記"
        " 文字列 行列式 計算機 処理系 固有値 期待値 絶対値 特異値 生態系 太陽系"
    )
    """Words of two or three kanji that the label would be cut out of, or would cut: [文字]列,
    [実行時]間, [一覧表]示."""
    derivations: frozenset[str] = _words("化 的 性 者 率 度 点 肢 員 師")
    """Make another word of two kanji, even where more kanji follow: [正規]化手法."""
    compound_derivations: frozenset[str] = _words("化 性")
    """Make another word even of a label that ends in three kanji or more."""
    katakana_derivations: frozenset[str] = _words("化 的 性")
    """Make another word of a label that ends in katakana: モデル化."""
    derivation_words: frozenset[str] = _words(
        "化学 化石 化合 的中 的確 性能 性質 性格 性別 度数 度合 率直 率先 点検 点滅 点数 点灯"
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
    """Begin like particles and are verb endings: 埋め込み[ながら]."""
    hyphen_suffixes: frozenset[str] = _words(
        "based style like free aware specific only level wise driven oriented agnostic"
        " dependent independent related type sized efficient intensive centric ready"
        " compatible enabled native friendly heavy side bound first wide local safe visible"
        " sensitive neutral relative facing insensitive writable readable editable compliant"
        " capable critical prone proof scalable handling checking processing preserving"
        " consuming saving to by"
    )
    """What may follow a lower-case English label after a hyphen: token-based. Participles in
    ``-ed`` (user-defined) may too."""
    hyphen_negations: frozenset[str] = _words("non anti un no")
    """Make the opposite of every label, whatever its capitals: non-LoRA."""
    hyphen_particles: frozenset[str] = _words("per to by in on of as at via for with and or vs")
    """English words before a hyphen that leave the label as it is: per-token, in-memory."""
    hyphen_prefixes: frozenset[str] = _words(
        "self cross multi sub super meta semi pre post inter intra quasi pseudo hyper over under"
    )
    """Make another word of a word, but not of a name with inner capitals: self-attention."""
    longest_unit: int = 5
    """How many letters a unit may have that follows a number directly: 24fps, 16bit."""


DEFAULT_RULES = EdgeRules()

WORD_LISTS = tuple(
    entry.name
    for entry in fields(EdgeRules)
    if entry.name != "scripts" and isinstance(entry.default, (frozenset, tuple))
)
"""Names of the lists that :func:`with_words` changes, in the order of their declaration."""


def with_words(rules: EdgeRules, changes: Mapping[str, Iterable[str]]) -> EdgeRules:
    """*rules* with words added to lists, and those with a ``-`` before them taken away.

    A name that is no word list (:data:`WORD_LISTS`), a blank word and a word to take away
    that is not there change nothing.

    >>> "市" in with_words(DEFAULT_RULES, {"kanji_suffixes": ["市", "-法"]}).kanji_suffixes
    True
    """
    made: dict[str, Any] = {}
    for name in WORD_LISTS:
        words = [word.strip() for word in changes.get(name, ())]
        less = {word[1:] for word in words if word.startswith("-")}
        more = [word for word in words if word and not word.startswith("-")]
        known = getattr(rules, name)
        if less or more:
            kept = [*(word for word in known if word not in less), *more]
            made[name] = type(known)(dict.fromkeys(kept))
    return replace(rules, **made)
