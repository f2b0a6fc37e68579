"""The texts by which the filter of the index finds a concept.

They include what a keyboard types: kana and pinyin in Latin letters, initials of Hangul.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import code_of, languages
from sphinxcontrib_glossterm.languages.alphabets import alphabet_of, initials

from .collation import lacks_reading

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.languages.language import Rule
    from sphinxcontrib_glossterm.languages.tokenizer import Tokenizer
    from sphinxcontrib_glossterm.model import Concept

_MACRON = "\u0304"


@cache
def _table() -> dict[int, int]:
    """The characters that are considered equal in all languages."""
    every = (language.order for language in languages())
    return {code: other for rules in every if rules for code, other in rules.search_table.items()}


@cache
def _typed(pinyin: bool) -> tuple[Rule, ...]:
    """The rules for further texts, of all languages; those for *pinyin* only if wanted."""
    rules = [language.order.search_keys for language in languages() if language.order]
    rules.append(initials)
    if pinyin:
        # Imported here, since only Chinese projects need it.
        from sphinxcontrib_glossterm.languages.pinyin import typed

        rules.append(typed)
    return tuple(rules)


def folded(text: str) -> str:
    """*text* as the filter of the index compares it; the script folds the query by the same steps.

    NFKC without macrons, one space for white space, lower case, hiragana.
    """
    plain = unicodedata.normalize("NFD", text).replace(_MACRON, "")
    plain = " ".join(unicodedata.normalize("NFKC", plain).split()).lower()
    return plain.translate(_table())


def search_keys(concept: Concept, language: str = "") -> tuple[str, ...]:
    """The folded labels of *concept*, its abbreviation and reading, and what a keyboard types.

    Each once; then its tags, each after ``#``. Hidden labels are included, since they exist to be
    found. *language* is that of the project, and of labels without a language. A Japanese label
    without a reading is found by the reading that the optional tokenizer gives.
    """
    labels = [label.text for label in concept.labels]
    reading = concept.reading or _reading(tuple(labels), language)
    keys = keys_of(*filter(None, (*labels, concept.abbr, reading)), language=language)
    given = [label for label in concept.labels if label.lang]
    own = (key for label in given for key in keys_of(label.text, language=label.lang))
    tags = (f"#{folded(tag)}" for tag in concept.tags)
    return tuple(dict.fromkeys((*keys, *own, *tags)))


def readings_source() -> str:
    """The version of the tokenizer that gives missing readings; empty if there is none."""
    return " ".join(tokenizer.version for tokenizer in _tokenizers())


def _tokenizers() -> tuple[Tokenizer, ...]:
    made = [language.tokenizer() for language in languages() if language.tokenizer]
    return tuple(tokenizer for tokenizer in made if tokenizer)


@lru_cache(maxsize=1 << 15)
def _reading(labels: tuple[str, ...], language: str) -> str:
    """The readings of those *labels* that cannot be sorted without one; empty if unknown."""
    if code_of(language) == "zh" or not (tokenizers := _tokenizers()):
        return ""
    without = [label for label in labels if lacks_reading(label, "", language)]
    return " ".join(tokenizer.reading(label) for label in without for tokenizer in tokenizers)


@lru_cache(maxsize=1 << 15)
def keys_of(*texts: str, language: str = "") -> tuple[str, ...]:
    """The same for *texts* alone. Cached, since every view of an index uses them."""
    plain = [folded(text) for text in texts]
    rules = _typed(alphabet_of(language).pinyin)
    typed = (key for text in plain for rule in rules for key in rule(text))
    return tuple(dict.fromkeys(key for key in (*plain, *typed) if key))
