"""Keep Sphinx's general index and search index consistent with the concepts.

Entries of concepts that this build does not show are removed from the general index.

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

from sphinxcontrib_glossterm.model import LabelKind

from ..conditions import hold
from ..domain import domain_of
from ..internals import general_index, search_index, search_rows, written_search_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from ..internals import SearchEntry, SearchIndex


def hide_index_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: remove the entries of hidden concepts from the general index.

    Those that are shown again are restored.

    The index domain collected them when their page was read. Whether a concept is overridden, or in
    an ``only`` that does not hold, may change without that page being read again. So the whole list
    of the page is kept and filtered again in each build.
    """
    domain = domain_of(env)
    if not domain.changed:
        return
    entries, tags = general_index(env), domain.builder.tags
    known = domain.scheme.entries
    for docname, page in [*domain.pages.items()]:
        concepts = page.concepts
        if page.index_entries is not None:
            entries[docname] = [*page.index_entries]
            domain.note_index_entries(docname, None)
        shown = [c for c in concepts if (docname, c.id) in known and hold(tags, c.conditions)]
        if len(shown) == len(concepts) or docname not in entries:
            continue
        of_build = {id(concept) for concept in shown}
        unseen = [concept for concept in concepts if id(concept) not in of_build]
        of_shown, of_unseen = _anchors(shown), _anchors(unseen)
        hidden, both = of_unseen - of_shown, of_unseen & of_shown
        other = _names(unseen) - _names(shown)
        domain.note_index_entries(docname, tuple(entries[docname]))
        kept: list[tuple[str, str, str, str, str | None]] = []
        for entry in entries[docname]:
            _kind, text, anchor, _main, _key = entry
            # Two editions of one entry have the same anchor, and both were collected.
            doubled = anchor in both and (text in other or entry in kept)
            if anchor not in hidden and not doubled:
                kept.append(entry)
        entries[docname] = kept


def _anchors(concepts: Iterable[Concept]) -> set[str]:
    of_labels = {label.anchor for concept in concepts for label in concept.labels}
    return (of_labels | {concept.anchor for concept in concepts}) - {""}


def _names(concepts: Iterable[Concept]) -> set[str]:
    return {label.registered for concept in concepts for label in concept.labels}


def restore_search_entries(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """``html-collect-pages``: add aliases, and the entries of unwritten pages, to the search index.

    After all pages are indexed and before the index is written; it adds no page.
    """
    index = search_index(app.builder)
    if index is not None:
        entries = index.entries
        pages = {name for name, title in index.titles.items() if title}
        domain = domain_of(app.env)
        if others := pages - entries.keys():
            known = written_search_entries(cast("StandaloneHTMLBuilder", app.builder))
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
        _drop_unused_words(index, set(app.env.all_docs))
    return ()


def _drop_unused_words(index: SearchIndex, docnames: set[str]) -> None:
    """Remove words that no page contains any more: Sphinx writes them with an empty list."""
    for words in index.words:
        for word in [word for word, pages in words.items() if pages.isdisjoint(docnames)]:
            del words[word]


def _without_aliases(
    domain: GlosstermDomain, docname: str, rows: Iterable[SearchEntry]
) -> Iterator[SearchEntry]:
    """Those of *rows* that Sphinx made, without aliases, which may change.

    An alias leads to the entry of a concept, and Sphinx has no index entry with that name there.
    """
    anchors = {concept.anchor for concept in domain.page(docname).concepts}
    noted = general_index(domain.env).get(docname, ())
    read = {row for entry in noted for row in search_rows(entry)}
    for text, anchor, main in rows:
        if anchor not in anchors or (text, anchor) in read:
            yield text, anchor, main


def _aliases(domain: GlosstermDomain) -> Mapping[str, Mapping[tuple[str, str], SearchEntry]]:
    """By document, the labels that are in no heading and no term, each with its row."""
    aliases: dict[str, dict[tuple[str, str], SearchEntry]] = defaultdict(dict)
    for concept in domain.scheme:
        for label in concept.labels:
            if label.kind is LabelKind.ALTERNATIVE and not label.anchor:
                of_page = aliases[concept.location.docname]
                place = (label.text.lower(), concept.anchor)
                of_page.setdefault(place, (label.text, concept.anchor, "main"))
    return aliases
