"""Teach the theme's translator of HTML our nodes.

Sphinx's way, ``add_node(…, html=…)``, puts the methods of every node on every translator that
is made, and a page needs several: one for each title in a table of contents. Each translator
then holds methods that hold the translator, so that all that it wrote is left to the garbage
collector, in projects that show nothing of ours too. So the class of translators that the
theme has chosen gets a subclass with the methods (as pydata-sphinx-theme does it); what is
not HTML is registered in Sphinx's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import HTML, graph, index, linked_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BEHIND_THEMES = 900
"""Priority: themes choose their translators at the same event, at 500."""


def teach_html(app: Sphinx) -> None:
    """``builder-inited``: put the methods on the translator of this build, if it is of HTML."""
    if app.builder.format != "html":
        return
    chosen = app.registry.get_translator_class(app.builder)
    methods = linked_text.drawing(chosen)
    for drawn in (HTML, index.HTML, graph.HTML):
        for node, (visit, depart) in drawn.items():
            methods[f"visit_{node.__name__}"] = visit
            if depart:
                methods[f"depart_{node.__name__}"] = depart
    taught = type(chosen.__name__, (chosen,), methods)
    app.set_translator(app.builder.name, taught, override=True)
