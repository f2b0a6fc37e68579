"""Definitions on hover: the content of a tip, and the files that contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..output import FILES, PAGE_CONTENT
from ..reading import LAST
from .definitions import note_definitions
from .files import add_to_page, content_of_tips, copy_assets, update_files
from .notes import content_of_notes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Connect the listeners that collect definitions and write them for scripts."""
    app.connect(PAGE_CONTENT, content_of_tips)
    app.connect(PAGE_CONTENT, content_of_notes)
    app.connect("write-started", copy_assets)
    app.connect("doctree-resolved", note_definitions, priority=LAST)
    app.connect("html-page-context", add_to_page)
    app.connect(FILES, update_files)
