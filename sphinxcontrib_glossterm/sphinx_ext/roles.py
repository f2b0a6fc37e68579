"""Roles, and the literal ``<term>`` form of Markdown pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinxcontrib_glossterm.model import split_labels

from .domain import domain_of
from .locale import __
from .nodes import LABELS, definition_term, noterm
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from typing import Any

    from docutils.nodes import Node, system_message

_OPEN = re.compile(r"<term\s*/?>\Z", re.IGNORECASE)
_CLOSE = re.compile(r"</term\s*>\Z", re.IGNORECASE)
_TITLED = re.compile(r"(.+?)\s*<([^<>]+)>\Z", re.DOTALL)


def term_role() -> XRefRole:
    """The role ``glossterm:term``: a link to a concept, like ``term`` of the standard domain."""
    return XRefRole(innernodeclass=nodes.inline, warn_dangling=True)


class NoTermRole(SphinxRole):
    """The role ``noterm``: this text is no mention, whatever it looks like."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The text, exempt from linking."""
        return [noterm(self.rawtext, self.text)], []


class DefinitionTermRole(ReferenceRole):
    """The role ``defterm``: the sentence around it defines the term.

    The text is the label; ``shown text <label | another label>`` gives labels of its own.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The term, entered in the general index as the terms of a glossary are."""
        labels = split_labels(self.target, domain_of(self.env).options.label_separator)
        if not labels:
            warn(
                WarningSubtype.EMPTY_LABEL,
                __('this term has no label, only "%s"; write a term before or after it'),
                self.target,
                location=self.get_location(),
            )
            return [nodes.Text(self.title)], []
        shown = self.title if self.has_explicit_title else labels[0]
        index = addnodes.index(entries=[("single", labels[0], "", "main", None)])
        term = definition_term(self.rawtext, shown, classes=["glossterm-defterm"])
        term[LABELS] = labels
        self.set_source_info(term)
        return [term, index], []


class LiteralTermForm(SphinxTransform):
    """Turn ``<term>`` followed by a code span into what the role ``term`` makes.

    Markdown parses it as raw HTML and a literal; written out as that, browsers would see an
    element that is never closed. Runs after translation (20), so that translated messages
    still compare with their originals.
    """

    default_priority = 24

    def apply(self, **kwargs: Any) -> None:
        """Replace every pair, and a closing tag behind it."""
        openings = [raw for raw in self.document.findall(nodes.raw) if _OPEN.match(raw.astext())]
        for raw in openings:
            literal = raw.next_node(descend=False, siblings=True)
            if not isinstance(literal, nodes.literal):
                continue
            self._drop_closing_tag(literal)
            literal.replace_self(self._reference(literal))
            raw.parent.remove(raw)

    def _drop_closing_tag(self, literal: nodes.literal) -> None:
        after = literal.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.raw) and _CLOSE.match(after.astext()):
            after.parent.remove(after)

    def _reference(self, literal: nodes.literal) -> addnodes.pending_xref:
        """The node that the role ``term`` makes, for the text of the code span."""
        text = literal.astext()
        titled = _TITLED.match(text)
        title, target = (titled[1], titled[2]) if titled else (text, text)
        xref = addnodes.pending_xref(
            literal.rawsource,
            nodes.inline("", title, classes=["xref", "std", "std-term"]),
            refdoc=self.env.docname,
            refdomain="std",
            reftype="term",
            reftarget=" ".join(target.split()),
            refexplicit=bool(titled),
            refwarn=True,
        )
        xref.source, xref.line = literal.source, literal.line or literal.parent.line
        return xref
