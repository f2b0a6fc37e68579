"""Read a project as ``sphinx-build`` does, without writing pages."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from docutils.utils import SystemMessage
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxcontrib_glossterm.sphinx_ext.domain import domain_of
from sphinxcontrib_glossterm.sphinx_ext.reading_builder import ReadingBuilder

from .errors import CommandError
from .messages import __
from .terminal import shown_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Location
    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain

    from .terminal import Progress, Terminal


@contextmanager
def _without_colours() -> Iterator[None]:
    """Set ``NO_COLOR``, which Sphinx asks again before it erases lines, in CI also in a file."""
    before = os.environ.get("NO_COLOR")
    os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["NO_COLOR"]
        else:
            os.environ["NO_COLOR"] = before


@contextmanager
def read_project(
    options: Namespace, terminal: Terminal, *, own_links: Sequence[str] = ()
) -> Iterator[GlosstermDomain]:
    """All pages of the project of *options*, read. The domain is valid within the context.

    *own_links* are added to the option of that name.

    Every error of Sphinx, of the project and of its other extensions is a :class:`CommandError`.
    """
    confdir = options.confdir or options.source
    with ExitStack() as stack:
        if not terminal.errors_have_colours:
            nocolor()
            stack.enter_context(_without_colours())
        stack.callback(terminal.progress.clear)
        folder = stack.enter_context(TemporaryDirectory(prefix="glossterm-"))
        stack.enter_context(patch_docutils(confdir))
        stack.enter_context(docutils_namespace())
        try:
            # What conf.py prints is not part of the output.
            with redirect_stdout(sys.stderr):
                app = _application(options, confdir, Path(folder))
                if own_links:
                    domain_of(app.env).add_own_links(own_links)
                _show_progress(app, terminal.progress)
                app.build()
        # Extensions and conf.py may raise anything.
        except Exception as error:
            raise CommandError(_in_one_line(error)) from error
        terminal.progress.clear()
        yield domain_of(app.env)


def _application(options: Namespace, confdir: str, folder: Path) -> Sphinx:
    return Sphinx(
        options.source,
        confdir,
        folder / "out",
        options.doctrees or folder / "doctrees",
        ReadingBuilder.name,
        confoverrides=dict(options.define),
        status=sys.stderr if options.verbose else None,
        warning=sys.stderr if options.verbose else None,
        tags=options.tags,
        parallel=options.jobs,
    )


def _in_one_line(error: Exception) -> str:
    """What *error* means for the author; a traceback in a message is reduced to its end."""
    if isinstance(error, SphinxError) and f" {ReadingBuilder.name} " in f" {error} ":
        return __('add "sphinxcontrib_glossterm" to "extensions" in conf.py')
    first, *others = [line.strip() for line in str(error).splitlines() if line.strip()] or [""]
    text = f"{first} {others[-1]}" if others else first
    if isinstance(error, SphinxError | SystemMessage | OSError):
        return text
    return f"{type(error).__name__}: {text}"


def _show_progress(app: Sphinx, progress: Progress) -> None:
    """Count the pages, also those that other processes read."""
    own = os.getpid()

    def start(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
        progress.start(len(docnames))

    def one(app: Sphinx, doctree: object) -> None:
        if os.getpid() == own:
            progress.step(app.env.docname)

    def several(
        app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
    ) -> None:
        names = sorted(docnames)
        progress.step(names[-1] if names else "", len(names))

    app.connect("env-before-read-docs", start)
    app.connect("doctree-read", one)
    app.connect("env-merge-info", several)


def place_of(location: Location, domain: GlosstermDomain) -> str:
    """The file and line of *location*, with a path from the current folder."""
    path = location.source or str(domain.env.doc2path(location.docname))
    return f"{shown_path(path)}:{location.line}" if location.line else shown_path(path)
