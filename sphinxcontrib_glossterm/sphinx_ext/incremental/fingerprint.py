"""What a page shows that does not come from its source alone, as one short value.

Sphinx writes a page again when its source has changed since that page was written. What this
extension puts into a page also depends on other pages, on data files and on options. Two
builds in which the fingerprint is equal wrote the same page, as far as we are concerned.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing

from ..builders import Links, traits_of
from ..conditions import hold
from ..index.fill import filled_in
from ..linking.mentions import role_references
from ..page_options import page_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

    Target = tuple[str, str, str]
    """Id of a concept, where it is explained, and the anchor there."""


def page_fingerprint(domain: GlosstermDomain, docname: str, *, tips: bool) -> str:
    """What identifies all that this extension puts into a page, as the domain's builder draws it.

    *tips*: whether the page gets the files that show definitions. Empty for a page that shows
    nothing of ours.
    """
    roles, own = list(_roles(domain, docname)), list(_entries(domain, docname))
    links = [] if traits_of(domain.builder).links is Links.UNSEEN else list(_links(domain, docname))
    graphs = list(_graphs(domain, docname))
    filled = filled_in(domain, docname)
    if not (roles or own or links or graphs or filled):
        return ""
    shown = repr((roles, own, _data_files(domain, docname), links, graphs, filled, tips))
    return blake2b(shown.encode(), digest_size=16).hexdigest()


def _roles(domain: GlosstermDomain, docname: str) -> Iterator[tuple[bool, str]]:
    """Whether each written role names a term, and what it shows: the full form where the page
    asks for it, or its target.
    """  # noqa: D205 -- one sentence
    options = page_options(docname, domain.env.metadata.get(docname, {}), domain.options)
    for target, _line in domain.store["references"].get(docname, ()):
        near = domain.linkable().meant(target, docname)
        if near and near[0].abbr and options.first_use_full:
            yield True, near[0].full_form
        else:
            yield bool(near), near[0].without_namespace(target.strip()) if near else target


def _links(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """Where each link goes, and where those stand that are made by themselves."""
    scheme = domain.linkable()
    targets: dict[tuple[str, str], Target] = domain.made("targets", dict)
    for concept, label in role_references(domain, docname):
        yield _target(concept, label)
    for name, concept in domain.plain_links(docname):
        yield name, concept.id
    for mention in domain.mentions(docname):
        key = mention.concept, mention.label
        if key not in targets:
            targets[key] = _target(scheme[mention.concept], mention.label)
        yield mention.passage, mention.start, mention.end, targets[key]


def _target(concept: Concept, label: str) -> Target:
    return concept.id, concept.uri or concept.location.docname, concept.anchor_of(label)


def _entries(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """The entries of the page: anchors, whether this build shows them, and what references say.

    Sphinx does not write a page again when a title changes to which it refers; the tips show what
    the page shows.
    """
    shown, tags = domain.scheme().entries, domain.builder.tags
    texts = domain.store["texts"].get(docname, {})
    for concept in domain.store["concepts"].get(docname, ()):
        anchors = [label.anchor for label in concept.labels]
        here = (docname, concept.id) in shown and hold(tags, concept.conditions)
        row = concept.id, concept.anchor, anchors, here
        yield (*row, texts[concept.id].digest) if concept.id in texts else row


def _graphs(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """What each picture shows, and what draws it."""
    for query in domain.store["graphs"].get(docname, ()):
        yield listing.engine(), listing.concept_graph(domain.scheme(), query).shown()


def _data_files(domain: GlosstermDomain, docname: str) -> list[str]:
    """Digests of the data files that entries of the page come from.

    Such a page is read again when the file changes, and Sphinx then writes it; but only the
    builder that reads it does: another one that shares the doctrees finds it read.
    """
    own = domain.store["concepts"].get(docname, ())
    files, names = domain.store["sources"], {concept.origin for concept in own}
    return [files[name].digest for name in sorted(names & files.keys())]
