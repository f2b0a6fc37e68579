"""Edges in scripts that write spaces, and what is no prose: paths, URLs, identifiers.

Vocabulary: a *technical token* is a run of characters that is a path, a URL, an option or an
identifier, however it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .folding import script_of
from .found import OTHER, WORD

if TYPE_CHECKING:
    from .found import Found
    from .rules import EdgeRules

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
# Where a run of these holds one of the marks, it is a path, a URL or an identifier.
_TOKEN_CHARS = _LETTERS | frozenset("_./\\@:#+~?=&%$-")
# "1.LoRA" is an item of a list: a number before a point is a mark only behind something else.
_TOKEN_MARK = re.compile(
    r"://|::|\\|_|--(?=\w)|\w=\w|\w?@\w|[A-Za-z]\.\w|(?:[A-Za-z]\d*|[^\w.]\d+|\d{3})\.[A-Za-z]"
    r"|^[.~]{0,2}/\w|^\.(?:[a-z]|\w+/)|\$[A-Za-z]|\(\)",
    re.ASCII,
)
_TOKEN_MARKS = _TOKEN_CHARS - _LETTERS
# Kinds of letters that may be part of a technical token.
_SPACED = (WORD, OTHER)
# A label in Japanese that is the name of a file: データ.csv.
_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])")
# How far a token is read to each side: longer ones are data, and need no second look.
_TOKEN_REACH = 200
_PARTICIPLE = 5
_OPENERS = frozenset("\"'([{<「『（【、。,;")
_INNER_CAPITAL = re.compile(r"\w[A-Z]")


def touches_word(found: Found, rules: EdgeRules) -> bool:
    """A letter of the same word stands beside a Latin edge; CJK letters never count."""
    if WORD not in rules.scripts:
        return False
    if found.last is WORD and (found.right is WORD or goes_on(found)):
        return True
    joined = found.first is found.left is WORD
    return joined and not (follows_number(found, rules) or ends_camel_case(found, rules))


def follows_number(found: Found, rules: EdgeRules) -> bool:
    """A unit directly behind a number that stands alone: 24fps, but not H264fps."""
    label = found.label
    if not (2 <= len(label) <= rules.longest_unit and label.isalpha()):
        return False
    start = found.start
    while start and found.text[start - 1] in "0123456789.,":
        start -= 1
    alone = not start or script_of(found.text[start - 1]) is not WORD
    return start < found.start and alone


def ends_camel_case(found: Found, rules: EdgeRules) -> bool:
    """A long capitalised word at the end of a CamelCase name, as in PagedAttention."""
    label = found.label
    return len(label) >= rules.camel_length and label.istitle() and found.before.islower()


def goes_on(found: Found) -> bool:
    """The name goes on with a mark: C#, LoRA+, can't, 3.11; not the genitive of LoRA's."""
    behind = found.text[found.end + 1 : found.end + 3]
    next_is_word = script_of(behind[:1]) is WORD
    if found.after == "'":
        genitive = behind[:1] in ("s", "S") and script_of(behind[1:]) is not WORD
        return next_is_word and not genitive
    if found.after == "+":
        return not next_is_word
    if found.after == ".":
        return found.text[found.end - 1].isdecimal() and behind[:1].isdecimal()
    return found.after == "#"


def in_technical_token(found: Found, rules: EdgeRules) -> bool:
    """It is a piece of a path, URL, option or identifier; not where it is the whole of it."""
    if WORD not in rules.scripts:
        return False
    text, start, end = found.text, found.start, found.end
    if found.after == "(" and text.startswith("()", end):
        return True
    # Between Latin and Japanese letters a token ends without a mark: /etc/hosts[ファイル].
    joined = found.before in (_TOKEN_CHARS if found.first in _SPACED else _TOKEN_MARKS)
    joins = found.after in (_TOKEN_CHARS if found.last in _SPACED else _TOKEN_MARKS)
    if not (joined or joins):
        return False
    if found.last not in _SPACED and _FILE_ENDING.match(text, end):
        return True
    start = _token_start(text, start) if joined else start
    end = _token_end(text, end) if joins else end
    opens = not start or text[start - 1].isspace() or text[start - 1] in _OPENERS
    return any(
        (mark.start() or opens or text[start] not in "./~")
        and not found.start <= start + mark.start() < start + mark.end() <= found.end
        for mark in _TOKEN_MARK.finditer(text[start:end])
    )


def _token_start(text: str, start: int) -> int:
    """Where the run of token characters before *start* begins."""
    least = max(0, start - _TOKEN_REACH)
    while start > least and text[start - 1] in _TOKEN_CHARS:
        start -= 1
    return start


def _token_end(text: str, end: int) -> int:
    """Where the run of token characters from *end* on ends."""
    most = min(len(text), end + _TOKEN_REACH)
    while end < most and text[end] in _TOKEN_CHARS:
        end += 1
    return end


def hyphenated(found: Found, rules: EdgeRules) -> bool:
    """A hyphen joins it to something that makes another word of it."""
    if WORD not in rules.scripts:
        return False
    if found.before == "-" and found.first is WORD:
        prefix = found.run_before(WORD, found.start - 1)
        if prefix and refused_prefix(prefix, found.label, rules):
            return True
    if found.after != "-" or found.last is not WORD:
        return False
    suffix = found.run_after(WORD, found.end + 1)
    if found.label != found.label.lower() and not are_titles(found.label, suffix):
        return False
    suffix = suffix.lower()
    return bool(suffix) and suffix not in rules.hyphen_suffixes and not is_participle(suffix)


def are_titles(first: str, second: str) -> bool:
    """Both are words with a first capital: together they are one name, as in Content-Type."""
    return all(word[:1].isupper() and word[1:].islower() for word in (first, second))


def is_participle(suffix: str) -> bool:
    """A verb that tells what is done with or by it: user-defined; not -speed nor -fed."""
    return len(suffix) >= _PARTICIPLE and suffix.endswith("ed") and suffix[-3] != "e"


def refused_prefix(prefix: str, label: str, rules: EdgeRules) -> bool:
    """Q-LoRA is another name, non-API no API, self-Attention no Attention; PEFT-LoRA is LoRA."""
    if prefix.lower() in rules.hyphen_particles:
        return False
    if label == label.lower() or len(prefix) <= 2 or prefix.lower() in rules.hyphen_negations:
        return True
    if are_titles(prefix, label):
        return True
    return prefix.lower() in rules.hyphen_prefixes and not _INNER_CAPITAL.search(label)
