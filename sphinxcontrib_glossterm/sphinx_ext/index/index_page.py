"""Render a whole index: the generated page with all views, or the one view of ``termindex``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm import listing

from ..builders import traits_of
from ..domain import words_classes
from ..locale import _
from .nodes import index_block, index_filter, index_head, index_line
from .views import ViewRenderer, navigation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_glossterm.listing import Listing, Request, Selection

    from ..domain import GlosstermDomain

PAGE_NAME = "glossterm-index"

MAX_WITHOUT_FILTER = 10
"""Maximum number of concepts of an index inside a page that has no filter."""


def listing_of(domain: GlosstermDomain, selection: Selection | None = None) -> Listing:
    """The selected concepts, or all, in the order of the project's language."""
    selection = selection or listing.Selection()
    return listing.Listing(domain.scheme, selection, domain.env.config.language)


def view_titles() -> dict[str, str]:
    """The names of the views of the generated page."""
    # Translators: the views of the index, as short headings and as links:
    # in the order of the alphabet, as a hierarchy, by tag
    return {"az": _("A–Z"), "tree": _("Tree"), "tags": _("By tag")}


def index_page(
    domain: GlosstermDomain, docname: str, title: str, *, streamed: bool
) -> nodes.Element:
    """The generated page: all views one after the other; a script shows one at a time.

    *streamed*: entries are rendered when they are written.
    """
    ordered = listing_of(domain)
    renderer = ViewRenderer(domain, docname, ordered, "glossterm", streamed=streamed)
    renderer.link_tags()
    titles = view_titles()
    rendered = {name: renderer.view(name) for name in titles}
    words = words_classes(domain)
    views = [
        index_block(
            "", index_head("", titles[name], tag="h2", classes=[*words]), *body,
            tag="section", ids=[name], classes=["glossterm-view"],
        )
        for name, body in rendered.items()
        if body
    ]  # fmt: skip
    links = [
        node
        for view in views
        for node in (
            nodes.reference("", titles[view["ids"][0]], internal=True, refid=view["ids"][0]),
            nodes.Text("\n"),
        )
    ]
    # Translators: name of the links to the views, for screen readers
    nav = navigation(_("Views"), links, "glossterm-views", *words)
    named = domain.options.index_title
    before = [index_head("", title, tag="h1", classes=[] if named else [*words]), nav]
    return _root(domain, views, before, scripted=True)


def index_in_page(
    domain: GlosstermDomain, docname: str, request: Request, number: int
) -> nodes.Element:
    """The content of ``termindex``; *number* counts the indexes of the page from 0."""
    selection, _unknown = listing.resolve(request, domain.scheme, docname)
    ordered = listing_of(domain, selection)
    prefix = f"glossterm-{number + 1}" if number else "glossterm"
    rendered = ViewRenderer(domain, docname, ordered, prefix).view(request.view)
    return _root(domain, rendered, scripted=len(ordered.concepts) > MAX_WITHOUT_FILTER)


def _root(
    domain: GlosstermDomain,
    views: Sequence[nodes.Element],
    before: Sequence[nodes.Element] = (),
    *,
    scripted: bool,
) -> nodes.Element:
    """The container of an index; if *scripted*, with the filter between heading and views."""
    scripted = scripted and traits_of(domain.builder).scripts
    words = words_classes(domain)
    children = [*before, *([filter_box(*words)] if scripted else []), *views]
    # Translators: instead of an index that has no terms
    empty = index_line("", _("No terms"), tag="p", classes=[*words])
    return index_root(domain, children if views else [*before[:1], empty])


def index_root(domain: GlosstermDomain, children: Sequence[nodes.Element]) -> nodes.Element:
    """The container of an index, or of a page of it."""
    root = index_block("", *children, tag="div", classes=["glossterm-index"])
    if traits_of(domain.builder).book:
        root["role"], root["epub:type"] = "doc-index", "index"
    return root


def filter_box(*classes: str) -> index_filter:
    """The filter; *classes* are for its texts."""
    # Translators: label of the box in which readers type, to find terms in the index
    label, classes = _("Filter"), ("glossterm-filter", *classes)
    box = index_filter(classes=[*classes], hidden="hidden", label=label)
    # Translators: in the empty filter of the index: what readers may type
    box["placeholder"] = _("Term or definition")
    # Translators: name of the button that empties the filter, for screen readers
    box["clear"] = _("Clear the filter")
    # Translators: how many terms the filter has found, and how many there are
    box["data-glossterm-count"] = _("%s of %s terms")
    # Translators: instead of the number of found terms, if there is none
    box["data-glossterm-none"] = _("No term matches")
    return box
