"""Find every place in the pages that looks like a label, with its reason and its context.

Mentions are not decided again: the existing decisions are explained. Only this builder runs it. It
also finds the text of a page in which nothing is linked, and the kind of that text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.matching import Match, Reason, compound_around, explain

from ..conditions import condition_of, hold, is_conditional
from ..linking.mentions import shown_passages
from ..nodes import CONCEPT, noterm, shown_text
from ..options import page_options
from ..reading.passages import OBSTACLE, passages
from ..reading.prose import is_contents, is_link, is_opted_out
from .columns import Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.matching import LinkPolicy

    from ..domain import GlosstermDomain

CONTEXT = 40
"""Number of code points shown on each side of a place."""

# Rest of a word at a cut; without a space nearby, as in Japanese, any place is used.
_CUT_WORD, _CUT_WORD_END = re.compile(r"^\S{0,15}\s+"), re.compile(r"\s+\S{0,15}$")
_BLANK = re.compile(rf"[\s{OBSTACLE}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """One place that looks like a label."""

    line: int | None
    """Line in the source, counted from 1; the line of the block if no other is known."""
    column: int | None
    """Column of the first character, in code points, counted from 1; ``None`` if the source does
    not have the text there."""
    before: str
    text: str
    after: str
    label: str
    concepts: tuple[str, ...]
    reason: Reason | None
    """``None``: it is linked."""
    word: str = ""
    """The longer word that contains it, if that is the reason."""
    where: str = ""
    """The kind of text, if the reason is that nothing is linked there."""
    source: str = ""
    """Path of the file, which may be included; empty if the parser kept none."""


@dataclass(frozen=True, slots=True)
class WrittenReference:
    """A reference that an author wrote."""

    line: int | None
    target: str
    concept: str


@dataclass(frozen=True, slots=True)
class SurveyedPage:
    """All data of a page about concepts."""

    docname: str
    policy: LinkPolicy
    places: tuple[Place, ...]
    """In reading order; texts without links come last."""
    written: tuple[WrittenReference, ...]


def survey(domain: GlosstermDomain, tags: Tags) -> Iterator[SurveyedPage]:
    """Every page, by name."""
    config = domain.options
    for docname in sorted(domain.env.all_docs):
        policy = page_options(docname, domain.env.metadata.get(docname, {}), config).policy
        doctree = domain.env.get_doctree(docname)
        columns = Columns(doctree, docname, config.link_in)
        yield SurveyedPage(
            docname,
            policy,
            (
                *_open_places(domain, docname, policy, columns, tags),
                *_closed_places(domain, docname, doctree, columns, tags),
            ),
            tuple(_written(domain, docname)),
        )


def _open_places(
    domain: GlosstermDomain, docname: str, policy: LinkPolicy, columns: Columns, tags: Tags
) -> Iterator[Place]:
    if not len(domain.linkable):
        return
    shown = shown_passages(domain, docname, tags)
    for verdict in explain(
        domain.page(docname).decided.mentions(),
        policy,
        docname,
        shown,
        domain.matcher,
        domain.linkable,
    ):
        passage, start, end = shown[verdict.passage], verdict.start, verdict.end
        word = verdict.reason and compound_around(passage.text, start, end, verdict.reason)
        known = columns.in_passage(verdict.passage, start, end)
        yield Place(
            known.line or (passage.line and passage.line + passage.text.count("\n", 0, start)),
            known.column or None,
            *excerpt(passage.text, start, end),
            verdict.label,
            verdict.concepts,
            verdict.reason,
            word or "",
            source=columns.path(verdict.passage),
        )


def _closed_places(
    domain: GlosstermDomain,
    docname: str,
    doctree: nodes.document,
    columns: Columns,
    tags: Tags,
) -> Iterator[Place]:
    link_in = domain.options.link_in
    for closed in closed_texts(
        doctree, docname, link_in, lambda condition: hold(tags, [condition])
    ):
        for item in domain.matcher.find(closed.text):
            if isinstance(item, Match) and closed.around.isdisjoint(item.concepts):
                known = columns.in_node(closed.node, item.start, item.end)
                yield Place(
                    known.line or closed.line,
                    known.column or None,
                    *excerpt(closed.text, item.start, item.end),
                    item.label,
                    item.concepts,
                    Reason.CLOSED,
                    where=closed.where,
                    source=closed.source,
                )


def _written(domain: GlosstermDomain, docname: str) -> Iterator[WrittenReference]:
    for target, line in domain.page(docname).references:
        for concept in domain.linkable.meant(target, docname)[:1]:
            yield WrittenReference(line, target.strip(), concept.id)


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The text before, in and after a place, in one line; ``…`` if more was omitted."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = f"…{_CUT_WORD.sub('', before)}"
    if end + CONTEXT < len(text):
        after = f"{_CUT_WORD_END.sub('', after)}…"
    return _plain(before), _plain(text[start:end]), _plain(after)


def _plain(text: str) -> str:
    """*text* in one line, with a space for what is not text."""
    return _BLANK.sub(" ", text)


CODE = (nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block)
LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
TITLES = (nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.attribution)
SIGNATURES = (addnodes.desc_signature, addnodes.productionlist)
UNSEEN = (
    nodes.raw, nodes.comment, nodes.docinfo, nodes.system_message, nodes.label, nodes.image,
    nodes.substitution_definition, nodes.decoration, addnodes.toctree, addnodes.index,
    addnodes.compact_paragraph, nodes.term,
)  # fmt: skip
"""Content that is rendered elsewhere or not at all, and labels of entries, which name them."""


@dataclass(frozen=True, slots=True)
class ClosedText:
    """A text node in which nothing is linked."""

    text: str
    line: int | None
    """Start of the block that contains it, if known."""
    where: str
    """One of the names of :data:`KINDS`; empty if it has no such kind."""
    source: str
    """Path of its file; empty if unknown."""
    around: frozenset[str]
    """Ids of the concepts whose entries or sections contain it."""
    node: nodes.Text


KINDS: dict[str, Callable[[nodes.Element], bool]] = {
    "code": lambda node: isinstance(node, CODE),
    "link": lambda node: isinstance(node, LINKS) or is_link(node),
    "noterm": lambda node: isinstance(node, noterm),
    "opted-out": is_opted_out,
    "heading": lambda node: isinstance(node, TITLES),
    "quotation": lambda node: isinstance(node, nodes.block_quote),
    "signature": lambda node: isinstance(node, SIGNATURES),
}
"""Kinds of text without links, by the innermost of these elements around it."""


def closed_texts(
    document: nodes.document,
    docname: str,
    link_in: Collection[str],
    holds: Callable[[str], bool],
) -> Iterator[ClosedText]:
    """Every such text of *document* that readers see, in reading order.

    Omitted are term roles, which are links, content that is rendered elsewhere, and content of an
    ``only`` whose expression does not hold. *link_in* is as for :func:`passages`.
    """
    pieces = (piece for one in passages(document, docname, link_in) for piece in one.pieces)
    linkable = {id(piece.node) for piece in pieces}
    for text in document.findall(nodes.Text):
        if id(text) in linkable or not text.strip():
            continue
        around = list(_ancestors(text))
        if not any(_is_unseen(node, holds) for node in around):
            yield ClosedText(
                shown_text(text),
                next((node.line for node in around if node.line), None),
                next((name for node in around for name, is_it in KINDS.items() if is_it(node)), ""),
                next((node.source for node in around if node.source), ""),
                frozenset(node[CONCEPT] for node in around if CONCEPT in node),
                text,
            )


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _is_unseen(node: nodes.Element, holds: Callable[[str], bool]) -> bool:
    if is_conditional(type(node)):
        return not holds(condition_of(node))
    is_role = isinstance(node, addnodes.pending_xref) and node.get("reftype") == "term"
    return is_role or isinstance(node, UNSEEN) or is_contents(node)
