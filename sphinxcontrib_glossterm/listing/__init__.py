"""The order of a glossary and its diagram: collation, views, layout.

This package depends on the model and the languages. Its modules are imported when one of their
names is first used, since a build in which nothing has changed sorts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from .collation import Head as Head
    from .collation import head_of as head_of
    from .collation import lacks_reading as lacks_reading
    from .collation import order_source as order_source
    from .collation import sort_key as sort_key
    from .filter_keys import folded as folded
    from .filter_keys import keys_of as keys_of
    from .filter_keys import readings_source as readings_source
    from .filter_keys import search_keys as search_keys
    from .graph import Branch as Branch
    from .graph import ConceptGraph as ConceptGraph
    from .graph import GraphQuery as GraphQuery
    from .graph import concept_graph as concept_graph
    from .graph import outline as outline
    from .layout import BOX_HEIGHT as BOX_HEIGHT
    from .layout import FONT_SIZE as FONT_SIZE
    from .layout import Layout as Layout
    from .layout import engine as engine
    from .layout import has_fast_layout as has_fast_layout
    from .layout import lay_out as lay_out
    from .layout import strips as strips
    from .nesting import MAX_DEPTH as MAX_DEPTH
    from .views import VIEWS as VIEWS
    from .views import Entry as Entry
    from .views import Group as Group
    from .views import Listing as Listing
    from .views import Request as Request
    from .views import See as See
    from .views import Selection as Selection
    from .views import TagGroup as TagGroup
    from .views import Unknown as Unknown
    from .views import known_values as known_values
    from .views import reading_of as reading_of
    from .views import repeated as repeated
    from .views import resolve as resolve

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        "collation": ["Head", "head_of", "lacks_reading", "order_source", "sort_key"],
        "graph": ["Branch", "ConceptGraph", "GraphQuery", "concept_graph", "outline"],
        "layout": [
            "BOX_HEIGHT",
            "FONT_SIZE",
            "Layout",
            "has_fast_layout",
            "engine",
            "lay_out",
            "strips",
        ],
        "nesting": ["MAX_DEPTH"],
        "filter_keys": ["folded", "keys_of", "readings_source", "search_keys"],
        "views": [
            "VIEWS",
            "Entry",
            "Group",
            "Listing",
            "Request",
            "See",
            "Selection",
            "TagGroup",
            "Unknown",
            "known_values",
            "reading_of",
            "repeated",
            "resolve",
        ],
    },
)
