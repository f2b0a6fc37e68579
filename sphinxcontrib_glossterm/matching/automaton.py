"""Search a text for many strings at once, by the algorithm of Aho and Corasick (1975).

The library ``ahocorasick-rs`` does it. It is a compiled package, and has none for some systems
(Alpine Linux, Windows on ARM). There the class below gives the same answers, more slowly.

A. V. Aho, M. J. Corasick, "Efficient string matching", Communications of the ACM 18 (6), 1975.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Hit = tuple[int, int, int]
    """The index of a string, and its position in the text, in code points."""
    Search = Callable[[str], list[Hit]]


def search_for(strings: Sequence[str]) -> Search:
    """A function that finds every occurrence of each of *strings* in a text, overlapping ones too.

    Hits are in the order of their ends; of those with the same end, the longest is first. None of
    *strings* is empty, and none is repeated.
    """
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind
    except ImportError:
        return Automaton(strings).hits
    # Only this kind gives overlapping hits.
    automaton = AhoCorasick(list(strings), matchkind=MatchKind.Standard)
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)


class Automaton:
    """The automaton in Python.

    Building takes time and memory in proportion to the length of all strings, searching in
    proportion to the text and its hits.
    """

    __slots__ = ("_ends", "_fallback", "_lengths", "_next", "_shorter")

    def __init__(self, strings: Sequence[str]) -> None:
        """Each list below has an item for each state; state 0 is that of no character read."""
        self._lengths = [len(string) for string in strings]
        self._next: list[dict[str, int]] = [{}]
        self._ends = [-1]
        """The string that ends in a state, or -1."""
        for index, string in enumerate(strings):
            self._add(string, index)
        self._fallback = [0] * len(self._next)
        """The state of the longest suffix of what was read that begins a string."""
        self._shorter = [0] * len(self._next)
        """The next state on the way of fallbacks in which a string ends; 0 if there is none."""
        self._connect()

    def _add(self, string: str, index: int) -> None:
        state = 0
        for char in string:
            known = self._next[state].get(char)
            if known is None:
                known = len(self._next)
                self._next[state][char] = known
                self._next.append({})
                self._ends.append(-1)
            state = known
        self._ends[state] = index

    def _connect(self) -> None:
        left = deque(self._next[0].values())
        while left:
            state = left.popleft()
            fallback = self._fallback[state]
            self._shorter[state] = (
                fallback if self._ends[fallback] >= 0 else self._shorter[fallback]
            )
            for char, following in self._next[state].items():
                self._fallback[following] = self._step(fallback, char)
                left.append(following)

    def _step(self, state: int, char: str) -> int:
        """The state after *char* is read in *state*."""
        while state and char not in self._next[state]:
            state = self._fallback[state]
        return self._next[state].get(char, 0)

    def hits(self, text: str) -> list[Hit]:
        """Every hit in *text*, as :func:`search_for` describes."""
        found: list[Hit] = []
        state = 0
        for end, char in enumerate(text, 1):
            state = self._step(state, char)
            ending = state if self._ends[state] >= 0 else self._shorter[state]
            while ending:
                index = self._ends[ending]
                found.append((index, end - self._lengths[index], end))
                ending = self._shorter[ending]
        return found
