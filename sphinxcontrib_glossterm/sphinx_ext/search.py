"""Keep terms in Sphinx's search after an incremental build.

The search page finds glossary terms by their index entries. An incremental build loads the
old search index without them and feeds only the pages that it writes, so that the entries of
all others vanish (sphinx-doc/sphinx#12599). The index domain still knows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    Entry = tuple[str, str, str]


def restore_search_entries(env: BuildEnvironment) -> None:
    """Give the search index the entries of every document; pages then written replace theirs.

    The attribute is private to Sphinx: where a version has none, nothing is done.
    """
    kept: dict[str, list[Entry]] | None = getattr(env, "_search_index_index_entries", None)
    if kept is None:
        return
    kept.clear()
    for docname, entries in sorted(env.domains.index_domain.entries.items()):
        kept[docname] = sorted({row for entry in entries for row in _rows(*entry)})


def _rows(kind: str, value: str, anchor: str, main: str, _key: str | None) -> Iterator[Entry]:
    """The rows of one index entry, as Sphinx's ``IndexBuilder.feed`` makes them."""
    try:
        parts = split_index_msg(kind, value)
    except ValueError:
        return
    yield from ((part, anchor or "", main) for part in parts)
