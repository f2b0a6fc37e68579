"""What all linters take from a glossary: words to write, words to avoid, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import AvoidedLabel, Phrase, Status, label_key
from ...model.similarity import nearest_label
from ..record import labels_of
from ..written import Losses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..record import Record
    from ..written import Glossary


class Replacement(NamedTuple):
    """A word to avoid, and the one to write instead."""

    avoided: str
    wanted: str
    reason: str
    record: Record


def replacements(glossary: Glossary) -> Iterator[Replacement]:
    """The words to avoid, in the order of the glossary; of a repeated one, the first."""
    wanted = _Wanted(glossary)
    known: set[str] = set()
    for record in glossary.records:
        for avoided, reason in map(AvoidedLabel.read, record.fields.avoid):
            label = nearest_label(labels_of(wanted.record(record)), avoided)
            if avoided not in known and avoided != label:
                known.add(avoided)
                yield Replacement(avoided, label, reason, record)


def deprecated(glossary: Glossary) -> Iterator[Replacement]:
    """The labels of deprecated concepts; nothing to write if no other concept replaces them."""
    wanted = _Wanted(glossary)
    for record in glossary.records:
        if record.fields.status is Status.DEPRECATED:
            label = wanted.record(record).labels[0]
            for own in labels_of(record):
                yield Replacement(own, "" if label == record.labels[0] else label, "", record)


class _Wanted:
    """Finds the concept whose label is to be written, as the check of the build does."""

    def __init__(self, glossary: Glossary) -> None:
        self._found: dict[str, Record] = {}
        for record in glossary.records:
            for name in (record.fields.id, *map(label_key, labels_of(record))):
                self._found.setdefault(name, record)

    def record(self, record: Record) -> Record:
        """The concept that replaces *record*, if that is deprecated; otherwise *record*."""
        fields = record.fields
        if fields.status is not Status.DEPRECATED or not fields.replaced_by:
            return record
        name = fields.replaced_by
        return self._found.get(name) or self._found.get(label_key(name)) or record


def losses_of(records: Iterable[Record], kept: Iterable[str]) -> Losses:
    """What a list of words omits of *records*, except the fields *kept*."""
    found = Losses()
    everything = list(records)
    names = set(kept)
    for record in everything:
        if record.definition:
            found.add("definition", record)
        if len(record.labels) > 1 and "aliases" not in names:
            found.add(Phrase("further labels"), record)
    found.add_fields(everything, names)
    return found


def reasons_lost(found: Iterable[Replacement], losses: Losses) -> None:
    """Count the concepts with reasons, for formats that have no place for them."""
    count(losses, Phrase("reasons not to use a label"), (r.record for r in found if r.reason))


def count(losses: Losses, what: str, records: Iterable[Record]) -> None:
    """Count each of *records* once, even if several of its values are omitted."""
    for record in {id(record): record for record in records}.values():
        losses.add(what, record)
