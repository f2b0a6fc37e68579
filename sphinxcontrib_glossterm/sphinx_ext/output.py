"""The output directory of one build: what is in it, and which files in it are ours.

The environment knows what was *read*. What was *written* depends on the output: two builders may
share an environment, ``sphinx-build FILES…`` writes some pages only, and a build can be
interrupted. So each output directory has a file with its own state, and builds compare with it.

Each feature connects its own listeners and finds the directory in the domain. Two events are of
this extension:

* :data:`PAGE_CONTENT`, with the name of a document: a listener returns what its feature shows in
  that page besides the page's own source, as a value with a stable ``repr``. The fingerprint of a
  page is made from all of them.
* :data:`FILES`, with the :class:`OutputDirectory`: a listener updates the files of its feature
  besides pages. It is emitted at the end of each successful build that has changed the directory.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .builders import traits_of
from .digest import digest_of
from .writing import file_size, read_text, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx

PAGE_CONTENT = "glossterm-page-content"
FILES = "glossterm-files"


def setup(app: Sphinx) -> None:
    """Add the events of this extension."""
    app.add_event(PAGE_CONTENT)
    app.add_event(FILES)


class OutputDirectory:
    """The output directory during one build."""

    def __init__(self, app: Sphinx) -> None:
        traits = traits_of(app.builder)
        self.path = Path(app.outdir)
        self.version = app.extensions["sphinxcontrib_glossterm"].version
        """The version of this extension that writes it."""
        self.page_by_page = traits.page_by_page
        self.has_files = traits.scripts
        """Whether the builder writes files of ours besides pages."""
        recording = traits.page_by_page or traits.scripts
        self.last_summary = read_summary(self.path) if recording else Summary()
        """The summary of the state that the last build has saved."""
        self.written: set[str] = set()
        """The documents that this build has written."""
        self.dangling: set[str] = set()
        """The documents with a role that names no term."""
        self.revision = ""
        """Identifies everything that this build shows."""
        self.up_to_date = False
        """Whether the directory already has the output of this build."""
        self.intact = False
        """Whether our files in it are unchanged since the last build."""
        self._files: dict[str, bool] = {}

    @cached_property
    def state(self) -> OutputState:
        """The saved state, loaded when more than its summary is needed."""
        return OutputState.load(self.path) or OutputState()

    def compare(self, revision: str) -> None:
        """Find out whether the directory already shows *revision*."""
        self.revision = revision
        self.intact = self.last_summary.is_shown_by(self.path)
        self.up_to_date = (
            self.page_by_page and self.intact and self.last_summary.revision == revision
        )

    def note_written(self, docname: str) -> OutputState:
        """Note that the page *docname* is written; return the state.

        Before the first page, all pages are removed from the saved state: after an interrupted
        build, all pages are written again.
        """
        state = self.state  # loaded before it is reduced
        if not self.written:
            self.up_to_date = False
            if self.page_by_page:
                forget_pages(self.path, self.last_summary.files)
        self.written.add(docname)
        return state

    def own(self, name: str, *, exists: bool) -> None:
        """Declare that the file *name* is ours, and whether this build creates it.

        One that an earlier build has created, and this one has not, is removed.
        """
        self._files[name] = exists

    def save(self, app: Sphinx, *, up_to_date: bool) -> None:
        """Remove our files that no build would create now, and save the state.

        *up_to_date*: whether all pages in the directory are.
        """
        for name, exists in sorted(self._files.items()):
            if name in self.last_summary.files and not exists and not is_authors(app, name):
                with suppress(OSError):
                    path = self.path / name
                    path.unlink()
                    path.parent.rmdir()  # of the index page of "dirhtml"; others are not empty
        files = file_sizes(self.path, (name for name, exists in self._files.items() if exists))
        if self.page_by_page:
            self.state.revision = self.revision if up_to_date else ""
            self.state.save(self.path, files)
        elif self.has_files:
            forget_pages(self.path, files)


def is_authors(app: Sphinx, name: str) -> bool:
    """Whether an author adds a file with that *name* to the site."""
    entries = [(entry, name) for entry in app.config.html_extra_path]
    if name.startswith("_static/"):
        within = name.removeprefix("_static/")
        entries += [(entry, within) for entry in app.config.html_static_path]
    return any(_holds(Path(app.confdir, entry), name) for entry, name in entries)


def _holds(entry: Path, name: str) -> bool:
    return (entry / name).exists() if entry.is_dir() else entry.name == name


FILE_NAME = ".glossterm.json"
_VERSION = 8
_NONE: Mapping[str, Any] = MappingProxyType({})


Kept = tuple[str, str]
"""A digest of what a value was made from, and the value."""


def kept(known: dict[str, Kept], name: str, inputs: str, make: Callable[[], str]) -> str:
    """The value for *name* in *known*, made again if the digest *inputs* differs.

    With empty *inputs* it is not kept.
    """
    if not inputs:
        known.pop(name, None)
        return make()
    last = known.get(name)
    if not (last and last[0] == inputs):
        last = known[name] = inputs, make()
    return last[1]


def forget_others(known: dict[str, Any], names: Container[str]) -> None:
    """Remove all but *names* from *known*."""
    for name in [name for name in known if name not in names]:
        del known[name]


class OutputState:
    """The state of one output directory."""

    def __init__(
        self,
        revision: str = "",
        pages: Mapping[str, str] = _NONE,
        dangling: Mapping[str, bool] = _NONE,
        index: Mapping[str, tuple[Any, ...]] = _NONE,
        definitions: Mapping[str, dict[str, Any]] = _NONE,
        entries: Mapping[str, Kept] = _NONE,
        published: str = "",
        fingerprints: Mapping[str, Kept] = _NONE,
        index_parts: Mapping[str, Kept] = _NONE,
    ) -> None:
        self.revision = revision
        """Identifies everything that was read, if every page here is up to date with it; else
        empty."""
        self.pages = dict(pages)
        """Document name → fingerprint of our content in the written page."""
        self.dangling = dict(dangling)
        """The documents with a role that names no term. They are written in every build, so that
        the warning is repeated until it is fixed."""
        self.index = dict(index)
        """Page of the index → what identifies its body."""
        self.definitions = dict(definitions)
        """Document name → concept id → the definition as shown in the tip."""
        self.entries = dict(entries)
        """Concept id → digest of what its published data is made from."""
        self.published = published
        """Digest of the published file."""
        self.fingerprints = dict(fingerprints)
        """Document name → fingerprint of our content as it was last computed."""
        self.index_parts = dict(index_parts)
        """Document name → digest of what the index shows of it."""

    @classmethod
    def load(cls, outdir: Path) -> OutputState | None:
        """The saved state of *outdir*; ``None`` if there is no complete one."""
        state, summary = _lines(outdir)
        if summary.revision is None:
            return None
        return cls(summary.revision, **json.loads(state))

    def forget_all_but(self, docnames: set[str]) -> None:
        """Remove all other documents, whose pages no longer exist."""
        for values in (self.pages, self.dangling, self.definitions):
            forget_others(values, docnames)

    def save(self, outdir: Path, files: Mapping[str, int]) -> None:
        """Save the state in *outdir*, unless it is unchanged.

        *files* are the names and sizes of our files in it.
        """
        values = {name: value for name, value in vars(self).items() if name != "revision"}
        text = json.dumps(values, sort_keys=True)
        _save(outdir, text, Summary(self.revision, digest_of([text]), files))


class Summary(NamedTuple):
    """The last line of the file. Builds in which nothing has changed need only this line."""

    revision: str | None = None
    """``None``: there is no saved state, or only that of an interrupted build."""
    digest: str = ""
    """Digest of the rest of the file."""
    files: Mapping[str, int] = _NONE
    """The written files besides pages of documents, by their names in the directory, with their
    sizes."""

    def is_shown_by(self, outdir: Path) -> bool:
        """Whether the files in *outdir* are unchanged."""
        return all(file_size(outdir / name) == size for name, size in self.files.items())


def read_summary(outdir: Path) -> Summary:
    """The summary of the saved state of *outdir*, if there is one."""
    return _lines(outdir)[1]


def forget_pages(outdir: Path, files: Mapping[str, int]) -> None:
    """Save only the names of our *files*: the next build writes all pages."""
    _save(outdir, "", Summary(None, "", files))


def file_sizes(outdir: Path, names: Iterable[str]) -> dict[str, int]:
    """The existing files of *names* in *outdir*, with their sizes, sorted by name."""
    sizes = {name: file_size(outdir / name) for name in sorted(names)}
    return {name: size for name, size in sizes.items() if size is not None}


def _save(outdir: Path, state: str, summary: Summary) -> None:
    known = {"version": _VERSION, **summary._asdict(), "files": dict(summary.files)}
    write_if_changed(outdir / FILE_NAME, f"{state}\n{json.dumps(known, sort_keys=True)}")


def _lines(outdir: Path) -> tuple[str, Summary]:
    """The two parts of the file: the state, and its parsed summary; empty if it is incomplete.

    A file that is damaged or not ours is ignored.
    """
    text = read_text(outdir / FILE_NAME) or ""
    state, _feed, last = text.rpartition("\n")
    try:
        known = json.loads(last)
    except (ValueError, RecursionError):
        return "", Summary()
    if not isinstance(known, dict) or known.get("version") != _VERSION:
        return "", Summary()
    revision, digest, files = (known.get(name) for name in Summary._fields)
    if not (isinstance(revision, str | None) and isinstance(digest, str)):
        return "", Summary()
    if not (isinstance(files, dict) and all(isinstance(n, int) for n in files.values())):
        return "", Summary()
    if revision is None or digest != digest_of([state]):
        return "", Summary(None, "", files)
    return state, Summary(revision, digest, files)
