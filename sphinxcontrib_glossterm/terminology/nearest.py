"""Choose the label of a concept that replaces a label to avoid."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.matching import fold, fold_case
from sphinxcontrib_glossterm.model import LabelKind

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.model import Concept

_JOINTS = dict.fromkeys(map(ord, " -ー・"))
_JAPANESE = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}


def nearest_label(concept: Concept, avoided: str) -> str:
    """The label to write instead of *avoided*: usually the preferred one.

    Another label is nearer if it differs in hyphens, spaces and long vowels only, or if the
    preferred label is in another script: サーバー instead of サーバ in "host | サーバー".
    """
    labels = [label.text for label in concept.labels if label.kind is not LabelKind.HIDDEN]
    labels.sort(key=concept.pref_label.__ne__)  # the preferred label first, in any order of them
    same = (text for text in labels if without_joints(text) == without_joints(avoided))
    alike = (text for text in labels if _scripts(text) & _scripts(avoided))
    return next(same, None) or next(alike, concept.pref_label)


def without_joints(label: str) -> str:
    """Equal for labels that differ in case, hyphens, spaces and long vowels only."""
    return fold_case(fold(label).text).translate(_JOINTS)


def _scripts(text: str) -> set[str]:
    """The scripts of the letters in *text*, by the names of Unicode; those of Japanese as one."""
    names = {unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha()}
    return {_JAPANESE.get(name, name) for name in names}
