"""Convert the definitions of a page for tips, when the page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..addresses import page_uri
from ..bodies import hidden_classes
from ..builders import traits_of
from ..domain import domain_of
from ..nodes import CONCEPT
from ..reading import is_page
from ..reading.declarations import declaring_elements, definition_body
from .builder import TipBuilder
from .content import TipContent

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


def note_definitions(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: note the definitions of the page before it is written.

    In the main process, also with parallel writing. A combined tree contains the definitions of
    many documents.
    """
    domain = domain_of(app.env)
    if not (domain.output.has_files and is_page(app.env, doctree, docname)):
        return
    known = domain.output.state.definitions
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
