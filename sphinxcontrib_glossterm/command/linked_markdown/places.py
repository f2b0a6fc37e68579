"""Find the places of mentions and of roles in the source of a page."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.named_tuples import NamedTuple
from sphinxcontrib_glossterm.sphinx_ext.check.places import Block
from sphinxcontrib_glossterm.sphinx_ext.internals import document_link, is_named_link
from sphinxcontrib_glossterm.sphinx_ext.nodes import shown_text
from sphinxcontrib_glossterm.sphinx_ext.pages import CheckedText
from sphinxcontrib_glossterm.sphinx_ext.reading.checked_texts import open_leaves
from sphinxcontrib_glossterm.sphinx_ext.reading.passages import OBSTACLE
from sphinxcontrib_glossterm.terminology import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.matching import Mention
    from sphinxcontrib_glossterm.sphinx_ext.reading.passages import PassageInTree
    from sphinxcontrib_glossterm.terminology import Place

    Linked = tuple[PassageInTree, Sequence[Mention]]
    """A passage with its mentions."""

_WITHOUT_TEXT = (nodes.Inline, nodes.FixedTextElement, nodes.Invisible)


class FoundMention(NamedTuple):
    """A mention with its text, and its place in the source, which may be unknown."""

    mention: Mention
    text: str
    place: Place
    source: str
    line: int
    """Of the block that contains it."""


class FoundRole(NamedTuple):
    """A role with the place of its target in the source, which may be unknown."""

    role: addnodes.pending_xref
    place: Place
    source: str
    line: int
    """Of the block that contains it."""


class _Text(NamedTuple):
    """The text of one element, in which the texts of links are text."""

    checked: CheckedText
    starts: dict[int, int]
    """The identity of a text node → where its text begins."""
    roles: list[addnodes.pending_xref]
    linked: Linked | None


def find_places(
    document: nodes.document,
    lines: Sequence[str],
    linked: Mapping[int, Linked],
    domains: Collection[str],
) -> Iterator[FoundMention | FoundRole]:
    """The mentions and roles of *document*.

    *linked* has the passages with mentions, by the identity of their elements. *domains* are those
    whose ``term`` roles name concepts.
    """
    found = document.findall(nodes.TextElement)
    texts = [_read(e, linked, domains) for e in found if not isinstance(e, _WITHOUT_TEXT)]
    blocks = [list(same) for _where, same in groupby(texts, lambda text: text.checked.where)]
    for inside, following in pairwise([*blocks, []]):
        if any(text.roles or text.linked for text in inside):
            yield from _in_block(inside, following[:1], lines)


def _in_block(
    texts: Sequence[_Text], following: Sequence[_Text], lines: Sequence[str]
) -> Iterator[FoundMention | FoundRole]:
    """The mentions and roles in texts that begin at the same line."""
    after = following[0].checked if following else None
    block = Block([text.checked for text in texts], after, lambda _path: lines, has_html=True)
    for number, text in enumerate(texts):
        where = text.checked.where
        for mention, shown, start in _mentions(text):
            place = block.place(number, start, start + len(shown)) if start >= 0 else UNKNOWN
            yield FoundMention(mention, shown, place, *where)
        for index, role in enumerate(text.roles):
            yield FoundRole(role, block.role(number, index), *where)


def _mentions(text: _Text) -> Iterator[tuple[Mention, str, int]]:
    """The mentions in *text*, what they show, and where; -1 if their text node is not there."""
    if text.linked is None:
        return
    passage, mentions = text.linked
    pieces = [piece for piece in passage.pieces if piece.text]
    begins = [piece.start for piece in pieces]
    for mention in mentions:
        piece = pieces[bisect_right(begins, mention.start) - 1]
        start = text.starts.get(id(piece.node), -1)
        shown = passage.passage.text[mention.start : mention.end]
        yield mention, shown, start + mention.start - piece.start if start >= 0 else -1


def _read(
    element: nodes.TextElement, linked: Mapping[int, Linked], domains: Collection[str]
) -> _Text:
    parts: list[str] = []
    starts: dict[int, int] = {}
    roles: list[addnodes.pending_xref] = []
    length = 0
    for leaf in _leaves(element):
        text = OBSTACLE
        if isinstance(leaf, nodes.Text):
            starts[id(leaf)] = length
            text = shown_text(leaf)
        elif isinstance(leaf, addnodes.pending_xref) and _is_term(leaf, domains):
            roles.append(leaf)
        parts.append(text)
        length += len(text)
    targets = tuple(role["reftarget"] for role in roles)
    checked = CheckedText("".join(parts), *_where(element), "", (), targets)
    return _Text(checked, starts, roles, linked.get(id(element)))


def _leaves(element: nodes.Element) -> Iterator[nodes.Node]:
    """The parts of *element*; also of the texts of links in Markdown, which are not resolved."""
    for leaf in open_leaves(element):
        if isinstance(leaf, addnodes.pending_xref) and _has_text(leaf):
            yield from open_leaves(leaf)
        else:
            yield leaf


def _has_text(xref: addnodes.pending_xref) -> bool:
    """Whether *xref* is a link in Markdown with a text of its own."""
    return bool(xref.get("refexplicit") and (document_link(xref) or is_named_link(xref)))


def _is_term(role: addnodes.pending_xref, domains: Collection[str]) -> bool:
    """Whether *role* names a concept."""
    return role["reftype"] == "term" and role.get("refdomain") in domains


def _where(element: nodes.Element) -> tuple[str, int]:
    """File and line of *element*, or of the block around it."""
    node: nodes.Element | None = element
    while node is not None and not node.line:
        node = node.parent
    return (node.source or "", node.line or 0) if node is not None else ("", 0)
