"""The nodes of an index, and their rendering in each format.

Each is a subclass of a docutils node, so that writers that do not know it render a list, a
paragraph or a text. HTML renders the element named in ``node["tag"]``, with the node's ids and
classes and its attributes that HTML supports.

The generated page of a large glossary has more nodes than all others together, and docutils' writer
takes several times as long for each node. So that page is written without it; the HTML is the same.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..internals import latex_place
from ..nodes import add_html_nodes, added_block, concept_reference, placeholder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

# ruff: noqa: N801 -- docutils' naming of nodes


_ATTRIBUTES = ("role", "epub:type", "hidden", "open", "data-", "aria-")


_LANGUAGE = "language-"
"""Prefix of classes that docutils' writer turns into the attribute ``lang``."""


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


class index_stream(nodes.General, nodes.Element):
    """The entries of a list that are rendered one by one, when they are written.

    ``node["entries"]`` creates them, once. Rendered all at once, the entries of a large glossary
    would need more memory than the rest of a build. For :func:`index_markup` only.
    """


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
    """The box in which readers filter the entries; hidden until a script shows it."""

    tagname = "comment"


def open_tag(node: nodes.Element, tag: str) -> str:
    """The opening tag of *node*; unlike docutils', it keeps line feeds in attributes."""
    classes = [name for name in node["classes"] if not name.startswith(_LANGUAGE)]
    attributes = {"class": " ".join(classes), "id": " ".join(node["ids"][:1]), "lang": _lang(node)}
    ours = sorted(name for name in node.attributes if name.startswith(_ATTRIBUTES))
    attributes |= {name: str(node[name]) for name in ours}
    shown = (f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{''.join(shown)}>"


def language_class(tag: str) -> str:
    """The class of a node whose text is in the language *tag*."""
    return f"{_LANGUAGE}{tag}"


def _lang(node: nodes.Element) -> str:
    languages = [name for name in node["classes"] if name.startswith(_LANGUAGE)]
    return "".join(languages[:1]).removeprefix(_LANGUAGE)


def visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the element of the node, if it has one."""
    if tag := node.get("tag"):
        self.body.append(open_tag(node, tag))


def depart_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Close it, with a line feed after blocks for readable HTML."""
    if tag := node.get("tag"):
        self.body.append(f"</{tag}>" + ("\n" if not isinstance(node, nodes.inline) else ""))


def uses_html(node: index_uses) -> str:
    """The list."""
    more = escape(node["more"], quote=False)
    last = f"{open_tag(node, 'li')}{more}</li>\n" if more else ""
    return f"<ul>\n{''.join(map(_use_html, node['uses']))}{last}</ul>\n"


def _use_html(links: Sequence[tuple[str, str]]) -> str:
    first, *places = [_link_html(*link) for link in links]
    within = f" › {', '.join(places)}" if places else ""
    return f"<li>{first}{within}</li>\n"


def _link_html(address: str, text: str) -> str:
    text = escape(text, quote=False)
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def visit_uses(self: HTML5Translator, node: index_uses) -> None:
    """Render it completely."""
    self.body.append(uses_html(node))
    raise nodes.SkipNode


def filter_html(node: index_filter) -> str:
    """The filter: a ``search`` element in HTML, with a role for old browsers."""
    return (
        f"{open_tag(node, 'search')}<label>{escape(node['label'])} "
        f'<input type="search" placeholder="{escape(node["placeholder"])}" aria-keyshortcuts="/"'
        ' autocomplete="off" spellcheck="false"></label>'
        f'<button type="button" aria-label="{escape(node["clear"])}" hidden>×</button>'
        "<output></output></search>\n"
    )


def visit_filter(self: HTML5Translator, node: index_filter) -> None:
    """Render it completely."""
    self.body.append(filter_html(node))
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
    index_stream: _NOTHING,
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
        index_stream: {"latex": _NOTHING, **off},
        term_index: {"latex": _NOTHING, **off},
        index_pages: {"latex": (visit_pages, None), **off},
    }
    for node in HTML:
        app.add_node(node, **elsewhere.get(node, {}))


def index_markup(root: nodes.Element) -> list[str]:
    """The HTML of *root*, which contains nodes of an index, links, spans and text, in parts.

    In parts, since the whole is large, and a caller that adds something joins it only once.
    """
    parts: list[str] = []
    _write(root, parts)
    return parts


def _write(node: nodes.Node, parts: list[str]) -> None:
    if isinstance(node, nodes.Text):
        parts.append(escape(node, quote=False))
    elif isinstance(node, index_filter):
        parts.append(filter_html(node))
    elif isinstance(node, index_uses):
        parts.append(uses_html(node))
    elif isinstance(node, index_stream):
        for entry in node["entries"]:
            _write(entry, parts)
    elif isinstance(node, nodes.Element) and not isinstance(node, index_paper):
        opening, closing = _tags(node)
        parts.append(opening)
        for child in node.children:
            _write(child, parts)
        parts.append(closing)


def _tags(node: nodes.Element) -> tuple[str, str]:
    """The HTML in front of and after the children of *node*."""
    if isinstance(node, nodes.reference):
        own = [name for name in node["classes"] if not name.startswith(_LANGUAGE)]
        ours = isinstance(node, concept_reference)
        classes = " ".join(
            ["reference", "internal", *own] if ours else [*own, "reference", "internal"]
        )
        target = f"#{node['refid']}" if "refid" in node else node["refuri"]
        lang = f' lang="{escape(_lang(node))}"' if _lang(node) else ""
        lang += ' aria-current="true"' if "aria-current" in node else ""
        if ours:
            lang += f' data-glossterm="{escape(node["concept"])}"'
        return f'<a class="{escape(classes)}" href="{escape(target)}"{lang}>', "</a>"
    if tag := node.get("tag"):
        return open_tag(node, tag), f"</{tag}>" + ("" if isinstance(node, nodes.Inline) else "\n")
    if isinstance(node, nodes.inline):
        return open_tag(node, "span"), "</span>"
    return "", ""
