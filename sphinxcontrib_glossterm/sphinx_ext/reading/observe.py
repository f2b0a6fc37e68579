"""Collect the concepts, references and prose of a page from its finished doctree.

Glossaries are *observed*, not replaced: the entries of every definition list with the class
``glossary`` are concepts, whether it comes from Sphinx's directive, MyST's ``{.glossary}`` lists, a
translation or another extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..domain import domain_of
from ..internals import is_named_link
from ..nodes import NAME, definition_term, placeholder
from ..options import check_metadata, page_options, read_metadata
from ..pages import NOTHING, Prose
from .concepts import ConceptMaker
from .declarations import NodesByType, entry_declarations, inline_declarations
from .headings import heading_declarations
from .labels import has_anchor, label_text
from .links import ids_of_entries, links_of, page_parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any

    from sphinxcontrib_glossterm.matching import Passage
    from sphinxcontrib_glossterm.model import Concept

    from ..options import PageOptions
    from ..pages import Page
    from .passages import PassageInTree


class ObserveDocument(SphinxTransform):
    """Store the concepts, the references and the prose of a document.

    Runs when the document is otherwise complete, after translation and smart quotes, and before
    the domains process it: the index domain then collects the index entries that are changed here.
    """

    def apply(self, **kwargs: Any) -> None:
        """Collect the data of the document."""
        metadata, where = read_metadata(self.document)
        check_metadata(self.env.docname, metadata, where)
        options = page_options(self.env.docname, metadata, domain_of(self.env).options)
        if own := domain_of(self.env).options.own_links:
            # Imported here, since few projects have such links.
            from .own_links import OwnLinks

            OwnLinks(self.env, own).convert(self.document)
        found = NodesByType(self.document, *_DEFINING, *_ASKING)
        maker = ConceptMaker(self.document, self.env, domain_of(self.env).options)
        concepts = self._concepts(maker, found, options)
        page = domain_of(self.env).page(self.env.docname)
        if concepts:  # their fields have been removed from the tree
            ids = ids_of_entries(self.document, self.env.docname)
            outdated = maker.outdated
            page = page._replace(concepts=tuple(concepts), entry_ids=ids, outdated=outdated)
            found = NodesByType(self.document, *_ASKING)
            self._remove_anchors(found, page)
        page = self._with_references(page, found)
        page = self._with_prose(page, found, options)
        if page != NOTHING:
            domain_of(self.env).note(self.env.docname, page)

    def _remove_anchors(self, found: NodesByType, page: Page) -> None:
        anchors = [raw for raw in found.of(nodes.raw) if has_anchor(raw)]
        if anchors:
            from .own_links import remove_repeated_anchors

            remove_repeated_anchors(anchors, page.entry_ids)

    def _concepts(
        self, maker: ConceptMaker, found: NodesByType, options: PageOptions
    ) -> Sequence[Concept]:
        domain = domain_of(self.env)
        headings = list(
            heading_declarations(self.document, options.heading_levels, domain.options, self.env)
        )
        declarations = [
            *entry_declarations(found, domain.options, self.env),
            *headings,
            *inline_declarations(found, self.env),
        ]
        # A term defined in a heading that is already a concept is ignored.
        declarations = list({id(d.element): d for d in reversed(declarations)}.values())[::-1]
        concepts = list(maker.concepts(declarations))
        if headings and domain.options.heading_labels == "first":
            # Imported here, since most projects have no such headings.
            from .heading_labels import divide_headings

            sections = (heading.element for heading in headings)
            divide_headings(self.document, sections, domain.options.label_separator)
        return concepts

    def _with_references(self, page: Page, found: NodesByType) -> Page:
        """*page* with roles, plain links, diagrams and indexes."""
        linking = [x for x in found.of(nodes.Element) if _may_link(x)]
        placeholders = found.of(placeholder)
        return page._replace(
            references=tuple((x["reftarget"], _line(x)) for x in self._roles(found)),
            links=tuple(dict.fromkeys(links_of(self.env.docname, self.document, linking))),
            graphs=tuple(p["request"] for p in placeholders if p.kind == "graphs"),
            indexes=tuple(p["request"] for p in placeholders if p.kind == "indexes"),
        )

    def _with_prose(self, page: Page, found: NodesByType, options: PageOptions) -> Page:
        """*page* with its prose, if mentions are linked there, and the sections of links."""
        docname, domain = self.env.docname, domain_of(self.env)
        collected: list[PassageInTree] = []
        if options.policy.reads_page(defines=bool(page.concepts)):
            # Imported here, since pages without a concept need it only if all text is linked.
            from .passages import passages

            collected += passages(self.document, docname, domain.options.link_in)
        if domain.may_check:
            from .checked_texts import pack_texts

            packed, texts = pack_texts(self.document, domain.options.link_in, collected)
            domain.note_texts_to_check(docname, packed, texts)
        if not (collected or page.references):
            return page
        roles = [xref for xref in self._roles(found) if xref["reftype"] == "term"]
        of_sections = ((one.passage.section, one.element) for one in collected)
        parts = page_parts_of(self.document, roles, of_sections, page.concepts, label_text)
        prose = Prose.of(list(self._with_links(collected))) if collected else None
        return page._replace(prose=prose, parts=parts)

    def _with_links(self, collected: Sequence[PassageInTree]) -> Iterator[Passage]:
        for one in collected:
            if one.links:
                links = links_of(self.env.docname, self.document, one.links)
                yield one.passage._replace(links=tuple(links))
            else:
                yield one.passage

    def _roles(self, found: NodesByType) -> list[addnodes.pending_xref]:
        """The roles that may mean a term."""
        domains = {NAME, "std"} if domain_of(self.env).options.takeover else {NAME}
        return [x for x in found.of(addnodes.pending_xref) if _may_mean_term(x, domains)]


_DEFINING = (addnodes.glossary, nodes.definition_list, definition_term)
_ASKING = (addnodes.pending_xref, nodes.reference, nodes.raw, placeholder)


def _may_mean_term(xref: addnodes.pending_xref, domains: Collection[str]) -> bool:
    """Whether it is a ``term`` role of one of *domains*, or a reference that may mean anything.

    With ``any`` and Markdown's ``[](<LoRA>)`` the page must be written again, too, when that term
    moves. Markdown's links to pages are not included.
    """
    kind = xref.get("reftype")
    is_term = kind == "term" and xref.get("refdomain") in domains
    return is_term or kind == "any" or is_named_link(xref)


def _may_link(node: nodes.Element) -> bool:
    """Whether it is an author's link; entries of a table of contents have ids."""
    return isinstance(node, addnodes.pending_xref) or (
        isinstance(node, nodes.reference) and not node["ids"]
    )


def _line(node: nodes.Element | None) -> int | None:
    """The line of *node*, or of the nearest ancestor that has one."""
    while node is not None and node.line is None:
        node = node.parent
    return None if node is None else node.line
