"""Compute the addresses of entries in the pages that a builder writes, and links to them.

Every address of a page or of a file next to it is made here. A document may have any valid file
name, so characters with a meaning in URLs (``#``, ``?``, ``%``, quotes, spaces) are quoted.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from sphinxcontrib_glossterm.lazily import pattern

from .builders import traits_of
from .nodes import NAME, concept_reference

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    Target = tuple[str, str, str, str, bool]
    """A link: id of the concept, the address or else the id on the page, the language of the label
    if it is not that of the pages, whether the link is internal. A page has many, and targets are
    plain tuples for the reason given in :class:`~.pages.StoredDecision`."""

_SPACES = pattern(r"\s")


def page_uri(builder: Builder, docname: str) -> str:
    """The address of the page that shows *docname*, relative to the root of the site."""
    if traits_of(builder).one_page:  # its own target URIs are fragments of the one page
        suffix = cast("StandaloneHTMLBuilder", builder).out_suffix
        return f"{quote(builder.config.root_doc)}{suffix}"
    uri = builder.get_target_uri(docname)
    return uri if _quotes(builder) else quote(uri)


def file_uri(folder: str, docname: str, suffix: str) -> str:
    """The address of our file with the name of a document, relative to the root of the site."""
    return f"{folder}/{quote(docname)}{suffix}"


def document_fragment(builder: Builder, docname: str) -> str:
    """The URL fragment of *docname* on the one page of ``singlehtml``.

    Empty (the top of the page) for the root document, since Sphinx gives it no id.
    """
    return "" if docname == builder.config.root_doc else f"document-{quote(docname)}"


def _relative_page(builder: Builder, fromdocname: str, docname: str) -> str:
    """The address of one page, relative to another."""
    if _quotes(builder):
        return builder.get_relative_uri(fromdocname, docname)
    return relative_uri(page_uri(builder, fromdocname), page_uri(builder, docname))


def _quotes(builder: Builder) -> bool:
    """Whether the addresses from *builder* can be used in links unchanged.

    Sphinx's builders that make a folder for each page do not quote the names of documents.
    """
    return not traits_of(builder).screen or "#" not in builder.get_target_uri("#")


def attributes_of(target: Target, *classes: str) -> dict[str, Any]:
    """The attributes of the ``concept_reference`` for *target*."""
    concept, refuri, refid, lang, internal = target
    attributes = {"internal": internal, "classes": list(classes), "concept": concept}
    attributes |= {"refuri": refuri} if refuri else {"refid": refid}
    return {**attributes, "lang": lang} if lang else attributes


class Addresses:
    """The addresses of one build; each pair of pages is computed once."""

    def __init__(self, builder: Builder, scheme: ConceptScheme) -> None:
        """*scheme* contains the concepts of this project."""
        self._builder = builder
        self._scheme = scheme
        self._one_page = traits_of(builder).one_page
        self.page = cache(partial(_relative_page, builder))
        """The address of one page, relative to another."""

    def anchor(self, concept: Concept, label: str) -> str:
        """The id of *label* on the page.

        If all documents are on one page, the document's name is appended if another document has
        the same id.
        """
        return self.on_page(concept, concept.anchor_of(label))

    def on_page(self, concept: Concept, anchor: str) -> str:
        """An id of the entry of *concept* on the page that the builder writes."""
        if self._one_page and anchor in self._scheme.shared_anchors:
            return with_document(anchor, concept.location.docname)
        return anchor

    def target(self, concept: Concept, label: str, fromdocname: str) -> Target:
        """The link from *fromdocname* to *concept*, where the text is *label*."""
        lang = concept.foreign_language(label, self._builder.config.language)
        if concept.uri:
            return concept.id, concept.uri, "", lang, False
        docname, anchor = concept.location.docname, self.anchor(concept, label)
        if docname == fromdocname or self._one_page:
            # singlehtml writes "#document-a#term-x" for a URI (sphinx-doc/sphinx#14221).
            return concept.id, "", anchor, lang, True
        return concept.id, f"{self.page(fromdocname, docname)}#{anchor}", "", lang, True

    def reference(
        self, concept: Concept, label: str, fromdocname: str, *content: nodes.Node
    ) -> concept_reference:
        """A link from *fromdocname* to the entry of *concept*, where the text is *label*."""
        attributes = attributes_of(self.target(concept, label, fromdocname), NAME)
        if any(label.lang for label in concept.labels):  # the text may be another label
            attributes.pop("lang", None)
            attributes |= self.language(concept, "".join(node.astext() for node in content))
        return concept_reference("", "", *content, **attributes)

    def language(self, concept: Concept, text: str) -> dict[str, str]:
        """The attribute for the language of *text*, if it is a label in another than the pages."""
        lang = concept.foreign_language(text, self._builder.config.language)
        return {"lang": lang} if lang else {}

    def resolve(
        self, scheme: ConceptScheme, target: str, fromdocname: str, content: nodes.Element
    ) -> concept_reference | None:
        """The link for a role with *target*, a name in *scheme*.

        Of several concepts with that name the nearest is used, and of those the first in the
        scheme's order, so that a role always resolves. ``None`` if there is none.
        """
        near = scheme.meant(target, fromdocname)
        if not near:
            return None
        return self.reference(near[0], target.strip(), fromdocname, content)


def with_document(anchor: str, docname: str) -> str:
    """An id for *anchor* that no other document has; ids hold no white space."""
    return f"{anchor}--{_SPACES.sub('_', docname.replace('/', '-'))}"
