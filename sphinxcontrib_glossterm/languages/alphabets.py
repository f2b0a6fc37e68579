"""The alphabets of languages: letters that the index sorts and groups as letters of their own.

English ignores marks; Swedish sorts å, ä and ö after z. Only the alphabet of the project's language
is used, and those of other scripts (:data:`EVERYWHERE`, Hangul).

The source is Unicode CLDR 42 (``common/collation``, the tailorings of UTS #10), without its rules
for capitals first, for þ as th, and for doubled digraphs in Hungarian. No library does this: PyICU
needs a C++ compiler, and pyuca has only the default table of Unicode, without languages.

>>> alphabet_of("sv").letters["å"].head, alphabet_of("en").letters.get("å")
('Å', None)
>>> alphabet_of("cs").units("Chléb")
['Ch', 'l', 'é', 'b']
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EVERYWHERE = "г/ґ, д Ђ, е Є, з Ѕ, и І Й Ј, л Љ, н Њ, т Ћ, ч Џ"
"""Cyrillic letters whose code point is not at their place in the alphabets; й is not и with a
mark. Written as :data:`TAILORED`."""

_DANISH = "d/đ/ð, y/ü/ű, z Æ/ä Ø/ö/ő Å/Aa"
_NORWEGIAN = "d/đ/ð, y/ü/ű, z Æ/ä/ę Ø/ö/ő/œ Å/Aa"
_GAJ = "c Č Ć, d Dž Đ, l Lj, n Nj, s Š, z Ž"

TAILORED = {
    "be": "е Ё Є, у Ў",
    "bs": _GAJ,
    "cs": "c Č, h Ch/CH, r Ř, s Š, z Ž",
    "da": _DANISH,
    "eo": "c Ĉ, g Ĝ, h Ĥ, j Ĵ, s Ŝ, u Ŭ",
    "es": "n Ñ",
    "et": "s Š Z Ž, w Õ Ä Ö Ü",
    "fi": "y/ü, z Å Ä/æ Ö/ø",
    "gl": "n Ñ",
    "hr": _GAJ,
    "hu": "c Cs, d Dz Dzs, g Gy, l Ly, n Ny, o Ö/ő, s Sz, t Ty, u Ü/ű, z Zs",
    "is": "a Á, d/đ Ð, e É, i Í, o Ó, u Ú, y Ý, z Þ Æ/ä Ö/ø Å",
    "lt": "c Č, i/į/y, s Š, z Ž",
    "lv": "c Č, g Ģ, i/y, k Ķ, l Ļ, n Ņ, r Ŗ, s Š, z Ž",
    "mk": "д Ђ Ѓ, т Ћ Ќ",
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "no": _NORWEGIAN,
    "pl": "a Ą, c Ć, e Ę, l Ł, n Ń, o Ó, s Ś, z Ź Ż",
    "ro": "a Ă Â, i Î, s Ș/ş, t Ț/ţ",
    "sk": "a Ä, c Č, h Ch/CH, o Ô, r Ř, s Š, z Ž",
    "sl": "c Č Ć, d Đ, s Š, z Ž",
    "sv": "d/đ/ð, y/ü/ű, z Å Ä/æ/ę Ö/ø/ő/œ/ô",
    "tr": "c Ç, g Ğ, h I/ı İ/i, o Ö, s Ş, u Ü",
    "uk": "г Ґ, и І Ї Й Ј",
}
"""Language → the letters after a letter, which begins each part: after z come å, ä and ö.

A letter is written as in its heading. After ``/`` are characters that are sorted as the letter
before, if nothing else differs. Letters of several characters are in lower case too; if all are
capitals, only those that are listed: in Danish, Aabenraa is under Å, and AAC under A.
"""

FIRST_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), "CYRILLIC"),
    "el": "GREEK",
    "ko": "HANGUL",
}
"""Language → the script whose headings are in front of A (``[reorder]`` in CLDR), as the first word
of the names of its characters."""

_TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant")

# Hangul (Unicode 16, ch. 3.12): each initial consonant has 588 syllables, in dictionary order.
# A double consonant has the heading of the simple one.
_SYLLABLES, _PER_INITIAL = range(0xAC00, 0xD7A4), 588
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_FIRST_JAMO = 0x1100

# Characters that follow every letter: plane 16 is for private use.
_AFTER = 0x100000


class Letter(NamedTuple):
    """A letter with its place in the alphabet."""

    plain: str
    """Sort value: the letter that it follows, and a character that follows all others."""
    head: str
    mark: str
    """``0`` for the letter itself, other characters for those that are sorted as it is."""


class Alphabet(NamedTuple):
    """The letters that are not sorted by their base letter."""

    letters: Mapping[str, Letter]
    """By all forms of each letter."""
    several: re.Pattern[str] | None
    """Matches a letter of several characters, or any character; ``None`` if there are none."""
    first_script: str
    """See :data:`FIRST_SCRIPTS`."""
    pinyin: bool
    """Whether Han labels are sorted by pinyin: in simplified Chinese. Traditional Chinese is sorted
    by strokes, for which there is no library."""

    def units(self, text: str) -> Iterable[str]:
        """The letters of *text*."""
        return self.several.findall(text) if self.several else text


@cache
def alphabet_of(language: str) -> Alphabet:
    """The alphabet of a language, such as ``sv`` or ``zh_CN``."""
    code = language.lower().replace("-", "_")
    base = code.partition("_")[0]
    letters = {**_letters(EVERYWHERE), **_letters(TAILORED.get(base, ""))}
    several = sorted((form for form in letters if len(form) > 1), key=len, reverse=True)
    return Alphabet(
        letters,
        re.compile("|".join([*several, "(?s:.)"])) if several else None,
        FIRST_SCRIPTS.get(base, ""),
        base == "zh" and not code.startswith(_TRADITIONAL),
    )


def _letters(rules: str) -> dict[str, Letter]:
    """The letters of *rules*, by each form."""
    written: dict[str, Letter] = {}
    other_case: dict[str, Letter] = {}
    for part in filter(None, rules.split(", ")):
        base, *others = part.split()
        for number, forms in enumerate([base, *others]):
            plain = base[0] + (chr(_AFTER + number) if number else "")
            head = forms.split("/")[0] if number else base[0].upper()
            for mark, form in enumerate(forms.split("/")):
                written[form] = letter = Letter(plain, head, str(mark))
                other_case.setdefault(form.lower(), letter)
                if len(form) == 1:
                    other_case.setdefault(form.upper(), letter)
    # Turkish "i" is not the lower case of "I", so what is written has precedence.
    return other_case | written


def hangul_heading(char: str) -> tuple[str, str] | None:
    """The initial consonant of a Hangul syllable, and its part of a permanent id."""
    code = ord(char[:1] or " ")
    number = (code - _SYLLABLES.start) // _PER_INITIAL if code in _SYLLABLES else code - _FIRST_JAMO
    if not 0 <= number < len(_INITIALS):
        return None
    simple = _INITIALS[number]
    return simple, f"letter-{chr(_FIRST_JAMO + _INITIALS.index(simple))}"


def initials(text: str) -> Iterator[str]:
    """The initial consonants of *text* if it is Hangul, which is what many people type."""
    syllables = [ord(char) - _SYLLABLES.start for char in text.replace(" ", "")]
    if syllables and all(0 <= number < len(_SYLLABLES) for number in syllables):
        yield "".join(chr(_FIRST_JAMO + number // _PER_INITIAL) for number in syllables)
