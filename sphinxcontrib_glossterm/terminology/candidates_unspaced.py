"""Divide Japanese and Chinese text into words that may be in a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.scripts import ALPHABETIC, KANJI, KATAKANA

from .candidates_spaced import Word, stop_words
from .candidates_stop_words import CHINESE, GENERAL_JAPANESE, PREFIXES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_glossterm.languages.tokenizer import ShortWord, Sudachi

_JAPANESE = re.compile(
    rf"[{KATAKANA}]+|[{KANJI}]+|[{ALPHABETIC}](?:[{ALPHABETIC}_.+#-]*[{ALPHABETIC}])?"
)
_LATIN = re.compile(rf"(?<![{ALPHABETIC}])[A-Za-z](?:[{ALPHABETIC}_.+#-]*[{ALPHABETIC}])?")
_LETTERS = re.compile(rf"[{KATAKANA}{KANJI}{ALPHABETIC}・ぁ-ん+#.-]+")
_DIGITS = re.compile(r"[\d.]+")
_CHINESE = re.compile(rf"[{KANJI}]+")


def japanese_words(text: str, tokenizer: Sudachi | None) -> Iterator[Word | None]:
    """Nouns with their prefixes and suffixes; without a tokenizer, runs of one script."""
    previous = 0
    stops = stop_words("en")
    for start, end, is_noun in _pieces(text, tokenizer):
        word = text[start:end]
        if not word.strip():
            continue
        between = text[previous:start]
        if between and not (between == " " and _is_spaced(text, previous, start)):
            yield None
        previous = end
        is_noun = is_noun and not _DIGITS.fullmatch(word) and word.lower() not in stops
        yield Word(word, start, end) if is_noun else None


def _pieces(text: str, tokenizer: Sudachi | None) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each word, and whether it is a noun; words in Latin letters as written."""
    if tokenizer is None:
        yield from ((*found.span(), True) for found in _JAPANESE.finditer(text))
        return
    latin = {found.start(): found.end() for found in _LATIN.finditer(text)}
    done = 0
    for word in tokenizer.short_words(text):
        if word.start in latin:
            done = latin[word.start]
            yield word.start, done, True
        elif word.start >= done:
            written = text[word.start : word.end]
            yield word.start, word.end, _is_noun(word) and bool(_LETTERS.fullmatch(written))


def _is_noun(word: ShortWord) -> bool:
    kind, second, third = word.part_of_speech[:3]
    if kind == "名詞":
        return second not in {"数詞", "助動詞語幹"} and third != "副詞可能"
    return kind == "接頭辞" or (
        kind == "接尾辞" and second == "名詞的" and third not in {"助数詞", "副詞可能"}
    )


def _is_spaced(text: str, end: int, start: int) -> bool:
    """Whether a space between two words is part of a compound: Debian パッケージ."""
    return end > 0 and (text[end - 1].isascii() or text[start].isascii())


def trimmed(run: Sequence[Word]) -> Sequence[Word]:
    """A Japanese *run* without general words and single letters at its ends."""
    start, end = 0, len(run)
    while start < end and _is_general(run[start].text, PREFIXES):
        start += 1
    while start < end and _is_general(run[end - 1].text, SUFFIXES):
        end -= 1
    return run[start:end]


def _is_general(word: str, others: frozenset[str]) -> bool:
    return word in others or word in GENERAL_JAPANESE or (word.isascii() and len(word) == 1)


def chinese_words(text: str) -> Iterator[Word | None]:
    """Each character as a word, since the ends of words are unknown."""
    for found in _CHINESE.finditer(text):
        yield None
        for place, character in enumerate(found[0], found.start()):
            is_stop = character in CHINESE
            yield None if is_stop else Word(character, place, place + 1)
