"""Decide which mentions become links: the concept that is meant, and how many are linked.

The types of what is found and decided are here too: a build in which nothing has changed imports
this module and no other of the search.

Vocabulary: a *passage* is a run of prose that is read as a unit (a paragraph, a table cell), an
*occurrence* is a label found in it, a *mention* is an occurrence that becomes a link.

The matcher finds the labels; the policy decides which of them become links, passage by passage in
page order.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_glossterm.languages.language import Reason
    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    class Finder(Protocol):
        """Finds labels in a text: :class:`.Matcher`."""

        def find(self, text: str) -> list[Match | Refusal]:
            """The matches and refusals in *text*, by start."""


ANSWERS = "7"
"""Increase it when the search gives other results for the same labels, options and text. It is part
of the key that decides whether a page is searched again."""


class Scope(StrEnum):
    """Where mentions are linked automatically."""

    OFF = "off"
    DEFINITIONS = "definitions"
    EVERYWHERE = "everywhere"


class Density(StrEnum):
    """How many mentions of one concept are linked."""

    EVERY = "every"
    SECTION = "section"
    PAGE = "page"


class Match(NamedTuple):
    """A mention: a label that is a word of its own in the text."""

    start: int
    """Offset of the first code point, in the text passed to :meth:`.Matcher.find`."""
    end: int
    """The offset after its last code point."""
    label: str
    """The label as its author wrote it, not as it is spelled in the text."""
    concepts: tuple[str, ...]
    """Ids of all concepts with the label, sorted; the policy decides which one is meant."""


class Refusal(NamedTuple):
    """A place that looks like a label but is not a mention; members as in :class:`Match`."""

    start: int
    end: int
    label: str
    concepts: tuple[str, ...]
    reason: Reason


class Passage(NamedTuple):
    """Prose that is read as a unit, without its markup."""

    text: str
    """Contains U+FFFC for each piece that cannot have a link: code, images, existing links."""
    section: int = 0
    """Number, in the page, of the innermost section or glossary entry around it."""
    subject: str = ""
    """Id of the concept that the surrounding entry or section explains; empty elsewhere."""
    defined: tuple[str, ...] = ()
    """Ids of the concepts that are being defined here: in an entry of a glossary and in the first
    passage below a heading, the concept of that entry or heading; and the concepts that the passage
    defines inline."""
    conditions: tuple[str, ...] = ()
    """Expressions of the ``only`` directives around it."""
    explicit: tuple[str, ...] = ()
    """Targets of the ``term`` roles in it, and ids of the concepts that plain links lead to: they
    count as mentions already linked."""
    line: int | None = None
    """Line of its start in the source, counted from 1."""
    explicit_at: tuple[int, ...] = ()
    """The positions of these roles in the text."""
    links: tuple[tuple[str, str], ...] = ()
    """Document and id of each plain link in it. What they mean is known after all pages are read;
    then it is in :attr:`explicit`."""


class Mention(NamedTuple):
    """A part of a passage that becomes a link."""

    passage: int
    """Number of the passage in its page."""
    start: int
    """Code points from the start of the passage's text."""
    end: int
    concept: str
    label: str
    """The label whose anchor the link goes to."""
    section: int = 0


class Ambiguity(NamedTuple):
    """A label of two concepts that are equally near; it is not linked."""

    text: str
    concepts: tuple[str, ...]
    line: int | None


class Decision:
    """The decisions for one page."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.ambiguities: list[Ambiguity] = []


class LinkPolicy(NamedTuple):
    """The linking options of a page."""

    scope: Scope = Scope.DEFINITIONS
    density: Density = Density.SECTION
    first_uses: bool = False
    """Whether an abbreviation is linked where the page first uses it, also if a role for the same
    concept follows in its passage."""

    def decide(
        self, docname: str, passages: Sequence[Passage], matcher: Finder, scheme: ConceptScheme
    ) -> Decision:
        """The mentions of one page, in reading order; none if linking is off.

        A concept is never linked where it is defined. Its labels still cover the text there, so
        that no shorter label is found inside them. Further down in its own entry or section it is
        linked only if every mention is linked. Ambiguous labels are reported once per page.
        """
        decision = Decision()
        if self.scope is Scope.OFF:
            return decision
        counter = _FirstUseCounter(self.density) if self.first_uses else _Counter(self.density)
        everywhere = self.scope is Scope.EVERYWHERE
        for ordinal, passage in enumerate(passages):
            roles = [scheme.meant(target, docname)[:1] for target in passage.explicit]
            counter.count_roles(passage, [near[0].id if near else "" for near in roles])
            if everywhere or self.reads(passage):
                matches = _matches(matcher.find(passage.text), self.own(passage))
                self._choose(docname, ordinal, passage, matches, scheme, counter, decision)
        return decision

    def reads(self, passage: Passage) -> bool:
        """Whether mentions in *passage* are linked at all."""
        if self.scope is Scope.DEFINITIONS:
            return bool(passage.subject or passage.defined)
        return self.scope is Scope.EVERYWHERE

    def reads_page(self, *, defines: bool) -> bool:
        """Whether any passage of a page may be linked; *defines*: it defines concepts."""
        return self.scope is Scope.EVERYWHERE or (self.scope is Scope.DEFINITIONS and defines)

    def own(self, passage: Passage) -> AbstractSet[str]:
        """Ids of the concepts that *passage* itself explains, and does not link to."""
        if self.density is Density.EVERY or not passage.subject:
            return frozenset(passage.defined)
        return {passage.subject, *passage.defined}

    def _choose(
        self,
        docname: str,
        ordinal: int,
        passage: Passage,
        matches: Iterable[Match],
        scheme: ConceptScheme,
        counter: _Counter,
        decision: Decision,
    ) -> None:
        for match in matches:
            near = scheme.nearest(map(scheme.__getitem__, match.concepts), docname, match.label)
            if len(near) > 1:
                text = passage.text[match.start : match.end]
                ids = tuple(concept.id for concept in near)
                if all(known.concepts != ids for known in decision.ambiguities):
                    decision.ambiguities.append(Ambiguity(text, ids, passage.line))
            elif near and counter.allows(near[0], match, passage.section):
                decision.mentions.append(
                    Mention(
                        ordinal, match.start, match.end, near[0].id, match.label, passage.section
                    )
                )


def _matches(found: Iterable[Match | Refusal], own: AbstractSet[str]) -> Iterator[Match]:
    """The occurrences, without those of concepts that the text itself explains."""
    for item in found:
        if isinstance(item, Match) and own.isdisjoint(item.concepts):
            yield item


class _Counter:
    """Counts the links to each concept, and limits them by the density."""

    def __init__(self, density: Density) -> None:
        self._density = density
        self._seen: set[tuple[str, int]] = set()

    def count_roles(self, passage: Passage, concepts: Sequence[str]) -> None:
        """Count the roles of a passage; *concepts* are the ids of theirs, empty if unknown."""
        for concept_id in filter(None, concepts):
            self.count(concept_id, passage.section)

    def allows(self, concept: Concept, match: Match, section: int) -> bool:
        """Whether *match* is linked; if so, it is counted."""
        return self.count(concept.id, section)

    def count(self, concept_id: str, section: int) -> bool:
        """Whether one more link to the concept is allowed here; it is counted from now on."""
        if self._density is Density.EVERY:
            return True
        key = (concept_id, section if self._density is Density.SECTION else -1)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


class _FirstUseCounter(_Counter):
    """Links the first use of an abbreviation in a page also in front of a role."""

    def __init__(self, density: Density) -> None:
        super().__init__(density)
        self._used: set[str] = set()
        self._roles: dict[str, int] = {}
        """The concepts that the passage is the first to use in a role, with its position."""

    def count_roles(self, passage: Passage, concepts: Sequence[str]) -> None:
        super().count_roles(passage, concepts)
        self._used.update(self._roles)
        self._roles = {}
        for concept_id, start in zip(concepts, passage.explicit_at, strict=False):
            if concept_id not in self._used:
                self._roles.setdefault(concept_id, start)

    def allows(self, concept: Concept, match: Match, section: int) -> bool:
        allowed = super().allows(concept, match, section)
        is_short = match.label == concept.abbr and match.end - match.start == len(concept.abbr)
        if is_short and match.start < self._roles.get(concept.id, 0):
            allowed = True
        if allowed:
            self._used.add(concept.id)
            self._roles.pop(concept.id, None)
        return allowed
