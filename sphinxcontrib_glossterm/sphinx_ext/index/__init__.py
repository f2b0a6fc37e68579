"""The index of terms: its page, the directive ``termindex``, and relations in entries.

Also page numbers of terms in a PDF, and terms in Sphinx's search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.config import GlosstermConfig

from ..nodes import NAME
from ..output import FILES, PAGE_CONTENT
from . import latex, nodes, site
from .domain_index import check_name, index_class, leave_to_builder, offer_in_toctree, set_title
from .in_pages import (
    AddRelations,
    FillIndexes,
    MarkGlossaries,
    TermIndex,
    check_indexes,
    content_of_indexes,
)
from .sphinx_indexes import hide_index_entries, restore_search_entries

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup(app: Sphinx) -> None:
    """Register the directive, the nodes, their transforms, and the domain index."""
    app.add_directive("termindex", TermIndex)
    app.connect("config-inited", add_index)
    app.connect("doctree-read", leave_to_builder)
    nodes.setup(app)
    latex.setup(app)
    app.add_post_transform(FillIndexes)
    app.add_post_transform(AddRelations)
    app.add_post_transform(MarkGlossaries)
    app.connect("builder-inited", set_title)
    app.connect("env-updated", hide_index_entries)
    app.connect("env-updated", site.forget_label)
    app.connect("env-check-consistency", check_indexes)
    app.connect("env-check-consistency", check_name)
    app.connect(PAGE_CONTENT, content_of_indexes)
    app.connect("write-started", site.copy_assets)
    app.connect("html-page-context", site.add_to_page)
    app.connect("html-collect-pages", restore_search_entries)
    app.connect("html-collect-pages", site.write_page)
    app.connect(FILES, site.update_files)


def add_index(app: Sphinx, config: Config) -> None:
    """``config-inited``: add the index of terms, unless it is turned off."""
    checked = GlosstermConfig.of(config.__getitem__)
    if checked.index:
        app.add_index_to_domain(NAME, index_class(checked.index_title))
    offer_in_toctree(checked, config.html_domain_indices)
