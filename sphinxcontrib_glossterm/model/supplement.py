"""Combine records of data files with concepts that pages define."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .concept import Label, LabelKind, label_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .concept import Concept
    from .fields import Fields

_TAKEN = (
    "forms", "abbr", "reading", "broader", "related", "tags", "short", "source", "auto",
)  # fmt: skip
"""The fields that a concept takes from a record if its page does not set them."""


def supplements(
    records: Iterable[tuple[str, Sequence[str], Fields]],
) -> dict[tuple[str, str], Fields]:
    """*records* by glossary and folded preferred label; of equal ones, the first.

    Each record is given by the name of its glossary, its labels with the preferred one first, and
    its fields.
    """
    found: dict[tuple[str, str], Fields] = {}
    for glossary, (first, *others), fields in records:
        known = replace(fields, aliases=(*others, *fields.aliases))
        found.setdefault((glossary, label_key(first)), known)
    return found


def supplemented(
    concepts: Iterable[Concept], records: Mapping[tuple[str, str], Fields]
) -> Iterator[Concept]:
    """*concepts* completed from *records*, without entries that a page defines itself.

    *records* is keyed by the name of the glossary and the folded preferred label. An entry made
    from a data file is overridden by one that an author wrote in any page.
    """
    everything = list(concepts)
    if not records and not any(concept.origin for concept in everything):
        yield from everything
        return
    written = {_key(concept) for concept in everything if not concept.origin}
    for concept in everything:
        if concept.origin and _key(concept) in written:
            continue
        fields = None if concept.origin else records.get(_key(concept))
        yield concept if fields is None else _with(concept, fields)


def _key(concept: Concept) -> tuple[str, str]:
    return concept.glossary, label_key(concept.pref_label)


def _with(concept: Concept, fields: Fields) -> Concept:
    known = {label.text for label in concept.labels}
    labels = [
        Label(text, kind)
        for kind, texts in (
            (LabelKind.ALTERNATIVE, fields.aliases),
            (LabelKind.HIDDEN, fields.hidden),
        )
        for text in texts
        if text not in known
    ]
    taken = {name: getattr(fields, name) for name in _TAKEN if not getattr(concept, name)}
    return concept._replace(labels=(*concept.labels, *labels), **taken)
