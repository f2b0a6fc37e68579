"""Split plain text into sentences, and shorten it to one.

A sentence does not end after an abbreviation or an initial, nor inside brackets. The rules of the
given languages and of :data:`ALWAYS` are used together, since a page may have text in several.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import ALWAYS, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_glossterm.model import Concept

    from .language import SentenceRules

DESCRIPTION_LENGTH = 300
_PAIRS = {
    "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "「": "」", "『": "』", "【": "】",
    "〈": "〉", "《": "》", "〔": "〕", "“": "”", "«": "»",
}  # fmt: skip
_OPENING = "\"'“‘«" + "".join(_PAIRS)
_CLOSING = "".join(_PAIRS.values()) + "'\"’“‘«"
_BRACKET = f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]"
# Signs after which white space and the beginning of a sentence follow.
_SPACED = ".!?…"
_LOOK_AHEAD = 40
_LOOK_BEHIND = 16
# Maximum number of digits of an ordinal; longer numbers are years.
_ORDINAL = 2
_NUMBER = r"[\[(]?\d"
_CAPITAL = "[A-Z\u00c0-\u00de\u0410-\u042f\u0401]"
_LETTER = rf"[\[(]?({_CAPITAL}\b|[IVXLC]+\b|[A-Z]\d)"
_INITIAL = rf"{_CAPITAL}([.-]+{_CAPITAL})*"
_INITIAL_NEXT = rf"{_CAPITAL}\."
# The parts of one abbreviation before a full stop: "z. B", "i. d. R", "т. е".
_PARTS = r"(?<!\S)(?:[^\W\d_]{1,3}\.\s?){0,3}[^\W\d_]{1,3}\Z"
_NEXT_PART = r"[^\W\d_]{1,3}(?=\.)"


def first_sentence(text: str, codes: Iterable[str] = ()) -> str:
    """The first sentence of plain *text*, truncated to 300 code points.

    *codes* are the languages of the text besides those of :data:`ALWAYS`. It is short since a
    screen reader may read it before its user can stop it. The median definition of public
    glossaries has 212 characters.
    """
    block = " ".join(text.split("\n", 1)[0].split())
    return _shortened(next(sentences(block, codes), ""))


def sentence_with(part: str, text: str, codes: Iterable[str] = ()) -> str:
    """The first sentence of plain *text* with *part*, truncated like :func:`first_sentence`."""
    found = (s for s in sentences(" ".join(text.split()), codes) if part in s)
    return _shortened(next(found, ""))


def with_definition(
    concept: Concept, definition: str, term: str, codes: Iterable[str] = ()
) -> Concept:
    """*concept* with the plain text of its *definition*.

    If its *term* is defined inside prose, the short text is the sentence that contains it.
    """
    short = sentence_with(term, definition, codes) if term else concept.short
    return concept._replace(definition=definition, short=short)


def _shortened(sentence: str) -> str:
    if len(sentence) <= DESCRIPTION_LENGTH:
        return sentence
    return sentence[: DESCRIPTION_LENGTH - 1].rstrip() + "…"


@cache
def _rules(codes: frozenset[str]) -> SentenceRules:
    """The rules of the languages with these *codes* as those of one."""
    # Imported here, like the languages, since a build in which nothing changed splits nothing.
    from .language import SentenceRules

    each = [language.sentences for language in languages(codes)]
    words = {
        name: frozenset().union(*(getattr(rules, name) for rules in each))
        for name in ("titles", "never_last", "before_number", "sometimes_last", "first_words")
    }
    return SentenceRules(
        stops="".join(rules.stops for rules in each),
        continuation="|".join(rules.continuation for rules in each if rules.continuation),
        ordinals=any(rules.ordinals for rules in each),
        **words,
    )


@cache
def _end(stops: str) -> re.Pattern[str]:
    """Signs that may end a sentence, with what closes after them."""
    stops, closing = re.escape(stops), f"[{re.escape(_CLOSING)}]*"
    # French has a space in front of "?" and "!".
    signs = rf"(?:(?<=[^\s{_SPACED}])[{_SPACED}]|(?<=[^\s{_SPACED}] )[!?])[{_SPACED}]*"
    spaced = rf"{signs}{closing}(?=\s)"
    unspaced = rf"(?<!\d)．(?!\d){closing}"
    return re.compile(
        "|".join([*([rf"[{stops}]+[！？!?]*{closing}"] if stops else []), unspaced, spaced])
    )


def sentences(text: str, codes: Iterable[str] = ()) -> Iterator[str]:
    """The sentences of plain *text*, which is one line without double spaces."""
    rules = _rules(frozenset((*ALWAYS, *codes)))
    start = 0
    enclosed = None
    for end in _end(rules.stops).finditer(text):
        if enclosed is None:
            enclosed = _enclosed(text)
        if not _inside_brackets(text, start, end, enclosed, rules) and _ends(
            text, start, end, rules
        ):
            yield text[start : end.end()].strip()
            start = end.end()
    if rest := text[start:].strip():
        yield rest


def _enclosed(text: str) -> list[tuple[int, int]]:
    """Start and end of texts in brackets and quotation marks, the outermost in order.

    An unclosed bracket is ignored.
    """
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    for found in re.finditer(_BRACKET, text):
        character, position = found[0], found.start()
        if character in _PAIRS:
            opened.append((_PAIRS[character], position))
            counts[_PAIRS[character]] += 1
        elif counts[character]:
            closing = ""
            while closing != character:
                closing, opening = opened.pop()
                counts[closing] -= 1
            while spans and spans[-1][0] > opening:
                spans.pop()
            spans.append((opening, position))
    return spans


def _inside_brackets(
    text: str,
    start: int,
    end: re.Match[str],
    enclosed: list[tuple[int, int]],
    rules: SentenceRules,
) -> bool:
    """Whether the signs at *end* are inside brackets after which the sentence continues."""
    nearest = bisect(enclosed, (end.start(), 0)) - 1
    if nearest < 0 or enclosed[nearest][1] < end.start():
        return False
    opening, closing = enclosed[nearest]
    if end.end() <= closing:
        return True
    whole = opening - start <= 1 and not _continues(text, closing + 1, rules)
    return end[0][0] not in _SPACED and not whole


def _continues(text: str, position: int, rules: SentenceRules) -> bool:
    pattern = rules.continuation
    return bool(pattern and re.compile(pattern).match(text, position))


def _ends(text: str, start: int, end: re.Match[str], rules: SentenceRules) -> bool:
    """Whether the signs at *end* end the sentence that begins at *start*."""
    following = text[end.end() : end.end() + _LOOK_AHEAD].lstrip()
    if end[0][0] not in _SPACED:  # as in Japanese: nothing has to follow
        return True
    if not following or following[0].islower():
        return not following
    if end[0].rstrip(_CLOSING) != ".":
        return True
    begin = max(text.rfind(" ", start, end.start()) + 1, start)
    word = text[begin : end.start()].lstrip(_OPENING)
    if _is_divided(text[max(start, begin - _LOOK_BEHIND) : end.start()], following, rules):
        return False
    return _ends_after(word, following, rules, first=begin - start <= 1)


def _is_divided(before: str, following: str, rules: SentenceRules) -> bool:
    """Whether the last words of *before* are in an abbreviation with spaces: "z. B.", "т. е."."""
    found = re.search(_PARTS, before.lstrip(_OPENING))
    if not found:
        return False
    parts = re.split(r"\W+", found[0].lower())
    after = re.match(_NEXT_PART, following)
    for first in range(len(parts)):
        name = ".".join(parts[first:])
        if after and any(
            known.startswith(f"{name}.{after[0].lower()}")
            for known in rules.never_last | rules.sometimes_last
        ):
            return True
        if first < len(parts) - 1 and name in rules.never_last:
            return True
        if first < len(parts) - 1 and name in rules.sometimes_last:
            return not _begins_sentence(following, rules)
    return False


def _ends_after(word: str, following: str, rules: SentenceRules, *, first: bool) -> bool:
    """Whether a full stop after *word* ends a sentence; *first*: *word* is the first word."""
    name = word.lower()
    if name in rules.never_last or word in rules.titles or (first and word.isdigit()):
        return False
    initial = re.fullmatch(_INITIAL, word)
    if name in rules.before_number and not initial:
        lettered = word != name and re.match(_LETTER, following)
        return not (lettered or re.match(_NUMBER, following))
    if name in rules.sometimes_last or initial:
        return not re.match(_INITIAL_NEXT, following) and _begins_sentence(following, rules)
    if rules.ordinals and word.isdigit() and len(word) <= _ORDINAL:
        return _begins_sentence(following, rules)
    return True


def _begins_sentence(text: str, rules: SentenceRules) -> bool:
    return re.split(r"[^\w'’]", text, maxsplit=1)[0].lower() in rules.first_words
