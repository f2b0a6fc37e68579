"""What the output of each builder can show: the only place that knows builders by their names.

A builder that is not in the table (one of a third party) has what its format has.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_glossterm import listing

if TYPE_CHECKING:
    from sphinx.builders import Builder


class Links(Enum):
    """What readers of a format see of a link."""

    FOLLOWED = "followed"
    UNSEEN = "unseen"
    """Only its text: a page is the same wherever its links go."""
    PRINTED = "printed"
    """Its address after its text."""


class Picture(Enum):
    """How a diagram is drawn."""

    INLINE_SVG = "inline SVG"
    SVG_FILE = "SVG file"
    TIKZ = "TikZ"
    NONE = "none"
    """As a list."""


class Traits(NamedTuple):
    """What a builder does, and what its readers have."""

    page_by_page: bool = False
    """Writes again only the pages that it is told to; the others write everything each time."""
    one_page: bool = False
    """All documents are on one HTML page."""
    scripts: bool = False
    """Pages run scripts, so that they have tips and a filter; links stay as they are drawn."""
    index_page: bool = False
    """The index of terms is a page that we write: Sphinx would write it at every build."""
    screen: bool = False
    """Has elements, classes and a style sheet; the others have words and brackets instead."""
    paper: bool = False
    """Has numbered pages, by LaTeX."""
    book: bool = False
    """A package of every file in its directory (EPUB), with elements for reading systems."""
    at_commands: bool = False
    """Text is Texinfo, whose commands begin with ``@``."""
    links: Links = Links.FOLLOWED
    picture: Picture = Picture.NONE
    list_depth: int = 20
    """How deep lists are nested at most. In text, each level takes two of 70 columns."""


_HTML = Traits(screen=True, picture=Picture.INLINE_SVG, list_depth=listing.DEEPEST)
_SITE = _HTML._replace(page_by_page=True, scripts=True, index_page=True)
_PAGES = Traits(page_by_page=True)
# LaTeX nests lists four deep, and the page may begin one.
_LATEX = Traits(paper=True, picture=Picture.TIKZ, list_depth=3)

_BY_FORMAT = {"html": _HTML, "latex": _LATEX}
TABLE: dict[str, Traits] = {
    "html": _SITE,
    "dirhtml": _SITE,
    "singlehtml": _HTML._replace(one_page=True, scripts=True),
    "epub": _HTML._replace(book=True, picture=Picture.SVG_FILE),
    "pickle": _HTML._replace(page_by_page=True),
    "json": _HTML._replace(page_by_page=True),
    "latex": _LATEX,
    "text": _PAGES._replace(links=Links.UNSEEN),
    "texinfo": Traits(at_commands=True),
    "man": Traits(links=Links.PRINTED),
    "xml": _PAGES,
    "pseudoxml": _PAGES,
}
"""The builders that differ from the others of their format."""


def traits_of(builder: Builder) -> Traits:
    """The traits of *builder*: its own, or those of its format."""
    return TABLE.get(builder.name) or _BY_FORMAT.get(builder.format, Traits())


def names_with(trait: str) -> tuple[str, ...]:
    """The names of the builders in the table that have *trait*, as post-transforms list them."""
    return tuple(name for name, traits in TABLE.items() if getattr(traits, trait))
