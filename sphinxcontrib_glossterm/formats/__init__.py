"""Readers of glossary data files (YAML, CSV, TSV).

Vocabulary: a *source* is one data file. A *record* is one concept in a data file, before it has an
id or a page. This package depends on the model only. It does not open files, does not log, and
raises no exception for invalid input: problems are returned as values, each with its line.
"""

from __future__ import annotations

from .reader import FORMATS, Format, read_source
from .source import Record, Source, SourceProblem

__all__ = [
    "FORMATS",
    "Format",
    "Record",
    "Source",
    "SourceProblem",
    "read_source",
]
