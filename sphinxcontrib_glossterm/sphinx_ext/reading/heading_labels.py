"""Divide a heading with several labels: the preferred label remains its text.

Everything that repeats headings (titles of pages, tables of contents, labels of the standard
domain) is made from that text. The other labels are in a node after the heading, so that their
references and images are processed as usual; they are displayed when the page is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ..internals import rename_slugs
from ..nodes import heading_labels
from .labels import label_text
from .prose import CLOSED_INLINE, OPEN_INLINE, is_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TAG = re.compile(r"<(/?)([a-z][\w-]*)[^>]*?(/?)>", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
"""Elements of HTML without an end tag."""


def divide_headings(
    document: nodes.document, sections: Iterable[nodes.Element], separator: str
) -> None:
    """Divide the headings of *sections*, which are concepts.

    Tables of contents that docutils has made of the whole headings are changed too.
    """
    changed: set[str] = set()
    for section in sections:
        title = section.next_node(nodes.title)
        if title is None or not (others := _keep_first(title, separator)):
            continue
        if others.children:
            section.insert(section.index(title) + 1, others)
        changed.update(section["ids"])
        rename_slugs(document, section["ids"], title.astext())
    for topic in list(document.findall(nodes.topic)) if changed else ():
        for entry in topic.findall(nodes.reference) if is_contents(topic) else ():
            if entry.get("refid") in changed:
                _keep_first(entry, separator)


def _keep_first(element: nodes.Element, separator: str) -> heading_labels | None:
    """Remove all labels but the first from *element* and return them; ``None`` if undivided."""
    parts = _divided(element.children, separator)
    if len(parts) == 1:
        return None
    labels: dict[str, nodes.inline] = {}
    without_text: list[nodes.Node] = []
    for part in parts:
        label = nodes.inline("", "", *part)
        _remove_unbalanced(label)
        if text := label_text(label):
            labels.setdefault(text, label)
        else:  # a footnote mark, for example
            without_text += [node for node in label.children if not isinstance(node, nodes.Text)]
    first, *others = labels.values() or [nodes.inline()]
    element.children = []
    element += [*first.children, *without_text]
    return heading_labels("", "", *others)


def _divided(children: Sequence[nodes.Node], separator: str) -> list[list[nodes.Node]]:
    """*children* in parts, between separators in text; not in code, formulae or links."""
    parts: list[list[nodes.Node]] = [[]]
    for child in children:
        pieces: list[list[nodes.Node]] = [[child]]
        if isinstance(child, nodes.Text):
            if separator in child:
                pieces = _pieces(child.split(separator))
        elif isinstance(child, OPEN_INLINE) and not isinstance(child, CLOSED_INLINE):
            inside = _divided(child.children, separator)
            if len(inside) > 1:
                pieces = [[copy] for copy in _copies(child, inside)]
        parts[-1] += pieces[0]
        parts += pieces[1:]
    return parts


def _pieces(texts: Sequence[str]) -> list[list[nodes.Node]]:
    """A part for each of *texts*, without white space next to separators."""
    texts = [texts[0].rstrip(), *(text.strip() for text in texts[1:-1]), texts[-1].lstrip()]
    return [[nodes.Text(text)] if text else [] for text in texts]


def _copies(
    element: nodes.Element, contents: Sequence[Sequence[nodes.Node]]
) -> Iterator[nodes.Element]:
    """*element* with each of *contents*; only the first has its ids."""
    for number, content in enumerate(contents):
        copy: nodes.Element = element.copy()
        if number:
            copy["ids"] = []
        copy += content
        yield copy


def _remove_unbalanced(label: nodes.Element) -> None:
    """Remove raw HTML from *label* if an element begins or ends in another label."""
    raw = list(label.findall(nodes.raw))
    tags = (tag for node in raw for tag in _TAG.findall(node.astext()))
    if sum(-1 if end else 1 for end, name, empty in tags if not empty and name not in _VOID):
        for node in raw:
            node.parent.remove(node)
