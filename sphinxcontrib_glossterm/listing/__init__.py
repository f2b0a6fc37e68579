"""How a glossary is ordered: collation and the views of the index. Knows the model only."""

from __future__ import annotations

from .collation import Head, head_of, sort_key
from .graph import Branch, ConceptGraph, GraphQuery, concept_graph, outline
from .layout import Layout, lay_out, strips
from .placement import engine
from .views import Entry, Group, See, a_to_z, tree

__all__ = [
    "Branch",
    "ConceptGraph",
    "Entry",
    "GraphQuery",
    "Group",
    "Head",
    "Layout",
    "See",
    "a_to_z",
    "concept_graph",
    "engine",
    "head_of",
    "lay_out",
    "outline",
    "sort_key",
    "strips",
    "tree",
]
