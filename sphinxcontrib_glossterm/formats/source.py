"""The content of a glossary data file as values: its records and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Fields, LinkTest


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """One error in a data file, and how to fix it."""

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
    """One concept in a data file."""

    labels: tuple[str, ...]
    """The labels in ``term``: the preferred label first, never empty. Labels from the fields
    ``aliases`` and ``hidden`` are not included."""
    line: int
    """Line of the file at which the record begins, counted from 1."""
    definition: str = ""
    """Markup, possibly of several paragraphs, without common indentation and surrounding empty
    lines; empty if the author gave none."""
    definition_line: int = 0
    """Line of the file at which the text of the definition begins, counted from 1; 0 if there is no
    definition. The text has the line breaks of the file, except where YAML folds them (plain,
    quoted and ``>`` text)."""
    fields: Fields = field(default_factory=Fields)
    """All other fields. An invalid or missing value is the field's default."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data file that was read."""

    records: tuple[Record, ...] = ()
    """In the order of the file; several records may have the same labels."""
    problems: tuple[SourceProblem, ...] = ()
    """In the order of their lines."""
    glossary: str = ""
    """Name of the glossary (namespace) of all records; empty for the unnamed glossary."""
    tests: tuple[LinkTest, ...] = ()
    """The glossary tests in the file, in file order."""
