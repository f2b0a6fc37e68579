"""Which known name an unknown one was probably meant to be, for "did you mean"."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .concept import label_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_MASK_BITS = 64


class _Known(NamedTuple):
    name: str
    key: str
    letters: int


class SimilarNames:
    """Finds the known name that is similar to an unknown one.

    Similar is a name of the same words in another order, or one that a slip of the keyboard turns
    into the other: four of five misspellings are one wrong, missing, added or swapped letter
    (Damerau 1964, doi:10.1145/363958.363994), and the first letter is rarely the wrong one
    (Yannakoudakis & Fawthrop 1983, doi:10.1016/0306-4573(83)90045-6). So the distance may be 1;
    from six letters on it may be 2 if the first letter is the same. Names of one or two letters
    are similar to none.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Nothing is computed until the first unknown name."""
        self._names = known

    @cached_property
    def _known(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for name in self._names:
            names.setdefault(label_key(name), name)
        return names

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[_Known]]:
        by_length: dict[int, list[_Known]] = {}
        for key, name in self._known.items():
            by_length.setdefault(len(key), []).append(_Known(name, key, _letters(key)))
        return by_length

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], str]:
        by_words: dict[tuple[str, ...], str] = {}
        for key, name in self._known.items():
            by_words.setdefault(_words(key), name)
        return by_words

    def of(self, text: str, *, slips: int = 2) -> tuple[str, ...]:
        """The most similar name, or nothing; *slips* is the greatest distance that counts.

        Among equals the one that comes first.
        """
        key = label_key(text)
        if key in self._known:
            return (self._known[key],)
        words = _words(key)
        if len(words) > 1 and words in self._by_words:
            return (self._by_words[words],)
        nearest = self._nearest(key, slips)
        return (nearest,) if nearest is not None else ()

    def _nearest(self, key: str, slips: int) -> str | None:
        letters, found = _letters(key), None
        limit = min(slips, _slips(len(key)))
        for length in range(len(key) - limit, len(key) + limit + 1):
            for known in self._by_length.get(length, ()):
                allowed = min(limit, _slips(length))
                # A slip changes at most two of the letters that a name has at all.
                if (letters ^ known.letters).bit_count() > 2 * allowed:
                    continue
                distance = edit_distance(key, known.key, allowed)
                if distance <= allowed and not (distance > 1 and key[0] != known.key[0]):
                    limit, found = distance - 1, known.name
                    if not limit:
                        return found
        return found


def similar(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The name of *known* that is similar to *text*, or nothing; see :class:`SimilarNames`."""
    return SimilarNames(known).of(text)


def _slips(length: int) -> int:
    """How many slips a name of that many letters may have."""
    if length < 3:
        return 0
    return 1 if length < 6 else 2


def _words(key: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in _BETWEEN_WORDS.split(key) if word))


def _letters(key: str) -> int:
    """The set of letters of *key* as bits; different letters may have the same bit."""
    letters = 0
    for letter in key:
        letters |= 1 << ord(letter) % _MASK_BITS
    return letters


def edit_distance(a: str, b: str, limit: int) -> int:
    """How many letters have to be replaced, added, removed or swapped with the next one.

    The "optimal string alignment" form of the Damerau–Levenshtein distance, which edits no part
    twice. More than *limit* counts as ``limit + 1``.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
