"""The stored data of the domain: one record for each document, and how records are kept.

The record is plain and picklable. It is immutable: whoever adds to it stores a changed copy, and
everything that was computed from the records is dropped then.
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
    from collections.abc import Iterator, Mapping, Sequence, Set
    from typing import Self, TypedDict

    from sphinxcontrib_glossterm.listing import GraphQuery, Request
    from sphinxcontrib_glossterm.matching import Ambiguity, Decision
    from sphinxcontrib_glossterm.model import Concept, LinkTest, Location

    from .bodies import KeptBody, ResolvedText
    from .places import Places
    from .records import Project, SourceFile

    class DomainData(TypedDict):
        """The data that is stored between builds; at run time a plain dictionary."""

        pages: dict[str, Page]
        held_back: dict[str, tuple[HeldBack, ...]]
        sources: dict[str, SourceFile]
        projects: dict[str, Project]
        entered: dict[str, tuple[str, str]]
        revision: Revision
        tested: Tested


class Prose(NamedTuple):
    """The passages of a page, compressed, and their digests."""

    digest: str
    texts: str
    """The digest of their texts only, to recognise the page when it is written."""
    packed: bytes
    """JSON, compressed. Pickle is not used, since it writes equal texts differently if they are
    different objects."""

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """The stored form of *passages*, in page order."""
        plain = json.dumps(passages, ensure_ascii=False).encode("utf-8", "surrogatepass")
        digest = blake2b(plain, digest_size=16).hexdigest()
        return cls(digest, digest_of(p.text for p in passages), zlib.compress(plain, 1))

    def passages(self) -> list[Passage]:
        """The passages, in page order."""
        return [
            Passage(text, section, subject, tuple(defined), tuple(conditions), tuple(roles), line)
            for text, section, subject, defined, conditions, roles, line in json.loads(
                zlib.decompress(self.packed)
            )
        ]


class Decided(NamedTuple):
    """The decisions for a page, made from the state that *key* identifies.

    Mentions are stored as plain tuples: a project has very many, and the garbage collector visits
    named tuples each time, while it untracks plain tuples of strings and numbers.
    """

    key: str = ""
    packed: tuple[tuple[Any, ...], ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()

    @classmethod
    def of(cls, key: str, decision: Decision) -> Self:
        """The stored form of *decision*."""
        return cls(key, tuple(map(tuple, decision.mentions)), tuple(decision.ambiguities))

    def mentions(self) -> Iterator[Mention]:
        """The mentions, in reading order."""
        return starmap(Mention, self.packed)


class Page(NamedTuple):
    """What was read of one document, and what was decided about it."""

    concepts: tuple[Concept, ...] = ()
    """The concepts that it defines, in page order."""
    bodies: Mapping[str, KeptBody] = {}
    """Concept id → its definition, if the text is not known when the page is read."""
    texts: Mapping[str, ResolvedText] = {}
    """Concept id → the text of such a definition, after all pages are read."""
    references: tuple[tuple[str, int | None], ...] = ()
    """The targets of its roles with their lines, in page order."""
    links: tuple[tuple[str, str], ...] = ()
    """The possible targets of its plain links: document and id."""
    entry_ids: Mapping[str, str] = {}
    """Further ids that lead to its concepts → concept id."""
    graphs: tuple[GraphQuery, ...] = ()
    indexes: tuple[Request, ...] = ()
    tests: tuple[tuple[Location, LinkTest], ...] = ()
    prose: Prose | None = None
    """``None``: no mention is linked in the page."""
    places: Places | None = None
    """The sections that contain its passages and roles."""
    decided: Decided = Decided()
    index_entries: tuple[Any, ...] | None = None
    """All its entries in the general index, if some of them are not shown."""


NOTHING = Page()
"""The record of a page without anything of ours."""


class HeldBack(NamedTuple):
    """A message of the standard domain about a term that a page has registered again."""

    name: str
    other: str
    """The page that had registered it."""
    location: str | tuple[str, int | None] | None


class Revision(NamedTuple):
    """Identifies everything that affects the output; empty if it is not known."""

    settings: str = ""
    """Digest of the options that it was made with."""
    digest: str = ""


class Tested(NamedTuple):
    """The failures of glossary tests, made from the state that *key* identifies."""

    key: str = ""
    failed: tuple[tuple[Location, str], ...] = ()


class Store(Domain):
    """The part of the domain that stores data: how it is added, removed and merged.

    The three kinds of methods are in one class, so that a missing one is noticed.
    """

    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "held_back": {},
        "sources": {},
        "projects": {},
        "entered": {},
        "revision": Revision(),
        "tested": Tested(),
    }
    data_version = 12

    @property
    def _data(self) -> DomainData:
        return cast("DomainData", self.data)

    # -- pages --------------------------------------------------------------------------

    @property
    def pages(self) -> Mapping[str, Page]:
        """Document name → its record, for each document that has one."""
        return self._data["pages"]

    def page(self, docname: str) -> Page:
        """The record of *docname*; an empty one if it has none."""
        return self._data["pages"].get(docname, NOTHING)

    def note(self, docname: str, page: Page) -> None:
        """Store what was read of *docname*."""
        self._data["pages"][docname] = page
        self._changed()

    def note_decisions(self, decisions: Mapping[str, Decided]) -> None:
        """Store the decisions for all pages; pages that are not in *decisions* have none."""
        pages = self._data["pages"]
        for docname, page in pages.items():
            decided = decisions.get(docname, NOTHING.decided)
            if decided is not page.decided:
                pages[docname] = page._replace(decided=decided)
        self._decided()

    def note_texts(self, texts: Mapping[str, Mapping[str, ResolvedText]]) -> bool:
        """Store the texts of the kept definitions, by document; return whether any differs."""
        pages = self._data["pages"]
        changed = {
            docname: page._replace(texts=texts.get(docname, {}))
            for docname, page in pages.items()
            if page.texts != texts.get(docname, {})
        }
        pages.update(changed)
        return bool(changed)

    def note_index_entries(self, docname: str, entries: tuple[Any, ...] | None) -> None:
        """Store all entries of *docname* in the general index; ``None`` if all are shown."""
        pages = self._data["pages"]
        pages[docname] = pages[docname]._replace(index_entries=entries)

    # -- messages about duplicate terms -----------------------------------------------------

    def note_held_back(self, docname: str, message: HeldBack) -> None:
        """Store a message of Sphinx about a term of *docname* until all pages are read."""
        kept = self._data["held_back"]
        kept[docname] = (*kept.get(docname, ()), message)

    def take_held_back(self) -> dict[str, tuple[HeldBack, ...]]:
        """The stored messages, which are removed."""
        kept, self._data["held_back"] = self._data["held_back"], {}
        return kept

    # -- the project ------------------------------------------------------------------------

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """The data files, by their names in the option."""
        return self._data["sources"]

    def note_sources(self, files: dict[str, SourceFile]) -> None:
        """Store the data files, replacing those stored before."""
        if self._data["sources"] != files:
            self._data["sources"] = files
            self._changed()

    @property
    def projects(self) -> Mapping[str, Project]:
        """The terms of other projects, by their names in the option."""
        return self._data["projects"]

    def note_projects(self, projects: dict[str, Project]) -> None:
        """Store the terms of other projects, replacing those stored before."""
        if self._data["projects"] != projects:
            self._data["projects"] = projects
            self._changed()

    @property
    def entered(self) -> Mapping[str, tuple[str, str]]:
        """The names that were entered into the standard domain, with document and anchor."""
        return self._data["entered"]

    def note_entered(self, names: dict[str, tuple[str, str]]) -> None:
        """Store the names that were entered into the standard domain."""
        self._data["entered"] = names

    @property
    def revision(self) -> Revision:
        """The last stored revision; an empty one if anything was read since then."""
        return self._data["revision"]

    def note_revision(self, revision: Revision) -> None:
        """Store the revision, after all mentions are decided."""
        self._data["revision"] = revision

    @property
    def tested(self) -> Tested:
        """The stored failures of glossary tests."""
        return self._data["tested"]

    def note_tested(self, tested: Tested) -> None:
        """Store the failures of glossary tests."""
        self._data["tested"] = tested

    # -- called by Sphinx ---------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Remove all data of *docname*."""
        self._data["pages"].pop(docname, None)
        held_back = self._data["held_back"]
        held_back.pop(docname, None)
        for name, messages in [*held_back.items()]:
            held_back[name] = tuple(m for m in messages if m.other != docname)
        self._changed()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the data that another process read of *docnames*, and of these only."""
        for kind in ("pages", "held_back"):
            theirs = otherdata[kind]
            self.data[kind].update({name: theirs[name] for name in docnames if name in theirs})
        self._changed()

    # -- what was computed from it ------------------------------------------------------------

    def _changed(self) -> None:
        """Drop everything that was computed from what was read."""
        self._data["revision"] = Revision()
        self._decided()

    def _decided(self) -> None:
        """Drop everything that was computed from decisions."""
