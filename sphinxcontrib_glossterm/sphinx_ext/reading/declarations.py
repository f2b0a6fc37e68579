"""One concept as declared in a page, before it has an anchor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import split_labels

from ..nodes import CONCEPT, added_block, definition_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.model import Fields


class VisibleLabel(NamedTuple):
    """A label as shown in a page."""

    text: str
    node: nodes.Element
    """The node that gets its anchor."""
    original: str
    """The label as written, before translation. Its anchor is made from it, so that an address is
    the same in every language."""
    registered: str = ""
    """The name under which Sphinx has registered its line; empty if none."""


def names_before(texts: Sequence[str], before: str, separator: str) -> dict[str, str]:
    """Those of *texts*, the parts of a line, that differ from the line *before* smart quotes."""
    if not before:
        return {}
    parts = split_labels(before, separator) if len(texts) > 1 else (" ".join(before.split()),)
    if len(parts) != len(texts):
        return {}
    return {text: part for text, part in zip(texts, parts, strict=True) if text != part}


@dataclass(slots=True, eq=False)
class Declaration:
    """A glossary entry or a heading section that declares a concept."""

    element: nodes.Element
    """The node around labels and definition, which gets the concept's id."""
    labels: Sequence[VisibleLabel]
    """The preferred label first."""
    fields: Fields
    line: int | None
    heading: str = ""
    """A heading as written in the source; empty for an entry of a glossary."""
    above: Declaration | None = None
    """The heading concept that contains this one."""
    glossary: str = ""
    """Name of its glossary."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Labels changed by smart quotes, each with its original text, including those in fields."""


_NOT_EXPLAINING = (
    nodes.title, nodes.section, nodes.term, nodes.comment, nodes.target, nodes.raw,
    addnodes.index, addnodes.toctree, added_block,
)  # fmt: skip


def declaring_elements(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """The elements below *node*, on a page of *docname*, that declare concepts, in reading order.

    Each with its document, since a combined tree contains many.
    """
    trail = [(docname, iter(node.children))]
    while trail:  # not recursive, since blocks may be deeply nested
        around, children = trail[-1]
        child = next(children, None)
        if child is None:
            trail.pop()
        elif isinstance(child, nodes.Element):
            of_document = isinstance(child, (nodes.section, addnodes.start_of_file))
            inside = child.get("docname", around) if of_document else around
            if CONCEPT in child.attributes:
                yield inside, child
            trail.append((inside, iter(child.children)))


def definition_body(element: nodes.Element) -> list[nodes.Node]:
    """The definition of the concept that *element* declares, in reading order.

    For a glossary entry, the blocks of its definitions; for a section, all blocks before its first
    subsection; for a term that is defined inline, the block that contains it.
    """
    if isinstance(element, definition_term):
        block: nodes.Element = element
        while isinstance(block, nodes.Inline) and block.parent is not None:
            block = block.parent
        return [block]
    if isinstance(element, nodes.section):
        return [child for child in element.children if not isinstance(child, _NOT_EXPLAINING)]
    definitions = (child for child in element.children if isinstance(child, nodes.definition))
    return [
        block
        for definition in definitions
        for block in definition.children
        if not isinstance(block, _NOT_EXPLAINING)
    ]
