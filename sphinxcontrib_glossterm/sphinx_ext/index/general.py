"""The general index, without entries of a data file that have given way to a page's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.domains.index import IndexDomain
    from sphinx.environment import BuildEnvironment

    from ..domain import GlosstermDomain


def withhold_index_entries(env: BuildEnvironment, domain: GlosstermDomain) -> None:
    """Take the entries of superseded concepts out of the index domain, and put others back.

    The index domain collected them when their page was read; whether a concept is superseded
    depends on other pages, and may change while that page is not read again. So the whole
    list of the page is kept, and each time begun with.
    """
    entries = cast("IndexDomain", env.get_domain("index")).entries
    withheld, shown = domain.store["withheld"], domain.scheme().entries
    for docname, whole in withheld.items():
        entries[docname] = whole
    withheld.clear()
    for docname, concepts in domain.store["concepts"].items():
        unseen = [concept for concept in concepts if (docname, concept.id) not in shown]
        gone = {concept.anchor for concept in unseen}
        gone |= {label.anchor for concept in unseen for label in concept.labels if label.anchor}
        if gone and docname in entries:
            withheld[docname] = entries[docname]
            entries[docname] = [entry for entry in entries[docname] if entry[2] not in gone]
