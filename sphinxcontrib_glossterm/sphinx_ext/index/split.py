"""A large index as several pages: an overview, a page for each letter, the tree and the tags.

The option ``glossterm_index_split`` is the number of concepts above which the index is divided. The
filter of these pages loads a list of all terms when a reader uses it, since no page has all of
them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..addresses import page_uri
from ..domain import cached, words_classes
from ..locale import _
from .domain_index import PAGE_NAME
from .entry_renderer import EntryRenderer
from .entry_texts import gloss_of
from .html_drawing import HtmlDrawing
from .index_page import filter_box, index_root, listing_of, view_titles
from .nodes import index_head
from .views import ViewRenderer, navigation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.listing import Group

    from ..domain import GlosstermDomain

    _T = TypeVar("_T")

MAX_LINES = 1500
"""Maximum number of lines on the page of a letter; the others are on further pages."""


class Part(NamedTuple):
    """One page of a divided index."""

    name: str
    view: str
    """``overview``, ``az``, ``tree`` or ``tags``."""
    text: str
    """What links to it are called: a letter, or a view."""
    group: Group | None = None
    """The letter, if the view is ``az``."""


@cached
def parts(domain: GlosstermDomain) -> Mapping[str, Part]:
    """All pages of the divided index by name, the overview first."""
    ordered, titles = listing_of(domain), view_titles()
    found = [Part(PAGE_NAME, "overview", titles["az"])]
    for group in ordered.a_to_z():
        name = f"{PAGE_NAME}-{_in_ascii(group.head.slug)}"
        for number, lines in enumerate(_batched(group.entries, MAX_LINES), start=1):
            more = "" if number == 1 else f"{number}"
            page = _free(f"{name}-{more}".rstrip("-"), domain.env.all_docs)
            text = f"{group.head.text} {more}".rstrip()
            found.append(Part(page, "az", text, group._replace(entries=lines)))
    wanted = {"tree": True, "tags": bool(ordered.by_tag() or ordered.by_glossary())}
    for view in (view for view in wanted if wanted[view]):
        name = _free(f"{PAGE_NAME}-{view}", domain.env.all_docs)
        found.append(Part(name, view, titles[view]))
    return {part.name: part for part in found}


def _batched(entries: Sequence[_T], size: int) -> Iterator[tuple[_T, ...]]:
    """*entries* in parts of at most *size*."""
    for start in range(0, len(entries), size):
        yield tuple(entries[start : start + size])


def _in_ascii(slug: str) -> str:
    """*slug* for the name of a file, with code points instead of characters outside of ASCII."""
    return "".join(char if char.isascii() else f"{ord(char):x}" for char in slug)


def _free(name: str, taken: Mapping[str, object]) -> str:
    while name in taken:
        name += "-"
    return name


def part_title(part: Part, title: str) -> str:
    """The title of a page of the index *title*."""
    return title if part.view == "overview" else f"{title}: {part.text}"


def part_body(domain: GlosstermDomain, part: Part, title: str, terms: str) -> str:
    """The content of a page as HTML; *terms* is the address of the list of all terms."""
    draw, words = HtmlDrawing(), tuple(words_classes(domain))
    pages, renderer = parts(domain).values(), EntryRenderer(draw, domain, part.name)
    views = [page for page in pages if page.view != "az"]
    letters = [page for page in pages if page.view == "az"]
    before = [
        draw.element(index_head, "h1", draw.text(part_title(part, title))),
        # Translators: name of the links to the views, for screen readers
        _navigation(_("Views"), views, part, renderer, "glossterm-views", *words),
        filter_box(draw, words, terms),
    ]
    whole = part.view == "overview"
    content = [_overview(letters, renderer)] if whole else _view(draw, domain, part)
    if part.group:
        # Translators: name of the links to the letters of the index, for screen readers
        name = _("Letters")
        before.append(_navigation(name, letters, part, renderer, "glossterm-letters"))
    return index_root(draw, domain, [*before, *content])


def _view(draw: HtmlDrawing, domain: GlosstermDomain, part: Part) -> list[str]:
    renderer = ViewRenderer(draw, domain, part.name, listing_of(domain), "glossterm")
    if part.group:
        return renderer.letter(part.group)
    # All on one page, so without definitions.
    return renderer.short(part.view)


def _navigation(
    label: str, pages: list[Part], part: Part, renderer: EntryRenderer[str], *classes: str
) -> str:
    """Links to *pages*; that of *part*, or of its view, is the current one."""
    links = []
    for page in pages:
        current = page.name == part.name or (page.view, part.view) == ("overview", "az")
        links.append(renderer.link(page.name, "", page.text, current=current))
    return navigation(renderer.draw, label, links, *classes)


def _overview(letters: list[Part], renderer: EntryRenderer[str]) -> str:
    items = []
    for page in letters:
        link = renderer.link(page.name, "", page.text)
        size = len(page.group.entries) if page.group else 0
        items.append(renderer.item(link, *renderer.count(size)))
    return renderer.draw.items(items, "glossterm-overview")


def terms_list(domain: GlosstermDomain) -> str:
    """The JavaScript file with all terms, in the order of the index.

    ``pages`` has addresses relative to the root of the site. Each of ``terms`` is a label, the
    number of its page, its id, the keys of the filter with line feeds between, and the first
    sentence of the definition.
    """
    pages: dict[str, int] = {}
    language = domain.env.config.language
    rows = [
        (
            concept.pref_label,
            pages.setdefault(concept.location.docname, len(pages)),
            domain.addresses.anchor(concept, concept.pref_label),
            "\n".join(listing.search_keys(concept, language)),
            gloss_of(domain, concept),
        )
        for concept in listing_of(domain).concepts
    ]
    data = {"pages": [page_uri(domain.builder, docname) for docname in pages], "terms": rows}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.glosstermTerms={text};\n"
