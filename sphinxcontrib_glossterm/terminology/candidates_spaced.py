"""Divide text into words that may be in a term, in languages with spaces between words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import languages
from sphinxcontrib_glossterm.languages.scripts import HANGUL
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .candidates_stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Word(NamedTuple):
    """One word of a run; offsets are in code points."""

    text: str
    start: int
    end: int
    begins: bool = True
    """Whether a term may begin with it; not with de in French."""
    ends: bool = True
    """Whether a term may end with it; not with an adjective in German."""


# Prepositions inside terms: système de fichiers.
_INNER = {"fr": ("de", "d"), "es": ("de",), "it": ("di",), "pt": ("de",)}
# Shorter words in lower case are seldom nouns, except in English.
_MIN_LENGTH = 4
_TOKEN = re.compile(r"[^\W_]+(?:['’._+/@:=~\\#&-]+[^\W_]+|[#+]+(?![^\W_]))*")
_NAME = re.compile(r"[^\W\d_](?:[\w-]*\w)?[#+]*")
_ELISION = re.compile(r"^(?:[^\W\d_]{1,2}|qu|dell|nell|sull|all|dall)['’](?=\w)", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")
_HANGUL = re.compile(f"[{HANGUL}]")
_KOREAN = re.compile(rf"[{HANGUL}]+|[A-Za-z][\w+#-]*[{HANGUL}]*")


def spaced_words(text: str, language: str) -> Iterator[Word | None]:
    """The words of *text*, and ``None`` where a run ends."""
    is_verb, end = _verbs(language), 0
    for found in _TOKEN.finditer(text):
        start, word = found.start(), found[0]
        if text[end:start].strip():
            yield None
        end = found.end()
        if elision := _ELISION.match(word):
            if elision[0][0].lower() != "d" or language not in _INNER:
                yield None
            else:
                yield Word("d", start, start + elision.end(), begins=False, ends=False)
            start, word = start + elision.end(), word[elision.end() :]
        yield _word(text, word, start, language, is_verb)


def _word(
    text: str, word: str, start: int, language: str, is_verb: Callable[[str, int, int], bool]
) -> Word | None:
    """The word at *start*, or ``None``: a stop word, a number, or part of a path or of code."""
    end = start + len(word)
    lower = word.lower()
    if lower in _INNER.get(language, ()):
        return Word(lower, start, end, begins=False, ends=False)
    name = _POSSESSIVE.sub("", word) if language == "en" else word
    if len(name) < 2 or not _NAME.fullmatch(name) or _is_stop_word(lower, language):
        return None
    if is_verb(text, start, end):
        return None
    return Word(name, start, end, ends=not _no_noun(language).search(name))


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of *language* that no term contains, in lower case."""
    found = languages([language])
    own = [x.function_words | x.sentences.first_words for x in found if x.code != "en"]
    return STOP_WORDS.get(language, frozenset()).union(*own)


@lru_cache(maxsize=65536)
def _is_stop_word(word: str, language: str) -> bool:
    """Whether *word*, in lower case, is no part of a term."""
    if language == "en":
        return word.replace("’", "'") in stop_words(language) or word.endswith("ly")
    return len(word) < _MIN_LENGTH or word in stop_words(language)


@cache
def _no_noun(language: str) -> re.Pattern[str]:
    """Matches in words that are not nouns: English participles, German words in lower case."""
    if language == "en":
        return re.compile("[^e]ed$")
    nouns = next((x.capital_nouns for x in languages([language])), "")
    return re.compile(f"^(?!{nouns})")


@cache
def _verbs(language: str) -> Callable[[str, int, int], bool]:
    """Whether a word of a text is a verb, as far as the language can say."""
    known = next((x.homographs for x in languages([language])), None)
    if known is None:
        return lambda text, start, end: False
    words, is_other = known
    return lambda text, start, end: (
        (not words or text[start:end].lower() in words) and is_other(text, start, end)
    )


def korean_words(text: str) -> Iterator[Word | None]:
    """Nouns without their particles, which end a run."""
    end, is_verb = 0, _verbs("en")
    for found in _TOKEN.finditer(text):
        if text[end : found.start()].strip():
            yield None
        end = found.end()
        if found[0].isascii():
            yield _word(text, found[0], found.start(), "en", is_verb)
            continue
        noun = _noun(found[0])
        if noun:
            yield Word(noun, found.start(), found.start() + len(noun))
        if noun != found[0]:
            yield None


@lru_cache(maxsize=65536)
def _noun(word: str) -> str:
    """*word* without particles; empty if it is no noun of at least two syllables."""
    from sphinxcontrib_glossterm.languages.korean import ends_word

    if not _KOREAN.fullmatch(word):
        return ""
    first = _HANGUL.search(word)
    for end in range(max(2, first.start() if first else 0), len(word)):
        if ends_word(word[end:]):
            return word[:end]
    return word if len(word) > 1 else ""
