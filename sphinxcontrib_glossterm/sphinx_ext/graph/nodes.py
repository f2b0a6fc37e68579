"""The directive ``termgraph``, the nodes of a diagram, and their rendering in HTML and LaTeX."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm import listing

from ..builders import traits_of
from ..digest import digest_of
from ..domain import domain_of, words_classes
from ..internals import latex_targets
from ..locale import _
from ..nodes import add_html_nodes, concept_reference, placeholder
from ..writing import write_if_changed
from . import tikz
from .svg import svg, svg_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

NARROW = 340
"""Width in pixels up to which a diagram fits on a phone. There the list replaces a wider one."""

FILES = "glossterm-graph-"
"""Prefix of the file names of diagrams."""


class termgraph(placeholder):  # noqa: N801 -- docutils' way to name nodes
    """The placeholder of a diagram until its page is written.

    ``request`` has the options, ``alt`` the alternative text.
    """

    kind = "graphs"


class graph_picture(nodes.General, nodes.Element):  # noqa: N801
    """A diagram in HTML: ``graph``, ``layout``, ``alt``; its child is the nested list."""

    tagname = "container"


class graph_strip(nodes.General, nodes.TextElement):  # noqa: N801
    """A part of a diagram in LaTeX, from top to bottom of ``strip``, with a link for each box.

    A text element, so that the writer renders each link in one line.
    """

    tagname = "container"


def visit_graph_picture(self: HTML5Translator, node: graph_picture) -> None:
    """Render the diagram, and open the container of the list.

    The diagram is a group of links that can be scrolled by keyboard; the role of an image would
    hide the links. EPUB readers often do not support ``details``.
    """
    wide = " glossterm-graph-wide" if node["layout"].width > NARROW else ""
    self.body.append(self.starttag(node, "div", "", CLASS=f"glossterm-graph{wide}"))
    alt = escape(node["alt"], quote=True)
    if traits_of(self.builder).book:
        self.body.append(f'<div class="glossterm-graph-view">{_image(self, node, alt)}</div>\n')
        self.body.append('<div class="glossterm-graph-list">\n')
    else:
        links = {link["concept"]: _attributes(link) for link in node.findall(concept_reference)}
        picture = svg(node["graph"], node["layout"], links)
        self.body.append(
            '<div class="glossterm-graph-view" role="group" tabindex="0"'
            f' aria-label="{alt}">{picture}</div>\n'
        )
        # Translators: below a diagram; a click on it opens a list with the same content
        summary = nodes.inline("", _("As a list"), classes=[*_words(self)])
        opening = self.starttag(summary, "summary", "")
        self.body.append(f'<details class="glossterm-graph-list">{opening}')
        self.body.append(f"{escape(summary.astext())}</summary>\n")


def depart_graph_picture(self: HTML5Translator, node: graph_picture) -> None:
    """Close both."""
    self.body.append("</div></div>\n" if traits_of(self.builder).book else "</details></div>\n")


def _words(self: HTML5Translator) -> Sequence[str]:
    return words_classes(domain_of(self.builder.env))


def _image(self: HTML5Translator, node: graph_picture, alt: str) -> str:
    """Write the diagram as a file, and return the element that shows it.

    An EPUB page that contains SVG must be declared in the package document, which Sphinx writes and
    extensions cannot change.
    """
    content = svg_file(node["graph"], node["layout"])
    name = f"{FILES}{digest_of([content])}.svg"
    write_if_changed(Path(self.builder.outdir, self.builder.imagedir, name), content)
    return f'<img src="{self.builder.imgpath}/{name}" alt="{alt}" />'


def _attributes(link: concept_reference) -> dict[str, str]:
    """The attributes of *link* in the diagram: its address, and the language of its label."""
    return {"href": _address(link), **({"lang": link["lang"]} if "lang" in link else {})}


def _address(link: concept_reference) -> str:
    return str(link.get("refuri") or f"#{link['refid']}")


def visit_graph_strip(self: LaTeXTranslator, node: graph_strip) -> None:
    """Render the boxes and the lines; the writer then renders each text, which is a link."""
    self.body += latex_targets(self, node["ids"])
    self.body.append(tikz.begin(node["graph"], node["layout"], node["strip"]))
    for (_name, box), link in zip(
        tikz.boxes(node["layout"], node["strip"]), node.children, strict=True
    ):
        self.body.append(tikz.before_text(box, node["strip"]))
        link.walkabout(self)
        self.body.append(tikz.AFTER_TEXT)
    self.body.append(tikz.END)
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Element) -> None:
    """Write nothing."""
    raise nodes.SkipNode


HTML = {
    graph_picture: (visit_graph_picture, depart_graph_picture),
    termgraph: (skip, None),
}
"""The HTML visitors; see :func:`~.sphinx_ext.nodes.add_html_nodes`."""


def setup(app: Sphinx) -> None:
    """Register the nodes, and their LaTeX visitors; a placeholder that remains renders nothing."""
    add_html_nodes(app, HTML)
    nothing = (skip, None)
    app.add_node(termgraph, latex=nothing, text=nothing, man=nothing, texinfo=nothing)
    app.add_node(graph_picture)
    app.add_node(graph_strip, latex=(visit_graph_strip, lambda self, node: None))


class TermGraph(SphinxDirective):
    """A diagram of the concepts around the one in the argument, or of the whole scheme."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "up": directives.nonnegative_int,
        "down": directives.nonnegative_int,
        "related": directives.flag,
        "caption": directives.unchanged_required,
        "name": directives.unchanged,
        "alt": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """The placeholder of the diagram; in a figure, if it has a caption."""
        query = listing.GraphQuery(
            " ".join("".join(self.arguments).split()),
            self.env.docname,
            self.lineno,
            self.options.get("up"),
            self.options.get("down"),
            "related" in self.options,
        )
        graph = termgraph(request=query, alt=self.options.get("alt", ""))
        self.set_source_info(graph)
        if "caption" not in self.options:
            self.add_name(graph)
            return [graph]
        text, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
        caption = nodes.caption(self.options["caption"], "", *text)
        figure = nodes.figure("", graph, caption)
        for node in (figure, caption):
            self.set_source_info(node)
        self.add_name(figure)
        return [figure, *messages]
