"""Summarise the survey of all pages: unused concepts, missing definitions, longer words.

Also the texts of the report for each reason and each kind of text, translated.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import languages
from sphinxcontrib_glossterm.listing import lacks_reading
from sphinxcontrib_glossterm.matching import Reason, fold, fold_case, variants_of
from sphinxcontrib_glossterm.model import Case

from ..locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from ..pages import Page
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


def everyday(
    pages: Iterable[SurveyedPage], scheme: ConceptScheme, codes: Sequence[str]
) -> list[tuple[str, str, list[tuple[str, Place]]]]:
    """Linked labels that are common words in a language of *codes*, the most frequent first.

    Label, concept id, and each linked place with its document. Labels are omitted if the author has
    decided (``auto: yes`` or ``case: exact``).
    """
    words = frozenset[str]().union(*(language.everyday for language in languages(codes)))
    labels = {
        (label.text, concept.id)
        for concept in scheme
        if not concept.auto and concept.case is not Case.EXACT
        for label in concept.labels
        if words.intersection(map(_folded, (label.text, *variants_of(label.text, codes))))
    }
    groups: dict[tuple[str, str], list[tuple[str, Place]]] = defaultdict(list)
    for page in pages:
        for place in page.places:
            if place.reason is None and (place.label, place.concepts[0]) in labels:
                groups[place.label, place.concepts[0]].append((page.docname, place))
    found = [(*key, places) for key, places in groups.items()]
    return sorted(found, key=lambda group: (-len(group[2]), *group[:2]))


def _folded(text: str) -> str:
    return fold_case(fold(text).text)


def missing_definitions(scheme: ConceptScheme) -> list[Concept]:
    """Concepts with labels and no definition."""
    return [concept for concept in scheme if not concept.definition]


def missing_readings(scheme: ConceptScheme, language: str) -> list[Concept]:
    """Concepts at the end of the index because their kanji have no reading.

    Empty if the project is not in Japanese and no concept has a reading.
    """
    if not (language.startswith("ja") or any(concept.reading for concept in scheme)):
        return []
    return [c for c in scheme if lacks_reading(c.pref_label, c.reading, language, c.labels[0].lang)]


def outdated_translations(pages: Mapping[str, Page], scheme: ConceptScheme) -> list[Concept]:
    """Concepts with texts whose translations are missing or older than their originals."""
    return [c for c in scheme if outdated_parts(pages, c)]


def outdated_parts(pages: Mapping[str, Page], concept: Concept) -> tuple[str, ...]:
    """The names of these texts: of fields, ``term``, ``definition``."""
    page = pages.get(concept.location.docname)
    return page.outdated.get(concept.id, ()) if page else ()


def reason_texts() -> dict[Reason, str]:
    """One short sentence for each reason."""
    # Translators: in the report for authors: why a term is not linked in a place
    return {
        Reason.LATIN_EDGE: _("a letter, digit or mark of the same word is next to it"),
        Reason.TECHNICAL_TOKEN: _("part of a path, a URL, a file name or an identifier"),
        Reason.HYPHEN: _("part of a hyphenated word"),
        Reason.KATAKANA_EDGE: _("part of a longer katakana word"),
        Reason.DERIVATION: _("a suffix after it forms another word"),
        Reason.KANJI_PREFIX: _("the kanji in front of it belong to another word"),
        Reason.NEGATION: _("a prefix in front of it forms another word"),
        Reason.KANJI_SUFFIX: _("the kanji after it forms another word"),
        Reason.HIRAGANA_EDGE: _("the hiragana next to it is not a particle"),
        Reason.PROPER_NAME: _("part of a longer name in capitals"),
        Reason.HANGUL_EDGE: _("the Hangul next to it is not a particle"),
        Reason.BLOCKER: _("in a phrase that the project never links"),
        Reason.EXPRESSION: _("part of a fixed expression, or another word with the same spelling"),
        Reason.AVOIDED: _("a label to avoid"),
        Reason.LONGER_LABEL: _("in a longer label, or in one that starts earlier"),
        Reason.NOT_AUTOMATIC: _("the concept has no automatic links, or the label is too short"),
        Reason.CASE: _("upper and lower case differ from the label"),
        Reason.CLOSED: _("in a heading, in code or in other text that is never linked"),
        Reason.SCOPE: _("mentions are not linked in this text or page"),
        Reason.OWN_DEFINITION: _("in the definition of its own concept"),
        Reason.AMBIGUOUS: _("several concepts that are equally near have the label"),
        Reason.ALREADY_LINKED: _("already linked in this section or page"),
    }


def kind_texts() -> dict[str, str]:
    """The names of :data:`~.survey.KINDS` in the page; the role keeps its name."""
    # Translators: in the report for authors: the kind of text that a term is found in;
    # “opted-out” is text that the author has excluded
    return {
        "code": _("code"),
        "link": _("link"),
        "noterm": "noterm",
        "opted-out": _("opted-out"),
        "heading": _("heading"),
        "quotation": _("quotation"),
        "signature": _("signature"),
    }
