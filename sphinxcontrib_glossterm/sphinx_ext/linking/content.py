"""What a page shows of links: the part of this feature in the fingerprint of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..builders import Links, traits_of
from ..domain import cached, domain_of
from ..options import page_options
from .mentions import role_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

    Target = tuple[str, str, str]
    """Id of a concept, its location, and the anchor there."""


def content_of_links(app: Sphinx, docname: str) -> tuple[object, ...]:
    """The text of each role, the targets of all links, the positions of automatic links."""
    domain = domain_of(app.env)
    roles = list(_roles(domain, docname))
    links = [] if traits_of(app.builder).links is Links.UNSEEN else list(_links(domain, docname))
    return (roles, links) if roles or links else ()


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
    scheme, targets = domain.linkable, _targets(domain)
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
    """Concept id and label → the target, for the labels of links that were compared before."""
    return {}


def _target(concept: Concept, label: str) -> Target:
    return concept.id, concept.uri or concept.location.docname, concept.anchor_of(label)
