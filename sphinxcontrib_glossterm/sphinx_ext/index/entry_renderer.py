"""Render a concept of a view as the nodes of its lines, for every index and every entry.

HTML gets elements with classes. Every other format gets lists, paragraphs and links, with words
where HTML has a style sheet.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.languages.paragraphs import in_language_first
from sphinxcontrib_glossterm.languages.sentences import first_sentence
from sphinxcontrib_glossterm.model import Status, formula, is_web_address

from ..addresses import document_fragment
from ..builders import traits_of
from ..domain import cached, words_classes
from ..explained import explanations
from ..internals import TERM_CLASSES
from ..locale import _
from ..nodes import NAME, concept_reference
from .nodes import (
    index_block,
    index_item,
    index_line,
    index_list,
    index_pages,
    index_paper,
    index_uses,
    language_class,
)
from .uses import all_uses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.listing import Entry
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from .uses import Use

MAX_USES = 100
"""Maximum number of pages in the list of uses of an entry."""


class EntryRenderer:
    """Renders concepts for the page of one document."""

    def __init__(self, domain: GlosstermDomain, docname: str) -> None:
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
        self.listed: Sequence[Concept] | None = None
        """The concepts of the index; ``None``: all of the project. Names are unique in it."""
        self.tips = False
        """Whether links to other concepts show their definitions."""
        self._glosses: dict[str, str] = {}
        self.words = words_classes(domain)
        """Classes of texts of the interface, for their language."""
        self._language = domain.env.config.language

    # -- links ------------------------------------------------------------------------

    def link(self, docname: str, anchor: str, text: str, css: str = "") -> nodes.reference:
        """A link to a place of this project; to the page itself without *anchor*."""
        content: nodes.Node = nodes.Text(text)
        if self._traits.paper:
            content = nodes.inline("", text, classes=[*TERM_CLASSES])
        link = nodes.reference("", "", content, internal=True, classes=[css] if css else [])
        if self._traits.one_page:
            link["refid"] = anchor or document_fragment(self.builder, docname)
        elif docname == self._docname and anchor:
            link["refid"] = anchor
        else:
            uri = self.page(docname)
            link["refuri"] = f"{uri}#{anchor}" if anchor else uri
        return link

    def page(self, docname: str) -> str:
        """The address of the page of *docname*."""
        return self._addresses.page(self._docname, docname)

    def _to_definition(self, concept: Concept, css: str = "") -> nodes.reference:
        label, docname = concept.pref_label, concept.location.docname
        anchor = self._addresses.anchor(concept, label)
        link = self.link(docname, anchor, label, css)
        link["classes"] += self.language_classes(concept, label)
        return link

    def language_classes(self, concept: Concept, label: str) -> list[str]:
        """The classes for the language of a *label*, if the page is in another one."""
        lang = concept.foreign_language(label, self._language) if self.on_screen else ""
        return [language_class(lang)] if lang else []

    def origin(self, concept: Concept) -> str:
        """The glossary or the page that distinguishes *concept* from others with its label.

        Empty if there are none.
        """
        if concept.pref_label not in self._homonyms:
            return ""
        title = self._domain.env.titles[concept.location.docname]
        return concept.glossary or title.astext()

    @cached_property
    def _homonyms(self) -> Collection[str]:
        """The preferred labels of several concepts of the index."""
        return _repeated(self.listed) if self.listed is not None else _homonyms(self._domain)

    def relation_link(self, concept: Concept) -> nodes.reference:
        """The preferred label, linked to the entry on this page if there is one."""
        if concept.id not in self.ids:
            link = self._to_definition(concept)
        else:
            text, refid = concept.pref_label, self.ids[concept.id]
            classes = self.language_classes(concept, text)
            link = nodes.reference("", text, internal=True, refid=refid, classes=classes)
        if origin := self.origin(concept):
            link += nodes.Text(f" ({origin})")
        return self._with_tip(link, concept) if self.tips else link

    def _with_tip(self, link: nodes.reference, concept: Concept) -> nodes.reference:
        """*link* as one that shows the definition of *concept*."""
        target = {name: link[name] for name in ("refid", "refuri") if name in link}
        if lang := concept.foreign_language(concept.pref_label, self._language):
            target["lang"] = lang
        return concept_reference(
            "", "", *link.children, internal=True, classes=[NAME], concept=concept.id, **target
        )

    # -- lines ------------------------------------------------------------------------

    def name(
        self, concept: Concept, *, full: bool = False, gloss: bool = True, below: int = 0
    ) -> index_line:
        """The first line of an entry: name and definition; *full* with other labels and tags.

        *below* is the number of entries inside the entry, 0 to omit it.
        """
        parts: list[nodes.Node] = [self._to_definition(concept, "glossterm-label")]
        parts += _reading(concept, concept.pref_label)
        if concept.status is Status.DEPRECATED:
            # Translators: label next to a term that should no longer be used
            status = nodes.inline(
                "",
                _("deprecated"),
                classes=["glossterm-tag", "glossterm-status", *self.words],
            )
            parts += [nodes.Text(" "), index_paper("", "["), status, index_paper("", "]")]
        if full and concept.alt_labels:
            also = nodes.inline("", "", *self._other_labels(concept), classes=["glossterm-also"])
            parts += [nodes.Text(" "), index_paper("", "("), also, index_paper("", ")")]
        if self._traits.paper:
            parts.append(index_pages(target=(concept.location.docname, concept.anchor)))
        if origin := (concept.glossary if full else "") or self.origin(concept):
            named = _span("glossterm-glossary", origin)
            parts += [nodes.Text(" "), index_paper("", "("), named, index_paper("", ")")]
        if below and self.on_screen:
            parts += [nodes.Text(" "), *count(below)]
        if full and concept.tags:
            parts += [nodes.Text(" "), self._tags(concept)]
        if gloss and (text := self.gloss(concept)):
            dash = index_paper("", "— ")
            parts += [nodes.Text(" "), dash, self._gloss(text)]
        return index_line("", "", *parts)

    def _other_labels(self, concept: Concept) -> Iterator[nodes.Node]:
        for number, label in enumerate(concept.alt_labels):
            before = " · " if number else ""
            if classes := self.language_classes(concept, label):
                yield from [nodes.Text(before)] if before else []
                yield nodes.inline("", label, classes=classes)
            else:
                yield nodes.Text(before + label)
            yield from _reading(concept, label)

    def gloss(self, concept: Concept) -> str:
        """The definition in one sentence; a page shows it in several views."""
        if concept.id not in self._glosses:
            text = "\n".join(in_language_first(concept.definition.split("\n"), self._language, str))
            self._glosses[concept.id] = concept.short or first_sentence(
                text, self._domain.prose_languages
            )
        return self._glosses[concept.id]

    def _gloss(self, text: str) -> nodes.inline:
        if not self._traits.paper:
            return _span("glossterm-gloss", text)
        # pdfLaTeX supports few superscript and subscript characters.
        scripts = {"raised": nodes.superscript, "lowered": nodes.subscript}
        content = (
            scripts[place]("", part) if place else nodes.Text(part)
            for place, part in formula.parts(text)
        )
        return nodes.inline("", "", *content, classes=["glossterm-gloss"])

    def fold(self, concept: Concept, below: nodes.Element, *, opened: bool) -> nodes.Element:
        """*below*, the entries inside that of *concept*, as a part that readers open and close."""
        if not self._traits.scripts:
            return below
        # Without the label, a screen reader would read the same name for every part.
        caption = nodes.inline("", _("Narrower:"), classes=[*self.words])
        name = nodes.inline("", "", caption, nodes.Text(f" {concept.pref_label}"))
        summary = index_line("", "", name, tag="summary")
        fold = index_block("", summary, below, tag="details", classes=["glossterm-fold"])
        if opened:
            fold["open"] = "open"
        return fold

    def broader(self, entry: Entry) -> Iterator[index_line]:
        """A line for each path from the top to the entry."""
        for path in entry.paths:
            steps = [*map(nodes.Text, self.omission(path)), *map(self.relation_link, path)]
            # Translators: before a path of broader terms, in an entry of the index
            yield self._line_with_caption(
                "glossterm-broader", _("Broader:"), _between(" › ", steps)
            )

    def omission(self, path: Sequence[Concept]) -> list[str]:
        """The text in front of *path*, if it does not begin at the top."""
        return ["…"] if self._domain.scheme.broader(path[0].id) else []

    def narrower(self, entry: Entry) -> Iterator[nodes.Element]:
        """The list of narrower concepts of the entry, without their definitions."""
        if entry.narrower:
            # Translators: before the list of narrower terms, in an entry of the index
            yield self._line_with_caption("glossterm-caption-line", _("Narrower:"), ())
            items = [self._short(below.concept) for below in entry.narrower]
            yield a_list(items, "glossterm-narrower")

    def narrower_line(self, entry: Entry) -> Iterator[index_line]:
        """The same as a line, for entries that are not in a list."""
        if entry.narrower:
            links = _between(" · ", (self.relation_link(e.concept) for e in entry.narrower))
            # Translators: before the list of narrower terms, in an entry of the index
            yield self._line_with_caption("glossterm-narrower", _("Narrower:"), links)

    def _short(self, concept: Concept) -> index_item:
        item = _item(self.relation_link(concept))
        item["data-glossterm"] = concept.id
        return item

    def related(self, entry: Entry) -> Iterator[index_line]:
        """The line of related concepts."""
        if entry.related:
            links = _between(" · ", map(self.relation_link, entry.related))
            # Translators: before the list of related terms, in an entry of the index
            yield self._line_with_caption("glossterm-related", _("Related:"), links)

    def source(self, concept: Concept) -> Iterator[index_line]:
        """The line with the source of the definition: text, or the address of a page."""
        if text := concept.source:
            shown: nodes.Node = nodes.Text(text)
            if is_web_address(text):
                shown = nodes.reference("", text, internal=False, refuri=text)
            # Translators: before the origin of a definition: a book, a standard, an address
            yield self._line_with_caption("glossterm-source", _("Source:"), [shown])

    def see(self, concept: Concept) -> Iterator[index_line]:
        """The line with the pages that explain the concept."""
        places = [*explanations(concept, self._domain)]
        if places:
            links = (
                nodes.reference("", place.title, internal=False, refuri=place.uri)
                if place.uri
                else self.link(place.docname, place.anchor, place.title)
                for place in places
            )
            # Translators: before links to pages that explain a term
            yield self._line_with_caption(
                "glossterm-explained", _("Explained in:"), _between(" · ", links)
            )

    def used(self, concept: Concept) -> Iterator[nodes.Element]:
        """The pages that use the concept; in LaTeX, page numbers after its name."""
        uses = all_uses(self._domain).get(concept.id, ())
        if not uses or self._traits.paper:
            return
        # Translators: in an entry of the index; a click on it opens the list of these pages.
        # The number is 2 or more: choose words that are right for each.
        count = _("Used in one page") if len(uses) == 1 else _("Used in %s pages") % len(uses)
        # Translators: end of a list of pages that is too long: how many are left out
        more = _("and %s more") % (len(uses) - MAX_USES) if len(uses) > MAX_USES else ""
        listed: nodes.Element
        if self._traits.scripts:
            rows = [[*self._addresses_of(use)] for use in uses[:MAX_USES]]
            listed = index_uses(uses=rows, more=more, classes=[*self.words])
        else:
            items = [_item(*self._use(use)) for use in uses[:MAX_USES]]
            last = [_item(nodes.inline("", more, classes=[*self.words]))] if more else []
            listed = a_list([*items, *last])
        yield index_block(
            "", index_line("", count, tag="summary", classes=[*self.words]), listed,
            tag="details", classes=["glossterm-used"],
        )  # fmt: skip

    def _line_with_caption(
        self, css: str, caption: str, content: Iterable[nodes.Node]
    ) -> index_line:
        """A line that begins with its caption."""
        label = nodes.inline("", caption, classes=["glossterm-caption", *self.words])
        return index_line("", "", label, nodes.Text(" "), *content, tag="div", classes=[css])

    def _addresses_of(self, use: Use) -> Iterator[tuple[str, str]]:
        """Address and text of each link to *use*."""
        whole: list[tuple[str, str]] = [("", use.title)]
        for anchor, text in [*whole, *(part for part in use.parts if part[0])]:
            if self._traits.one_page:
                yield f"#{anchor or document_fragment(self.builder, use.docname)}", text
            else:
                own = use.docname == self._docname
                page = "" if own else self.page(use.docname)
                yield f"{page}#{anchor}" if anchor else page, text

    def _use(self, use: Use) -> Iterator[nodes.Node]:
        yield self.link(use.docname, "", use.title)
        for number, (anchor, title) in enumerate(part for part in use.parts if part[0]):
            yield nodes.Text(", " if number else " › ")
            yield self.link(use.docname, anchor, title)

    def _tags(self, concept: Concept) -> nodes.inline:
        tags = nodes.inline("", "", classes=["glossterm-tags"])
        for number, tag in enumerate(concept.tags):
            shown: nodes.Node = _span("glossterm-tag", tag)
            if tag in self.tag_ids:
                target, css = self.tag_ids[tag], ["glossterm-tag"]
                shown = nodes.reference("", tag, internal=True, refid=target, classes=css)
            tags += [nodes.Text(" ")] if number else []
            tags += [index_paper("", "["), shown, index_paper("", "]")]
        return tags


@cached
def _homonyms(domain: GlosstermDomain) -> Collection[str]:
    return _repeated(domain.scheme)


def _repeated(concepts: Iterable[Concept]) -> Collection[str]:
    counts = Counter(concept.pref_label for concept in concepts)
    return {label for label, number in counts.items() if number > 1}


def count(number: int) -> list[nodes.Node]:
    """*number* after a name."""
    shown = nodes.inline("", str(number), classes=["glossterm-count"])
    return [index_paper("", "("), shown, index_paper("", ")")]


def a_list(items: Iterable[nodes.Element], *classes: str) -> index_list:
    """A list of *items*."""
    return index_list("", *items, tag="ul", classes=[*classes], bullet="*")


def _item(*content: nodes.Node) -> index_item:
    return index_item("", index_line("", "", *content), tag="li")


def _span(css: str, text: str) -> nodes.inline:
    return nodes.inline("", text, classes=[css])


def _reading(concept: Concept, label: str) -> list[nodes.Node]:
    reading = listing.reading_of(concept, label)
    return [nodes.Text(" "), _span("glossterm-reading", reading)] if reading else []


def _between(text: str, links: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for number, link in enumerate(links):
        if number:
            yield nodes.Text(text)
        yield link
