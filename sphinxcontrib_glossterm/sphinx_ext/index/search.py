"""Keep terms in Sphinx's search after an incremental build, and add aliases to it.

The search page finds glossary terms by their index entries. An incremental build loads the old
search index without them and adds only the pages that it writes, so that the entries of all other
pages are lost (sphinx-doc/sphinx#12599). They are still in the old file. The index domain does not
have the same entries: a page is indexed as it is rendered, with the titles of other pages in its
contents, and without hidden ``only`` content. Aliases have no entry in the general index; here they
are added to the search only.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.index_entries import split_index_msg

from sphinxcontrib_glossterm.model import LabelKind

from ..domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.domains.index import IndexDomain

    from ..domain import GlosstermDomain

    Entry = tuple[str, str, str]


def restore_search_entries(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """``html-collect-pages``: add aliases, and the entries of unwritten pages, to the search index.

    After all pages are indexed and before the index is written; it adds no page. The attributes are
    private to Sphinx: if a version does not have them, nothing is done.
    """
    indexer = getattr(app.builder, "indexer", None)
    entries: dict[str, list[Entry]] | None = getattr(indexer, "_index_entries", None)
    if entries is not None:
        pages = {name for name, title in getattr(indexer, "_titles", {}).items() if title}
        domain = domain_of(app.env)
        if others := pages - entries.keys():
            known = _known_entries(cast("StandaloneHTMLBuilder", app.builder))
            for docname in others & known.keys():
                entries[docname] = [*_without_aliases(domain, docname, known[docname])]
        aliases = _aliases(domain)
        for docname in pages & aliases.keys():
            own = entries.get(docname, [])
            places = {(text.lower(), anchor) for text, anchor, _main in own}
            new = (row for place, row in sorted(aliases[docname].items()) if place not in places)
            entries[docname] = [*own, *new]
        in_order = sorted(entries.items())
        entries.clear()
        entries.update(in_order)
        _drop_unused_words(indexer, set(app.env.all_docs))
    return ()


def _drop_unused_words(indexer: Any, docnames: set[str]) -> None:
    """Remove words that no page contains any more: Sphinx writes them with an empty list."""
    for name in ("_mapping", "_title_mapping"):
        words: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in words.items() if pages.isdisjoint(docnames)]:
            del words[word]


def _known_entries(builder: StandaloneHTMLBuilder) -> Mapping[str, Sequence[Entry]]:
    """By document, the entries in the search index of an earlier build.

    In lower case, as Sphinx writes them. Empty if the file cannot be read; Sphinx has warned of
    that.
    """
    path = builder.outdir / builder.searchindex_filename
    known: dict[str, list[Entry]] = defaultdict(list)
    try:
        data = path.read_text("utf-8") if builder.indexer_dumps_unicode else path.read_bytes()
        content = cast("Any", builder.indexer_format).loads(data)
        for entry, places in content["indexentries"].items():
            for number, anchor, main in places:
                row = (str(entry), str(anchor), "main" if main else "")
                known[content["docnames"][number]].append(row)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return {}
    return known


def _without_aliases(
    domain: GlosstermDomain, docname: str, rows: Iterable[Entry]
) -> Iterator[Entry]:
    """Those of *rows* that Sphinx made, without aliases, which may change.

    An alias leads to the entry of a concept, and Sphinx has no index entry with that name there.
    """
    anchors = {concept.anchor for concept in domain.page(docname).concepts}
    noted = cast("IndexDomain", domain.env.get_domain("index")).entries.get(docname, ())
    read = {row for entry in noted for row in _places(entry[0], entry[1], entry[2])}
    for text, anchor, main in rows:
        if anchor not in anchors or (text, anchor) in read:
            yield text, anchor, main


def _aliases(domain: GlosstermDomain) -> Mapping[str, Mapping[tuple[str, str], Entry]]:
    """By document, the labels that are in no heading and no term, each with its row."""
    aliases: dict[str, dict[tuple[str, str], Entry]] = defaultdict(dict)
    for concept in domain.scheme:
        for label in concept.labels:
            if label.kind is LabelKind.ALTERNATIVE and not label.anchor:
                of_page = aliases[concept.location.docname]
                place = (label.text.lower(), concept.anchor)
                of_page.setdefault(place, (label.text, concept.anchor, "main"))
    return aliases


def _places(kind: str, value: str, anchor: str) -> Iterator[tuple[str, str]]:
    """Texts and anchors of one index entry, as Sphinx's ``IndexBuilder.feed`` makes them."""
    try:
        parts = split_index_msg(kind, value)
    except ValueError:
        return
    yield from ((part.lower(), anchor or "") for part in parts)
