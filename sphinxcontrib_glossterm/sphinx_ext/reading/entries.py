"""Find the entries of glossaries: definition lists with the class ``glossary``, from any source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_glossterm.model import Fields, filled, split_labels

from ..internals import registered_name
from ..locale import __
from ..nodes import FIELDS, GLOSSARY, LABELS, ORIGIN, REPORTED, definition_term
from ..warn import WarningSubtype, warn
from .declarations import Declaration, VisibleLabel, names_before
from .fieldlists import take_fields
from .labels import label_text
from .written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig

    from .nodes_by_type import NodesByType


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
        if "glossary" in listing["classes"] and _is_ours(listing.parent, config):
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
        fields = Fields(aliases=tuple(others))
        title = _title_around(term)
        if title is None:
            yield Declaration(term, [VisibleLabel(first, term, first)], fields, term.line)
            continue
        for index in list(title.findall(addnodes.index)):
            index.parent.remove(index)
        term.parent.replace(term, term.children)
        section, line = title.parent, title.line or term.line
        label = VisibleLabel(first, section, first)
        yield Declaration(section, [label], fields, line, heading=written(env, title).text)


def _title_around(node: nodes.Element) -> nodes.title | None:
    while node.parent is not None and not isinstance(node, nodes.title):
        node = node.parent
    return node if isinstance(node, nodes.title) else None


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
    known = item.attributes.pop(FIELDS, Fields())
    before = written(env, terms[0]).fields
    fields = filled(take_fields(head, config.label_separator, before), known)
    name = wrapper.get(GLOSSARY, "") if isinstance(wrapper, addnodes.glossary) else ""
    labels, further, names = _divided(labels, config.label_separator, env)
    names |= names_before(fields.aliases, before.get("aliases", ""), config.label_separator)
    fields = replace(fields, aliases=(*further, *fields.aliases)) if further else fields
    yield Declaration(item, labels, fields, terms[0].line, glossary=name, names=names)


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
        divided = f" {separator} " in label.text
        parts = (split_labels(label.text, separator) if divided else ()) or (label.text,)
        names |= names_before(parts, written(env, label.node).name, separator)
        first.append(label._replace(text=parts[0]))
        others += parts[1:]
    return first, others, names


def _label(text: str, term: nodes.term, env: BuildEnvironment) -> VisibleLabel:
    return VisibleLabel(text, term, written(env, term).text, registered_name(term))
