"""The nodes of this extension, and their rendering in HTML.

A reference to a concept is a *subclass* of docutils' ``reference``: writers that do not know it
(LaTeX, text, man, Texinfo, XML, third-party writers) use their visitor for references.

Sphinx's method, ``add_node(…, html=…)``, sets the methods of every node on every translator
instance, and a page needs several instances: one for each title in a table of contents. Each
instance then refers to itself, so that all its output must be freed by the garbage collector, even
in projects that do not use our nodes. Instead, a subclass of the theme's translator class gets the
methods (as in pydata-sphinx-theme). Other formats are registered in Sphinx's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from .internals import add_texinfo_target, extend_link, latex_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.texinfo import TexinfoTranslator

    Visitors = Mapping[Any, tuple[Callable[..., None], Callable[..., None] | None]]
    Methods = Callable[[type], dict[str, Any]]

NAME = "glossterm"
"""Name of the domain, class of our references, and prefix of our names."""
CONCEPT = "glossterm_concept"
"""Attribute of the node that defines a concept (section or glossary entry): its id."""
FIELDS = "glossterm_fields"
"""Attribute of a glossary entry until it is processed: the fields from its directive, as
:class:`~.reading.translation.TakenFields`."""
ORIGIN = "glossterm_origin"
"""Attribute of a glossary entry: the data file that it was made from."""
LABELS = "glossterm_labels"
"""Attribute of a term that is defined inline, until it is processed: its labels."""
WRITTEN = "glossterm_written"
"""The same: its labels before translation, if there is a translation."""
GLOSSARY = "glossterm_glossary"
"""Attribute of a glossary made by our directive: its name, empty for the unnamed one."""
REPORTED = "glossterm_reported"
"""Attribute of a glossary until it is processed: a warning about missing entries exists."""
OWN_LINK = "own-link"
"""Type of a pending reference for a link to an address of this project (``reftarget`` is a
document, ``anchor`` an id in it, ``refuri`` the address)."""
RELATIVE = "."
"""The value of ``glossterm_own_links`` that means links in HTML relative to their page."""
OFF_CLASS = "glossterm-off"
"""Class that authors give to anything in which no mention should be linked."""

CHECK_OFF_CLASS = "glossterm-check-off"
"""Class that authors give to anything that the terminology check should not read."""


class placeholder(nodes.General, nodes.Element):  # noqa: N801
    """A placeholder in a page that is filled in when the page is written.

    ``node["request"]`` has the author's options, and :attr:`kind` names its table in the domain's
    data.
    """

    kind: ClassVar[str]


class added_block(nodes.container):  # noqa: N801
    """A block that this extension adds to an entry; not part of its definition."""

    tagname = "container"


class field_messages(nodes.Invisible, nodes.Element):  # noqa: N801
    """The texts of fields, for catalogues; only the builder ``gettext`` has it in its trees."""


class concept_reference(nodes.reference):  # noqa: N801 -- docutils' way to name nodes
    """A link to the entry of the concept ``node["concept"]``."""

    # In XML and in ``pformat`` it has the name that all consumers of docutils' documents know.
    tagname = "reference"


class noterm(nodes.inline):  # noqa: N801
    """Text that the author has excluded from linking; rendered as ordinary text."""

    tagname = "inline"


class definition_term(nodes.inline):  # noqa: N801
    """A term where a sentence defines it; its paragraph is the definition."""

    tagname = "inline"


class heading_labels(nodes.inline):  # noqa: N801
    """The labels of a heading after the first, each an element; in their section until displayed.

    Then it is in the heading. It has no text for those who ask the heading for its text: the search
    index and others that show it elsewhere.
    """

    tagname = "inline"

    def astext(self) -> str:
        """Nothing."""
        return ""


def shown_text(node: nodes.Text) -> str:
    """*node* as readers see it; faster than docutils, since hardly any text has escapes."""
    return node.astext() if "\0" in node else str(node)


def visit_definition_term(self: HTML5Translator, node: definition_term) -> None:
    """Render it as HTML's element for the defining instance of a term."""
    self.body.append(self.starttag(node, "dfn", ""))


def visit_definition_term_latex(self: LaTeXTranslator, node: definition_term) -> None:
    """Render it as inline text with its anchors, which LaTeX's inline text does not have."""
    self.body += latex_targets(self, node["ids"])
    self.visit_inline(node)


def visit_definition_term_texinfo(self: TexinfoTranslator, node: definition_term) -> None:
    """The same for Texinfo."""
    for anchor in node["ids"]:
        add_texinfo_target(self, anchor, node)
    self.visit_inline(node)


def depart_definition_term(self: HTML5Translator, node: definition_term) -> None:
    """Close it."""
    self.body.append("</dfn>")


def visit_heading_labels(self: HTML5Translator, node: heading_labels) -> None:
    """Render them smaller than the heading."""
    self.body.append(" " + self.starttag(node, "small", "", CLASS="glossterm-heading-labels"))


def depart_heading_labels(self: HTML5Translator, node: heading_labels) -> None:
    """Close them."""
    self.body.append("</small>")


def visit_concept_reference(self: HTML5Translator, node: concept_reference) -> None:
    """Render the link like the theme's links, then add our attributes.

    In this order: ``class="reference internal glossterm" data-glossterm=…``.
    """
    known, key = getattr(self, _OPENED, None), _tag_key(node)
    if known is not None and key in known:
        self.body.append(known[key])
        return
    own, node["classes"] = node["classes"], []
    self.visit_reference(node)
    node["classes"] = own
    lang = {"lang": node["lang"]} if "lang" in node else {}
    extend_link(self, own, {"data-glossterm": node["concept"], **lang})
    if known is not None and key:
        known[key] = self.body[-1]


_OPENED = "glossterm_opened"
"""Attribute of a translator that writes links as Sphinx does: the tags of our links.

Most links occur in many pages.
"""
_IN_TAG = ("concept", "refuri", "refid", "lang", "internal")
_USUAL = frozenset((*_IN_TAG, *nodes.Element.basic_attributes))


def _tag_key(node: concept_reference) -> tuple[Any, ...] | None:
    """Everything that the tag of a link depends on; ``None`` for an unusual link."""
    attributes = node.attributes
    usual = attributes.keys() <= _USUAL and isinstance(node.parent, nodes.TextElement)
    if node["ids"] or not usual:
        return None
    return (*map(attributes.get, _IN_TAG), *node["classes"])


def _remember_tags(chosen: type) -> dict[str, Any]:
    """The store of tags, if a translator writes links as Sphinx does."""
    same = all(
        getattr(chosen, name, None) is getattr(HTML5Translator, name)
        for name in ("visit_reference", "starttag")
    )
    return {_OPENED: {}} if same else {}


def depart_concept_reference(self: HTML5Translator, node: concept_reference) -> None:
    """Close the link."""
    self.depart_reference(node)


def _pass(self: Any, node: nodes.Element) -> None:
    """Write nothing around the children."""


HTML: dict[Any, Any] = {
    concept_reference: (visit_concept_reference, depart_concept_reference),
    definition_term: (visit_definition_term, depart_definition_term),
    heading_labels: (visit_heading_labels, depart_heading_labels),
    noterm: (_pass, _pass),
}
"""The HTML visitors; see :func:`add_html_nodes`."""


def setup(app: Sphinx) -> None:
    """Register the nodes, and their visitors for other formats."""
    add_html_nodes(app, HTML)
    add_html_methods(app, _remember_tags)
    app.add_node(concept_reference)
    app.add_node(heading_labels)
    bare = (_pass, _pass)
    app.add_node(
        definition_term,
        latex=(visit_definition_term_latex, lambda self, node: self.depart_inline(node)),
        texinfo=(visit_definition_term_texinfo, lambda self, node: self.depart_inline(node)),
    )
    app.add_node(noterm, latex=bare, text=bare, man=bare, texinfo=bare)


_EXTENDED = "glossterm_extended"
"""Attribute of the subclass of a translator that has our methods."""
AFTER_THEMES = 900
"""Priority: themes choose their translators at the same event, at 500."""


def add_html_nodes(app: Sphinx, visitors: Visitors) -> None:
    """Register the visit and depart functions of node classes for HTML."""
    methods: dict[str, Any] = {}
    for node, (visit, depart) in visitors.items():
        methods[f"visit_{node.__name__}"] = visit
        if depart:
            methods[f"depart_{node.__name__}"] = depart
    add_html_methods(app, lambda _chosen: methods)


def add_html_methods(app: Sphinx, methods: Methods) -> None:
    """Extend the HTML translator when the theme has chosen it."""

    def extend(app: Sphinx) -> None:
        if app.builder.format == "html":
            extend_translator(app, methods)

    app.connect("builder-inited", extend, priority=AFTER_THEMES)


def extend_translator(app: Sphinx, methods: Methods) -> None:
    """Add the methods that *methods* returns for the builder's translator to a subclass of it.

    There is one subclass for all features. Python does not cache where it has found the method for
    a node, since its name is a new string each time, so each further class would be searched again
    for each node: 0.2 % of the instructions of a build (size S).
    """
    chosen = app.builder.get_translator_class()
    added = methods(chosen)
    if added and _EXTENDED not in vars(chosen):
        chosen = type(chosen.__name__, (chosen,), {_EXTENDED: True})
        app.set_translator(app.builder.name, chosen, override=True)
    for name, value in added.items():
        setattr(chosen, name, value)
