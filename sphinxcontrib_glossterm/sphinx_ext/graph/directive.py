"""The directive ``termgraph``: a diagram of concepts and their relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm import listing

from .nodes import termgraph

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


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
