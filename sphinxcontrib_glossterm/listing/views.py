"""The content of an index as nested values: groups of entries, and entries within entries.

A :class:`Request` has the options of an index as written; :func:`resolve` makes a selection of it.
A view is independent of markup: the same value is rendered as HTML, as a chapter of a PDF or as
text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import code_of
from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model.labels import LabelKind
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .collation import Head, head_of, is_sorted_by_reading, sort_key
from .nesting import MAX_DEPTH, nested, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .collation import SortKey

VIEWS = ("az", "tree", "tags", "cards")
_KANA = pattern("[ぁ-ヿ]")
MAX_PATHS = 8
"""Maximum number of paths to the top that an entry shows: their number doubles with each level of
concepts with two parents."""
MAX_STEPS = 12
"""Maximum number of concepts in such a path, the nearest ones."""


class Request(NamedTuple):
    """The options of one index, as written."""

    view: str = "az"
    glossaries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    """Labels or ids of concepts."""
    depth: int = 0
    line: int | None = None


class Unknown(NamedTuple):
    """An option value that names nothing in the scheme."""

    option: str
    value: str


class Entry(NamedTuple):
    """A concept at one place of the index."""

    concept: Concept
    narrower: tuple[Entry, ...] = ()
    """The narrower concepts: in a tree with their own, elsewhere the direct ones only."""
    paths: tuple[tuple[Concept, ...], ...] = ()
    """Each path from a top concept to a direct parent; empty in a tree, which shows it. A long path
    has its last :data:`MAX_STEPS` concepts."""
    related: tuple[Concept, ...] = ()
    below: int = 0
    """In a tree, the number of entries inside this one."""


class See(NamedTuple):
    """Another label of a concept, under its own letter: a reference to the full entry."""

    label: str
    concept: Concept


class Group(NamedTuple):
    """The entries under one letter heading."""

    head: Head
    entries: tuple[Entry | See, ...]


class TagGroup(NamedTuple):
    """The concepts with one tag, or of one named glossary."""

    name: str
    entries: tuple[Entry, ...]


class Selection(NamedTuple):
    """The concepts that a view shows; an empty field does not restrict it."""

    glossaries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """A concept with any of these."""
    roots: tuple[str, ...] = ()
    """Ids of concepts: these and all concepts below them."""
    depth: int = 0
    """The number of levels of the tree, counted from its top, or from the roots; 0: all."""


def resolve(
    request: Request, scheme: ConceptScheme, docname: str
) -> tuple[Selection, tuple[Unknown, ...]]:
    """The selection for *request* in a page, and its unknown values.

    Unknown values are ignored. A filter with only unknown values is no filter, so that a reader
    sees too much rather than nothing.
    """
    glossaries = known_values("glossary", scheme)
    tags = known_values("tags", scheme)
    roots = {text: scheme.meant(text, docname)[:1] for text in request.roots}
    unknown = (
        *(Unknown("glossary", name) for name in request.glossaries if name not in glossaries),
        *(Unknown("tags", tag) for tag in request.tags if tag not in tags),
        *(Unknown("root", text) for text, found in roots.items() if not found),
    )
    selection = Selection(
        tuple(name for name in request.glossaries if name in glossaries),
        tuple(tag for tag in request.tags if tag in tags),
        tuple(concept.id for found in roots.values() for concept in found),
        request.depth,
    )
    return selection, unknown


def known_values(option: str, scheme: ConceptScheme) -> dict[str, None]:
    """The valid values of *option*; for ``root`` labels, though ids are allowed too."""
    if option == "glossary":
        return {concept.glossary: None for concept in scheme if concept.glossary}
    if option == "tags":
        return {tag: None for concept in scheme for tag in concept.tag_names}
    return dict.fromkeys(scheme.labels())


@dataclass
class Listing:
    """The concepts of a selection, and their views; each view is created when it is used."""

    scheme: ConceptScheme
    selection: Selection = field(default_factory=Selection)
    language: str = ""
    """The language of the project, whose alphabet is used."""

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """The selected concepts in index order."""
        return tuple(sorted(self._selected, key=self._key))

    @cached_property
    def _selected(self) -> tuple[Concept, ...]:
        selected = filter(self._is_selected, self._within_reach())
        return tuple(self._shown(concept.id) for concept in selected)

    def __len__(self) -> int:
        """The number of selected concepts."""
        return len(self._selected)

    @cached_property
    def homonyms(self) -> Collection[str]:
        """The preferred labels of several of the concepts. Once for all pages of an index."""
        return repeated(self._selected)

    def _shown(self, concept_id: str) -> Concept:
        """A concept with its label in the language of the index first."""
        return self.scheme[concept_id].led_by(self.language)

    def _within_reach(self) -> Iterable[Concept]:
        """The concepts within the depth limit, level by level from the top."""
        roots, depth = self.selection.roots, self.selection.depth
        if not roots and not depth:
            return self.scheme
        level = list(roots) or [c.id for c in self.scheme if not self.scheme.broader(c.id)]
        seen: dict[str, None] = {}
        while level and depth >= 0:
            fresh = [concept_id for concept_id in dict.fromkeys(level) if concept_id not in seen]
            seen |= dict.fromkeys(fresh)
            level = [below for concept_id in fresh for below in self.scheme.narrower(concept_id)]
            depth = depth - 1 or -1 if depth else 0
        return [self.scheme[concept_id] for concept_id in seen]

    def _is_selected(self, concept: Concept) -> bool:
        glossaries, tags = self.selection.glossaries, self.selection.tags
        return (not glossaries or concept.glossary in glossaries) and (
            not tags or any(tag in tags for tag in concept.tag_names)
        )

    def linked(self) -> Iterator[Concept]:
        """The concepts that entries refer to, in no particular order; may contain duplicates.

        Not sorted, since every build needs them, and most do not draw the index.
        """
        for concept in self._selected:
            entry = self.entry(concept)
            if len(concept.labels) > 1:  # another label refers to the entry
                yield concept
            yield from chain(*entry.paths, (e.concept for e in entry.narrower), entry.related)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(concept.id for concept in self._selected)

    # -- views ------------------------------------------------------------------------

    def a_to_z(self) -> tuple[Group, ...]:
        """All concepts under letter headings, each in full under its own letter.

        Other labels are listed under theirs as "see" entries, unless they are next to the concept.
        """
        lines: list[tuple[tuple[SortKey, str], Head, Entry | See]] = []
        for concept in self.concepts:
            own = self._sorted_by(concept, concept.pref_label)
            lines.append((self._key(concept), head_of(*own), self.entry(concept)))
            for label in _other_labels(concept):
                other = self._sorted_by(concept, label)
                key = sort_key(*other)
                if not _is_adjacent(key, sort_key(*own)):
                    lines.append(((key, concept.id), head_of(*other), See(label, concept)))
        heads: dict[Head, list[Entry | See]] = {}
        for _place, head, entry in sorted(lines, key=lambda line: line[0]):
            heads.setdefault(head, []).append(entry)
        return tuple(Group(head, tuple(entries)) for head, entries in heads.items())

    def tree(self, deepest: int = MAX_DEPTH) -> tuple[Entry, ...]:
        """The top concepts of the selection, each with all selected concepts below it.

        Concepts of levels beyond *deepest* follow in the innermost list.
        """
        top = [c.id for c in self.concepts if self._ids.isdisjoint(self.scheme.broader(c.id))]
        lines = list(rows(top, self._selected_below, deepest))
        return nested(lines, lambda row, inside: _branch(self._shown(row.name), inside))

    def by_tag(self) -> tuple[TagGroup, ...]:
        """The concepts of each tag."""
        return self._tag_groups(lambda concept: concept.tags)

    def by_glossary(self) -> tuple[TagGroup, ...]:
        """The concepts of each named glossary."""
        return self._tag_groups(lambda concept: (concept.glossary,) if concept.glossary else ())

    def flat(self) -> tuple[Entry, ...]:
        """The full entries of all concepts, one after the other."""
        return tuple(map(self.entry, self.concepts))

    # -- parts of views ---------------------------------------------------------------

    def entry(self, concept: Concept) -> Entry:
        """*concept* in full, with the broader, narrower and related concepts in the scheme."""
        paths = islice(_paths_up(self.scheme, concept.id), MAX_PATHS)
        return Entry(
            concept,
            tuple(Entry(c) for c in self._in_order(self.scheme.narrower(concept.id))),
            tuple(tuple(map(self._shown, path)) for path in paths),
            tuple(self._in_order(self.scheme.related(concept.id))),
        )

    def _selected_below(self, concept_id: str) -> Iterator[str]:
        below = self._in_order(c for c in self.scheme.narrower(concept_id) if c in self._ids)
        return (concept.id for concept in below)

    def _tag_groups(self, names: Callable[[Concept], Iterable[str]]) -> tuple[TagGroup, ...]:
        grouped: dict[str, list[Entry]] = {}
        for concept in self.concepts:
            for name in names(concept):
                grouped.setdefault(name, []).append(Entry(concept))
        names_in_order = sorted(grouped, key=lambda name: sort_key(name, "", self.language))
        return tuple(TagGroup(name, tuple(grouped[name])) for name in names_in_order)

    def _in_order(self, ids: Iterable[str]) -> list[Concept]:
        return sorted(map(self._shown, ids), key=self._key)

    def _key(self, concept: Concept) -> tuple[SortKey, str]:
        return sort_key(*self._sorted_by(concept, concept.pref_label)), concept.id

    def _sorted_by(self, concept: Concept, label: str) -> tuple[str, str, str, str]:
        """*label*, its reading if it needs one to be sorted, and the languages that sort it."""
        reading = reading_of(concept, label) if is_sorted_by_reading(label) else ""
        return label, reading, self.language, concept.foreign_language(label, self.language)


def repeated(concepts: Iterable[Concept]) -> Collection[str]:
    """The preferred labels of several of *concepts*."""
    counts = Counter(concept.pref_label for concept in concepts)
    return {label for label, number in counts.items() if number > 1}


def _branch(concept: Concept, inside: tuple[Entry, ...]) -> Entry:
    return Entry(concept, inside, below=sum(1 + entry.below for entry in inside))


def _other_labels(concept: Concept) -> Iterator[str]:
    """The labels besides the preferred one; the reading too if no label is sorted by it."""
    yield from concept.alt_labels
    if concept.reading and not any(
        map(is_sorted_by_reading, (concept.pref_label, *concept.alt_labels))
    ):
        yield concept.reading


def reading_of(concept: Concept, label: str) -> str:
    """The reading of a concept if it belongs to *label*, else an empty string.

    It belongs to the first label that is sorted by a reading, or else to the preferred label. Kana
    is not the reading of a label in Chinese, nor pinyin that of one in Japanese.
    """
    if not concept.reading:
        return ""
    own = "ja" if _KANA.search(concept.reading) else "zh"
    fitting = (
        one.text
        for one in concept.labels
        if one.kind is not LabelKind.HIDDEN
        and is_sorted_by_reading(one.text)
        and code_of(one.lang) in {"", own}
    )
    label_with_reading = next(fitting, concept.pref_label)
    return concept.reading if label == label_with_reading else ""


def _is_adjacent(other: SortKey, own: SortKey) -> bool:
    """Whether a label would be listed next to its concept, since both begin the same."""
    return own.head == other.head and other.plain.startswith(own.plain)


def _paths_up(
    scheme: ConceptScheme, concept_id: str, steps: int = MAX_STEPS
) -> Iterator[tuple[str, ...]]:
    for parent in scheme.broader(concept_id) if steps else ():
        above = list(islice(_paths_up(scheme, parent, steps - 1), MAX_PATHS)) or [()]
        yield from ((*path, parent) for path in above)
