"""Inflected words of alphabetic languages: text is searched a second time, by the stems of words.

Every word of a label may be inflected: "malla de servicios", "mallas de servicios". Stems alone are
too coarse (universal, Universität), so each word must also differ from the word of the label by
known endings only. A *stem* is what replacements of endings leave, or for languages with more forms
the stem by Snowball, which Sphinx depends on too.

>>> spanish = Inflection(number("s", "es"), (("s$", ""), ("e$", "")))
>>> key = spanish.key("malla de servicios")
>>> view = spanish.view("Las mallas de servicios.")
>>> view.text.find(key), view.span(view.text.find(key), view.text.find(key) + len(key))
(3, (4, 23))
>>> spanish.distance("mallas", "malla"), spanish.distance("puerta", "puerto")
(1, None)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .scripts import without_accents

if TYPE_CHECKING:
    from collections.abc import Callable

    Endings = frozenset[tuple[str, str]]
    """Pairs of endings that differ in the inflection only, each in both orders."""

WORD = re.compile(r"[^\W\d_]+")
# Shorter words are not stemmed: most are function words and abbreviations.
_MIN_WORD = 3
# The number of letters, which both words have, that a pair of endings may begin with.
_CONTEXT = 4
# Spellings that are equal in every language that has them.
_LETTERS = str.maketrans(
    dict(zip("ёîûù", "еiuu", strict=True))
    | dict(zip("ЁÎÛÙ", "ЕIUU", strict=True))
    | {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}
)


class View(NamedTuple):
    """A text with stems instead of words."""

    text: str
    starts: dict[int, int]
    """For each word, its offset here → in the text."""
    ends: dict[int, int]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where whole words ``self.text[start:end]`` are in the text."""
        if start in self.starts and end in self.ends:
            return self.starts[start], self.ends[end]
        return None


class Inflection(NamedTuple):
    """How the words of one language are inflected."""

    endings: Endings
    """What a word and an inflected form may end in, after the letters that they share. Without
    accents."""
    replacements: tuple[tuple[str, str], ...] = ()
    """Regular expressions and replacements, applied in this order to a word in lower case without
    accents (with them if there is a stemmer)."""
    algorithm: str = ""
    """The name of its stemmer in Snowball. Stemmers for languages that inflect for number only
    confuse nouns and verbs."""
    accents: Endings | None = None
    """Pairs of :attr:`endings` with which the letters in front may differ in accents: imagen,
    imágenes. Other words that differ so are other words: cambio and cambió. ``None``: accents
    never matter."""

    def key(self, label: str) -> str:
        """What to search for in a :class:`View`; empty if the label has no word."""
        return self.view(label).text if WORD.search(label) else ""

    def view(self, text: str) -> View:
        """*text* with stems instead of words, in lower case, and spaces instead of hyphens."""
        stem = _stemmer(self.algorithm, self.replacements)
        pieces: list[str] = []
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        done = length = 0
        for found in WORD.finditer(text):
            start, end = found.span()
            between = text[done:start]
            word = stem(found[0])
            length += len(between)
            starts[length] = start
            length += len(word)
            ends[length] = done = end
            pieces += (between.replace("-", " "), word)
        pieces.append(text[done:])
        return View("".join(pieces), starts, ends)

    def distance(self, written: str, label: str) -> int | None:
        """By how many letters *written* differs from *label*; ``None`` if by more than its forms.

        Both have equal stems. A word with inner capitals is not inflected.
        """
        total = 0
        for one, other in zip(WORD.findall(written), WORD.findall(label), strict=True):
            if one == other:
                continue
            if any(map(str.isupper, other[1:])):
                return None
            rests = _rests(_plain(one), _plain(other))
            if not self._inflects(_plain(one), _plain(other), rests):
                return None
            if not self._accents_agree(one, other, rests):
                return None
            total += len(rests[0]) + len(rests[1])
        return total

    def _inflects(self, one: str, other: str, rests: tuple[str, str]) -> bool:
        """Whether the *rests*, or they and a few letters in front, are a pair of endings."""
        if rests == ("", ""):
            return True
        first, second = len(one) - len(rests[0]), len(other) - len(rests[1])
        return any(
            (one[first - more :], other[second - more :]) in self.endings
            for more in range(min(first, _CONTEXT) + 1)
        )

    def _accents_agree(self, one: str, other: str, rests: tuple[str, str]) -> bool:
        """Whether the same letters have accents. On capitals, î, û and ù they are optional."""
        if self.accents is None or rests in self.accents:
            return True
        one, other = one.translate(_LETTERS), other.translate(_LETTERS)
        shared = len(one) - len(rests[0])
        if _has_accent(one[shared:]) and not _has_accent(other[shared:]):
            return False
        return all(
            _has_accent(first) == _has_accent(second) or first.isupper() or second.isupper()
            for first, second in zip(one[:shared], other, strict=False)
        )


def number(*plurals: str) -> Endings:
    """Endings that a plural adds; or *plurals* like ``z:ces``, which replace an ending.

    Letters that both have in front limit a pair to words with them: ``ema:emi``, ``al:als``.
    """
    pairs = [tuple(plural.split(":")) if ":" in plural else ("", plural) for plural in plurals]
    return frozenset({(a, b) for a, b in pairs} | {(b, a) for a, b in pairs})


def any_of(endings: str) -> Endings:
    """Each of the *endings*, which are separated by spaces, or none, instead of each other."""
    every = ["", *endings.split()]
    return frozenset((a, b) for a in every for b in every if a != b)


def _plain(word: str) -> str:
    return without_accents(word.translate(_LETTERS).lower())


def _has_accent(text: str) -> bool:
    return without_accents(text) != text


def _rests(one: str, other: str) -> tuple[str, str]:
    """What follows the letters that both words share at their beginnings."""
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return one[shared:], other[shared:]


@cache
def _stemmer(algorithm: str, replacements: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """A function from a word to its stem without accents."""
    steps = [(re.compile(pattern).sub, text) for pattern, text in replacements]
    snowball = _snowball(algorithm) if algorithm else _plain

    @lru_cache(maxsize=65536)
    def stem(word: str) -> str:
        found = word.lower() if algorithm else _plain(word)
        if len(found) >= _MIN_WORD:
            for replace, text in steps:
                found = replace(text, found)
            found = snowball(found)
        return _plain(found)

    return stem


def _snowball(algorithm: str) -> Callable[[str], str]:
    import snowballstemmer

    found: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return found
