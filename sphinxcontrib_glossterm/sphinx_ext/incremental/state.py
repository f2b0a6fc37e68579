"""What an output directory shows, recorded in that directory.

The environment knows what was *read*. What was *written* is a property of one output: two
builders share an environment, ``sphinx-build FILES…`` writes some pages only, a build can be
killed. So each output keeps its own record, and a build compares with that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..digest import digest_of
from ..writing import file_size, read_text, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


FILE_NAME = ".glossterm.json"
_VERSION = 4


@dataclass(slots=True)
class OutputState:
    """The record of one output directory."""

    revision: str = ""
    """Of everything that was read, if every page here shows what came of it; else empty."""
    pages: dict[str, str] = field(default_factory=dict)
    """Document name → fingerprint of what we put into the page that stands there."""
    dangling: dict[str, bool] = field(default_factory=dict)
    """The documents in which a written role names no term: they are written at every build,
    so that the warning comes back until it is heeded."""
    index: tuple[Any, ...] = ()
    """What identifies the body of the index page."""
    definitions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Document name → concept id → the definition as the tip shows it."""

    @classmethod
    def load(cls, outdir: Path) -> OutputState | None:
        """The record of *outdir*; ``None`` if there is none that was written whole by us."""
        record, head = _lines(outdir)
        if head.revision is None or head.digest != digest_of([record]):
            return None
        return cls(head.revision, **json.loads(record))

    def forget_all_but(self, docnames: set[str]) -> None:
        """Drop what is recorded of other documents: their pages are gone."""
        for record in (self.pages, self.dangling, self.definitions):
            for docname in record.keys() - docnames:
                del record[docname]

    def save(self, outdir: Path, files: Mapping[str, int]) -> None:
        """Write the record to *outdir*, unless it says the same already.

        *files* are the names and sizes of the files of ours in it.
        """
        record = {name: getattr(self, name) for name in self.__slots__ if name != "revision"}
        text = json.dumps(record, sort_keys=True)
        _save(outdir, text, Head(self.revision, digest_of([text]), files))


class Head(NamedTuple):
    """All of a record that a build needs where nothing has changed."""

    revision: str | None = None
    """``None``: there is no record, or of a build that was cut off."""
    digest: str = ""
    """Of the rest of the record."""
    files: Mapping[str, int] = MappingProxyType({})
    """The files that were written besides pages of documents, by their names in the directory,
    with their sizes."""

    def is_shown_by(self, outdir: Path) -> bool:
        """Whether *outdir* has these files as they were left."""
        return all(file_size(outdir / name) == size for name, size in self.files.items())


def recorded_head(outdir: Path) -> Head:
    """What the record of *outdir* begins with, as far as there is one."""
    return _lines(outdir)[1]


def forget_pages(outdir: Path, files: Mapping[str, int]) -> None:
    """Leave of the record which *files* are ours: the next build trusts no page."""
    _save(outdir, "", Head(None, "", files))


def file_sizes(outdir: Path, names: Iterable[str]) -> dict[str, int]:
    """The files of *names* that are in *outdir*, with their sizes, in the order of their names."""
    sizes = {name: file_size(outdir / name) for name in sorted(names)}
    return {name: size for name, size in sizes.items() if size is not None}


def _save(outdir: Path, record: str, head: Head) -> None:
    known = {"version": _VERSION, **head._asdict(), "files": dict(head.files)}
    write_if_changed(outdir / FILE_NAME, f"{record}\n{json.dumps(known, sort_keys=True)}")


def _lines(outdir: Path) -> tuple[str, Head]:
    """The two parts of a record, the second one read: what is cut off has none.

    Whatever is in the directory may be of somebody else, or damaged: then there is no record.
    """
    text = read_text(outdir / FILE_NAME) or ""
    record, _feed, last = text.rpartition("\n")
    try:
        known = json.loads(last)
    except (ValueError, RecursionError):
        return "", Head()
    if not isinstance(known, dict) or known.get("version") != _VERSION:
        return "", Head()
    revision, digest, files = (known.get(name) for name in Head._fields)
    if not (isinstance(revision, str | None) and isinstance(digest, str)):
        return "", Head()
    if not (isinstance(files, dict) and all(isinstance(n, int) for n in files.values())):
        return "", Head()
    return record, Head(revision, digest, files)
