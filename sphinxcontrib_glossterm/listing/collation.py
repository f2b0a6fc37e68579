"""In which order labels stand, and under which head: Latin letters, then 五十音, then kanji.

Japanese is sorted by *reading*; a kanji label without one cannot be (no rule gives the
reading of a kanji), so it stands at the end, under its own head, where a reader finds it and
an author sees that a reading is missing.

The order of kana is that of JIS X 4061-1996 (simple collation), which dictionaries follow:
first the plain kana, with ー as the vowel that it lengthens and ゝ as the kana that it
repeats; between equals voicing (か が), then the kind of sign (ー, small kana, ゝ, full-size
kana), then hiragana before katakana. Latin letters compare without their marks and case
first. No kept library does this: ICU needs a compiler or 17 MB, and the pure-Python one knows
only the default table of Unicode, in which ー is a letter of its own.
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
    """The head of a group in the index."""

    text: str
    """What a reader sees: ``A``, ``か``, ``0–9``, ``漢字``, ``#``."""
    slug: str
    """What its permanent id is made of, the same in every build and language."""


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
    """The place of *label* in the index; *reading*, in kana of either script, decides if given."""
    head = head_of(label, reading)
    signs = _signs(unicodedata.normalize("NFKC", reading.strip() or label.strip()))
    plain, voicing, kind, script = (
        "".join(level) for level in (zip(*signs, strict=True) if signs else [()] * 4)
    )
    return SortKey(_group(head), head.text, plain, voicing, kind, script, label)


def head_of(label: str, reading: str = "") -> Head:
    """The head under which *label* stands."""
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
    """Katakana as hiragana: the two blocks lie 0x60 apart (Unicode 16, ch. 18.4)."""
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
    """What of each character counts; punctuation does not."""
    signs: list[Sign] = []
    before = ""
    for char in text:
        before, sign = (before and _dependent(char, before)) or _independent(char)
        if sign:
            signs.append(sign)
    return signs


def _dependent(char: str, before: str) -> tuple[str, Sign | None] | None:
    """What *char* stands for behind *before*, if it is a sign that has no sound of its own."""
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
    """The kana that *char* is when small kana are large, and what of it counts."""
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
    """A letter in lower case without its marks: é is e, ø is o, æ is ae.

    Marks that Unicode does not take apart (ø, ł, đ) are read off the letter's name.
    """
    base = unicodedata.normalize("NFD", char)[:1]
    if not base.isascii() and (match := _LATIN.fullmatch(unicodedata.name(base, ""))):
        return match[1].lower()
    return base.casefold()
