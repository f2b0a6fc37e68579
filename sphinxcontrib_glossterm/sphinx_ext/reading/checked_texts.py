"""The text of a page that the terminology check reads, with its place in the sources.

More than in passages: headings, captions and the texts of links are read too. Code, roles,
signatures, block quotations and what the author has excluded are not.

It is collected when the page is read, so that the check loads no doctree. Most of it is the text of
passages, which is not stored twice.
"""

from __future__ import annotations

import json
import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.lazily import pattern

from ..conditions import condition_of, is_conditional
from ..nodes import CHECK_OFF_CLASS, CONCEPT, field_messages, shown_text
from ..pages import CheckedText
from .passages import OBSTACLE
from .prose import (
    BLOCK_QUOTES,
    CLOSED_BLOCKS,
    OPEN_INLINE,
    OPTIONAL_BLOCKS,
    is_closed_inline,
    is_contents,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.matching import Passage

    from ..pages import StoredPassage
    from .passages import PassageInTree

    _Position = tuple[str, int, str, tuple[str, ...], bool]
    """File, line, id of the concept that is explained, conditions, and whether it is a glossary."""

_IGNORE = pattern(r"glossterm:\s*ignore", re.IGNORECASE)
_READ = (nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.caption)
"""Closed to links, but prose that readers see."""
_SKIPPED = (
    nodes.field_name, nodes.option_group, nodes.target, nodes.attribution, field_messages,
)  # fmt: skip
_SHORT = 1000
"""Fewer bytes are not compressed, as of most pages: 0.05 % of the instructions of a build with all
rules (size S)."""
_SAME = frozenset({nodes.Text, nodes.literal})
"""Text and an obstacle, in a passage and here."""
_SAME_INSIDE = (nodes.emphasis, nodes.strong)


class _Kind:
    """How the walk handles the nodes of one class.

    Not an enumeration, and positions are no named tuples, since these are slow: 0.1 % of the
    instructions of a build with all rules (size S).
    """

    SKIPPED = 1
    TEXT = 2
    """A block with text."""
    CONDITIONAL = 3
    DEFINITIONS = 4
    """A definition list, which is no glossary until an entry shows it."""
    BLOCK = 5


# -- the stored form ----------------------------------------------------------------------


def pack_texts(
    document: nodes.document, link_in: Collection[str], passages: Iterable[PassageInTree] = ()
) -> tuple[bytes, list[CheckedText]]:
    """Every such text of *document*, in reading order, and before that the form to store.

    *link_in* as in the option. *passages* are those of the document, if its prose is stored: a text
    that is equal to one of them is only its number.
    """
    numbers = {id(one.element): (n, one.passage) for n, one in enumerate(passages)}
    sources = {document.get("source") or "": 0}
    rows: list[Any] = []
    texts: list[CheckedText] = []
    current = 0
    for element, position in _blocks(document, _kinds(tuple(link_in))):
        path, line, own, conditions, _in_glossary = position
        source = sources.setdefault(path, len(sources))
        known = numbers.get(id(element))
        if known and source == current and _is_passage(element, position, known[1]):
            rows.append(known[0])
            text, roles = known[1].text, known[1].explicit
        else:
            text, roles = _read(element)
            rows.append((text, source, line, own, conditions, roles))
            current = source
        texts.append(CheckedText(text, path, line, own, conditions, roles))
    plain = json.dumps((list(sources), rows), ensure_ascii=False)
    packed = plain.encode("utf-8", "surrogatepass")
    return packed if len(packed) < _SHORT else zlib.compress(packed, 1), texts


def unpack_texts(packed: bytes, passages: Sequence[StoredPassage]) -> list[CheckedText]:
    """The texts that were stored, with those of *passages*, as they were read."""
    sources, rows = json.loads(packed if packed.startswith(b"[") else zlib.decompress(packed))
    texts: list[CheckedText] = []
    source = sources[0]
    for row in rows:
        if isinstance(row, int):
            text, _section, own, _defined, conditions, roles, line = passages[row][:7]
            where = (source, line or 0, own, tuple(conditions), tuple(roles))
            texts.append(CheckedText(text, *where))
        else:
            text, number, line, own, conditions, roles = row
            source = sources[number]
            texts.append(CheckedText(text, source, line, own, tuple(conditions), tuple(roles)))
    return texts


def _is_passage(element: nodes.TextElement, position: _Position, passage: Passage) -> bool:
    """Whether the text of *element* is that of *passage*, with all that is known of it."""
    if position[1:4] != (passage.line, passage.subject, passage.conditions):
        return False
    return _is_alike(element) or _read(element) == (passage.text, passage.explicit)


def _is_alike(element: nodes.TextElement) -> bool:
    """Whether it is the same text in a passage and here, by a quick check."""
    if _SAME.issuperset(map(type, element.children)):
        return True
    left: list[nodes.Element] = [element]
    while left:
        for child in left.pop().children:
            if type(child) not in _SAME:
                if not isinstance(child, _SAME_INSIDE) or child.attributes["classes"]:
                    return False
                left.append(child)
    return True


# -- reading ------------------------------------------------------------------------------


def _blocks(
    document: nodes.document, kinds: _KindOfClass
) -> Iterator[tuple[nodes.TextElement, _Position]]:
    """Every block with text, in reading order."""
    start: _Position = (document.get("source") or "", 0, "", (), False)
    left: list[tuple[nodes.Element, _Position]] = [(document, start)]
    while left:  # not recursive, since blocks may be deeply nested
        node, position = left.pop()
        kind = kinds[type(node)]
        if kind == _Kind.SKIPPED or (
            node.attributes["classes"] and (_is_opted_out(node) or is_contents(node))
        ):
            continue
        position = _enter(node, position, kind)
        if kind != _Kind.TEXT:
            left += [(child, position) for child in reversed(_unignored(node))]
        elif isinstance(node, nodes.TextElement) and not (
            position[-1] and isinstance(node, nodes.term)
        ):
            yield node, position


class _KindOfClass(dict[type[nodes.Element], int]):
    """Class of nodes → its kind. Pages have many nodes and few classes of nodes."""

    def __init__(self, skipped: tuple[type[nodes.Element], ...]) -> None:
        super().__init__()
        self._skipped = skipped

    def __missing__(self, cls: type[nodes.Element]) -> int:
        return self.setdefault(cls, _kind_of(cls, self._skipped))


def _kind_of(cls: type[nodes.Element], skipped: tuple[type[nodes.Element], ...]) -> int:
    if issubclass(cls, skipped):
        return _Kind.SKIPPED
    if is_conditional(cls):
        return _Kind.CONDITIONAL
    if issubclass(cls, nodes.definition_list):
        return _Kind.DEFINITIONS
    is_text = issubclass(cls, nodes.TextElement) and not issubclass(cls, nodes.Inline)
    return _Kind.TEXT if is_text else _Kind.BLOCK


@cache
def _kinds(link_in: tuple[str, ...]) -> _KindOfClass:
    opened = [OPTIONAL_BLOCKS[name] for name in link_in if OPTIONAL_BLOCKS[name] is BLOCK_QUOTES]
    closed = [cls for kind in CLOSED_BLOCKS if kind not in opened for cls in kind.types]
    return _KindOfClass((*(cls for cls in closed if cls not in _READ), *_SKIPPED))


def _is_opted_out(node: nodes.Element) -> bool:
    return CHECK_OFF_CLASS in node.attributes["classes"]


def _enter(node: nodes.Element, position: _Position, kind: int) -> _Position:
    """The position inside *node*."""
    source, line, own, conditions, in_glossary = position
    if node.line:
        source, line = node.source or source, node.line
    if kind == _Kind.CONDITIONAL:
        conditions = (*conditions, condition_of(node))
    if CONCEPT in node.attributes:
        own, in_glossary = node[CONCEPT], isinstance(node, nodes.definition_list_item)
    elif kind == _Kind.DEFINITIONS:
        in_glossary = False
    return source, line, own, conditions, in_glossary


def _unignored(node: nodes.Element) -> list[nodes.Element]:
    """The children of *node*, without blocks after a comment ``glossterm: ignore``."""
    children = [child for child in node.children if isinstance(child, nodes.Element)]
    if nodes.comment not in map(type, children):
        return children
    ignored = [
        number
        for number, child in enumerate(children, 1)
        if isinstance(child, nodes.comment) and _IGNORE.fullmatch(child.astext().strip())
    ]
    return [child for number, child in enumerate(children) if number not in ignored]


def _read(element: nodes.TextElement) -> tuple[str, tuple[str, ...]]:
    """The text of a block, and the targets of the roles in it."""
    parts: list[str] = []
    roles: list[str] = []
    for leaf in open_leaves(element):
        parts.append(shown_text(leaf) if isinstance(leaf, nodes.Text) else OBSTACLE)
        if isinstance(leaf, addnodes.pending_xref) and leaf.get("reftype") == "term":
            roles.append(leaf["reftarget"])
    return "".join(parts), tuple(roles)


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
