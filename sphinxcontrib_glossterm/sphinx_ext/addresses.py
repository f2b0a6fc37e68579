"""Where the entries of concepts are on the pages that a builder writes, and links to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from .nodes import NAME, concept_reference

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme


class Addresses:
    """The addresses of one build; each pair of pages is worked out once."""

    def __init__(self, builder: Builder, scheme: ConceptScheme) -> None:
        """*scheme* holds what this project defines."""
        self._builder = builder
        self._scheme = scheme
        self._one_page = builder.name == "singlehtml"
        self.page = cache(builder.get_relative_uri)
        """The address of one page from another, as the builder gives it."""

    def anchor(self, concept: Concept, label: str) -> str:
        """The id of *label* on the page: where all documents are one page, with the document's
        name behind it if another document has that id too.
        """  # noqa: D205 -- one sentence
        return self.on_page(concept, concept.anchor_of(label))

    def on_page(self, concept: Concept, anchor: str) -> str:
        """An id of the entry of *concept* as it is on the page that the builder writes."""
        if self._one_page and anchor in self._scheme.shared_anchors:
            return with_document(anchor, concept.location.docname)
        return anchor

    def attributes(self, concept: Concept, label: str, fromdocname: str) -> dict[str, Any]:
        """What a link from *fromdocname* to *concept*, where *label* stands, consists of."""
        docname, anchor = concept.location.docname, self.anchor(concept, label)
        attributes = {"internal": True, "classes": [NAME], "concept": concept.id}
        if concept.uri:
            return {**attributes, "internal": False, "refuri": concept.uri}
        if docname == fromdocname or self._one_page:
            # singlehtml writes "#document-a#term-x" for a URI (sphinx-doc/sphinx#14221).
            return {**attributes, "refid": anchor}
        return {**attributes, "refuri": f"{self.page(fromdocname, docname)}#{anchor}"}

    def reference(
        self, concept: Concept, label: str, fromdocname: str, *content: nodes.Node
    ) -> concept_reference:
        """A link from *fromdocname* to the entry of *concept*, where *label* stands there."""
        return concept_reference("", "", *content, **self.attributes(concept, label, fromdocname))

    def resolve(
        self, scheme: ConceptScheme, target: str, fromdocname: str, content: nodes.Element
    ) -> concept_reference | None:
        """The link that a written role to *target*, a name in *scheme*, becomes.

        Of several concepts of that name the nearest, and of those the first in the scheme's
        order: what an author writes always resolves. ``None`` where there is none.
        """
        near = scheme.meant(target, fromdocname)
        if not near:
            return None
        return self.reference(near[0], target.strip(), fromdocname, content)


def with_document(anchor: str, docname: str) -> str:
    """An id for *anchor* that no other document has."""
    return f"{anchor}--{docname.replace('/', '-')}"
