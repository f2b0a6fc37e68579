"""The order and the headings of labels in the index.

Letters are sorted by the alphabet of the language of their label (:mod:`.alphabets`), if the author
gives it, else of the project; other letters without diacritics first, then by these and by case. A
language with its own script sorts its characters by :attr:`.Language.order`; these rules apply in
every project, since an index contains labels of several languages.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import languages
from sphinxcontrib_glossterm.languages.alphabets import alphabet_of, hangul_heading
from sphinxcontrib_glossterm.languages.scripts import is_one_of
from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxcontrib_glossterm.languages.alphabets import Alphabet
    from sphinxcontrib_glossterm.languages.language import Heading, IndexRules, Sign

_LATIN = pattern(
    r"LATIN (?:SMALL |CAPITAL )?(?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+| LIGATURE)?"
)
# Diacritics in the order of the default table of Unicode (UTS #10).
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307"


class Head(NamedTuple):
    """The heading of a group in the index."""

    text: str
    """The displayed text: ``A``, ``か``, ``0–9``, ``漢字``, ``#``."""
    slug: str
    """Part of the permanent id, the same in every build and language."""


DIGITS = Head("0–9", "digits")
SYMBOLS = Head("#", "symbols")

# The order of the groups. Those of languages with their own rules follow.
_SYMBOLS, _DIGITS, _FIRST_SCRIPT, _LATIN_LETTERS, _OTHER_LETTERS, _OF_LANGUAGES = range(6)
_LONGEST_LETTER = 3
_SIMPLIFIED = "汉字"


class SortKey(NamedTuple):
    """Compares labels in the order of the index."""

    group: int
    head: str
    """The sort value of the heading in its group."""
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
    signs: tuple[Callable[[str, str], tuple[str, Sign | None] | None], ...]
    with_reading: str
    """Characters of labels that are sorted by their readings."""


@cache
def _rules() -> _Rules:
    each = tuple(language.order for language in languages() if language.order)
    return _Rules(
        each,
        tuple(head for rules in each for head in rules.heads),
        tuple(rules.sign for rules in each if rules.sign),
        "".join(rules.with_reading for rules in each),
    )


@lru_cache(maxsize=1 << 16)
def sort_key(label: str, reading: str = "", language: str = "", own: str = "") -> SortKey:
    """The sort key of *label* in a project in *language*.

    *reading*, in the script of its language, is used if given; *own* is the language of the label.
    """
    text = _sorted_text(label, reading)
    alphabet = alphabet_of(own or language)
    syllables = _syllables(text, alphabet)
    place = _place(_first(text, syllables, alphabet), language, own)
    signs = _signs_of_syllables(text, syllables) if syllables else _signs(text, alphabet)
    plain, voicing, kind, script = (
        "".join(level) for level in (zip(*signs, strict=True) if signs else [()] * 4)
    )
    return SortKey(place.group, place.order, plain, voicing, kind, script, label)


def head_of(label: str, reading: str = "", language: str = "", own: str = "") -> Head:
    """The heading of the group that contains *label*; arguments as for :func:`sort_key`."""
    text, alphabet = _sorted_text(label, reading), alphabet_of(own or language)
    return _place(_first(text, _syllables(text, alphabet), alphabet), language, own).head


def is_sorted_by_reading(label: str) -> bool:
    """Whether *label* is sorted by the reading of its concept, if it has one."""
    characters = _rules().with_reading
    return not label.isascii() and any(is_one_of(characters, char) for char in label)


def lacks_reading(label: str, reading: str = "", language: str = "", own: str = "") -> bool:
    """Whether *label* cannot be sorted in its language without a reading."""
    slug = head_of(label, reading, language, own).slug
    return any(slug == heading[1] for heading in _without_reading())


def order_source(*languages: str) -> str:
    """The package that the order in any of *languages* depends on, with its version, or empty."""
    if not any(alphabet_of(language).pinyin for language in languages):
        return ""
    from sphinxcontrib_glossterm.languages.pinyin import source

    return source()


def _without_reading() -> tuple[Heading, ...]:
    return tuple(rules.without_reading for rules in _rules().each if rules.without_reading)


def _sorted_text(label: str, reading: str) -> str:
    return unicodedata.normalize("NFKC", reading.strip() or label.strip())


def _syllables(text: str, alphabet: Alphabet) -> list[str]:
    """The pinyin of each character, in a Chinese project; empty if it is not known."""
    if not alphabet.pinyin or text.isascii():
        return []
    # Imported here, since only Chinese projects need it.
    from sphinxcontrib_glossterm.languages.pinyin import syllables

    return syllables(text)


def _first(text: str, syllables: list[str], alphabet: Alphabet) -> str:
    """The letter that decides the heading."""
    if syllables:
        return syllables[0][:1]
    return next(iter(alphabet.units(text[:_LONGEST_LETTER])), "")


class _Place(NamedTuple):
    """A heading and its position."""

    group: int
    order: str
    """Compares headings of the same group."""
    head: Head


@lru_cache(maxsize=1 << 12)
def _place(first: str, language: str, own: str) -> _Place:
    """The heading of labels that begin with the letter *first*.

    The language of the project decides which script is first, and how headings are written.
    """
    alphabet = alphabet_of(language)
    if letter := alphabet_of(own or language).letters.get(first):
        return _Place(_letter_group(first, alphabet), letter.plain, _letter_head(letter.head))
    for number, head in enumerate(_rules().heads, start=_OF_LANGUAGES):
        if found := head(first):
            return _Place(number, found[0], _renamed(Head(*found), alphabet))
    if hangul := hangul_heading(first):
        return _Place(_letter_group(first, alphabet), hangul[0], Head(*hangul))
    base = _letters(first).upper()[:1]
    if base.isalpha() and not first.isdigit():
        return _Place(_letter_group(base, alphabet), base.lower(), _letter_head(base))
    return _Place(_DIGITS, "", DIGITS) if first.isdigit() else _Place(_SYMBOLS, "", SYMBOLS)


def _letter_group(first: str, alphabet: Alphabet) -> int:
    script = unicodedata.name(first[:1], "").partition(" ")[0]
    if script == alphabet.first_script:
        return _FIRST_SCRIPT
    return _LATIN_LETTERS if script == "LATIN" else _OTHER_LETTERS


def _letter_head(text: str) -> Head:
    plain = len(text) == 1 and text.isascii()
    return Head(text, text.lower() if plain else f"letter-{text}")


def _renamed(head: Head, alphabet: Alphabet) -> Head:
    """*head* in simplified Chinese, if it is that of characters without a reading."""
    if alphabet.pinyin and head in _without_reading():
        return head._replace(text=_SIMPLIFIED)
    return head


def _signs_of_syllables(text: str, syllables: list[str]) -> list[Sign]:
    """The sort values of Chinese: syllable and tone of a character, then the character."""
    signs: list[Sign] = []
    for char, syllable in zip(text, syllables, strict=True):
        if char != syllable:
            signs.append((syllable + char, "0", "3", "0"))
        elif sign := _letter_sign(char):
            signs.append(sign)
    return signs


def _signs(text: str, alphabet: Alphabet) -> list[Sign]:
    """The sort values of each letter; punctuation is ignored."""
    signs: list[Sign] = []
    sign: Sign | None
    letters, rules, before = alphabet.letters, _rules().signs, ""
    for unit in alphabet.units(text):
        if letter := letters.get(unit):
            before, sign = unit, (letter.plain, letter.mark, "3", _case(unit))
        else:
            for rule in rules if not unit.isascii() else ():
                if found := rule(unit, before):
                    before, sign = found
                    break
            else:
                before, sign = unit, _letter_sign(unit)
        if sign:
            signs.append(sign)
    return signs


@lru_cache(maxsize=1 << 13)
def _letter_sign(char: str) -> Sign | None:
    if not char.isalnum():
        return None
    plain = _letters(char)
    return plain, "0" if plain == char.lower() else _mark(char), "3", _case(char)


def _mark(char: str) -> str:
    """The place of the diacritic of *char*; those that Unicode does not decompose are last."""
    mark = unicodedata.normalize("NFD", char)[1:2]
    found = _MARKS.find(mark) if mark else -1
    return chr(ord("1") + (found if found >= 0 else len(_MARKS)))


def _case(letter: str) -> str:
    return "1" if letter != letter.lower() else "0"


@lru_cache(maxsize=1 << 13)
def _letters(char: str) -> str:
    """A letter in lower case without diacritics: é is e, ø is o, æ is ae.

    For diacritics that Unicode does not decompose (ø, ł, đ), the name of the letter is used. A
    Hangul syllable is one letter.
    """
    if hangul_heading(char):
        return char
    base = unicodedata.normalize("NFD", char)[:1]
    if not base.isascii() and (match := _LATIN.fullmatch(unicodedata.name(base, ""))):
        return match[1].lower()
    return base.casefold()
