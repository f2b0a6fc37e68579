"""Data files: read once for all pages, kept while they do not change."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm.model import Phrase, label_key

from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinxcontrib_glossterm.formats import Source
    from sphinxcontrib_glossterm.model import ConceptScheme, Fields


class SourceFile(NamedTuple):
    """One file of ``glossterm_sources``."""

    name: str
    """As in the option: the path from the source directory."""
    path: str
    digest: str
    """Of the file's bytes and of how they were read."""
    source: Source


def read_sources(
    names: Collection[str], srcdir: Path, separator: str, known: Mapping[str, SourceFile]
) -> dict[str, SourceFile]:
    """The files of *names*, by name; those that *known* holds unchanged are not read again.

    A file that cannot be read gives an empty source with a problem.
    """
    if not names:  # as in most projects, which then need no YAML parser
        return {}
    from sphinxcontrib_glossterm.formats import Source, SourceProblem, read_source

    files: dict[str, SourceFile] = {}
    for name in names:
        path = srcdir / name
        try:
            content = _content(path)
        except (OSError, ValueError) as error:  # a name may be none: with a NUL in it
            reason = _reason(error)
            problem = SourceProblem("cannot read this file: %s", (reason,), 1)
            files[name] = SourceFile(name, str(path), "", Source(problems=(problem,)))
            continue
        digest = blake2b(content + separator.encode(), digest_size=16).hexdigest()
        same = known.get(name)
        if same and same.digest == digest and same.path == str(path):
            files[name] = same
        else:
            source = read_source(name, content, separator)
            files[name] = SourceFile(name, str(path), digest, source)
    return files


def _reason(error: OSError | ValueError) -> str:
    """Why a file cannot be read. Of the system's texts, the usual ones can be translated."""
    if not isinstance(error, OSError):
        return Phrase("this is not a valid file name")
    usual = {
        errno.ENOENT: Phrase("No such file or directory"),
        errno.EISDIR: Phrase("Is a directory"),
        errno.EACCES: Phrase("Permission denied"),
        errno.EINVAL: Phrase("Invalid argument"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)


def _content(path: Path) -> bytes:
    """The bytes of *path*. A pipe or a device is no file: reading it may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return path.read_bytes()


def supplements(files: Iterable[SourceFile]) -> dict[tuple[str, str], Fields]:
    """What the records of *files* say, by glossary and folded preferred label; the first wins."""
    found: dict[tuple[str, str], Fields] = {}
    for file in files:
        for record in file.source.records:
            first, *others = record.labels
            fields = replace(record.fields, aliases=(*others, *record.fields.aliases))
            found.setdefault((file.source.glossary, label_key(first)), fields)
    return found


def warn_of_sources(files: Iterable[SourceFile], scheme: ConceptScheme) -> None:
    """Tell what is wrong with the files, and which of their concepts no page shows."""
    for file in files:
        for problem in file.source.problems:
            location = f"{file.path}:{problem.line}"
            warn(WarningSubtype.SOURCE, __(problem.message), *problem.args, location=location)
        unseen = [r for r in file.source.records if not scheme.lookup(r.labels[0])]
        if unseen:
            warn(
                WarningSubtype.SOURCE,
                __(
                    'no page shows "%s" (%s of %s concepts of this file);'
                    ' write a glossary directive with ":source: %s"'
                ),
                unseen[0].labels[0],
                len(unseen),
                len(file.source.records),
                file.name,
                location=f"{file.path}:{unseen[0].line}",
            )
