"""Let the theme's translator of HTML draw our nodes.

Sphinx's way, ``add_node(…, html=…)``, puts the methods of every node on every translator that
is made, and a page needs several: one for each title in a table of contents. Each translator
then holds methods that hold the translator, so that all that it wrote is left to the garbage
collector, in projects that show nothing of ours too. So the class of translators that the
theme has chosen gets a subclass with the methods (as pydata-sphinx-theme does it). Other formats
are registered in Sphinx's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx

    # The classes of nodes; each with its functions to visit and to depart.
    Visitors = Mapping[Any, tuple[Callable[..., None], Callable[..., None] | None]]
    Methods = Callable[[type], dict[str, Any]]

AFTER_THEMES = 900
"""Priority: themes choose their translators at the same event, at 500."""


def add_html_nodes(app: Sphinx, visitors: Visitors) -> None:
    """Let HTML draw each class of *visitors* by its functions to visit and to depart."""
    methods: dict[str, Any] = {}
    for node, (visit, depart) in visitors.items():
        methods[f"visit_{node.__name__}"] = visit
        if depart:
            methods[f"depart_{node.__name__}"] = depart
    add_html_methods(app, lambda _chosen: methods)


def add_html_methods(app: Sphinx, methods: Methods) -> None:
    """Give the translator of HTML the methods that *methods* has for its class."""

    def extend(app: Sphinx) -> None:
        if app.builder.format != "html":
            return
        chosen = app.registry.get_translator_class(app.builder)
        if added := methods(chosen):
            extended = type(chosen.__name__, (chosen,), added)
            app.set_translator(app.builder.name, extended, override=True)

    app.connect("builder-inited", extend, priority=AFTER_THEMES)
