"""The supported languages: one module for each language, and the table of all languages.

:mod:`.language` is the interface; :mod:`.english` and :mod:`.japanese` are the languages.
:mod:`.spaced` has the rules for scripts that separate words by spaces, :mod:`.scripts` the classes
of characters, :mod:`.alphabets` the order of letters in the index. Nothing here depends on Sphinx.
A language is imported when it is first used.

>>> [language.code for language in languages(["en", "ja", "tlh"])]
['ja', 'en']
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .language import Language

MODULES = {"ja": "japanese", "en": "english"}
"""Code → module of this package. Rules are applied in this order: languages with their own script
come first, because alphabetic words may be part of their labels."""

LANGUAGES = tuple(sorted(MODULES))
"""The codes: the allowed values of the option ``glossterm_variants``."""


@cache
def _load(code: str) -> Language:
    """The language with that *code*, which is one of :data:`LANGUAGES`."""
    found: Language = import_module(f".{MODULES[code]}", __name__).LANGUAGE
    return found


def languages(codes: Iterable[str] = MODULES) -> tuple[Language, ...]:
    """The languages with these *codes*, in the order of the table; unknown codes are ignored."""
    return tuple(_load(code) for code in MODULES if code in codes)


def words(name: str) -> frozenset[str]:
    """The words that all languages together add to the shared word list *name*."""
    return frozenset(word for each in languages() for word in each.words.get(name, "").split())


def genus_candidates(definition: str) -> tuple[str, ...]:
    """Texts that may name a broader concept, in the order in which they should be tried.

    *definition* is plain text in any language. Definitions often state their *genus proximum*:
    "PEFT手法の一種", "is a kind of PEFT". Such lexical patterns are a common way to find hyponyms
    (Hearst 1992, COLING). Whether a candidate is a label is decided by the scheme.
    """
    found = (text for each in languages() for text in each.genera(definition))
    return tuple(dict.fromkeys(found))
