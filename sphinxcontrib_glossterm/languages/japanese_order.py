"""The order of Japanese in the index, and the search keys of its filter.

Japanese is sorted by *reading*. A kanji label without a reading cannot be sorted, since no rule
gives the reading of a kanji; it is placed at the end, under a heading of its own, where authors see
that the reading is missing.

Kana are sorted by JIS X 4061-1996 (simple collation), which dictionaries follow: first by the plain
kana, with ー as the vowel that it lengthens and ゝ as the kana that it repeats; then by voicing (か
が), by the kind of sign (ー, small kana, ゝ, full-size kana), and hiragana before katakana. No
maintained library does this: ICU needs a compiler or 17 MB, and the pure Python library knows only
the default table of Unicode, in which ー is a separate letter.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

from .language import IndexRules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .language import Heading, Sign

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
_HEADS = {kana: (row, f"kana-{row}") for row, line in _ROWS.items() for kana in line}
_KANJI = ("漢字", "kanji")
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
# The code points of katakana and hiragana differ by 0x60 (Unicode 16, ch. 18.4).
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_REPEAT, _REPEAT_VOICED, _REPEAT_KANJI, _LONG = "ゝヽ", "ゞヾ", "々〻", "ー"

_KANA = pattern(r"[ぁ-ゖー]+")
_LONG_VOWELS = (("ou", "o"), ("oo", "o"), ("uu", "u"))
# Hepburn spellings of kana for foreign words that the library spells by their parts.
_FOREIGN = str.maketrans({"・": None, "゛": None, "゜": None})


def row_head(char: str) -> Heading | None:
    """The row of the kana *char* in the table of kana."""
    return _HEADS.get(char.translate(_TO_HIRAGANA))


def kanji_head(char: str) -> Heading | None:
    """The heading of kanji."""
    return _KANJI if char and "CJK UNIFIED" in unicodedata.name(char, "") else None


def kana_sign(char: str, before: str) -> tuple[str, Sign | None] | None:
    """The sort values of a kana, or of a sign that depends on the kana *before* it.

    Of the sort values, marks are the voicing (``0`` none, ``1`` ゛, ``2`` ゜), and kinds have the
    order of the standard (``0`` ー, ``1`` small, ``2`` ゝ, ``3`` full size).
    """
    return (_dependent(char, before) if before else None) or _independent(char)


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


@lru_cache(maxsize=1 << 10)
def _independent(char: str) -> tuple[str, Sign | None] | None:
    """The full-size kana of *char*, and its sort values."""
    kana = char.translate(_TO_HIRAGANA)
    meant = _SMALL.get(kana, kana)
    if meant not in _HEADS:
        return None
    return meant, (*_parts(meant), "1" if kana in _SMALL else "3", _script(char))


def _script(char: str) -> str:
    return "1" if "ァ" <= char <= "ヾ" else "0"


def _parts(kana: str) -> tuple[str, str]:
    """A kana without its voicing mark, and ``0``, ``1`` or ``2`` for none, ゛ or ゜."""
    base, *marks = list(unicodedata.normalize("NFD", kana))
    return base, "1" if "\u3099" in marks else "2" if "\u309a" in marks else "0"


def romaji(text: str) -> Iterator[str]:
    """*text* in Hepburn without macrons, if it is hiragana: とうきょう as toukyou and tokyo.

    That is what a keyboard types before conversion. ー is left out (サーバー: saba), as it is where
    people type a name they have only heard.
    """
    kana = text.replace(" ", "").translate(_FOREIGN)
    if not _KANA.fullmatch(kana):
        return
    # Imported here, since only the index needs it.
    from jaconv import kana2alphabet

    full = kana2alphabet(kana.replace("てぃ", "ti").replace("でぃ", "di")).replace("-", "")
    short = full
    for long, plain in _LONG_VOWELS:
        short = short.replace(long, plain)
    yield full
    if short != full:
        yield short


ORDER = IndexRules(
    heads=(row_head, kanji_head),
    without_reading=_KANJI,
    with_reading="ぁ-ヿ㐀-鿿豈-﫿々",
    sign=kana_sign,
    search_table=_TO_HIRAGANA,
    search_keys=romaji,
)
