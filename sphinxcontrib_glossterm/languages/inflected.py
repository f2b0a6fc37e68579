"""Inflected words of alphabetic languages: text is searched a second time, by the stems of words.

Every word of a label may be inflected: "malla de servicios", "mallas de servicios". Stems alone are
too coarse (universal, Universität), so each word must also differ from the word of the label by
known endings only, for languages with cases those of one paradigm. A *stem* is what replacements of
endings leave. It only has to be equal for all forms of a word: the endings decide. The stemmers of
Snowball are not used: they do not conflate all nouns (ombra, ombre), and some verbs with nouns.

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
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .scripts import without_accents

if TYPE_CHECKING:
    from collections.abc import Callable

    Endings = frozenset[tuple[str, str]]
    """Pairs of the endings of a form and of a word of a label that differ in inflection only."""

WORD = pattern(r"[^\W\d_]+")
# Shorter words are not stemmed: most are function words and abbreviations.
_MIN_WORD = 3
# Shorter words in capitals are abbreviations.
_MIN_CAPITALS = 5
# Maximum number of letters that two endings share at their beginnings: -keit, -keiten.
_LONGEST = 7
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
    """What an inflected form and a word of a label may end in, after the same letters. Without
    accents."""
    replacements: tuple[tuple[str, str], ...] = ()
    """Regular expressions and replacements, applied in this order to a word in lower case without
    accents."""
    irregular: tuple[tuple[str, str], ...] = ()
    """The same as :attr:`replacements` for irregular forms: their regular form, or for words that
    only look like a form of another word (данный, данные), anything else. Applied first."""
    nouns: Endings = frozenset()
    """The endings of nouns, if these begin with a capital; :attr:`endings` are those of adjectives
    then. A word in lower case is no form of a noun."""
    is_other_word: Callable[[str, int, int, str], bool] | None = None
    """Whether ``text[start:end]`` is spelled like a form of the label, but is a verb or a part of a
    compound; called with text, start, end and label."""
    accents: Endings | None = None
    """Pairs of :attr:`endings` with which the letters in front may differ in accents: imagen,
    imágenes. Other words that differ so are other words: cambio and cambió. ``None``: accents
    never matter."""

    def key(self, label: str) -> str:
        """What to search for in a :class:`View`; empty if the label has no word."""
        return self.view(label).text if WORD.search(label) else ""

    def view(self, text: str) -> View:
        """*text* with stems instead of words, in lower case, and spaces instead of hyphens."""
        stem = _stemmer(self.irregular, self.replacements)
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
        words = WORD.findall(label)
        for place, (one, other) in enumerate(zip(WORD.findall(written), words, strict=True), 1):
            if one == other:
                continue
            endings = self._endings(one, other, last=place == len(words))
            if endings is None or any(map(str.isupper, other[1:])) or _is_abbreviation(one):
                return None
            regular = _regular(self.irregular)
            rests = _rests(_plain(one), _plain(other))
            if not _are_forms(regular(one), regular(other), endings) or not self._accents_agree(
                one, other, rests
            ):
                return None
            total += sum(map(len, rests))
        return total

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

    def _endings(self, written: str, word: str, *, last: bool) -> Endings | None:
        """The endings in which *written* may differ from *word* of the label."""
        if not self.nouns:
            return self.endings
        if not written[0].isupper():  # the first word of a label may be an adjective
            return None if last and word[0].isupper() else self.endings
        return self.nouns if last and word[0].isupper() else self.nouns | self.endings


def number(*plurals: str) -> Endings:
    """Endings that a plural adds; or *plurals* like ``z:ces``, which replace an ending.

    Letters that both have in front limit a pair to words with them: ``ema:emi``, ``al:als``.
    """
    pairs = [tuple(plural.split(":")) if ":" in plural else ("", plural) for plural in plurals]
    return frozenset({(a, b) for a, b in pairs} | {(b, a) for a, b in pairs})


def paradigms(*rows: str) -> Endings:
    """The pairs of rows like ``y ies: y``: all endings, and after the colon those of labels.

    A hyphen means no ending.
    """
    pairs: set[tuple[str, str]] = set()
    for row in rows:
        forms, _, labels = row.partition(":")
        every, own = ([end.strip("-") for end in each.split()] for each in (forms, labels or forms))
        pairs.update((form, word) for form in every for word in own if form != word)
    return frozenset(pairs)


def _plain(word: str) -> str:
    return without_accents(word.translate(_LETTERS).lower())


def _has_accent(text: str) -> bool:
    return without_accents(text) != text


def _is_abbreviation(word: str) -> bool:
    """Whether *word* is short and in capitals; longer ones are words in a text in capitals."""
    return 1 < len(word) < _MIN_CAPITALS and word.isupper()


def _are_forms(one: str, other: str, endings: Endings) -> bool:
    """Whether words differ by two of the *endings*, which may begin with the same letters."""
    shared = len(one) - len(_rests(one, other)[0])
    return one == other or any(
        (one[end:], other[end:]) in endings for end in range(shared, max(shared - _LONGEST, 0), -1)
    )


def _rests(one: str, other: str) -> tuple[str, str]:
    """What follows the letters that both words share at their beginnings."""
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return one[shared:], other[shared:]


@cache
def _replacer(replacements: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    steps = [(re.compile(pattern).sub, text) for pattern, text in replacements]

    def replaced(word: str) -> str:
        for replace, text in steps:
            word = replace(text, word)
        return word

    return replaced


@cache
def _regular(irregular: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """A function from a word to its regular form without accents."""
    replaced = _replacer(irregular)
    return lambda word: _plain(replaced(word.lower()))


@cache
def _stemmer(
    irregular: tuple[tuple[str, str], ...], replacements: tuple[tuple[str, str], ...]
) -> Callable[[str], str]:
    """A function from a word to its stem without accents."""
    regular, replaced = _regular(irregular), _replacer(replacements)

    @lru_cache(maxsize=65536)
    def stem(word: str) -> str:
        found = regular(word)
        return _plain(replaced(found)) if len(found) >= _MIN_WORD else found

    return stem
