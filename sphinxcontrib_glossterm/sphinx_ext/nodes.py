"""The nodes of this extension, and how HTML draws them.

A reference to a concept is a *subclass* of docutils' ``reference``: writers that know nothing
of it (LaTeX, text, man, Texinfo, XML, other people's) fall back to the class they know.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from .html_translator import add_html_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.texinfo import TexinfoTranslator

NAME = "glossterm"
"""Of the domain, of the class of our references, of what both begin with."""
CONCEPT = "glossterm_concept"
"""Attribute of the node that defines a concept (section or glossary entry): its id."""
FIELDS = "glossterm_fields"
"""Attribute of a glossary entry until it is observed: the fields that its directive knows."""
ORIGIN = "glossterm_origin"
"""Attribute of a glossary entry: the data file that it was made from."""
LABELS = "glossterm_labels"
"""Attribute of a term that is defined inline, until it is observed: its labels."""
GLOSSARY = "glossterm_glossary"
"""Attribute of a glossary made by our directive: its name, empty for the unnamed one."""
REPORTED = "glossterm_reported"
"""Attribute of a glossary until it is observed: a warning says why it may have no entries."""
OFF_CLASS = "glossterm-off"
"""Class that an author gives to anything inside which no mention is to be linked."""

_CLASS = re.compile(r'(<a\b[^>]*?\bclass="[^"]*)"')


class placeholder(nodes.General, nodes.Element):  # noqa: N801
    """A place in a page that is filled in when the page is written.

    ``node["request"]`` is what the author asked for, and :attr:`kind` where the domain keeps it.
    """

    kind: ClassVar[str]


class added_block(nodes.container):  # noqa: N801
    """A block that this extension adds to an entry: no part of its definition."""

    tagname = "container"


class concept_reference(nodes.reference):  # noqa: N801 -- docutils' way to name nodes
    """A link to the entry of the concept ``node["concept"]``."""

    # In XML and in ``pformat`` it is what every consumer of docutils' documents knows.
    tagname = "reference"


class noterm(nodes.inline):  # noqa: N801
    """Text that the author has exempted from linking; drawn as the text it is."""

    tagname = "inline"


class definition_term(nodes.inline):  # noqa: N801
    """A term where a sentence defines it; its paragraph is the definition."""

    tagname = "inline"


def visit_definition_term(self: HTML5Translator, node: definition_term) -> None:
    """Draw it as HTML's own element for the defining instance of a term."""
    self.body.append(self.starttag(node, "dfn", ""))


def visit_definition_term_latex(self: LaTeXTranslator, node: definition_term) -> None:
    """Draw it as inline text with its anchors, which LaTeX's inline text has not."""
    self.body += [self.hypertarget(anchor) for anchor in node["ids"]]
    self.visit_inline(node)


def visit_definition_term_texinfo(self: TexinfoTranslator, node: definition_term) -> None:
    """Likewise for Texinfo."""
    for anchor in node["ids"]:
        self.add_anchor(anchor, node)
    self.visit_inline(node)


def depart_definition_term(self: HTML5Translator, node: definition_term) -> None:
    """Close it."""
    self.body.append("</dfn>")


def visit_concept_reference(self: HTML5Translator, node: concept_reference) -> None:
    """Draw the link as the theme draws links, then add what makes it ours.

    ``starttag`` prints only the attributes it is given, and puts a node's own classes first;
    so the tag is amended once written: ``class="reference internal glossterm" data-glossterm=…``.
    """
    own, node["classes"] = node["classes"], []
    self.visit_reference(node)
    node["classes"] = own
    classes, concept = escape(" ".join(own), quote=True), escape(node["concept"], quote=True)
    self.body[-1] = _CLASS.sub(
        lambda tag: f'{tag[1]} {classes}" data-glossterm="{concept}"', self.body[-1], count=1
    )


def depart_concept_reference(self: HTML5Translator, node: concept_reference) -> None:
    """Close the link."""
    self.depart_reference(node)


def _pass(self: Any, node: nodes.Element) -> None:
    """Draw nothing around the children."""


HTML: dict[Any, Any] = {
    concept_reference: (visit_concept_reference, depart_concept_reference),
    definition_term: (visit_definition_term, depart_definition_term),
    noterm: (_pass, _pass),
}
"""How HTML draws them: see :mod:`.html_translator`."""


def setup(app: Sphinx) -> None:
    """Register the nodes, and how other formats draw them."""
    add_html_nodes(app, HTML)
    app.add_node(concept_reference)
    bare = (_pass, _pass)
    app.add_node(
        definition_term,
        latex=(visit_definition_term_latex, lambda self, node: self.depart_inline(node)),
        texinfo=(visit_definition_term_texinfo, lambda self, node: self.depart_inline(node)),
    )
    app.add_node(noterm, latex=bare, text=bare, man=bare, texinfo=bare)
