"""The nodes of an index, and how each kind of writer draws them.

Each is a subclass of a node of docutils, so that a writer that knows nothing of it draws a
list, a paragraph or a text. HTML draws the element that ``node["tag"]`` names, with the
node's ids and classes and those of its attributes that HTML has.
"""

# ruff: noqa: N801 -- docutils' way to name nodes

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..html_translator import add_html_nodes
from ..nodes import added_block, placeholder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

_ATTRIBUTES = ("role", "epub:type", "hidden", "data-", "aria-")


class term_index(placeholder):
    """The place of an index in a page, until the page is written; holds what was asked for."""

    tagname = "comment"
    kind = "indexes"


class index_block(nodes.container):
    """Any block: a section of the index, an entry's details."""

    tagname = "container"


class concept_relations(index_block, added_block):
    """What a concept belongs to, added to its entry; no part of its definition."""


class index_navigation(index_block):
    """A block of no use on paper: navigation within the page, the filter."""


class index_list(nodes.bullet_list):
    """A list of entries."""

    tagname = "bullet_list"


class index_stream(nodes.General, nodes.Element):
    """The entries of a list that are drawn one by one, each when it is written.

    ``node["entries"]`` makes them, once. Drawn all at once, the entries of a large glossary are
    more than all else that a build holds. For :mod:`.index_writer` only.
    """


class index_item(nodes.list_item):
    """An entry."""

    tagname = "list_item"


class index_line(nodes.paragraph):
    """A line of an entry. Without ``tag`` its children stand in the entry directly in HTML."""

    tagname = "paragraph"


class index_head(nodes.rubric):
    """The head of a group: no section, so that it can stand anywhere and no table of contents
    lists it.
    """  # noqa: D205 -- one sentence

    tagname = "rubric"


class index_paper(nodes.inline):
    """Text that stands where there is no style sheet to set things apart."""

    tagname = "inline"


class index_pages(nodes.inline):
    """The pages of ``node["target"]`` (``document:id``) in LaTeX: of its definition and its use."""

    tagname = "inline"


class index_uses(nodes.General, nodes.Element):
    """The list of the pages that use a concept, as HTML shows it: one node for all its links.

    ``node["uses"]`` has, for each page, its links as pairs of address and text, the page first;
    an address may be empty, where the text is no link. A node for each would be most of the
    index.
    """

    tagname = "comment"


class index_filter(nodes.General, nodes.Element):
    """The box by which a script filters the entries; hidden until a script shows it."""

    tagname = "comment"


def open_tag(node: nodes.Element, tag: str) -> str:
    """The opening tag of *node*; unlike docutils' it keeps line feeds in attributes."""
    attributes = {"class": " ".join(node["classes"]), "id": " ".join(node["ids"][:1])}
    ours = sorted(name for name in node.attributes if name.startswith(_ATTRIBUTES))
    attributes |= {name: str(node[name]) for name in ours}
    shown = (f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{''.join(shown)}>"


def visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the element that the node names, if it names one."""
    if tag := node.get("tag"):
        self.body.append(open_tag(node, tag))


def depart_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Close it; a line feed after blocks, for those who read the source."""
    if tag := node.get("tag"):
        self.body.append(f"</{tag}>" + ("\n" if not isinstance(node, nodes.inline) else ""))


def uses_html(node: index_uses) -> str:
    """The list."""
    return f"<ul>\n{''.join(map(_use_html, node['uses']))}</ul>\n"


def _use_html(links: Sequence[tuple[str, str]]) -> str:
    first, *places = [_link_html(*link) for link in links]
    within = f" › {', '.join(places)}" if places else ""
    return f"<li>{first}{within}</li>\n"


def _link_html(address: str, text: str) -> str:
    text = escape(text, quote=False)
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def visit_uses(self: HTML5Translator, node: index_uses) -> None:
    """Draw it whole."""
    self.body.append(uses_html(node))
    raise nodes.SkipNode


def filter_html(node: index_filter) -> str:
    """The filter; it is ``search`` in HTML, and a group where an old browser knows no such."""
    return (
        f"{open_tag(node, 'search')}<label>{escape(node['label'])} "
        f'<input type="search" autocomplete="off" spellcheck="false"></label>'
        f"<output></output></search>\n"
    )


def visit_filter(self: HTML5Translator, node: index_filter) -> None:
    """Draw it whole."""
    self.body.append(filter_html(node))
    raise nodes.SkipNode


def visit_pages(self: LaTeXTranslator, node: index_pages) -> None:
    """Let LaTeX print the pages."""
    self.body.append(rf"\sphinxstyleindexpageref{{{self.idescape(node['target'])}}}")
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Element) -> None:
    """Draw nothing."""
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
    index_stream: _NOTHING,
    term_index: _NOTHING,
    index_paper: _NOTHING,
    index_pages: _NOTHING,
}
"""How HTML draws them: see :mod:`.html_translator`."""


def setup(app: Sphinx) -> None:
    """Register the nodes, and how other formats draw them."""
    add_html_nodes(app, HTML)
    off: dict[str, Any] = {"text": _NOTHING, "man": _NOTHING, "texinfo": _NOTHING}
    elsewhere = {
        index_navigation: {"latex": _NOTHING, **off},
        index_filter: {"latex": _NOTHING, **off},
        index_uses: {"latex": _NOTHING, **off},
        index_stream: {"latex": _NOTHING, **off},
        term_index: {"latex": _NOTHING, **off},
        index_pages: {"latex": (visit_pages, None), **off},
    }
    for node in HTML:
        app.add_node(node, **elsewhere.get(node, {}))
