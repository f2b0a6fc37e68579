"""The body of the index page: read back from the page that stands there while it would be the same.

Most edits change no line of the index, and to draw all of it is the dearest step of a build
that follows one. The page around the body is made by the theme and may differ at any time.
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

# Of a definition its first sentence is shown, of a place its page.
_shown = attrgetter(*(name for name in Concept._fields if name not in {"definition", "location"}))


class KeptBody(NamedTuple):
    """What identifies the body of the page that stands in the output directory."""

    shown: str = ""
    """Of all that it was drawn from."""
    digest: str = ""
    length: int = 0
    """In code points."""


class IndexPage(NamedTuple):
    """What the body needs to know of its page."""

    path: Path
    title: str
    script: str
    """The body begins with it."""
    version: str
    """Of the code that draws."""


def index_body(domain: GlosstermDomain, page: IndexPage, kept: KeptBody) -> tuple[str, KeptBody]:
    """The body, and what identifies it.

    *kept* identifies the body that was last put into the page; where there is no page, or one that
    holds something else, the body is made.
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
    """All that decides what the body shows."""
    builder, options = domain.builder, domain.options
    config = domain.env.config
    yield repr((unicodedata.unidata_version, builder.name))
    yield repr((options, config.language, config.html_baseurl))
    yield from (page_uri(builder, docname) for docname in sorted(domain.env.all_docs))
    for docname, places in sorted(domain.store["places"].items()):
        yield repr((docname, places.title, sorted(uses_in(domain, docname, places).items())))
    renderer = EntryRenderer(domain, PAGE_NAME)
    for concept in domain.scheme():
        yield repr((*_shown(concept), concept.location.docname, renderer.gloss(concept)))
