"""The record of an output directory, stored in that directory.

The environment knows what was *read*. What was *written* depends on the output: two builders may
share an environment, ``sphinx-build FILES…`` writes some pages only, and a build can be
interrupted. So each output directory has its own record, which builds compare with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .digest import digest_of
from .writing import file_size, read_text, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


FILE_NAME = ".glossterm.json"
_VERSION = 4


@dataclass(slots=True)
class OutputState:
    """The record of one output directory."""

    revision: str = ""
    """Identifies everything that was read, if every page here is up to date with it; else empty."""
    pages: dict[str, str] = field(default_factory=dict)
    """Document name → fingerprint of our content in the written page."""
    dangling: dict[str, bool] = field(default_factory=dict)
    """The documents with a role that names no term. They are written in every build, so that the
    warning is repeated until it is fixed."""
    index: tuple[Any, ...] = ()
    """Identifies the body of the index page."""
    definitions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Document name → concept id → the definition as shown in the tip."""

    @classmethod
    def load(cls, outdir: Path) -> OutputState | None:
        """The record of *outdir*; ``None`` if there is no complete record of ours."""
        record, head = _lines(outdir)
        if head.revision is None:
            return None
        return cls(head.revision, **json.loads(record))

    def forget_all_but(self, docnames: set[str]) -> None:
        """Drop the records of other documents, whose pages were removed."""
        for record in (self.pages, self.dangling, self.definitions):
            for docname in record.keys() - docnames:
                del record[docname]

    def save(self, outdir: Path, files: Mapping[str, int]) -> None:
        """Write the record to *outdir*, unless it is unchanged.

        *files* are the names and sizes of our files in it.
        """
        record = {name: getattr(self, name) for name in self.__slots__ if name != "revision"}
        text = json.dumps(record, sort_keys=True)
        _save(outdir, text, Head(self.revision, digest_of([text]), files))


class Head(NamedTuple):
    """The first part of a record, which is enough for builds in which nothing has changed."""

    revision: str | None = None
    """``None``: there is no record, or only that of an interrupted build."""
    digest: str = ""
    """Digest of the rest of the record."""
    files: Mapping[str, int] = MappingProxyType({})
    """The written files besides pages of documents, by their names in the directory, with their
    sizes."""

    def is_shown_by(self, outdir: Path) -> bool:
        """Whether the files in *outdir* are unchanged."""
        return all(file_size(outdir / name) == size for name, size in self.files.items())


def recorded_head(outdir: Path) -> Head:
    """The first part of the record of *outdir*, if there is one."""
    return _lines(outdir)[1]


def forget_pages(outdir: Path, files: Mapping[str, int]) -> None:
    """Reduce the record to the names of our *files*: the next build trusts no page."""
    _save(outdir, "", Head(None, "", files))


def file_sizes(outdir: Path, names: Iterable[str]) -> dict[str, int]:
    """The existing files of *names* in *outdir*, with their sizes, sorted by name."""
    sizes = {name: file_size(outdir / name) for name in sorted(names)}
    return {name: size for name, size in sizes.items() if size is not None}


def _save(outdir: Path, record: str, head: Head) -> None:
    known = {"version": _VERSION, **head._asdict(), "files": dict(head.files)}
    write_if_changed(outdir / FILE_NAME, f"{record}\n{json.dumps(known, sort_keys=True)}")


def _lines(outdir: Path) -> tuple[str, Head]:
    """The two parts of a record, the second one parsed; empty if it is incomplete.

    A file that is not ours or is damaged counts as no record.
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
