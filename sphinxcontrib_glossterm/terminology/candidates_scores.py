"""Score sequences of words as terms: C-value for words with spaces, FLR for Japanese compounds.

C-value (Frantzi, Ananiadou, Mima 2000): the frequency of a sequence, without the occurrences in
longer candidates, times the logarithm of its length. FLR (Nakagawa and Mori 2002): the frequency of
a compound, times how often its words have neighbours in compounds.

>>> counts = {("source", "package"): 5, ("debian", "source", "package"): 3}
>>> {" ".join(key): round(score, 2) for key, score in c_values(counts).items()}
{'source package': 2.0, 'debian source package': 4.75}
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import exp, log, log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Key = tuple[str, ...]

_NEARLY_ALL = 0.9


def c_values(counts: Mapping[Key, int]) -> dict[Key, float]:
    """The C-value of each sequence in *counts*.

    A sequence is omitted if it has no value, or if nearly all of its occurrences are in the same
    longer one.
    """
    independent: dict[Key, int] = dict(counts)
    longer: Counter[Key] = Counter()
    inside: Counter[Key] = Counter()
    most: dict[Key, int] = {}
    for key in sorted(counts, key=lambda key: (-len(key), key)):
        for part in _parts(key):
            if part in counts:
                longer[part] += 1
                inside[part] += independent[key]
                independent[part] -= independent[key]
                most[part] = max(most.get(part, 0), counts[key])
        independent[key] = max(independent[key], 0)
    values = {}
    for key, count in counts.items():
        nested = inside[key] / longer[key] if longer[key] else 0
        if count > nested and most.get(key, 0) < _NEARLY_ALL * count:
            values[key] = log2(len(key)) * (count - nested)
    return values


def _parts(key: Key) -> set[Key]:
    """The sequences inside *key* that are shorter."""
    size = len(key)
    return {
        key[start : start + length]
        for length in range(2, size)
        for start in range(size - length + 1)
    }


def flr(counts: Mapping[Key, int]) -> dict[Key, float]:
    """The FLR of each compound in *counts*, which are whole compounds and single nouns."""
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for key, count in counts.items():
        for first, second in pairwise(key):
            right[first] += count
            left[second] += count
    return {
        key: count * exp(sum(log((left[w] + 1) * (right[w] + 1)) for w in key) / (2 * len(key)))
        for key, count in counts.items()
    }
