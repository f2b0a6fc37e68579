"""The table of file formats: what can be read and written, by which functions, and what is omitted.

A reader or a writer is imported when it is first used. They take and return plain values: they open
no files, do not log, and raise no exception for invalid data files. The limits of untrusted input
are here too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 2**24
"""Limit of a data file, and of all files of a folder together: 16 MiB. A glossary of 10,000
concepts has about 5 MiB."""
MAX_FILES = 10_000
"""Limit of the files of a folder."""
MAX_DEPTH = 16
"""Limit of nested lists and mappings in a data file; a glossary needs four."""
MAX_BODY_DEPTH = 32
"""Limit of nested elements in a definition of another project; deeper content is omitted."""
MAX_TEXT = 300
"""Limit of the short text of a concept of another project, in code points."""


class Format(NamedTuple):
    """One file format."""

    name: str
    endings: tuple[str, ...]
    """In lower case; the first is the usual one. A whole name if only that file is meant. Several
    formats may have one ending: all except one of them need :attr:`recognise`."""
    help: str
    """What a file contains, as shown in the docs."""
    reader: str = ""
    """``module:function`` in this package; empty if the format is not read."""
    writer: str = ""
    lost: str = ""
    """What a file cannot contain and the writer therefore omits, as shown in the docs."""
    key: str = ""
    """Its name in commands and in conf.py, such as ``skos-turtle``."""
    is_source: bool = False
    """Whether it is a format of data files: its reader takes the text of the file and the label
    separator, and returns a :class:`.Source`."""
    is_folder: bool = False
    """Whether a glossary is a folder of files: the reader takes a mapping from names relative to
    the folder, separated by ``/``, to texts, instead of one text. :attr:`endings` are those of the
    files that it takes."""
    is_of_project: bool = False
    """Whether the command ``export`` writes it from the sources of a project, by a function of its
    own. There is no :attr:`writer`, since the concepts alone are not enough."""
    recognise: str = ""
    """``module:function`` that takes the text of a file with one of :attr:`endings` (for a folder,
    the mapping) and returns whether it is in this format. Empty: every such file, if no other
    format recognises it."""
    extra: str = ""
    """The extra of this package that the format requires; empty if none. Its reader and its writer
    raise ``ImportError`` if the extra is not installed."""
    checked: str = ""
    """How the tests check its files, as shown in the docs."""

    @property
    def read(self) -> Callable[..., Any]:
        """The reader."""
        return imported(self.reader)

    @property
    def write(self) -> Callable[..., Any]:
        """The writer. It takes a :class:`.Glossary` and returns :class:`.Written`."""
        return imported(self.writer)


FORMATS = (
    Format(
        "YAML",
        (".yaml", ".yml"),
        'a list of concepts, at the top level or below "concepts:"',
        reader="yaml_reader:read_yaml",
        writer="yaml_writer:write_yaml",
        lost="the name of the glossary if there are several; addresses",
        is_source=True,
        key="yaml",
    ),
    Format(
        "CSV",
        (".csv",),
        "a row for each concept, cells separated by commas",
        reader="csv_reader:read_csv",
        writer="csv_writer:write_csv",
        lost="the label separator in a text; glossary tests; the name of the glossary; addresses",
        is_source=True,
        key="csv",
    ),
    Format(
        "TSV",
        (".tsv",),
        "a row for each concept, cells separated by tabs",
        reader="csv_reader:read_tsv",
        writer="csv_writer:write_tsv",
        lost="the label separator in a text; glossary tests; the name of the glossary; addresses",
        is_source=True,
        key="tsv",
    ),
    Format(
        "JSON of a project",
        ("glossterm.json",),
        "the glossary of a site, with definitions as tips show them, for other projects",
        reader="project_json:read_project",
        writer="project_json:write_project",
        lost="hidden labels, forms, tags, related concepts, glossary names, `auto`, `compound`",
        key="json",
    ),
    Format(
        "JSON-LD",
        (".jsonld",),
        "the concepts as a `DefinedTermSet` of schema.org, in the index page, for search engines",
        writer="json_ld:write_json_ld",
        lost="abbreviations, hidden labels, forms, readings, relations, tags, status; of a"
        " definition all but its short text",
        key="schema-org",
    ),
    Format(
        "Linked Markdown",
        (".md",),
        "the Markdown sources of a project, unchanged except for anchors and links that are added",
        lost="mentions whose place in the source is not certain, or which plain Markdown shows as"
        " code",
        checked="parsed with and without the links, exported again, and built as a site",
        key="markdown",
        is_folder=True,
        is_of_project=True,
    ),
)


def imported(place: str) -> Callable[..., Any]:
    """The function at *place*, ``module:function`` in this package."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
    return found
