"""Nouns and verbs of equal spelling: in "se muestra" and "copia el archivo" no noun is mentioned.

The words on both sides decide. Only forms that are common in manuals are recognised: third person
and imperative, in lower case or at the start of a sentence.

>>> verbs = VerbRules(endings="ae", pronouns=frozenset({"se"}), articles=frozenset({"el"}),
...                   before_nouns=frozenset({"la"}), adverbs=frozenset({"más"}))
>>> verbs.is_verb("Se muestra ahora.", 3, 10), verbs.is_verb("La muestra el lunes.", 3, 10)
(True, False)
>>> verbs.is_verb("Muestra opciones.", 0, 7), verbs.is_verb("Muestra más grande.", 0, 7)
(True, False)
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_REACH = 30
_MIN_PLURAL = 4


class VerbRules(NamedTuple):
    """How verbs of one language are recognised. All words are in lower case."""

    endings: str
    """The last letters of verb forms that may also be nouns."""
    pronouns: frozenset[str]
    """Words that a verb may follow, but no noun without an article: se."""
    articles: frozenset[str]
    """Words that begin the object of a verb, and do not follow a noun directly: el."""
    before_nouns: frozenset[str]
    """Words before a noun: articles, prepositions, common adjectives. The word after one of these
    is no verb."""
    adverbs: frozenset[str]
    """Words in -s that are no plurals. A word before a plural at the start of a sentence is a verb
    ("Muestra opciones"), since an adjective would have the number of the noun."""

    def is_verb(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]``, a label that was found, is a verb there."""
        word = text[start:end]
        if word[-1] not in self.endings or not word.isalpha():
            return False
        found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
        before = found[1].lower() if found else ""
        # A capital inside a sentence is that of a name: "en el campo Nombre un texto".
        if (before and word[0].isupper()) or before in self.before_nouns:
            return False
        return before in self.pronouns or self._has_object(text, end, first=not before)

    def _has_object(self, text: str, end: int, *, first: bool) -> bool:
        """Whether what follows is the object of a verb, which is the *first* word or not."""
        found = _WORD_AFTER.match(text, end)
        after = found[1] if found else ""
        plural = len(after) >= _MIN_PLURAL and after[-1] == "s" and after.islower()
        return after in self.articles or (first and plural and after not in self.adverbs)
