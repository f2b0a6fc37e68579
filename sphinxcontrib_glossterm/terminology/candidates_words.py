"""Divide text into runs of words that may form a term, by the rules of its language.

Vocabulary: a *run* is a sequence of words without a stop word, punctuation or markup between.

>>> [[word.text for word in run] for run in runs("Is it a source package, or *binary* code?", "en")]
[['source', 'package']]
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import languages
from sphinxcontrib_glossterm.languages.scripts import of_text

from .candidates_spaced import Word, korean_words, spaced_words
from .candidates_unspaced import chinese_words, japanese_words, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.languages.tokenizer import Sudachi

    Run = Sequence[Word]

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def language_of(text: str, language: str) -> str:
    """The language of *text* in a project whose language has the code *language*."""
    scripts = of_text(text)
    if scripts & {"hiragana", "katakana"}:
        return "ja"
    if "hangul" in scripts:
        return "ko"
    if "kanji" in scripts:
        return language if language in {"ja", "zh"} else "zh"
    is_other = language == "ru" and not _CYRILLIC.search(text)
    return "en" if language in {"ja", "zh", "ko"} or is_other else language


def runs(text: str, language: str, tokenizer: Sudachi | None = None) -> Iterator[Run]:
    """The runs of at least two words in *text*, in reading order. *tokenizer* is for Japanese."""
    if language == "ja":
        words = japanese_words(text, tokenizer)
    elif language == "zh":
        words = chinese_words(text)
    else:
        words = korean_words(text) if language == "ko" else spaced_words(text, language)
    for is_end, group in groupby(words, lambda word: word is None):
        if not is_end:
            run: Run = [word for word in group if word]
            run = trimmed(run) if language == "ja" else run
            if len(run) > 1:
                yield run


def keys_of(words: Iterable[str], language: str) -> dict[str, str]:
    """For each of *words*, one text for all its forms: the stem, or the singular."""
    known = {word: word.lower() for word in sorted(words)}
    found = next(iter(languages([language])), None)
    if found is None:
        return known
    if found.inflection:
        return {word: found.inflection.view(word).text for word in known}
    written = set(known.values())
    forms = {word: _singular(word, found.inflections, written) for word in written}
    return {word: forms[lower] for word, lower in known.items()}


def _singular(word: str, rules: Iterable[Callable[[str], Iterable[str]]], known: set[str]) -> str:
    """The longest of the shorter forms of *word* that is among *known*, else *word*."""
    forms = {form for rule in rules for form in rule(word)}
    shorter = [form for form in forms if len(form) < len(word) and form in known]
    return max(shorter, key=lambda form: (len(form), form), default=word)
