"""Definitions on hover: the content of a tip, and the files that contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import lazily

from ..domain import domain_of, is_unused
from ..index.domain_index import PAGE_NAME
from ..output import FILES, PAGE_CONTENT
from ..reading import LAST
from .assets import copy_assets, has_others, own_assets

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

    from ..output import OutputDirectory
    from . import definitions as _definitions
    from . import files as _files
    from . import notes as _notes
else:
    _definitions, _files, _notes = lazily.modules(__name__, "definitions", "files", "notes")


def setup(app: Sphinx) -> None:
    """Connect the listeners that collect definitions and write them for scripts."""
    app.connect(PAGE_CONTENT, _files.content_of_tips)
    app.connect(PAGE_CONTENT, _notes.content_of_notes)
    app.connect("write-started", copy_assets)
    app.connect("doctree-resolved", note_definitions, priority=LAST)
    app.connect("html-page-context", add_to_page)
    app.connect(FILES, own_assets)
    app.connect(FILES, update_files)


# Each of these returns at once in a project without a term, so that it does not import what makes
# tips: 0.3 % of the instructions of such a build (size S).


def note_definitions(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: note the definitions of the page before it is written."""
    domain = domain_of(app.env)
    if not is_unused(domain) or domain.output.state.definitions:
        _definitions.note_definitions(app, doctree, docname)


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """``html-page-context``: add the script and the sidecar to pages with tips.

    Pages that Sphinx generates have none, except the index.
    """
    if (doctree is not None or pagename == PAGE_NAME) and not is_unused(domain_of(app.env)):
        _files.add_to_page(app, pagename, context)


def update_files(app: Sphinx, output: OutputDirectory) -> None:
    """``glossterm-files``: the sidecars and the published file."""
    if not is_unused(domain_of(app.env)) or has_others(output):
        _files.update_files(app, output)
