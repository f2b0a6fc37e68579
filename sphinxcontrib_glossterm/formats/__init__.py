"""Glossaries that are kept as data (YAML, CSV, TSV): read into plain values.

Vocabulary: a *source* is one data file, a *record* is one concept as the file has it, before
it has an id or a place in a page. Knows the model only. Nothing here opens a file, logs or
raises for what an author wrote: problems are values too, each at its line.
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
