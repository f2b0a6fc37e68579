"""Sentences that show how a candidate is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.sentences import sentences
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_EXAMPLES = 3
MAX_EXAMPLE = 200
"""Length of an example, in code points."""
# Sentences are searched for in this many code points on each side, since a passage may be long.
_REACH = 600
# The rest of a word at a cut; in a script without spaces nothing.
_CUT_WORD, _CUT_WORD_END = re.compile(r"^\S{0,15}\s+"), re.compile(r"\s+\S{0,15}$")
_OBSTACLE = re.compile(r"\s*\ufffc\s*")


class Text(NamedTuple):
    """A passage of a page; what is not prose is U+FFFC."""

    page: str
    line: int | None
    text: str


class Example(NamedTuple):
    """A sentence in which a candidate occurs."""

    page: str
    line: int | None
    text: str


class Occurrence(NamedTuple):
    """Where a candidate occurs."""

    passage: int
    """The number of the passage."""
    start: int
    end: int


def examples_at(
    places: Sequence[Occurrence], texts: Sequence[Text], language: str
) -> Iterator[Example]:
    """Sentences at *places*, at most three; if there are so many pages, one of each."""
    shown: set[str] = set()
    for place in _chosen(places, texts):
        passage = texts[place.passage]
        sentence = _sentence(passage.text, place, language)
        if sentence not in shown and len(shown) < MAX_EXAMPLES:
            shown.add(sentence)
            line = passage.line and passage.line + passage.text.count("\n", 0, place.start)
            yield Example(passage.page, line, sentence)


def _chosen(places: Sequence[Occurrence], texts: Sequence[Text]) -> list[Occurrence]:
    """The first places of the first pages, then some more."""
    seen: set[str] = set()
    first: list[Occurrence] = []
    others: list[Occurrence] = []
    for place in places:
        page = texts[place.passage].page
        (others if page in seen else first).append(place)
        seen.add(page)
        if len(first) == MAX_EXAMPLES:
            break
    return [*first, *others[:MAX_EXAMPLES]]


def _sentence(text: str, place: Occurrence, language: str) -> str:
    """The sentence of *text* at *place* in one line, shortened around it."""
    first, last = max(0, place.start - _REACH), place.end + _REACH
    one_line = " ".join(text[first:last].split())
    # A mark, since white space before the place is lost otherwise.
    before = len(" ".join(f"{text[first : place.start]}|".split())) - 1
    start = end = 0
    for sentence in sentences(one_line, [language]):
        start = one_line.index(sentence, end)
        end = start + len(sentence)
        if end > before:
            break
    is_cut = start == 0 < first
    if end - start > MAX_EXAMPLE and before - start > MAX_EXAMPLE // 2:
        start, is_cut = before - MAX_EXAMPLE // 2, True
    goes_on = end - start > MAX_EXAMPLE or (end == len(one_line) and last < len(text))
    shown = one_line[start : min(end, start + MAX_EXAMPLE)].strip()
    if is_cut:
        shown = _CUT_WORD.sub("", shown)
    if goes_on:
        shown = _CUT_WORD_END.sub("", shown)
    shown = f"{'…' if is_cut else ''}{shown}{'…' if goes_on else ''}"
    return _OBSTACLE.sub(" … ", shown).strip()
