"""Put links into the text nodes of a page, and render them.

A link is a node, and its text and the text around it are more nodes: a page with many mentions
would have twice as many nodes for tree walks and for the garbage collector, and the search would
index the parts of a Japanese text as words. So on HTML pages a text node remains as it was read.
The element that contains it has the positions of its links in an attribute, and the visitor of
text renders them. Other extensions find the author's text in one piece, without links.

Where that is not possible (see :func:`renders_links`), and where a link goes beyond a text node,
links are nodes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from ..addresses import attributes_of
from ..builders import traits_of
from ..internals import TERM_CLASSES
from ..nodes import NAME, concept_reference, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.builders import Builder

    from ..addresses import Target
    from ..reading.passages import Piece

    Link = tuple[int, int, Target]
    """Start and end in a text, in code points, and the target."""

LINKS = "glossterm_links"
"""Attribute of an element: each text of its text nodes that has links → these links."""
CLASSES = (NAME, "glossterm-auto")
"""Classes of an automatic link."""
_TAGS = "glossterm_tags"
"""Attribute of a translator that renders such links: their tags, by what they depend on."""


_visit_plain_text = HTML5Translator.visit_Text


def moved(spans: Sequence[tuple[int, int]], old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """The number of each of *spans* of *old*, and its position in *new*, a text made from *old*.

    Without those with a changed neighbour.
    """
    from difflib import SequenceMatcher

    same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    for number, (first, last) in enumerate(spans):
        for block in same:
            if block.a <= first and last <= block.a + block.size:
                start, end = (at + block.b - block.a for at in (first, last))
                neighbours = old[:first][-1:], old[last:][:1]
                if neighbours == (new[:start][-1:], new[end:][:1]):
                    yield number, start, end


# -- inserting ------------------------------------------------------------------------------


class Linker:
    """Puts links into the text nodes of a page."""

    def __init__(self, builder: Builder) -> None:
        self._renders_links = renders_links(builder)
        self._paper = traits_of(builder).paper

    def link(self, pieces: Sequence[Piece], links: Sequence[Link]) -> None:
        """Put *links* of a passage, in order and without overlaps, into its *pieces*.

        If a link consists of whole sibling nodes (a soft line break, emphasis inside a term), one
        element contains them all; if it crosses markup, each part becomes an element.
        """
        across: dict[int, list[nodes.Text]] = defaultdict(list)
        for piece, first, inside in _by_piece(pieces, links):
            if not (self._renders_links and _stored(piece, inside)):
                self._split(piece, first, inside, across)
        for number, texts in across.items():
            for siblings in _groups(texts):
                parent = siblings[0].parent
                where = _index(parent, siblings[0])
                made = self._reference(links[number][2], siblings)
                parent[where : where + len(siblings)] = [made]

    def _split(
        self,
        piece: Piece,
        first: int,
        inside: Sequence[Link],
        across: dict[int, list[nodes.Text]],
    ) -> None:
        """Replace one piece by its links and the text between; parts of links go to *across*.

        *first* is the number of the first link *inside*.
        """
        text, done = piece.text, 0
        parent, parts = piece.node.parent, list[nodes.Node]()
        for number, (start, end, target) in enumerate(inside, first):
            low, high = max(start, 0), min(end, len(text))
            if done < low:
                parts.append(nodes.Text(text[done:low]))
            held = piece.node if (low, high) == (0, len(text)) else nodes.Text(text[low:high])
            if (low, high) == (start, end):
                parts.append(self._reference(target, [held]))
            else:
                parts.append(held)
                across[number].append(held)
            done = high
        if done < len(text):
            parts.append(nodes.Text(text[done:]))
        where = _index(parent, piece.node)
        parent[where : where + 1] = parts

    def _reference(self, target: Target, held: Sequence[nodes.Node]) -> concept_reference:
        if self._paper:
            held = [nodes.inline("", "", *held, classes=[*TERM_CLASSES])]
        return concept_reference("", "", *held, **attributes_of(target, *CLASSES))


def _by_piece(
    pieces: Sequence[Piece], links: Sequence[Link]
) -> Iterator[tuple[Piece, int, list[Link]]]:
    """The pieces with links, the number of the first, and all with positions in the piece."""
    first = 0
    for piece in pieces:
        end = piece.start + len(piece.text)
        while first < len(links) and links[first][1] <= piece.start:
            first += 1
        last = first
        while last < len(links) and links[last][0] < end:
            last += 1
        if first < last and piece.text:
            left = piece.start
            inside = [(start - left, end - left, at) for start, end, at in links[first:last]]
            yield piece, first, inside


def _stored(piece: Piece, links: Sequence[Link]) -> bool:
    """Store *links* next to the text node, if it contains all of them and can be identified."""
    text, parent = piece.text, piece.node.parent
    if links[0][0] < 0 or links[-1][1] > len(text) or parent.children.count(piece.node) > 1:
        return False
    parent.attributes.setdefault(LINKS, {})[text] = links
    return True


def _index(parent: nodes.Element, child: nodes.Node) -> int:
    """The index of *child* by identity, since docutils compares texts by value."""
    return next(at for at, other in enumerate(parent.children) if other is child)


def _groups(texts: list[nodes.Text]) -> list[list[nodes.Node]]:
    """Runs of siblings that contain *texts* only: one run, or one for each text."""
    if len(texts) == 1:
        return [[texts[0]]]
    ancestors = [_ancestors(text) for text in texts]
    shared = [step[0] for step in zip(*ancestors, strict=False) if len(set(map(id, step))) == 1]
    common = shared[-1]
    first, last = (_child_towards(common, chain, text) for chain, text in
                   ((ancestors[0], texts[0]), (ancestors[-1], texts[-1])))  # fmt: skip
    run = common.children[common.index(first) : common.index(last) + 1]
    held = [leaf for node in run for leaf in node.findall(nodes.Text) if leaf]
    if [id(leaf) for leaf in held] == [id(text) for text in texts]:
        return [run]
    return [[text] for text in texts]


def _ancestors(text: nodes.Text) -> list[nodes.Element]:
    """The nodes from the root down to the parent of *text*."""
    chain: list[nodes.Element] = []
    parent = text.parent
    while parent is not None:
        chain.append(parent)
        parent = parent.parent
    return chain[::-1]


def _child_towards(
    common: nodes.Element, chain: list[nodes.Element], text: nodes.Text
) -> nodes.Node:
    below = chain[chain.index(common) + 1 :]
    return below[0] if below else text


# -- rendering ------------------------------------------------------------------------------


def renders_links(builder: Builder) -> bool:
    """Whether *builder* uses a translator that renders the links of text nodes.

    The others need every link as a node. Single-file builders and EPUB change addresses after
    references are resolved, and other formats have their own links. A translator may inspect the
    texts that it renders, look at the children of references, or number them.
    """
    if not traits_of(builder).index_page:  # other builders raise an exception for a translator
        return False
    translator = builder.get_translator_class()
    is_plain = translator.visit_reference is HTML5Translator.visit_reference
    return is_plain and hasattr(translator, _TAGS)


def linked_parts(node: nodes.Text) -> Iterator[tuple[str, Target | None]]:
    """The non-empty parts of *node*, each with the target of its link if it has one."""
    return _parts(shown_text(node), _links_in(node))


def _parts(text: str, links: Sequence[Link]) -> Iterator[tuple[str, Target | None]]:
    done = 0
    for start, end, target in links:
        if done < start:
            yield text[done:start], None
        yield text[start:end], target
        done = end
    if done < len(text):
        yield text[done:], None


def _links_in(node: nodes.Text) -> Sequence[Link]:
    """The links of a text node, also if another extension has changed it after linking."""
    parent = node.parent
    noted = parent.attributes.get(LINKS) if parent is not None else None
    if not noted:
        return ()
    text = shown_text(node)
    if text in noted:
        found: Sequence[Link] = noted[text]
        return found
    if sum(map(noted.__contains__, parent.children)) == len(noted):  # no text was changed
        return ()
    left = {shown_text(child) for child in parent.children if isinstance(child, nodes.Text)}
    changed = (_moved_links(noted[old], old, text) for old in noted if old not in left)
    return next(filter(None, changed), ())


def _moved_links(links: Sequence[Link], old: str, new: str) -> list[Link]:
    spans = [(start, end) for start, end, _target in links]
    return [(start, end, links[number][2]) for number, start, end in moved(spans, old, new)]


def link_methods(translator: type) -> dict[str, Any]:
    """The methods that a subclass of *translator* needs to render links like the theme.

    Empty if it renders text in its own way: then links are nodes.
    """
    if getattr(translator, "visit_Text", None) is not _visit_plain_text:
        return {}
    return {"visit_Text": _visit_text, _TAGS: {}}


def _visit_text(self: HTML5Translator, node: nodes.Text) -> None:
    """Render a text node and its links; linked text is never in code, where spaces are kept."""
    parent = node.parent
    links = _links_in(node) if parent is not None and LINKS in parent.attributes else ()
    if not links:
        _visit_plain_text(self, node)
        return
    for text, target in _parts(shown_text(node), links):
        encoded = self.encode(text)
        self.body.append(encoded.join(_tags(self, node, target)) if target else encoded)


def _tags(self: HTML5Translator, node: nodes.Text, target: Target) -> tuple[str, str]:
    """The HTML in front of and after the text of a link to *target*.

    Cached on the class of the translator, which is created for each build, since most links occur
    in many pages.
    """
    known: dict[Target, tuple[str, str]] = getattr(self, _TAGS)
    if target not in known:
        reference = concept_reference("", "", **attributes_of(target, *CLASSES))
        reference.parent = node.parent
        body, at = self.body, len(self.body)
        self.dispatch_visit(reference)
        between = len(body)
        self.dispatch_departure(reference)
        known[target] = "".join(body[at:between]), "".join(body[between:])
        del body[at:]
    return known[target]
