"""Words to avoid as regular expressions, for programs that check texts letter by letter.

The expressions mean the same in Python, in JavaScript and in Vale. They are made from labels only;
no expression in a file is ever compiled.
"""

from __future__ import annotations

import re

from ..foreign import is_spaced

_SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")
_LETTERS = r"0-9A-Za-z_\u00C0-\u1FFE\uAC00-\uD7A3"
_KATAKANA = r"\u30A1-\u30FA\u30FC"
# Written as the characters, since Vale and JavaScript write code points differently.
_WORD = _LETTERS.encode("ascii").decode("unicode_escape")
_LONG = _KATAKANA.encode("ascii").decode("unicode_escape")
_STARTS_WORD = re.compile(f"[{_WORD}]")
_ENDS_WORD = re.compile(r"[0-9A-Za-z_\u00C0-\u10FF\u1200-\u1FFE]")
"""The same without Hangul, since Korean particles follow a word without a space."""
_ENDS_KATAKANA = re.compile(f"[{_LONG}]")
_SIMPLE = re.compile(r"[0-9A-Za-z_](?:[0-9A-Za-z_ ']*[0-9A-Za-z_])?")

BEFORE = f"(?<![{_WORD}])"
AFTER = f"(?![{_WORD}])"
AFTER_KATAKANA = f"(?![{_LONG}])"


def is_simple(label: str) -> bool:
    r"""Whether ``\b`` finds the edges of *label* in every program, and nothing in it is escaped."""
    return bool(_SIMPLE.fullmatch(label))


def escaped(label: str) -> str:
    """*label* as a regular expression without conditions on the text around it."""
    return _SYNTAX.sub(r"\\\g<0>", label)


def expression(label: str) -> str:
    """A regular expression for uses of *label*.

    A katakana word is not found at the start or in the middle of a longer one; a word in a script
    with spaces is only found as a whole.
    """
    before = BEFORE if is_spaced(label) and _STARTS_WORD.match(label[0]) else ""
    after = ""
    if _ENDS_KATAKANA.match(label[-1]):
        after = AFTER_KATAKANA
    elif is_spaced(label) and _ENDS_WORD.match(label[-1]):
        after = AFTER
    return f"{before}{escaped(label)}{after}"


_AROUND = re.compile(
    r"(?:\\b|\(\?<!\[[^\]\\]*\]\))?(?P<word>(?:[^\\^$.*+?()\[\]{}|/]|\\[^0-9A-Za-z])+)"
    r"(?:\\b|\(\?!(?:ー|\[[^\]\\]*\])\))?"
)
_ESCAPE = re.compile(r"\\(.)")


def word_of(pattern: str) -> str:
    """The word that the regular expression *pattern* is for; empty if it is not for one word only.

    Conditions on single characters around the word are accepted, since ours are as strict.
    """
    found = _AROUND.fullmatch(pattern)
    return _ESCAPE.sub(r"\1", found["word"]) if found else ""
