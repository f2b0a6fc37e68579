"""Digests of what the content of a page is made from, to find what has changed since a build.

The content of this extension in a page depends on what was read of the page, and on what the
project says of the concepts that it links to. If both have the same digests as in the last build,
the content is the same and is not computed again.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import Concept

from .digest import digest_of
from .domain import cached
from .explained import places_of_page
from .nodes import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .domain import GlosstermDomain
    from .pages import Page


@cached
def rows_of_pages(domain: GlosstermDomain) -> Mapping[str, str]:
    """Document name → a digest of everything in it that affects the output.

    Without definitions whose texts are not known before all pages are read.
    """
    return {
        docname: digest_of(_row(domain, docname, page))
        for docname, page in sorted(domain.pages.items())
    }


def _row(domain: GlosstermDomain, docname: str, page: Page) -> Iterator[str]:
    titles = domain.env.titles
    yield titles[docname].astext() if docname in titles else ""
    yield repr((docname, *_affecting(page), page.decided.key, _options_of(domain, docname)))


def _options_of(domain: GlosstermDomain, docname: str) -> list[tuple[str, object]]:
    """The options of this extension in the metadata of the page."""
    metadata = domain.env.metadata.get(docname, {})
    return sorted((name, value) for name, value in metadata.items() if name.startswith(NAME))


_affecting = attrgetter(
    "concepts", "references", "graphs", "parts", "indexes", "entry_ids", "links"
)


def other_rows(domain: GlosstermDomain) -> Iterator[str]:
    """What affects the output besides pages: data files, and the terms of other projects."""
    yield from (file.digest for file in domain.sources.values())
    yield repr([project.entries for project in domain.projects.values()])


@cached
def inputs_of_pages(domain: GlosstermDomain) -> Mapping[str, str]:
    """Document name → a digest of what its content is made from, for each document with content.

    It is missing if the content also depends on definitions of other pages, or on the hierarchy:
    there are few such pages, and each is computed in every build.
    """
    shared, rows = shared_digest(domain), rows_of_pages(domain)
    return {
        docname: digest_of([shared, row, *_of_other_pages(domain, docname)])
        for docname, row in rows.items()
        if not _shows_other_entries(domain, docname)
    }


def _shows_other_entries(domain: GlosstermDomain, docname: str) -> bool:
    page = domain.page(docname)
    lists = bool(domain.options.relations and page.concepts)
    return bool(lists or page.indexes or page.graphs)


def _of_other_pages(domain: GlosstermDomain, docname: str) -> Iterator[str]:
    """The links and texts of a page that depend on other pages."""
    page = domain.page(docname)
    yield places_of_page(domain, docname)
    if page.links:
        yield repr([(name, concept.id) for name, concept in domain.plain_links(docname)])
    if page.texts:
        yield repr(sorted(page.texts.items()))


@cached
def shared_digest(domain: GlosstermDomain) -> str:
    """Of what pages may show of any concept, without definitions, which only its own page shows."""
    own = domain.scheme.declared
    foreign = (c for project in domain.projects.values() for c in project.concepts)
    concepts = (
        repr((*shown(concept), concept.location.docname, domain.scheme.broader(concept.id)))
        for concept in chain(own, foreign)
    )
    build = domain.output.version, domain.builder.name, domain.revision.settings
    languages = domain.languages, domain.further_languages, domain.label_languages
    return digest_of([*build, repr(languages), *other_rows(domain), *concepts])


shown = attrgetter(*(name for name in Concept._fields if name not in {"definition", "location"}))
"""The fields of a concept besides its definition and its place."""
