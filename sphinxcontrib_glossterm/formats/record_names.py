"""The names by which records refer to each other in a data file.

The id of a concept of a project may be made from its document and its anchor. Such an id is not
valid in a data file. There it is omitted, and other concepts refer to the label; if several
concepts have that label, the concept gets an id that is valid.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import label_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .record import Record
    from .written import Glossary

_VALID = re.compile(r"[\w.-]+")
_UNFIT = re.compile(r"[^\w.-]+")


def with_names(glossary: Glossary) -> Glossary:
    """*glossary* with ids that its authors gave, and concepts that refer to others by label."""
    return replace(glossary, records=with_valid_names(glossary.records, glossary.separator))


def with_valid_names(records: Sequence[Record], separator: str) -> tuple[Record, ...]:
    """*records* with valid ids, and the relations between them by label or valid id."""
    known = {record.fields.id for record in records}
    invalid = [r for r in records if r.fields.id and not _VALID.fullmatch(r.fields.id)]
    if not invalid:
        return tuple(records)
    counts = Counter(key for record in records for key in {*map(label_key, _names(record))})
    names: dict[str, tuple[str, str]] = {}
    for record in invalid:
        label, own = record.labels[0], record.fields.id
        if counts[label_key(label)] == 1 and separator not in label and label not in known:
            names[own] = "", label
        else:
            fit = _fit(own, known)
            known.add(fit)
            names[own] = fit, fit
    return tuple(_renamed(record, names) for record in records)


def _names(record: Record) -> Iterator[str]:
    """Every name by which :meth:`.ConceptScheme.lookup` may find the concept."""
    fields = record.fields
    yield from (*record.labels, *fields.aliases, *fields.hidden, *fields.forms)
    yield from (label.text for label in fields.labels)
    yield fields.abbr


def _fit(name: str, known: set[str]) -> str:
    """A valid id for the id *name*, which is not in *known*."""
    fit = _UNFIT.sub("-", name).strip("-") or "concept"
    number = 2
    while fit in known:
        fit = f"{_UNFIT.sub('-', name).strip('-') or 'concept'}-{number}"
        number += 1
    return fit


def _renamed(record: Record, names: Mapping[str, tuple[str, str]]) -> Record:
    def called(text: str) -> str:
        return names[text][1] if text in names else text

    fields = record.fields
    changed = fields._replace(
        id=names[fields.id][0] if fields.id in names else fields.id,
        broader=tuple(map(called, fields.broader)),
        related=tuple(map(called, fields.related)),
        replaced_by=called(fields.replaced_by),
    )
    return replace(record, fields=changed)
