r"""Fold text for comparison, and map offsets in folded text to the original text.

Vocabulary: in *folded* text, characters that readers consider equal have one form (width, dashes,
quotes, soft line breaks); its case is kept. A *span* is a pair of offsets in code points. A
*change* is a place where folded and written text differ in length.

>>> folded = fold("ＬｏＲＡ と機械\n学習")
>>> folded.text
'LoRA と機械学習'
>>> folded.span(6, 10)
(6, 11)
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.scripts import KANJI, is_one_of
from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CJK = f"\u3001-\u30ff\u31f0-\u31ff\uff01-\uffef{KANJI}"
_IGNORED = "\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
# Vowels and final consonants of a Hangul syllable that is not written as one character.
_JAMO = "\u1160-\u11ff"
# Never changed by folding: most of all prose, so it is copied in long pieces.
_STABLE = " -~\u3001-\u3020\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3"
# What is changed as a whole.
_RUN = pattern(
    rf"(?P<blank>(?: (?=[\s{_IGNORED}])|[^\S ]|[{_IGNORED}])[\s{_IGNORED}]*)"
    rf"|[^\s{_IGNORED}][{_MARKS}]+|[\u1100-\u115f\uac00-\ud7a3][{_JAMO}]+"
)
# Every change except runs of spaces contains one of these. Searching for them is several times as
# fast.
_UNSTABLE = f"[^{_STABLE}]"
_SPACE = pattern(r"\s")
_LINE_BREAK = pattern(r"[\n\r]")

_DASHES = "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f"
_REPLACED = {
    # Full-width punctuation separates words; as "." or ":" it would look like a file name or a URL.
    **dict.fromkeys("，．：；"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
}
# A sign after a word (①, ², ™) is not a letter of it; NFKC would make it one.
_SET_ASIDE = ("<circle>", "<super>", "<sub>")


class Change(NamedTuple):
    """A piece of text whose folded form has another length."""

    start: int
    """Start of the piece in the folded text."""
    end: int
    written_start: int
    written_end: int


class Folded(NamedTuple):
    """Folded text with the offsets of its characters in the original text."""

    text: str
    changes: tuple[Change, ...] = ()
    """In text order; everything between them is one to one."""
    starts: tuple[int, ...] = ()
    """:attr:`Change.start` of each change, for binary search."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of the folded characters from *start* up to *end*.

        Offsets are in code points. A character that was folded to several is always included whole.
        Characters that were removed directly before or after the span are not included.
        """
        if not self.changes:
            return start, max(start, end)
        if end <= start:
            return (self._written(start)[0],) * 2
        return self._written(start)[0], self._written(end - 1)[1]

    def _written(self, offset: int) -> tuple[int, int]:
        """Start and end, in the original text, of the folded character at *offset*."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        change = self.changes[index]
        if offset < change.end:
            return change.written_start, change.written_end
        written = offset - change.end + change.written_end
        return written, written + 1


def fold(text: str) -> Folded:
    """Fold *text*: one form for characters that readers consider equal.

    NFKC character by character (with combining marks), except ，．：； which separate words, and
    signs after a word (①, ², ™). Hyphens, en dashes and minus become ``-``; an em dash is kept,
    because it separates clauses. Curly quotes become straight. Soft hyphens, zero-width characters
    and variation selectors are removed. A run of white space becomes one space, or nothing if it is
    a line break between two CJK characters. The text is not stripped.
    """
    pieces: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for found in _changing(text):
        start, end = found.span()
        if found.lastgroup:
            piece = _blank(text, start, end)
            aligned = len(piece) == end - start
        else:
            piece = _letter(found[0])
            aligned = _aligned(found[0], piece)
        pieces += (text[done:start], piece)
        length += start - done
        if not aligned:
            changes.append(Change(length, length + len(piece), start, end))
        length += len(piece)
        done = end
    if not pieces:
        return Folded(text)
    pieces.append(text[done:])
    return Folded("".join(pieces), tuple(changes), tuple(change.start for change in changes))


def _changing(text: str) -> Iterator[re.Match[str]]:
    """What is changed in *text*, in order: runs, and single characters.

    The patterns with most characters are cached by re, and compiled only for a text that needs
    them: see :func:`.is_one_of`.
    """
    if "  " in text:
        yield from re.finditer(f"{_RUN.pattern}|{_UNSTABLE}", text)
        return
    search, done = re.compile("[^ -~]" if text.isascii() else _UNSTABLE).search, 0
    while unstable := search(text, done):
        first = unstable.start()
        # The character before may belong to it: the base letter of a mark, or the space of a run.
        found = _RUN.match(text, max(done, first - 1)) or _RUN.match(text, first) or unstable
        yield found
        done = found.end()


def fold_case(text: str) -> str:
    """*text* in lower case with an equal number of characters, so that offsets remain valid."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    # The final sigma depends on the following character; a label does not.
    return lower.replace("ς", "σ")


def _blank(text: str, start: int, end: int) -> str:
    """The folded form of a run of white space and ignorable characters."""
    run = text[start:end]
    if not _SPACE.search(run):
        return ""
    soft = _LINE_BREAK.search(run) and start and end < len(text)
    joined = soft and is_one_of(_CJK, text[start - 1]) and is_one_of(_CJK, text[end])
    return "" if joined else " "


def _aligned(cluster: str, piece: str) -> bool:
    """Whether each character of *piece* is one of *cluster*, as for a mark without base letter."""
    if len(cluster) == 1:
        return len(piece) == 1
    return len(piece) == len(cluster) and all(
        _letter(char) == folded for char, folded in zip(cluster, piece, strict=True)
    )


@lru_cache(maxsize=16384)
def _letter(cluster: str) -> str:
    """The folded form of one character with the marks that follow it."""
    base = cluster[0]
    if "\ud800" <= base <= "\udfff":
        # Half of a surrogate pair is not text, and the search cannot encode it.
        return "\ufffd" + cluster[1:]
    if base in _REPLACED:
        return (_REPLACED[base] or base) + unicodedata.normalize("NFKC", cluster[1:])
    if len(cluster) == 1 and unicodedata.decomposition(base).startswith(_SET_ASIDE):
        return base
    folded = unicodedata.normalize("NFKC", cluster)
    # Spacing accents (´, ゛) decompose to a space and a mark; the space was not in the text.
    return cluster if _SPACE.search(folded) else folded
