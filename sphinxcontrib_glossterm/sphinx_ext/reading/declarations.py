"""Concepts as declared in a page, before they have anchors, and the entries of glossaries.

A glossary is a definition list with the class ``glossary``, from any source.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import Fields, filled, label_key, split_labels
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..internals import is_translated, registered_name
from ..locale import __
from ..nodes import (
    CONCEPT,
    FIELDS,
    GLOSSARY,
    LABELS,
    ORIGIN,
    REPORTED,
    WRITTEN,
    added_block,
    definition_term,
    field_messages,
    heading_labels,
)
from ..warn import WarningSubtype, warn
from .labels import label_text, written
from .translation import TakenFields, take_from_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig

    N = TypeVar("N", bound=nodes.Element)
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
    written: tuple[str, ...] = ()
    """The labels in its line as written, before translation, which may have more or fewer."""


def names_before(texts: Sequence[str], before: str, separator: str) -> dict[str, str]:
    """Those of *texts*, the parts of a line, that differ from the line *before* smart quotes."""
    if not before:
        return {}
    parts = split_labels(before, separator) if len(texts) > 1 else (" ".join(before.split()),)
    if len(parts) != len(texts):
        return {}
    return {text: part for text, part in zip(texts, parts, strict=True) if text != part}


_NO_FIELDS = Fields()


class Declaration:
    """A glossary entry or a heading section that declares a concept."""

    __slots__ = (
        *("above", "element", "fields", "glossary", "heading", "labels", "line", "names"),
        *("original", "untranslated"),
    )

    def __init__(
        self,
        element: nodes.Element,
        labels: Sequence[VisibleLabel],
        fields: Fields,
        line: int | None,
        heading: str = "",
        above: Declaration | None = None,
        glossary: str = "",
        names: Mapping[str, str] = MappingProxyType({}),
        original: Fields = _NO_FIELDS,
        untranslated: Sequence[str] = (),
    ) -> None:
        self.element = element
        """The node around labels and definition, which gets the concept's id."""
        self.labels = labels
        """The preferred label first."""
        self.fields = fields
        self.line = line
        self.heading = heading
        """A heading as written in the source; empty for an entry of a glossary."""
        self.above = above
        """The heading concept that contains this one."""
        self.glossary = glossary
        """Name of its glossary."""
        self.names = names
        """Labels changed by smart quotes, each with its original text, including those in
        fields."""
        self.original = original
        """The fields before translation; empty if the page is not translated."""
        self.untranslated = untranslated
        """The names of fields whose translations are missing or outdated."""


_NOT_EXPLAINING = (
    nodes.title, nodes.section, nodes.term, nodes.comment, nodes.target, nodes.raw,
    addnodes.index, addnodes.toctree, added_block, field_messages, heading_labels,
)  # fmt: skip


def declaring_elements(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """The elements below *node*, on a page of *docname*, that declare concepts, in reading order.

    Each with its document, since a combined tree contains many.
    """
    left = [(docname, child) for child in node.children[::-1]]
    while left:  # not recursive, since blocks may be deeply nested
        around, child = left.pop()
        if isinstance(child, nodes.Element):
            if isinstance(child, (nodes.section, addnodes.start_of_file)):
                around = child.get("docname", around)
            if CONCEPT in child.attributes:
                yield around, child
            left += [(around, inside) for inside in child.children[::-1]]


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


def entry_declarations(
    found: NodesByType, config: GlosstermConfig, env: BuildEnvironment
) -> Iterator[Declaration]:
    """The entries of every glossary of a document, in reading order.

    Without takeover, only those from our own directives.
    """
    for wrapper in found.of(addnodes.glossary):
        empty = not any(wrapper.findall(nodes.definition_list_item))
        # Problems of a glossary with a data file have been reported already.
        reported = wrapper.attributes.pop(REPORTED, False) or ORIGIN in wrapper
        if empty and _is_ours(wrapper, config) and not reported:
            warn(
                WarningSubtype.EMPTY_GLOSSARY,
                __("this glossary has no entries; write terms with indented definitions below"),
                location=wrapper,
            )
    for listing in found.of(nodes.definition_list):
        if _is_glossary(listing, config):
            for item in listing.children:
                if isinstance(item, nodes.definition_list_item):
                    yield from _entry(item, listing.parent, config, env)


def inline_declarations(found: NodesByType, env: BuildEnvironment) -> Iterator[Declaration]:
    """The terms that a document defines in running prose, in reading order.

    In a heading, the section below is the definition, and only the text of the heading is kept:
    headings are repeated in other places, where an id must not be repeated.
    """
    for term in found.of(definition_term):
        first, *others = term.attributes.pop(LABELS)
        written_labels = tuple(term.attributes.pop(WRITTEN, (first,)))
        fields = Fields(aliases=tuple(others))
        title = _title_around(term)
        if title is None:
            label = VisibleLabel(first, term, written_labels[0], written=written_labels)
            yield Declaration(term, [label], fields, term.line)
            continue
        for index in list(title.findall(addnodes.index)):
            index.parent.remove(index)
        term.parent.replace(term, term.children)
        section, line = title.parent, title.line or term.line
        label = VisibleLabel(first, section, written_labels[0], written=written_labels)
        yield Declaration(section, [label], fields, line, heading=written(env, title).text)


def _title_around(node: nodes.Element) -> nodes.title | None:
    while node.parent is not None and not isinstance(node, nodes.title):
        node = node.parent
    return node if isinstance(node, nodes.title) else None


def is_entry(item: nodes.Element, config: GlosstermConfig) -> bool:
    """Whether *item* of a definition list is an entry of a glossary that defines concepts."""
    return isinstance(item.parent, nodes.definition_list) and _is_glossary(item.parent, config)


def _is_glossary(listing: nodes.definition_list, config: GlosstermConfig) -> bool:
    return "glossary" in listing["classes"] and _is_ours(listing.parent, config)


def _is_ours(wrapper: nodes.Node | None, config: GlosstermConfig) -> bool:
    marked = isinstance(wrapper, addnodes.glossary) and GLOSSARY in wrapper
    return config.takeover or marked


def _entry(
    item: nodes.definition_list_item,
    wrapper: nodes.Node | None,
    config: GlosstermConfig,
    env: BuildEnvironment,
) -> Iterator[Declaration]:
    # A term without an id is skipped: the registering function of std gives every term an id.
    terms = [t for t in item.children if isinstance(t, nodes.term) and t["ids"]]
    lines = [(label_text(term), term) for term in terms]
    labels = [_label(text, term, env) for text, term in lines if text]
    if not labels:
        warn(
            WarningSubtype.EMPTY_LABEL,
            __("this entry of the glossary has no term; write one"),
            location=next(iter(terms), item),
        )
        return
    definitions = [d for d in item.children if isinstance(d, nodes.definition)]
    head = definitions[0] if definitions else nodes.definition()
    known = item.attributes.pop(FIELDS, TakenFields())
    note = written(env, terms[0])
    before, taken = note.fields, _joined(take_from_body(head, note, env), known)
    name = wrapper.get(GLOSSARY, "") if isinstance(wrapper, addnodes.glossary) else ""
    labels, further, names = _divided(labels, config.label_separator, env)
    fields = with_own_reading(taken, labels[0].node, labels[0])
    names |= names_before(fields.aliases, before.get("aliases", ""), config.label_separator)
    fields = fields._replace(aliases=(*further, *fields.aliases)) if further else fields
    yield Declaration(
        item,
        labels,
        fields,
        terms[0].line,
        glossary=name,
        names=names,
        original=taken.original,
        untranslated=taken.untranslated,
    )


def with_own_reading(taken: TakenFields, node: nodes.Element, label: VisibleLabel) -> Fields:
    """The fields without a reading that is that of the original label.

    *label*, which *node* shows, needs its own if it is translated.
    """
    other = is_translated(node) and label_key(label.text) != label_key(label.original)
    if other and "reading" in taken.untranslated:
        return taken.fields._replace(reading="")
    return taken.fields


def _joined(taken: TakenFields, known: TakenFields) -> TakenFields:
    """*taken*, completed with the values of *known*."""
    return TakenFields(
        filled(taken.fields, known.fields),
        filled(taken.original, known.original),
        (*taken.untranslated, *known.untranslated),
    )


def _divided(
    labels: Sequence[VisibleLabel], separator: str, env: BuildEnvironment
) -> tuple[list[VisibleLabel], list[str], dict[str, str]]:
    """The first label of each line, the other labels, and the changes of all by smart quotes.

    "LoRA | Low-Rank Adaptation" has two labels, but only with white space around the separator,
    since a glossary for plain Sphinx may have it inside a term. The line keeps Sphinx's anchor, and
    can be referred to as a whole.
    """
    first: list[VisibleLabel] = []
    others: list[str] = []
    names: dict[str, str] = {}
    for label in labels:
        parts = _parts(label.text, separator)
        names |= names_before(parts, written(env, label.node).name, separator)
        first.append(label._replace(text=parts[0], written=_parts(label.original, separator)))
        others += parts[1:]
    return first, others, names


def _parts(line: str, separator: str) -> tuple[str, ...]:
    divided = f" {separator} " in line
    return (split_labels(line, separator) if divided else ()) or (line,)


def _label(text: str, term: nodes.term, env: BuildEnvironment) -> VisibleLabel:
    return VisibleLabel(text, term, written(env, term).text, registered_name(term))


class NodesByType:
    """The elements of a tree with one of some types, at the time of creation.

    docutils' ``findall`` walks the whole tree for each type, and most documents contain none of the
    types that an extension looks for. It also passes each node through a generator for each level
    of the tree, which takes several times as long as this walk.
    """

    def __init__(self, tree: nodes.Element, *kinds: type[nodes.Element]) -> None:
        """*kinds* are all types that can be requested."""
        self._found: list[nodes.Node] = []
        # Cached, since a page has many nodes and few classes of nodes.
        wanted: dict[type[nodes.Node], bool] = {}
        left: list[nodes.Node] = [tree]
        while left:
            node = left.pop()
            cls = type(node)
            if cls not in wanted:
                wanted[cls] = issubclass(cls, kinds)
            if wanted[cls]:
                self._found.append(node)
            if node.children:
                left += node.children[::-1]

    def of(self, kind: type[N]) -> Sequence[N]:
        """The nodes of type *kind*, in document order."""
        return [node for node in self._found if isinstance(node, kind)]
