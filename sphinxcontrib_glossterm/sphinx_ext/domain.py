"""The domain ``glossterm``: what follows from what was read, and how references are resolved.

The domain lists no directives, roles or indices: ``setup`` adds them, so that it knows nobody
above it.
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
    """Concepts, references to them and the prose that may mention them."""

    name = NAME
    label = "Glossary"
    object_types: ClassVar[dict[str, ObjType]] = {"concept": ObjType("concept", "concept", "term")}
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

    # -- note ---------------------------------------------------------------------------

    def note_decision(self, docname: str, key: str, decision: Decision) -> None:
        """Keep what was decided for *docname* from what *key* stands for."""
        super().note_decision(docname, key, decision)
        self._made = None

    def note_texts(self, texts: dict[str, dict[str, ResolvedText]]) -> None:
        """Keep what the definitions say that were kept, by document and concept."""
        if texts != self.store["texts"]:
            super().note_texts(texts)
            self._scheme = self._linkable = self._made = None

    @contextmanager
    def builder_replaced(self, builder: Builder) -> Iterator[None]:
        """Draw for *builder* for a while."""
        own, self.builder, self._made = self.builder, builder, None
        try:
            yield
        finally:
            self.builder, self._made = own, None

    def forget_decisions(self) -> None:
        """Nothing is decided, since there is nothing to refer to."""
        self.store["decided"].clear()
        self._made = None

    def _changed(self) -> None:
        super()._changed()
        self._scheme = self._linkable = self._matcher = self._made = None

    # -- ask --------------------------------------------------------------------------

    def scheme(self) -> ConceptScheme:
        """All concepts that this build shows as one value, made once for what is stored now."""
        if self._scheme is None:
            tags = self.builder.tags
            self._scheme = self._scheme_of(c for c in self.read() if hold(tags, c.conditions))
        return self._scheme

    def scheme_as_read(self) -> ConceptScheme:
        """The same with definitions as they were read: what another build shows is in them."""
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
        """Every concept that a page declares, sorted by document, also what is left out.

        That is what gave way to another, has an id that is taken, or is not shown by this build.
        """
        texts = self.store["texts"] if resolved else {}
        for docname, of_page in sorted(self.store["concepts"].items()):
            of_concepts = texts.get(docname, {})
            for concept in of_page:
                text = of_concepts.get(concept.id)
                yield with_definition(concept, text.definition, text.term) if text else concept

    def entry_at(self, docname: str, name: str) -> Concept | None:
        """The concept whose entry is at an id of *docname*, or at a label there."""
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
        """Document and id → the concept whose entry is there."""
        found: dict[tuple[str, str], Concept] = {}
        for docname, ids in self.store["entry_ids"].items():
            for anchor, concept_id in ids.items():
                if concept := self.scheme().at(docname, concept_id):
                    found[docname, anchor] = concept
        return found

    def plain_links(self, docname: str) -> Iterator[tuple[str, Concept]]:
        """What plain links of *docname* name, and the concepts whose entries are there."""
        for page, name in self.store["links"].get(docname, ()):
            if concept := self.entry_at(page, name):
                yield name, concept

    def overridden(self, docname: str) -> tuple[str, ...]:
        """The entries made from a data file that *docname* does not show: a page defines them."""
        own = self.store["concepts"].get(docname, ())
        shown = self.scheme().entries
        return tuple(c.id for c in own if c.origin and (docname, c.id) not in shown)

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
        made: Addresses = self.made("addresses", lambda: Addresses(self.builder, self.scheme()))
        return made

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
            label = concept.labels[0].registered
            bearers[label] = bearers.get(label, 0) + 1
        for concept in scheme:
            label = concept.labels[0].registered
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
        """For a link of MyST, the concept that *target* names, if nothing else has that name.

        An answer where there is another would make a reference ambiguous that was not. ``any`` is
        answered by :mod:`.linking.missing`, when all others have been asked.
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
        """Warn of every defect of the glossary, once, after all reading is merged."""
        hidden = any(concept.conditions for concept in self.read())
        # What another build shows is no defect of this one, and duplicates nothing in it.
        shown = self.scheme_as_read()
        everything = self._scheme_of(self.read(resolved=False)) if hidden else shown
        for problem in check_scheme(everything, shown=shown):
            subtype = WarningSubtype(str(problem.kind))
            warn(subtype, __(problem.message), *problem.args, location=problem.location)


def edges_of(config: GlosstermConfig) -> tuple[EdgeRules, Tokenizer | None]:
    """What tells words from parts of words; the rules alone where the tokenizer is missing."""
    rules = matching.with_words(matching.DEFAULT_RULES, config.edge_words)
    return rules, matching.sudachi() if config.japanese_words == "tokenizer" else None


def domain_of(env: BuildEnvironment) -> GlosstermDomain:
    """The domain of this extension in *env*."""
    return cast("GlosstermDomain", env.domains[NAME])
