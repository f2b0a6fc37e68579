"""Classify characters by script, and describe a piece of text with its edges and neighbours.

Vocabulary: the *script* of a character decides whether a label may end next to it. An *edge* is the
first or last character of a piece of text, its *neighbour* the character next to it.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tokenizer import Cuts

# Character classes, for use between the brackets of a regular expression.
HIRAGANA = "\u3041-\u3096\u309d\u309e"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"
KANJI = "\u3400-\u4dbf\u4e00-\u9fff\u3005-\u3007\uf900-\ufaff\U00020000-\U0003fffd"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
ALPHABETIC = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff"
"""Latin with its marks, Greek, Cyrillic, and digits."""

# Scripts without spaces for which no language has rules: no word boundary is known.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u10ff\u1780-\u17ff]"
_ACCENTED = "[\u00c0-\u024f\u1e00-\u1eff]"
_LONGEST_RUN = 60


class Script(StrEnum):
    """What kind of letter a character is, as far as word boundaries are concerned."""

    WORD = "word"
    """Letters of scripts that write spaces (Latin, Greek, Cyrillic …), digits, ``_``."""
    KATAKANA = "katakana"
    HIRAGANA = "hiragana"
    KANJI = "kanji"
    HANGUL = "hangul"
    OTHER = "other"
    """Punctuation, symbols, spaces, U+FFFC, and scripts without a rule."""


# Used for every hit: a global name is faster than a member of an enumeration.
WORD, OTHER = Script.WORD, Script.OTHER
_CLASSES = (
    (Script.HIRAGANA, HIRAGANA),
    (Script.KATAKANA, KATAKANA),
    (Script.KANJI, KANJI),
    (Script.HANGUL, HANGUL),
)


@cache
def _spans(characters: str) -> tuple[tuple[str, str], ...]:
    """The first and the last character of each range in a character class."""
    found = re.findall(r"(.)(?:-(.))?", characters, re.DOTALL)
    return tuple((first, last or first) for first, last in found)


def is_one_of(characters: str, char: str) -> bool:
    """Whether *char* is in the character class *characters*, such as :data:`KANJI`.

    Python 3.11 compiles a class in a time in proportion to its characters. So no module compiles
    one with all kanji if it can test single characters, and others do so when they first need it:
    3.5 % of the instructions of a build after one definition was edited (size S).
    """
    return any(first <= char <= last for first, last in _spans(characters))


def has_alphabetic(text: str) -> bool:
    """Whether *text* has a character of :data:`ALPHABETIC`."""
    return bool(re.search(f"[{ALPHABETIC}]", text))


@lru_cache(maxsize=16384)
def script_of(char: str) -> Script:
    """The script of one character; :attr:`Script.OTHER` for the empty string."""
    if char.isascii():
        return WORD if char.isalnum() or char == "_" else OTHER
    for script, characters in _CLASSES:
        if is_one_of(characters, char):
            return script
    letter = char.isalpha() or char.isdecimal() or unicodedata.category(char)[0] == "M"
    return WORD if letter and not re.match(_UNSPACED, char) else OTHER


def of_text(text: str) -> frozenset[Script]:
    """The scripts without spaces, and Hangul, that occur in *text*."""
    return frozenset(map(script_of, set(text))) - {WORD, OTHER}


class Found:
    """A piece of folded text that is spelled like a label, and its neighbours."""

    __slots__ = (
        *("after", "before", "compound", "cuts", "end", "first", "last", "left", "right", "start"),
        "text",
    )

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        compound: bool = False,
        cuts: Cuts | None = None,
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.compound = compound
        """Whether the label may be part of a longer katakana word."""
        self.cuts = cuts
        """The ends of the words in the text, if a tokenizer is used."""
        self.first, self.last = script_of(text[start]), script_of(text[end - 1])
        self.before, self.after = text[start - 1 : start] if start else "", text[end : end + 1]
        """The neighbours; empty at the start or the end of the text."""
        self.left, self.right = script_of(self.before), script_of(self.after)

    def in_compound(self) -> Found:
        """The same piece, which may be part of a longer katakana word."""
        return Found(self.text, self.start, self.end, True, self.cuts)

    @property
    def label(self) -> str:
        """The piece of text, as folded."""
        return self.text[self.start : self.end]

    def length_at_start(self, script: Script) -> int:
        """How many characters of *script* the label begins with."""
        return min(len(self.run_after(script, self.start)), self.end - self.start)

    def length_at_end(self, script: Script) -> int:
        """How many characters of *script* the label ends with."""
        return min(len(self.run_before(script, self.end)), self.end - self.start)

    def run_before(self, script: Script, end: int) -> str:
        """The characters of *script* that end at *end*, at most sixty."""
        start = end
        while start and end - start < _LONGEST_RUN and script_of(self.text[start - 1]) is script:
            start -= 1
        return self.text[start:end]

    def run_after(self, script: Script, start: int) -> str:
        """The characters of *script* that begin at *start*, at most sixty."""
        end, last = start, min(len(self.text), start + _LONGEST_RUN)
        while end < last and script_of(self.text[end]) is script:
            end += 1
        return self.text[start:end]


def without_accents(text: str) -> str:
    """*text* without the marks of its Latin letters: réseau, reseau."""
    if text.isascii():
        return text
    return re.sub(_ACCENTED, lambda found: unicodedata.normalize("NFD", found[0])[0], text)


def run_around(text: str, start: int, end: int, belongs: Callable[[str], bool]) -> str:
    """``text[start:end]`` with the characters on both sides that *belongs* accepts."""
    while start and belongs(text[start - 1]):
        start -= 1
    while end < len(text) and belongs(text[end]):
        end += 1
    return text[start:end]
