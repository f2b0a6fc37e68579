"""Find abbreviations, and those that a text spells out: Low-Rank Adaptation (LoRA).

A full form and its abbreviation are compared by the algorithm of Schwartz and Hearst (2003): the
letters of the abbreviation occur in the full form in the same order, the first one at the start of
a word.

>>> [name for name, start, end in written_abbreviations("LoRA and RAMs, not GitHub or A/B.")]
['LoRA', 'RAM']
>>> sorted(spelled_out("Low-Rank Adaptation (LoRA), RAM (random access memory), see below (CPU)."))
['LoRA', 'RAM']
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.language import word_set
from sphinxcontrib_glossterm.lazily import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .candidates_examples import Occurrence, Text

AT_LEAST = 3
"""Rarer words are not candidates."""
# Two capitals or more; not a part of a path, an option, a variable or a number with a unit. The
# first capital is in front of what looks behind it, since only then does the search skip to it.
_ABBREVIATION = re.compile(
    r"[A-Z](?<![A-Za-z0-9_./@$%&=\\'’-][A-Z])(?=[a-z0-9]{0,8}+[A-Z])[A-Za-z0-9]{1,9}(?:-\d+)?"
    r"(?![A-Za-z0-9_/@=\\&])(?!\.\w)"
)
# NMUs, NMUed: forms of an abbreviation in capitals.
_ENDING = re.compile("(?<=[A-Z0-9]{2})(?:s|ed|ers?|ing)$")
_LETTER = re.compile("[A-Za-z]")
_ROMAN = re.compile("[IVXL]+|(?=.{4})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_UNIT = re.compile("[KMGTPEZY]i?(?:[Bb]|[Bb]it|[Bb]ps|Hz)")
# Units, and parts of a time, that are abbreviations of something else without a number.
_AFTER_NUMBER = re.compile("[KMGT]?(?:W|Wh|V|VA|Pa|J|N|eV|FLOPS)|[AV]?(?:AC|DC)|AM|PM|AD|BC|CE")
_NUMBER = pattern(r"\d[\s-]?$")
# In capitals for emphasis, or the name of a file.
_EMPHASIZED = word_set(
    "and or not must shall should may optional required recommended deprecated ok okay todo fixme"
    " readme changelog note notes tip hint warning caution danger important true false"
)
# Few pages spell out an abbreviation, so these are compiled when they are first needed, by re.
_BRACKETS = r"[(（\[［]([^()（）\[\]［］]{2,100})[)）\]］]"
_MANY = 100
_NO_LATIN = r"[^\x00-\u02ff\s]"
_LIST = r"[,;，、；:：]|\bor\b"


Counts = tuple[int, int]
"""How often a page has an abbreviation, and the same letters in lower case."""


def undefined(
    texts: Sequence[Text], explained: Collection[str], at_least: int
) -> dict[str, list[Occurrence]]:
    """Abbreviations that occur *at_least* times in *texts* and are not spelled out in any of them.

    *explained* are those that are spelled out elsewhere.
    """
    # Imported here, since the terminology check does not need it.
    from .candidates_examples import Occurrence

    found: dict[str, list[Occurrence]] = defaultdict(list)
    pages: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    known = set(explained)
    for number, text in enumerate(texts):
        for name, start, end in written_abbreviations(text.text):
            found[name].append(Occurrence(number, start, end))
            names[text.page].append(name)
        known |= spelled_out(text.text)
        pages[text.page].append(text.text)
    counts = (counts_of(names[page], texts) for page, texts in pages.items())
    wanted = unexplained(counts, known, at_least)
    return {name: places for name, places in found.items() if name in wanted}


def counts_of(names: Iterable[str], texts: Iterable[str]) -> dict[str, Counts]:
    """How often a page has each of *names*, which *texts* has in capitals, in the same order."""
    capitals: dict[str, int] = {}
    for name in names:
        capitals[name] = capitals.get(name, 0) + 1
    if not capitals:
        return {}
    text = "\n".join(texts)
    return {name: (count, _count(name.lower(), text)) for name, count in capitals.items()}


def _count(word: str, text: str) -> int:
    """How often *text* has *word* as a whole word of Latin letters."""
    if not word.isalpha():
        return 0
    count, start = 0, text.find(word)
    while start >= 0:
        end = start + len(word)
        count += not _LETTER.search(text[max(0, start - 1) : start] + text[end : end + 1])
        start = text.find(word, end)
    return count


def unexplained(
    pages: Iterable[Mapping[str, Counts]], explained: Collection[str], at_least: int
) -> dict[str, int]:
    """The abbreviations that occur *at_least* times in *pages* and are not *explained*.

    Each with its number. Capitals only for emphasis (NOT) are omitted: a page rarely has an
    abbreviation in lower case.
    """
    capitals: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for page in pages:
        for name, (count, in_lower_case) in page.items():
            capitals[name] += count
            lower[name] += in_lower_case
    return {
        name: count
        for name, count in capitals.items()
        if count >= max(at_least, lower[name] + 1) and name not in explained
    }


def written_abbreviations(text: str) -> Iterator[tuple[str, int, int]]:
    """Each abbreviation in *text* with its offsets, in reading order; an ending is removed.

    At least half of its letters are capitals, as in LoRA, but not in GitHub. Units, Roman numerals
    and words in capitals are omitted.
    """
    for found in _ABBREVIATION.finditer(text):
        name, is_measure = _abbreviation(found[0])
        start = found.start()
        if name and not (is_measure and _NUMBER.search(text, max(0, start - 2), start)):
            yield name, start, start + len(name)


# Cached, since a project has few abbreviations and uses them often.
@lru_cache(maxsize=1024)
def _abbreviation(written: str) -> tuple[str, bool]:
    """*written* without an ending, and whether it is something else after a number.

    Empty if it is never an abbreviation of a term.
    """
    name = _ENDING.sub("", written)
    few = sum(map(str.isupper, name)) * 2 < len(name)
    if few or _ROMAN.fullmatch(name) or _UNIT.fullmatch(name) or name.lower() in _EMPHASIZED:
        return "", False
    return name, bool(_AFTER_NUMBER.fullmatch(name))


def may_spell_out(text: str) -> bool:
    """Whether *text* has an opening bracket; without one it spells out nothing."""
    return "(" in text or "[" in text or "（" in text or "［" in text


def spelled_out(text: str) -> set[str]:
    """The abbreviations whose full form *text* gives, before or in brackets."""
    explained = set()
    for found in re.finditer(_BRACKETS, text):
        before = text[max(0, found.start() - _MANY) : found.start()].rstrip()
        inside = found[1].strip()
        parts = [part.strip() for part in re.split(_LIST, inside)]
        for name in {name for part in parts for name in _only(part)}:
            if is_full_form(before, name):
                explained.add(name)
        last = re.search(r"[A-Za-z0-9]+$", before)
        for name in _only(last[0]) if last else ():
            if any(is_full_form(part, name, whole=True) for part in (inside, *parts)):
                explained.add(name)
    return explained


def _only(text: str) -> list[str]:
    """The abbreviation that *text* consists of, if it is one."""
    return [name for name, start, _ in written_abbreviations(text) if not start and " " not in text]


def is_full_form(text: str, name: str, *, whole: bool = False) -> bool:
    """Whether *text* ends with a full form of the abbreviation *name*, or with *whole* is one.

    Letters of other scripts cannot be compared: 自然言語処理 (NLP) is accepted.
    """
    if text and re.match(_NO_LATIN, text[-1]):
        return True
    letters = [letter.lower() for letter in name if letter.isalnum()]
    words = text.split()
    tail = words if whole else words[-min(len(letters) + 5, 2 * len(letters)) :]
    joined = " ".join(tail).lower()
    place = len(joined)
    for number, letter in enumerate(reversed(letters), 1):
        place = joined.rfind(letter, 0, place)
        while place > 0 and number == len(letters) and joined[place - 1].isalnum():
            place = joined.rfind(letter, 0, place)
        if place < 0:
            return False
    return joined != name.lower() and (not whole or place == 0)
