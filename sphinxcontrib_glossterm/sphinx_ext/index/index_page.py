"""Draw a whole index: the generated page with all views, or the one view of ``termindex``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing

from ..builders import traits_of
from ..domain import cached, words_classes
from ..locale import _
from .cards import cards
from .drawing import Drawing, FilterTexts, Part, Target
from .node_drawing import NodeDrawing
from .nodes import index_block, index_head, index_line
from .views import ViewRenderer, navigation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from sphinxcontrib_glossterm.listing import Listing, Request, Selection

    from ..domain import GlosstermDomain

MAX_WITHOUT_FILTER = 10
"""Maximum number of concepts of an index inside a page that has no filter."""


@cached
def listing_of(domain: GlosstermDomain) -> Listing:
    """All concepts, in the order of the project's language."""
    return selected_by(domain, listing.Selection())


def selected_by(domain: GlosstermDomain, selection: Selection) -> Listing:
    """The selected concepts, in the order of the project's language."""
    return listing.Listing(domain.scheme, selection, domain.env.config.language)


def view_titles() -> dict[str, str]:
    """The names of the views of the generated page."""
    # Translators: the views of the index, as short headings and as links:
    # in the order of the alphabet, as a hierarchy, by tag
    return {"az": _("A–Z"), "tree": _("Tree"), "tags": _("By tag")}


def index_page(draw: Drawing[Part], domain: GlosstermDomain, docname: str, title: str) -> Part:
    """The generated page: all views one after the other; a script shows one at a time."""
    renderer = ViewRenderer(draw, domain, docname, listing_of(domain), "glossterm")
    renderer.link_tags()
    words = tuple(words_classes(domain))
    views: list[Part] = []
    links: list[Part] = []
    for name, text in view_titles().items():
        if body := renderer.view(name):
            head = draw.element(index_head, "h2", draw.text(text), classes=words)
            classes = ("glossterm-view",)
            views.append(
                draw.element(index_block, "section", head, *body, name=name, classes=classes)
            )
            links.append(draw.link(Target(name, on_page=True), draw.text(text)))
    named = domain.options.index_title
    heading = draw.element(index_head, "h1", draw.text(title), classes=() if named else words)
    # Translators: name of the links to the views, for screen readers
    nav = navigation(draw, _("Views"), links, "glossterm-views", *words)
    return _root(draw, domain, views, (heading, nav), scripted=True)


def index_in_page(
    domain: GlosstermDomain, docname: str, request: Request, number: int
) -> nodes.Node:
    """The content of ``termindex``; *number* counts the indexes of the page from 0."""
    selection, _unknown = listing.resolve(request, domain.scheme, docname)
    ordered, draw = selected_by(domain, selection), NodeDrawing()
    prefix = f"glossterm-{number + 1}" if number else "glossterm"
    renderer = ViewRenderer(draw, domain, docname, ordered, prefix)
    if request.view == "cards" and traits_of(domain.builder).screen:
        views = cards(renderer, ordered)
    else:
        views = renderer.view(request.view)
    return _root(draw, domain, views, scripted=len(ordered) > MAX_WITHOUT_FILTER)


def _root(
    draw: Drawing[Part],
    domain: GlosstermDomain,
    views: Sequence[Part],
    before: Sequence[Part] = (),
    *,
    scripted: bool,
) -> Part:
    """The container of an index; if *scripted*, with the filter between heading and views."""
    words = tuple(words_classes(domain))
    # Translators: instead of an index that has no terms
    nothing = draw.text(_("No terms"))
    if not views:
        empty = draw.element(index_line, "p", nothing, classes=words)
        return index_root(draw, domain, [*before[:1], empty])
    scripted = scripted and traits_of(domain.builder).scripts
    box = [filter_box(draw, words)] if scripted else []
    return index_root(draw, domain, [*before, *box, *views])


def index_root(draw: Drawing[Part], domain: GlosstermDomain, children: Sequence[Part]) -> Part:
    """The container of an index, or of a page of it."""
    book = {"epub:type": "index", "role": "doc-index"}
    return draw.element(
        index_block,
        "div",
        *children,
        classes=("glossterm-index",),
        attributes=book if traits_of(domain.builder).book else None,
    )


def filter_box(draw: Drawing[Part], words: Sequence[str], terms: str = "") -> Part:
    """The filter; *words* are classes of its texts, *terms* the address of a list of all terms."""
    # Translators: label of the box in which readers type, to find terms in the index
    label, classes = _("Filter"), ("glossterm-filter", *words)
    # Translators: in the empty filter of the index: what readers may type
    placeholder = _("Term or definition")
    # Translators: name of the button that empties the filter, for screen readers
    clear = _("Clear the filter")
    # Translators: how many terms the filter has found, and how many there are
    found = _("%s of %s terms")
    # Translators: instead of the number of found terms, if there is none
    none = _("No term matches")
    attributes = {"data-glossterm-count": found, "data-glossterm-none": none}
    if terms:
        attributes["data-glossterm-terms"] = terms
    attributes["hidden"] = "hidden"
    return draw.filter(FilterTexts(label, placeholder, clear), classes, attributes)
