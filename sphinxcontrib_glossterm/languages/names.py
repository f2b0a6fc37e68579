"""Names of several words in capitals: a label inside one is a part of it, not a mention.

>>> rules = NameRules(frozenset(["use", "the"]), nouns=False, verbs_first=False)
>>> text = "the United States keep state"
>>> rules.in_name(text, 11, 17, capital=False)
True
>>> rules.in_name("Use the Container", 8, 17, capital=False)
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import languages
from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .language import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

# In titles these are in lower case too.
_IN_TITLES = word_set(
    "an and as at but by for from in into nor of on or over per the to under via vs with without"
)
_PROSE = pattern(r"(?<![^\W_])[a-z\u00df-\u00ff\u0430-\u0451]{2,}")
_WORD_BEFORE = pattern(r"([^\W\d_]\w*) $")
_WORD_AFTER = pattern(r" ([^\W\d_]\w*)")
_SENTENCE_START = pattern(r"(?:[.!?:;…\ufffc]\s|[(\[\"'„“”«»‚‘’\ufffc])\s*$")
_REACH = 40
# Where to look for a word in lower case, which shows that not all words have a capital.
_NEAR = 300
# With a capital these are names, also where only the singular is a label: window.
_NAMES = word_set("Windows Rails Teams")
# Plurals of countries and organisations. Other plurals in a list are kinds, not one name:
# Debian Developers and Maintainers.
_COUNTRIES = word_set("States Nations Emirates Islands")
_LIST_OF_PLURALS = pattern(r"(?:, [A-Z][a-z]+s)*,? (?:and|or|&) [A-Z][a-z]+s(?![\w'’-])")
# A label in capitals may be the name of a kind: Kubernetes Service. Three words are one name.
_MIN_NEIGHBOURS = 2


class NameRules(NamedTuple):
    """How the languages of a project write names."""

    function_words: frozenset[str]
    """Words that are no part of a name, though they may have a capital."""
    nouns: bool
    """Whether nouns begin with a capital. At the start of a sentence they are no part of a name."""
    verbs_first: bool
    """Whether the first word of a sentence is no part of the name after it: "Seleccione Teclas
    lentas", "Jeder Knoten". English has names there: United States."""

    @classmethod
    def of(cls, codes: Iterable[str]) -> NameRules:
        """The rules of the languages with these *codes*, and the function words of all projects."""
        used = languages(codes)
        function_words = frozenset[str]().union(
            *(each.function_words for each in (*languages(), *used))
        )
        nouns = any(each.capital_nouns for each in used)
        return cls(function_words, nouns, verbs_first=any(each.inflection for each in used))

    def in_name(self, text: str, start: int, end: int, *, capital: bool) -> bool:
        """Whether ``text[start:end]``, which begins with a capital, is a name or a part of one.

        *capital*: the author of the label wrote it with a capital. In a text in which every word
        has a capital, capitals mean nothing.
        """
        if not capital and text[start:end] in _NAMES:
            return True
        if self.nouns and not capital and _begins_sentence(text, start):
            return False
        if not capital and _is_listed(text, start, end):
            return False
        least = _MIN_NEIGHBOURS if capital else 1
        before = self._neighbours_before(text, start, least)
        if before < least and before + self._neighbours_after(text, end, least) < least:
            return False
        near = _PROSE.finditer(text, max(0, start - _NEAR), end + _NEAR)
        return any(word[0] not in _IN_TITLES for word in near)

    def _neighbours_before(self, text: str, start: int, most: int) -> int:
        count = 0
        while count < most:
            found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
            if not (found and self._is_of_name(found[1])):
                break
            start -= len(found[0])
            if self.verbs_first and _begins_sentence(text, start):
                break
            count += 1
        return count

    def _neighbours_after(self, text: str, end: int, most: int) -> int:
        count = 0
        while count < most:
            found = _WORD_AFTER.match(text, end)
            if not (found and found[1].istitle() and self._is_of_name(found[1])):
                break
            end = found.end()
            count += 1
        return count

    def _is_of_name(self, word: str) -> bool:
        """A word with a capital at its start, not all in capitals, and no function word."""
        capitals = word[0].isupper() and any(map(str.islower, word))
        return capitals and word.lower() not in self.function_words


def _is_listed(text: str, start: int, end: int) -> bool:
    """A plural, and more plurals in a list after it."""
    word = text[start:end]
    is_plural = word.endswith("s") and word not in _COUNTRIES
    return is_plural and _LIST_OF_PLURALS.match(text, end) is not None


def _begins_sentence(text: str, start: int) -> bool:
    return start < 2 or _SENTENCE_START.search(text, max(0, start - 4), start) is not None
