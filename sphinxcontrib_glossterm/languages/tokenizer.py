"""Word boundaries in Japanese from a dictionary, by the optional tokenizer SudachiPy.

Vocabulary: a *cut* is a boundary between two words of the tokenizer. Its modes differ in the length
of words: 選択肢 is two words in mode A and one in mode B, 国家公務員 two in B and one in C.

The dictionary is loaded when the first sentence is tokenized. Only sentences in which a label was
found next to kanji or hiragana are tokenized.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Protocol

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

PACKAGES = ("sudachipy", "sudachidict_core")
"""The required packages; the extra ``ja`` installs both."""

# The tokenizer accepts at most 49149 bytes; a longer text without a full stop is divided here.
_LONGEST = 4096
_INFLECTED = ("動詞", "形容詞", "助動詞")


class ShortWord(NamedTuple):
    """A word of mode A, in code points, with its part of speech."""

    start: int
    end: int
    part_of_speech: tuple[str, ...]
    """Sudachi's, from general to special: ``名詞``, ``普通名詞``, ``サ変可能`` …"""


class Tokenizer(Protocol):
    """Divides sentences into words."""

    @property
    def version(self) -> str:
        """Equal for two tokenizers that give the same words for every sentence."""

    def words(self, sentence: str) -> Sequence[tuple[int, bool]]:
        """The end of each word, in code points, and whether it is a form of a verb or adjective."""

    def reading(self, text: str) -> str:
        """How *text* is read, in kana; characters without a known reading are unchanged."""


class Cuts:
    """The words of one text, determined sentence by sentence when they are needed."""

    __slots__ = ("_known", "text", "tokenizer")

    def __init__(self, text: str, tokenizer: Tokenizer) -> None:
        self.text = text
        self.tokenizer = tokenizer
        self._known: dict[int, dict[int, bool]] = {}

    def at(self, offset: int) -> bool:
        """Whether *offset* is not inside a word."""
        return offset in self._sentence(offset)

    def inflects(self, offset: int) -> bool:
        """Whether a verb or an adjective ends at *offset*."""
        return self._sentence(offset).get(offset, False)

    def _sentence(self, offset: int) -> dict[int, bool]:
        """The ends of the words of the sentence that contains the character before *offset*."""
        last = max(0, offset - 1)
        lowest = last - last % _LONGEST
        start = self.text.rfind("。", lowest, last) + 1 or lowest
        if start not in self._known:
            highest = lowest + _LONGEST
            end = self.text.find("。", start, highest) + 1 or highest
            words = self.tokenizer.words(self.text[start:end])
            self._known[start] = {start: False} | {start + end: verb for end, verb in words}
        return self._known[start]


class Sudachi:
    """SudachiPy with its core dictionary, in mode B; both must be installed."""

    __slots__ = ("_tokenize", "_tokenize_short")

    def __init__(self) -> None:
        self._tokenize: Callable[[str], Iterable[Any]] | None = None
        self._tokenize_short: Callable[[str], Iterable[Any]] | None = None

    @property
    def version(self) -> str:
        """The versions of the package and of its dictionary."""
        return " ".join(("sudachi-B", *map(metadata.version, PACKAGES)))

    def words(self, sentence: str) -> list[tuple[int, bool]]:
        """The end of each word; the first call loads the dictionary."""
        return [
            (word.end(), word.part_of_speech()[0] in _INFLECTED) for word in self._divide(sentence)
        ]

    def reading(self, text: str) -> str:
        """The readings of its words, in katakana; the first call loads the dictionary."""
        return "".join(word.reading_form() or word.surface() for word in self._divide(text))

    def _divide(self, text: str) -> Iterable[Any]:
        if self._tokenize is None:
            from sudachipy import Dictionary, SplitMode

            self._tokenize = Dictionary(dict="core").tokenizer(mode=SplitMode.B).tokenize
        return self._tokenize(text)

    def short_words(self, text: str) -> Iterator[ShortWord]:
        """The words of *text* in mode A; the first call loads the dictionary."""
        if self._tokenize_short is None:
            from sudachipy import Dictionary, SplitMode

            self._tokenize_short = Dictionary(dict="core").tokenizer(mode=SplitMode.A).tokenize
        for start in range(0, len(text), _LONGEST):
            for word in self._tokenize_short(text[start : start + _LONGEST]):
                yield ShortWord(start + word.begin(), start + word.end(), word.part_of_speech())


def sudachi() -> Sudachi | None:
    """The tokenizer; ``None`` if one of :data:`PACKAGES` is not installed."""
    return _with(PACKAGES)


@cache
def _with(packages: tuple[str, ...]) -> Sudachi | None:
    """One tokenizer for all callers, since each loads the dictionary."""
    try:
        for package in packages:
            metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
    return Sudachi()
