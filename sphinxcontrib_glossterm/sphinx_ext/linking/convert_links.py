"""Convert resolved links to an entry into references to its concept.

The standard domain answers ``any`` and Markdown's ``[](<term>)`` if it finds a term, and a second
answer from this extension would make them ambiguous. Plain links (``ref``, ``[text](page.md#id)``)
lead to an id or to a label. So such links are converted after they are resolved; they keep their
text and target.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..builders import traits_of
from ..domain import domain_of
from ..internals import TERM_CLASSES, document_link, known_slugs, std_register
from ..nodes import NAME, OWN_LINK, concept_reference
from ..plain_nodes import may_hold
from ..reading.declarations import NodesByType
from .entries import with_documents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sphinxcontrib_glossterm.model import Concept

    Entry = tuple[Concept, str]


class ResolveEntryIds(SphinxPostTransform):
    """Resolve Markdown links to an id of an entry, which MyST does not know.

    Before MyST does, which warns of them.
    """

    def run(self, **kwargs: Any) -> None:
        """Resolve the links to ids that belong to no heading and no label."""
        domain = domain_of(self.env)
        if not may_hold(domain, read=bool(domain.page(self.env.docname).links)):
            return
        for xref in NodesByType(self.document, addnodes.pending_xref).of(addnodes.pending_xref):
            if xref.get("reftype") == OWN_LINK:
                # Imported here, since few projects have such links.
                from .own_links import resolve

                resolve(xref, domain)
            elif link := document_link(xref):
                docname, anchor = link
                concept = domain.page(docname).entry_ids.get(anchor)
                if concept and not self._is_known(docname, anchor):
                    self._resolve(xref, docname, anchor, domain.entry_at(docname, anchor))

    def _is_known(self, docname: str, anchor: str) -> bool:
        """Whether MyST finds *anchor* itself."""
        labels = std_register(self.env, "anonlabels")
        known = anchor in known_slugs(self.env, docname)
        return known or labels.get(anchor, ("", ""))[0] == docname

    def _resolve(
        self, xref: addnodes.pending_xref, docname: str, anchor: str, concept: Concept | None
    ) -> None:
        if concept is None:
            return
        content = nodes.inline("", "", classes=["std", "std-ref"])
        if xref.get("refexplicit"):
            content.extend(xref[0].children)
        else:
            own = (label.text for label in concept.labels if label.anchor == anchor)
            content += nodes.Text(next(own, concept.pref_label))
        fromdocname = xref.get("refdoc", self.env.docname)
        builder = domain_of(self.env).builder
        try:
            link = make_refnode(builder, fromdocname, docname, anchor, content)
        except NoUri:
            return
        if "reftitle" in xref:
            link["reftitle"] = xref["reftitle"]
        xref.replace_self(link)


class ConvertLinksToEntries(SphinxPostTransform):
    """Convert links to entries into references to concepts.

    Runs after all references are resolved.
    """

    def run(self, **kwargs: Any) -> None:
        """Convert every link to the anchor of a label, or to another id of an entry."""
        domain = domain_of(self.env)
        if not len(domain.scheme):
            return
        for docname, links in self._links().items():
            entries = {
                **(self._terms(docname, links) if domain.options.takeover else {}),
                **(self._entries(docname) if traits_of(domain.builder).screen else {}),
            }
            for link in links if entries else ():
                if entry := entries.get(_target(link)):
                    link.replace_self(self._converted(link, docname, *entry))

    def _links(self) -> Mapping[str, Sequence[nodes.reference]]:
        """The links that may be converted, by their document."""
        if not traits_of(domain_of(self.env).builder).one_page:
            links = NodesByType(self.document, nodes.reference).of(nodes.reference)
            found = [link for link in links if _is_convertible(link)]
            return {self.env.docname: found} if found else {}
        of_page: dict[str, list[nodes.reference]] = defaultdict(list)
        for node, docname in with_documents(self.document, self.env.docname):
            if isinstance(node, nodes.reference) and _is_convertible(node):
                of_page[docname].append(node)
        return of_page

    def _terms(self, docname: str, links: Sequence[nodes.reference]) -> Mapping[str | None, Entry]:
        """The targets of those *links* that are links to terms → the concept there, and the id."""
        wanted = {_target(link).rpartition("#")[2] for link in links if _is_term(link)}
        return {
            self._address(docname, concept.location.docname, anchor): (concept, anchor)
            for concept in (domain_of(self.env).scheme if wanted else ())
            for anchor in wanted & {concept.anchor, *(label.anchor for label in concept.labels)}
        }

    def _entries(self, docname: str) -> Mapping[str | None, Entry]:
        """The targets of plain links of the page → the concept there, and the id."""
        domain = domain_of(self.env)
        return {
            self._address(docname, page, anchor): (concept, anchor)
            for _name, concept in domain.plain_links(docname)
            for page in [concept.location.docname]
            for anchor, concept_id in domain.page(page).entry_ids.items()
            if concept_id == concept.id
        }

    def _address(self, docname: str, page: str, anchor: str) -> str | None:
        """The target that Sphinx gives a link from *docname* to *anchor* of *page*, if any."""
        # Not as ours: some of its builders do not quote names, "singlehtml" writes a fragment.
        builder = domain_of(self.env).builder
        try:
            address = builder.get_relative_uri(docname, page) if page != docname else ""
        except NoUri:  # as of a page that no LaTeX document contains
            return None
        return f"{address}#{anchor}"

    def _converted(
        self, link: nodes.reference, docname: str, concept: Concept, anchor: str
    ) -> concept_reference:
        converted = concept_reference("", "", *link.children, concept=concept.id)
        converted.attributes.update(link.attributes)
        converted["classes"] = [*link["classes"], NAME]
        addresses = domain_of(self.env).addresses
        if traits_of(domain_of(self.env).builder).one_page:
            # It creates "#document-a#term-x" for a URI (sphinx-doc/sphinx#14221).
            converted.attributes.pop("refuri", None)
            converted["refid"] = addresses.on_page(concept, anchor)
        elif "refuri" in converted and concept.location.docname != docname:
            converted["refuri"] = f"{addresses.page(docname, concept.location.docname)}#{anchor}"
        return converted


def _is_convertible(node: nodes.reference) -> bool:
    """Whether it is a link within the project; entries of a table of contents have ids."""
    if type(node) is not nodes.reference or node["ids"]:  # first, since most links are ours
        return False
    inside = node.get("internal") or "refid" in node or node.get("refuri", "").startswith("#")
    return bool(inside)


def _is_term(node: nodes.reference) -> bool:
    first = node.children[0] if node.children else None
    return isinstance(first, nodes.Element) and TERM_CLASSES[-1] in first["classes"]


def _target(link: nodes.reference) -> str:
    return f"#{link['refid']}" if "refid" in link else str(link.get("refuri", ""))
