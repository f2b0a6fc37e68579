"""Find what a glossary should define: frequent terms of several words, and abbreviations.

The terms are nouns that no glossary has. They are found in plain text without a grammar:
:mod:`.candidates_words` divides it into runs of words, :mod:`.candidates_scores` says which parts
of them are terms. The time is proportional to the length of the text, and the same text always
gives the same result.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from math import inf
from typing import TYPE_CHECKING

from .candidates_abbreviations import AT_LEAST, undefined
from .candidates_examples import Example, Occurrence, Text, examples_at
from .candidates_scores import c_values, flr
from .candidates_words import keys_of, language_of, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.languages.tokenizer import Sudachi

    from .candidates_scores import Key
    from .candidates_words import Run

# Numbers of words of a term; Chinese: of characters.
_LENGTHS = {"ja": range(2, 7), "zh": range(4, 9)}
_WITH_ENGLISH = frozenset({"en", "ja", "ko"})
_DEFAULT_LENGTHS = range(2, 6)


class Kind(StrEnum):
    """What a candidate is."""

    TERM = "term"
    """A noun of several words."""
    ABBREVIATION = "abbreviation"
    """Capitals that no page spells out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that a glossary may define."""

    kind: Kind
    label: str
    count: int
    pages: tuple[str, ...]
    """In the order of their first occurrences."""
    examples: tuple[Example, ...]
    """At most three, each from another page if there are so many."""


@dataclass(slots=True)
class _Found:
    """What is known of a candidate."""

    key: str = ""
    """The words of its basic form, with spaces between them."""
    forms: Counter[str] = field(default_factory=Counter)
    places: list[Occurrence] = field(default_factory=list)

    def add(self, other: _Found) -> None:
        """Add what is known of the same candidate in text of another language."""
        self.forms += other.forms
        self.places = sorted([*self.places, *other.places])


def find_candidates(
    texts: Sequence[Text],
    language: str,
    is_known: Callable[[str], bool] = lambda label: False,
    *,
    explained: Collection[str] = (),
    tokenizer: Sudachi | None = None,
    at_least: int = AT_LEAST,
    limit: int = 100,
) -> list[Candidate]:
    """The candidates in *texts*: terms, then abbreviations, each with the best first.

    *language* is the code of the project's language. *is_known*: whether a text is a label of the
    glossary, in any form. *explained* are abbreviations that are spelled out elsewhere. At most
    *limit* of each kind.
    """
    ranked = {
        Kind.TERM: _terms(texts, language, tokenizer, at_least),
        Kind.ABBREVIATION: _abbreviations(texts, explained, at_least),
    }
    return [
        candidate
        for kind, found in ranked.items()
        for candidate in islice(_candidates(kind, found, texts, language, is_known), limit)
    ]


def _candidates(
    kind: Kind,
    ranked: Iterable[_Found],
    texts: Sequence[Text],
    language: str,
    is_known: Callable[[str], bool],
) -> Iterator[Candidate]:
    for found in ranked:
        label = _usual_form(found)
        if not is_known(label):
            yield Candidate(
                kind,
                label,
                len(found.places),
                tuple(dict.fromkeys(texts[place.passage].page for place in found.places)),
                tuple(examples_at(found.places, texts, language)),
            )


def _terms(
    texts: Sequence[Text], language: str, tokenizer: Sudachi | None, at_least: int
) -> list[_Found]:
    """The terms of all languages in *texts*, the best first.

    Scores of different methods cannot be compared, so each language gets as many places as its
    share of the text.
    """
    found_runs: dict[str, list[tuple[int, Run]]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    for number, text in enumerate(texts):
        code = language_of(text.text, language)
        sizes[code] += len(text.text)
        found_runs[code] += [(number, run) for run in runs(text.text, code, tokenizer)]
    keys = _keys(found_runs)
    ranks: dict[Key, float] = {}
    merged: dict[Key, _Found] = {}
    for code, each in found_runs.items():
        for rank, (key, found) in enumerate(_ranked(each, code, keys[code], texts, at_least)):
            ranks[key] = min((rank + 0.5) / sizes[code], ranks.get(key, inf))
            merged.setdefault(key, _Found(found.key)).add(found)
    return [merged[key] for key in sorted(merged, key=lambda key: (ranks[key], key))]


def _keys(found_runs: Mapping[str, Iterable[tuple[int, Run]]]) -> dict[str, dict[str, str]]:
    """For each language the keys of its words; of words in ASCII the English ones if it has none.

    So a term is the same in English and in Japanese text.
    """
    words = {code: {w.text for _, run in each for w in run} for code, each in found_runs.items()}
    with_english = [code for code in words if code in _WITH_ENGLISH]
    english = keys_of(
        {word for code in with_english for word in words[code] if word.isascii()}, "en"
    )
    return {
        code: keys_of(each, code) | (english if code in with_english else {})
        for code, each in words.items()
    }


def _ranked(
    found_runs: Sequence[tuple[int, Run]],
    language: str,
    keys: Mapping[str, str],
    texts: Sequence[Text],
    at_least: int,
) -> list[tuple[Key, _Found]]:
    """The terms in the runs, which are in one language, by their scores."""
    parts = _whole if language == "ja" else _ngrams
    lengths = _LENGTHS.get(language, _DEFAULT_LENGTHS)
    counts = Counter(_key(part, keys) for _, run in found_runs for part in parts(run, lengths))
    frequent = {key: count for key, count in counts.items() if count >= at_least}
    values = flr(counts) if language == "ja" else c_values(frequent)
    wanted = {key: _Found(" ".join(key)) for key in values if key in frequent}
    for number, run in found_runs:
        for part in parts(run, lengths):
            if found := wanted.get(_key(part, keys)):
                place = Occurrence(number, part[0].start, part[-1].end)
                found.places.append(place)
                found.forms[" ".join(texts[number].text[place.start : place.end].split())] += 1
    return sorted(wanted.items(), key=lambda item: (-values[item[0]], item[0]))


def _key(part: Run, keys: Mapping[str, str]) -> Key:
    return tuple(keys[word.text] for word in part)


def _whole(run: Run, lengths: range) -> Iterator[Run]:
    """The whole *run*, if its length is one of *lengths*."""
    if len(run) in lengths:
        yield run


def _ngrams(run: Run, lengths: range) -> Iterator[Run]:
    """Every part of *run* with one of *lengths* that begins and ends with a noun."""
    for start, first in enumerate(run):
        if not first.begins:
            continue
        for length in lengths:
            part = run[start : start + length]
            if len(part) < length:
                break
            if part[-1].ends:
                yield part


def _usual_form(found: _Found) -> str:
    """The most frequent form, in the singular if that occurs; of equals the shortest."""
    singular = {form for form in found.forms if form.lower() == found.key}
    return min(singular or found.forms, key=lambda form: (-found.forms[form], len(form), form))


def _abbreviations(
    texts: Sequence[Text], explained: Collection[str], at_least: int
) -> list[_Found]:
    """The abbreviations that no text spells out, the most frequent first."""
    found = undefined(texts, explained, at_least)
    return [
        _Found(name, Counter({name: len(places)}), places)
        for name, places in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
