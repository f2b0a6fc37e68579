"""File formats of glossaries: their readers and writers, in one table.

Vocabulary: a *source* is one data file. A *record* is one concept in a data file, before it has an
id or a page. This package depends on the model only. It does not open files, does not log, and
raises no exception for invalid data files: problems are returned as values, each with its line.

Each folder is for one system or one kind of program; the modules next to this one are what they
share.

A module is imported when one of its names is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazily import importing

if TYPE_CHECKING:
    from .choice import ENDINGS as ENDINGS
    from .choice import MissingExtraError as MissingExtraError
    from .choice import read_source as read_source
    from .choice import write_glossary as write_glossary
    from .format import Format as Format
    from .record import Record as Record
    from .record import Source as Source
    from .record import SourceProblem as SourceProblem
    from .registry import FORMATS as FORMATS
    from .written import Glossary as Glossary
    from .written import Loss as Loss
    from .written import Written as Written

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        "choice": ["ENDINGS", "MissingExtraError", "read_source", "write_glossary"],
        "format": ["Format"],
        "record": ["Record", "Source", "SourceProblem"],
        "registry": ["FORMATS"],
        "written": ["Glossary", "Loss", "Written"],
    },
)
