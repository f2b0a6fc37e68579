"""The order, the headings and the search keys of labels in the index.

Digits, Latin and other letters are sorted here: Latin letters first without diacritics and case. A
language sorts its own characters by :attr:`.Language.order`. The rules of all languages are used,
for pages in any language, since an index contains labels of several languages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm.languages import languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxcontrib_glossterm.languages.language import Heading, IndexRules, Sign
    from sphinxcontrib_glossterm.model import Concept

_LATIN = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?(?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+| LIGATURE)?"
)
_MACRON = "\u0304"


class Head(NamedTuple):
    """The heading of a group in the index."""

    text: str
    """The displayed text: ``A``, ``か``, ``0–9``, ``漢字``, ``#``."""
    slug: str
    """Part of the permanent id, the same in every build and language."""


DIGITS = Head("0–9", "digits")
SYMBOLS = Head("#", "symbols")


class SortKey(NamedTuple):
    """Compares labels in the order of the index."""

    group: int
    head: str
    plain: str
    """The kana without voicing, size and script; Latin letters without marks and case."""
    voicing: str
    kind: str
    script: str
    text: str


class _Rules(NamedTuple):
    """The rules of all languages."""

    each: tuple[IndexRules, ...]
    heads: tuple[Callable[[str], Heading | None], ...]
    with_reading: re.Pattern[str]
    search_table: dict[int, int]


@cache
def _rules() -> _Rules:
    each = tuple(language.order for language in languages() if language.order)
    return _Rules(
        each,
        tuple(head for rules in each for head in rules.heads),
        re.compile("|".join(rules.with_reading for rules in each if rules.with_reading) or "(?!)"),
        {code: other for rules in each for code, other in rules.search_table.items()},
    )


# -- order --------------------------------------------------------------------------


@lru_cache(maxsize=1 << 16)
def sort_key(label: str, reading: str = "") -> SortKey:
    """The sort key of *label*; *reading*, in the script of its language, is used if given."""
    group, head = _group(label, reading)
    signs = _signs(unicodedata.normalize("NFKC", reading.strip() or label.strip()))
    plain, voicing, kind, script = (
        "".join(level) for level in (zip(*signs, strict=True) if signs else [()] * 4)
    )
    return SortKey(group, head.text, plain, voicing, kind, script, label)


def head_of(label: str, reading: str = "") -> Head:
    """The heading of the group that contains *label*."""
    return _group(label, reading)[1]


def is_sorted_by_reading(label: str) -> bool:
    """Whether *label* is sorted by the reading of its concept, if it has one."""
    return bool(_rules().with_reading.search(label))


def lacks_reading(label: str, reading: str = "") -> bool:
    """Whether *label* cannot be sorted in its language without a reading."""
    head = head_of(label, reading)
    return any(head == rules.without_reading for rules in _rules().each)


def _group(label: str, reading: str) -> tuple[int, Head]:
    """The heading of *label*, and its position among symbols, digits, letters and languages."""
    first = unicodedata.normalize("NFKC", reading.strip() or label.strip())[:1]
    for number, head in enumerate(_rules().heads, start=4):
        if found := head(first):
            return number, Head(*found)
    base = _letters(first).upper()[:1]
    if base.isascii() and base.isalpha():
        return 2, Head(base, base.lower())
    if first.isdigit():
        return 1, DIGITS
    return (3, Head(base, f"letter-{base}")) if base.isalpha() else (0, SYMBOLS)


def _signs(text: str) -> list[Sign]:
    """The sort values of each character; punctuation is ignored."""
    signs: list[Sign] = []
    before = ""
    for char in text:
        before, sign = _sign(char, before)
        if sign:
            signs.append(sign)
    return signs


def _sign(char: str, before: str) -> tuple[str, Sign | None]:
    for rules in _rules().each:
        if rules.sign and (found := rules.sign(char, before)):
            return found
    if not char.isalnum():
        return char, None
    return char, (_letters(char), "0", "3", "1" if char != char.lower() else "0")


@lru_cache(maxsize=1 << 13)
def _letters(char: str) -> str:
    """A letter in lower case without diacritics: é is e, ø is o, æ is ae.

    For diacritics that Unicode does not decompose (ø, ł, đ), the name of the letter is used.
    """
    base = unicodedata.normalize("NFD", char)[:1]
    if not base.isascii() and (match := _LATIN.fullmatch(unicodedata.name(base, ""))):
        return match[1].lower()
    return base.casefold()


# -- search keys --------------------------------------------------------------------


def folded(text: str) -> str:
    """*text* as the filter of the index compares it; the script folds the query by the same steps.

    NFKC without macrons, one space for white space, lower case, hiragana.
    """
    plain = unicodedata.normalize("NFD", text).replace(_MACRON, "")
    plain = " ".join(unicodedata.normalize("NFKC", plain).split()).lower()
    return plain.translate(_rules().search_table)


def search_keys(concept: Concept) -> tuple[str, ...]:
    """The folded labels of *concept*, its abbreviation and reading, and what a keyboard types.

    Each once. Hidden labels are included, since they exist to be found.
    """
    texts = (*(label.text for label in concept.labels), concept.abbr, concept.reading)
    return keys_of(*filter(None, texts))


@lru_cache(maxsize=1 << 15)
def keys_of(*texts: str) -> tuple[str, ...]:
    """The same for *texts* alone. Cached, since every view of an index uses them."""
    plain = [folded(text) for text in texts]
    typed = (key for text in plain for rules in _rules().each for key in rules.search_keys(text))
    return tuple(dict.fromkeys(key for key in (*plain, *typed) if key))
