"""Decide whether a label that was found is a word of its own, by the script at its edges.

The word lists of all languages are combined; language and script decide which tests apply. A
tokenizer may replace the tests for kanji and hiragana.

>>> refusal(Found("LoRAを使う", 0, 4), EdgeRules()) is None
True
>>> refusal(Found("非同期操作", 1, 5), EdgeRules())
<Reason.NEGATION: 'negation'>
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.languages import ALWAYS, languages, spaced, words
from sphinxcontrib_glossterm.languages.japanese_words import JapaneseRules
from sphinxcontrib_glossterm.languages.scripts import OTHER, WORD, Found, Script
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinxcontrib_glossterm.languages.language import Around, EdgeTest, Reason

__all__ = [
    "DEFAULT_RULES",
    "RULE_NAMES",
    "WORD_LISTS",
    "EdgeRules",
    "Found",
    "compound_around",
    "refusal",
    "rules_of",
]


class EdgeRules(spaced.SpacedRules, JapaneseRules):
    """The word lists of the edge tests, with defaults for technical prose.

    Its base classes are the word lists of the languages; the values of an object replace theirs. It
    is no data class: Python compiles the methods of one when the class is made. That of the classes
    for reading and matching was 0.9 % of the instructions of a build after one definition was
    edited (size S).
    """

    def __init__(self, **values: Any) -> None:
        """Raises ``TypeError`` for a name that is not one of :data:`RULE_NAMES`."""
        if unknown := values.keys() - set(RULE_NAMES):
            raise TypeError(f"unknown edge rules: {', '.join(sorted(unknown))}")
        vars(self).update(values)

    def replace(self, **values: Any) -> EdgeRules:
        """The same rules with other *values*."""
        return EdgeRules(**{**vars(self), **values})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EdgeRules) and all(
            getattr(self, name) == getattr(other, name) for name in RULE_NAMES
        )

    __hash__ = None  # type: ignore[assignment]


RULE_NAMES = tuple(
    name for cls in reversed(EdgeRules.__mro__) for name in getattr(cls, "__annotations__", ())
)
"""The names of all edge rules, in the order of their declaration."""


DEFAULT_RULES = EdgeRules()


@cache
def rules_of(codes: tuple[str, ...]) -> EdgeRules:
    """The default rules, with the words of the languages with these *codes*."""
    added = {name: words(name, codes) for each in languages(codes) for name in each.words}
    changes = {name: getattr(DEFAULT_RULES, name) | more for name, more in added.items()}
    return DEFAULT_RULES.replace(**changes)


WORD_LISTS = tuple(
    name
    for name in RULE_NAMES
    if name != "scripts" and isinstance(getattr(DEFAULT_RULES, name), (frozenset, tuple))
)
"""Names of the lists that :func:`with_words` changes, in the order of their declaration."""


def with_words(rules: EdgeRules, changes: Mapping[str, Iterable[str]]) -> EdgeRules:
    """*rules* with words added to lists, and without those that have a ``-`` in front.

    A name that is no word list (:data:`WORD_LISTS`), a blank word and an unknown word to
    remove change nothing.

    >>> "市" in with_words(DEFAULT_RULES, {"kanji_suffixes": ["市", "-法"]}).kanji_suffixes
    True
    """
    made: dict[str, Any] = {}
    for name in WORD_LISTS:
        words = [word.strip() for word in changes.get(name, ())]
        less = {word[1:] for word in words if word.startswith("-")}
        more = [word for word in words if word and not word.startswith("-")]
        known = getattr(rules, name)
        if less or more:
            kept = [*(word for word in known if word not in less), *more]
            made[name] = type(known)(dict.fromkeys(kept))
    return rules.replace(**made)


# Next to one of these, every edge is the end of a word, in any script.
_BOUNDARIES = frozenset(["", *' 、。，．：；「」『』（）)[]!?"…\ufffc'])

_SPACED = spaced.EDGES
_KANJI = Script.KANJI


class EdgeTests(NamedTuple):
    """The tests for the scripts of some languages, with and without those for scripts with spaces.

    A language has its own tests of a script: two languages may share kanji, but not their rules.
    """

    unspaced: tuple[EdgeTest, ...]
    mixed: tuple[EdgeTest, ...]
    unspaced_by_tokens: tuple[EdgeTest, ...]
    mixed_by_tokens: tuple[EdgeTest, ...]


@cache
def tests_of(codes: tuple[str, ...]) -> EdgeTests:
    """The tests of the languages with these *codes*."""
    used = languages(codes)
    edges = tuple(test for language in used for test in language.edges)
    by_tokens = tuple(test for language in used for test in language.token_edges)
    return EdgeTests(edges, _SPACED + edges, by_tokens, _SPACED + by_tokens)


_ALL = tests_of(ALWAYS)

_AROUND: dict[Reason, Around] = dict(spaced.AROUND)
for _language in languages():
    _AROUND.update(_language.around)


def refusal(found: Found, rules: EdgeRules, tests: EdgeTests = _ALL) -> Reason | None:
    """The first reason why *found* is not a word of its own; ``None`` if it is one."""
    if found.before in _BOUNDARIES and found.after in _BOUNDARIES:
        return None
    for reason, holds in _applicable(found, tests):
        if holds(found, rules):
            return reason
    return None


def _applicable(found: Found, tests: EdgeTests) -> tuple[EdgeTest, ...]:
    """The tests that can match: most labels and their neighbours are in one script."""
    first, last, left, right = found.first, found.last, found.left, found.right
    if first is WORD and last is WORD and left is not _KANJI:
        return _SPACED
    spaced = first is WORD or last is WORD or left is WORD or right is WORD
    if spaced or left is OTHER or right is OTHER:
        return tests.mixed if found.cuts is None else tests.mixed_by_tokens
    return tests.unspaced if found.cuts is None else tests.unspaced_by_tokens


def compound_around(text: str, start: int, end: int, reason: Reason) -> str:
    """The longer word around ``text[start:end]``, a label refused for *reason*.

    QLoRA around LoRA, サブモデル around モデル. Empty if the label is not part of a longer word, or
    if its letters only happen to occur: go in goes, ML in HTML.
    """
    around = _AROUND.get(reason)
    return around(text, start, end) if around else ""
