"""The fingerprint of a page: a digest of its content that does not come from its source alone.

Sphinx writes a page again when its source has changed since it was written. The output of this
extension also depends on other pages, on data files and on options. If the fingerprints of two
builds are equal, our content of the page is equal.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import listing

from ..builders import Links, traits_of
from ..conditions import hold
from ..domain import cached
from ..index.fill import filled_in
from ..linking.mentions import role_references
from ..page_options import page_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

    Target = tuple[str, str, str]
    """Id of a concept, its location, and the anchor there."""


def page_fingerprint(domain: GlosstermDomain, docname: str, *, tips: bool) -> str:
    """A digest of all our content in a page, as rendered by the domain's builder.

    *tips*: whether the page gets the files that show definitions. Empty for a page without our
    content.
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
    """For each role, whether it resolves, and its text: the full form or the target."""
    options = page_options(docname, domain.env.metadata.get(docname, {}), domain.options)
    for target, _line in domain.page(docname).references:
        near = domain.linkable.meant(target, docname)
        if near and near[0].abbr and options.first_use_full:
            yield True, near[0].full_form
        else:
            yield bool(near), near[0].without_namespace(target.strip()) if near else target


def _links(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """The targets of all links, and the positions of automatic links."""
    scheme = domain.linkable
    targets = _targets(domain)
    for concept, label in role_references(domain, docname):
        yield _target(concept, label)
    for name, concept in domain.plain_links(docname):
        yield name, concept.id
    for mention in domain.page(docname).decided.mentions():
        key = mention.concept, mention.label
        if key not in targets:
            targets[key] = _target(scheme[mention.concept], mention.label)
        yield mention.passage, mention.start, mention.end, targets[key]


@cached
def _targets(domain: GlosstermDomain) -> dict[tuple[str, str], Target]:
    """Concept id and label → the target, for labels that were met before."""
    return {}


def _target(concept: Concept, label: str) -> Target:
    return concept.id, concept.uri or concept.location.docname, concept.anchor_of(label)


def _entries(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """The entries of the page: anchors, whether this build shows them, and texts of references.

    Sphinx does not write a page again when a title that it refers to changes; the tips show what
    the page shows.
    """
    shown, tags = domain.scheme.entries, domain.builder.tags
    texts = domain.page(docname).texts
    for concept in domain.page(docname).concepts:
        anchors = [label.anchor for label in concept.labels]
        here = (docname, concept.id) in shown and hold(tags, concept.conditions)
        row = concept.id, concept.anchor, anchors, here
        yield (*row, texts[concept.id].digest) if concept.id in texts else row


def _graphs(domain: GlosstermDomain, docname: str) -> Iterator[tuple[object, ...]]:
    """The content of each diagram, and the version of the layout package."""
    for query in domain.page(docname).graphs:
        yield listing.engine(), listing.concept_graph(domain.scheme, query).shown()


def _data_files(domain: GlosstermDomain, docname: str) -> list[str]:
    """Digests of the data files with entries in the page.

    When a file changes, its pages are read again and written by Sphinx. But only the builder that
    reads them writes them: another builder with the same doctrees finds them up to date.
    """
    files, names = domain.sources, {concept.origin for concept in domain.page(docname).concepts}
    return [files[name].digest for name in sorted(names & files.keys())]
