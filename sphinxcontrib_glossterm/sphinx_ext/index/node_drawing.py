"""Make the parts of an index as nodes, for pages and for formats other than HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..nodes import NAME, concept_reference
from .drawing import Drawing, FilterTexts, Linked, Target
from .nodes import index_filter, index_list, index_pages, index_paper, index_uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class NodeDrawing(Drawing[nodes.Node]):
    """Makes nodes of :mod:`.nodes`, and of docutils for what all writers know."""

    def text(self, text: str) -> nodes.Node:
        """A text node."""
        return nodes.Text(text)

    def on_paper(self, text: str) -> nodes.Node:
        """A node that HTML omits."""
        return index_paper("", text)

    def span(self, classes: Sequence[str], *content: nodes.Node) -> nodes.Node:
        """An inline node."""
        return nodes.inline("", "", *content, classes=[*classes])

    def link(
        self,
        target: Target,
        *content: nodes.Node,
        classes: Sequence[str] = (),
        linked: Linked | None = None,
        current: bool = False,
    ) -> nodes.Node:
        """A reference."""
        attributes: dict[str, Any] = {"internal": target.internal, "classes": [*classes]}
        attributes["refid" if target.on_page else "refuri"] = target.address
        if current:
            attributes["aria-current"] = "true"
        if linked is None:
            return nodes.reference("", "", *content, **attributes)
        attributes |= {"classes": [NAME], "concept": linked.concept}
        if linked.lang:
            attributes["lang"] = linked.lang
        return concept_reference("", "", *content, **attributes)

    def element(
        self,
        kind: type[nodes.Element],
        tag: str,
        *content: nodes.Node,
        classes: Sequence[str] = (),
        name: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> nodes.Node:
        """A node of *kind*, with the properties of its element in HTML."""
        text = ("",) if issubclass(kind, nodes.TextElement) else ()
        made = kind("", *text, *content, classes=[*classes], ids=[name] if name else [])
        made.attributes |= {**({"tag": tag} if tag else {}), **(attributes or {})}
        return made

    def items(self, entries: Iterable[nodes.Node], *classes: str) -> nodes.Node:
        """A bullet list."""
        return index_list("", *entries, tag="ul", classes=[*classes], bullet="*")

    def pages(self, docname: str, anchor: str) -> nodes.Node:
        """A node that only LaTeX shows."""
        return index_pages(target=(docname, anchor))

    def uses(
        self, rows: Sequence[Sequence[tuple[str, str]]], more: str, classes: Sequence[str]
    ) -> nodes.Node:
        """One node for all links; separate nodes would be most of the index."""
        return index_uses(uses=rows, more=more, classes=[*classes])

    def filter(
        self, texts: FilterTexts, classes: Sequence[str], attributes: Mapping[str, str]
    ) -> nodes.Node:
        """A node that only HTML shows."""
        return index_filter(classes=[*classes], texts=texts, **attributes)
