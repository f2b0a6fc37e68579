"""A stretch of text that reads like a label, with what the edge tests ask about it.

Vocabulary: an *edge* is the first or last character of what was found, its *neighbour* the
character beside it. A *cut* is a place where a tokenizer says that a word ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .folding import Script, script_of

if TYPE_CHECKING:
    from .tokenizer import Cuts

# Asked for at every hit: a global name is found faster than an enumeration's member.
WORD, KATAKANA, HIRAGANA, KANJI, OTHER = (
    Script.WORD,
    Script.KATAKANA,
    Script.HIRAGANA,
    Script.KANJI,
    Script.OTHER,
)
_LONGEST_RUN = 60


@dataclass(slots=True)
class Found:
    """A stretch of folded text that reads like a label, with what stands around it."""

    text: str
    start: int
    end: int
    compound: bool = False
    """Whether the label may be part of a longer katakana word."""
    cuts: Cuts | None = None
    """Where the words of the text end, if a tokenizer says so."""
    first: Script = field(init=False)
    last: Script = field(init=False)
    before: str = field(init=False)
    """The neighbour on the left; empty at the start of the text."""
    after: str = field(init=False)
    left: Script = field(init=False)
    right: Script = field(init=False)

    def __post_init__(self) -> None:
        text, start, end = self.text, self.start, self.end
        self.first, self.last = script_of(text[start]), script_of(text[end - 1])
        self.before, self.after = text[start - 1 : start] if start else "", text[end : end + 1]
        self.left, self.right = script_of(self.before), script_of(self.after)

    @property
    def label(self) -> str:
        """What was found, as folded."""
        return self.text[self.start : self.end]

    def kanji_at_start(self) -> int:
        """How many kanji the label begins with."""
        return min(len(self.run_after(KANJI, self.start)), self.end - self.start)

    def kanji_at_end(self) -> int:
        """How many kanji the label ends with."""
        return min(len(self.run_before(KANJI, self.end)), self.end - self.start)

    def run_before(self, script: Script, end: int) -> str:
        """The letters of *script* that end at *end*, at most sixty."""
        start = end
        while start and end - start < _LONGEST_RUN and script_of(self.text[start - 1]) is script:
            start -= 1
        return self.text[start:end]

    def run_after(self, script: Script, start: int) -> str:
        """The letters of *script* that begin at *start*, at most sixty."""
        end, last = start, min(len(self.text), start + _LONGEST_RUN)
        while end < last and script_of(self.text[end]) is script:
            end += 1
        return self.text[start:end]
