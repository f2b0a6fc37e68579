"""What the domain keeps of what was read: its shape, and how it is noted, forgotten and merged.

These stand side by side, so that a missing third is seen at once. The data is plain and
picklable: concepts by document, references by document, prose by document (of those that may
link by themselves), and what was decided from them.
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

    # The shapes of what is stored; when a build runs, these are plain dictionaries.

    class Prose(TypedDict):
        """The passages of a page, in little space, and what identifies them."""

        digest: str
        texts: str
        """The digest of their texts alone, by which a page that is written is known again."""
        packed: bytes
        """JSON, compressed; not pickle, which writes equal texts differently when they are
        different objects.
        """

    class Decided(TypedDict):
        """What was decided for a page, and from what.

        Mentions are kept as plain tuples: a project has very many, and the garbage collector
        visits named ones each time, while it sets tuples of texts and numbers aside for good.
        """

        key: str
        mentions: tuple[tuple[Any, ...], ...]
        ambiguities: tuple[Ambiguity, ...]

    class Tested(TypedDict):
        """What the glossary's own tests have shown, and from what."""

        key: str
        failed: list[tuple[Location, str]]

    class DomainData(TypedDict):
        """What is kept between builds, by document name; sources and projects by their own.

        The revision is kept under the options that it was decided with, as long as nothing
        here changes. What was entered into the standard domain and withheld from the index
        domain is kept so that it can be undone.
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
    """A message of the standard domain: the page that it is about has registered a term again."""

    name: str
    other: str
    """The page that had registered it."""
    location: str | tuple[str, int | None] | None


_BY_DOCUMENT = (
    *("concepts", "references", "graphs", "prose", "decided", "withheld", "tests"),
    *("places", "indexes", "bodies", "texts", "held_back", "entry_ids", "links"),
)


class Store(Domain):
    """A domain as far as it stores."""

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
        """Keep the concepts that *docname* defines, in the order of the page."""
        self.store["concepts"][docname] = tuple(concepts)
        self._changed()

    def note_bodies(self, docname: str, bodies: dict[str, KeptBody]) -> None:
        """Keep the definitions of *docname* whose text is not known yet, by concept."""
        if bodies:
            self.store["bodies"][docname] = bodies
            self._changed()

    def note_texts(self, texts: dict[str, dict[str, ResolvedText]]) -> None:
        """Keep what the definitions say that were kept, by document and concept."""
        self.store["texts"] = texts

    def note_references(self, docname: str, targets: Iterable[tuple[str, int | None]]) -> None:
        """Keep the targets of the written roles of *docname* with their lines, in its order."""
        self.store["references"][docname] = tuple(targets)
        self._changed()

    def note_request(self, kind: str, docname: str, request: GraphQuery | Request) -> None:
        """Keep what is asked for at a place of *docname*; *kind* is ``graphs`` or ``indexes``."""
        kept = self.data[kind]
        kept[docname] = (*kept.get(docname, ()), request)
        self._changed()

    def note_prose(self, docname: str, passages: Sequence[Passage]) -> None:
        """Keep the passages of *docname*, in its order."""
        plain = json.dumps(passages, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.store["prose"][docname] = {
            "digest": blake2b(plain, digest_size=16).hexdigest(),
            "texts": digest_of(passage.text for passage in passages),
            "packed": zlib.compress(plain, 1),
        }
        self._changed()

    def prose(self, docname: str) -> list[Passage]:
        """The passages of *docname* as they were noted; none of a page that links nothing."""
        prose = self.store["prose"].get(docname)
        return [
            Passage(text, section, subject, tuple(defined), tuple(conditions), tuple(roles), line)
            for text, section, subject, defined, conditions, roles, line in (
                json.loads(zlib.decompress(prose["packed"])) if prose else ()
            )
        ]

    def note_decision(self, docname: str, key: str, decision: Decision) -> None:
        """Keep what was decided for *docname* from what *key* stands for."""
        self.store["decided"][docname] = {
            "key": key,
            "mentions": tuple(tuple(mention) for mention in decision.mentions),
            "ambiguities": tuple(decision.ambiguities),
        }

    def mentions(self, docname: str) -> Iterator[Mention]:
        """What was decided to be linked in *docname*, in reading order."""
        decided = self.store["decided"].get(docname)
        return starmap(Mention, decided["mentions"] if decided else ())

    def note_places(self, docname: str, places: Places) -> None:
        """Keep in which sections of *docname* its passages and written roles stand."""
        self.store["places"][docname] = places
        self._changed()

    def note_entry_ids(self, docname: str, ids: Mapping[str, str]) -> None:
        """Keep which further ids of *docname* lead to which of its concepts."""
        self.store["entry_ids"][docname] = dict(ids)
        self._changed()

    def note_links(self, docname: str, places: Iterable[tuple[str, str]]) -> None:
        """Keep the places that plain links of *docname* may lead to."""
        self.store["links"][docname] = tuple(places)
        self._changed()

    def note_tests(self, docname: str, tests: Iterable[tuple[Location, LinkTest]]) -> None:
        """Keep further tests that *docname* carries."""
        kept = self.store["tests"]
        kept[docname] = (*kept.get(docname, ()), *tests)

    def note_held_back(self, docname: str, message: HeldBack) -> None:
        """Keep a message of Sphinx about a term of *docname* until all pages are read."""
        kept = self.store["held_back"]
        kept[docname] = (*kept.get(docname, ()), message)

    def take_held_back(self) -> dict[str, tuple[HeldBack, ...]]:
        """The messages that were kept; from now on there are none."""
        kept, self.store["held_back"] = self.store["held_back"], {}
        return kept

    def note_sources(self, files: dict[str, SourceFile]) -> None:
        """Keep the data files of the project, in place of those that were kept."""
        if self.store["sources"] != files:
            self.store["sources"] = files
            self._changed()

    def note_projects(self, projects: dict[str, Project]) -> None:
        """Keep the terms of other projects, in place of those that were kept."""
        if self.store["projects"] != projects:
            self.store["projects"] = projects
            self._changed()

    def clear_doc(self, docname: str) -> None:
        """Forget everything that came from *docname*."""
        for kind in _BY_DOCUMENT:
            self.data[kind].pop(docname, None)
        for name, messages in [*self.store["held_back"].items()]:
            self.store["held_back"][name] = tuple(m for m in messages if m.other != docname)
        self._changed()

    def _changed(self) -> None:
        """What was made of the store no longer holds."""
        self.store["revision"].clear()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of *docnames*, and of these only."""
        for kind in _BY_DOCUMENT:
            theirs = otherdata[kind]
            self.data[kind].update({name: theirs[name] for name in docnames if name in theirs})
        self._changed()
