"""The content of a concept diagram: concepts and the relations between them.

A diagram shows all concepts with relations, or those around one concept. The same value is used for
the picture and for the nested list.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .collation import sort_key
from .nesting import MAX_DEPTH, nested, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .nesting import Row

    Pair = tuple[str, str]


class GraphQuery(NamedTuple):
    """The options of a diagram, as written."""

    target: str = ""
    """A label or an id of the central concept; empty for the whole scheme."""
    docname: str = ""
    """The document of the diagram: of several concepts with the label, the nearest is used."""
    line: int | None = None
    up: int | None = None
    """How many levels of broader concepts; ``None``: all."""
    down: int | None = None
    """How many levels of narrower concepts; ``None``: all."""
    related: bool = False
    """Whether related concepts are shown too."""

    def meant(self, scheme: ConceptScheme) -> tuple[Concept, ...]:
        """The concepts that the target may mean; the first one is shown."""
        return scheme.meant(self.target, self.docname) if self.target else ()


class ConceptGraph(NamedTuple):
    """Some concepts, with every relation between two of them that is shown."""

    concepts: tuple[Concept, ...] = ()
    """In index order."""
    narrower: tuple[Pair, ...] = ()
    """Ids of a concept and of a concept directly below it, without cycles."""
    related: tuple[Pair, ...] = ()
    """Ids of two related concepts, each pair once."""
    root: str = ""
    """Id of the central concept; empty if there is none."""

    def shown(self) -> tuple[object, ...]:
        """Everything that a diagram shows, as comparable values: names, links, relations."""
        names = tuple(
            (c.id, label.text, label.lang, c.location.docname, c.anchor_of(label.text))
            for c in self.concepts
            for label in c.labels[:1]
        )
        return names, self.narrower, self.related, self.root


class Branch(NamedTuple):
    """A concept at its position in the nested list."""

    concept: Concept
    narrower: tuple[Branch, ...] = ()
    related: tuple[Concept, ...] = ()


def concept_graph(scheme: ConceptScheme, query: GraphQuery, language: str = "") -> ConceptGraph:
    """The graph for *query*; empty if its target names no concept.

    *language* is that of the project; its alphabet is used.

    Of the whole scheme, only concepts with a relation are included.
    """
    if not query.target:
        return _graph(scheme, [concept.id for concept in scheme], query.related, "", language)
    root = next((concept.id for concept in query.meant(scheme)), "")
    if not root:
        return ConceptGraph()
    shown = {
        root,
        *_reached(root, scheme.broader, query.up),
        *_reached(root, scheme.narrower, query.down),
        *(scheme.related(root) if query.related else ()),
    }
    return _graph(scheme, shown, query.related, root, language)


def _reached(start: str, step: Callable[[str], Iterable[str]], limit: int | None) -> set[str]:
    """The ids reachable from *start* in at most *limit* steps."""
    reached: set[str] = set()
    front = {start}
    while front and (limit is None or limit > 0):
        front = {other for concept_id in front for other in step(concept_id)} - reached
        reached |= front
        limit = None if limit is None else limit - 1
    return reached


def _graph(
    scheme: ConceptScheme, ids: Iterable[str], related: bool, root: str, language: str
) -> ConceptGraph:
    def key(concept: Concept) -> tuple[object, str]:
        label = concept.labels[0]
        return sort_key(label.text, concept.reading, language, label.lang), concept.id

    concepts = sorted((scheme[i] for i in ids), key=key)
    place = {concept.id: number for number, concept in enumerate(concepts)}
    narrower = [(c.id, below) for c in concepts for below in scheme.narrower(c.id)]
    others = [(c.id, other) for c in concepts for other in scheme.related(c.id) if related]
    kept = [pair for pair in narrower if pair[1] in place]
    related_pairs = [pair for pair in others if place.get(pair[1], -1) > place[pair[0]]]
    connected = {root, *chain.from_iterable(kept + related_pairs)}
    return ConceptGraph(
        tuple(concept for concept in concepts if concept.id in connected),
        tuple(sorted(kept, key=lambda pair: (place[pair[0]], place[pair[1]]))),
        tuple(sorted(related_pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))),
        root,
    )


def attachments(graph: ConceptGraph) -> tuple[Pair, ...]:
    """Pairs from ``related`` that place concepts without broader or narrower concepts.

    Each such concept is placed after a related concept, and nowhere else.
    """
    related_to: dict[str, list[str]] = defaultdict(list)
    for one, two in graph.related:
        related_to[one].append(two)
        related_to[two].append(one)
    placed = {graph.root, *chain.from_iterable(graph.narrower)}
    attached: list[Pair] = []
    # First the concepts related to a placed concept; of the rest, the first is placed.
    starts = [c.id for c in graph.concepts if c.id in placed]
    for start in (*starts, *(c.id for c in graph.concepts if c.id not in placed)):
        placed.add(start)
        front = [start]
        for here in front:
            loose = [other for other in related_to[here] if other not in placed]
            placed.update(loose)
            front += loose
            attached += [(here, other) for other in loose]
    return tuple(attached)


def outline(graph: ConceptGraph, deepest: int = MAX_DEPTH) -> tuple[Branch, ...]:
    """The graph as nested entries, from the top concepts down, to at most *deepest* levels.

    A concept with two broader concepts is listed below both; its narrower concepts only once.
    """
    concepts = {concept.id: concept for concept in graph.concepts}
    related_to: dict[str, list[str]] = defaultdict(list)
    for one, two in graph.related:
        related_to[one].append(two)
        related_to[two].append(one)

    def branch(row: Row, below: tuple[Branch, ...]) -> Branch:
        related = tuple(concepts[other] for other in related_to[row.name]) if row.first else ()
        return Branch(concepts[row.name], below, related)

    return nested(_lines(graph, deepest), branch)


def reading_order(graph: ConceptGraph) -> tuple[str, ...]:
    """The id of each concept once, in the order of the nested list."""
    lines = (row.name for row in _lines(graph, MAX_DEPTH))
    return tuple(dict.fromkeys([*lines, *(c.id for c in graph.concepts)]))


def _lines(graph: ConceptGraph, deepest: int) -> list[Row]:
    below: dict[str, list[str]] = defaultdict(list)
    for broader, narrower in graph.narrower:
        below[broader].append(narrower)
    return list(rows(_topmost(graph), below.__getitem__, deepest))


def _topmost(graph: ConceptGraph) -> Iterator[str]:
    lower = {narrower for _, narrower in graph.narrower}
    lower |= {loose for _, loose in attachments(graph)}
    return (concept.id for concept in graph.concepts if concept.id not in lower)
