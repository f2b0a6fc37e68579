"""Split plain text into sentences: not after abbreviations or initials, nor inside brackets."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# -- English ------------------------------------------------------------------------


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words("Dr Mr Mrs Ms Prof St Rev Hon Gov Sen Rep Gen Col Capt Lt Sgt Messrs Mt Mme Mlle")
_NEVER_LAST = _words("e.g i.e eg ie vs cf viz resp ca approx incl esp")
"""Abbreviations that are always followed by more text."""
_BEFORE_NUMBER = _words(
    "fig figs sec secs sect eq eqs eqn eqns no nos p pp vol vols ch chap chaps art arts"
    " ref refs tab tabs app ex thm def lem cor prop alg ver v fn para paras pt pts nr"
)
"""Abbreviations that do not end a sentence before a number, or as in Fig. A before a letter."""
_SOMETIMES_LAST = _words(
    "al etc inc ltd co corp jr sr bros dept univ assn u.s u.k u.n e.u d.c ph.d m.d b.a m.a"
    " b.sc m.sc a.m p.m b.c a.d"
)
"""Abbreviations that end a sentence if the next word often begins one."""
_STARTERS = _words(
    "a all also although an and another any as at because before both but by each even every"
    " finally first for from generally hence here how however i if in it its later many more most"
    " no not now of often on once one only or other our second see several similarly since so"
    " some sometimes such that the their then there therefore these they this those thus to today"
    " two typically unlike until use used usually we what when where whereas which while who with"
    " without you your"
)
"""Words that often begin a sentence."""

# -- all languages ------------------------------------------------------------------

_PAIRS = {
    "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "「": "」", "『": "』", "【": "】",
    "〈": "〉", "《": "》", "〔": "〕", "“": "”", "«": "»",
}  # fmt: skip
_OPENING = "\"'“‘«" + "".join(_PAIRS)
_CLOSING = "".join(_PAIRS.values()) + "'\"’"
_END = re.compile(
    rf"[。｡！？]+[！？!?]*[{re.escape(_CLOSING)}]*"
    rf"|(?<!\d)．(?!\d)[{re.escape(_CLOSING)}]*"
    rf"|(?<=[^\s.!?…])[.!?…]+[{re.escape(_CLOSING)}]*(?=\s)"
)
_LOOK_AHEAD = 40
_NUMBER = re.compile(r"[\[(]?\d")
_LETTER = re.compile(r"[\[(]?([A-Z]\b|[IVXLC]+\b|[A-Z]\d)")
_INITIAL = re.compile(r"[A-Z]([.-]+[A-Z])*")
_GOES_ON = re.compile(r"[\u3041-\u309f、，]")
"""After a bracket in Japanese: a particle, or a verb's ending."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of plain *text*, which is one line without double spaces."""
    start = 0
    enclosed = None
    for end in _END.finditer(text):
        if enclosed is None:
            enclosed = _enclosed(text)
        if not _goes_on_after_bracket(text, start, end, enclosed) and _ends(text, start, end):
            yield text[start : end.end()].strip()
            start = end.end()
    if rest := text[start:].strip():
        yield rest


def _enclosed(text: str) -> list[tuple[int, int]]:
    """Start and end of texts in brackets and quotation marks, the outermost in order.

    An unclosed bracket is ignored.
    """
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    for position, character in enumerate(text):
        if character in _PAIRS:
            opened.append((_PAIRS[character], position))
            counts[_PAIRS[character]] += 1
        elif counts[character]:
            closing = ""
            while closing != character:
                closing, opening = opened.pop()
                counts[closing] -= 1
            while spans and spans[-1][0] > opening:
                spans.pop()
            spans.append((opening, position))
    return spans


def _goes_on_after_bracket(
    text: str, start: int, end: re.Match[str], enclosed: list[tuple[int, int]]
) -> bool:
    """Whether the signs at *end* are inside brackets after which the sentence continues."""
    nearest = bisect(enclosed, (end.start(), 0)) - 1
    if nearest < 0 or enclosed[nearest][1] < end.start():
        return False
    opening, closing = enclosed[nearest]
    if end.end() <= closing:
        return True
    whole = opening - start <= 1 and not _GOES_ON.match(text, closing + 1)
    return end[0][0] not in ".!?…" and not whole


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the signs at *end* end the sentence that begins at *start*."""
    following = text[end.end() : end.end() + _LOOK_AHEAD].lstrip()
    if end[0][0] not in ".!?…":  # as in Japanese: nothing has to follow
        return True
    if not following or following[0].islower():
        return not following
    if end[0].rstrip(_CLOSING) != ".":
        return True
    begin = max(text.rfind(" ", start, end.start()) + 1, start)
    word = text[begin : end.start()].lstrip(_OPENING)
    return _ends_after(word, following, first=begin - start <= 1)


def _ends_after(word: str, following: str, *, first: bool) -> bool:
    """Whether a full stop after *word* ends a sentence; *first*: *word* is the first word."""
    name = word.lower()
    if name in _NEVER_LAST or word in _TITLES or (first and word.isdigit()):
        return False
    if name in _BEFORE_NUMBER:
        lettered = word != name and _LETTER.match(following)
        return not (lettered or _NUMBER.match(following))
    if name in _SOMETIMES_LAST or _INITIAL.fullmatch(word):
        if re.match(r"[A-Z]\.", following):
            return False
        return re.split(r"[^\w'’]", following, maxsplit=1)[0].lower() in _STARTERS
    return True
