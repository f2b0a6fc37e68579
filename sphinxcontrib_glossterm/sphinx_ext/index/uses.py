"""Find where concepts are used: the pages that link to them, and the sections of these pages.

Only links count, so a page whose mentions are not linked uses nothing; roles always count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..domain import cached
from ..pages import WHOLE_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..domain import GlosstermDomain
    from ..pages import PagePart, PageParts


class Use(NamedTuple):
    """A page that uses a concept."""

    docname: str
    title: str
    parts: tuple[PagePart, ...]
    """The parts of the page, in page order."""


@cached
def all_uses(domain: GlosstermDomain) -> Mapping[str, tuple[Use, ...]]:
    """Concept id → the pages that use it, by name."""
    found: dict[str, list[Use]] = {}
    for docname in sorted(domain.pages):
        title, used = uses_in_page(domain, docname)
        for concept_id, parts in used.items():
            found.setdefault(concept_id, []).append(Use(docname, title or docname, parts))
    return {concept_id: tuple(uses) for concept_id, uses in found.items()}


@cached
def uses_in_page(
    domain: GlosstermDomain, docname: str
) -> tuple[str, Mapping[str, tuple[PagePart, ...]]]:
    """The title of a page, and concept id → the parts of it that use the concept, in page order.

    Both are empty if the index lists no uses of the page.
    """
    parts = domain.page(docname).parts
    return (parts.title, _uses_in(domain, docname, parts)) if parts else ("", {})


def _uses_in(
    domain: GlosstermDomain, docname: str, parts: PageParts
) -> Mapping[str, tuple[PagePart, ...]]:
    used: dict[str, dict[PagePart, None]] = {}
    for target, part in parts.of_roles:
        for concept in domain.linkable.meant(target, docname)[:1]:
            used.setdefault(concept.id, {})[part] = None
    for mention in domain.page(docname).decided.mentions():
        part = parts.of_sections.get(mention.section, WHOLE_PAGE)
        used.setdefault(mention.concept, {})[part] = None
    order = {part: number for number, part in enumerate(parts.of_sections.values())}
    return {
        concept_id: tuple(sorted(used[concept_id], key=lambda part: order.get(part, -1)))
        for concept_id in sorted(used)
    }
