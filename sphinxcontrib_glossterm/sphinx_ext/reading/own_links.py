"""Read the links and anchors that another program has put into the sources of this project.

The sources may be the output of a program that links terms, such as ``glossterm export``. Then a
link to a page of this project by its address elsewhere (``glossterm_own_links``) becomes a
reference within the project, and an anchor with the id of an entry is left out.
"""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes

from ..nodes import NAME, OWN_LINK, RELATIVE
from .labels import take_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

_OPEN = re.compile(
    r"""<a\s(?:[^>]*\s)?href\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)[^>]*>\Z""", re.IGNORECASE
)
_CLOSE = re.compile(r"</a\s*>\Z", re.IGNORECASE)
_WHOLE = re.compile(r"(<a\s[^>]*>)([^<>]*)(</a\s*>)\Z", re.IGNORECASE)
"""A link in the role ``raw`` of reStructuredText."""


class OwnLinks:
    """Converts the links of a page under one of the project's addresses."""

    def __init__(self, env: BuildEnvironment, addresses: Iterable[str]) -> None:
        self._env = env
        self._addresses = [a if a == RELATIVE else f"{a.rstrip('/')}/" for a in addresses]

    def convert(self, document: nodes.document) -> None:
        """Replace such links, in HTML and in markup, by pending references."""
        for node in list(document.findall(_is_link)):
            if isinstance(node, nodes.reference):
                if link := self._target(node["refuri"], is_raw=False):
                    node.replace_self(self._pending(node, node["refuri"], link, node.children))
            elif not isinstance(node, nodes.raw):
                continue
            elif whole := _WHOLE.match(node.astext()):
                self._convert_raw(node, whole[1], [nodes.Text(unescape(whole[2]))], 1)
            elif inside := _before_end(node):
                self._convert_raw(node, node.astext(), inside, len(inside) + 2)

    def _convert_raw(
        self, node: nodes.raw, tag: str, content: Sequence[nodes.Node], count: int
    ) -> None:
        """Replace *node*, which begins a link, and the nodes after it, *count* in all."""
        found = _OPEN.match(tag)
        address = unescape(found[1].strip("\"'")) if found else ""
        if found and (link := self._target(address, is_raw=True)):
            start = node.parent.index(node)
            node.parent[start : start + count] = [self._pending(node, address, link, content)]

    def _pending(
        self,
        node: nodes.Element,
        address: str,
        link: tuple[str, str],
        content: Iterable[nodes.Node],
    ) -> addnodes.pending_xref:
        made = addnodes.pending_xref(
            "",
            refdomain=NAME,
            reftype=OWN_LINK,
            refdoc=self._env.docname,
            reftarget=link[0],
            anchor=link[1],
            refexplicit=True,
            refuri=address,
        )
        made.source, made.line = node.source, node.line or node.parent.line
        made += content
        return made

    def _target(self, address: str, *, is_raw: bool) -> tuple[str, str] | None:
        """The document and the id that *address* leads to; ``None`` if it is not one of ours."""
        path, _, fragment = address.partition("#")
        for own in self._addresses:
            if own == RELATIVE:
                parts = urlsplit(address)
                if not is_raw or parts.scheme or parts.netloc or path.startswith("/"):
                    continue
                folder = posixpath.dirname(self._env.docname)
                name = posixpath.normpath(posixpath.join(folder, path)) if path else ""
                return self._document(name) if path else self._env.docname, unquote(fragment)
            if f"{path}/".startswith(own) and "?" not in path:
                return self._document(path[len(own) :]), unquote(fragment)
        return None

    def _document(self, path: str) -> str:
        """The document of a page of a site or of a source; any name if there is none."""
        name = unquote(path).strip("/")
        found, suffixes = self._env.found_docs, (*self._env.config.source_suffix, ".html")
        stem = name
        # Repeated, since programs that make addresses have also written "page.md.md".
        while stem not in found and (suffix := next(filter(stem.endswith, suffixes), "")):
            stem = stem.removesuffix(suffix)
        folder = posixpath.join(name, "index") if name else self._env.config.root_doc
        return folder if stem not in found and folder in found else stem


def _is_link(node: nodes.Node) -> bool:
    if isinstance(node, nodes.raw):
        return node.astext()[:2].lower() == "<a" and isinstance(node.parent, nodes.TextElement)
    return isinstance(node, nodes.reference) and bool(node.get("refuri")) and not node["ids"]


def _before_end(node: nodes.raw) -> Sequence[nodes.Node]:
    """The nodes between the tag *node* and the next end of a link in HTML."""
    siblings = node.parent.children
    start = siblings.index(node) + 1
    for number, sibling in enumerate(siblings[start:], start):
        if isinstance(sibling, nodes.raw) and _CLOSE.match(sibling.astext()):
            return siblings[start:number]
    return ()


def remove_repeated_anchors(raws: Iterable[nodes.raw], entry_ids: Mapping[str, str]) -> None:
    """Remove the HTML anchors with the id of an entry, which has that id in this page.

    A paragraph that contains nothing else is removed.
    """
    parents = {id(raw.parent): raw.parent for raw in raws}
    for parent in parents.values():
        if not isinstance(parent, nodes.TextElement):
            continue
        take_anchors(parent, entry_ids)
        if isinstance(parent, nodes.paragraph) and not parent.children:
            parent.parent.remove(parent)
