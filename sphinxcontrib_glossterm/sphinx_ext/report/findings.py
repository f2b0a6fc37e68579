"""Summarise the survey of all pages: unused concepts, missing definitions, longer words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.listing import lacks_reading
from sphinxcontrib_glossterm.matching import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .survey import Place, SurveyedPage

MENTIONED = frozenset(
    {
        Reason.AMBIGUOUS,
        Reason.ALREADY_LINKED,
        Reason.CLOSED,
        Reason.NOT_AUTOMATIC,
        Reason.SCOPE,
    }
)
"""Reasons for which a word is not linked although it is a mention of its concept."""


@dataclass(slots=True)
class Usage:
    """The uses of one concept in all pages."""

    linked: int = 0
    written: int = 0
    refused: dict[Reason, int] = field(default_factory=dict)

    @property
    def referred(self) -> bool:
        """Whether any page links to it."""
        return bool(self.linked or self.written)

    @property
    def mentioned(self) -> int:
        """How often it is mentioned and not linked."""
        return sum(number for reason, number in self.refused.items() if reason in MENTIONED)


@dataclass(slots=True)
class Group:
    """Places with the same finding."""

    text: str
    concepts: tuple[str, ...]
    places: list[tuple[str, int | None]]
    """Document and line of each, in reading order."""


def usages(pages: Sequence[SurveyedPage], scheme: ConceptScheme) -> dict[str, Usage]:
    """The uses of each concept of the project, by id."""
    found = {concept.id: Usage() for concept in scheme}
    others = Usage()  # of concepts of other projects
    for page in pages:
        for written in page.written:
            found.get(written.concept, others).written += 1
        for place in page.places:
            for concept in place.concepts:
                usage = found.get(concept, others)
                if place.reason is None:
                    usage.linked += 1
                else:
                    usage.refused[place.reason] = usage.refused.get(place.reason, 0) + 1
    return found


def unused(usage: dict[str, Usage], scheme: ConceptScheme) -> list[Concept]:
    """Concepts that no page refers to, no page mentions, and no other concept names."""
    named = set(_named_in_relations(scheme))
    return [
        concept
        for concept in scheme
        if not (usage[concept.id].referred or usage[concept.id].mentioned or concept.id in named)
    ]


def _named_in_relations(scheme: ConceptScheme) -> Iterator[str]:
    for concept in scheme:
        yield from scheme.broader(concept.id)
        for text in concept.related:
            if other := scheme.resolve(text, concept):
                yield other.id


def unlinked(usage: dict[str, Usage], scheme: ConceptScheme) -> list[Concept]:
    """Concepts that pages mention but do not link to."""
    return [c for c in scheme if usage[c.id].mentioned and not usage[c.id].referred]


def ambiguous(pages: Iterable[SurveyedPage]) -> list[Group]:
    """Labels that are not linked because they mean several concepts, the most frequent first."""
    return _grouped(
        pages,
        lambda place: place.label if place.reason is Reason.AMBIGUOUS else "",
    )


def compounds(pages: Iterable[SurveyedPage]) -> list[Group]:
    """Longer words that contain a label, the most frequent first."""
    return _grouped(pages, lambda place: place.word)


def _grouped(pages: Iterable[SurveyedPage], name: Callable[[Place], str]) -> list[Group]:
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[str, int | None]]] = defaultdict(list)
    for page in pages:
        for place in page.places:
            if text := name(place):
                groups[text, place.concepts].append((page.docname, place.line))
    found = [Group(*key, places) for key, places in groups.items()]
    return sorted(found, key=lambda group: (-len(group.places), group.text, group.concepts))


def missing_definitions(scheme: ConceptScheme) -> list[Concept]:
    """Concepts with labels and no definition."""
    return [concept for concept in scheme if not concept.definition]


def missing_readings(scheme: ConceptScheme, language: str) -> list[Concept]:
    """Concepts at the end of the index because their kanji have no reading.

    Empty if the project is not in Japanese and no concept has a reading.
    """
    if not (language.startswith("ja") or any(concept.reading for concept in scheme)):
        return []
    return [c for c in scheme if lacks_reading(c.pref_label, c.reading)]
