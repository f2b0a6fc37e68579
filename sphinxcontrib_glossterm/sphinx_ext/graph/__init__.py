"""Diagrams of concepts and their relations: the directive ``termgraph``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import NAME
from ..output import FILES, PAGE_CONTENT
from . import nodes
from .in_pages import (
    AFTER_TIPS,
    RenderGraphs,
    add_styles,
    check_graphs,
    content_of_diagrams,
    prepare,
    update_styles,
)
from .nodes import TermGraph

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the directive, the nodes, their transform and visitors, and the style sheet."""
    app.add_directive("termgraph", TermGraph)
    app.add_directive_to_domain(NAME, "termgraph", TermGraph)
    nodes.setup(app)
    app.add_post_transform(RenderGraphs)
    app.connect("env-check-consistency", check_graphs)
    app.connect(PAGE_CONTENT, content_of_diagrams)
    app.connect("write-started", prepare)
    app.connect(FILES, update_styles)
    app.connect("html-page-context", add_styles, priority=AFTER_TIPS)
