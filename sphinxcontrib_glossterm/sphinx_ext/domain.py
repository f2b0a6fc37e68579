"""The domain ``glossterm``: the one store of what was read.

Noting, forgetting and merging stand side by side, so that a missing third is seen at once.
The data is plain and picklable: concepts by document, references by document, prose by
document, and what was decided from them. The domain lists no directives, roles or indices:
``setup`` adds them, so that it knows nobody above it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import GlosstermConfig
from sphinxcontrib_glossterm.model import ConceptScheme, check_scheme, supplemented

from .addresses import Addresses
from .conditions import hold
from .locale import __
from .nodes import NAME
from .sources import supplements, warn_of_sources
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set
    from typing import TypedDict

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.listing import GraphQuery, Request
    from sphinxcontrib_glossterm.matching import Decision, EdgeRules, Matcher, Tokenizer
    from sphinxcontrib_glossterm.model import Concept, LinkTest, Location

    from .places import Places
    from .projects import Project
    from .sources import SourceFile

    class Prose(TypedDict):
        """The passages of a page, compressed, and what identifies them."""

        digest: str
        packed: bytes

    class Decided(TypedDict):
        """What was decided for a page, and from what."""

        key: str
        decision: Decision

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
        tests: dict[str, tuple[tuple[Location, LinkTest], ...]]
        tested: Tested


_BY_DOCUMENT = (
    *("concepts", "references", "graphs", "prose", "decided", "withheld", "tests"),
    *("places", "indexes"),
)


class GlosstermDomain(Domain):
    """Concepts, references to them and the prose that may mention them."""

    name = NAME
    label = "Glossary"
    object_types: ClassVar[dict[str, ObjType]] = {"concept": ObjType("concept", "concept", "term")}
    initial_data: ClassVar[dict[str, Any]] = {
        "concepts": {},
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
        "tests": {},
        "tested": {"key": "", "failed": []},
    }
    data_version = 8
    dangling_warnings: ClassVar[dict[str, str]] = {"term": "term not in glossary: %(target)r"}

    builder: Builder
    """Who writes; given by ``setup`` when it is known, since domains are never pickled and
    ``env.app`` goes in Sphinx 11."""
    _scheme: ConceptScheme | None = None
    _linkable: ConceptScheme | None = None
    _made: dict[str, Any] | None = None
    _matcher: Matcher | None = None

    @cached_property
    def options(self) -> GlosstermConfig:
        """The checked options of the project, read once when they are first asked for."""
        return GlosstermConfig.of(self.env.config.__getitem__)

    @property
    def store(self) -> DomainData:
        """The data, with its types."""
        return cast("DomainData", self.data)

    # -- note, forget, merge ----------------------------------------------------------

    def note_concepts(self, docname: str, concepts: Iterable[Concept]) -> None:
        """Keep the concepts that *docname* defines, in the order of the page."""
        self.store["concepts"][docname] = tuple(concepts)
        self._changed()

    def note_references(self, docname: str, targets: Iterable[tuple[str, int | None]]) -> None:
        """Keep the targets of the written roles of *docname* with their lines, in its order."""
        self.store["references"][docname] = tuple(targets)
        self._changed()

    def note_graphs(self, docname: str, queries: Iterable[GraphQuery]) -> None:
        """Keep what the pictures of *docname* show, as asked for, in its order."""
        self.store["graphs"][docname] = tuple(queries)
        self._changed()

    def note_prose(self, docname: str, digest: str, packed: bytes) -> None:
        """Keep the passages of *docname*, packed, under their *digest*."""
        self.store["prose"][docname] = {"digest": digest, "packed": packed}
        self._changed()

    def note_decision(self, docname: str, key: str, decision: Decision) -> None:
        """Keep what was decided for *docname* from what *key* stands for."""
        self.store["decided"][docname] = {"key": key, "decision": decision}
        self._made = None

    def note_places(self, docname: str, places: Places) -> None:
        """Keep in which sections of *docname* its passages and written roles stand."""
        self.store["places"][docname] = places
        self._changed()

    def note_indexes(self, docname: str, requests: Iterable[Request]) -> None:
        """Keep which indexes *docname* shows."""
        self.store["indexes"][docname] = tuple(requests)
        self._changed()

    def note_tests(self, docname: str, tests: Iterable[tuple[Location, LinkTest]]) -> None:
        """Keep further tests that *docname* carries."""
        kept = self.store["tests"]
        kept[docname] = (*kept.get(docname, ()), *tests)

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
        self._changed()

    def _changed(self) -> None:
        """What was made of the store no longer holds."""
        self.store["revision"].clear()
        self._scheme = self._linkable = self._matcher = None
        self._made = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of *docnames*, and of these only."""
        for kind in _BY_DOCUMENT:
            theirs = otherdata[kind]
            self.data[kind].update({name: theirs[name] for name in docnames if name in theirs})
        self._changed()

    # -- ask --------------------------------------------------------------------------

    def scheme(self) -> ConceptScheme:
        """All concepts that this build shows as one value, made once for what is stored now."""
        if self._scheme is None:
            tags = self.builder.tags
            self._scheme = self._scheme_of(c for c in self._read() if hold(tags, c.conditions))
        return self._scheme

    def _scheme_of(self, concepts: Iterable[Concept]) -> ConceptScheme:
        return ConceptScheme(
            supplemented(concepts, supplements(self.store["sources"].values())),
            infer_broader=self.options.infer_broader,
            spellings=lambda label: matching.variants_of(label, self.options.variants),
        )

    def _read(self) -> Iterator[Concept]:
        return (c for _name, of_page in sorted(self.store["concepts"].items()) for c in of_page)

    def declared(self) -> Iterator[Concept]:
        """Whatever a page declares: those of the scheme, and then all, also what is left out.

        That is what gave way to another, has an id that is taken, or is not shown by this build.
        """
        yield from self.scheme()
        yield from self._read()

    def superseded(self, docname: str) -> tuple[str, ...]:
        """The entries made from a data file that *docname* does not show: a page defines them."""
        own = self.store["concepts"].get(docname, ())
        return tuple(c.id for c in own if c.origin and c.id not in self.scheme())

    def linkable(self) -> ConceptScheme:
        """What a page may link to: the scheme, and the terms of other projects."""
        foreign = [c for project in self.store["projects"].values() for c in project.concepts]
        if not foreign:
            return self.scheme()
        if self._linkable is None or self._scheme is None:
            self._linkable = ConceptScheme(
                [*self.scheme(), *foreign],
                spellings=lambda label: matching.variants_of(label, self.options.variants),
            )
        return self._linkable

    def made(self, name: str, make: Callable[[], Any]) -> Any:
        """What *make* makes of what is stored, under *name*, made once until that changes."""
        if self._made is None:
            self._made = {}
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def addresses(self) -> Addresses:
        """Where concepts are on the pages of this build."""
        return Addresses(self.builder, self.scheme())

    def matcher(self) -> Matcher:
        """What finds the labels of all that a page may link to, by the project's rules."""
        if self._matcher is None:
            rules, words = edges_of(self.options)
            self._matcher = matching.Matcher.from_concepts(
                self.linkable(),
                languages=self.options.variants,
                blockers=self.options.no_link,
                rules=rules,
                words=words,
            )
        return self._matcher

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every concept for ``objects.inv``: by its preferred label, by its id if that is taken.

        Priority -1: the search page finds terms by their index entries, and once is enough.
        """
        scheme = self.scheme()
        bearers: dict[str, int] = {}
        for concept in scheme:
            bearers[concept.pref_label] = bearers.get(concept.pref_label, 0) + 1
        for concept in scheme:
            label = concept.pref_label
            name = label if bearers[label] == 1 else concept.id
            yield name, label, "concept", concept.location.docname, concept.anchor, -1

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """What intersphinx looks for."""
        return cast("str | None", node.get("reftarget"))

    # -- resolve ----------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """The link for a ``glossterm:term`` role; ``None`` where no concept has that name."""
        return Addresses(builder, self.scheme()).resolve(
            self.linkable(), target, fromdocname, contnode
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The concept that *target* names, if no other domain knows anything of that name.

        The standard domain looks for the lower-case form in a register that keeps capitals,
        so that it finds no term with a capital. Where somebody does find something, an answer
        of ours would make a reference ambiguous that was not.
        """
        for domain in env.domains.values():
            if domain is not self and _answers(
                domain, env, fromdocname, builder, target, node, contnode.deepcopy()
            ):
                return []
        scheme = self.scheme()
        link = Addresses(builder, scheme).resolve(scheme, target, fromdocname, contnode)
        return [("std:term", link)] if link else []

    def check_consistency(self) -> None:
        """Warn of every defect of the glossary, once, after all reading is merged."""
        hidden = any(concept.conditions for concept in self._read())
        # What another build shows is no defect of this one.
        for problem in check_scheme(self._scheme_of(self._read()) if hidden else self.scheme()):
            subtype = WarningSubtype(str(problem.kind))
            warn(subtype, __(problem.message), *problem.args, location=problem.location)
        warn_of_sources(self.store["sources"].values(), self.scheme())


def _answers(domain: Domain, *question: Any) -> bool:
    try:
        return bool(domain.resolve_any_xref(*question))
    except NotImplementedError:  # a domain of before Sphinx 1.3
        return False


def edges_of(config: GlosstermConfig) -> tuple[EdgeRules, Tokenizer | None]:
    """What tells words from parts of words; the rules alone where the tokenizer is missing."""
    rules = matching.with_words(matching.DEFAULT_RULES, config.edge_words)
    return rules, matching.sudachi() if config.japanese_words == "tokenizer" else None


def domain_of(env: BuildEnvironment) -> GlosstermDomain:
    """The domain of this extension in *env*."""
    return cast("GlosstermDomain", env.domains[NAME])
