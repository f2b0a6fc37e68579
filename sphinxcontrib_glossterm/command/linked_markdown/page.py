"""Add links and anchors to the source of one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.sphinx_ext.linking.first_uses import FirstUses
from sphinxcontrib_glossterm.sphinx_ext.linking.full_forms import full_forms_of
from sphinxcontrib_glossterm.sphinx_ext.linking.placement import placements, shows_full_forms
from sphinxcontrib_glossterm.sphinx_ext.linking.roles import FULL_FORM
from sphinxcontrib_glossterm.sphinx_ext.nodes import NAME
from sphinxcontrib_glossterm.sphinx_ext.reading.passages import passages

from ..fixes import SourceText
from .anchors import anchor_changes, wanted_anchors
from .changes import changed, link, link_instead
from .content import fences
from .places import FoundRole, find_places
from .verify import fitting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain

    from .changes import Change
    from .content import Parse
    from .places import FoundMention, Linked
    from .targets import Targets

_HEAD = re.compile(r"(?:\{(?:std:|glossterm:)?term\}|<term\s*/?>)`+[^`<>]*<?\Z")
_TAIL = re.compile(r">?`+(?:</term\s*>)?")
_FAR = 500
"""Maximum length of what is in front of the target of a role."""


class Left(Enum):
    """Why a mention, a role or a concept has no link or anchor."""

    UNCERTAIN = "uncertain"
    CODE = "code"
    INCLUDED = "included"
    NO_PAGE = "no page"
    NO_ANCHOR = "no anchor"


@dataclass(slots=True)
class LinkedPage:
    """The source of a page with links and anchors."""

    text: str
    links: int = 0
    anchors: int = 0
    left: list[tuple[Left, int]] = field(default_factory=list)
    """Why something is not linked or has no anchor, and the line; 0 if it is not known."""


class PageLinker:
    """Adds the links and anchors to one page."""

    def __init__(self, domain: GlosstermDomain, docname: str, text: str, parse: Parse) -> None:
        self._domain = domain
        self._docname = docname
        self._source = SourceText(text)
        self._parse = parse
        self._document = domain.env.get_doctree(docname)
        self._path = Path(domain.env.doc2path(docname))
        self._left: list[tuple[Left, int]] = []

    def linked(self, targets: Targets) -> LinkedPage:
        """The page with all links and anchors that are possible."""
        text, parse = self._source.text, self._parse
        self._fences = list(fences(parse(text), parse))
        planned = [*_without_overlaps([*self._links(targets), *self._anchors()])]
        chosen = fitting(text, planned, parse)
        kept = {change for change, _form in chosen}
        for change in planned:
            if change not in kept:
                reason = Left.UNCERTAIN if change.shown else Left.NO_ANCHOR
                self._left.append((reason, self._source.line_at(change.forms[0].start)))
        links = sum(bool(change.shown) for change in kept)
        return LinkedPage(changed(text, chosen), links, len(kept) - links, self._left)

    def _anchors(self) -> Sequence[Change]:
        page, scheme = self._domain.page(self._docname), self._domain.scheme
        shown = (scheme.at(self._docname, concept.id) for concept in page.concepts)
        concepts = {concept.id: concept for concept in shown if concept}
        wanted = wanted_anchors(self._document, concepts, page.entry_ids)
        added, without = anchor_changes(wanted, self._source, self._path, self._fences)
        self._left += ((Left.NO_ANCHOR, line) for line in without)
        return added

    def _links(self, targets: Targets) -> Iterator[Change]:
        domain = self._domain
        found = passages(self._document, self._docname, domain.options.link_in)
        texts = [one.passage.text for one in found]
        placed = dict(placements(domain, self._docname, texts))
        if shows_full_forms(domain, self._docname):  # those of roles; other words are kept
            first_uses = FirstUses(domain, self._docname)
            for number, one in enumerate(found):
                full_forms_of(domain, first_uses, one, placed.get(number, ()))
        linked: dict[int, Linked] = {
            id(found[number].element): (found[number], mentions)
            for number, mentions in placed.items()
        }
        domains = {NAME, "std"} if domain.options.takeover else {NAME}
        for place in find_places(self._document, self._source.lines, linked, domains):
            change: Change | Left | None
            if isinstance(place, FoundRole):
                change = self._role(place, targets)
            else:
                change = self._mention(place, targets)
            if isinstance(change, Left):
                self._left.append((change, place.place.line or place.line))
            elif change:
                yield change

    def _mention(self, found: FoundMention, targets: Targets) -> Change | Left:
        mention = found.mention
        concept = self._domain.linkable[mention.concept]
        address = targets.of(concept, mention.label, self._docname)
        span = self._span(found, address)
        if isinstance(span, Left):
            return span
        return link(self._source.text, span, found.text, address)

    def _role(self, found: FoundRole, targets: Targets) -> Change | Left | None:
        role = found.role
        near = self._domain.linkable.meant(role["reftarget"], self._docname)
        if not near:
            return None
        label = near[0].without_namespace(role["reftarget"].strip())
        address = targets.of(near[0], label, self._docname)
        shown = role.astext() if role.get("refexplicit") else label
        if full := role.get(FULL_FORM):
            shown = full.text
        span = self._span(found, address)
        if isinstance(span, Left):
            return span
        start, end = span
        text = self._source.text
        head, tail = _HEAD.search(text, max(0, start - _FAR), start), _TAIL.match(text, end)
        if not head or not tail:
            return Left.UNCERTAIN
        return link_instead((head.start(), tail.end()), shown, address)

    def _span(self, found: FoundMention | FoundRole, address: str) -> tuple[int, int] | Left:
        """Where *found* is in the source of the page, or why it gets no link."""
        if not address:
            return Left.NO_PAGE
        if found.source and Path(found.source) != self._path:
            return Left.INCLUDED
        if any(found.place.line in each.lines for each in self._fences if each.is_code):
            return Left.CODE
        return self._source.span(found.place) or Left.UNCERTAIN


def _without_overlaps(changes: Sequence[Change]) -> Iterator[Change]:
    end = 0
    for change in sorted(changes, key=lambda one: (one.forms[0].start, one.forms[0].end)):
        if change.forms[0].start >= end:
            yield change
            end = change.forms[0].end
