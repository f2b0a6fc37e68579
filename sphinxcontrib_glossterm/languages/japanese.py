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
from typing import TYPE_CHECKING

from .japanese_edges import AROUND, EDGES, TOKEN_EDGES
from .japanese_order import ORDER
from .language import Joints, Language, SentenceRules, choices
from .scripts import ALPHABETIC, HIRAGANA, KANJI, KATAKANA, Script
from .tokenizer import sudachi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JAPANESE = f"{HIRAGANA}{KATAKANA}{KANJI}"
_KATAKANA_JOINT = re.compile(rf"(?<=[{KATAKANA}])([・ ])(?=[{KATAKANA}])")
_SCRIPT_JOINT = re.compile(
    rf"(?:(?<=[{ALPHABETIC}])(?= ?[{_JAPANESE}])|(?<=[{_JAPANESE}])(?= ?[{ALPHABETIC}]))( ?)"
)
_KATAKANA_RUN = re.compile(f"([{KATAKANA}]+)")
_A_OR_I_ROW = frozenset("アカサタナハマヤラワガザダバパァャヮイキシチニヒミリギジヂビピィ")

# Either spelling may be written instead of the other.
_SPELLINGS = (
    *(("ウィ", "ウイ"), ("ウェ", "ウエ"), ("ウォ", "ウオ"), ("クォ", "クオ"), ("クァ", "クア")),
    *(("フェース", "フェイス"), ("インターフェ", "インタフェ")),
)
# ヴ is often pronounced and written as a b; the reverse does not hold for every b.
_VU = re.compile("ヴ([ァィェォ]?)")
_B_ROW = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}

# Compiled when they are first used, and cached by re: most builds infer nothing.
# …Xの一種 / の一つ / の一例: what precedes, back to punctuation or an opening bracket.
_KIND_OF = (
    r"([^、。,，.．:：;；()（）「」『』\s!?！？]{1,40}(?: [\w.+#-]+)*)の一(?:種|手法|つ|形態|例)"
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
    return choices(_SCRIPT_JOINT, form, lambda joint: (joint, "", " "))


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
        ("・", re.compile(rf"・(?<=[{KATAKANA}]・)(?=[{KATAKANA}])")),
        (" ", re.compile(rf" (?<=[{KATAKANA}] )(?=[{KATAKANA}])")),
    ),
    divisible=re.compile(rf"[{KATAKANA}]{{4,}}"),
)
without_joints = _JOINTS.without

LANGUAGE = Language(
    code="ja",
    ascii=False,
    spellings=(in_other_kana, long_vowel_twins, katakana_joints, script_joints),
    short=rf"[{HIRAGANA}ー]+|[{KATAKANA}]{{1,2}}",
    scripts=frozenset({Script.KATAKANA, Script.HIRAGANA, Script.KANJI}),
    edges=EDGES,
    token_edges=TOKEN_EDGES,
    around=AROUND,
    joints=_JOINTS,
    tokenizer=sudachi,
    genera=genera,
    # After a bracket: a particle, or a verb's ending.
    sentences=SentenceRules(stops="。｡！？", continuation=r"[\u3041-\u309f、，]"),
    order=ORDER,
)
