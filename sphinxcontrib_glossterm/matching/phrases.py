"""Phrases in which no label is linked: those of the author, and expressions of the languages."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import languages_of_prose
from sphinxcontrib_glossterm.languages.spaced import exact_words
from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model.labels import MAX_LABEL
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .folding import fold, fold_case
from .variants import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_glossterm.languages.inflected import Inflection

_WORD = pattern(r"[^ -]+")


def blocker_forms(phrase: str) -> Iterator[Form]:
    """The form of a phrase that is never linked."""
    text = fold(phrase).text.strip() if len(phrase) <= MAX_LABEL else ""
    if text:
        yield _phrase(text, phrase, blocks=True)


def expression_forms(forms: Sequence[Form], codes: Sequence[str]) -> Iterator[Form]:
    """The expressions of the languages that contain one of *forms*, and are none.

    Those of a language with stems may contain any inflected form: all are returned, except those
    that are inflected forms themselves.
    """
    keys = {fold_case(form.text) for form in forms}
    inflected = set(_inflected_expressions(forms, codes))
    for phrase in _expressions(tuple(codes)):
        contains = phrase.inflected or not keys.isdisjoint(phrase.pieces)
        if contains and phrase.text not in keys and phrase.text not in inflected:
            form = _phrase(phrase.text, phrase.text, blocks=False)
            yield form._replace(closed=phrase.closed)


def _inflected_expressions(forms: Sequence[Form], codes: Sequence[str]) -> Iterator[str]:
    """The expressions that are inflected forms of labels of several words."""
    labels = {form.text for form in forms if form.own and " " in form.text}
    for inflection, phrases in _expressions_by_key(tuple(codes)) if labels else ():
        for label in labels:
            for phrase in phrases.get(inflection.key(label), ()):
                if inflection.distance(phrase, label) is not None:
                    yield phrase


@cache
def _expressions_by_key(
    codes: tuple[str, ...],
) -> tuple[tuple[Inflection, dict[str, list[str]]], ...]:
    """For each language with stems, its expressions by their stems."""
    found = []
    for language in languages_of_prose(codes):
        if language.inflection:
            by_key: dict[str, list[str]] = {}
            for phrase in _expressions((language.code,)):
                key = language.inflection.key(phrase.text)
                by_key.setdefault(key, []).append(phrase.text)
            found.append((language.inflection, by_key))
    return tuple(found)


class _Expression(NamedTuple):
    text: str
    closed: tuple[int, int]
    pieces: frozenset[str]
    """All texts in it that may be labels."""
    inflected: bool
    """Whether it may contain an inflected form of any label."""


@cache
def _expressions(codes: tuple[str, ...]) -> tuple[_Expression, ...]:
    """The expressions of the languages with these *codes*."""
    return tuple(
        _expression(phrase, inflected=language.inflection is not None)
        for language in languages_of_prose(codes)
        for phrase in language.expressions
    )


def _expression(phrase: str, *, inflected: bool) -> _Expression:
    """Reads a phrase, which may have one part in brackets."""
    text = phrase.replace("[", "").replace("]", "")
    start = max(phrase.find("["), 0)
    end = phrase.find("]") - 1 if "]" in phrase else len(text)
    joints = {place for found in _WORD.finditer(text) for place in found.span()}
    places = range(len(text) + 1) if not text.isascii() else sorted(joints)
    pieces = frozenset(text[first:last] for first, last in combinations(places, 2))
    return _Expression(text, (start, end), pieces, inflected)


def _phrase(text: str, label: str, *, blocks: bool) -> Form:
    """A form that belongs to no concept."""
    fixed = tuple(exact_words(text))
    return Form(text, label, "", True, fixed, automatic=False, blocks=blocks, compound=False)
