"""The labels of a concept, and how they are compared and looked up by their text."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"})
_WITH_REASON = r"(.*[^\s(（])\s*[(（]([^()（）]*)[)）]"
_KEPT = 512

MAX_LABEL = 500
"""Maximum length of a label that is searched for in prose. The time to prepare the search grows
faster than the length of a label, and longer labels do not occur in sentences."""


def label_key(text: str) -> str:
    """The form in which labels are compared in lookups.

    NFKC, straight quotes (Sphinx registers a term before smart quotes change it), one space for any
    white space, lower case as in Sphinx.
    """
    normal = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(normal.split()).lower()


class LabelKind(StrEnum):
    """The kind of a label (SKOS ``prefLabel``, ``altLabel``, ``hiddenLabel``)."""

    PREFERRED = "preferred"
    ALTERNATIVE = "alternative"
    HIDDEN = "hidden"


class Label(NamedTuple):
    """One name of a concept."""

    text: str
    kind: LabelKind = LabelKind.PREFERRED
    anchor: str = ""
    """Id of the element that shows this label, in the document of the concept; empty: the concept's
    own id. (A Sphinx glossary entry with three terms has three anchors.)"""
    name: str = ""
    """The text before smart quotes, under which Sphinx registers it; empty if it is the same."""
    lang: str = ""
    """Its language, as a tag of BCP 47; empty if the author does not give it."""

    @property
    def registered(self) -> str:
        """Its name in Sphinx's registers and in inventories."""
        return self.name or self.text


class AvoidedLabel(NamedTuple):
    """A label that authors should not use."""

    text: str
    reason: str = ""
    """Why, or what to do instead, in the author's words; empty if not given."""

    @classmethod
    def read(cls, written: str) -> AvoidedLabel:
        """The label in one value of the field ``avoid``.

        >>> AvoidedLabel.read("server machine (say: host)")
        AvoidedLabel(text='server machine', reason='say: host')
        """
        found = re.fullmatch(_WITH_REASON, written)
        return cls(found[1], found[2].strip()) if found else cls(written)


def with_languages(labels: Sequence[Label], lang: str, given: Sequence[Label]) -> tuple[Label, ...]:
    """*labels* of a concept with their languages, followed by those of *given* that are new.

    Each of *given* has a language. If it repeats a label other than the first, it gives that label
    its language. All other labels are in the language *lang*.

    >>> other = [Label("低ランク適応", LabelKind.ALTERNATIVE, lang="ja")]
    >>> [label.lang for label in with_languages([Label("LoRA")], "en", other)]
    ['en', 'ja']
    """
    of_text = {label.text: label.lang for label in reversed(given)}
    first, *others = (label._replace(lang=label.lang or lang) for label in labels)
    own = [first, *(o._replace(lang=of_text.get(o.text, o.lang)) for o in others)]
    known = {(label.text, label.lang) for label in own}
    new = {(g.text, g.lang): g for g in given if (g.text, g.lang) not in known}
    return (*own, *new.values())


# -- by text ------------------------------------------------------------------------


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
