"""Compare the wording of a use with labels, and say what to write instead."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.matching import fold, fold_case, spellings_of, variants_of
from sphinxcontrib_glossterm.model import LabelKind, similarity
from sphinxcontrib_glossterm.model.labels import AvoidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_glossterm.model import Concept

    from .uses import Use


def nearest_label(concept: Concept, avoided: str) -> str:
    """The label of *concept* to write instead of *avoided*; hidden labels are never written."""
    labels = [label.text for label in concept.labels if label.kind is not LabelKind.HIDDEN]
    labels.sort(key=concept.pref_label.__ne__)  # the preferred label first, in any order of them
    return similarity.nearest_label(labels or [concept.pref_label], avoided, folded)


def avoided_label(concept: Concept, label: str, written: str) -> AvoidedLabel:
    """The label to avoid that *written* is: of those that differ in joints only from *label*.

    "whitelists" is "whitelist" rather than "white list".
    """
    key = without_joints(label)
    alike = [own for own in concept.avoided if without_joints(own.text) == key]
    fitting_ones = (own for own in alike if folded(written).startswith(folded(own.text)))
    same = (own for own in alike if own.text == label)
    return next(fitting_ones, None) or next(same, None) or AvoidedLabel(label)


def without_joints(label: str) -> str:
    """Equal for labels that differ in case, hyphens, spaces and long vowels only."""
    return similarity.without_joints(label, folded)


def spelling_of(use: Use, codes: Sequence[str]) -> str:
    """The spelling of a label in a use, without case and inflection; empty if it is not known.

    "log-in" for "Log-ins", if the label is "log in".
    """
    written = folded(use.text)
    if written == folded(use.label):  # as usual; the other spellings need not be made
        return written
    known = sorted(map(fold_case, spellings_of(use.label, codes)), key=len, reverse=True)
    return next((text for text in known if written.startswith(text)), "")


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """*text* without differences of width and case."""
    return fold_case(fold(text).text)


def fitting(written: str, label: str, wanted: str, codes: Sequence[str]) -> str:
    """*wanted* in the form in which *label* is *written*; empty if that form is not known.

    The form is the ending of an inflected word and the capital at the start of a sentence.

    >>> fitting("Whitelists", "whitelist", "allowlist", ["en"])
    'Allowlists'
    >>> fitting("Whitelists", "white list", "allowlist", ["en"])
    'Allowlists'
    """
    text, known = fold(written).text, {fold(label).text, *spellings_of(label, codes)}
    bases = (one for one in known if fold_case(text).startswith(fold_case(one)))
    base = max(bases, key=len, default="")
    ending = text[len(base) :]
    if not base or (ending and fold(wanted).text + ending not in variants_of(wanted, codes)):
        return ""
    capital = text[:1].isupper() and base[:1].islower() and wanted[:1].islower()
    return (wanted[0].upper() + wanted[1:] if capital else wanted) + ending
