"""Write the words of a glossary for cspell and for textlint-rule-terminology."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ...model import Case, Phrase
from ..foreign import is_spaced
from ..record import labels_of
from ..record_names import with_names
from ..written import Written, lost_tests
from .patterns import AFTER, AFTER_KATAKANA, BEFORE, escaped, expression, is_simple
from .words import count, losses_of, reasons_lost, replacements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..written import Glossary

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


# -- cspell -------------------------------------------------------------------------


def write_cspell(glossary: Glossary) -> Written:
    """Settings of cspell: the words of all labels, and those to avoid with what to write.

    cspell reads words, so labels of several words are split, and those to avoid are omitted. It
    does not check Japanese and Chinese.
    """
    glossary = with_names(glossary)
    losses = losses_of(glossary.records, ["aliases", "abbr", "avoid", "forms", "labels", "lang"])
    words: set[str] = set()
    for record in glossary.records:
        for label in (*labels_of(record), *record.fields.forms):
            if is_spaced(label):
                words.update(_WORD.findall(label))
    avoided = [*replacements(glossary)]
    flagged = [one for one in avoided if _is_word(one.avoided)]
    words.difference_update(one.avoided for one in flagged)
    others = (one.record for one in avoided if not _is_word(one.avoided))
    count(losses, Phrase("labels to avoid that are not one word"), others)
    reasons_lost(avoided, losses)
    settings = {
        "version": "0.2",
        "words": sorted(words),
        "flagWords": [f"{one.avoided}->{one.wanted}" for one in flagged],
    }
    return Written({"": _json(settings)}, (*losses.found(), *lost_tests(glossary)))


def _is_word(label: str) -> bool:
    return is_spaced(label) and _WORD.fullmatch(label) is not None


# -- textlint-rule-terminology ------------------------------------------------------


def write_terminology(glossary: Glossary) -> Written:
    """The list for the option ``terms``: labels with their capitals, and words to replace."""
    glossary = with_names(glossary)
    losses = losses_of(glossary.records, ["aliases", "abbr", "avoid", "case", "labels", "lang"])
    terms: list[object] = [*_spellings(glossary)]
    avoided = [*replacements(glossary)]
    terms += ([_pattern(one.avoided), one.wanted.replace("$", "$$")] for one in avoided)
    reasons_lost(avoided, losses)
    return Written({"": _json(terms)}, (*losses.found(), *lost_tests(glossary)))


def _spellings(glossary: Glossary) -> Iterator[str]:
    """The labels whose capitals matter; "Host" may be at the start of a sentence or in a title."""
    for record in glossary.records:
        for label in labels_of(record):
            is_exact = record.fields.case is Case.EXACT or label[1:].lower() != label[1:]
            if is_exact and is_simple(label) and record.fields.case is not Case.FOLD:
                yield label


def _pattern(label: str) -> str:
    r"""An expression that the rule uses as it is: with a condition, or else it adds ``\b``."""
    if is_spaced(label) and is_simple(label):
        return escaped(label)
    pattern = expression(label)
    has_condition = pattern.startswith(BEFORE) or pattern.endswith((AFTER, AFTER_KATAKANA))
    return pattern if has_condition else f"{pattern}(?=)"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
