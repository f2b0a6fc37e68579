"""The nodes of an index, and their rendering in each format.

Each is a subclass of a docutils node, so that writers that do not know it render a list, a
paragraph or a text. HTML renders the element named in ``node["tag"]``, with the node's ids and
classes and its attributes that HTML supports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..internals import latex_place
from ..nodes import add_html_nodes, added_block, placeholder
from .html_drawing import filter_html, opening, uses_html

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

# ruff: noqa: N801 -- docutils' naming of nodes


_ATTRIBUTES = ("role", "epub:type", "hidden", "open", "data-", "aria-")


class term_index(placeholder):
    """The placeholder of an index in a page, until the page is written; contains the options."""

    tagname = "comment"
    kind = "indexes"


class index_block(nodes.container):
    """A block: a section of the index, or the details of an entry."""

    tagname = "container"


class concept_relations(index_block, added_block):
    """The relations of a concept, added to its entry; not part of its definition."""


class index_navigation(index_block):
    """A block that is omitted on paper: navigation within the page, the filter."""


class index_list(nodes.bullet_list):
    """A list of entries."""

    tagname = "bullet_list"


class index_item(nodes.list_item):
    """An entry."""

    tagname = "list_item"


class index_line(nodes.paragraph):
    """A line of an entry. Without ``tag`` its children are direct children of the entry in HTML."""

    tagname = "paragraph"


class index_head(nodes.rubric):
    """The heading of a group.

    It is not a section, so that it is allowed anywhere and no table of contents lists it.
    """

    tagname = "rubric"


class index_paper(nodes.inline):
    """Text that is shown where no style sheet separates things."""

    tagname = "inline"


class index_pages(nodes.inline):
    """The pages of ``node["target"]`` (document and id) in LaTeX: of definition and uses."""

    tagname = "inline"


class index_uses(nodes.General, nodes.Element):
    """The list of the pages that use a concept, in HTML: one node for all its links.

    ``node["uses"]`` has, for each page, its links as pairs of address and text, the page first. An
    empty address means text without a link. ``node["more"]`` is the text of a last item, or empty,
    and the node's classes are those of that item. Separate nodes would be most of the index.
    """

    tagname = "comment"


class index_filter(nodes.General, nodes.Element):
    """The box in which readers filter the entries; hidden until a script shows it.

    ``node["texts"]`` has its texts.
    """

    tagname = "comment"


def _shown(node: nodes.Element) -> dict[str, str]:
    """The attributes of *node* that HTML has, in alphabetical order."""
    ours = sorted(name for name in node.attributes if name.startswith(_ATTRIBUTES))
    return {name: str(node[name]) for name in ours}


def visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the element of the node, if it has one."""
    if tag := node.get("tag"):
        self.body.append(opening(tag, node["classes"], "".join(node["ids"][:1]), _shown(node)))


def depart_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Close it, with a line feed after blocks for readable HTML."""
    if tag := node.get("tag"):
        self.body.append(f"</{tag}>" + ("\n" if not isinstance(node, nodes.inline) else ""))


def visit_uses(self: HTML5Translator, node: index_uses) -> None:
    """Render it completely."""
    self.body.append(uses_html(node["uses"], node["more"], node["classes"]))
    raise nodes.SkipNode


def visit_filter(self: HTML5Translator, node: index_filter) -> None:
    """Render it completely."""
    self.body.append(filter_html(node["texts"], node["classes"], _shown(node)))
    raise nodes.SkipNode


def visit_pages(self: LaTeXTranslator, node: index_pages) -> None:
    """Let LaTeX print the pages."""
    self.body.append(rf"\sphinxstyleindexpageref{{{latex_place(self, *node['target'])}}}")
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Element) -> None:
    """Write nothing."""
    raise nodes.SkipNode


_BLOCKS = (
    index_block, concept_relations, index_list, index_item, index_line, index_head,
    index_navigation,
)  # fmt: skip
_NOTHING = (skip, None)
HTML: dict[Any, Any] = {
    **dict.fromkeys(_BLOCKS, (visit_html, depart_html)),
    index_filter: (visit_filter, None),
    index_uses: (visit_uses, None),
    term_index: _NOTHING,
    index_paper: _NOTHING,
    index_pages: _NOTHING,
}
"""The HTML visitors; see :func:`~.sphinx_ext.nodes.add_html_nodes`."""


def setup(app: Sphinx) -> None:
    """Register the nodes, and their visitors for other formats."""
    add_html_nodes(app, HTML)
    off: dict[str, Any] = {"text": _NOTHING, "man": _NOTHING, "texinfo": _NOTHING}
    elsewhere = {
        index_navigation: {"latex": _NOTHING, **off},
        index_filter: {"latex": _NOTHING, **off},
        index_uses: {"latex": _NOTHING, **off},
        term_index: {"latex": _NOTHING, **off},
        index_pages: {"latex": (visit_pages, None), **off},
    }
    for node in HTML:
        app.add_node(node, **elsewhere.get(node, {}))
