"""Write the generated index page: the nodes of an index as HTML, without docutils' writer.

The page of a large glossary has more nodes than all others together, and docutils' writer takes
several times as long for each node. It gives the same HTML for these nodes.
"""

from __future__ import annotations

from html import escape

from docutils import nodes

from .nodes import (
    filter_html,
    index_filter,
    index_paper,
    index_stream,
    index_uses,
    open_tag,
    uses_html,
)


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
        classes = " ".join([*node["classes"], "reference", "internal"])
        target = f"#{node['refid']}" if "refid" in node else node["refuri"]
        return f'<a class="{escape(classes)}" href="{escape(target)}">', "</a>"
    if tag := node.get("tag"):
        return open_tag(node, tag), f"</{tag}>" + ("" if isinstance(node, nodes.Inline) else "\n")
    if isinstance(node, nodes.inline):
        return open_tag(node, "span"), "</span>"
    return "", ""
