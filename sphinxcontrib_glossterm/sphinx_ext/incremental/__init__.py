"""Find the outdated pages of an output directory, and write them only.

Each output directory has a record of what was written to it (:mod:`.state`); a build compares the
fingerprint of each page with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reading import LAST
from .output import Output

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx, version: str) -> None:
    """Connect the listeners for the output directory.

    *version* is that of this extension: another version may render differently.
    """
    output = Output(version)
    app.connect("builder-inited", output.open)
    app.connect("env-updated", output.decide)
    # after Sphinx has numbered sections and figures, and before it saves the environment
    app.connect("env-get-updated", output.stale_pages, priority=LAST)
    app.connect("write-started", output.copy_assets)
    app.connect("warn-missing-reference", output.note_missing)
    app.connect("doctree-resolved", output.note_page, priority=LAST)
    app.connect("html-page-context", output.add_to_page)
    app.connect("html-collect-pages", output.complete_register)
    app.connect("html-collect-pages", output.index_page)
    app.connect("build-finished", output.close)
