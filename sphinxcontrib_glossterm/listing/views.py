"""What an index shows, as plain nested values: groups of entries, entries within entries.

A view knows no markup: the same value is drawn as HTML, as a chapter of a PDF or as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .collation import Head, head_of, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .collation import SortKey


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept at one place of the index."""

    concept: Concept
    narrower: tuple[Entry, ...] = ()
    """The concepts below it, with theirs."""


@dataclass(frozen=True, slots=True)
class See:
    """A label whose concept stands in full elsewhere: below its broader concept."""

    concept: Concept
    path: tuple[Concept, ...]
    """From the topmost concept down to the direct parent."""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one head."""

    head: Head
    entries: tuple[Entry | See, ...]


def a_to_z(scheme: ConceptScheme) -> tuple[Group, ...]:
    """All concepts under letter heads.

    A concept with nothing above it stands in full with everything below it, nested; one that
    is narrower than another stands in full there, and at its own letter as a "see" line, so
    that it is found both by name and by kind.
    """
    heads: dict[Head, list[Entry | See]] = {}
    drawn: set[str] = set()
    for concept in sorted(scheme, key=_key):
        above = scheme.broader(concept.id)
        entry = _see(scheme, concept) if above else _entry(scheme, concept, drawn)
        heads.setdefault(head_of(concept.pref_label, concept.reading), []).append(entry)
    return tuple(Group(head, tuple(entries)) for head, entries in heads.items())


def tree(scheme: ConceptScheme) -> tuple[Entry, ...]:
    """The topmost concepts, each with everything below it."""
    roots = (concept for concept in scheme if not scheme.broader(concept.id))
    drawn: set[str] = set()
    return tuple(_entry(scheme, concept, drawn) for concept in sorted(roots, key=_key))


def _entry(scheme: ConceptScheme, concept: Concept, drawn: set[str]) -> Entry:
    """*concept* with all below it, where it is drawn first; below a second broader concept it
    stands alone, or a few concepts of two parents each would make thousands of lines.
    """  # noqa: D205 -- one sentence
    if concept.id in drawn:
        return Entry(concept)
    drawn.add(concept.id)
    below: Iterable[Concept] = (scheme[child] for child in scheme.narrower(concept.id))
    return Entry(concept, tuple(_entry(scheme, child, drawn) for child in sorted(below, key=_key)))


def _see(scheme: ConceptScheme, concept: Concept) -> See:
    return See(concept, tuple(scheme[above] for above in scheme.path_to_root(concept.id)))


def _key(concept: Concept) -> tuple[SortKey, str]:
    return sort_key(concept.pref_label, concept.reading), concept.id
