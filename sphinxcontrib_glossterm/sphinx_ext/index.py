"""The index of terms: a page of its own in HTML, a chapter in LaTeX and EPUB.

A domain index, so that it has a name to refer to (``:ref:`glossterm-index```) and appears
wherever Sphinx prints indices. Its HTML page is our own template inside the theme's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from sphinx.domains import Index, IndexEntry

from sphinxcontrib_glossterm.listing import Entry, See, a_to_z

from .locale import _
from .tip_content import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .domain import GlosstermDomain

PAGE_NAME = "glossterm-index"

# Escaping on: labels and definitions are the author's text.
_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("sphinxcontrib_glossterm", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def index_class(title: str) -> type[Index]:
    """The domain index, called *title* (empty: its own name in the project's language).

    A class for each application: Sphinx takes the title from the class.
    """
    return type("ConceptIndex", (ConceptIndex,), {"localname": title or _("Index of terms")})


class ConceptIndex(Index):
    """All concepts, A to Z and in 五十音 order, narrower ones below their broader concept."""

    name = "index"
    localname = ""
    # A short name would put a link into every page, and make every page stale when the
    # first concept appears or the last one goes.
    shortname = None
    domain: GlosstermDomain

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The index in Sphinx's own form, which knows two levels: what LaTeX prints.

        HTML has a page of our own, and asks only whether there is one.
        """
        if self.domain.builder.format == "html":
            return [("", [])] if len(self.domain.scheme()) else [], False
        shown = set(docnames) if docnames is not None else None
        groups = [
            (group.head.text, [row for entry in group.entries for row in _rows(entry, shown)])
            for group in a_to_z(self.domain.scheme())
        ]
        return [(head, rows) for head, rows in groups if rows], False


def _rows(entry: Entry | See, shown: set[str] | None) -> Iterator[IndexEntry]:
    if isinstance(entry, See):
        above = " › ".join(concept.pref_label for concept in entry.path)
        yield from _row(entry.concept, 0, above, shown)
        return
    yield from _row(entry.concept, 1 if entry.narrower else 0, "", shown)
    for below in _all_below(entry):
        yield from _row(below.concept, 2, "", shown)


def _all_below(entry: Entry) -> Iterator[Entry]:
    for child in entry.narrower:
        yield child
        yield from _all_below(child)


def _row(
    concept: Concept, subtype: int, extra: str, shown: set[str] | None
) -> Iterator[IndexEntry]:
    docname = concept.location.docname
    if shown is None or docname in shown:
        gloss = concept.short or first_sentence(concept.definition)
        yield IndexEntry(concept.pref_label, subtype, docname, concept.anchor, extra, "", gloss)


def index_html(scheme: ConceptScheme, builder: Builder, title: str) -> str:
    """The body of the index page, with links that are right from that page."""

    def uri(concept: Concept) -> str:
        docname = concept.location.docname
        return f"{builder.get_relative_uri(PAGE_NAME, docname)}#{concept.anchor}"

    template = _TEMPLATES.get_template("index.html.jinja")
    return template.render(
        title=title,
        groups=a_to_z(scheme),
        uri=uri,
        gloss=lambda concept: concept.short or first_sentence(concept.definition),
        is_see=lambda entry: isinstance(entry, See),
        letters_label=_("Letters"),
    )
