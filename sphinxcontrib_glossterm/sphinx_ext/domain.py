"""The domain ``glossterm``: the one store of what was read.

Noting, forgetting and merging stand side by side, so that a missing third is seen at once.
The data is plain and picklable: concepts by document, references by document, prose by
document, and what was decided from them. The domain lists no directives, roles or indices:
``setup`` adds them, so that it knows nobody above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType

from sphinxcontrib_glossterm.config import GlosstermConfig
from sphinxcontrib_glossterm.matching import variants_of
from sphinxcontrib_glossterm.model import ConceptScheme, check_scheme, supplemented

from .locale import __
from .nodes import concept_reference
from .sources import supplements, warn_of_sources
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set
    from typing import TypedDict

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.listing import Request
    from sphinxcontrib_glossterm.matching import Decision
    from sphinxcontrib_glossterm.model import Concept

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

    class DomainData(TypedDict):
        """What is kept between builds, by document name; sources and projects by their own.

        The revision is kept under the options that it was decided with, as long as nothing
        here changes. What was entered into the standard domain and withheld from the index
        domain is kept so that it can be undone.
        """

        concepts: dict[str, tuple[Concept, ...]]
        references: dict[str, tuple[tuple[str, int | None], ...]]
        prose: dict[str, Prose]
        decided: dict[str, Decided]
        places: dict[str, Places]
        indexes: dict[str, tuple[Request, ...]]
        sources: dict[str, SourceFile]
        projects: dict[str, Project]
        revision: dict[str, str]
        entered: dict[str, tuple[str, str]]
        withheld: dict[str, list[Any]]


NAME = "glossterm"
_BY_DOCUMENT = (
    *("concepts", "references", "prose", "decided", "withheld"),
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
        "prose": {},
        "decided": {},
        "places": {},
        "indexes": {},
        "sources": {},
        "projects": {},
        "revision": {},
        "entered": {},
        "withheld": {},
    }
    data_version = 5
    dangling_warnings: ClassVar[dict[str, str]] = {"term": "term not in glossary: %(target)r"}

    builder: Builder
    """Who writes; given by ``setup`` when it is known, since domains are never pickled and
    ``env.app`` goes in Sphinx 11."""
    _scheme: ConceptScheme | None = None
    _linkable: ConceptScheme | None = None
    _made: dict[str, Any] | None = None

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
        self._scheme = self._linkable = None
        self._made = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of *docnames*, and of these only."""
        for kind in _BY_DOCUMENT:
            theirs = otherdata[kind]
            self.data[kind].update({name: theirs[name] for name in docnames if name in theirs})
        self._changed()

    # -- ask --------------------------------------------------------------------------

    def scheme(self) -> ConceptScheme:
        """All concepts as one value, made once for what is stored now."""
        if self._scheme is None:
            concepts = (c for of_page in self.store["concepts"].values() for c in of_page)
            records = supplements(self.store["sources"].values())
            config = GlosstermConfig.of(lambda name: self.env.config[name])
            self._scheme = ConceptScheme(
                supplemented(concepts, records),
                infer_broader=config.infer_broader,
                spellings=lambda label: variants_of(label, config.variants),
            )
        return self._scheme

    def linkable(self) -> ConceptScheme:
        """What a page may link to: the scheme, and the terms of other projects."""
        foreign = [c for project in self.store["projects"].values() for c in project.concepts]
        if not foreign:
            return self.scheme()
        if self._linkable is None or self._scheme is None:
            variants = GlosstermConfig.of(lambda name: self.env.config[name]).variants
            self._linkable = ConceptScheme(
                [*self.scheme(), *foreign], spellings=lambda label: variants_of(label, variants)
            )
        return self._linkable

    def made(self, name: str, make: Callable[[], Any]) -> Any:
        """What *make* makes of what is stored, under *name*, made once until that changes."""
        if self._made is None:
            self._made = {}
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

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
        return resolve_term(self.linkable(), builder, fromdocname, target, contnode)

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
        link = resolve_term(self.scheme(), builder, fromdocname, target, contnode)
        return [("std:term", link)] if link else []

    def check_consistency(self) -> None:
        """Warn of every defect of the glossary, once, after all reading is merged."""
        for problem in check_scheme(self.scheme()):
            subtype = WarningSubtype(str(problem.kind))
            warn(subtype, __(problem.message), *problem.args, location=problem.location)
        warn_of_sources(self.store["sources"].values(), self.scheme())


def _answers(domain: Domain, *question: Any) -> bool:
    try:
        return bool(domain.resolve_any_xref(*question))
    except NotImplementedError:  # a domain of before Sphinx 1.3
        return False


def domain_of(env: BuildEnvironment) -> GlosstermDomain:
    """The domain of this extension in *env*."""
    return cast("GlosstermDomain", env.domains[NAME])


def resolve_term(
    scheme: ConceptScheme, builder: Builder, fromdocname: str, target: str, content: nodes.Element
) -> nodes.reference | None:
    """The link that a written role to *target* becomes, around *content*.

    Of several concepts of that name the nearest, and of those the first in the scheme's
    order: what an author writes always resolves.
    """
    near = scheme.meant(target, fromdocname)
    if not near:
        return None
    return reference_to(near[0], target.strip(), builder, fromdocname, content)


def anchor_on_page(builder: Builder, concept: Concept, label: str) -> str:
    """The id of *label* on the page that *builder* writes: where all documents are one page,
    with the document's name behind it if another document has that id too.
    """  # noqa: D205 -- one sentence
    anchor = concept.anchor_of(label)
    if builder.name == "singlehtml" and anchor in domain_of(builder.env).scheme().shared_anchors:
        return with_document(anchor, concept.location.docname)
    return anchor


def with_document(anchor: str, docname: str) -> str:
    """An id for *anchor* that no other document has."""
    return f"{anchor}--{docname.replace('/', '-')}"


def reference_to(
    concept: Concept, label: str, builder: Builder, fromdocname: str, content: nodes.Node
) -> nodes.reference:
    """A link from *fromdocname* to the entry of *concept*, where *label* stands there."""
    docname, anchor = concept.location.docname, anchor_on_page(builder, concept, label)
    link = concept_reference("", "", content, internal=True, classes=[NAME], concept=concept.id)
    if concept.uri:
        link["internal"], link["refuri"] = False, concept.uri
    elif docname == fromdocname or builder.name == "singlehtml":
        # singlehtml writes "#document-a#term-x" for a URI (sphinx-doc/sphinx#14221).
        link["refid"] = anchor
    else:
        link["refuri"] = f"{builder.get_relative_uri(fromdocname, docname)}#{anchor}"
    return link
