"""What Spanish and Portuguese share: accents, and words that are spelled like a noun.

In "se muestra", "copia el archivo" and "disco cifrado" no noun is mentioned. The words on both
sides decide. Only forms that are common in manuals are recognised: third person, imperative and
participles, in lower case or at the start of a sentence.

>>> list(optional_accents("configuración")), list(optional_accents("práctica"))
(['configuración', 'configuracion'], ['práctica'])

>>> verbs = VerbRules(pronouns=frozenset({"se"}), plurals=frozenset({"los"}),
...                   articles=frozenset({"el"}), before_nouns=frozenset({"la"}),
...                   adverbs=frozenset({"más"}), auxiliaries=frozenset({"fue"}),
...                   states=frozenset({"está"}), nouns=frozenset({"estado"}))
>>> verbs.is_other_word("Se muestra ahora.", 3, 10)
True
>>> verbs.is_other_word("La muestra el lunes.", 3, 10)
False
>>> verbs.is_other_word("un disco cifrado", 9, 16), verbs.is_other_word("un cifrado", 3, 10)
(True, False)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .language import choices
from .scripts import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words that authors also write without their accents. Those that end in a vowel are often verbs
# then (práctica, practica; cópia, copia); país and pais are two words in Portuguese.
_ACCENTED = pattern(
    r"\b((?=\w*[áéíóúâêôãõ])(?!\w*(?:ñ|[áéíóúâêô]\w*(?<!í)[aeo]s?\b)|país\b|maçã)\w{4,})\b",
    re.IGNORECASE,
)
_WORD_BEFORE = pattern(r"([^\W\d_]+) $")
_WORD_AFTER = pattern(r" ([^\W\d_]+)")
_REACH = 30
_MIN_PLURAL = 4
# The ends of verb forms that may also be nouns.
_VERB_ENDINGS = "ae"
# The ends of all words that may be another word than a noun.
_ENDINGS = "aeos"
_PARTICIPLE = pattern(r"[ai]d([oa]s?)$")
# What nouns end in before a participle of the same gender and number; not verbs, as in "usando
# cifrado", "utiliza cifrado", "usar cifrado".
_NOUN = {
    "o": re.compile(r"(?<!nd)o$|l$"),
    "os": re.compile("[oe]s$"),
    "a": re.compile("(?:ión|ção|dad|dade)$"),
    "as": re.compile("[aeõ]s$|ões$"),
}
_MIN_NOUN = 4


def optional_accents(form: str) -> Iterable[str]:
    """*form*, and without the accents of words that are no other words then."""
    return choices(_ACCENTED, form, lambda word: (word, without_accents(word)))


class VerbRules(NamedTuple):
    """How verbs and participles of one language are recognised. All words are in lower case."""

    pronouns: frozenset[str]
    """Words that a verb may follow, but no noun without an article: se."""
    plurals: frozenset[str]
    """Articles in the plural. Before a word in the singular they are pronouns: "los muestra"."""
    articles: frozenset[str]
    """Words that begin the object of a verb, and do not follow a noun directly: el."""
    before_nouns: frozenset[str]
    """Words before a noun: articles, prepositions, common adjectives. The word after one of these
    is a noun."""
    adverbs: frozenset[str]
    """Words in -s that are no plurals. A word before a plural at the start of a sentence is a verb
    ("Muestra opciones"), since an adjective would have the number of the noun."""
    auxiliaries: frozenset[str]
    """Verbs before a participle: fue, ha."""
    states: frozenset[str]
    """Verbs before a participle or an adjective, but never before a noun without an article: está
    lista."""
    nouns: frozenset[str]
    """Nouns that only look like participles: estado."""
    adjectives: frozenset[str] = frozenset()
    """Nouns that are adjectives after another noun: software propietario."""
    conjunctions: frozenset[str] = frozenset()
    """Words between two verbs with one object: "Copia y mueve archivos"."""

    def is_other_word(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]``, a label that was found, is no noun there."""
        word = text[start:end]
        if word[-1] not in _ENDINGS or not word.isalpha():
            return False
        found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
        before = found[1].lower() if found else ""
        # A capital inside a sentence is that of a name: "en el campo Nombre un texto".
        if before and word[0].isupper():
            return False
        singular = word[-1] in _VERB_ENDINGS
        if before in self.before_nouns:
            return singular and before in self.plurals
        if singular and (before in self.pronouns or self._has_object(text, end, first=not before)):
            return True
        written = found[1] if found else ""
        is_adjective = word in self.adjectives and _is_long_word(written)
        return is_adjective or before in self.states or self._is_participle(word, written)

    def _has_object(self, text: str, end: int, *, first: bool) -> bool:
        """Whether what follows is the object of a verb, which is the *first* word or not."""
        found = _WORD_AFTER.match(text, end)
        after = found[1] if found else ""
        if first and found and after in self.conjunctions:
            second = _WORD_AFTER.match(text, found.end())
            return second is not None and self._is_verb_with_object(text, second)
        plural = len(after) >= _MIN_PLURAL and after[-1] == "s" and after.islower()
        return after in self.articles or (first and plural and after not in self.adverbs)

    def _is_verb_with_object(self, text: str, second: re.Match[str]) -> bool:
        verb = second[1].islower() and second[1][-1] in _VERB_ENDINGS
        return verb and self._has_object(text, second.end(), first=True)

    def _is_participle(self, word: str, before: str) -> bool:
        found = _PARTICIPLE.search(word)
        if not found or word.removesuffix("s") in self.nouns:
            return False
        noun = _is_long_word(before) and _NOUN[found[1]].search(before)
        return before.lower() in self.auxiliaries or bool(noun)


def _is_long_word(word: str) -> bool:
    return word.islower() and len(word) >= _MIN_NOUN
