"""Add the visitors of our nodes to the theme's HTML translator class.

Sphinx's method, ``add_node(…, html=…)``, sets the methods of every node on every translator
instance, and a page needs several instances: one for each title in a table of contents. Each
instance then refers to itself, so that all its output must be freed by the garbage collector, even
in projects that do not use our nodes. Instead, a subclass of the theme's translator class gets the
methods (as in pydata-sphinx-theme). Other formats are registered in Sphinx's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx

    # Each class of nodes with its visit and depart functions.
    Visitors = Mapping[Any, tuple[Callable[..., None], Callable[..., None] | None]]
    Methods = Callable[[type], dict[str, Any]]

AFTER_THEMES = 900
"""Priority: themes choose their translators at the same event, at 500."""


def add_html_nodes(app: Sphinx, visitors: Visitors) -> None:
    """Register the visit and depart functions of node classes for HTML."""
    methods: dict[str, Any] = {}
    for node, (visit, depart) in visitors.items():
        methods[f"visit_{node.__name__}"] = visit
        if depart:
            methods[f"depart_{node.__name__}"] = depart
    add_html_methods(app, lambda _chosen: methods)


def add_html_methods(app: Sphinx, methods: Methods) -> None:
    """Subclass the HTML translator with the methods that *methods* returns for its class."""

    def extend(app: Sphinx) -> None:
        if app.builder.format != "html":
            return
        chosen = app.builder.get_translator_class()
        if added := methods(chosen):
            extended = type(chosen.__name__, (chosen,), added)
            app.set_translator(app.builder.name, extended, override=True)

    app.connect("builder-inited", extend, priority=AFTER_THEMES)
