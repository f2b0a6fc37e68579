"""Read data files from the disk: one file, or all files of a folder, within limits.

The formats do not open files. The extension and the command both do it here, the command without
Sphinx.
"""

from __future__ import annotations

import errno
import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .formats import Source, SourceProblem
from .formats.choice import BY_KEY, READ, read_source
from .formats.limits import MAX_BYTES, MAX_FILES
from .model import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


MAX_SEEN = 10 * MAX_FILES
"""Limit of what a folder contains, with files of other formats and folders: a path such as ``/``
is probably wrong."""


class Content(NamedTuple):
    """What the disk has at the path of a data file."""

    data: bytes | Mapping[str, bytes]
    """The file, or each file of the folder by its name relative to it, with ``/``."""
    digest: str
    files: tuple[str, ...] = ()
    """The paths on which the content of a folder depends: its files and folders."""
    problems: tuple[SourceProblem, ...] = ()


def read_content(path: Path, key: str = "") -> Content:
    """The content of *path*; *key* is that of its format, empty if it is not known.

    A path that cannot be read gives a problem.
    """
    try:
        if path.is_dir():
            return _folder(path, _endings(key))
        data = _file(path)
    except (OSError, ValueError) as error:  # the name may be invalid, such as one with a NUL
        return Content(b"", "", problems=(_unreadable(error),))
    return Content(data, _digest([("", data)]))


def read_file(name: str, content: Content, separator: str = "|", key: str = "") -> Source:
    """The records in the *content* of the file or folder *name*; problems include those of it."""
    if not content.digest:
        return Source(problems=content.problems)
    source = read_source(name, content.data, separator, key)
    return source.with_problems(content.problems)


def _endings(key: str) -> tuple[str, ...]:
    """The endings of files in folders of the format *key*, or of all formats of folders."""
    forms = [BY_KEY[key]] if key in BY_KEY else READ
    return tuple({ending: None for form in forms if form.is_folder for ending in form.endings})


def _file(path: Path) -> bytes:
    """The bytes of *path*. Pipes and devices are refused, since reading them may never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)  # one more, which the reader reports


def _folder(path: Path, endings: tuple[str, ...]) -> Content:
    inside = _Inside(path)
    data: dict[str, bytes] = {}
    size = 0
    for name, place in inside.files():
        if place.name.lower().endswith(endings):
            try:
                data[name] = _file(place)
            except OSError as error:  # the others are read
                inside.problems.append(_unreadable(error, name))
                continue
            size += len(data[name])
        if len(data) > MAX_FILES or size > MAX_BYTES:
            return _too_large(path)
    if inside.seen > MAX_SEEN:
        return _too_large(path)
    digest = _digest([*data.items(), *((problem.file, b"") for problem in inside.problems)])
    files = (*inside.folders, *(str(path / name) for name in data))
    return Content(data, digest, files, tuple(inside.problems))


def _too_large(path: Path) -> Content:
    message = (
        "this folder has more than %s files, or more than %s bytes, so it is not read; divide it"
    )
    problem = SourceProblem(message, (str(MAX_FILES), str(MAX_BYTES)), 1)
    return Content(b"", "", (str(path),), (problem,))


class _Inside:
    """Everything in a folder, except hidden files and folders."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._root = Path(os.path.realpath(path))
        self.folders: list[str] = []
        self.problems: list[SourceProblem] = []
        self.seen = 0

    def files(self) -> Iterator[tuple[str, Path]]:
        """Names relative to the folder, and paths, sorted in each folder.

        Links that lead out of the folder are reported. Links to folders inside are omitted, since
        the content of these is found without them.
        """
        left = [self._path]
        while left:  # not recursive, since folders may be deeply nested
            folder = left.pop()
            self.folders.append(str(folder))
            visible = self._visible(folder)
            if self.seen > MAX_SEEN:
                return
            for place in visible:
                name = place.relative_to(self._path).as_posix()
                if place.is_symlink() and self._leads_out(place):
                    message = "this link leads out of the folder and is not read; copy the file"
                    self.problems.append(SourceProblem(message, (), 1, name))
                elif not place.is_dir():
                    yield name, place
            left += (p for p in reversed(visible) if p.is_dir() and not p.is_symlink())

    def _visible(self, folder: Path) -> list[Path]:
        found = [one for one in sorted(folder.iterdir()) if not one.name.startswith(".")]
        self.seen += len(found)
        return found

    def _leads_out(self, place: Path) -> bool:
        return not Path(os.path.realpath(place)).is_relative_to(self._root)


def _digest(parts: list[tuple[str, bytes]]) -> str:
    digest = blake2b(digest_size=16)
    for name, data in parts:
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _unreadable(error: OSError | ValueError, name: str = "") -> SourceProblem:
    return SourceProblem("cannot read this file: %s", (_reason(error),), 1, name)


def _reason(error: OSError | ValueError) -> str:
    """Why a file cannot be read. Of the system's texts, the usual ones can be translated."""
    if not isinstance(error, OSError):
        return Phrase("this is not a valid file name")
    usual = {
        errno.ENOENT: Phrase("No such file or directory"),
        errno.EACCES: Phrase("Permission denied"),
        errno.EINVAL: Phrase("Invalid argument"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)
