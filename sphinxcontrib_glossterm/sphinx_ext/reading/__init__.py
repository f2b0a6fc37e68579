"""Collect concepts, references and prose from each page after it has been read.

Definitions are stored as plain text. Those whose text is not known yet are resolved after all pages
are read (:mod:`.resolved`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain import domain_of
from ..page_options import check_heading_pages
from .definitions import note_definitions
from .observe import ObserveDocument
from .written import NoteNames, NoteOriginals

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LAST = 10_000
"""Priority of a listener that needs the results of other extensions at the same event."""


def setup(app: Sphinx) -> None:
    """Register the transforms and listeners that collect data."""
    app.add_transform(NoteOriginals)
    app.add_transform(NoteNames)
    app.add_transform(ObserveDocument)
    app.connect("doctree-read", note_definitions, priority=LAST)
    app.connect("env-check-consistency", check_patterns)


def check_patterns(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report patterns in ``glossterm_heading_pages`` without a page."""
    check_heading_pages(app, domain_of(env).options)
