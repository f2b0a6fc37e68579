"""Diagrams of concepts and their relations: the directive ``termgraph``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import lazily

from ..deferred import deferred_post
from ..internals import Priority
from ..nodes import NAME
from ..output import FILES, PAGE_CONTENT
from . import nodes
from .nodes import TermGraph

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from . import in_pages as _in_pages
else:
    [_in_pages] = lazily.modules(__name__, "in_pages")

AFTER_TIPS = 600
"""Priority: the style sheet of tips must be first in a page."""


def setup(app: Sphinx) -> None:
    """Register the directive, the nodes, their transform and visitors, and the style sheet."""
    app.add_directive("termgraph", TermGraph)
    app.add_directive_to_domain(NAME, "termgraph", TermGraph)
    nodes.setup(app)
    app.add_post_transform(deferred_post(_in_pages.RenderGraphs, Priority.REFERENCES - 1))
    app.connect("env-check-consistency", _in_pages.check_graphs)
    app.connect(PAGE_CONTENT, _in_pages.content_of_diagrams)
    app.connect("write-started", _in_pages.prepare)
    app.connect(FILES, _in_pages.update_styles)
    app.connect("html-page-context", _in_pages.add_styles, priority=AFTER_TIPS)
