"""Reuse the body of the existing index page if it would not change.

Most edits do not change the index, and rendering it is the most expensive step of the builds that
follow. The page around the body comes from the theme and may change at any time.
"""

from __future__ import annotations

import unicodedata
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm.model import Concept

from ..addresses import page_uri
from ..digest import digest_of
from ..writing import read_text
from .domain_index import PAGE_NAME, index_html
from .entry_renderer import EntryRenderer
from .uses import uses_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..domain import GlosstermDomain

# The index shows the first sentence of a definition and the page of a location.
_shown = attrgetter(*(name for name in Concept._fields if name not in {"definition", "location"}))


class KeptBody(NamedTuple):
    """Identifies the body of the page in the output directory."""

    shown: str = ""
    """Digest of everything that it was rendered from."""
    digest: str = ""
    length: int = 0
    """In code points."""


class IndexPage(NamedTuple):
    """The properties of the page that the body depends on."""

    path: Path
    title: str
    script: str
    """The body begins with it."""
    version: str
    """Version of the code that renders it."""


def index_body(domain: GlosstermDomain, page: IndexPage, kept: KeptBody) -> tuple[str, KeptBody]:
    """The body, and its identification.

    *kept* identifies the body that was last written to the page. If there is no page, or it
    contains something else, the body is rendered.
    """
    shown = digest_of(chain([page.title, page.script, page.version], _drawn_from(domain)))
    if shown == kept.shown and (body := _read_back(page, kept)):
        return body, kept
    body = index_html(domain, page.title, script=page.script)
    return body, KeptBody(shown, digest_of([body]), len(body))


def _read_back(page: IndexPage, kept: KeptBody) -> str:
    text = read_text(page.path) or ""
    start = text.find(page.script)
    body = text[start : start + kept.length] if start >= 0 else ""
    return body if digest_of([body]) == kept.digest else ""


def _drawn_from(domain: GlosstermDomain) -> Iterator[str]:
    """Everything that determines the content of the body."""
    builder, options = domain.builder, domain.options
    config = domain.env.config
    yield repr((unicodedata.unidata_version, builder.name))
    yield repr((options, config.language, config.html_baseurl))
    yield from (page_uri(builder, docname) for docname in sorted(domain.env.all_docs))
    for docname, page in sorted(domain.pages.items()):
        if places := page.places:
            yield repr((docname, places.title, sorted(uses_in(domain, docname, places).items())))
    renderer = EntryRenderer(domain, PAGE_NAME)
    for concept in domain.scheme:
        yield repr((*_shown(concept), concept.location.docname, renderer.gloss(concept)))
