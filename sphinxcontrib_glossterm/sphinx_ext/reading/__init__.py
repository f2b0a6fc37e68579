"""Collect concepts, references and prose from each page after it has been read.

Definitions are stored as plain text. Those whose text is not known yet are resolved after all pages
are read (:mod:`.definitions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conditions import hold
from ..domain import domain_of
from ..options import check_heading_pages
from ..output import PAGE_CONTENT
from .definitions import is_page, note_definitions, resolve_texts, with_texts
from .observe import ObserveDocument
from .originals import NoteNames, NoteOriginals, RestoreLabels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.model import ConceptScheme

    from ..pages import Page

__all__ = ["LAST", "is_page", "setup", "with_texts"]

LAST = 10_000
"""Priority of a listener that needs the results of other extensions at the same event."""


def setup(app: Sphinx) -> None:
    """Register the transforms and listeners that collect data."""
    app.add_transform(NoteOriginals)
    app.add_transform(RestoreLabels)
    app.add_transform(NoteNames)
    app.add_transform(ObserveDocument)
    app.connect("doctree-read", note_definitions, priority=LAST)
    app.connect("env-get-updated", resolve_texts, priority=LAST)
    app.connect("env-check-consistency", check_patterns)
    app.connect(PAGE_CONTENT, content_of_entries)


def check_patterns(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report patterns in ``glossterm_heading_pages`` without a page."""
    check_heading_pages(app, domain_of(env).options)


def content_of_entries(app: Sphinx, docname: str) -> list[tuple[object, ...]]:
    """The entries of the page: anchors, whether this build shows them, and texts of references.

    Sphinx does not write a page again when a title that it refers to changes; the tips show what
    the page shows.
    """
    domain = domain_of(app.env)
    return list(_entries(domain.page(docname), docname, domain.scheme, domain.builder.tags))


def _entries(
    page: Page, docname: str, scheme: ConceptScheme, tags: Tags
) -> Iterator[tuple[object, ...]]:
    for concept in page.concepts:
        anchors = [label.anchor for label in concept.labels]
        here = (docname, concept.id) in scheme.entries and hold(tags, concept.conditions)
        row = concept.id, concept.anchor, anchors, here
        text = page.texts.get(concept.id)
        yield (*row, text.digest) if text else row
