"""What is known of a file format: its names, its reader and writer, and what is omitted.

A reader or a writer is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


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


def imported(place: str) -> Callable[..., Any]:
    """The function at *place*, ``module:function`` in this package."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
    return found
