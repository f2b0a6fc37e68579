"""Files in the output directory: read and written as data, whatever is in their place."""

from __future__ import annotations

import shutil
from stat import S_ISREG
from typing import TYPE_CHECKING

from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from pathlib import Path


def file_size(path: Path) -> int | None:
    """The size of the file *path* in bytes; ``None`` where there is no regular file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size if S_ISREG(found.st_mode) else None


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
        if file_size(path) == len(content) and path.read_bytes() == content:
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
