"""Look up labels by their text, in the form in which labels are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .concept import Label

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"})
_KEPT = 512


def label_key(text: str) -> str:
    """The form in which labels are compared in lookups.

    NFKC, straight quotes (Sphinx registers a term before smart quotes change it), one space for any
    white space, lower case as in Sphinx.
    """
    normal = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(normal.split()).lower()


class LabelTexts(NamedTuple):
    """The languages and the anchors of the labels of a concept, by text and by folded text."""

    languages: Mapping[str, Sequence[str]] = {}
    """Empty if no label has a language."""
    folded_languages: Mapping[str, Sequence[str]] = {}
    anchors: Mapping[str, str] = {}
    """Empty if no label but the first has one. Of equal texts, the anchor of the last one."""
    folded_anchors: Mapping[str, str] = {}


class _Identical:
    """A key that is equal for the same object only. To compare labels takes as long as a search."""

    __slots__ = ("labels",)

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = labels

    def __hash__(self) -> int:
        return id(self.labels)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identical) and self.labels is other.labels


def label_texts(labels: Sequence[Label]) -> LabelTexts:
    """What is known of *labels* by their text.

    It is kept for the concepts that were asked for last. Each label of a concept is looked up many
    times; to search all of them each time would take the square of their number.
    """
    return _label_texts(_Identical(labels))


@lru_cache(maxsize=_KEPT)
def _label_texts(key: _Identical) -> LabelTexts:
    labels = key.labels
    has_languages = any(label.lang for label in labels)
    has_anchors = any(label.anchor for label in labels[1:])
    if not (has_languages or has_anchors):
        return LabelTexts()
    languages: dict[str, list[str]] = {}
    folded_languages: dict[str, list[str]] = {}
    anchors: dict[str, str] = {}
    folded_anchors: dict[str, str] = {}
    for label in labels:
        folded = label_key(label.text)
        if has_languages:
            languages.setdefault(label.text, []).append(label.lang)
            folded_languages.setdefault(folded, []).append(label.lang)
        if has_anchors and label.anchor:
            anchors[label.text] = folded_anchors[folded] = label.anchor
    return LabelTexts(languages, folded_languages, anchors, folded_anchors)
