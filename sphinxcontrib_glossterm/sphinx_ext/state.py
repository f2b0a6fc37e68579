"""What an output directory shows, recorded in that directory.

The environment knows what was *read*. What was *written* is a property of one output: two
builders share an environment, ``sphinx-build FILES…`` writes some pages only, a build can be
killed. So each output keeps its own record, and a build compares with that.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from stat import S_ISREG
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .digest import digest_of
from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    JsonML = str | list["JsonML | dict[str, str]"]
    """An element as a list of its name, its attributes and its content."""

PAGE_BY_PAGE = frozenset({"html", "dirhtml", "text", "xml", "pseudoxml", "pickle", "json"})
"""Builders that rewrite only the pages they are told to; the others write everything anew."""
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
        if head.revision is None:
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
        return all(_size(outdir / name) == size for name, size in self.files.items())


def recorded_head(outdir: Path) -> Head:
    """What the record of *outdir* begins with, as far as there is one."""
    return _lines(outdir)[1]


def forget_pages(outdir: Path, files: Mapping[str, int]) -> None:
    """Leave of the record which *files* are ours: the next build trusts no page."""
    _save(outdir, "", Head(None, "", files))


def file_sizes(outdir: Path, names: Iterable[str]) -> dict[str, int]:
    """The files of *names* that are in *outdir*, with their sizes, in the order of their names."""
    sizes = {name: _size(outdir / name) for name in sorted(names)}
    return {name: size for name, size in sizes.items() if size is not None}


def _size(path: Path) -> int | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size if S_ISREG(found.st_mode) else None


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
    if revision is None or digest != digest_of([record]):
        return "", Head(None, "", files)
    return record, Head(revision, digest, files)


def read_text(path: Path) -> str | None:
    """The text of the file *path*; ``None`` where there is no file, or one that is not UTF-8.

    Neither a folder nor a pipe, at which a reader would wait, is a file.
    """
    try:
        return path.read_text("utf-8") if path.is_file() else None
    except (OSError, ValueError):
        return None


def write_if_changed(path: Path, text: str) -> None:
    """Write *text* to *path* in UTF-8, leaving a file that holds it already untouched.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as JSON and JavaScript spell it.
    Something else that has the name of the file, or of a folder above it, is removed. A file
    that cannot be written is reported.
    """
    content = text.encode("utf-8", "backslashreplace")
    try:
        if _size(path) == len(content) and path.read_bytes() == content:
            return
    except OSError:
        pass
    try:
        make_way(path)
        path.write_bytes(content)
    except OSError as error:
        message = __('cannot write the file "%s": %s')
        warn(WarningSubtype.OUTPUT, message, path, error.strerror or error, location=None)


def make_way(path: Path) -> None:
    """Let *path* be a file that can be written, in a folder that is there."""
    if not path.parent.is_dir():
        for folder in reversed(path.parents):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                folder.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or (path.exists() and not path.is_dir() and not path.is_file()):
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
