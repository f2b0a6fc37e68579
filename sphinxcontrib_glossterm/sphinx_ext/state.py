"""What an output directory shows, recorded in that directory.

The environment knows what was *read*. What was *written* is a property of one output: two
builders share an environment, ``sphinx-build FILES…`` writes some pages only, a build can be
killed. So each output keeps its own record, and a build compares with that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    JsonML = str | list["JsonML | dict[str, str]"]
    """An element as a list of its name, its attributes and its content."""

PAGE_BY_PAGE = frozenset({"html", "dirhtml", "text", "xml", "pseudoxml", "pickle", "json"})
"""Builders that rewrite only the pages they are told to; the others write everything anew."""
FILE_NAME = ".glossterm.json"
_VERSION = 3


@dataclass(slots=True)
class OutputState:
    """The record of one output directory."""

    revision: str = ""
    """Of everything that was read, if every page here shows what came of it; else empty."""
    pages: dict[str, str] = field(default_factory=dict)
    """Document name → fingerprint of what we put into the page that stands there."""
    dangling: dict[str, bool] = field(default_factory=dict)
    """The documents in which a written role names no term: they are written at every build,
    so that the warning comes back until it is heeded."""
    index: tuple[Any, ...] = ()
    """What identifies the body of the index page."""
    definitions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Document name → concept id → the definition as the tip shows it."""

    @classmethod
    def load(cls, outdir: Path) -> OutputState | None:
        """The record of *outdir*; ``None`` if there is none that can be read."""
        record, revision = _lines(outdir)
        try:
            return None if revision is None else cls(revision, **json.loads(record))
        except (ValueError, TypeError):
            return None

    def forget_all_but(self, docnames: set[str]) -> None:
        """Drop what is recorded of other documents: their pages are gone."""
        for record in (self.pages, self.dangling, self.definitions):
            for docname in record.keys() - docnames:
                del record[docname]

    def save(self, outdir: Path) -> None:
        """Write the record to *outdir*, unless it says the same already."""
        record = {name: getattr(self, name) for name in self.__slots__ if name != "revision"}
        head = {"version": _VERSION, "revision": self.revision}
        lines = (json.dumps(part, sort_keys=True) for part in (record, head))
        write_if_changed(outdir / FILE_NAME, "\n".join(lines))


def recorded_revision(outdir: Path) -> str | None:
    """The revision in the record of *outdir*, all that a build needs where nothing has changed.

    ``None`` if there is no record.
    """
    return _lines(outdir)[1]


def _lines(outdir: Path) -> tuple[str, str | None]:
    """The two lines of a record, the second one read: what is cut off has none."""
    try:
        record, _feed, head = (outdir / FILE_NAME).read_text("utf-8").partition("\n")
        known = json.loads(head)
        return (record, known["revision"]) if known["version"] == _VERSION else ("", None)
    except (OSError, ValueError, KeyError, TypeError):
        return "", None


def write_if_changed(path: Path, text: str) -> None:
    """Write *text* to *path* in UTF-8, leaving a file that holds it already untouched.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as JSON and JavaScript spell it.
    """
    content = text.encode("utf-8", "backslashreplace")
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
