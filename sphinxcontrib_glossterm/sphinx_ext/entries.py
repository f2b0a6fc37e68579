"""Entries of glossaries: definition lists with the class ``glossary``, whoever made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .declarations import Declaration
from .fieldlists import take_fields
from .locale import __
from .nodes import FIELDS, GLOSSARY
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_glossterm.config import GlosstermConfig


def entry_declarations(document: nodes.document, config: GlosstermConfig) -> Iterator[Declaration]:
    """The entries of every glossary of *document*, in reading order.

    Without takeover, only of those that our own directives made.
    """
    for wrapper in list(document.findall(addnodes.glossary)):
        if _is_ours(wrapper, config) and not any(wrapper.findall(nodes.definition_list_item)):
            warn(
                WarningSubtype.EMPTY_GLOSSARY,
                __("this glossary has no entries; write terms, and their definitions indented"),
                location=wrapper,
            )
    for listing in list(document.findall(nodes.definition_list)):
        if "glossary" in listing["classes"] and _is_ours(listing.parent, config):
            for item in listing.children:
                if isinstance(item, nodes.definition_list_item):
                    yield from _entry(item, listing.parent, config)


def _is_ours(wrapper: nodes.Node | None, config: GlosstermConfig) -> bool:
    marked = isinstance(wrapper, addnodes.glossary) and GLOSSARY in wrapper
    return config.takeover or marked


def _entry(
    item: nodes.definition_list_item, wrapper: nodes.Node | None, config: GlosstermConfig
) -> Iterator[Declaration]:
    # A term without an id is none: the registering function of std gives every one an id.
    terms = [t for t in item.children if isinstance(t, nodes.term) and t["ids"]]
    labels = [(" ".join(term.astext().split()), term) for term in terms]
    labels = [(text, term) for text, term in labels if text]
    if not labels:
        warn(
            WarningSubtype.EMPTY_LABEL,
            __("this entry of the glossary has no term"),
            location=item,
        )
        return
    definitions = [d for d in item.children if isinstance(d, nodes.definition)]
    head = definitions[0] if definitions else nodes.definition()
    fields = take_fields(head, config.label_separator, item.get(FIELDS))
    name = wrapper.get(GLOSSARY, "") if isinstance(wrapper, addnodes.glossary) else ""
    yield Declaration(item, labels, fields, terms[0].line, glossary=name)
