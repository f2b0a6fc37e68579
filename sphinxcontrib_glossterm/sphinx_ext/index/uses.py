"""Find where concepts are used: the pages that link to them, and the sections of these pages.

Only links count, so a page whose mentions are not linked uses nothing; roles always count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..domain import cached
from ..pages import WHOLE_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..domain import GlosstermDomain
    from ..pages import Place, Places


class Use(NamedTuple):
    """A page that uses a concept."""

    docname: str
    title: str
    places: tuple[Place, ...]
    """The parts of the page, in page order."""


@cached
def all_uses(domain: GlosstermDomain) -> Mapping[str, tuple[Use, ...]]:
    """Concept id → the pages that use it, by name."""
    found: dict[str, list[Use]] = {}
    for docname, page in sorted(domain.pages.items()):
        if page.places is None:
            continue
        title = page.places.title or docname
        for concept_id, used_in in uses_in(domain, docname, page.places).items():
            found.setdefault(concept_id, []).append(Use(docname, title, tuple(used_in)))
    return {concept_id: tuple(uses) for concept_id, uses in found.items()}


def uses_in(domain: GlosstermDomain, docname: str, places: Places) -> Mapping[str, Sequence[Place]]:
    """Concept id → the parts of the page *docname* that use it, in page order."""
    used: dict[str, dict[Place, None]] = {}
    for target, place in places.of_roles:
        for concept in domain.linkable.meant(target, docname)[:1]:
            used.setdefault(concept.id, {})[place] = None
    for mention in domain.page(docname).decided.mentions():
        place = places.of_sections.get(mention.section, WHOLE_PAGE)
        used.setdefault(mention.concept, {})[place] = None
    order = {place: number for number, place in enumerate(places.of_sections.values())}
    return {
        concept_id: sorted(own, key=lambda place: order.get(place, -1))
        for concept_id, own in used.items()
    }
