"""Decide which mentions become links, after all pages are read.

These decisions are used by the post-transform that creates links, by the uses in the index, and by
the fingerprint of a page: what it shows of links.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing, matching
from sphinxcontrib_glossterm.languages import code_of
from sphinxcontrib_glossterm.model import location_text

from ..builders import Links, traits_of
from ..conditions import hold
from ..digest import digest_of
from ..domain import cached, domain_of, edges_of, has_graphs, words_of
from ..inputs import other_rows, rows_of_pages
from ..locale import __
from ..options import page_options
from ..pages import Revision, StoredDecision
from ..processes import in_processes
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.config import GlosstermConfig
    from sphinxcontrib_glossterm.matching import LinkPolicy, Passage
    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from ..domain import GlosstermDomain
    from ..pages import Page

    AmbiguousLabel = tuple[str, int | None, str, tuple[Concept, ...]]
    """Document, line, text, and the concepts that it may mean."""

    Target = tuple[str, str, str, str]
    """Id of a concept, its location, the anchor there, and the language that the link shows."""


_PAGES = 20
"""Minimum number of pages that are decided in a process of their own."""


def decide_mentions(app: Sphinx, domain: GlosstermDomain, config: GlosstermConfig) -> None:
    """Update the domain's decisions after reading.

    A page is processed again only if its prose, its options or any label of the project has
    changed. No source and no doctree is read for it.
    """
    scheme, tags = domain.linkable, app.tags
    pages = {name: page for name, page in sorted(domain.pages.items()) if page.prose}
    if not (len(scheme) and pages):  # nothing to search for, or nothing to search in: no matcher
        domain.note_decisions({})
        return
    decisions = {docname: page.decided for docname, page in pages.items()}
    keys = _keys_of_pages(pages, domain, config, tags)
    outdated = [(name, key, policy) for name, key, policy in keys if decisions[name].key != key]
    if outdated:
        finder = domain.finder  # made before the processes, which share it
        domain.keep_variants()

        def decided(page: tuple[str, str, LinkPolicy]) -> StoredDecision:
            docname, key, policy = page
            shown = shown_passages(domain, docname, tags)
            return StoredDecision.of(key, policy.decide(docname, shown, finder, scheme))

        # The check uses the answers of the matcher, which other processes would not return.
        at_least = len(outdated) if domain.is_checked else _PAGES
        found = in_processes(app, decided, outdated, at_least)
        decisions |= {page[0]: decision for page, decision in zip(outdated, found, strict=True)}
    domain.note_decisions(decisions)


def _keys_of_pages(
    pages: Mapping[str, Page], domain: GlosstermDomain, config: GlosstermConfig, tags: Tags
) -> Iterator[tuple[str, str, LinkPolicy]]:
    """The name of each page, what identifies everything that decides about it, and its policy."""
    shared = digest_of([labels_digest(domain), *sorted(tags)])
    for docname, page in pages.items():
        policy = page_options(docname, domain.env.metadata.get(docname, {}), config).policy
        linked = (concept.id for _name, concept in domain.plain_links(docname))
        of_page = (*map(str, policy), *domain.overridden(docname), *linked)
        prose = page.prose.digest if page.prose else ""
        yield docname, digest_of([shared, prose, *of_page]), policy


@cached
def labels_digest(domain: GlosstermDomain) -> str:
    """A digest of everything that decides where labels are found: their names and the rules."""
    codes = (domain.languages, domain.further_languages)
    settings = repr((codes, domain.options.no_link))
    edges = matching.edges_digest(*edges_of(domain.options, (*codes[0], *codes[1])))
    return digest_of([*_label_rows(domain.linkable), settings, edges])


def shown_passages(domain: GlosstermDomain, docname: str, tags: Tags) -> list[Passage]:
    """The passages of a page as they were read; those that are not shown are empty.

    That is, in an overridden entry, or in an ``only`` that does not hold. Plain links to entries
    are among the explicit ones.
    """
    overridden = domain.overridden(docname)
    return [
        _with_links(domain, passage)
        if passage.subject not in overridden and hold(tags, passage.conditions)
        else passage._replace(text="", explicit=(), explicit_at=())
        for passage in read_passages(domain, docname)
    ]


def _with_links(domain: GlosstermDomain, passage: Passage) -> Passage:
    if not passage.links:
        return passage
    found = (domain.entry_at(*link) for link in passage.links)
    linked = (concept.id for concept in found if concept)
    return passage._replace(explicit=(*passage.explicit, *linked))


def read_passages(domain: GlosstermDomain, docname: str) -> list[Passage]:
    """The passages of a page as they were read.

    They are stored if mentions may be linked; for other pages they are read again from the doctree.
    """
    if prose := domain.page(docname).prose:
        return prose.passages()
    doctree = domain.env.get_doctree(docname)
    # Imported here, since the text of most pages is that which was read.
    from ..reading.passages import passages

    return [one.passage for one in passages(doctree, docname, domain.options.link_in)]


def _label_rows(scheme: ConceptScheme) -> Iterator[str]:
    """The properties of each concept that affect mentions: its names and how they may be found."""
    for concept in scheme:
        yield repr(
            (
                concept.id,
                concept.location.docname,
                tuple(concept.named()),
                str(concept.case),
                concept.auto,
                concept.compound,
                concept.glossary,
                *concept.avoid,
            )
        )


def update_decisions(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: decide the mentions again if anything was read or an option has changed."""
    domain, tags = domain_of(env), app.tags
    config = domain.options
    splitter = matching.sudachi() if config.japanese_words == "tokenizer" else None
    edges = repr((matching.ANSWERS, unicodedata.unidata_version, splitter and splitter.version))
    engine = listing.engine() if has_graphs(domain) else ""
    language = str(domain.env.config.language)
    parts = [repr(config), edges, language, words_of(domain), engine, *sorted(tags)]
    known = domain.revision
    domain.changed = known.settings != _settings(parts, domain, known.label_languages)
    if domain.changed:
        decide_mentions(app, domain, config)
        given = domain.label_languages
        settings = _settings(parts, domain, given)
        digest = digest_of([settings, *rows_of_pages(domain).values(), *other_rows(domain)])
        domain.note_revision(Revision(settings, digest, given))


def _settings(parts: Sequence[str], domain: GlosstermDomain, label_languages: Sequence[str]) -> str:
    """A digest of *parts* and of the packages that labels in these languages need."""
    language = str(domain.env.config.language)
    # Asked only where it matters, since it imports what sorts an index.
    chinese = [tag for tag in (language, *label_languages) if code_of(tag) == "zh"]
    order = listing.order_source(*chinese) if chinese else ""
    return digest_of([*parts, order])


def linked_concepts(domain: GlosstermDomain, docname: str) -> set[str]:
    """Ids of the concepts that a page links to."""
    roles, links = role_references(domain, docname), domain.plain_links(docname)
    return {
        *(concept.id for concept, _label in roles),
        *(concept.id for _name, concept in links),
        *domain.page(docname).decided.concepts(),
    }


def role_references(domain: GlosstermDomain, docname: str) -> Iterator[tuple[Concept, str]]:
    """The concepts of the roles; unresolved roles are omitted."""
    scheme = domain.linkable
    for target, _line in domain.page(docname).references:
        for concept in scheme.meant(target, docname)[:1]:
            yield concept, target.strip()


def check_ambiguities(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report labels that mean several concepts."""
    warn_of_ambiguities(domain_of(env))


def warn_of_ambiguities(domain: GlosstermDomain) -> None:
    """One warning for each set of concepts that share a label and are equally near in some page."""
    reported: set[tuple[str, ...]] = set()
    unlinked = __('"%s" is ambiguous (%s) and not linked; write a term role with one of: %s')
    first = __('"%s" is ambiguous (%s); the first is used, write one of these instead: %s')
    for message, ties in (
        (unlinked, _ambiguous_mentions(domain)),
        (first, _ambiguous_roles(domain)),
    ):
        for docname, line, text, concepts in ties:
            ids = tuple(concept.id for concept in concepts)
            if ids not in reported:
                reported.add(ids)
                warn(
                    WarningSubtype.AMBIGUOUS_TERM,
                    message,
                    text,
                    ", ".join(location_text(concept.location) for concept in concepts),
                    ", ".join(f'"{_unambiguous_target(text, c)}"' for c in concepts),
                    location=(docname, line),
                )


def _ambiguous_mentions(domain: GlosstermDomain) -> Iterator[AmbiguousLabel]:
    scheme = domain.linkable
    for docname, page in sorted(domain.pages.items()):
        for tie in page.decided.ambiguities:
            concepts = tuple(scheme[concept_id] for concept_id in tie.concepts)
            if not _are_duplicates(concepts):
                yield docname, tie.line, tie.text, concepts


def _are_duplicates(concepts: tuple[Concept, ...]) -> bool:
    """Whether they share a label that is reported as a duplicate.

    In one page that is any label of one glossary; in several pages, a term of their unnamed
    glossaries.
    """
    pages = {(concept.location.docname, concept.glossary) for concept in concepts}
    if len(pages) > 1 and any(concept.glossary for concept in concepts):
        return False
    labels = [
        {label.text for label in concept.labels if label.anchor or len(pages) == 1}
        for concept in concepts
    ]
    return bool(set.intersection(*labels))


def _ambiguous_roles(domain: GlosstermDomain) -> Iterator[AmbiguousLabel]:
    """Entries of unnamed glossaries are left out: they are reported as duplicates."""
    for docname, page in sorted(domain.pages.items()):
        for target, line in page.references:
            near = domain.linkable.meant(target, docname)
            entries = all(c.labels[0].anchor and not c.glossary for c in near)
            if len(near) > 1 and not (entries or _are_duplicates(near)):
                yield docname, line, target, near


def _unambiguous_target(text: str, concept: Concept) -> str:
    """The text of a role that shows *text* and means only *concept*."""
    target = f"{concept.glossary}:{concept.pref_label}" if concept.glossary else concept.id
    return f"{text} <{target}>"


def content_of_links(app: Sphinx, docname: str) -> tuple[object, ...]:
    """The text of each role, the targets of all links, the positions of automatic links."""
    domain = domain_of(app.env)
    roles = list(_roles(domain, docname))
    links = [] if traits_of(app.builder).links is Links.UNSEEN else list(_links(domain, docname))
    return (roles, links) if roles or links else ()


def _roles(domain: GlosstermDomain, docname: str) -> Iterator[tuple[bool, str]]:
    """For each role, whether it resolves, and its text."""
    for target, _line in domain.page(docname).references:
        near = domain.linkable.meant(target, docname)
        yield bool(near), near[0].without_namespace(target.strip()) if near else target


def _links(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """The targets of all links, and the positions of automatic links."""
    scheme, targets = domain.linkable, _targets(domain)
    page = str(domain.env.config.language)
    for concept, label in role_references(domain, docname):
        yield _target(concept, label, page)
    for name, concept in domain.plain_links(docname):
        yield name, concept.id
    for mention in domain.page(docname).decided.mentions():
        key = mention.concept, mention.label
        if key not in targets:
            targets[key] = _target(scheme[mention.concept], mention.label, page)
        yield mention.passage, mention.start, mention.end, targets[key]


@cached
def _targets(domain: GlosstermDomain) -> dict[tuple[str, str], Target]:
    """Concept id and label → the target, for the labels of links that were compared before."""
    return {}


def _target(concept: Concept, label: str, page: str) -> Target:
    location, language = (
        concept.uri or concept.location.docname,
        concept.foreign_language(label, page),
    )
    return concept.id, location, concept.anchor_of(label), language
