"""Convert the definitions of a page for tips, when the page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..addresses import page_uri
from ..bodies import hidden_classes
from ..builders import traits_of
from ..nodes import CONCEPT
from ..reading.declarations import declaring_elements, definition_body
from .builder import TipBuilder
from .content import TipContent

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..domain import GlosstermDomain


def note_definitions(
    known: dict[str, dict[str, Any]],
    domain: GlosstermDomain,
    doctree: nodes.document,
    docname: str,
) -> None:
    """Add the definitions in *doctree*, the finished page *docname*, to *known*.

    A combined tree contains the definitions of many documents.
    """
    known.pop(docname, None)
    builder = cast("StandaloneHTMLBuilder", domain.builder)
    if traits_of(builder).page_by_page and not domain.page(docname).concepts:
        return
    lent = TipBuilder(builder)
    drawer = TipContent(
        page_uri(builder, docname),
        lent.highlight,
        lent.image_uri,
        lent.download_uri,
        hidden=hidden_classes(builder.config),
    )
    for declared_in, element in declaring_elements(doctree, docname):
        # Not the text of another page with the same id, regardless of the order of writing.
        concept = domain.scheme.at(declared_in, element[CONCEPT])
        if concept is not None:
            of_page = known.setdefault(declared_in, {})
            if concept.id not in of_page:
                of_page[concept.id] = drawer.draw(definition_body(element))
