"""The values that writers take and return.

A writer is a function from a :class:`Glossary` to :class:`Written`. It opens no files. What its
format cannot contain is omitted and counted as a :class:`Loss`, never silently.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..model import LABEL_IN, Phrase
from .record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import LinkTest
    from .record import Source


DEFAULT_LANGUAGE = "en"
_SHOWN = {"labels": LABEL_IN.name}


@dataclass(frozen=True, slots=True)
class Glossary:
    """The concepts of a data file or of a project, to be written."""

    records: tuple[Record, ...] = ()
    """In the order of the file, or of the documents. Every concept of a project has an id; in its
    fields, other concepts are given by their ids."""
    title: str = ""
    """The title of the project; empty for a data file."""
    language: str = DEFAULT_LANGUAGE
    """The language of labels and definitions that have none of their own, as a tag of BCP 47."""
    address: str = ""
    """The address of the site, with a slash at its end; empty if it is not known."""
    is_plain: bool = False
    """Whether definitions are plain text, as those of a project; else markup, as in data files."""
    tests: tuple[LinkTest, ...] = ()
    separator: str = "|"
    """The label separator, in formats that write several texts as one."""

    @classmethod
    def of(cls, source: Source, language: str = "", separator: str = "|") -> Glossary:
        """The concepts of the data file *source*; *language* is used if it gives none."""
        records = tuple(replace(record, glossary=source.glossary) for record in source.records)
        lang = source.language or language or DEFAULT_LANGUAGE
        return cls(records, source.title, lang, tests=source.tests, separator=separator)


@dataclass(frozen=True, slots=True)
class Loss:
    """Values that a format cannot contain, and the writer therefore omits."""

    what: str
    """A field, or a :class:`~sphinxcontrib_glossterm.model.Phrase` for other values."""
    count: int
    """The number of concepts that have such a value, at least 1."""
    first: str
    """The preferred label of the first of them."""
    of_concepts: bool = False
    """Whether these concepts are omitted as a whole."""


class Written(NamedTuple):
    """What a writer made."""

    files: Mapping[str, str]
    """The texts of the files. The name is empty for the only file of a format; else it is relative
    to a folder, with ``/`` as the separator."""
    losses: tuple[Loss, ...] = ()


def unsafe_name(name: str) -> bool:
    """Whether the file *name*, of :attr:`Written.files`, would be outside of its folder."""
    windows = PureWindowsPath(name)
    return bool(
        "\0" in name or ".." in windows.parts or windows.anchor or PurePosixPath(name).is_absolute()
    )


def lost_tests(glossary: Glossary) -> tuple[Loss, ...]:
    """The loss of a format that has no glossary tests."""
    if not glossary.tests:
        return ()
    return (Loss(Phrase("glossary tests"), len(glossary.tests), glossary.tests[0].text),)


@dataclass(slots=True)
class Losses:
    """Counts what a writer omits."""

    _found: dict[str, tuple[int, str]] = field(default_factory=dict)
    _of_concepts: set[str] = field(default_factory=set)

    def add(self, what: str, record: Record) -> None:
        """Count a value of *record* that is omitted. Call it once for each field of a record."""
        count, first = self._found.get(what, (0, record.labels[0]))
        self._found[what] = count + 1, first

    def add_concept(self, which: Phrase, record: Record) -> None:
        """Count *record* as one of the concepts that are omitted as a whole; *which* are these."""
        self._of_concepts.add(which)
        self.add(which, record)

    def add_fields(self, records: Iterable[Record], kept: Iterable[str]) -> None:
        """Count all fields of *records* with a value, except those *kept* (names of attributes)."""
        silent = Record(("",), 0).fields
        others = [name for name in type(silent)._fields if name not in {*kept}]
        for record in records:
            for name in others:
                if getattr(record.fields, name) != getattr(silent, name):
                    self.add(_SHOWN.get(name, name.replace("_", "-")), record)

    def found(self) -> tuple[Loss, ...]:
        """The losses, in the order in which they first occurred."""
        return tuple(
            Loss(what, *found, of_concepts=what in self._of_concepts)
            for what, found in self._found.items()
        )
