"""The roles ``glossterm:term``, ``noterm``, ``defterm``, and the tag ``<term>`` in Markdown."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model import split_labels

from ..domain import domain_of
from ..internals import TERM_CLASSES, Priority
from ..locale import __
from ..nodes import LABELS, definition_term, noterm
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from typing import Any

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


_OPEN = pattern(r"<term\s*/?>\Z", re.IGNORECASE)
_CLOSE = pattern(r"</term\s*>\Z", re.IGNORECASE)
_TITLED = pattern(r"(.+?)\s*<([^<>]+)>\Z", re.DOTALL)
_FENCE = pattern(r":{3,}\{((?:glossary|termindex|termgraph|glossterm:\w+)\})")


class LiteralTermForm(SphinxTransform):
    """Convert ``<term>`` followed by a code span to the node of the role ``term``.

    Markdown parses it as raw HTML and a literal, which browsers would show as an unclosed element.
    Runs after translation, so that translated messages still match their originals.

    Text that looks like our syntax but is invalid is kept and reported.
    """

    default_priority = Priority.TRANSLATION + 4

    def apply(self, **kwargs: Any) -> None:
        """Replace every pair, including a closing tag after it."""
        # Imported here, since it is needed only when a page is read.
        from ..reading.declarations import NodesByType

        found = NodesByType(self.document, nodes.raw, nodes.paragraph, nodes.term)
        for raw in found.of(nodes.raw):
            if not _OPEN.match(raw.astext()):
                continue
            literal = raw.next_node(descend=False, siblings=True)
            if not isinstance(literal, nodes.literal):
                _warn_of_tag(raw)
                continue
            self._drop_closing_tag(literal)
            literal.replace_self(self._reference(literal))
            raw.parent.remove(raw)
        for kind in (nodes.paragraph, nodes.term):
            for text in found.of(kind):
                self._check_fence(text)

    def _check_fence(self, node: nodes.Element) -> None:
        first = node.children[0] if node.children else None
        if not isinstance(first, nodes.Text) or not first.startswith(":::"):
            return
        if not (fence := _FENCE.match(first)):
            return
        suffix = PurePath(self.env.doc2path(self.env.docname)).suffix
        if self.config.source_suffix.get(suffix) == "restructuredtext":
            message = __('"%s" is plain text here; write ".. %s::"')
            arguments = (fence[0], fence[1].removesuffix("}"))
        else:
            message = __(
                '"%s" is plain text here; write "```{%s", or add "colon_fence" to'
                " myst_enable_extensions in conf.py"
            )
            arguments = (fence[0], fence[1])
        warn(WarningSubtype.UNREAD_MARKUP, message, *arguments, location=node)

    def _drop_closing_tag(self, literal: nodes.literal) -> None:
        after = literal.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.raw) and _CLOSE.match(after.astext()):
            after.parent.remove(after)

    def _reference(self, literal: nodes.literal) -> addnodes.pending_xref:
        """The node of the role ``term``, for the text of the code span."""
        text = literal.astext()
        titled = _TITLED.match(text)
        title, target = (titled[1], titled[2]) if titled else (text, text)
        xref = addnodes.pending_xref(
            literal.rawsource,
            nodes.inline("", title, classes=["xref", *TERM_CLASSES]),
            refdoc=self.env.docname,
            refdomain="std",
            reftype="term",
            reftarget=" ".join(target.split()),
            refexplicit=bool(titled),
            refwarn=True,
        )
        xref.source, xref.line = literal.source, literal.line or literal.parent.line
        return xref


def _warn_of_tag(raw: nodes.raw) -> None:
    """Warn of a tag ``<term>`` without a code span directly after it."""
    siblings = raw.parent.children[raw.parent.index(raw) + 1 :]
    tag = raw.astext()
    if len(siblings) > 1 and not siblings[0].astext().strip():
        code = siblings[1].astext() if isinstance(siblings[1], nodes.literal) else ""
        written = f"{tag} `{code}`"
    else:
        end = next((n for n, x in enumerate(siblings) if isinstance(x, nodes.raw)), 0)
        closed = end and _CLOSE.match(siblings[end].astext())
        code = "".join(node.astext() for node in siblings[:end]) if closed else ""
        written = f"{tag}{code}</term>"
    if code.strip():
        message = __('"%s" is not a link; write "%s"')
        arguments: tuple[str, ...] = (written, f"<term>`{code.strip()}`")
    else:
        message = __('"%s" is not a link; write a code span directly after it, as in "%s"')
        arguments = (tag, "<term>`LoRA`")
    warn(WarningSubtype.UNREAD_MARKUP, message, *arguments, location=raw)
