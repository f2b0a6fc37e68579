"""The index of terms: its page, the directive ``termindex``, and relations in entries.

Also page numbers of terms in a PDF, and terms in Sphinx's search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.config import GlosstermConfig

from ..nodes import NAME
from . import latex, nodes
from .directive import TermIndex
from .domain_index import index_class
from .fill import AddRelations, FillIndexes, MarkGlossaries, check_indexes
from .search import restore_search_entries

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup(app: Sphinx) -> None:
    """Register the directive, the nodes, their transforms, and the domain index."""
    app.add_directive("termindex", TermIndex)
    app.connect("config-inited", add_index)
    nodes.setup(app)
    latex.setup(app)
    app.add_post_transform(FillIndexes)
    app.add_post_transform(AddRelations)
    app.add_post_transform(MarkGlossaries)
    app.connect("env-check-consistency", check_indexes)
    app.connect("html-collect-pages", restore_search_entries)


def add_index(app: Sphinx, config: Config) -> None:
    """``config-inited``: add the index of terms, unless it is turned off."""
    checked = GlosstermConfig.of(config.__getitem__)
    if checked.index:
        app.add_index_to_domain(NAME, index_class(checked.index_title))
