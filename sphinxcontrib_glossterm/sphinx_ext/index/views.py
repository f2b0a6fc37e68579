"""Draw the views of an index: letters, tree, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.lazily import pattern

from ..builders import traits_of
from ..locale import _
from .drawing import Drawing, Part, Target
from .entry_renderer import EntryRenderer
from .nodes import index_block, index_head, index_item, index_line, index_navigation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.listing import Entry, Group, Listing, See
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

MAX_OPEN = 200
"""Maximum number of concepts of a tree whose hierarchies are open at first."""

MAX_WITH_TIPS = 300
"""Maximum number of concepts of an index with tips, whose definitions are loaded with its page:
about 100 kB, 25 kB compressed."""

WITH_RELATIONS = ("az", "cards")
"""The views whose entries have links to other entries."""

_NOT_IN_ID = pattern(r"[^\w.-]+")


def has_tips(domain: GlosstermDomain, ordered: Listing) -> bool:
    """Whether links between the entries of an index show definitions: not in a large one."""
    wanted = domain.options.tooltips and traits_of(domain.builder).scripts
    return wanted and len(ordered) <= MAX_WITH_TIPS


class ViewRenderer(Generic[Part]):
    """Draws the views of one listing for one page."""

    def __init__(
        self,
        draw: Drawing[Part],
        domain: GlosstermDomain,
        docname: str,
        ordered: Listing,
        prefix: str,
    ) -> None:
        """*prefix* is added to ids, so that several indexes of a page have different ids."""
        self.entries = EntryRenderer(draw, domain, docname)
        self.entries.listed = ordered
        self.entries.tips = has_tips(domain, ordered)
        self._draw = draw
        self._listing = ordered
        self._prefix = prefix
        self._taken: set[str] = set()
        self._short = False
        self._opened = len(ordered) <= MAX_OPEN
        self._data: dict[str, dict[str, str]] = {}

    # -- views ------------------------------------------------------------------------

    def link_tags(self) -> None:
        """Make the tags of entries links to their groups, which are on the same page."""
        for group in self._listing.by_tag():
            self.entries.tag_ids[group.name] = self._new_id(f"tag-{group.name}")

    def view(self, name: str) -> list[Part]:
        """The parts of the view with that name; empty if it has no entries."""
        if name == "tree":
            return self._tree()
        if name == "tags":
            return self._tag_groups()
        return self._a_to_z()

    def letter(self, group: Group) -> list[Part]:
        """All entries under one letter, for a page of their own."""
        entries = [entry for entry in group.entries if not isinstance(entry, listing.See)]
        self._give_ids(entry.concept for entry in entries)
        return [self._group(self._new_id(group.head.slug), map(self._line, group.entries))]

    def short(self, name: str) -> list[Part]:
        """The view with that name, without definitions and without what the filter needs."""
        self._short = True
        return self.view(name)

    def _a_to_z(self) -> list[Part]:
        self._give_ids(self._listing.concepts)
        return self._groups(
            # Translators: name of the links to the letters of the index, for screen readers
            _("Letters"),
            (
                (
                    self._new_id(group.head.slug),
                    group.head.text,
                    map(self._line, group.entries),
                    None,
                )
                for group in self._listing.a_to_z()
            ),
        )

    def _tree(self) -> list[Part]:
        """Hierarchies, then the concepts without any."""
        draw = self._draw
        entries = self._listing.tree(traits_of(self.entries.builder).list_depth)
        hierarchies = [entry for entry in entries if entry.narrower]
        others = [entry for entry in entries if not entry.narrower]
        parts: list[Part] = []
        if hierarchies:
            if traits_of(self.entries.builder).scripts:
                parts.append(self._open_button())
            parts.append(draw.items(self._branches(hierarchies), "glossterm-tree"))
        if hierarchies and others:
            # Translators: heading in the index, after the hierarchies: terms that have neither a
            # broader nor a narrower term
            head, classes = draw.text(_("Other terms")), ("glossterm-head", *self.entries.words)
            parts.append(draw.element(index_head, "h3", head, classes=classes))
        if others:
            parts.append(draw.items(self._branches(others)))
        return parts

    def _open_button(self) -> Part:
        """The button that opens or closes all parts of the tree; hidden until a script shows it."""
        # Translators: button above the tree of terms, while all of it is open
        to_close = _("Close all")
        texts = {
            "data-glossterm-close": to_close,
            # Translators: button above the tree of terms, while parts of it are closed
            "data-glossterm-open": _("Open all"),
        }
        text = to_close if self._opened else texts["data-glossterm-open"]
        return self._draw.element(
            index_navigation,
            "button",
            self._draw.element(index_line, "", self._draw.text(text)),
            classes=("glossterm-open", *self.entries.words),
            attributes={**texts, "hidden": "hidden"},
        )

    def _tag_groups(self) -> list[Part]:
        ids = self.entries.tag_ids
        grouped = [
            *((ids.get(group.name), "tag", group) for group in self._listing.by_tag()),
            *((None, "glossary", group) for group in self._listing.by_glossary()),
        ]
        return self._groups(
            # Translators: name of the links to tags and glossaries, for screen readers
            _("Tags and glossaries"),
            (
                (
                    known or self._new_id(f"{kind}-{group.name}"),
                    group.name,
                    self._branches(group.entries),
                    len(group.entries),
                )
                for known, kind, group in grouped
            ),
        )

    # -- entries ----------------------------------------------------------------------

    def _line(self, entry: Entry | See) -> Part:
        return self._see(entry) if isinstance(entry, listing.See) else self._full(entry)

    def _full(self, entry: Entry) -> Part:
        renderer, concept = self.entries, entry.concept
        name = renderer.name(concept, full=True)
        return self._item(
            entry, name, *renderer.relations(entry), name=renderer.ids.get(concept.id, "")
        )

    def _see(self, see: See) -> Part:
        draw, concept = self._draw, see.concept
        classes = self.entries.language_classes(concept, see.label)
        label = draw.span(("glossterm-label", *classes), draw.text(see.label))
        line = (label, draw.text(" → "), self.entries.relation_link(concept))
        language = self._listing.language
        own = concept.foreign_language(see.label, language)
        keys = listing.keys_of(see.label, language=own or language)
        return draw.element(
            index_item,
            "li",
            draw.element(index_line, "", *line),
            classes=("glossterm-see",),
            attributes={"data-glossterm": concept.id, "data-glossterm-keys": "\n".join(keys)},
        )

    def _branches(self, entries: Iterable[Entry]) -> Iterator[Part]:
        renderer = self.entries
        for entry in entries:
            parts = [renderer.name(entry.concept, gloss=not self._short, below=entry.below)]
            if entry.narrower:
                below = self._draw.items(self._branches(entry.narrower), "glossterm-narrower")
                parts.append(renderer.fold(entry.concept, below, opened=self._opened))
            yield self._item(entry, *parts)

    def _item(self, entry: Entry, *parts: Part, name: str = "") -> Part:
        return self._draw.element(
            index_item,
            "li",
            *parts,
            classes=("glossterm-entry",),
            name=name,
            attributes=None if self._short else self.data(entry.concept),
        )

    def data(self, concept: Concept) -> dict[str, str]:
        """The data for the script: the concept of the element, and its search keys."""
        if concept.id not in self._data:
            keys = "\n".join(listing.search_keys(concept, self._listing.language))
            self._data[concept.id] = {"data-glossterm": concept.id, "data-glossterm-keys": keys}
        return self._data[concept.id]

    def _give_ids(self, concepts: Iterable[Concept]) -> None:
        """Give the full entry of each concept an id, for formats with links inside the page."""
        for concept in concepts if self.entries.on_screen else ():
            self.entries.ids[concept.id] = self._new_id(f"concept-{concept.id}")

    def _new_id(self, wanted: str) -> str:
        """An id that is unique in this page."""
        made = f"{self._prefix}-{_NOT_IN_ID.sub('-', wanted)}"
        while made in self._taken:  # "a/b" and "a-b"
            made += "-"
        self._taken.add(made)
        return made

    # -- groups -----------------------------------------------------------------------

    def _groups(
        self,
        label: str,
        groups: Iterable[tuple[str, str, Iterable[Part], int | None]],
    ) -> list[Part]:
        """The drawn *groups*, with links to their headings in front.

        Each group is an id, a heading, entries, and their number if the heading shows it.
        """
        draw = self._draw
        drawn: list[Part] = []
        links: list[Part] = []
        for name, text, items, size in groups:
            number = [] if size is None else self.entries.count(size)
            classes = ("glossterm-head",)
            title = draw.element(index_head, "h3", draw.text(text), *number, classes=classes)
            drawn.append(self._group(name, items, title))
            links.append(draw.link(Target(name, on_page=True), draw.text(text)))
        return [navigation(draw, label, links, "glossterm-letters"), *drawn] if drawn else []

    def _group(self, name: str, items: Iterable[Part], *title: Part) -> Part:
        entries, classes = self._draw.items(items), ("glossterm-group",)
        return self._draw.element(
            index_block, "section", *title, entries, name=name, classes=classes
        )


def navigation(draw: Drawing[Part], label: str, links: Sequence[Part], *classes: str) -> Part:
    """Links within the page, with a name for screen readers."""
    line = [part for link in links for part in (link, draw.text("\n"))]
    return draw.element(
        index_navigation,
        "nav",
        draw.element(index_line, "", *line),
        classes=classes,
        attributes={"aria-label": label},
    )
