"""Sort labels for the index and group them under headings: Latin letters, 五十音, then kanji.

Japanese is sorted by *reading*. A kanji label without a reading cannot be sorted, since no rule
gives the reading of a kanji; it is placed at the end, under a heading of its own, where authors see
that the reading is missing.

Kana are sorted by JIS X 4061-1996 (simple collation), which dictionaries follow: first by the plain
kana, with ー as the vowel that it lengthens and ゝ as the kana that it repeats; then by voicing (か
が), by the kind of sign (ー, small kana, ゝ, full-size kana), and hiragana before katakana. Latin
letters are first compared without diacritics and case. No maintained library does this: ICU needs a
compiler or 17 MB, and the pure Python library knows only the default table of Unicode, in which ー
is a separate letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_ROWS = {
    "あ": "あいうえおぁぃぅぇぉゔ",
    "か": "かきくけこがぎぐげごゕゖ",
    "さ": "さしすせそざじずぜぞ",
    "た": "たちつてとだぢづでどっ",
    "な": "なにぬねの",
    "は": "はひふへほばびぶべぼぱぴぷぺぽ",
    "ま": "まみむめも",
    "や": "やゆよゃゅょ",
    "ら": "らりるれろ",
    "わ": "わゐゑをんゎ",
}
_ROW_OF = {kana: row for row, line in _ROWS.items() for kana in line}
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_VOWEL = {
    kana: vowel
    for vowel, line in {
        "あ": "あかさたなはまやらわがざだばぱ",
        "い": "いきしちにひみりぎじぢびぴゐ",
        "う": "うくすつぬふむゆるぐずづぶぷゔ",
        "え": "えけせてねへめれげぜでべぺゑ",
        "お": "おこそとのほもよろをごぞどぼぽ",
    }.items()
    for kana in line
}
Sign = tuple[str, str, str, str]
"""Of one character: the plain kana or letter, voicing (``0`` none, ``1`` ゛, ``2`` ゜), the kind
of sign in the order of the standard (``0`` ー, ``1`` small, ``2`` ゝ, ``3`` full size), script."""

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_REPEAT, _REPEAT_VOICED, _REPEAT_KANJI, _LONG = "ゝヽ", "ゞヾ", "々〻", "ー"
_LATIN = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?(?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+| LIGATURE)?"
)


class Head(NamedTuple):
    """The heading of a group in the index."""

    text: str
    """The displayed text: ``A``, ``か``, ``0–9``, ``漢字``, ``#``."""
    slug: str
    """Part of the permanent id, the same in every build and language."""


DIGITS = Head("0–9", "digits")
SYMBOLS = Head("#", "symbols")
KANJI = Head("漢字", "kanji")


class SortKey(NamedTuple):
    """Compares labels in the order of the index."""

    group: int
    head: str
    plain: str
    """The kana without voicing, size and script; Latin letters without marks and case."""
    voicing: str
    kind: str
    script: str
    text: str


@lru_cache(maxsize=1 << 16)
def sort_key(label: str, reading: str = "") -> SortKey:
    """The sort key of *label*; *reading*, in hiragana or katakana, is used if given."""
    head = head_of(label, reading)
    signs = _signs(unicodedata.normalize("NFKC", reading.strip() or label.strip()))
    plain, voicing, kind, script = (
        "".join(level) for level in (zip(*signs, strict=True) if signs else [()] * 4)
    )
    return SortKey(_group(head), head.text, plain, voicing, kind, script, label)


def head_of(label: str, reading: str = "") -> Head:
    """The heading of the group that contains *label*."""
    first = unicodedata.normalize("NFKC", reading.strip() or label.strip())[:1]
    base = _letters(first).upper()[:1]
    if base.isascii() and base.isalpha():
        return Head(base, base.lower())
    if first.isdigit():
        return DIGITS
    if row := _ROW_OF.get(hiragana(first)):
        return Head(row, f"kana-{row}")
    if "CJK UNIFIED" in unicodedata.name(first, "") if first else False:
        return KANJI
    return Head(base, f"letter-{base}") if base.isalpha() else SYMBOLS


def hiragana(text: str) -> str:
    """Katakana as hiragana: the code points differ by 0x60 (Unicode 16, ch. 18.4)."""
    return text.translate(_TO_HIRAGANA)


def _group(head: Head) -> int:
    if head == SYMBOLS:
        return 0
    if head == DIGITS:
        return 1
    if head.slug.startswith("kana-"):
        return 4
    if head == KANJI:
        return 5
    return 2 if head.text.isascii() else 3


def _signs(text: str) -> list[Sign]:
    """The sort values of each character; punctuation is ignored."""
    signs: list[Sign] = []
    before = ""
    for char in text:
        before, sign = (before and _dependent(char, before)) or _independent(char)
        if sign:
            signs.append(sign)
    return signs


def _dependent(char: str, before: str) -> tuple[str, Sign | None] | None:
    """The kana that *char* represents after *before*, if it is a sign without its own sound."""
    if char == _LONG:
        meant, kind = _VOWEL.get(before, ""), "0"
    elif char in _REPEAT:
        meant, kind = _parts(before)[0], "2"
    elif char in _REPEAT_VOICED:
        meant, kind = unicodedata.normalize("NFC", _parts(before)[0] + "\u3099"), "2"
    elif char in _REPEAT_KANJI:
        meant, kind = before, "2"
    else:
        return None
    return meant, (*_parts(meant), kind, _script(char)) if meant else None


@lru_cache(maxsize=1 << 13)
def _independent(char: str) -> tuple[str, Sign | None]:
    """The full-size kana of *char*, and its sort values."""
    kana = hiragana(char)
    meant = _SMALL.get(kana, kana)
    if not meant[0].isalnum():
        return meant, None
    if meant not in _ROW_OF:
        return meant, (_letters(meant), "0", "3", "1" if char != char.lower() else "0")
    return meant, (*_parts(meant), "1" if kana in _SMALL else "3", _script(char))


def _script(char: str) -> str:
    return "1" if "ァ" <= char <= "ヾ" else "0"


def _parts(kana: str) -> tuple[str, str]:
    """A kana without its voicing mark, and ``0``, ``1`` or ``2`` for none, ゛ or ゜."""
    base, *marks = list(unicodedata.normalize("NFD", kana))
    return base, "1" if "\u3099" in marks else "2" if "\u309a" in marks else "0"


@lru_cache(maxsize=1024)
def _letters(char: str) -> str:
    """A letter in lower case without diacritics: é is e, ø is o, æ is ae.

    For diacritics that Unicode does not decompose (ø, ł, đ), the name of the letter is used.
    """
    base = unicodedata.normalize("NFD", char)[:1]
    if not base.isascii() and (match := _LATIN.fullmatch(unicodedata.name(base, ""))):
        return match[1].lower()
    return base.casefold()
