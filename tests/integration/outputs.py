"""Output directories that are built repeatedly, and what each build read and wrote."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxcontrib_glossterm.config import OPTIONS
from sphinxcontrib_glossterm.sphinx_ext.internals import STD_LOGGER

from .conftest import Site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .edited import Documentation

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
SUFFIXES = {"html": ".html", "text": ".txt", "xml": ".xml"}
# Files that Sphinx writes in every build.
ALWAYS = {
    "objects.inv", "searchindex.js",
    ".buildinfo", "_static/basic.css", "_static/documentation_options.js",
    "_static/language_data.js", "_static/pygments.css",
}  # fmt: skip
ALWAYS_PAGES = {"genindex", "search", "glossterm-index"}
_ENV_OPTIONS = {option.name: option.default for option in OPTIONS if option.rebuild == "env"}


class Killed(BaseException):
    """Ends a build at once, without events, as if the process is killed."""


@dataclass(frozen=True)
class Stop:
    """The point at which a build is interrupted: the *at*-th event of a phase."""

    phase: str
    at: int
    kill: bool

    def connect(self, app: Sphinx) -> None:
        events = {"reading": "source-read", "writing": "doctree-resolved"}
        left = iter(range(self.at))

        def stop(*_arguments: Any) -> None:
            if next(left, None) is None:
                raise Killed if self.kill else RuntimeError("as asked")

        app.connect(events.get(self.phase, "build-finished"), stop, priority=1)


@dataclass
class Doctrees:
    """One doctree folder, and the state of the sources when they were read into it."""

    path: Path
    read: dict[str, int] = field(default_factory=dict)
    options: dict[str, Any] | None = None

    def unread(self, made: Documentation) -> set[str]:
        """The documents that Sphinx must read, and no others."""
        options = _ENV_OPTIONS | {
            name: made.options[name] for name in _ENV_OPTIONS.keys() & made.options.keys()
        }
        if options != self.options:
            return set(made.pages)
        return {
            docname
            for docname in made.pages
            for file in made.sources_of(docname)
            # A missing file counts as changed, in every build.
            if file in made.gone or self.read.get(file) != made.edits.get(file)
        }

    def note(self, made: Documentation) -> None:
        """Store what has been read; but Sphinx reads everything again after a failed build."""
        if not (self.path / "environment.pickle").exists():
            self.options = None
            return
        self.read = dict(made.edits)
        self.options = _ENV_OPTIONS | {
            name: made.options[name] for name in _ENV_OPTIONS.keys() & made.options.keys()
        }


@dataclass
class Output:
    """One output directory."""

    name: str
    builder: str
    path: Path
    doctrees: Doctrees
    known: bool = False
    """Whether the last build was completed, so that the content is known."""
    pending: set[str] = field(default_factory=set)
    """Documents read again since this directory was last written completely."""

    def file_of(self, docname: str) -> str:
        if self.builder == "dirhtml" and docname.rpartition("/")[2] != "index":
            return f"{docname}/index.html"
        return docname + SUFFIXES.get(self.builder, ".html")

    def files(self) -> dict[str, bytes]:
        """Every file by its name, except those that Sphinx does not keep up to date.

        ``.buildinfo.bak`` is a copy of an older file; ``searchindex.js`` depends on the order in
        which pages were written, and is compared by its meaning.
        """
        left_out = {".buildinfo.bak", "searchindex.js"}
        return {name: path.read_bytes() for name, path in self._paths() if name not in left_out}

    def times(self) -> dict[str, int]:
        return {name: path.stat().st_mtime_ns for name, path in self._paths()}

    def _paths(self) -> list[tuple[str, Path]]:
        paths = (path for path in sorted(self.path.rglob("*")) if path.is_file())
        return [(path.relative_to(self.path).as_posix(), path) for path in paths]

    def site(self) -> Site:
        return Site(self.path, self.builder, [], self.path)


@dataclass
class Build:
    """The results of one build."""

    warnings: list[str]
    read: set[str] = field(default_factory=set)
    outdated: set[str] = field(default_factory=set)
    """Documents that Sphinx itself found outdated."""
    parents: dict[str, set[str]] = field(default_factory=dict)
    """Document → those that show its title in their tables of contents."""
    stopped: bool = False

    def with_parents(self, docnames: set[str]) -> set[str]:
        return docnames.union(*(self.parents.get(name, set()) for name in docnames))


def build(
    made: Documentation,
    output: Output,
    jobs: int = 1,
    files: Sequence[str] = (),
    stop: Stop | None = None,
) -> Build:
    """Build in this process, like a shell command in a separate process."""
    stream = io.StringIO()
    done = Build([])
    src = str(made.srcdir)
    with patch_docutils(src), docutils_namespace():
        app = Sphinx(
            src, src, str(output.path), str(output.doctrees.path), output.builder,
            status=None, warning=stream, parallel=jobs,
        )  # fmt: skip
        app.connect(
            "env-before-read-docs", lambda app, env, names: done.read.update(names), priority=999
        )
        ask = app.builder.get_outdated_docs

        def get_outdated_docs() -> Any:
            answer = ask()
            if isinstance(answer, str):
                return answer
            done.outdated.update(answer)
            return list(done.outdated)

        app.builder.get_outdated_docs = get_outdated_docs  # type: ignore[method-assign]
        if stop:
            stop.connect(app)
        try:
            app.build(filenames=[made.srcdir / name for name in files])
        except (Killed, RuntimeError, SphinxError):
            assert stop
            done.stopped = True
        finally:
            # A killed process has no loggers left.
            STD_LOGGER.filters.clear()
        done.parents = app.env.files_to_rebuild
    plain = _ANSI.sub("", stream.getvalue()).replace(f"{src}/", "")
    done.warnings = [line for line in plain.splitlines() if line]
    return done


def clean_build(made: Documentation, builder: str, workdir: Path) -> tuple[Output, Build]:
    """The same sources built into an empty directory."""
    shutil.rmtree(workdir, ignore_errors=True)
    output = Output("clean", builder, workdir / "out", Doctrees(workdir / "doctrees"))
    return output, build(made, output)
