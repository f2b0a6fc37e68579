"""The output directory of one build: what is in it, and which files in it are ours.

This is what must not be stored in the environment (see :mod:`.output_record`). Each feature
connects its own listeners and finds the directory in the domain. Two events are of this extension:

* :data:`PAGE_CONTENT`, with the name of a document: a listener returns what its feature shows in
  that page besides the page's own source, as a value with a stable ``repr``. The fingerprint of a
  page is made from all of them.
* :data:`FILES`, with the :class:`OutputDirectory`: a listener updates the files of its feature
  besides pages. It is emitted at the end of each successful build that has changed the directory.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .builders import traits_of
from .output_record import Head, OutputState, file_sizes, forget_pages, recorded_head

if TYPE_CHECKING:
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
        self.page_by_page = traits.page_by_page
        self.has_files = traits.scripts
        """Whether the builder writes files of ours besides pages."""
        recording = traits.page_by_page or traits.scripts
        self.recorded = recorded_head(self.path) if recording else Head()
        """The first part of the record, as the last build has left it."""
        self.written: set[str] = set()
        """The documents that this build has written."""
        self.dangling: set[str] = set()
        """The documents with a role that names no term."""
        self.revision = ""
        """Identifies everything that this build shows."""
        self.settled = False
        """Whether the directory already has the output of this build."""
        self.intact = False
        """Whether our files in it are unchanged since the last build."""
        self._files: dict[str, bool] = {}

    @cached_property
    def state(self) -> OutputState:
        """The record, loaded when more than its first part is needed."""
        return OutputState.load(self.path) or OutputState()

    def compare(self, revision: str) -> None:
        """Find out whether the directory already shows *revision*."""
        self.revision = revision
        self.intact = self.recorded.is_shown_by(self.path)
        self.settled = self.page_by_page and self.intact and self.recorded.revision == revision

    def note_written(self, docname: str) -> OutputState:
        """Note that the page *docname* is written; return the record.

        With the first page, the record in the directory drops all pages: after an interrupted
        build, no page is trusted.
        """
        state = self.state  # loaded before it is reduced
        if not self.written:
            self.settled = False
            if self.page_by_page:
                forget_pages(self.path, self.recorded.files)
        self.written.add(docname)
        return state

    def own(self, name: str, *, exists: bool) -> None:
        """State that the file *name* is ours, and whether this build creates it.

        One that an earlier build has created, and this one has not, is removed.
        """
        self._files[name] = exists

    def save(self, app: Sphinx, *, up_to_date: bool) -> None:
        """Remove our files that no build would create now, and write the record.

        *up_to_date*: whether all pages in the directory are.
        """
        for name, exists in sorted(self._files.items()):
            if name in self.recorded.files and not exists and not is_authors(app, name):
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
