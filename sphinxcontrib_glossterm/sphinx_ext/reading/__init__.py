"""Collect concepts, references and prose from each page after it has been read.

Definitions are stored as plain text. Those whose text is not known yet are resolved after all pages
are read (:mod:`.definitions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import lazily

from ..conditions import hold
from ..deferred import deferred
from ..digest import digest_of
from ..domain import domain_of
from ..internals import Priority
from ..options import check_heading_pages
from ..output import PAGE_CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.model import ConceptScheme

    from ..domain import GlosstermDomain
    from ..pages import Page
    from . import definitions as _definitions
    from . import observe as _observe
    from . import originals as _originals
else:
    _definitions, _observe, _originals = lazily.modules(
        __name__, "definitions", "observe", "originals"
    )

__all__ = ["LAST", "is_page", "setup", "with_texts"]

LAST = 10_000
"""Priority of a listener that needs the results of other extensions at the same event."""


def setup(app: Sphinx) -> None:
    """Register the transforms and listeners that collect data."""
    for transform, priority in (
        (_originals.NoteOriginals, Priority.TRANSLATION - 5),
        (_originals.RestoreLabels, Priority.TRANSLATION + 3),
        (_originals.NoteNames, Priority.SMART_QUOTES - 5),
        (_observe.ObserveDocument, Priority.DOMAINS - 1),
    ):
        app.add_transform(deferred(transform, priority))
    app.connect("doctree-read", _definitions.note_definitions, priority=LAST)
    app.connect("env-get-updated", update_texts, priority=LAST)
    app.connect("env-check-consistency", check_patterns)
    app.connect(PAGE_CONTENT, content_of_entries)


def update_texts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """``env-get-updated``: resolve the definitions that are stored as nodes, store their texts.

    After Sphinx has numbered sections and figures, and before it saves the environment. It returns
    no outdated pages.
    """
    if domain_of(env).changed:
        _definitions.resolve_texts(app)
    return []


def with_texts(revision: str, domain: GlosstermDomain) -> str:
    """*revision* of everything that was read, combined with the resolved texts."""
    rows = [repr(sorted(p.texts.items())) for _name, p in sorted(domain.pages.items()) if p.texts]
    return digest_of([revision, *rows]) if rows else revision


def is_page(env: BuildEnvironment, doctree: nodes.document, docname: str) -> bool:
    """Whether *doctree* is the tree from which the page *docname* is written.

    Other extensions resolve parts of pages, with the name of a page (``todolist``).
    """
    # In MyST-Parser 4 the source may end in .md.rst.
    return str(doctree.get("source", "")).startswith(str(env.doc2path(docname)))


def check_patterns(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report patterns in ``glossterm_heading_pages`` without a page."""
    check_heading_pages(app, domain_of(env).options)


def content_of_entries(app: Sphinx, docname: str) -> list[tuple[object, ...]]:
    """The entries of the page: anchors, whether this build shows them, and texts of references.

    With the option for the labels of headings: another builder with the same doctrees may have read
    the page with another value. Sphinx does not write a page again when a title that it refers to
    changes; the tips show what the page shows.
    """
    domain = domain_of(app.env)
    rows = [*_entries(domain.page(docname), docname, domain.scheme, domain.builder.tags)]
    return [(domain.options.heading_labels,), *rows] if rows else []


def _entries(
    page: Page, docname: str, scheme: ConceptScheme, tags: Tags
) -> Iterator[tuple[object, ...]]:
    for concept in page.concepts:
        anchors = [label.anchor for label in concept.labels]
        here = (docname, concept.id) in scheme.entries and hold(tags, concept.conditions)
        row = concept.id, concept.anchor, anchors, here
        text = page.texts.get(concept.id)
        yield (*row, text.digest) if text else row
