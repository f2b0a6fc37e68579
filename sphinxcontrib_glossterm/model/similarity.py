"""Find the known name that another one was probably meant to be, or that replaces it."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern

from .labels import label_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_BETWEEN_WORDS = pattern(r"[\W_]+")
_JOINTS = dict.fromkeys(map(ord, " -ー・"))
_JAPANESE = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}


class SimilarNames:
    """Finds the known name that is similar to an unknown one.

    Similar is a name of the same words in another order, or one that differs by a typing error:
    four of five misspellings are one wrong, missing, added or swapped letter (Damerau 1964,
    doi:10.1145/363958.363994), and the first letter is rarely the wrong one (Yannakoudakis &
    Fawthrop 1983, doi:10.1016/0306-4573(83)90045-6). So the distance may be 1; from six letters on
    it may be 2 if the first letter is the same. Names of one or two letters have no similar names.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Nothing is computed before the first unknown name."""
        self._names = known

    @cached_property
    def _known(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for name in self._names:
            names.setdefault(label_key(name), name)
        return names

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """The keys by first letter and length."""
        by_start: dict[tuple[str, int], list[str]] = {}
        for key in self._known:
            by_start.setdefault((key[:1], len(key)), []).append(key)
        return by_start

    @cached_property
    def _by_tail(self) -> Mapping[str, str]:
        """A key by what follows its first letter."""
        by_tail: dict[str, str] = {}
        for key in self._known:
            by_tail.setdefault(key[1:], key)
        return by_tail

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], str]:
        by_words: dict[tuple[str, ...], str] = {}
        for key, name in self._known.items():
            by_words.setdefault(_words(key), name)
        return by_words

    def of(self, text: str, *, slips: int = 2) -> tuple[str, ...]:
        """The most similar name, or nothing; *slips* is the maximum distance.

        If several are equally similar, the first one.
        """
        key = label_key(text)
        if key in self._known:
            return (self._known[key],)
        words = _words(key)
        if len(words) > 1 and words in self._by_words:
            return (self._by_words[words],)
        near = self._nearest(key, min(slips, _slips(len(key))))
        return (self._known[near],) if near else ()

    def _nearest(self, key: str, limit: int) -> str:
        """The nearest key; if several are, the shortest; empty if none is near."""
        found = ""
        for length in range(len(key) - limit, len(key) + limit + 1):
            for known in self._by_start.get((key[:1], length), ()):
                allowed = min(limit, _slips(length))
                if allowed and (distance := edit_distance(key, known, allowed)) <= allowed:
                    limit, found = distance - 1, known
                    if not limit:
                        return found
        return (self._other_start(key) if limit else "") or found

    def _other_start(self, key: str) -> str:
        """A key that differs from *key* by one error at the first letter; each can be looked up."""
        near = (
            self._by_tail.get(key[1:], ""),
            self._by_tail.get(key, ""),
            key[1:],
            f"{key[1:2]}{key[:1]}{key[2:]}",
        )
        return next((k for k in near if k in self._known and _slips(len(k))), "")


def similar(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The name of *known* that is similar to *text*, or nothing; see :class:`SimilarNames`."""
    return SimilarNames(known).of(text)


def _slips(length: int) -> int:
    """The number of typing errors allowed for a name of that length."""
    if length < 3:
        return 0
    return 1 if length < 6 else 2


def _words(key: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in _BETWEEN_WORDS.split(key) if word))


def edit_distance(a: str, b: str, limit: int) -> int:
    """The number of letters to be replaced, added, removed or swapped with the next one.

    The "optimal string alignment" form of the Damerau–Levenshtein distance, which edits no part
    twice. More than *limit* counts as ``limit + 1``, so that only a band of the table is computed.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    far = limit + 1
    before, row = [far] * (len(b) + 1), [min(j, far) for j in range(len(b) + 1)]
    for i, letter in enumerate(a, 1):
        earlier, before, row = before, row, [far] * (len(b) + 1)
        row[0] = min(i, far)
        for j in range(max(1, i - limit), min(len(b), i + limit) + 1):
            other = b[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other), far)
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > limit and min(before) > limit:
            return far
    return row[-1]


def nearest_label(
    labels: Sequence[str], avoided: str, key: Callable[[str], str] = label_key
) -> str:
    """The one of *labels* to write instead of *avoided*: usually the first, the preferred one.

    Another label is nearer if it differs in hyphens, spaces and long vowels only, apart from what
    *key* ignores, or if the first is in another script: サーバー instead of サーバ in
    "host | サーバー".
    """
    same = (text for text in labels if without_joints(text, key) == without_joints(avoided, key))
    alike = (text for text in labels if _scripts(text) & _scripts(avoided))
    return next(same, None) or next(alike, labels[0])


def without_joints(label: str, key: Callable[[str], str] = label_key) -> str:
    """Equal for labels that differ in hyphens, spaces, long vowels, and what *key* ignores."""
    return key(label).translate(_JOINTS)


def _scripts(text: str) -> set[str]:
    """The scripts of the letters in *text*, by the names of Unicode; those of Japanese as one."""
    names = {unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha()}
    return {_JAPANESE.get(name, name) for name in names}
