"""The options of a ``termindex`` directive, and their meaning in a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .views import Selection

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.model import ConceptScheme

VIEWS = ("az", "tree", "tags", "cards")


class Request(NamedTuple):
    """The options of one index, as written."""

    view: str = "az"
    glossaries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    """Labels or ids of concepts."""
    depth: int = 0
    line: int | None = None


class Unknown(NamedTuple):
    """An option value that names nothing in the scheme."""

    option: str
    value: str


def resolve(
    request: Request, scheme: ConceptScheme, docname: str
) -> tuple[Selection, tuple[Unknown, ...]]:
    """The selection for *request* in a page, and its unknown values.

    Unknown values are ignored. A filter with only unknown values is no filter, so that a reader
    sees too much rather than nothing.
    """
    glossaries = known_values("glossary", scheme)
    tags = known_values("tags", scheme)
    roots = {text: scheme.meant(text, docname)[:1] for text in request.roots}
    unknown = (
        *(Unknown("glossary", name) for name in request.glossaries if name not in glossaries),
        *(Unknown("tags", tag) for tag in request.tags if tag not in tags),
        *(Unknown("root", text) for text, found in roots.items() if not found),
    )
    selection = Selection(
        tuple(name for name in request.glossaries if name in glossaries),
        tuple(tag for tag in request.tags if tag in tags),
        tuple(concept.id for found in roots.values() for concept in found),
        request.depth,
    )
    return selection, unknown


def known_values(option: str, scheme: ConceptScheme) -> dict[str, None]:
    """The valid values of *option*; for ``root`` labels, though ids are allowed too."""
    if option == "glossary":
        return {concept.glossary: None for concept in scheme if concept.glossary}
    if option == "tags":
        return {tag: None for concept in scheme for tag in concept.tags}
    return dict.fromkeys(scheme.labels())
