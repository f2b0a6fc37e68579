"""Check a glossary for defects.

The checks are named as in qSKOS (Mader, Haslhofer & Isaac 2012, "Finding Quality Issues in SKOS
Vocabularies") where it has them. They run once, on everything that was read, so that the problems
are the same for any number of processes. Problems are returned as values.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .labels import MAX_LABEL, LabelKind
from .similarity import SimilarNames
from .text import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .concept import Concept, Location
    from .scheme import ConceptScheme


MAX_HINTS = 50
"""Maximum number of unknown names with a suggestion: each is compared with every label."""
MAX_SHOWN = 12
"""Maximum number of concepts of one cycle in a message; of a longer cycle, its two ends."""

_NONE_BELOW = Phrase('"%s" has no definition; write one below it')
_NONE_IN_DATA = Phrase('"%s" has no definition; write one in the data file')


class ProblemKind(StrEnum):
    """A defect that an author can fix."""

    DUPLICATE_CONCEPT = "duplicate_concept"
    """One page defines a label twice, or two concepts have the same id."""
    MISSING_DEFINITION = "missing_definition"
    """A concept has labels and no definition."""
    DANGLING_RELATION = "dangling_relation"
    """``broader``, ``related`` or ``replaced-by`` names no concept."""
    HIERARCHICAL_CYCLE = "hierarchical_cycle"
    """A concept is broader than itself, directly or through others."""
    LONG_LABEL = "long_label"
    """A label is too long to be searched for in prose."""


class Problem(NamedTuple):
    """One defect: what it is, where it is, and how to fix it."""

    kind: ProblemKind
    location: Location
    message: str
    """A whole sentence: an English template in ``%`` style, to be translated before :attr:`args`
    are put in; of these, each :class:`~.text.Phrase`."""
    args: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    """The wrong text and what to write instead; empty if that is not known."""

    def __str__(self) -> str:
        return self.message % self.args


def check_scheme(scheme: ConceptScheme, shown: ConceptScheme | None = None) -> list[Problem]:
    """Every problem of *scheme*, in the order of its concepts.

    Duplicates are searched for in *shown*, if given, instead of the whole scheme.
    """
    return [
        *_duplicates(scheme if shown is None else shown),
        *_missing_definitions(scheme),
        *_dangling_relations(scheme),
        *_cycles(scheme),
        *_long_labels(scheme),
    ]


def _duplicates(scheme: ConceptScheme) -> Iterator[Problem]:
    ids: dict[str, Concept] = {}
    labels: dict[tuple[str, str, str], Concept] = {}
    for concept in scheme.declared:
        first = ids.setdefault(concept.id, concept)
        if first is not concept:
            message = 'the id "%s" is already used by "%s" (%s); give this concept another id'
            owner = (first.pref_label, location_text(first.location))
            yield _duplicate(concept, message, concept.id, *owner)
        shown = [x for x in concept.labels if x.kind is not LabelKind.HIDDEN]
        for text, _lang in _repeated((label.text, label.lang) for label in shown):
            yield _duplicate(concept, '"%s" occurs twice in one entry; remove one of the two', text)
        for label in concept.labels:
            key = (concept.location.docname, concept.glossary, label.text)
            other = labels.setdefault(key, concept)
            if other is not concept and first is concept:
                message = (
                    '"%s" is defined twice in this page, first at %s;'
                    " join the two entries or give one of them another label"
                )
                yield _duplicate(concept, message, label.text, location_text(other.location))


def _duplicate(concept: Concept, message: str, *args: str) -> Problem:
    return Problem(ProblemKind.DUPLICATE_CONCEPT, concept.location, message, args)


def _repeated(labels: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The repeated items of *labels*, in the order of their first occurrence."""
    return [label for label, times in Counter(labels).items() if times > 1]


def _missing_definitions(scheme: ConceptScheme) -> Iterator[Problem]:
    for concept in scheme.declared:
        if not concept.definition:
            message = _NONE_IN_DATA if concept.origin else _NONE_BELOW
            kind = ProblemKind.MISSING_DEFINITION
            yield Problem(kind, concept.location, message, (concept.pref_label,))


def _dangling_relations(scheme: ConceptScheme) -> Iterator[Problem]:
    labels, hints = SimilarNames(scheme.labels()), MAX_HINTS
    for concept in scheme:
        replaced = (concept.replaced_by,) if concept.replaced_by else ()
        for field, texts in (
            ("broader", concept.broader),
            ("related", concept.related),
            ("replaced-by", replaced),
        ):
            for text in texts:
                if not scheme.lookup(text):
                    near = labels.of(text) if hints > 0 else ()
                    hints -= 1
                    yield Problem(
                        ProblemKind.DANGLING_RELATION,
                        concept.location,
                        'unknown concept "%s" in field "%s" of "%s"; did you mean "%s"?'
                        if near
                        else 'unknown concept "%s" in field "%s" of "%s";'
                        " write a label of a concept of this project",
                        (text, field, concept.pref_label, *near),
                        (text, *near) if near else (),
                    )


def _cycles(scheme: ConceptScheme) -> Iterator[Problem]:
    for cycle in scheme.cycles:
        names = [f'"{scheme[concept_id].pref_label}"' for concept_id in cycle]
        if len(names) > MAX_SHOWN:
            names[MAX_SHOWN // 2 : -MAX_SHOWN // 2] = ["…"]
        yield Problem(
            ProblemKind.HIERARCHICAL_CYCLE,
            scheme[cycle[0]].location,
            "circular broader relations: %s; the first one is ignored, remove one of them",
            (" → ".join(names),),
        )
    if scheme.more_cycles:
        yield Problem(
            ProblemKind.HIERARCHICAL_CYCLE,
            scheme[scheme.cycles[-1][0]].location,
            "%s more cycles of broader relations; fix those above first",
            (str(scheme.more_cycles),),
        )


def _long_labels(scheme: ConceptScheme) -> Iterator[Problem]:
    for concept in scheme.declared:
        for name in concept.names():
            if len(name) > MAX_LABEL:
                yield Problem(
                    ProblemKind.LONG_LABEL,
                    concept.location,
                    '"%s" has %s characters and is not searched for in text; write a label of at'
                    " most %s characters",
                    (f"{name[:40]}…", str(len(name)), str(MAX_LABEL)),
                )


def location_text(location: Location) -> str:
    """*location* for messages: ``docname:line``, or the name of an included file."""
    name = location.source.rpartition("/")[2] if location.source else location.docname
    return name if location.line is None else f"{name}:{location.line}"
