"""Keep terms in Sphinx's search after an incremental build, and let it find aliases too.

The search page finds glossary terms by their index entries. An incremental build loads the
old search index without them and feeds only the pages that it writes, so that the entries of
all others vanish (sphinx-doc/sphinx#12599). The index domain still knows them. Aliases have
no entry in the general index; here they are entered for the search alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.index_entries import split_index_msg

from sphinxcontrib_glossterm.model import LabelKind

from ..domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.domains.index import IndexDomain

    from ..domain import GlosstermDomain

    Entry = tuple[str, str, str]


def restore_search_entries(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """``html-collect-pages``: give the search index aliases, and what pages not written now have.

    After all pages are fed and before the index is dumped; adds no page. The attributes are
    private to Sphinx: where a version has none, nothing is done.
    """
    indexer = getattr(app.builder, "indexer", None)
    entries: dict[str, list[Entry]] | None = getattr(indexer, "_index_entries", None)
    if entries is not None:
        known, pages = app.env.get_domain("index"), getattr(indexer, "_titles", {}).keys()
        noted = cast("IndexDomain", known).entries
        for docname in pages - entries.keys() & noted.keys():
            entries[docname] = sorted({row for entry in noted[docname] for row in _rows(*entry)})
        aliases = _aliases(domain_of(app.env))
        for docname in pages & aliases.keys():
            own = entries.get(docname, [])
            new = aliases[docname].keys() - {text for text, _anchor, _main in own}
            entries[docname] = sorted([*own, *(aliases[docname][text] for text in new)])
        in_order = sorted(entries.items())
        entries.clear()
        entries.update(in_order)
    return ()


def _aliases(domain: GlosstermDomain) -> Mapping[str, Mapping[str, Entry]]:
    """By document the labels that stand in no heading and no term, each with its row."""
    aliases: dict[str, dict[str, Entry]] = defaultdict(dict)
    for concept in domain.scheme():
        for label in concept.labels:
            if label.kind is LabelKind.ALTERNATIVE and not label.anchor:
                of_page = aliases[concept.location.docname]
                of_page.setdefault(label.text, (label.text, concept.anchor, "main"))
    return aliases


def _rows(kind: str, value: str, anchor: str, main: str, _key: str | None) -> Iterator[Entry]:
    """The rows of one index entry, as Sphinx's ``IndexBuilder.feed`` makes them."""
    try:
        parts = split_index_msg(kind, value)
    except ValueError:
        return
    yield from ((part, anchor or "", main) for part in parts)
