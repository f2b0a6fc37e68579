"""How a glossary is ordered: collation and the views of the index. Knows the model only."""

from __future__ import annotations

from .collation import Head, head_of, sort_key
from .views import Entry, Group, See, a_to_z, tree

__all__ = ["Entry", "Group", "Head", "See", "a_to_z", "head_of", "sort_key", "tree"]
