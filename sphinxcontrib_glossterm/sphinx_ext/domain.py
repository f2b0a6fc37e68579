"""The domain ``glossterm``: concepts, references to them, and the resolution of references.

The domain does not list directives, roles or indices: ``setup`` adds them, so that the domain
imports no higher module.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from sphinx.domains import ObjType
from sphinx.util.nodes import make_refnode

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import GlosstermConfig
from sphinxcontrib_glossterm.languages import (
    genus_candidates,
    languages,
    languages_of_labels,
    project_languages,
)
from sphinxcontrib_glossterm.languages.sentences import with_definition
from sphinxcontrib_glossterm.model import (
    ConceptScheme,
    check_scheme,
    supplemented,
    supplements,
    with_equal_tags,
)

from .addresses import Addresses
from .builders import traits_of
from .conditions import hold
from .internals import is_named_link, std_register
from .locale import __, is_untranslated, project_words
from .nodes import NAME
from .other_domains import has_answer
from .store import Store
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.matching import EdgeRules, KeptVariants, Matcher, Tokenizer
    from sphinxcontrib_glossterm.matching.policy import Finder
    from sphinxcontrib_glossterm.model import Concept, Fields

    from .output import OutputDirectory
    from .pages import ResolvedText


_P = ParamSpec("_P")
_T = TypeVar("_T")


class GlosstermDomain(Store):
    """Concepts, references to them, and the prose that may mention them."""

    name = NAME
    label = "Glossary"
    object_types: ClassVar[dict[str, ObjType]] = {"concept": ObjType("concept", "concept", "term")}
    dangling_warnings: ClassVar[dict[str, str]] = {"term": "term not in glossary: %(target)r"}

    builder: Builder
    """The current builder. ``setup`` sets it when it is known, since domains are never pickled and
    ``env.app`` is removed in Sphinx 11."""
    output: OutputDirectory
    """The output directory of this build, from ``builder-inited``."""
    changed: bool
    """From ``env-updated``: whether any output may differ from the state when the environment was
    saved."""
    may_check: bool = False
    """From ``env-before-read-docs``: whether pages may have to be checked, as far as is known
    before they are read."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._computed: dict[Hashable, Any] = {}
        self.unsaved: dict[str, str] = {}
        """Path → text of files that were read as an editor has them, and are not saved."""

    @cached_property
    def options(self) -> GlosstermConfig:
        """The checked options of the project, read once at first use."""
        return GlosstermConfig.of(self.env.config.__getitem__)

    def add_own_links(self, addresses: Iterable[str]) -> None:
        """Add *addresses* to the option, before pages are read."""
        self.env.config.glossterm_own_links = [*self.options.own_links, *addresses]
        self._drop("options")

    # -- computed from what was read; dropped when that changes ----------------------------

    @cached_property
    def scheme(self) -> ConceptScheme:
        """All concepts that this build shows, as one value."""
        return self._scheme_of(self._of_this_build(self.read()))

    @property
    def scheme_as_read(self) -> ConceptScheme:
        """The same with definitions as they were read, including what only other builds show."""
        if not any(page.texts for page in self.pages.values()):
            return self.scheme
        return self._scheme_of(self._of_this_build(self.read(resolved=False)))

    @cached_property
    def linkable(self) -> ConceptScheme:
        """The possible link targets of a page: the scheme, and the terms of other projects."""
        foreign = [c for project in self.projects.values() for c in project.concepts]
        if not foreign:
            return self.scheme
        return ConceptScheme(
            [*self.scheme, *foreign], spellings=self._spellings, inflected=self._named_by_form
        )

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher for the labels of all possible link targets, with the project's rules."""
        rules, words = edges_of(self.options, self.languages)
        return matching.Matcher.from_concepts(
            self.linkable,
            languages=self.languages,
            further=self.further_languages,
            blockers=self.options.no_link,
            rules=rules,
            words=words,
            variants=self._variants,
        )

    @cached_property
    def _variants(self) -> KeptVariants:
        """The spellings of labels that the last builds have generated."""
        return matching.KeptVariants(self.variants)

    def keep_variants(self) -> None:
        """Store the spellings of the labels of the matcher, after it was made.

        2.5 % of the instructions of a build after one definition was edited (500 terms, 200 pages).
        """
        self.note_variants(self._variants.packed())

    @cached_property
    def finder(self) -> Finder:
        """The matcher; if something is checked, one that keeps its answers until the check."""
        return matching.CachedMatcher(self.matcher) if self.is_checked else self.matcher

    @property
    def is_checked(self) -> bool:
        """Whether a rule of the terminology check may have anything to report.

        No scheme is made for it.
        """
        check = self.options.check
        is_on = any(how != "off" for how in check.values())
        if is_on or "avoided" in check:
            return is_on
        concepts = (concept for page in self.pages.values() for concept in page.concepts)
        records = (record for file in self.sources.values() for record in file.source.records)
        return any(concept.avoid for concept in concepts) or any(r.fields.avoid for r in records)

    def drop_answers(self) -> None:
        """Free the answers of the matcher and the texts of pages, after the check."""
        self._drop("finder")
        self.texts_to_check.clear()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages whose rules apply to labels without a language."""
        variants = self.options.variants
        if variants is not None:
            return variants
        names = (name for concept in self._known() for name, tag in concept.named() if not tag)
        given = languages_of_labels(self.label_languages)
        return project_languages(self.env.config.language or "", names, given)

    @cached_property
    def further_languages(self) -> tuple[str, ...]:
        """The codes of other languages, whose rules apply only to labels in these languages."""
        if self.options.variants is not None:
            return ()
        given = languages_of_labels(self.label_languages)
        return tuple(code for code in given if code not in self.languages)

    @cached_property
    def label_languages(self) -> tuple[str, ...]:
        """The tags of the languages that authors give for labels, sorted."""
        known = {label.lang for concept in self._known() for label in concept.labels if label.lang}
        return tuple(sorted(known))

    def _known(self) -> Iterator[Concept]:
        """Every concept of this project and of others, completed from data files."""
        yield from supplemented(self.read(resolved=False), self._records())
        yield from (concept for project in self.projects.values() for concept in project.concepts)

    @cached_property
    def prose_languages(self) -> tuple[str, ...]:
        """The codes of the languages of definitions. They do not depend on what was read."""
        return project_languages(self.env.config.language or "", ())

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of concepts on the pages of this build."""
        return Addresses(self.builder, self.scheme)

    def computed(self, key: Hashable, compute: Callable[[], _T]) -> _T:
        """The result of *compute*, until decisions change. Use the decorator :func:`cached`."""
        if key not in self._computed:
            self._computed[key] = compute()
        found: _T = self._computed[key]
        return found

    def note_texts(self, texts: Mapping[str, Mapping[str, ResolvedText]]) -> bool:
        """Store resolved definitions. Labels do not change, so the matcher remains valid."""
        changed = super().note_texts(texts)
        if changed:
            self._drop("scheme", "linkable", "addresses")
        return changed

    @contextmanager
    def builder_replaced(self, builder: Builder) -> Iterator[None]:
        """Render for *builder* within the context."""
        own, self.builder = self.builder, builder
        self._drop("addresses")
        try:
            yield
        finally:
            self.builder = own
            self._drop("addresses")

    def _changed(self) -> None:
        super()._changed()
        self._drop("scheme", "linkable", "matcher", "finder", "_variants")
        self._drop("languages", "further_languages", "label_languages")

    def _decided(self) -> None:
        super()._decided()
        self._drop("addresses")

    def _drop(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)
        self._computed.clear()

    def _of_this_build(self, concepts: Iterable[Concept]) -> Iterator[Concept]:
        tags = self.builder.tags
        return (concept for concept in concepts if hold(tags, concept.conditions))

    def _scheme_of(self, concepts: Iterable[Concept]) -> ConceptScheme:
        return ConceptScheme(
            with_equal_tags(supplemented(concepts, self._records())),
            infer_broader=self._genera if self.options.infer_broader else None,
            spellings=self._spellings,
            inflected=self._named_by_form,
        )

    def _genera(self, definition: str) -> tuple[str, ...]:
        return genus_candidates(definition, (*self.prose_languages, *self.languages))

    def _named_by_form(self, text: str) -> Iterable[str]:
        if any(each.inflection for each in languages([*self.languages, *self.further_languages])):
            return self.matcher.inflected(text)
        return ()

    def _spellings(self, label: str, language: str) -> Iterable[str]:
        codes = matching.codes_for(language, self.languages, self.further_languages)
        return matching.variants_of(label, codes)

    def _records(self) -> Mapping[tuple[str, str], Fields]:
        return supplements(
            (file.source.glossary, record.labels, record.fields)
            for file in self.sources.values()
            for record in file.source.records
        )

    # -- reading ------------------------------------------------------------------------

    def read(self, *, resolved: bool = True) -> Iterator[Concept]:
        """Every concept that a page declares, sorted by document, including omitted ones.

        Omitted are concepts that are overridden, whose id is taken, or that this build does not
        show.
        """
        codes = self.prose_languages
        for _docname, page in sorted(self.pages.items()):
            for concept in page.concepts:
                text = page.texts.get(concept.id) if resolved else None
                yield (
                    with_definition(concept, text.definition, text.term, codes) if text else concept
                )

    def entry_at(self, docname: str, name: str) -> Concept | None:
        """The concept whose entry has an id of *docname*, or a label there."""
        places = _entries_by_id(self)
        if not places:
            return None
        found = places.get((docname, name)) if docname else None
        if found is None:
            page, anchor = std_register(self.env, "anonlabels").get(name.lower(), ("", ""))
            if not docname or docname == page:
                found = places.get((page, anchor))
        return found

    def plain_links(self, docname: str) -> Iterator[tuple[str, Concept]]:
        """The targets of plain links of *docname*, and the concepts whose entries are there."""
        for page, name in self.page(docname).links:
            if concept := self.entry_at(page, name):
                yield name, concept

    def overridden(self, docname: str) -> tuple[str, ...]:
        """The entries from a data file that *docname* does not show, since a page defines them."""
        own, shown = self.page(docname).concepts, self.scheme.entries
        return tuple(c.id for c in own if c.origin and (docname, c.id) not in shown)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every concept for ``objects.inv``: by its preferred label, or by its id if that is taken.

        Priority -1: the search page finds terms by their index entries, and should list them once.
        """
        scheme = self.scheme
        counts: dict[str, int] = {}
        for concept in scheme:
            label = concept.labels[0].registered
            counts[label] = counts.get(label, 0) + 1
        for concept in scheme:
            label = concept.labels[0].registered
            name = label if counts[label] == 1 else concept.id
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
        return Addresses(builder, self.scheme).resolve(self.linkable, target, fromdocname, contnode)

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
        if not is_named_link(node) or has_answer(
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
        scheme = self.scheme
        return Addresses(builder, scheme).resolve(scheme, target, fromdocname, contnode)

    def check_consistency(self) -> None:
        """Warn of every defect of the glossary, once, after all results of reading are merged."""
        hidden = any(concept.conditions for concept in self.read())
        # Content of other builds is not a defect of this one, and is not a duplicate.
        shown = self.scheme_as_read
        everything = self._scheme_of(self.read(resolved=False)) if hidden else shown
        for problem in check_scheme(everything, shown=shown):
            subtype = WarningSubtype(str(problem.kind))
            message = __(problem.message)
            warn(subtype, message, *problem.args, location=problem.location, fix=problem.fix)


def cached(
    function: Callable[Concatenate[GlosstermDomain, _P], _T],
) -> Callable[Concatenate[GlosstermDomain, _P], _T]:
    """Decorator: cache the results of *function* in the domain, until decisions change."""

    @wraps(function)
    def of_domain(domain: GlosstermDomain, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        key = (function, args, tuple(kwargs.items()))
        return domain.computed(key, lambda: function(domain, *args, **kwargs))

    return of_domain


@cached
def words_of(domain: GlosstermDomain) -> str:
    """Identifies the texts of the interface that the project has replaced; empty if none."""
    return project_words(domain.env)


@cached
def words_classes(domain: GlosstermDomain) -> Sequence[str]:
    """Classes of nodes that contain only texts of the interface.

    HTML has the language of a node from its class, as with docutils.
    """
    return ["language-en"] if is_untranslated(domain.env) else []


@cached
def is_unused(domain: GlosstermDomain) -> bool:
    """Whether no page has anything that a post-transform, a link or a tip is made from.

    Not if one tree has many pages: it may contain a page that was deleted.
    """
    known = domain.projects or domain.options.own_links
    pages = domain.pages.values()
    return (
        traits_of(domain.builder).page_by_page
        and not known
        and not any(p.concepts or p.references or p.graphs or p.indexes for p in pages)
    )


@cached
def has_graphs(domain: GlosstermDomain) -> bool:
    """Whether any page has a diagram."""
    return any(page.graphs for page in domain.pages.values())


@cached
def has_indexes(domain: GlosstermDomain) -> bool:
    """Whether any page has an index of terms."""
    return any(page.indexes for page in domain.pages.values())


@cached
def _entries_by_id(domain: GlosstermDomain) -> Mapping[tuple[str, str], Concept]:
    """Document and id → the concept with that entry."""
    return {
        (docname, anchor): concept
        for docname, page in domain.pages.items()
        for anchor, concept_id in page.entry_ids.items()
        if (concept := domain.scheme.at(docname, concept_id))
    }


def edges_of(config: GlosstermConfig, codes: tuple[str, ...]) -> tuple[EdgeRules, Tokenizer | None]:
    """The rules for word boundaries of languages, and the tokenizer if enabled and installed."""
    rules = matching.with_words(matching.rules_of(codes), config.edge_words)
    return rules, matching.sudachi() if config.japanese_words == "tokenizer" else None


def setup(app: Sphinx) -> None:
    """Add the domain."""
    app.add_domain(GlosstermDomain)
    app.connect("builder-inited", set_builder)


def set_builder(app: Sphinx) -> None:
    """``builder-inited``: set the builder of the domain."""
    domain_of(app.env).builder = app.builder


def domain_of(env: BuildEnvironment) -> GlosstermDomain:
    """The domain of this extension in *env*."""
    return cast("GlosstermDomain", env.get_domain(NAME))
