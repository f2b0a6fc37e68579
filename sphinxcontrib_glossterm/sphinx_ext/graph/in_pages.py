"""Replace the placeholders of diagrams by the nodes that the builder can render."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.model import location_text, similar

from ..builders import Links, Picture, traits_of
from ..domain import domain_of, has_graphs, words_classes
from ..internals import TERM_CLASSES, add_latex_package
from ..locale import _, __
from ..plain_nodes import may_hold
from ..warn import WarningSubtype, warn
from ..writing import read_text, remove, write_if_changed
from . import tikz
from .nodes import FILES, graph_picture, graph_strip, termgraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.listing import Branch, ConceptGraph, GraphQuery, Layout
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from ..output import OutputDirectory

STYLES = "glossterm-graph.css"


class RenderGraphs(SphinxPostTransform):
    """Replace each placeholder by the diagram in the builder's format.

    After the transform that links mentions, which would find the labels in the list.
    """

    def run(self, **kwargs: Any) -> None:
        """Replace every placeholder of the tree."""
        domain = domain_of(self.env)
        if not may_hold(domain, read=has_graphs(domain)):
            return
        for node in list(self.document.findall(termgraph)):
            graph = _graph(domain, node["request"])
            _replace(node, _GraphRenderer(domain.builder, node, graph).parts())


def _graph(domain: GlosstermDomain, query: GraphQuery) -> ConceptGraph:
    """The graph, in the order of the project's language."""
    return listing.concept_graph(domain.scheme, query, domain.env.config.language)


def _replace(node: termgraph, rendered: Sequence[nodes.Node]) -> None:
    """Replace *node* by *rendered*.

    Of several parts, only the last is put into a figure, which must fit on a page. Docutils' writer
    would not close a figure without content.
    """
    figure = node.parent
    if isinstance(figure, nodes.figure) and not rendered:
        rendered = [nodes.container()]
    if isinstance(figure, nodes.figure) and len(rendered) > 1:
        where = figure.parent.index(figure)
        figure.parent[where:where] = rendered[:-1]
        rendered = rendered[-1:]
    node.parent.replace(node, rendered)


class _GraphRenderer:
    """One diagram for one builder."""

    def __init__(self, builder: Builder, node: termgraph, graph: ConceptGraph) -> None:
        self._builder = builder
        self._addresses = domain_of(builder.env).addresses
        self._node = node
        self._graph = graph

    def parts(self) -> list[nodes.Element]:
        """The nodes that the builder's writer can render; empty if the graph is empty."""
        if not self._graph.concepts:
            return []
        parts: list[nodes.Element]
        layout = (
            listing.lay_out(self._graph)
            if traits_of(self._builder).picture is not Picture.NONE
            else None
        )
        if layout is None or (traits_of(self._builder).paper and not tikz.is_narrow_enough(layout)):
            parts = [nodes.container("", self._list(), classes=["glossterm-graph"])]
        elif traits_of(self._builder).paper:
            parts = list(self._strips(layout))
        else:
            parts = [self._picture(layout)]
        parts[0]["ids"], parts[0]["names"] = self._node["ids"], self._node["names"]
        return parts

    def _picture(self, layout: Layout) -> nodes.Element:
        alt = self._alt()
        return graph_picture("", self._list(), graph=self._graph, layout=layout, alt=alt)

    def _strips(self, layout: Layout) -> Iterator[nodes.Element]:
        labels = {concept.id: concept for concept in self._graph.concepts}
        for strip in listing.strips(layout, tikz.strip_height(layout)):
            boxes = tikz.boxes(layout, strip)
            links = [self._link(labels[name], box.label) for name, box in boxes]
            yield graph_strip("", "", *links, graph=self._graph, layout=layout, strip=strip)

    def _alt(self) -> str:
        figure = self._node.parent
        caption = figure[-1].astext() if isinstance(figure, nodes.figure) else ""
        root = next((c for c in self._graph.concepts if c.id == self._graph.root), None)
        # Translators: alternative text of a diagram, for readers who do not see it
        by_itself = _("Hierarchy of “%s”") % root.pref_label if root else ""
        return self._node["alt"] or caption or by_itself or _("Hierarchy of concepts")

    def _list(self) -> nodes.bullet_list:
        branches = listing.outline(self._graph, traits_of(self._builder).list_depth)
        return nodes.bullet_list("", *map(self._item, branches))

    def _item(self, branch: Branch) -> nodes.list_item:
        line = nodes.paragraph("", "", self._link(branch.concept, branch.concept.pref_label))
        for number, concept in enumerate(branch.related):
            line += [nodes.Text(", ")] if number else self._see_also()
            line += self._link(concept, concept.pref_label)
        item = nodes.list_item("", line)
        if branch.narrower:
            item += nodes.bullet_list("", *map(self._item, branch.narrower))
        return item

    def _see_also(self) -> list[nodes.Node]:
        # Translators: in the list below a diagram, in front of related terms
        text, classes = _("see also"), words_classes(domain_of(self._builder.env))
        words = nodes.inline("", text, classes=[*classes]) if classes else nodes.Text(text)
        return [nodes.Text(" – "), words, nodes.Text(" ")]

    def _link(self, concept: Concept, text: str) -> nodes.Node:
        if traits_of(self._builder).links is Links.PRINTED:
            return nodes.Text(text)
        content = nodes.inline("", text, classes=[*TERM_CLASSES])
        docname = self._node["request"].docname
        return self._addresses.reference(concept, concept.pref_label, docname, content)


def check_graphs(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report diagrams that are empty or unlikely to be intended."""
    domain = domain_of(env)
    queries = [q for _, page in sorted(domain.pages.items()) for q in page.graphs]
    for query in queries:
        _check(query, domain)
    if queries and traits_of(domain.builder).picture is not Picture.NONE and not listing.engine():
        message = __(
            "a list is shown instead of the diagram, which needs a package that is not installed;"
            ' run pip install "sphinxcontrib-glossterm[graph]"'
        )
        warn(WarningSubtype.GRAPH, message, location=(queries[0].docname, queries[0].line))


def _check(query: GraphQuery, domain: GlosstermDomain) -> None:
    scheme, location = domain.scheme, (query.docname, query.line)
    near = query.meant(scheme)
    if query.target and not near:
        hint = similar(query.target, scheme.labels())
        message = (
            __('unknown concept "%s"; did you mean "%s"?')
            if hint
            else __('unknown concept "%s"; write a label or an id of a concept')
        )
        fix = (query.target, *hint)
        warn(WarningSubtype.GRAPH, message, *fix, location=location, fix=fix)
    elif len(near) > 1:
        message = __('"%s" is ambiguous (%s); the first is used, write one of these instead: %s')
        locations = ", ".join(location_text(concept.location) for concept in near)
        ids = ", ".join(f'"{concept.id}"' for concept in near)
        arguments = (query.target, locations, ids)
        warn(WarningSubtype.AMBIGUOUS_TERM, message, *arguments, location=location)
    graph = _graph(domain, query)
    if not query.target and not graph.concepts:
        message = __('empty diagram: no concept has a broader one; add a field "broader"')
        warn(WarningSubtype.GRAPH, message, location=location)
    if traits_of(domain.builder).picture is not Picture.NONE and not listing.has_fast_layout(graph):
        message = __(
            "a list is shown instead of the diagram, since the lines between its %s concepts are"
            " too many and too long; show fewer concepts with a concept as argument,"
            ' ":up:" and ":down:"'
        )
        warn(WarningSubtype.GRAPH, message, len(graph.concepts), location=location)


def has_pictures(domain: GlosstermDomain) -> bool:
    """Whether any page has a diagram that can be laid out."""
    return has_graphs(domain) and bool(listing.engine())


def prepare(app: Sphinx, builder: Builder) -> None:
    """``write-started``: add the style sheet or the LaTeX package, if there is a diagram."""
    pictures = has_pictures(domain_of(app.env))
    if traits_of(builder).book:  # it adds every file to the book
        for path in Path(app.outdir, builder.imagedir).glob(f"{FILES}*.svg"):
            remove(path)
    if isinstance(builder, StandaloneHTMLBuilder):
        path = app.outdir / "_static" / STYLES
        with as_file(files("sphinxcontrib_glossterm") / "static" / STYLES) as source:
            styles = source.read_text("utf-8") if pictures or traits_of(builder).book else ""
        if pictures:
            write_if_changed(path, styles)
        elif traits_of(builder).book and read_text(path) == styles:
            path.unlink()  # a book contains all files of its directory
    elif pictures and traits_of(builder).paper:
        add_latex_package(app, tikz.PACKAGE)


def update_styles(app: Sphinx, output: OutputDirectory) -> None:
    """``glossterm-files``: the style sheet of diagrams."""
    if not output.intact:
        prepare(app, app.builder)
    output.own(f"_static/{STYLES}", exists=has_pictures(domain_of(app.env)))


def content_of_diagrams(app: Sphinx, docname: str) -> list[tuple[object, ...]]:
    """The content of each diagram, and the version of the layout package."""
    domain = domain_of(app.env)
    return [
        (listing.engine(), _graph(domain, query).shown()) for query in domain.page(docname).graphs
    ]


def add_styles(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """``html-page-context``: add the style sheet to pages with a diagram only."""
    if doctree is None or not has_graphs(domain_of(app.env)):
        return
    pictures = any(doctree.findall(graph_picture))
    if pictures and isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.add_css_file(STYLES)
