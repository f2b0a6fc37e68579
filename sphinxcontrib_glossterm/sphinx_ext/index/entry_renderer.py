"""Draw a concept of a view: the lines of its entry, for every index and every entry.

HTML gets elements with classes. Every other format gets lists, paragraphs and links, with words
where HTML has a style sheet.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic

from docutils import nodes

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.model import Status, formula, is_web_address

from ..addresses import document_fragment
from ..builders import traits_of
from ..domain import words_classes
from ..explained import explanations
from ..internals import TERM_CLASSES
from ..locale import _
from .drawing import Drawing, Linked, Part, Target
from .entry_texts import gloss_of, homonyms_of, omission, origin_of
from .html_drawing import language_class
from .nodes import index_block, index_item, index_line
from .uses import all_uses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.listing import Entry, Listing
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from ..pages import PagePart
    from .uses import Use

MAX_USES = 100
"""Maximum number of pages in the list of uses of an entry."""


class EntryRenderer(Generic[Part]):
    """Draws concepts for the page of one document."""

    def __init__(self, draw: Drawing[Part], domain: GlosstermDomain, docname: str) -> None:
        self.draw = draw
        self._domain = domain
        self._docname = docname
        self._addresses = domain.addresses
        self.builder = domain.builder
        self._traits = traits_of(domain.builder)
        self.on_screen = self._traits.screen
        self.ids: dict[str, str] = {}
        """Concept id → id of its entry in an index on the same page, the target of relations."""
        self.tag_ids: dict[str, str] = {}
        """Tag → id of its group in an index on the same page."""
        self.listed: Listing | None = None
        """The concepts of the index; ``None``: all of the project. Names are unique in it."""
        self.tips = False
        """Whether links to other concepts show their definitions."""
        self._links_of_uses: dict[tuple[str, PagePart], tuple[str, str]] = {}
        self.words = tuple(words_classes(domain))
        """Classes of texts of the interface, for their language."""
        self._language = domain.env.config.language

    # -- links ------------------------------------------------------------------------

    def link(
        self, docname: str, anchor: str, text: str, *classes: str, current: bool = False
    ) -> Part:
        """A link to a place of this project; to the page itself without *anchor*."""
        content = self.draw.text(text)
        if self._traits.paper:
            content = self.draw.span(TERM_CLASSES, content)
        target = self._target(docname, anchor)
        return self.draw.link(target, content, classes=classes, current=current)

    def _target(self, docname: str, anchor: str) -> Target:
        if self._traits.one_page:
            return Target(anchor or document_fragment(self.builder, docname), on_page=True)
        if docname == self._docname and anchor:
            return Target(anchor, on_page=True)
        uri = self._addresses.page(self._docname, docname)
        return Target(f"{uri}#{anchor}" if anchor else uri)

    def _place_of(self, concept: Concept) -> tuple[str, str]:
        """Document and id of the entry that defines *concept*."""
        anchor = self._addresses.anchor(concept, concept.pref_label)
        return concept.location.docname, anchor

    def language_classes(self, concept: Concept, label: str) -> Sequence[str]:
        """The classes for the language of a *label*, if the page is in another one."""
        lang = concept.foreign_language(label, self._language) if self.on_screen else ""
        return (language_class(lang),) if lang else ()

    def _origin(self, concept: Concept) -> str:
        return origin_of(self._domain, concept, self._homonyms)

    @cached_property
    def _homonyms(self) -> Collection[str]:
        """The preferred labels of several concepts of the index."""
        return self.listed.homonyms if self.listed is not None else homonyms_of(self._domain)

    def relation_link(self, concept: Concept) -> Part:
        """The preferred label, linked to the entry on this page if there is one."""
        draw, label = self.draw, concept.pref_label
        content = [draw.text(label)]
        if concept.id in self.ids:
            target = Target(self.ids[concept.id], on_page=True)
        else:
            target = self._target(*self._place_of(concept))
            if self._traits.paper:
                content = [draw.span(TERM_CLASSES, *content)]
        if origin := self._origin(concept):
            content.append(draw.text(f" ({origin})"))
        if self.tips:
            linked = Linked(concept.id, concept.foreign_language(label, self._language))
            return draw.link(target, *content, linked=linked)
        return draw.link(target, *content, classes=self.language_classes(concept, label))

    # -- lines ------------------------------------------------------------------------

    def name(
        self, concept: Concept, *, full: bool = False, gloss: bool = True, below: int = 0
    ) -> Part:
        """The first line of an entry: name and definition; *full* with other labels and tags.

        *below* is the number of entries inside the entry, 0 to omit it.
        """
        draw, label = self.draw, concept.pref_label
        classes = self.language_classes(concept, label)
        parts = [self.link(*self._place_of(concept), label, "glossterm-label", *classes)]
        parts += self._reading(concept, label)
        if concept.status is Status.DEPRECATED:
            parts += self._status()
        if full and concept.alt_labels:
            also = draw.span(("glossterm-also",), *self._other_labels(concept))
            parts += self._in_brackets(also)
        if self._traits.paper:
            parts.append(draw.pages(concept.location.docname, concept.anchor))
        if origin := (concept.glossary if full else "") or self._origin(concept):
            parts += self._in_brackets(self._span("glossterm-glossary", origin))
        if below and self.on_screen:
            parts += self.count(below)
        if full and concept.tags:
            parts += [draw.text(" "), self._tags(concept)]
        if gloss and (text := gloss_of(self._domain, concept)):
            parts += [draw.text(" "), draw.on_paper("— "), self._gloss(text)]
        return self._line(*parts)

    def _line(self, *parts: Part) -> Part:
        return self.draw.element(index_line, "", *parts)

    def _span(self, css: str, text: str, *classes: str) -> Part:
        return self.draw.span((css, *classes), self.draw.text(text))

    def _in_brackets(self, content: Part) -> list[Part]:
        """*content* after a space, on paper in brackets."""
        draw = self.draw
        return [draw.text(" "), draw.on_paper("("), content, draw.on_paper(")")]

    def count(self, number: int) -> list[Part]:
        """*number* after a name."""
        return self._in_brackets(self._span("glossterm-count", str(number)))

    def _status(self) -> list[Part]:
        draw = self.draw
        # Translators: label next to a term that should no longer be used
        text = _("deprecated")
        status = self._span("glossterm-tag", text, "glossterm-status", *self.words)
        return [draw.text(" "), draw.on_paper("["), status, draw.on_paper("]")]

    def _reading(self, concept: Concept, label: str) -> list[Part]:
        reading = listing.reading_of(concept, label)
        return [self.draw.text(" "), self._span("glossterm-reading", reading)] if reading else []

    def _other_labels(self, concept: Concept) -> Iterator[Part]:
        draw = self.draw
        for number, label in enumerate(concept.alt_labels):
            before = " · " if number else ""
            if classes := self.language_classes(concept, label):
                yield from [draw.text(before)] if before else []
                yield draw.span(classes, draw.text(label))
            else:
                yield draw.text(before + label)
            yield from self._reading(concept, label)

    def gloss(self, concept: Concept) -> Part:
        """The definition in one sentence."""
        return self.draw.text(gloss_of(self._domain, concept))

    def _gloss(self, text: str) -> Part:
        if not self._traits.paper:
            return self._span("glossterm-gloss", text)
        # pdfLaTeX supports few superscript and subscript characters.
        content = (
            self.draw.element(_SCRIPTS[place], "", self.draw.text(part))
            if place
            else self.draw.text(part)
            for place, part in formula.parts(text)
        )
        return self.draw.span(("glossterm-gloss",), *content)

    def fold(self, concept: Concept, below: Part, *, opened: bool) -> Part:
        """*below*, the entries inside that of *concept*, as a part that readers open and close."""
        if not self._traits.scripts:
            return below
        draw = self.draw
        # Without the label, a screen reader would read the same name for every part.
        caption = draw.text(_("Narrower:"))
        name = draw.span((), draw.span(self.words, caption), draw.text(f" {concept.pref_label}"))
        return draw.element(
            index_block,
            "details",
            draw.element(index_line, "summary", name),
            below,
            classes=("glossterm-fold",),
            attributes={"open": "open"} if opened else None,
        )

    def relations(self, entry: Entry) -> Iterator[Part]:
        """All lines below the name, in the order of an index."""
        concept = entry.concept
        yield from self.broader(entry)
        yield from self.narrower(entry)
        yield from self.related(entry)
        yield from self.source(concept)
        yield from self.see(concept)
        yield from self.used(concept)

    def broader(self, entry: Entry) -> Iterator[Part]:
        """A line for each path from the top to the entry."""
        for path in entry.paths:
            cut = map(self.draw.text, omission(self._domain, path))
            steps = [*cut, *map(self.relation_link, path)]
            links = self._between(" › ", steps)
            # Translators: before a path of broader terms, in an entry of the index
            yield self._line_with_caption("glossterm-broader", _("Broader:"), links)

    def narrower(self, entry: Entry) -> Iterator[Part]:
        """The list of narrower concepts of the entry, without their definitions."""
        if entry.narrower:
            # Translators: before the list of narrower terms, in an entry of the index
            yield self._line_with_caption("glossterm-caption-line", _("Narrower:"), ())
            items = (self._short(below.concept) for below in entry.narrower)
            yield self.draw.items(items, "glossterm-narrower")

    def narrower_line(self, entry: Entry) -> Iterator[Part]:
        """The same as a line, for entries that are not in a list."""
        if entry.narrower:
            links = self._between(" · ", (self.relation_link(e.concept) for e in entry.narrower))
            # Translators: before the list of narrower terms, in an entry of the index
            yield self._line_with_caption("glossterm-narrower", _("Narrower:"), links)

    def _short(self, concept: Concept) -> Part:
        return self.item(self.relation_link(concept), attributes={"data-glossterm": concept.id})

    def item(self, *content: Part, attributes: dict[str, str] | None = None) -> Part:
        """An entry of one line."""
        line = self._line(*content)
        return self.draw.element(index_item, "li", line, attributes=attributes)

    def related(self, entry: Entry) -> Iterator[Part]:
        """The line of related concepts."""
        if entry.related:
            links = self._between(" · ", map(self.relation_link, entry.related))
            # Translators: before the list of related terms, in an entry of the index
            yield self._line_with_caption("glossterm-related", _("Related:"), links)

    def source(self, concept: Concept) -> Iterator[Part]:
        """The line with the source of the definition: text, or the address of a page."""
        if text := concept.source:
            shown = self.draw.text(text)
            if is_web_address(text):
                shown = self.draw.link(Target(text, internal=False), shown)
            # Translators: before the origin of a definition: a book, a standard, an address
            yield self._line_with_caption("glossterm-source", _("Source:"), [shown])

    def see(self, concept: Concept) -> Iterator[Part]:
        """The line with the pages that explain the concept."""
        places = [*explanations(concept, self._domain)] if concept.see else []
        if places:
            links = self._between(
                " · ",
                (
                    self.draw.link(Target(place.uri, internal=False), self.draw.text(place.title))
                    if place.uri
                    else self.link(place.docname, place.anchor, place.title)
                    for place in places
                ),
            )
            # Translators: before links to pages that explain a term
            yield self._line_with_caption("glossterm-explained", _("Explained in:"), links)

    def used(self, concept: Concept) -> Iterator[Part]:
        """The pages that use the concept; in LaTeX, page numbers after its name."""
        draw = self.draw
        uses = all_uses(self._domain).get(concept.id, ())
        if not uses or self._traits.paper:
            return
        # Translators: in an entry of the index; a click on it opens the list of these pages.
        # The number is 2 or more: choose words that are right for each.
        count = _("Used in one page") if len(uses) == 1 else _("Used in %s pages") % len(uses)
        # Translators: end of a list of pages that is too long: how many are left out
        more = _("and %s more") % (len(uses) - MAX_USES) if len(uses) > MAX_USES else ""
        if self._traits.scripts:
            rows = [[*self._addresses_of(use)] for use in uses[:MAX_USES]]
            listed = draw.uses(rows, more, self.words)
        else:
            items = [self.item(*self._use(use)) for use in uses[:MAX_USES]]
            last = [self.item(draw.span(self.words, draw.text(more)))] if more else []
            listed = draw.items([*items, *last])
        summary = draw.element(index_line, "summary", draw.text(count), classes=self.words)
        yield draw.element(index_block, "details", summary, listed, classes=("glossterm-used",))

    def _line_with_caption(self, css: str, caption: str, content: Iterable[Part]) -> Part:
        """A line that begins with its caption."""
        label = self._span("glossterm-caption", caption, *self.words)
        line = (label, self.draw.text(" "), *content)
        return self.draw.element(index_line, "div", *line, classes=(css,))

    def _addresses_of(self, use: Use) -> Iterator[tuple[str, str]]:
        """Address and text of each link to *use*."""
        known = self._links_of_uses
        whole: PagePart = ("", use.title)
        for part in (whole, *(part for part in use.parts if part[0])):
            place = use.docname, part
            if place not in known:
                known[place] = self._address_in(*place)
            yield known[place]

    def _address_in(self, docname: str, part: PagePart) -> tuple[str, str]:
        anchor, text = part
        if docname == self._docname and not anchor and not self._traits.one_page:
            return "", text
        target = self._target(docname, anchor)
        return f"#{target.address}" if target.on_page else target.address, text

    def _use(self, use: Use) -> Iterator[Part]:
        yield self.link(use.docname, "", use.title)
        for number, (anchor, title) in enumerate(part for part in use.parts if part[0]):
            yield self.draw.text(", " if number else " › ")
            yield self.link(use.docname, anchor, title)

    def _tags(self, concept: Concept) -> Part:
        draw = self.draw
        parts: list[Part] = []
        for number, tag in enumerate(concept.tags):
            if tag in self.tag_ids:
                target = Target(self.tag_ids[tag], on_page=True)
                shown = draw.link(target, draw.text(tag), classes=("glossterm-tag",))
            else:
                shown = self._span("glossterm-tag", tag)
            parts += [draw.text(" ")] if number else []
            parts += [draw.on_paper("["), shown, draw.on_paper("]")]
        return draw.span(("glossterm-tags",), *parts)

    def _between(self, text: str, links: Iterable[Part]) -> Iterator[Part]:
        for number, link in enumerate(links):
            if number:
                yield self.draw.text(text)
            yield link


_SCRIPTS: dict[str, type[nodes.Element]] = {
    "raised": nodes.superscript,
    "lowered": nodes.subscript,
}
