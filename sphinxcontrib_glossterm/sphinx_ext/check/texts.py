"""The text of a page that the terminology check reads, with its place in the sources.

More than in passages: headings, captions and the texts of links are read too. Code, roles,
signatures, block quotations and what the author has excluded are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from ..conditions import condition_of, is_conditional
from ..nodes import CHECK_OFF_CLASS, CONCEPT, field_messages
from ..reading.passages import OBSTACLE, shown_text
from ..reading.prose import (
    BLOCK_QUOTES,
    CLOSED_BLOCKS,
    OPEN_INLINE,
    OPTIONAL_BLOCKS,
    is_closed_inline,
    is_contents,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_IGNORE = re.compile(r"glossterm:\s*ignore", re.IGNORECASE)
_READ = (nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.caption)
"""Closed to links, but prose that readers see."""
_SKIPPED = (
    nodes.field_name, nodes.option_group, nodes.target, nodes.attribution, field_messages,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The text of one block."""

    text: str
    """With U+FFFC for each piece that is not read."""
    source: str
    """Path of the file; empty if unknown."""
    line: int
    """Line of its start, or of the block around it; 0 if unknown."""
    own: frozenset[str]
    """Ids of the concepts that the entry or section around it explains."""
    conditions: tuple[str, ...]
    roles: tuple[str, ...]
    """Targets of the ``term`` roles in it."""

    @property
    def where(self) -> tuple[str, int]:
        """File and line. The cells of a Markdown table have those of the table."""
        return self.source, self.line


class _Position(NamedTuple):
    own: frozenset[str] = frozenset()
    conditions: tuple[str, ...] = ()
    source: str = ""
    line: int = 0
    in_glossary: bool = False


def checked_texts(document: nodes.document, link_in: Collection[str]) -> Iterator[CheckedText]:
    """Every such text of *document*, in reading order; *link_in* as in the option."""
    skipped = _skipped(link_in)
    start = _Position(source=document.get("source") or "")
    left: list[tuple[nodes.Element, _Position]] = [(document, start)]
    while left:  # not recursive, since blocks may be deeply nested
        node, position = left.pop()
        if isinstance(node, skipped) or _is_opted_out(node) or is_contents(node):
            continue
        position = _enter(node, position)
        if isinstance(node, nodes.term) and position.in_glossary:
            continue
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            yield _read(node, position)
        else:
            left += [(child, position) for child in reversed(list(_unignored(node)))]


def _skipped(link_in: Collection[str]) -> tuple[type[nodes.Element], ...]:
    opened = [OPTIONAL_BLOCKS[name] for name in link_in if OPTIONAL_BLOCKS[name] is BLOCK_QUOTES]
    closed = [cls for kind in CLOSED_BLOCKS if kind not in opened for cls in kind.types]
    return (*(cls for cls in closed if cls not in _READ), *_SKIPPED)


def _is_opted_out(node: nodes.Element) -> bool:
    return CHECK_OFF_CLASS in node.attributes["classes"]


def _enter(node: nodes.Element, position: _Position) -> _Position:
    """The position inside *node*."""
    if node.line:
        position = position._replace(source=node.source or position.source, line=node.line)
    if is_conditional(type(node)):
        position = position._replace(conditions=(*position.conditions, condition_of(node)))
    if CONCEPT in node.attributes:
        in_glossary = isinstance(node, nodes.definition_list_item)
        own = frozenset([node[CONCEPT]])
        position = position._replace(own=own, in_glossary=in_glossary)
    elif isinstance(node, nodes.definition_list):
        position = position._replace(in_glossary=False)
    return position


def _unignored(node: nodes.Element) -> Iterator[nodes.Element]:
    """The children of *node*, without blocks after a comment ``glossterm: ignore``."""
    ignored = False
    for child in node.children:
        if isinstance(child, nodes.comment):
            ignored = bool(_IGNORE.fullmatch(child.astext().strip()))
        elif isinstance(child, nodes.Element):
            if not ignored:
                yield child
            ignored = False


def _read(element: nodes.TextElement, position: _Position) -> CheckedText:
    parts: list[str] = []
    roles: list[str] = []
    for leaf in open_leaves(element):
        parts.append(shown_text(leaf) if isinstance(leaf, nodes.Text) else OBSTACLE)
        if isinstance(leaf, addnodes.pending_xref) and leaf.get("reftype") == "term":
            roles.append(leaf["reftarget"])
    return CheckedText(
        "".join(parts),
        position.source,
        position.line,
        position.own,
        position.conditions,
        tuple(roles),
    )


def open_leaves(element: nodes.Element) -> Iterator[nodes.Node]:
    """The text nodes of *element* that are prose, and the nodes between them that are not."""
    left = element.children[::-1]
    while left:
        child = left.pop()
        if isinstance(child, nodes.Text):
            yield child
        elif _is_open(child):
            left += child.children[::-1]
        elif not isinstance(child, nodes.system_message):
            yield child


def _is_open(node: nodes.Node) -> bool:
    """Inline markup whose text is prose: emphasis, the text of a link, but not its address."""
    if not isinstance(node, nodes.Element) or _is_opted_out(node):
        return False
    if isinstance(node, nodes.reference):
        text = node.astext()
        return node.get("refuri") not in {text, f"mailto:{text}"}
    return isinstance(node, OPEN_INLINE) and not is_closed_inline(node)
