"""Render the views of an index as nodes: letters, tree, tags, cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm import listing

from ..builders import traits_of
from ..locale import _
from .entry_renderer import EntryRenderer, a_list, count
from .nodes import (
    index_block,
    index_head,
    index_item,
    index_line,
    index_navigation,
    index_stream,
)

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

_NOT_IN_ID = re.compile(r"[^\w.-]+")


def has_tips(domain: GlosstermDomain, ordered: Listing) -> bool:
    """Whether links between the entries of an index show definitions: not in a large one."""
    wanted = domain.options.tooltips and traits_of(domain.builder).scripts
    return wanted and len(ordered.concepts) <= MAX_WITH_TIPS


class ViewRenderer:
    """Renders the views of one listing for one page."""

    def __init__(
        self,
        domain: GlosstermDomain,
        docname: str,
        ordered: Listing,
        prefix: str,
        *,
        streamed: bool = False,
    ) -> None:
        """*prefix* is added to ids, so that several indexes of a page have different ids.

        *streamed*: entries are rendered when they are written, by a writer that supports it.
        """
        self._renderer = EntryRenderer(domain, docname)
        self._renderer.listed = ordered.concepts
        self._renderer.tips = has_tips(domain, ordered)
        self._listing = ordered
        self._prefix = prefix
        self._streamed = streamed
        self._taken: set[str] = set()
        self._short = False
        self._opened = len(ordered.concepts) <= MAX_OPEN

    # -- views ------------------------------------------------------------------------

    def link_tags(self) -> None:
        """Make the tags of entries links to their groups, which are on the same page."""
        for group in self._listing.by_tag():
            self._renderer.tag_ids[group.name] = self._new_id(f"tag-{group.name}")

    def view(self, name: str) -> list[nodes.Element]:
        """The nodes of the view with that name; empty if it has no entries."""
        if name == "tree":
            return self._tree()
        if name == "tags":
            return self._tag_groups()
        if name == "cards" and self._renderer.on_screen:
            return self._cards()
        return self._a_to_z()

    def letter(self, group: Group) -> list[nodes.Element]:
        """All entries under one letter, for a page of their own."""
        entries = [entry for entry in group.entries if not isinstance(entry, listing.See)]
        self._give_ids(entry.concept for entry in entries)
        content = self._list(map(self._line, group.entries))
        name = self._new_id(group.head.slug)
        return [index_block("", content, tag="section", ids=[name], classes=["glossterm-group"])]

    def short(self, name: str) -> list[nodes.Element]:
        """The view with that name, without definitions and without what the filter needs."""
        self._short = True
        return self.view(name)

    def _a_to_z(self) -> list[nodes.Element]:
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

    def _tree(self) -> list[nodes.Element]:
        """Hierarchies, then the concepts without any."""
        entries = self._listing.tree(traits_of(self._renderer.builder).list_depth)
        hierarchies = [entry for entry in entries if entry.narrower]
        others = [entry for entry in entries if not entry.narrower]
        lists = [self._list(self._branches(part)) for part in (hierarchies, others) if part]
        if hierarchies:
            lists[0]["classes"].append("glossterm-tree")
        if len(lists) > 1:
            # Translators: heading in the index, after the hierarchies: terms that have neither a
            # broader nor a narrower term
            words, head = self._renderer.words, _("Other terms")
            classes = ["glossterm-head", *words]
            lists.insert(1, index_head("", head, tag="h3", classes=classes))
        if hierarchies and traits_of(self._renderer.builder).scripts:
            lists.insert(0, self._open_button())
        return lists

    def _open_button(self) -> nodes.Element:
        """The button that opens or closes all parts of the tree; hidden until a script shows it."""
        # Translators: button above the tree of terms, while parts of it are closed
        texts = {"data-glossterm-open": _("Open all")}
        # Translators: button above the tree of terms, while all of it is open
        texts["data-glossterm-close"] = _("Close all")
        first = texts["data-glossterm-close" if self._opened else "data-glossterm-open"]
        classes = ["glossterm-open", *self._renderer.words]
        button = index_navigation(
            "", index_line("", first), tag="button", hidden="hidden", classes=classes
        )
        button.attributes |= texts
        return button

    def _tag_groups(self) -> list[nodes.Element]:
        ids = self._renderer.tag_ids
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

    def _cards(self) -> list[nodes.Element]:
        """A grid of cards, made of the nodes of sphinx-design."""
        if not self._listing.concepts:
            return []
        columns = ["sd-row-cols-1", *("sd-row-cols-xs-1", "sd-row-cols-sm-2", "sd-row-cols-lg-3")]
        gutters = ["sd-g-3", *(f"sd-g-{size}-3" for size in ("xs", "sm", "md", "lg"))]
        cards = [self._card(entry) for entry in self._listing.flat()]
        row = _component("grid-row", ["sd-row", *columns, *gutters], cards)
        classes = ["sd-container-fluid", "sd-sphinx-override", "sd-mb-4"]
        return [_component("grid-container", classes, children=[row])]

    # -- entries ----------------------------------------------------------------------

    def _line(self, entry: Entry | See) -> index_item:
        return self._see(entry) if isinstance(entry, listing.See) else self._full(entry)

    def _full(self, entry: Entry) -> index_item:
        concept, renderer = entry.concept, self._renderer
        item = self._item(
            entry, ids=[renderer.ids[concept.id]] if concept.id in renderer.ids else []
        )
        item += [
            renderer.name(concept, full=True),
            *renderer.broader(entry),
            *renderer.narrower(entry),
        ]
        item += [*renderer.related(entry), *renderer.source(concept), *renderer.see(concept)]
        item += renderer.used(concept)
        return item

    def _see(self, see: See) -> index_item:
        classes = self._renderer.language_classes(see.concept, see.label)
        label = nodes.inline("", see.label, classes=["glossterm-label", *classes])
        to = self._renderer.relation_link(see.concept)
        item = index_item("", index_line("", "", label, nodes.Text(" → "), to), tag="li")
        item["classes"] = ["glossterm-see"]
        item["data-glossterm"] = see.concept.id
        language = self._listing.language
        own = see.concept.foreign_language(see.label, language)
        keys = listing.keys_of(see.label, language=own or language)
        item["data-glossterm-keys"] = "\n".join(keys)
        return item

    def _branches(self, entries: Iterable[Entry]) -> Iterator[index_item]:
        for entry in entries:
            item = self._item(entry)
            item += self._renderer.name(entry.concept, gloss=not self._short, below=entry.below)
            if entry.narrower:
                below = a_list(self._branches(entry.narrower), "glossterm-narrower")
                item += self._renderer.fold(entry.concept, below, opened=self._opened)
            yield item

    def _card(self, entry: Entry) -> nodes.Element:
        concept, renderer = entry.concept, self._renderer
        name = renderer.name(concept, full=True, gloss=False)
        title = _component("card-title", ["sd-card-title"], children=[name])
        gloss = index_line("", renderer.gloss(concept), tag="p", classes=["sd-card-text"])
        body = _component("card-body", ["sd-card-body"], children=[title, gloss])
        body += [*renderer.broader(entry), *renderer.narrower(entry)]
        body += [*renderer.related(entry), *renderer.source(concept), *renderer.see(concept)]
        body += renderer.used(concept)
        classes = ["sd-card", "sd-sphinx-override", "sd-w-100", "sd-shadow-sm"]
        card = _component("card", classes, children=[body])
        # A "grid-item" of ours, since sphinx-design's has no attributes for an entry.
        item = index_block(
            "", card, tag="div", classes=["sd-col", "sd-d-flex-row", "glossterm-entry"]
        )
        item.attributes |= self._data(concept)
        return item

    def _item(self, entry: Entry, ids: Sequence[str] = ()) -> index_item:
        item = index_item("", tag="li", classes=["glossterm-entry"], ids=[*ids])
        if not self._short:
            item.attributes |= self._data(entry.concept)
        return item

    def _data(self, concept: Concept) -> dict[str, str]:
        """The data for the script: the concept of the element, and its search keys."""
        keys = "\n".join(listing.search_keys(concept, self._listing.language))
        return {"data-glossterm": concept.id, "data-glossterm-keys": keys}

    def _give_ids(self, concepts: Iterable[Concept]) -> None:
        """Give the full entry of each concept an id, for formats with links inside the page."""
        for concept in concepts if self._renderer.on_screen else ():
            self._renderer.ids[concept.id] = self._new_id(f"concept-{concept.id}")

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
        groups: Iterable[tuple[str, str, Iterable[index_item], int | None]],
    ) -> list[nodes.Element]:
        """The rendered *groups*, with links to their headings in front.

        Each group is an id, a heading, entries, and their number if the heading shows it.
        """
        rendered: list[nodes.Element] = []
        links: list[nodes.Node] = []
        for name, text, items, size in groups:
            title = index_head("", text, tag="h3", classes=["glossterm-head"])
            if size is not None:
                title += [nodes.Text(" "), *count(size)]
            classes = ["glossterm-group"]
            rendered.append(
                index_block(
                    "", title, self._list(items), tag="section", ids=[name], classes=classes
                )
            )
            links += [nodes.reference("", text, internal=True, refid=name), nodes.Text("\n")]
        return [navigation(label, links, "glossterm-letters"), *rendered] if rendered else []

    def _list(self, items: Iterable[index_item]) -> nodes.Element:
        return a_list([index_stream(entries=items)] if self._streamed else items)


def _component(name: str, classes: list[str], children: Sequence[nodes.Node]) -> nodes.Element:
    """A node as sphinx-design makes it; imported only if cards are rendered."""
    from sphinx_design.shared import create_component

    return create_component(name, classes, children=children)


def navigation(label: str, links: Iterable[nodes.Node], *classes: str) -> index_navigation:
    """Links within the page, with a name for screen readers."""
    nav = index_navigation("", index_line("", "", *links), tag="nav", classes=[*classes])
    nav["aria-label"] = label
    return nav
