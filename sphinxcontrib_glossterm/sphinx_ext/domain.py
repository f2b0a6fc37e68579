"""The domain ``glossterm``: what follows from what was read, and how references are resolved.

The domain lists no directives, roles or indices: ``setup`` adds them, so that it knows nobody
above it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import GlosstermConfig
from sphinxcontrib_glossterm.languages import genus_candidates
from sphinxcontrib_glossterm.model import ConceptScheme, check_scheme, supplemented

from .addresses import Addresses
from .conditions import hold
from .locale import __
from .nodes import NAME
from .sources import supplements, warn_of_sources
from .store import Store
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.matching import Decision, EdgeRules, Matcher, Tokenizer
    from sphinxcontrib_glossterm.model import Concept


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
            self._scheme = self._scheme_of(c for c in self._read() if hold(tags, c.conditions))
        return self._scheme

    def _scheme_of(self, concepts: Iterable[Concept]) -> ConceptScheme:
        return ConceptScheme(
            supplemented(concepts, supplements(self.store["sources"].values())),
            infer_broader=genus_candidates if self.options.infer_broader else None,
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
