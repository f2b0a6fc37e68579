"""Read and write files in the output directory safely, even if something else has their name."""

from __future__ import annotations

import shutil
from importlib.resources import files
from stat import S_ISREG
from typing import TYPE_CHECKING

from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from pathlib import Path


def file_size(path: Path) -> int | None:
    """The size of the file *path* in bytes; ``None`` if there is no regular file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size if S_ISREG(found.st_mode) else None


def read_text(path: Path) -> str | None:
    """The text of the file *path*; ``None`` if there is no file, or if it is not UTF-8.

    Folders and pipes, which would block a reader, do not count as files.
    """
    try:
        return path.read_text("utf-8") if path.is_file() else None
    except (OSError, ValueError):
        return None


def write_if_changed(path: Path, text: str) -> None:
    """Write *text* to *path* in UTF-8, unless the file already contains it.

    Half of a surrogate pair, which cannot be encoded in UTF-8, is written as an escape of JSON and
    JavaScript. Something else with the name of the file, or of a folder above it, is removed. A
    file that cannot be written is reported.
    """
    content = text.encode("utf-8", "backslashreplace")
    try:
        if file_size(path) == len(content) and path.read_bytes() == content:
            return
    except OSError:
        pass
    try:
        make_writable(path)
        path.write_bytes(content)
    except OSError as error:
        message = __('cannot write the file "%s": %s')
        warn(WarningSubtype.OUTPUT, message, path, error.strerror or error, location=None)


def copy_static(outdir: Path, *names: str) -> None:
    """Copy static files of this package to the folder for them in *outdir*."""
    for name in names:
        text = (files("sphinxcontrib_glossterm") / "static" / name).read_text("utf-8")
        write_if_changed(outdir / "_static" / name, text)


def make_writable(path: Path) -> None:
    """Make *path* writable as a file, in an existing folder."""
    if not path.parent.is_dir():
        for folder in reversed(path.parents):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                folder.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or (path.exists() and not path.is_dir() and not path.is_file()):
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)


def remove(path: Path) -> None:
    """Remove *path*: a file, a link, or a folder with its content."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
