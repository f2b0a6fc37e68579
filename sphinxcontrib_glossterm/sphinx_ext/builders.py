"""The capabilities of each builder: the only module that uses the names of builders.

A builder that is not in the table (a third-party builder) has the capabilities of its format.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx.builders import Builder


class Links(Enum):
    """What readers of a format see of a link."""

    FOLLOWED = "followed"
    UNSEEN = "unseen"
    """Only its text: a page is the same for all link targets."""
    PRINTED = "printed"
    """Its address after its text."""


class Picture(Enum):
    """How a diagram is rendered."""

    INLINE_SVG = "inline SVG"
    SVG_FILE = "SVG file"
    TIKZ = "TikZ"
    NONE = "none"
    """As a list."""


class Traits(NamedTuple):
    """The capabilities of a builder and its output."""

    page_by_page: bool = False
    """Writes only outdated pages; the others write everything each time."""
    one_page: bool = False
    """All documents are on one HTML page."""
    scripts: bool = False
    """Pages run scripts, so that they have tips and a filter; links are not changed after
    rendering."""
    index_page: bool = False
    """The index of terms is a page that we write, since Sphinx would write it in every build."""
    screen: bool = False
    """Has elements, classes and a style sheet; other formats use words and brackets instead."""
    paper: bool = False
    """Has numbered pages, by LaTeX."""
    book: bool = False
    """A package of all files in its directory (EPUB), with elements for reading systems."""
    at_commands: bool = False
    """Text is Texinfo, whose commands begin with ``@``."""
    plain_headings: bool = False
    """Headings are plain text, or contents and page headers repeat everything in them."""
    catalogues: bool = False
    """Writes the messages of pages instead of pages."""
    links: Links = Links.FOLLOWED
    picture: Picture = Picture.NONE
    list_depth: int = 20
    """Maximum depth of nested lists. In text, each level takes two of 70 columns."""


_HTML = Traits(screen=True, picture=Picture.INLINE_SVG, list_depth=listing.MAX_DEPTH)
_SITE = _HTML._replace(page_by_page=True, scripts=True, index_page=True)
_PAGES = Traits(page_by_page=True)
# LaTeX nests lists up to four levels, and the page may begin one.
_LATEX = Traits(paper=True, plain_headings=True, picture=Picture.TIKZ, list_depth=3)

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
    "texinfo": Traits(at_commands=True, plain_headings=True),
    "man": Traits(links=Links.PRINTED, plain_headings=True),
    "xml": _PAGES,
    "pseudoxml": _PAGES,
    "gettext": Traits(catalogues=True),
}
"""The builders that differ from other builders of their format."""


def traits_of(builder: Builder) -> Traits:
    """The traits of *builder*, or those of its format."""
    return TABLE.get(builder.name) or _BY_FORMAT.get(builder.format, Traits())


def names_with(trait: str) -> tuple[str, ...]:
    """The names of the builders in the table with *trait*, as post-transforms list them."""
    return tuple(name for name, traits in TABLE.items() if getattr(traits, trait))
