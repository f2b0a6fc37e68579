"""The integrity conditions of the SKOS reference (W3C 2009) that a file of concepts can break.

They are S13 (labels of different kinds are different), S14 (one preferred label in a language) and
S27 (a related concept is not a broader one too).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import Phrase
from ..record import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .rdf import Node

_MAX_STEPS = 1_000_000
"""How many broader concepts are visited for S27: the time grows with relations × depth."""
_KINDS = (Phrase("preferred"), Phrase("further"), Phrase("hidden"))


class Checked(NamedTuple):
    """What the conditions compare of a concept."""

    label: str
    line: int
    labels: tuple[Sequence[Node], ...]
    """The preferred, the alternative and the hidden labels."""
    broader: Sequence[str]
    related: Sequence[str]


def broken_conditions(concepts: Mapping[str, Checked]) -> Iterator[SourceProblem]:
    """The problems of *concepts*, which are given by their IRIs."""
    for concept in concepts.values():
        yield from _s13(concept)
        yield from _s14(concept)
    yield from _s27(concepts)


def _s13(concept: Checked) -> Iterator[SourceProblem]:
    message = (
        'the label "%s" of "%s" is a %s label and a %s label too (condition S13 of SKOS);'
        " remove one of them"
    )
    seen: dict[Node, str] = {}
    for kind, labels in zip(_KINDS, concept.labels, strict=True):
        for label in labels:
            if seen.setdefault(label, kind) != kind:
                args = (label.value, concept.label, seen[label], kind)
                yield SourceProblem(message, args, concept.line)


def _s14(concept: Checked) -> Iterator[SourceProblem]:
    message = (
        'the concept "%s" has several preferred labels in one language, %s (condition S14 of'
        " SKOS); write the others as skos:altLabel"
    )
    of_language: dict[str, list[str]] = {}
    for label in concept.labels[0]:
        of_language.setdefault(label.lang, []).append(label.value)
    for texts in of_language.values():
        if len(texts) > 1:
            yield SourceProblem(message, (concept.label, ", ".join(texts)), concept.line)


def _s27(concepts: Mapping[str, Checked]) -> Iterator[SourceProblem]:
    message = (
        '"%s" and "%s" are related, and one is a broader concept of the other (condition S27 of'
        " SKOS); remove the related one"
    )
    left = _MAX_STEPS
    reported: set[frozenset[str]] = set()
    for iri, concept in concepts.items():
        if not concept.related or left < 0:
            continue
        above = _above(concepts, iri, left)
        left -= len(above)
        for other in concept.related:
            pair = frozenset((iri, other))
            if other in above and pair not in reported:
                reported.add(pair)
                yield SourceProblem(message, (concept.label, concepts[other].label), concept.line)


def _above(concepts: Mapping[str, Checked], iri: str, limit: int) -> set[str]:
    """All concepts above *iri*, at most *limit*."""
    found: set[str] = set()
    left = [*concepts[iri].broader]
    while left and len(found) < limit:
        one = left.pop()
        if one in concepts and one not in found:
            found.add(one)
            left += concepts[one].broader
    return found
