"""In which order labels stand, and under which head: Latin letters, then 五十音, then kanji.

Japanese is sorted by *reading*; a kanji label without one cannot be (no rule gives the
reading of a kanji), so it stands at the end, under its own head, where a reader finds it and
an author sees that a reading is missing. Order of kana follows JIS X 4061 in its first two
steps: first without voicing marks, size and kana script, then with them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

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
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
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


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group in the index."""

    text: str
    """What a reader sees: ``A``, ``か``, ``0–9``, ``漢字``, ``#``."""
    slug: str
    """The ASCII part of its permanent id, stable across builds and languages."""


DIGITS = Head("0–9", "digits")
SYMBOLS = Head("#", "symbols")
KANJI = Head("漢字", "kanji")


@dataclass(frozen=True, slots=True, order=True)
class SortKey:
    """Compares labels in the order of the index."""

    group: int
    head: str
    primary: str
    secondary: str
    text: str


def sort_key(label: str, reading: str = "") -> SortKey:
    """The place of *label* in the index; *reading*, in kana of either script, decides if given."""
    spoken = reading.strip() or label.strip()
    head = head_of(label, reading)
    hiragana = _hiragana(unicodedata.normalize("NFKC", spoken)).lower()
    return SortKey(_group(head), head.text, _primary(hiragana), hiragana, label)


def head_of(label: str, reading: str = "") -> Head:
    """The head under which *label* stands."""
    spoken = unicodedata.normalize("NFKC", reading.strip() or label.strip())
    first = spoken[:1]
    base = unicodedata.normalize("NFD", first)[:1].upper()
    if base.isascii() and base.isalpha():
        return Head(base, base.lower())
    if first.isdigit():
        return DIGITS
    if row := _ROW_OF.get(_hiragana(first)):
        return Head(row, f"kana-{row}")
    if "CJK UNIFIED" in unicodedata.name(first, "") if first else False:
        return KANJI
    return Head(base, f"letter-{base}") if base.isalpha() else SYMBOLS


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


def _hiragana(text: str) -> str:
    """Katakana as hiragana: the two blocks lie 0x60 apart (Unicode 16, ch. 18.4)."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def _primary(hiragana: str) -> str:
    """Kana without size and voicing, ー as the vowel that it lengthens, no punctuation."""
    plain: list[str] = []
    for char in hiragana:
        if char == "ー" and plain:
            plain.append(_VOWEL.get(plain[-1], ""))
        elif char.isalnum():
            plain.append(unicodedata.normalize("NFD", char.translate(_SMALL))[0])
    return "".join(plain)
