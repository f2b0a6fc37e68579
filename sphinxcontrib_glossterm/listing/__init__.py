"""How a glossary is ordered: collation and the views of the index. Knows the model only."""

from __future__ import annotations

from .collation import Head, head_of, sort_key
from .keys import keys_of, search_keys
from .request import VIEWS, Request, Unknown, resolve
from .views import Entry, Group, Heap, Listing, See, Selection, reading_of

__all__ = [
    "VIEWS",
    "Entry",
    "Group",
    "Head",
    "Heap",
    "Listing",
    "Request",
    "See",
    "Selection",
    "Unknown",
    "head_of",
    "keys_of",
    "reading_of",
    "resolve",
    "search_keys",
    "sort_key",
]
