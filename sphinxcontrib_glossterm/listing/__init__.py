"""How a glossary is ordered: collation and the views of the index. Knows the model only."""

from __future__ import annotations

from .collation import Head, head_of, sort_key
from .graph import Branch, ConceptGraph, GraphQuery, concept_graph, outline
from .keys import keys_of, search_keys
from .layout import Layout, lay_out, strips
from .placement import engine
from .request import VIEWS, Request, Unknown, resolve
from .views import Entry, Group, Heap, Listing, See, Selection, reading_of

__all__ = [
    "VIEWS",
    "Branch",
    "ConceptGraph",
    "Entry",
    "GraphQuery",
    "Group",
    "Head",
    "Heap",
    "Layout",
    "Listing",
    "Request",
    "See",
    "Selection",
    "Unknown",
    "concept_graph",
    "engine",
    "head_of",
    "keys_of",
    "lay_out",
    "outline",
    "reading_of",
    "resolve",
    "search_keys",
    "sort_key",
    "strips",
]
