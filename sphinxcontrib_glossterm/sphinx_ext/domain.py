"""The domain ``glossterm``: concepts, references to them, and the resolution of references.

The domain does not list directives, roles or indices: ``setup`` adds them, so that the domain
imports no higher module.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import ObjType
from sphinx.util.nodes import make_refnode

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import GlosstermConfig
from sphinxcontrib_glossterm.languages import genus_candidates
from sphinxcontrib_glossterm.model import (
    ConceptScheme,
    check_scheme,
    supplemented,
    supplements,
    with_definition,
)

from .addresses import Addresses
from .conditions import hold
from .locale import __
from .nodes import NAME
from .other_answers import has_answer
from .std_terms import standard_domain
from .store import Store
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.matching import Decision, EdgeRules, Matcher, Tokenizer
    from sphinxcontrib_glossterm.model import Concept, Fields

    from .bodies import ResolvedText


class GlosstermDomain(Store):
    """Concepts, references to them, and the prose that may mention them."""

    name = NAME
    label = "Glossary"
    object_types: ClassVar[dict[str, ObjType]] = {"concept": ObjType("concept", "concept", "term")}
    dangling_warnings: ClassVar[dict[str, str]] = {"term": "term not in glossary: %(target)r"}

    builder: Builder
    """The current builder. ``setup`` sets it when it is known, since domains are never pickled and
    ``env.app`` is removed in Sphinx 11."""
    _scheme: ConceptScheme | None = None
    _linkable: ConceptScheme | None = None
    _made: dict[str, Any] | None = None
    _matcher: Matcher | None = None

    @cached_property
    def options(self) -> GlosstermConfig:
        """The checked options of the project, read once at first use."""
        return GlosstermConfig.of(self.env.config.__getitem__)

    # -- writing ------------------------------------------------------------------------

    def note_decision(self, docname: str, key: str, decision: Decision) -> None:
        """Store the decision for *docname*, made from the state that *key* identifies."""
        super().note_decision(docname, key, decision)
        self._made = None

    def note_texts(self, texts: dict[str, dict[str, ResolvedText]]) -> None:
        """Store the texts of the kept definitions, by document and concept."""
        if texts != self.store["texts"]:
            super().note_texts(texts)
            self._scheme = self._linkable = self._made = None

    @contextmanager
    def builder_replaced(self, builder: Builder) -> Iterator[None]:
        """Render for *builder* within the context."""
        own, self.builder, self._made = self.builder, builder, None
        try:
            yield
        finally:
            self.builder, self._made = own, None

    def forget_decisions(self) -> None:
        """Clear all decisions, since there is nothing to refer to."""
        self.store["decided"].clear()
        self._made = None

    def _changed(self) -> None:
        super()._changed()
        self._scheme = self._linkable = self._matcher = self._made = None

    # -- reading ------------------------------------------------------------------------

    def scheme(self) -> ConceptScheme:
        """All concepts that this build shows, as one value; cached until the store changes."""
        if self._scheme is None:
            tags = self.builder.tags
            self._scheme = self._scheme_of(c for c in self.read() if hold(tags, c.conditions))
        return self._scheme

    def scheme_as_read(self) -> ConceptScheme:
        """The same with definitions as they were read, including what only other builds show."""
        if not self.store["texts"]:
            return self.scheme()
        tags = self.builder.tags
        return self._scheme_of(c for c in self.read(resolved=False) if hold(tags, c.conditions))

    def _scheme_of(self, concepts: Iterable[Concept]) -> ConceptScheme:
        return ConceptScheme(
            supplemented(concepts, self._records()),
            infer_broader=genus_candidates if self.options.infer_broader else None,
            spellings=lambda label: matching.variants_of(label, self.options.variants),
        )

    def _records(self) -> Mapping[tuple[str, str], Fields]:
        return supplements(
            (file.source.glossary, record.labels, record.fields)
            for file in self.store["sources"].values()
            for record in file.source.records
        )

    def read(self, *, resolved: bool = True) -> Iterator[Concept]:
        """Every concept that a page declares, sorted by document, including omitted ones.

        Omitted are concepts that are overridden, whose id is taken, or that this build does not
        show.
        """
        texts = self.store["texts"] if resolved else {}
        for docname, of_page in sorted(self.store["concepts"].items()):
            of_concepts = texts.get(docname, {})
            for concept in of_page:
                text = of_concepts.get(concept.id)
                yield with_definition(concept, text.definition, text.term) if text else concept

    def entry_at(self, docname: str, name: str) -> Concept | None:
        """The concept whose entry has an id of *docname*, or a label there."""
        places: dict[tuple[str, str], Concept] = self.made("places", self._places)
        if not places:
            return None
        found = places.get((docname, name)) if docname else None
        if found is None:
            page, anchor = standard_domain(self.env).anonlabels.get(name.lower(), ("", ""))
            if not docname or docname == page:
                found = places.get((page, anchor))
        return found

    def _places(self) -> dict[tuple[str, str], Concept]:
        """Document and id → the concept with that entry."""
        found: dict[tuple[str, str], Concept] = {}
        for docname, ids in self.store["entry_ids"].items():
            for anchor, concept_id in ids.items():
                if concept := self.scheme().at(docname, concept_id):
                    found[docname, anchor] = concept
        return found

    def plain_links(self, docname: str) -> Iterator[tuple[str, Concept]]:
        """The targets of plain links of *docname*, and the concepts whose entries are there."""
        for page, name in self.store["links"].get(docname, ()):
            if concept := self.entry_at(page, name):
                yield name, concept

    def overridden(self, docname: str) -> tuple[str, ...]:
        """The entries from a data file that *docname* does not show, since a page defines them."""
        own = self.store["concepts"].get(docname, ())
        shown = self.scheme().entries
        return tuple(c.id for c in own if c.origin and (docname, c.id) not in shown)

    def linkable(self) -> ConceptScheme:
        """The possible link targets of a page: the scheme, and the terms of other projects."""
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
        """The result of *make*, cached under *name* until the stored data changes."""
        if self._made is None:
            self._made = {}
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def addresses(self) -> Addresses:
        """The addresses of concepts on the pages of this build."""
        made: Addresses = self.made("addresses", lambda: Addresses(self.builder, self.scheme()))
        return made

    def matcher(self) -> Matcher:
        """The matcher for the labels of all possible link targets, with the project's rules."""
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
        """Every concept for ``objects.inv``: by its preferred label, or by its id if that is taken.

        Priority -1: the search page finds terms by their index entries, and should list them once.
        """
        scheme = self.scheme()
        bearers: dict[str, int] = {}
        for concept in scheme:
            label = concept.labels[0].registered
            bearers[label] = bearers.get(label, 0) + 1
        for concept in scheme:
            label = concept.labels[0].registered
            name = label if bearers[label] == 1 else concept.id
            yield name, label, "concept", concept.location.docname, concept.anchor, -1

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """The name that intersphinx looks up."""
        return cast("str | None", node.get("reftarget"))

    # -- resolving ----------------------------------------------------------------------

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
        """The link for a ``glossterm:term`` role; ``None`` if no concept has that name."""
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
        """For a MyST link, the concept that *target* names, if nothing else has that name.

        A second answer would make an unambiguous reference ambiguous. ``any`` is answered by
        :mod:`.linking.roles`, after all other listeners.
        """
        if node.get("reftype") != "myst" or has_answer(
            env, fromdocname, builder, node, contnode, without=self.name
        ):
            return []
        link = self.resolve_anything(fromdocname, builder, target, contnode)
        if link is None and self.entry_at(fromdocname, target):
            link = make_refnode(builder, fromdocname, fromdocname, target, contnode)
        return [("std:term", link)] if link else []

    def resolve_anything(
        self, fromdocname: str, builder: Builder, target: str, contnode: nodes.Element
    ) -> nodes.reference | None:
        """The link to the concept of this project that *target* names."""
        scheme = self.scheme()
        return Addresses(builder, scheme).resolve(scheme, target, fromdocname, contnode)

    def check_consistency(self) -> None:
        """Warn of every defect of the glossary, once, after all results of reading are merged."""
        hidden = any(concept.conditions for concept in self.read())
        # Content of other builds is not a defect of this one, and is not a duplicate.
        shown = self.scheme_as_read()
        everything = self._scheme_of(self.read(resolved=False)) if hidden else shown
        for problem in check_scheme(everything, shown=shown):
            subtype = WarningSubtype(str(problem.kind))
            warn(subtype, __(problem.message), *problem.args, location=problem.location)


def edges_of(config: GlosstermConfig) -> tuple[EdgeRules, Tokenizer | None]:
    """The rules for word boundaries, and the tokenizer if it is enabled and installed."""
    rules = matching.with_words(matching.DEFAULT_RULES, config.edge_words)
    return rules, matching.sudachi() if config.japanese_words == "tokenizer" else None


def domain_of(env: BuildEnvironment) -> GlosstermDomain:
    """The domain of this extension in *env*."""
    return cast("GlosstermDomain", env.domains[NAME])
