"""Read data files (``glossterm_sources``), once for all pages, and cache them until they change.

Their concepts are shown by the option ``source`` of the glossary directive, and complete concepts
that pages define.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .digest import digest_of
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
    entries: Collection[str | tuple[str, str]],
    srcdir: Path,
    separator: str,
    known: Mapping[str, SourceFile],
) -> dict[str, SourceFile]:
    """The files and folders of *entries*, by name; unchanged ones in *known* are not read again.

    An entry is a name, or a name and the key of a format. A file that cannot be read gives an empty
    source with a problem.
    """
    if not entries:  # most projects have none and need no YAML parser
        return {}
    from sphinxcontrib_glossterm.source_files import read_content, read_file

    files: dict[str, SourceFile] = {}
    for entry in entries:
        name, key = (entry, "") if isinstance(entry, str) else entry
        path = srcdir / name
        content = read_content(path, key)
        digest = digest_of([content.digest, separator, key]) if content.digest else ""
        same = known.get(name)
        if same and digest and same.digest == digest and same.path == str(path):
            files[name] = same
        else:
            source = read_file(name, content, separator, key)
            files[name] = SourceFile(name, str(path), digest, source, content.files)
    return files


def warn_of_sources(files: Iterable[SourceFile], scheme: ConceptScheme) -> None:
    """Report the problems of the files, and their concepts that no page shows."""
    for file in files:
        for problem in file.source.problems:
            location = file.location(problem.file, problem.line)
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
                location=file.location(unseen[0].file, unseen[0].line),
            )
