"""Transforms that store the texts of headings, terms and fields before others change them.

Translation, substitutions and smart quotes change a page in place. A role in a translated sentence
also makes new nodes: terms that are defined in sentences get the labels of the original again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ..domain import domain_of
from ..locale import __
from ..nodes import LABELS, WRITTEN, definition_term
from ..options import page_options, read_metadata
from ..warn import WarningSubtype, warn
from .declarations import NodesByType, is_entry
from .fieldlists import as_field_list, read_fields, separate_text
from .headings import HeadingReader
from .labels import CHANGING, label_text, written
from .translation import catalogue_of, check_labels, prepare_fields, writes_catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sphinx.environment import BuildEnvironment

    from ..options import PageOptions

_KEY = "glossterm_inline_terms"


class NoteOriginals(SphinxTransform):
    """Store headings and terms before translation and substitution."""

    def apply(self, **kwargs: Any) -> None:
        """Store them; the list of ids contains all of them, so no tree walk is needed."""
        options = _options(self.document, self.env)
        elements = list(_elements(self.document, options))
        for node in elements:
            written(self.env, node)
            if (body := _body(node)) is not None:
                separate_text(body)
        if writes_catalogues(self.env) or catalogue_of(self.env):
            self._prepare_translation(elements, options)

    def _prepare_translation(self, elements: Sequence[nodes.Element], options: PageOptions) -> None:
        config = domain_of(self.env).options
        reader = HeadingReader(options.heading_levels, config, self.env)
        for node in elements:
            if not (
                reader.is_concept(node)
                if isinstance(node, nodes.title)
                else is_entry(node.parent, config)
            ):
                continue
            check_labels(node, config.label_separator, self.env)
            if (body := _body(node)) is not None:
                as_field_list(body)
                written(self.env, node).originals = read_fields(body)
                prepare_fields(body, self.env)
        if catalogue_of(self.env):
            terms = NodesByType(self.document, definition_term).of(definition_term)
            blocks = ((_block(term), term) for term in terms)
            self.env.temp_data[_KEY] = [
                (block, term)
                for block, term in blocks
                if not (isinstance(block, nodes.title) and reader.is_concept(block))
            ]


class RestoreLabels(SphinxTransform):
    """Give the terms of translated sentences the labels of the original.

    If a translation does not define a term again, the term is at the start of the sentence, without
    text, so that its address and the links to it remain.
    """

    def apply(self, **kwargs: Any) -> None:
        """Compare the terms of each block with those before translation."""
        by_block: dict[nodes.Element, list[definition_term]] = {}
        for block, term in self.env.temp_data.pop(_KEY, None) or ():
            by_block.setdefault(block, []).append(term)
        for block, before in by_block.items():
            now = list(block.findall(definition_term))
            if any(term is now_there for term in before for now_there in now):
                continue
            for term, other in _pairs(before, now):
                if other is None:
                    _keep_lost(block, term)
                else:
                    other[WRITTEN] = term[LABELS]
                    other.source, other.line = term.source, term.line  # not of the translation


def _pairs(
    before: Sequence[definition_term], now: Sequence[definition_term]
) -> Iterator[tuple[definition_term, definition_term | None]]:
    """Each term of the original with that of the translation: by a common label, else in order."""
    free = list(now)
    unmatched: list[definition_term] = []
    for term in before:
        same = next((o for o in free if not set(o[LABELS]).isdisjoint(term[LABELS])), None)
        if same is None:
            unmatched.append(term)
        else:
            free.remove(same)
            yield term, same
    others: Iterator[definition_term | None] = iter(free)
    yield from ((term, next(others, None)) for term in unmatched)


def _keep_lost(block: nodes.Element, term: definition_term) -> None:
    message = __('the translation of this text does not define "%s"; write a role "defterm" in it')
    warn(WarningSubtype.TRANSLATION, message, term[LABELS][0], location=block)
    term.clear()
    block.insert(0, term)


def _block(term: definition_term) -> nodes.Element:
    """The element with the text around *term*, which Sphinx translates as a whole."""
    block: nodes.Element = term
    while isinstance(block, nodes.Inline) and block.parent is not None:
        block = block.parent
    return block


class NoteNames(SphinxTransform):
    """Store texts before smart quotes change them."""

    def apply(self, **kwargs: Any) -> None:
        """Store each heading and each term, and the fields below."""
        for node in _elements(self.document, _options(self.document, self.env)):
            note = written(self.env, node)
            if not CHANGING.isdisjoint(node.astext()):
                note.name = label_text(node)
            body = _body(node)
            fields = read_fields(body) if body is not None else {}
            if any(not CHANGING.isdisjoint(text) for text in fields.values()):
                note.fields = fields


def _options(document: nodes.document, env: BuildEnvironment) -> PageOptions:
    metadata, _where = read_metadata(document)
    return page_options(env.docname, metadata, domain_of(env).options)


def _elements(document: nodes.document, options: PageOptions) -> Iterator[nodes.Element]:
    """The terms of a document, and the titles of sections that may be concepts."""
    for node in document.ids.values():
        if isinstance(node, nodes.term):
            yield node
        elif isinstance(node, nodes.section):
            title = node.next_node(nodes.title)
            headings = options.heading_levels
            if title is not None and title.parent is node and (headings or _defines(title)):
                yield title


def _defines(title: nodes.title) -> bool:
    return any(isinstance(child, definition_term) for child in title.children)


def _body(node: nodes.Element) -> nodes.Element | None:
    """The element with the fields of the concept that *node* may name."""
    if isinstance(node, nodes.title):
        return cast("nodes.section", node.parent)
    below = (x for x in node.parent.children if isinstance(x, nodes.definition))
    return next(below, None)
