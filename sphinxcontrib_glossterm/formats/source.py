"""What a glossary data file holds, as values: its records, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Fields, LinkTest


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """One defect of a data file, and what to write instead."""

    message: str
    """A whole sentence: an English template in ``%`` style, to be translated before :attr:`args`
    are put in; of these, each :class:`~sphinxcontrib_glossterm.model.Phrase`."""
    args: tuple[str, ...]
    line: int
    """Line of the file, counted from 1."""

    def __str__(self) -> str:
        return self.message % self.args


@dataclass(frozen=True, slots=True)
class Record:
    """One concept, as its author wrote it in a data file."""

    labels: tuple[str, ...]
    """What ``term`` says: the preferred label first, never empty. Labels out of the fields
    ``aliases`` and ``hidden`` are not among them."""
    line: int
    """Line of the file where the record begins, counted from 1."""
    definition: str = ""
    """Markup, possibly of several paragraphs, without common indentation and without empty
    lines around it; empty: the author gave none."""
    definition_line: int = 0
    """Line of the file where the text of the definition begins, counted from 1; 0: there is
    no definition. The text has the line breaks of the file, except where YAML folds them
    (plain, quoted and ``>`` text)."""
    fields: Fields = field(default_factory=Fields)
    """All the rest; a value that was wrong or absent is the field's default."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data file that was read."""

    records: tuple[Record, ...] = ()
    """In the order of the file; several may have the same labels."""
    problems: tuple[SourceProblem, ...] = ()
    """In the order of their lines."""
    glossary: str = ""
    """Name of the glossary (namespace) that all records belong to; empty: the unnamed one."""
    tests: tuple[LinkTest, ...] = ()
    """The tests that the file carries, in its order."""
