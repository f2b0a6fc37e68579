"""The roles ``glossterm:term``, ``noterm`` and ``defterm``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinxcontrib_glossterm.model import split_labels

from ..domain import domain_of
from ..locale import __
from ..nodes import LABELS, definition_term, noterm
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


def term_role() -> XRefRole:
    """The role ``glossterm:term``: a link to a concept, like ``term`` of the standard domain."""
    return XRefRole(innernodeclass=nodes.inline, warn_dangling=True)


class NoTermRole(SphinxRole):
    """The role ``noterm``: its text is never a mention."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The text, excluded from linking."""
        return [noterm(self.rawtext, self.text)], []


class DefinitionTermRole(ReferenceRole):
    """The role ``defterm``: the sentence around it defines the term.

    The text is the label; ``shown text <label | another label>`` gives labels of its own.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The term, with an entry in the general index as for the terms of a glossary."""
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
