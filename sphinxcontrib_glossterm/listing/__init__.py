"""How a glossary is ordered: collation and the views of the index. Knows the model only."""

from __future__ import annotations

from .collation import Head, head_of, sort_key
from .keys import keys_of, search_keys
from .views import Entry, Group, Heap, Listing, See, Selection

__all__ = [
    "Entry",
    "Group",
    "Head",
    "Heap",
    "Listing",
    "See",
    "Selection",
    "head_of",
    "keys_of",
    "search_keys",
    "sort_key",
]
