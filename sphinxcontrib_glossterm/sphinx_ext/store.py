"""The stored data of the domain: how it is added, removed and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

from .pages import NOTHING, CheckedPage, FailedTests, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set
    from typing import TypedDict

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.terminology import Finding

    from .pages import (
        Abbreviations,
        CheckedText,
        Page,
        Project,
        RepeatedTerm,
        ResolvedText,
        SourceFile,
        StoredDecision,
    )

    class DomainData(TypedDict):
        """The data that is stored between builds; at run time a plain dictionary."""

        pages: dict[str, Page]
        repeated_terms: dict[str, tuple[RepeatedTerm, ...]]
        sources: dict[str, SourceFile]
        projects: dict[str, Project]
        entered: dict[str, tuple[str, str]]
        revision: Revision
        failed_tests: FailedTests
        checked: dict[str, CheckedPage]
        checked_key: str
        abbreviations: dict[str, Abbreviations]
        findings: tuple[tuple[Any, ...], ...]
        variants: bytes


class Store(Domain):
    """The part of the domain that stores data: how it is added, removed and merged.

    The three kinds of methods are in one class, so that a missing one is noticed.
    """

    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "repeated_terms": {},
        "sources": {},
        "projects": {},
        "entered": {},
        "revision": Revision(),
        "failed_tests": FailedTests(),
        "checked": {},
        "checked_key": "",
        "abbreviations": {},
        "findings": (),
        "variants": b"",
    }
    data_version = 22

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.texts_to_check: dict[str, Sequence[CheckedText]] = {}
        """Document → its texts, of the documents that this process has read, until the check."""

    @property
    def _data(self) -> DomainData:
        return cast("DomainData", self.data)

    # -- pages --------------------------------------------------------------------------

    @property
    def pages(self) -> Mapping[str, Page]:
        """Document name → its data, for each document that has any."""
        return self._data["pages"]

    def page(self, docname: str) -> Page:
        """The data of *docname*; empty if there is none."""
        return self._data["pages"].get(docname, NOTHING)

    def note(self, docname: str, page: Page) -> None:
        """Store what was read of *docname*."""
        self._data["pages"][docname] = page
        self._changed()

    def note_decisions(self, decisions: Mapping[str, StoredDecision]) -> None:
        """Store the decisions for all pages; pages that are not in *decisions* have none."""
        pages = self._data["pages"]
        for docname, page in pages.items():
            decided = decisions.get(docname, NOTHING.decided)
            if decided is not page.decided:
                pages[docname] = page._replace(decided=decided)
        self._decided()

    def note_texts(self, texts: Mapping[str, Mapping[str, ResolvedText]]) -> bool:
        """Store the texts of the messages definitions, by document; return whether any differs."""
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

    def note_repeated_term(self, docname: str, message: RepeatedTerm) -> None:
        """Store a message of Sphinx about a term of *docname* until all pages are read."""
        messages = self._data["repeated_terms"]
        messages[docname] = (*messages.get(docname, ()), message)

    def take_repeated_terms(self) -> dict[str, tuple[RepeatedTerm, ...]]:
        """The stored messages, which are removed."""
        messages, self._data["repeated_terms"] = self._data["repeated_terms"], {}
        return messages

    # -- the project ------------------------------------------------------------------------

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """The data files, by their names in the option."""
        return self._data["sources"]

    def note_sources(self, files: dict[str, SourceFile]) -> None:
        """Store the data files, replacing those stored before."""
        if [*self._data["sources"].items()] != [*files.items()]:  # their order matters
            self._data["sources"] = files
            self._changed()

    @property
    def projects(self) -> Mapping[str, Project]:
        """The terms of other projects, by their names in the option."""
        return self._data["projects"]

    def note_projects(self, projects: dict[str, Project]) -> None:
        """Store the terms of other projects, replacing those stored before."""
        if [*self._data["projects"].items()] != [*projects.items()]:  # their order matters
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
    def variants(self) -> bytes:
        """The spellings of labels, for :class:`.KeptVariants`; empty if none are known."""
        return self._data["variants"]

    def note_variants(self, variants: bytes) -> None:
        """Store the spellings of labels."""
        self._data["variants"] = variants

    @property
    def failed_tests(self) -> FailedTests:
        """The stored failures of glossary tests."""
        return self._data["failed_tests"]

    def note_failed_tests(self, failed_tests: FailedTests) -> None:
        """Store the failures of glossary tests."""
        self._data["failed_tests"] = failed_tests

    @property
    def checked_pages(self) -> Mapping[str, CheckedPage]:
        """The texts of each page and the uses of labels in them, for the terminology check."""
        return self._data["checked"]

    @property
    def checked_key(self) -> str:
        """The digest of the revision that the uses were found for; empty if a page was read."""
        return self._data["checked_key"]

    def note_texts_to_check(
        self, docname: str, packed: bytes, texts: Sequence[CheckedText]
    ) -> None:
        """Store the texts of *docname* for the terminology check; *packed* for later builds."""
        self._data["checked"][docname] = CheckedPage(packed)
        self.texts_to_check[docname] = texts

    @property
    def findings(self) -> Sequence[tuple[Any, ...]]:
        """The values of each finding for :attr:`checked_key`, by file and position."""
        return self._data["findings"]

    def note_checked(
        self, key: str, pages: Mapping[str, CheckedPage], findings: Iterable[Finding] = ()
    ) -> None:
        """Store the uses of labels in all pages, and the findings."""
        self._data["checked"] = dict(pages)
        self._data["findings"] = tuple(map(tuple, findings))
        self._data["checked_key"] = key

    def forget_checked(self) -> None:
        """Remove the uses of labels, but not the texts."""
        pages = self._data["checked"]
        if any(page.key for page in pages.values()):
            self.note_checked("", {docname: CheckedPage(pages[docname].texts) for docname in pages})

    @property
    def abbreviations(self) -> Mapping[str, Abbreviations]:
        """The abbreviations of each page, if the terminology check needs them."""
        return self._data["abbreviations"]

    def note_abbreviations(self, docname: str, abbreviations: Abbreviations) -> None:
        """Store the abbreviations of *docname*."""
        self._data["abbreviations"][docname] = abbreviations

    # -- called by Sphinx ---------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Remove all data of *docname*."""
        self._data["pages"].pop(docname, None)
        self._data["checked"].pop(docname, None)
        self.texts_to_check.pop(docname, None)
        self._data["checked_key"] = ""
        self._data["abbreviations"].pop(docname, None)
        repeated = self._data["repeated_terms"]
        repeated.pop(docname, None)
        for name, messages in [*repeated.items()]:
            repeated[name] = tuple(m for m in messages if m.other != docname)
        self._changed()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the data that another process read of *docnames*, and of these only."""
        for kind in ("pages", "repeated_terms", "checked", "abbreviations"):
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
