"""The stored data of the domain: its types, and how it is added, removed and merged.

The three kinds of methods are in one module, so that a missing one is noticed. The data is plain
and picklable: concepts by document, references by document, prose by document (if mentions may be
linked there), and the decisions based on them.
"""

from __future__ import annotations

import json
import zlib
from hashlib import blake2b
from itertools import starmap
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from sphinx.domains import Domain

from sphinxcontrib_glossterm.matching import Mention, Passage

from .digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
    from typing import TypedDict

    from sphinxcontrib_glossterm.listing import GraphQuery, Request
    from sphinxcontrib_glossterm.matching import Ambiguity, Decision
    from sphinxcontrib_glossterm.model import Concept, LinkTest, Location

    from .bodies import KeptBody, ResolvedText
    from .places import Places
    from .records import Project, SourceFile

    # The types of the stored data; at run time these are plain dictionaries.

    class Prose(TypedDict):
        """The passages of a page, compressed, and their digests."""

        digest: str
        texts: str
        """The digest of their texts only, to recognise the page when it is written."""
        packed: bytes
        """JSON, compressed. Pickle is not used, since it writes equal texts differently if they are
        different objects."""

    class Decided(TypedDict):
        """The decisions for a page, and their key.

        Mentions are stored as plain tuples: a project has very many, and the garbage collector
        visits named tuples each time, while it untracks plain tuples of strings and numbers.
        """

        key: str
        mentions: tuple[tuple[Any, ...], ...]
        ambiguities: tuple[Ambiguity, ...]

    class Tested(TypedDict):
        """The results of glossary tests, and their key."""

        key: str
        failed: list[tuple[Location, str]]

    class DomainData(TypedDict):
        """The data stored between builds, by document name; sources and projects by name.

        The revision is stored with the options that it was decided with, until this data changes.
        Names entered into the standard domain and entries withheld from the index domain are stored
        so that this can be undone.
        """

        concepts: dict[str, tuple[Concept, ...]]
        bodies: dict[str, dict[str, KeptBody]]
        texts: dict[str, dict[str, ResolvedText]]
        references: dict[str, tuple[tuple[str, int | None], ...]]
        graphs: dict[str, tuple[GraphQuery, ...]]
        prose: dict[str, Prose]
        decided: dict[str, Decided]
        places: dict[str, Places]
        indexes: dict[str, tuple[Request, ...]]
        sources: dict[str, SourceFile]
        projects: dict[str, Project]
        revision: dict[str, str]
        entered: dict[str, tuple[str, str]]
        withheld: dict[str, list[Any]]
        held_back: dict[str, tuple[HeldBack, ...]]
        entry_ids: dict[str, dict[str, str]]
        links: dict[str, tuple[tuple[str, str], ...]]
        tests: dict[str, tuple[tuple[Location, LinkTest], ...]]
        tested: Tested


class HeldBack(NamedTuple):
    """A message of the standard domain about a term that a page has registered again."""

    name: str
    other: str
    """The page that had registered it."""
    location: str | tuple[str, int | None] | None


_BY_DOCUMENT = (
    *("concepts", "references", "graphs", "prose", "decided", "withheld", "tests"),
    *("places", "indexes", "bodies", "texts", "held_back", "entry_ids", "links"),
)


class Store(Domain):
    """The part of the domain that stores data."""

    initial_data: ClassVar[dict[str, Any]] = {
        "concepts": {},
        "bodies": {},
        "texts": {},
        "references": {},
        "graphs": {},
        "prose": {},
        "decided": {},
        "places": {},
        "indexes": {},
        "sources": {},
        "projects": {},
        "revision": {},
        "entered": {},
        "withheld": {},
        "held_back": {},
        "entry_ids": {},
        "links": {},
        "tests": {},
        "tested": {"key": "", "failed": []},
    }
    data_version = 11

    @property
    def store(self) -> DomainData:
        """The data, with its types."""
        return cast("DomainData", self.data)

    def note_concepts(self, docname: str, concepts: Iterable[Concept]) -> None:
        """Store the concepts that *docname* defines, in page order."""
        self.store["concepts"][docname] = tuple(concepts)
        self._changed()

    def note_bodies(self, docname: str, bodies: dict[str, KeptBody]) -> None:
        """Store the definitions of *docname* whose text is not known yet, by concept."""
        if bodies:
            self.store["bodies"][docname] = bodies
            self._changed()

    def note_texts(self, texts: dict[str, dict[str, ResolvedText]]) -> None:
        """Store the texts of the kept definitions, by document and concept."""
        self.store["texts"] = texts

    def note_references(self, docname: str, targets: Iterable[tuple[str, int | None]]) -> None:
        """Store the targets of the roles of *docname* with their lines, in page order."""
        self.store["references"][docname] = tuple(targets)
        self._changed()

    def note_request(self, kind: str, docname: str, request: GraphQuery | Request) -> None:
        """Store the options of a placeholder in *docname*; *kind* is ``graphs`` or ``indexes``."""
        kept = self.data[kind]
        kept[docname] = (*kept.get(docname, ()), request)
        self._changed()

    def note_prose(self, docname: str, passages: Sequence[Passage]) -> None:
        """Store the passages of *docname*, in page order."""
        plain = json.dumps(passages, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.store["prose"][docname] = {
            "digest": blake2b(plain, digest_size=16).hexdigest(),
            "texts": digest_of(passage.text for passage in passages),
            "packed": zlib.compress(plain, 1),
        }
        self._changed()

    def prose(self, docname: str) -> list[Passage]:
        """The stored passages of *docname*; none for a page without linking."""
        prose = self.store["prose"].get(docname)
        return [
            Passage(text, section, subject, tuple(defined), tuple(conditions), tuple(roles), line)
            for text, section, subject, defined, conditions, roles, line in (
                json.loads(zlib.decompress(prose["packed"])) if prose else ()
            )
        ]

    def note_decision(self, docname: str, key: str, decision: Decision) -> None:
        """Store the decision for *docname*, made from the state that *key* identifies."""
        self.store["decided"][docname] = {
            "key": key,
            "mentions": tuple(tuple(mention) for mention in decision.mentions),
            "ambiguities": tuple(decision.ambiguities),
        }

    def mentions(self, docname: str) -> Iterator[Mention]:
        """The decided mentions in *docname*, in reading order."""
        decided = self.store["decided"].get(docname)
        return starmap(Mention, decided["mentions"] if decided else ())

    def note_places(self, docname: str, places: Places) -> None:
        """Store the sections of *docname* that contain its passages and roles."""
        self.store["places"][docname] = places
        self._changed()

    def note_entry_ids(self, docname: str, ids: Mapping[str, str]) -> None:
        """Store the additional ids of *docname* that lead to its concepts."""
        self.store["entry_ids"][docname] = dict(ids)
        self._changed()

    def note_links(self, docname: str, places: Iterable[tuple[str, str]]) -> None:
        """Store the possible targets of plain links of *docname*."""
        self.store["links"][docname] = tuple(places)
        self._changed()

    def note_tests(self, docname: str, tests: Iterable[tuple[Location, LinkTest]]) -> None:
        """Store further tests in *docname*."""
        kept = self.store["tests"]
        kept[docname] = (*kept.get(docname, ()), *tests)

    def note_held_back(self, docname: str, message: HeldBack) -> None:
        """Store a message of Sphinx about a term of *docname* until all pages are read."""
        kept = self.store["held_back"]
        kept[docname] = (*kept.get(docname, ()), message)

    def take_held_back(self) -> dict[str, tuple[HeldBack, ...]]:
        """The stored messages, which are removed."""
        kept, self.store["held_back"] = self.store["held_back"], {}
        return kept

    def note_sources(self, files: dict[str, SourceFile]) -> None:
        """Store the data files of the project, replacing those stored before."""
        if self.store["sources"] != files:
            self.store["sources"] = files
            self._changed()

    def note_projects(self, projects: dict[str, Project]) -> None:
        """Store the terms of other projects, replacing those stored before."""
        if self.store["projects"] != projects:
            self.store["projects"] = projects
            self._changed()

    def clear_doc(self, docname: str) -> None:
        """Remove all data of *docname*."""
        for kind in _BY_DOCUMENT:
            self.data[kind].pop(docname, None)
        for name, messages in [*self.store["held_back"].items()]:
            self.store["held_back"][name] = tuple(m for m in messages if m.other != docname)
        self._changed()

    def _changed(self) -> None:
        """Drop everything that was computed from the store."""
        self.store["revision"].clear()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the data that another process read of *docnames*, and of these only."""
        for kind in _BY_DOCUMENT:
            theirs = otherdata[kind]
            self.data[kind].update({name: theirs[name] for name in docnames if name in theirs})
        self._changed()
