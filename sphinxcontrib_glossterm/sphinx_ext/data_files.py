"""Read data files (``glossterm_sources``), once for all pages, and cache them until they change.

Their concepts are shown by the option ``source`` of the glossary directive, and complete concepts
that pages define.
"""

from __future__ import annotations

import errno
import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import Phrase

from .domain import domain_of
from .locale import __
from .output import PAGE_CONTENT
from .pages import SourceFile
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import ConceptScheme


def setup(app: Sphinx) -> None:
    """Register the listeners that read the files before all pages, and report problems."""
    app.connect("env-before-read-docs", load_sources)
    app.connect("env-check-consistency", check_sources)
    app.connect(PAGE_CONTENT, content_of_files)


def load_sources(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """``env-before-read-docs``: read the data files that changed."""
    domain = domain_of(env)
    config, known = domain.options, domain.sources
    domain.note_sources(
        read_sources(config.sources, Path(app.srcdir), config.label_separator, known)
    )


def check_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report problems of the files."""
    domain = domain_of(env)
    warn_of_sources(domain.sources.values(), domain.scheme)


def content_of_files(app: Sphinx, docname: str) -> list[str]:
    """Digests of the data files with entries in the page.

    When a file changes, its pages are read again and written by Sphinx. But only the builder that
    reads them writes them: another builder with the same doctrees finds them up to date.
    """
    domain = domain_of(app.env)
    names = {concept.origin for concept in domain.page(docname).concepts}
    return [domain.sources[name].digest for name in sorted(names & domain.sources.keys())]


def read_sources(
    names: Collection[str], srcdir: Path, separator: str, known: Mapping[str, SourceFile]
) -> dict[str, SourceFile]:
    """The files of *names*, by name; files that are unchanged in *known* are not read again.

    A file that cannot be read gives an empty source with a problem.
    """
    if not names:  # most projects have none and need no YAML parser
        return {}
    from sphinxcontrib_glossterm.formats import Source, SourceProblem, read_source

    files: dict[str, SourceFile] = {}
    for name in names:
        path = srcdir / name
        try:
            content = _content(path)
        except (OSError, ValueError) as error:  # the name may be invalid, such as one with a NUL
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
    """The bytes of *path*. Pipes and devices are refused, since reading them may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return path.read_bytes()


def warn_of_sources(files: Iterable[SourceFile], scheme: ConceptScheme) -> None:
    """Report the problems of the files, and their concepts that no page shows."""
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
