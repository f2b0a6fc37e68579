"""All concepts of a project as one value, with lookup by label, relations and distances.

The term is SKOS's *concept scheme*. A scheme is made from the concepts of all documents and is
immutable; it does not depend on their order. Narrower concepts, the inverse of *related*, and the
broader concept named in a definition are computed here, so that they are always consistent with
what was written.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from .cycles import without_cycles
from .labels import LabelKind, label_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .concept import Concept
    from .cycles import Acyclic


def distance(docname: str, other: str) -> int:
    """The distance of two documents in the tree of documents.

    0 for the same document, 1 for the same directory, and 1 more for each step up or down between
    their directories.
    """
    if docname == other:
        return 0
    here, there = docname.split("/")[:-1], other.split("/")[:-1]
    common = 0
    for one, two in zip(here, there, strict=False):
        if one != two:
            break
        common += 1
    return 1 + len(here) + len(there) - 2 * common


def _steps(docname: str, concept: Concept) -> float:
    """The distance of *concept* from *docname*; other projects are farther than all of this one."""
    return math.inf if concept.uri else distance(docname, concept.location.docname)


class ConceptScheme:
    """The concepts of a project, in the order of their documents' names.

    Within a document, concepts are in page order. Ids are unique: of two concepts with one id (an
    author's ``id`` used twice) the first in that order is kept.
    """

    def __init__(
        self,
        concepts: Iterable[Concept] = (),
        *,
        infer_broader: Callable[[str], Iterable[str]] | None = None,
        spellings: Callable[[str, str], Iterable[str]] = lambda label, language: (),
        inflected: Callable[[str], Iterable[str]] = lambda text: (),
    ) -> None:
        """Make the scheme of *concepts*.

        *infer_broader*, if given, is called with the definition of a concept without a broader
        one and returns texts that may name it, in the order in which they should be tried.
        *spellings* gives the other forms of a label in its language (plurals, kana variants), by
        which an author may call the concept where no concept has exactly that label. *inflected*
        returns the ids of the concepts that a text names by a form that cannot be listed (réseaux);
        it is called last.
        """
        ordered = sorted(concepts, key=lambda concept: concept.location.docname)
        self.declared: tuple[Concept, ...] = tuple(ordered)
        """Every given concept, including those with a repeated id."""
        self._by_id: dict[str, Concept] = {}
        for concept in ordered:
            self._by_id.setdefault(concept.id, concept)
        self._infer_broader = infer_broader
        self._spellings = spellings
        self._inflected = inflected
        # The target of each role is looked up seven times in a build, and most occur often.
        self._looked_up: dict[str, tuple[Concept, ...]] = {}

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._by_id

    def __getitem__(self, concept_id: str) -> Concept:
        return self._by_id[concept_id]

    def get(self, concept_id: str) -> Concept | None:
        """The concept with that id, or ``None``."""
        return self._by_id.get(concept_id)

    def at(self, docname: str, concept_id: str) -> Concept | None:
        """The concept with that id if *docname* defines it: of two with one id, the first."""
        concept = self._by_id.get(concept_id)
        return concept if concept and concept.location.docname == docname else None

    @cached_property
    def entries(self) -> frozenset[tuple[str, str]]:
        """Document and id of every given concept, even if another has the same id."""
        return frozenset((concept.location.docname, concept.id) for concept in self.declared)

    @cached_property
    def shared_anchors(self) -> frozenset[str]:
        """Anchors that several documents have; only the document distinguishes them."""
        documents: dict[str, set[str]] = defaultdict(set)
        for concept in self:
            for anchor in (concept.anchor, *(label.anchor for label in concept.labels)):
                documents[anchor].add(concept.location.docname)
        return frozenset(anchor for anchor, names in documents.items() if anchor and len(names) > 1)

    # -- labels -----------------------------------------------------------------------

    @cached_property
    def _exact(self) -> dict[str, tuple[Concept, ...]]:
        return self._index(lambda name, _language: [name])

    @cached_property
    def _folded(self) -> dict[str, tuple[Concept, ...]]:
        return self._index(lambda name, _language: [label_key(name)])

    @cached_property
    def _spelled(self) -> dict[str, tuple[Concept, ...]]:
        return self._index(lambda *name: [label_key(form) for form in self._spellings(*name)])

    def _index(self, keys: Callable[[str, str], Iterable[str]]) -> dict[str, tuple[Concept, ...]]:
        index: dict[str, dict[str, Concept]] = defaultdict(dict)
        for concept in self:
            for name, language in concept.named():
                for key in keys(name, language):
                    index[key][concept.id] = concept
        return {name: tuple(found.values()) for name, found in index.items()}

    def lookup(self, text: str) -> tuple[Concept, ...]:
        """The concepts that *text* may mean: as written, else folded, else as another form.

        ``glossary:label`` looks in the named glossary only; a concept's id names itself.
        Empty where *text* means no concept.
        """
        if (known := self._looked_up.get(text)) is None:
            known = self._looked_up[text] = self._look_up(text.strip())
        return known

    def _look_up(self, text: str) -> tuple[Concept, ...]:
        if found := self._named(text):
            return found
        namespace, colon, label = text.partition(":")
        if colon and label:
            return tuple(c for c in self._named(label.strip()) if c.glossary == namespace.strip())
        return ()

    def _named(self, text: str) -> tuple[Concept, ...]:
        key = label_key(text)
        if found := self._exact.get(text) or self._folded.get(key) or self._spelled.get(key):
            return found
        ids = (text,) if text in self._by_id else self._inflected(text)
        return tuple(self._by_id[known] for known in ids if known in self._by_id)

    def labels(self) -> Iterator[str]:
        """Every name of every concept, as written; names may be repeated."""
        for concept in self:
            yield from concept.names()

    def nearest(
        self, concepts: Iterable[Concept], docname: str, label: str = ""
    ) -> tuple[Concept, ...]:
        """The concepts of *concepts* whose documents are nearest to *docname*.

        Of several equally near, those whose *preferred* label is *label*, if there are any: a page
        about "Transformer" is preferred to one that has the word as another label. But entries of
        one glossary in one page that have it as a term are equal, as in Sphinx. If more than one
        remains, the mention is ambiguous.
        """
        candidates = tuple(concepts)
        if len(candidates) < 2:
            return candidates
        away = [_steps(docname, concept) for concept in candidates]
        near = tuple(c for c, d in zip(candidates, away, strict=True) if d == min(away))
        key = label_key(label)
        preferred = tuple(c for c in near if label_key(c.pref_label) == key)
        entries = _entries_of_same_glossary(preferred[0], key, near) if preferred else ()
        return entries if len(entries) > 1 else preferred or near

    def meant(self, text: str, docname: str) -> tuple[Concept, ...]:
        """The concepts that *text*, written in *docname*, may mean: one, none, or several.

        The first is used. Of several entries for one term in one page that is the last one, as in
        Sphinx.
        """
        found = self.lookup(text)
        if len(found) < 2:
            return found
        near = self.nearest(found, docname, text)
        if len(near) < 2:
            return near
        *_others, last = _entries_of_same_glossary(near[0], label_key(text), near) or near[:1]
        return (last, *(concept for concept in near if concept is not last))

    # -- relations --------------------------------------------------------------------

    def resolve(self, text: str, concept: Concept) -> Concept | None:
        """The concept that *text* means in a field of *concept*; ``None`` if there is none.

        Never *concept* itself. Of several, the nearest; of several equally near, the first in the
        order of the scheme.
        """
        others = [c for c in self.lookup(text) if c.id != concept.id]
        near = self.nearest(others, concept.location.docname, text)
        return near[0] if near else None

    @cached_property
    def _acyclic(self) -> Acyclic:
        """The broader ids of each concept, without the relations that would close a cycle."""
        return without_cycles({c.id: tuple(self._stated_broader(c)) for c in self})

    def _stated_broader(self, concept: Concept) -> Iterator[str]:
        if concept.broader:
            own = {label_key(name) for name in concept.names()}
            for text in concept.broader:
                if label_key(text) in own:
                    yield concept.id
                elif parent := self.resolve(text, concept):
                    yield parent.id
        elif self._infer_broader:
            for text in self._infer_broader(concept.definition):
                if parent := self.resolve(text, concept):
                    yield parent.id
                    return

    @property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Cycles among the broader relations, each as the ids from a concept back to itself.

        The first relation of each is omitted. If there are very many, only the first are included.
        """
        return self._acyclic.cycles

    @property
    def more_cycles(self) -> int:
        """The number of omitted relations besides those of :attr:`cycles`."""
        return self._acyclic.more

    def broader(self, concept_id: str) -> tuple[str, ...]:
        """Ids of the concepts directly above, without relations that would close a cycle."""
        return self._acyclic.above.get(concept_id, ())

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = defaultdict(list)
        for concept in self:
            for parent in self.broader(concept.id):
                below[parent].append(concept.id)
        return {parent: tuple(children) for parent, children in below.items()}

    def narrower(self, concept_id: str) -> tuple[str, ...]:
        """Ids of the concepts directly below, in the order of the scheme."""
        return self._narrower.get(concept_id, ())

    @cached_property
    def _related(self) -> dict[str, tuple[str, ...]]:
        pairs: dict[str, dict[str, None]] = defaultdict(dict)
        for concept in self:
            for text in concept.related:
                if other := self.resolve(text, concept):
                    pairs[concept.id][other.id] = None
                    pairs[other.id][concept.id] = None
        return {concept_id: tuple(others) for concept_id, others in pairs.items()}

    def related(self, concept_id: str) -> tuple[str, ...]:
        """Ids of related concepts: those that it names, and those that name it."""
        return self._related.get(concept_id, ())

    def path_to_root(self, concept_id: str, steps: int | None = None) -> tuple[str, ...]:
        """Ids from the top concept down to the direct parent, along first parents.

        If *steps* is given, only the nearest ones.
        """
        path: list[str] = []
        while steps != len(path) and (parents := self.broader(concept_id)):
            concept_id = parents[0]
            path.append(concept_id)
        return tuple(reversed(path))


def _entries_of_same_glossary(
    first: Concept, key: str, near: Iterable[Concept]
) -> tuple[Concept, ...]:
    """Those of *near* with a term that folds to *key* in the same glossary as *first*.

    Empty if *first* has no such term.
    """
    glossary = (first.location.docname, first.glossary)
    entries = tuple(
        concept
        for concept in near
        if (concept.location.docname, concept.glossary) == glossary and _has_term(key, concept)
    )
    return entries if first in entries else ()


def _has_term(key: str, concept: Concept) -> bool:
    """Whether a glossary shows a label that folds to *key* as a term of *concept*."""
    return any(
        label.anchor and label.kind is not LabelKind.HIDDEN and label_key(label.text) == key
        for label in concept.labels
    )
