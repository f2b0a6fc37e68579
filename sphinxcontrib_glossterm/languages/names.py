"""Names of several words in capitals: a label inside one is a part of it, not a mention.

>>> text = "the United States keep state"
>>> in_name(text, 11, 17, capital=False)
True
>>> in_name("Use the Container", 8, 17, capital=False)
False
"""

from __future__ import annotations

import re

from .language import word_set

# Before these a word in capitals is written so for another reason, or is no part of the name.
_FUNCTION_WORDS = word_set(
    "a all also an and another any as at because but by each either every for from has have here"
    " how i if in into is it its many more most no not now of on one only or other our see several"
    " since so some such than that the their then there these they this those to two unlike until"
    " use used uses using via we what when where which while who with without you your"
)
# In titles these are in lower case too.
_IN_TITLES = word_set(
    "an and as at but by for from in into nor of on or over per the to under via vs with without"
)
_PROSE = re.compile(r"(?<![^\W_])[a-z]{2,}")
_WORD_BEFORE = re.compile(r"([^\W\d_]\w*) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]\w*)")
_REACH = 40
# With a capital these are names, also where only the singular is a label: window.
_NAMES = word_set("Windows Rails Teams")
# A label in capitals may be the name of a kind: Kubernetes Service. Three words are one name.
_MIN_NEIGHBOURS = 2


def in_name(text: str, start: int, end: int, *, capital: bool) -> bool:
    """Whether ``text[start:end]``, which begins with a capital, is a name or a part of one.

    *capital*: the author of the label wrote it with a capital. In a text in which every word has a
    capital, capitals mean nothing.
    """
    if not capital and text[start:end] in _NAMES:
        return True
    least = _MIN_NEIGHBOURS if capital else 1
    before = _neighbours_before(text, start, least)
    if before < least and before + _neighbours_after(text, end, least) < least:
        return False
    return any(found[0] not in _IN_TITLES for found in _PROSE.finditer(text))


def _neighbours_before(text: str, start: int, most: int) -> int:
    count = 0
    while count < most:
        found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
        if not (found and _is_of_name(found[1])):
            break
        start -= len(found[0])
        count += 1
    return count


def _neighbours_after(text: str, end: int, most: int) -> int:
    count = 0
    while count < most:
        found = _WORD_AFTER.match(text, end)
        if not (found and found[1].istitle() and _is_of_name(found[1])):
            break
        end = found.end()
        count += 1
    return count


def _is_of_name(word: str) -> bool:
    """A word with a capital at its start, not all in capitals, and no function word."""
    return word[0].isupper() and any(map(str.islower, word)) and word.lower() not in _FUNCTION_WORDS
