"""The rules that depend on the order of uses: in a page, and of the pages of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import label_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .uses import Use

    Uses = Sequence[tuple[str, Use]]
    """Uses with their documents; those of a document in reading order."""

_BETWEEN = 2
"""Maximum number of characters between an abbreviation and its full form after it: `` (``."""


def unexpanded(
    uses: Uses, scheme: ConceptScheme, expanded: Mapping[str, Collection[str]]
) -> Iterator[int]:
    """The numbers of the uses of an abbreviation that should have the full form.

    That is the first use of a concept in a page, if neither the full form nor the definition is
    there. In the documents *expanded*, the first role of a concept shows the full form, and the
    first mention of the concepts that are listed.
    """
    # Few concepts have an abbreviation.
    abbreviated = {concept.id for concept in scheme if concept.abbr}
    seen: set[tuple[str, str]] = set()
    for number, (docname, use) in enumerate(uses):
        if use.concept not in abbreviated or use.avoided or (docname, use.concept) in seen:
            continue
        seen.add((docname, use.concept))
        concept = scheme[use.concept]
        shown = docname in expanded and (use.role or use.concept in expanded[docname])
        if _is_short(use, concept) and concept.location.docname != docname and not shown:
            following = uses[number + 1 : number + 2]
            if not any(_explains(after, use, concept) for _docname, after in following):
                yield number


def _is_short(use: Use, concept: Concept) -> bool:
    short = label_key(use.label) == label_key(concept.abbr)
    return short and bool(concept.long_label(""))


def _explains(after: Use, use: Use, concept: Concept) -> bool:
    """Whether the next use is the full form in parentheses: LoRA (Low-Rank Adaptation)."""
    if after.concept != use.concept or _is_short(after, concept) or use.role or after.role:
        return False
    return after.number == use.number and 0 <= after.start - use.end <= _BETWEEN


def early(uses: Uses, scheme: ConceptScheme, order: Mapping[str, int]) -> Iterator[int]:
    """The numbers of the first uses of concepts in pages in front of the one that explains them.

    *order* has the positions of the documents; those without one are in no order.
    """
    explained = {concept.id: order.get(concept.location.docname, -1) for concept in scheme}
    seen: set[tuple[str, str]] = set()
    for number, (docname, use) in enumerate(uses):
        place = explained[use.concept]
        if order.get(docname, place) < place and (docname, use.concept) not in seen:
            seen.add((docname, use.concept))
            yield number
