"""The result of the terminology check: what is reported, where, and what to write instead."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.model import Phrase


class Rule(StrEnum):
    """What a rule of the terminology check reports.

    The tables in the docs are made from these members and their docstrings.
    """

    AVOIDED = "avoided"
    """A label that the field `avoid` of a concept lists."""
    DEPRECATED = "deprecated"
    """A label of a concept with `status: deprecated`."""
    INCONSISTENT = "inconsistent"
    """One label in several spellings (log-in, log in; サーバ, サーバー): the less frequent ones."""
    ALIAS = "alias"
    """An alternative or hidden label instead of the preferred one."""
    FIRST_USE = "first-use"
    """An abbreviation (field `abbr`) at the first use of its concept in a page, without the full
    form."""
    UNEXPLAINED = "unexplained"
    """A term in a page that is, in the order of the table of contents, in front of the page that
    explains it: its first use in each page."""
    UNDEFINED_ABBREVIATION = "undefined-abbreviation"
    """An abbreviation that occurs three times or more, and that no glossary has and no page spells
    out: its first use in the project."""


class Severity(StrEnum):
    """How a finding is reported; ``off`` in the option is no severity."""

    INFO = "info"
    """In the report, in editors and by `glossterm check` only."""
    WARNING = "warning"
    """As a warning of every build."""
    ERROR = "error"
    """As an error of every build."""


class Finding(NamedTuple):
    """One place that a rule reports."""

    file: str
    """The path from the source directory, with ``/``."""
    line: int
    """Counted from 1; 0 if it is not known."""
    column: int
    """In code points, counted from 1; 0 if the source does not have the text at that line. Then
    :attr:`end_line` and :attr:`end_column` are 0 too."""
    end_line: int
    end_column: int
    """The column after the last character."""
    rule: Rule
    severity: Severity
    text: str
    """The characters between both positions; with an unknown position, as a page shows them."""
    replacement: str
    """What to write instead; empty if it is not known."""
    concept: str
    """The id of the concept; empty if no glossary has the text."""
    docname: str
    """The document that shows it; *file* may be included in several documents."""
    message: Phrase
    """A whole sentence, to be translated."""
