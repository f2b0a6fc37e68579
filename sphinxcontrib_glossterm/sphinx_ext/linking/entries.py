"""Post-transforms of entries: which of them a page shows, their ids, their languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..addresses import with_document
from ..builders import names_with, traits_of
from ..domain import domain_of
from ..nodes import CONCEPT, ORIGIN, definition_term, field_messages, heading_labels
from ..plain_nodes import may_hold
from ..reading.declarations import NodesByType, declaring_elements
from ..reading.labels import label_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.model import Concept


class DistinguishSharedAnchors(SphinxPostTransform):
    """Add a second id, with the document's name, for anchors that several documents have.

    Sphinx makes ids unique within a document. In ``singlehtml`` the documents are combined on one
    page, where only the first of two equal anchors can be reached. Only that one keeps the shared
    id, since an id must not be on a page twice.
    """

    builders = names_with("one_page")

    def run(self, **kwargs: Any) -> None:
        """Add the ids from the root down, since parents in the combined tree may be outdated."""
        shared = domain_of(self.env).scheme.shared_anchors
        if not shared:
            return
        seen: set[str] = set()
        for node, docname in with_documents(self.document, self.env.docname):
            anchors = [anchor for anchor in node["ids"] if anchor in shared]
            if not anchors:
                continue
            # The first id of a section is what Sphinx finds its number by.
            kept = node["ids"][:1] if isinstance(node, nodes.section) else []
            repeated = seen.intersection(anchors).difference(kept)
            own = [with_document(anchor, docname) for anchor in anchors]
            node["ids"] = [known for known in node["ids"] if known not in repeated] + own
            seen.update(anchors)


class RemoveOverridden(SphinxPostTransform):
    """Remove entries made from a data file whose concept a page defines itself.

    Their ids are kept, since the general index may refer to them.
    """

    def run(self, **kwargs: Any) -> None:
        """Remove the entries that the scheme has omitted."""
        domain = domain_of(self.env)
        if not domain.sources:
            return
        shown = domain.scheme.entries
        for docname, item in list(declaring_elements(self.document, self.env.docname)):
            if ORIGIN in item and (docname, item[CONCEPT]) not in shown:
                ids = [anchor for term in item.findall(nodes.term) for anchor in term["ids"]]
                listing = item.parent
                listing["ids"] += ids
                # The concept of the page takes the fields: catalogues need their texts.
                listing.parent += list(item.findall(field_messages))
                listing.remove(item)


class ShowGlossaryIds(SphinxPostTransform):
    """Move the ids of glossaries to their lists, since HTML omits the glossary node.

    Only when pages are written, since Sphinx would use the first term as the title of the label.
    """

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Move the ids of each glossary to its first definition list."""
        domain = domain_of(self.env)
        if not may_hold(domain, read=bool(domain.page(self.env.docname).concepts)):
            return
        for glossary in NodesByType(self.document, addnodes.glossary).of(addnodes.glossary):
            first = glossary.next_node(nodes.definition_list)
            if first is not None:
                first["ids"] += glossary["ids"]
                glossary["ids"] = []


class ShowLanguages(SphinxPostTransform):
    """Mark labels in terms and headings that are in another language than the page.

    Not when the page is read, since a data file may give the language.
    """

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Mark the labels of every concept that is defined in the tree."""
        domain = domain_of(self.env)
        if not domain.label_languages:
            return
        page = self.config.language
        divider = re.compile(rf"(\s*{re.escape(domain.options.label_separator)}\s*)")
        for docname, element in list(declaring_elements(self.document, self.env.docname)):
            concept = domain.scheme.at(docname, element[CONCEPT])
            if concept and any(_foreign(concept, page)):
                for shown in _label_elements(element):
                    _mark(shown, concept, page, divider)


class ShowHeadingLabels(SphinxPostTransform):
    """Display the other labels of headings: after the first label, or in a line below it.

    After their references are resolved and their languages are marked.
    """

    def run(self, **kwargs: Any) -> None:
        """Move the labels to their places."""
        domain = domain_of(self.env)
        if not may_hold(domain, read=bool(domain.page(self.env.docname).concepts)):
            return
        traits = traits_of(domain.builder)
        for labels in NodesByType(self.document, heading_labels).of(heading_labels):
            if isinstance(labels.parent, nodes.title):  # the transform has run before
                continue
            content = _joined(labels)
            title = labels.parent.next_node(nodes.title)
            if title is None or traits.plain_headings:
                labels.replace_self(nodes.paragraph("", "", *_in_parentheses(content)))
                continue
            labels.parent.remove(labels)
            labels.children = []
            labels += content if traits.screen else [nodes.Text(" "), *_in_parentheses(content)]
            title.append(labels)


def _joined(labels: heading_labels) -> list[nodes.Node]:
    """The content of *labels*, with a neutral sign between two labels, in any language."""
    content: list[nodes.Node] = []
    for label in labels.children:
        content += [nodes.Text(" · "), *label.children] if content else label.children
    return content


def _in_parentheses(content: list[nodes.Node]) -> list[nodes.Node]:
    return [nodes.Text("("), *content, nodes.Text(")")]


def _label_elements(element: nodes.Element) -> Iterator[nodes.Element]:
    """The elements that show the labels of the concept that *element* declares."""
    if isinstance(element, definition_term):
        yield element
    for child in element.children:
        if isinstance(child, (nodes.term, nodes.title)):
            yield child
        elif isinstance(child, heading_labels):
            yield from (label for label in child.children if isinstance(label, nodes.Element))


def _mark(shown: nodes.Element, concept: Concept, page: str, divider: re.Pattern[str]) -> None:
    """Put labels of *concept* in *shown* into elements with their languages.

    The element itself is not marked, since themes add a link with a title to it.
    """
    if lang := concept.foreign_language(label_text(shown), page):
        content, shown.children = shown.children, []
        shown += _in_language(lang, *content)
        return
    for text in [child for child in shown.children if isinstance(child, nodes.Text)]:
        parts = [
            _in_language(lang, nodes.Text(part)) if lang else nodes.Text(part)
            for part in divider.split(text)
            for lang in [concept.foreign_language(part, page)]
        ]
        if len(parts) > 1:
            shown.replace(text, parts)


def _in_language(lang: str, *content: nodes.Node) -> nodes.inline:
    return nodes.inline("", "", *content, classes=[f"language-{lang}"])


def _foreign(concept: Concept, page: str) -> Iterator[tuple[str, str]]:
    """The labels in another language than the page, with these."""
    for label in concept.labels:
        if label.lang and (lang := concept.foreign_language(label.text, page)):
            yield label.text, lang


def content_of_languages(app: Sphinx, docname: str) -> list[tuple[str, str]]:
    """The languages of the labels that a page shows; a data file may add others, and languages."""
    domain = domain_of(app.env)
    if not (traits_of(app.builder).screen and domain.label_languages):
        return []
    page = str(app.config.language)
    found: list[tuple[str, str]] = []
    for read in domain.page(docname).concepts:
        shown = {label.text for label in read.labels}
        if concept := domain.scheme.at(docname, read.id):
            found += (row for row in _foreign(concept, page) if row[0] in shown)
    return found


def with_documents(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """*node*, which is in *docname*, and its descendants, each with its document."""
    left = [(node, docname)]
    while left:  # not recursive, since blocks may be deeply nested
        node, docname = left.pop()
        if isinstance(node, (addnodes.start_of_file, nodes.section)):
            docname = node.get("docname", docname)
        yield node, docname
        below = (child for child in reversed(node.children) if isinstance(child, nodes.Element))
        left += ((child, docname) for child in below)
