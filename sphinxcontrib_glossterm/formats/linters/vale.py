"""Write a vocabulary and rules for Vale.

The files belong below Vale's ``StylesPath``. Words to avoid become rules of the type
``substitution``, and so do labels of deprecated concepts; those without a replacement become
``reject.txt``. (Vale reports a word in both twice.) All other labels in scripts with spaces become
``accept.txt``, so that no rule and no spelling check reports them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Case, Phrase, Status
from ..foreign import with_names
from ..written import Written, lost_tests
from ..yaml_text import Quoted, yaml_text
from .patterns import escaped, expression, is_simple, is_spaced
from .words import count, deprecated, labels_of, losses_of, reasons_lost, replacements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..record import Record
    from ..written import Glossary, Losses
    from .words import Replacement

_STYLE = "Glossary"
# In the word to write, "|" means "or", and "$1" is a part of the match.
_SYNTAX = re.compile("[|$]")
_KEPT = ("avoid", "aliases", "abbr", "case", "labels", "lang", "status", "replaced_by")
_VOCABULARY = f"config/vocabularies/{_STYLE}"


def write_vale(glossary: Glossary) -> Written:
    """The vocabulary ``Glossary`` and the style ``Glossary``."""
    glossary = with_names(glossary)
    losses = losses_of(glossary.records, _KEPT)
    old = [*deprecated(glossary)]
    swapped = [*replacements(glossary), *(one for one in old if one.wanted)]
    kept = [one for one in swapped if not _SYNTAX.search(one.wanted)]
    count(losses, "avoid", (one.record for one in swapped if _SYNTAX.search(one.wanted)))
    reasons_lost(swapped, losses)
    files = {
        f"{_VOCABULARY}/accept.txt": _lines(_accepted(glossary.records, losses)),
        f"{_VOCABULARY}/reject.txt": _lines(escaped(one.avoided) for one in old if not one.wanted),
        f"{_STYLE}/Words.yml": _rule(one for one in kept if _has_boundaries(one.avoided)),
        f"{_STYLE}/Letters.yml": _rule(
            (one for one in kept if not _has_boundaries(one.avoided)), nonword=True
        ),
    }
    return Written(
        {name: text for name, text in files.items() if text},
        (*losses.found(), *lost_tests(glossary)),
    )


def _has_boundaries(label: str) -> bool:
    r"""Whether Vale's own ``\b`` around *label* is right; it never matches next to Japanese."""
    return is_spaced(label) and is_simple(label)


def _accepted(records: Iterable[Record], losses: Losses) -> Iterator[str]:
    for record in records:
        if record.fields.status is Status.DEPRECATED:
            continue
        labels = labels_of(record)
        for label in filter(is_spaced, labels):
            yield _in_any_position(label, record)
        if not all(map(is_spaced, labels)):
            losses.add(Phrase("labels in scripts without spaces"), record)


def _in_any_position(label: str, record: Record) -> str:
    """*label*, whose first letter may be a capital at the start of a sentence."""
    first, rest = label[0], escaped(label[1:])
    is_exact = record.fields.case is Case.EXACT or label.lower() != label
    if is_exact or len(first.upper()) != 1 or first.upper() == first:
        return f"{escaped(first)}{rest}"
    return f"[{first.upper()}{first}]{rest}"


def _lines(expressions: Iterable[str]) -> str:
    # "#" begins a comment.
    return "".join(f"{one}\n" for one in dict.fromkeys(expressions) if not one.startswith("#"))


def _rule(words: Iterable[Replacement], *, nonword: bool = False) -> str:
    """A rule that replaces *words*; empty if there are none."""
    swap = {
        Quoted(expression(one.avoided) if nonword else one.avoided): one.wanted for one in words
    }
    if not swap:
        return ""
    rule: dict[str, object] = {
        "extends": "substitution",
        "message": "Use '%s' instead of '%s'.",
        "level": "warning",
        "ignorecase": False,
        "nonword": nonword,
        "action": {"name": "replace"},
        "swap": swap,
    }
    return yaml_text(rule)
