"""Keep terms in Sphinx's search after an incremental build.

The search page finds glossary terms by their index entries. An incremental build loads the
old search index without them and feeds only the pages that it writes, so that the entries of
all others vanish (sphinx-doc/sphinx#12599). The index domain still knows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.domains.index import IndexDomain

    Entry = tuple[str, str, str]


def restore_search_entries(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """``html-collect-pages``: give the search index the entries of the pages not written now.

    After all pages are fed and before the index is dumped; adds no page. The attributes are
    private to Sphinx: where a version has none, nothing is done.
    """
    indexer = getattr(app.builder, "indexer", None)
    entries: dict[str, list[Entry]] | None = getattr(indexer, "_index_entries", None)
    if entries is not None:
        known = cast("IndexDomain", app.env.get_domain("index")).entries
        for docname in getattr(indexer, "_titles", {}).keys() - entries.keys() & known.keys():
            entries[docname] = sorted({row for entry in known[docname] for row in _rows(*entry)})
        in_order = sorted(entries.items())
        entries.clear()
        entries.update(in_order)
    return ()


def _rows(kind: str, value: str, anchor: str, main: str, _key: str | None) -> Iterator[Entry]:
    """The rows of one index entry, as Sphinx's ``IndexBuilder.feed`` makes them."""
    try:
        parts = split_index_msg(kind, value)
    except ValueError:
        return
    yield from ((part, anchor or "", main) for part in parts)
