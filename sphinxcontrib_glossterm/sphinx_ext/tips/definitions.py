"""Convert the definitions of a page for tips, when the page is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes, lexers

from ..addresses import page_uri
from ..builders import traits_of
from ..domain import domain_of
from ..nodes import CONCEPT
from ..reading import is_page
from ..reading.declarations import declaring_elements, definition_body
from ..reading.definitions import hidden_classes
from .content import TipContent
from .entry import has_definition
from .notes import NoteFinder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx import addnodes
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
    services = TipBuilder(builder)
    content = TipContent(
        page_uri(builder, docname),
        services.highlight,
        services.image_uri,
        services.download_uri,
        hidden=hidden_classes(builder.config),
        note_of=NoteFinder(app.env).note_of,
        has_tip=partial(has_definition, domain),
    )
    for declared_in, element in declaring_elements(doctree, docname):
        concept_id = element[CONCEPT]
        # Also of a concept whose id another page has too: it is shown as soon as the other is gone.
        if (declared_in, concept_id) in domain.scheme.entries:
            of_page = known.setdefault(declared_in, {})
            if concept_id not in of_page:
                of_page[concept_id] = content.definition(definition_body(element))


class TipBuilder:
    """The services of *builder*, in the form that :class:`.content.TipContent` requires."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder

    def highlight(self, text: str, language: str) -> str:
        """HTML of *text*.

        Warnings are emitted with its page, so they are suppressed here: the highlighter is forced,
        and an unknown language is plain text.
        """
        if not _is_language(language):
            language = "none"
        return self._builder.highlighter.highlight_block(text, language, force=True)

    def image_uri(self, node: nodes.image) -> str:
        """The address of the file that the builder shows for *node*, from the root of the site.

        The builder chooses and copies it when it writes the page of the definition. Before that,
        this function chooses by the same rule. Empty for files that the builder does not copy:
        images of other hosts, images inline in the page, missing files.
        """
        found: dict[str, str] = node.get("candidates", {})
        kinds = ("*", *self._builder.supported_image_types)
        path = next((found[kind] for kind in kinds if kind in found), "")
        if path not in self._builder.env.images:
            return ""
        return f"{self._builder.imagedir}/{quote(self._builder.env.images[path][1])}"

    def download_uri(self, node: addnodes.download_reference) -> str:
        """The address of the file for *node*, from the root of the site, or elsewhere."""
        if not self._builder.download_support:
            return ""
        if "refuri" in node:
            return str(node["refuri"])
        return f"_downloads/{quote(node['filename'])}" if "filename" in node else ""


def _is_language(name: str) -> bool:
    if name == "default" or name in lexers or name in lexer_classes:
        return True
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True
