"""The rules for Japanese: katakana spellings, marks between words, and fixed expressions.

Vocabulary: a *joint* is a place where authors write a space, a mark or nothing
(プロンプト・チューニング, LoRA アダプター); the *long-vowel twin* of a katakana word ends in ー
where the word does not, or the reverse. The tests of word boundaries are in
:mod:`.japanese_edges`, the order of the index is in :mod:`.japanese_order`.

>>> list(in_other_kana("インターフェース"))
['インターフェース', 'インターフェイス', 'インタフェース', 'インタフェイス']
>>> joined = without_joints("パワー・モジュールを")
>>> joined.text, joined.span(0, 8)
('パワーモジュールを', (0, 9))
>>> joined.span(3, 8) is None
True
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

from .japanese_edges import AROUND, EDGES, TOKEN_EDGES
from .japanese_order import ORDER
from .japanese_words import EVERYDAY, EXPRESSIONS
from .language import Joints, Language, SentenceRules, choices
from .scripts import ALPHABETIC, HIRAGANA, KANJI, KATAKANA, Script, has_alphabetic
from .tokenizer import sudachi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JAPANESE = f"{HIRAGANA}{KATAKANA}{KANJI}"
_KATAKANA_JOINT = pattern(rf"(?<=[{KATAKANA}])([・ ])(?=[{KATAKANA}])")
_SCRIPT_JOINT = (
    rf"(?:(?<=[{ALPHABETIC}])(?= ?[{_JAPANESE}])|(?<=[{_JAPANESE}])(?= ?[{ALPHABETIC}]))( ?)"
)
_KATAKANA_RUN = pattern(f"([{KATAKANA}]+)")
_A_OR_I_ROW = frozenset("アカサタナハマヤラワガザダバパァャヮイキシチニヒミリギジヂビピィ")

# Either spelling may be written instead of the other.
_SPELLINGS = (
    *(("ウィ", "ウイ"), ("ウェ", "ウエ"), ("ウォ", "ウオ"), ("クォ", "クオ"), ("クァ", "クア")),
    *(("フェース", "フェイス"), ("インターフェ", "インタフェ")),
)
# ヴ is often pronounced and written as a b; the reverse does not hold for every b.
_VU = pattern("ヴ([ァィェォ]?)")
_B_ROW = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}

# Other authors write ヴ where a label has a b: ヴァイオリン.
_B = pattern("バ|ビ(?!ュ)|ブ|ベ|ボ")
_VU_ROW = {"バ": "ヴァ", "ビ": "ヴィ", "ブ": "ヴ", "ベ": "ヴェ", "ボ": "ヴォ"}

# Nouns made of verbs, with the hiragana that authors leave out. Where the last hiragana is left out
# too, a group of its own has the nouns; without it others would be another word: 組合, 置換.
_OKURIGANA = pattern("([^ぁ-ん])([ぁ-ん]+)([^ぁ-ん])([ぁ-ん]*)")
_SHORT_NOUNS = (
    "引き数 引き算 割り算 掛け算 足し算 手続き 読み込み 書き込み 組み込み 埋め込み 取り込み"
    " 割り込み 絞り込み 申し込み 切り替え 入れ替え 書き換え 割り当て 取り消し 呼び出し 読み出し"
    " 書き出し 切り出し 押し出し 引き出し 取り出し 繰り返し 折り返し 打ち切り 締め切り 受け付け"
    " 受け入れ 引き渡し 引き継ぎ 見積もり 取り扱い 払い戻し 読み取り 切り捨て 切り上げ 売り上げ"
    " 割り引き 並べ替え 貸し出し 切り取り 受け取り 吹き出し 差し込み 引き取り 引き上げ 引き下げ"
    " 折り込み 持ち込み 打ち込み 書き直し 切り離し 覚え書き 積み立て 立ち上げ 打ち消し 突き合わせ"
)
_LONG_NOUNS = (
    "組み合わせ 問い合わせ 待ち合わせ 打ち合わせ 置き換え 張り替え 貼り付け 取り付け 割り付け"
    " 重み付け 振り分け 割り振り 巻き戻し 見直し 書き下し 切り分け 立ち上がり 呼び名 並べ方"
    " 並び替え 読み書き 使い分け"
    " 貼り合わせ 突き出し"
)

# Compiled when they are first used, and cached by re: most builds infer nothing.
# …Xの一種 / の一つ / の一例: what precedes, back to punctuation or an opening bracket.
_KIND_OF = (
    # Bounded, since the search begins again at each word.
    r"([^、。,，.．:：;；()（）「」『』\s!?！？]{1,40}(?: [\w.+#-]{1,40}){0,6})"
    "の一(?:種|手法|つ|形態|例)"
)
# Nouns between a name and "の一種" that are not part of the name. A "生成モデル" is not a kind
# of "生成": the second row is removed only where the name before it does not end in a kanji.
_GENERIC_NOUN = (
    r"(?<=.)(?:(?:手法|技術|技法|方法|方式)|(?<![一-龠])(?:モデル|アルゴリズム|系|型|族))$"
)
# Where a name may begin inside a clause: after a symbol or hiragana, where Latin begins or ends.
_NAME_START = (
    r"(?<=\W)|(?<=[ぁ-ゖ])|(?<=[A-Za-z0-9])(?=[^A-Za-z0-9])|(?<=[^A-Za-z0-9])(?=[A-Za-z0-9])"
)


def in_other_kana(form: str) -> Iterator[str]:
    """*form*, and with other katakana for the same sounds: ソフトウェア and ソフトウエア."""
    spellings = [form]
    for pair in _SPELLINGS:
        for text in spellings[:]:
            for old, new in (pair, pair[::-1]):
                if old in text:
                    spellings.append(text.replace(old, new))
    yield from spellings
    for text in spellings:
        if "ヴ" in text:
            yield _VU.sub(lambda found: _B_ROW.get(found[1], "ブ"), text)


def with_vu(form: str) -> Iterator[str]:
    """*form*, and with ヴ for its b: バイオリン and ヴァイオリン."""
    yield form
    places = list(_B.finditer(form))
    for place in places[:2]:
        yield form[: place.start()] + _VU_ROW[place[0]] + form[place.end() :]
    if len(places) > 1:
        yield _B.sub(lambda found: _VU_ROW[found[0]], form)


def in_other_okurigana(form: str) -> Iterator[str]:
    """*form*, and with more or fewer hiragana in nouns made of verbs: 読み込み, 読込み, 読込."""
    yield form
    if _first_characters().isdisjoint(form):
        return
    for spellings in _okurigana():
        known = next((text for text in spellings if text in form), "")
        if known:
            yield from (form.replace(known, text) for text in spellings)


@cache
def _okurigana() -> tuple[tuple[str, ...], ...]:
    """The spellings of each noun of the lists, the longest first."""
    return tuple(
        tuple(sorted(set(_with_fewer(noun, last=last)), key=len, reverse=True))
        for nouns, last in ((_SHORT_NOUNS, True), (_LONG_NOUNS, False))
        for noun in nouns.split()
    )


@cache
def _first_characters() -> frozenset[str]:
    """Of all spellings: most labels have none of them."""
    return frozenset(text[0] for spellings in _okurigana() for text in spellings)


def _with_fewer(noun: str, *, last: bool) -> Iterator[str]:
    """*noun*, without its first hiragana, and without all; 合わせ is written 合せ too."""
    yield noun
    if found := _OKURIGANA.fullmatch(noun):
        first, _, second, ending = found.groups()
        yield first + second + ending
        if ending == "わせ":
            yield from (noun[:-2] + "せ", first + second + "せ")
        if last:
            yield first + second


def long_vowel_twins(form: str) -> Iterable[str]:
    """サーバー and サーバ, for each run of katakana: style guides differ."""
    return choices(_KATAKANA_RUN, form, _with_twin)


def _with_twin(run: str) -> tuple[str, ...]:
    if run.endswith("ー"):
        return (run, run[:-1]) if len(run) >= 4 else (run,)
    return (run, run + "ー") if len(run) >= 3 and run[-1] in _A_OR_I_ROW else (run,)


def katakana_joints(form: str) -> Iterable[str]:
    """・, space or nothing between two katakana words."""
    return choices(_KATAKANA_JOINT, form, lambda joint: (joint, "", "・", " "))


def script_joints(form: str) -> Iterable[str]:
    """Space or nothing between alphabetic and Japanese characters."""
    if not has_alphabetic(form):
        return (form,)
    # Cached by re, and compiled when it is first needed: see scripts.is_one_of.
    return choices(re.compile(_SCRIPT_JOINT), form, lambda joint: (joint, "", " "))


def genera(definition: str) -> Iterator[str]:
    """X of "Xの一種": for "…を抑えるPEFT手法の一種" texts that end in "PEFT手法", then "PEFT"."""
    for match in re.finditer(_KIND_OF, definition):
        yield from _names_at_end(match[1])


def _names_at_end(phrase: str) -> Iterator[str]:
    """Ends of *phrase* that begin where a name may begin, the longest first.

    Each is followed by the same without the generic noun at its end.
    """
    for start in sorted({0, *(edge.start() for edge in re.finditer(_NAME_START, phrase))}):
        name = phrase[start:].strip()
        yield from filter(None, (name, re.sub(_GENERIC_NOUN, "", name)))


_JOINTS = Joints(
    script=Script.KATAKANA,
    mark=_KATAKANA_JOINT,
    searches=(
        ("・", pattern(rf"・(?<=[{KATAKANA}]・)(?=[{KATAKANA}])")),
        (" ", pattern(rf" (?<=[{KATAKANA}] )(?=[{KATAKANA}])")),
    ),
    divisible=pattern(rf"[{KATAKANA}]{{4,}}"),
)
without_joints = _JOINTS.without

LANGUAGE = Language(
    code="ja",
    ascii=False,
    spellings=(
        in_other_kana,
        in_other_okurigana,
        long_vowel_twins,
        katakana_joints,
        script_joints,
        with_vu,
    ),
    short=rf"[{HIRAGANA}ー]+|[{KATAKANA}]{{1,2}}",
    scripts=frozenset({Script.KATAKANA, Script.HIRAGANA, Script.KANJI}),
    edges=EDGES,
    token_edges=TOKEN_EDGES,
    around=AROUND,
    joints=_JOINTS,
    tokenizer=sudachi,
    expressions=EXPRESSIONS,
    everyday=EVERYDAY,
    genera=genera,
    # After a bracket: a particle, or a verb's ending.
    sentences=SentenceRules(stops="。｡！？", continuation=r"[\u3041-\u309f、，]"),
    order=ORDER,
)
