"""The order of a glossary and its diagram: collation, views, layout.

This package depends on the model only. Its modules are imported when one of their names is first
used, since a build in which nothing has changed sorts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from .collation import Head as Head
    from .collation import head_of as head_of
    from .collation import sort_key as sort_key
    from .graph import Branch as Branch
    from .graph import ConceptGraph as ConceptGraph
    from .graph import GraphQuery as GraphQuery
    from .graph import concept_graph as concept_graph
    from .graph import outline as outline
    from .keys import keys_of as keys_of
    from .keys import search_keys as search_keys
    from .layout import BOX_HEIGHT as BOX_HEIGHT
    from .layout import FONT_SIZE as FONT_SIZE
    from .layout import Layout as Layout
    from .layout import lay_out as lay_out
    from .layout import strips as strips
    from .nesting import DEEPEST as DEEPEST
    from .placement import can_be_placed as can_be_placed
    from .placement import engine as engine
    from .request import VIEWS as VIEWS
    from .request import Request as Request
    from .request import Unknown as Unknown
    from .request import known_values as known_values
    from .request import resolve as resolve
    from .views import Entry as Entry
    from .views import Group as Group
    from .views import Listing as Listing
    from .views import See as See
    from .views import Selection as Selection
    from .views import TagGroup as TagGroup
    from .views import reading_of as reading_of

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        "collation": ["Head", "head_of", "sort_key"],
        "graph": ["Branch", "ConceptGraph", "GraphQuery", "concept_graph", "outline"],
        "keys": ["keys_of", "search_keys"],
        "layout": ["BOX_HEIGHT", "FONT_SIZE", "Layout", "lay_out", "strips"],
        "nesting": ["DEEPEST"],
        "placement": ["can_be_placed", "engine"],
        "request": ["VIEWS", "Request", "Unknown", "known_values", "resolve"],
        "views": ["Entry", "Group", "TagGroup", "Listing", "See", "Selection", "reading_of"],
    },
)
