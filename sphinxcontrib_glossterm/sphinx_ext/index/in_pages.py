"""The directive ``termindex``, and the indexes and relations that are filled into pages.

They are filled in when a page is written, from data of all pages; nothing is read for it. The
fingerprint of a page includes the nodes that will be rendered, so the page is written again when
they change, and only then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm import lazily, listing
from sphinxcontrib_glossterm.model import similar, split_labels

from ..builders import names_with
from ..digest import digest_of
from ..domain import domain_of, has_indexes
from ..internals import Priority
from ..locale import __
from ..nodes import CONCEPT, definition_term
from ..plain_nodes import may_hold
from ..warn import WarningSubtype, warn
from .nodes import concept_relations, index_block, term_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

    from sphinxcontrib_glossterm.listing import Listing
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from . import entry_renderer as _entry_renderer
    from . import index_page as _index_page
    from . import node_drawing as _node_drawing
else:
    _entry_renderer, _index_page, _node_drawing = lazily.modules(
        __package__, "entry_renderer", "index_page", "node_drawing"
    )

_OF_SPHINX_DESIGN = "sd_custom_directives"
"""An option that exists only if the extension that renders cards is loaded."""


class TermIndex(SphinxDirective):
    """An index placeholder that is filled in when the page is written."""

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("view", "glossary", "tags", "root", "depth"), directives.unchanged
    )

    def run(self) -> list[Node]:
        """The placeholder; an option with a value that is not allowed is ignored."""
        request = listing.Request(
            self._view(),
            self._texts("glossary"),
            self._texts("tags"),
            self._texts("root"),
            self._depth(),
            self.lineno,
        )
        place = term_index(request=request, docname=self.env.docname)
        self.set_source_info(place)
        return [place]

    def _view(self) -> str:
        view = self.options.get("view", "").strip() or listing.VIEWS[0]
        if view not in listing.VIEWS:
            if near := similar(view, listing.VIEWS):
                self._warn(__('unknown view "%s"; did you mean "%s"?'), view, *near)
            else:
                self._warn(__('unknown view "%s"; use one of: %s'), view, ", ".join(listing.VIEWS))
            return listing.VIEWS[0]
        if view == "cards" and _OF_SPHINX_DESIGN not in self.config:
            self._warn(__('the view "cards" needs "sphinx_design"; add it to the extensions'))
            return listing.VIEWS[0]
        return view

    def _texts(self, option: str) -> tuple[str, ...]:
        return split_labels(
            self.options.get(option, ""), domain_of(self.env).options.label_separator
        )

    def _depth(self) -> int:
        depth = self.options.get("depth", "").strip()
        if not depth:
            return 0
        if depth.isascii() and depth.isdigit() and len(depth) < 9 and int(depth):
            return int(depth)
        self._warn(__('depth must be a positive integer, not "%s"'), depth)
        return 0

    def _warn(self, message: str, *arguments: str) -> None:
        warn(WarningSubtype.TERMINDEX, message, *arguments, location=self.get_location())


MAX_LISTED = 10
"""Maximum number of existing values in a warning."""


class FillIndexes(SphinxPostTransform):
    """Replace each index placeholder by the index.

    After mentions are linked and references are resolved, so that its content is not treated as
    prose or as an author's links.
    """

    default_priority = Priority.REFERENCES + 4

    def run(self, **kwargs: Any) -> None:
        """Fill in every index of the tree."""
        domain = domain_of(self.env)
        if not may_hold(domain, read=has_indexes(domain)):
            return
        for number, place in enumerate(list(self.document.findall(term_index))):
            docname, request = place["docname"], place["request"]
            # In a combined tree, links start from the page of all documents.
            place.replace_self(_index_page.index_in_page(domain, docname, request, number))


class AddRelations(SphinxPostTransform):
    """Add the relations of its concept to each glossary entry, if enabled."""

    default_priority = Priority.REFERENCES + 5

    def run(self, **kwargs: Any) -> None:
        """Add the relations of every concept that is defined in the tree."""
        domain = domain_of(self.env)
        asked = domain.options.relations
        if not asked:
            return
        # Imported here, since few projects have them.
        from ..reading.declarations import declaring_elements

        scheme, ordered = domain.scheme, _index_page.listing_of(domain)
        for docname, element in list(declaring_elements(self.document, self.env.docname)):
            concept = scheme.at(docname, element[CONCEPT])
            if concept is None or isinstance(element, definition_term):
                continue
            if rendered := _relations(domain, ordered, concept, asked):
                _put(element, rendered)


def _put(element: nodes.Element, rendered: nodes.Node) -> None:
    """Insert *rendered* at the end of the definition, before nested definitions."""
    if isinstance(element, nodes.section):
        below = (n for n, x in enumerate(element.children) if isinstance(x, nodes.section))
        element.insert(next(below, len(element)), rendered)
        return
    definitions = [x for x in element.children if isinstance(x, nodes.definition)]
    (definitions[-1] if definitions else element).append(rendered)


def _relations(
    domain: GlosstermDomain, ordered: Listing, concept: Concept, asked: Sequence[str]
) -> nodes.Element | None:
    entry = ordered.entry(concept)
    renderer = _entry_renderer.EntryRenderer(
        _node_drawing.NodeDrawing(), domain, concept.location.docname
    )
    rendered: list[nodes.Node] = []
    for relation in asked:
        if relation == "broader":
            rendered += renderer.broader(entry)
        elif relation == "narrower":
            rendered += renderer.narrower_line(entry)
        elif relation == "related":
            rendered += renderer.related(entry)
        elif relation == "source":
            rendered += renderer.source(concept)
        elif relation == "see":
            rendered += renderer.see(concept)
        else:
            rendered += renderer.used(concept)
    return (
        concept_relations("", *rendered, tag="div", classes=["glossterm-relations"])
        if rendered
        else None
    )


def content_of_indexes(app: Sphinx, docname: str) -> str:
    """A digest of everything that is filled into a page; empty if nothing is."""
    rendered = [node.pformat() for node in _all_rendered(domain_of(app.env), docname)]
    return digest_of(rendered) if rendered else ""


def _all_rendered(domain: GlosstermDomain, docname: str) -> Iterator[nodes.Node]:
    for number, request in enumerate(domain.page(docname).indexes):
        yield _index_page.index_in_page(domain, docname, request, number)
    if asked := domain.options.relations:
        ordered = _index_page.listing_of(domain)
        for own in domain.page(docname).concepts:
            concept = ordered.scheme.at(docname, own.id)
            if concept and (rendered := _relations(domain, ordered, concept, asked)):
                yield rendered


class MarkGlossaries(SphinxPostTransform):
    """Mark glossaries for EPUB reading systems."""

    default_priority = Priority.REFERENCES + 6
    builders = names_with("book")

    def run(self, **kwargs: Any) -> None:
        """Wrap every glossary in an element that marks it."""
        for glossary in list(self.document.findall(addnodes.glossary)):
            around = index_block("", *glossary.children, tag="section")
            around["role"], around["epub:type"] = "doc-glossary", "glossary"
            glossary.children = []
            glossary += around


def check_indexes(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report unknown values in the indexes of pages."""
    domain = domain_of(env)
    for docname, page in sorted(domain.pages.items()):
        for request in page.indexes:
            _selection, unknown = listing.resolve(request, domain.scheme, docname)
            for option, value in unknown:
                known = list(listing.known_values(option, domain.scheme))
                _warn_of_unknown(option, value, known, (docname, request.line))


def _warn_of_unknown(
    option: str, value: str, known: Sequence[str], where: tuple[str, int | None]
) -> None:
    arguments = [value, option]
    if near := similar(value, known):
        message = __('unknown value "%s" for option "%s"; did you mean "%s"?')
        arguments += near
    elif option == "root":
        message = __('unknown value "%s" for option "%s"; write a label or an id of a concept')
    elif known:
        message = __('unknown value "%s" for option "%s"; use one of: %s')
        arguments.append(
            ", ".join([*known[:MAX_LISTED], *(["…"] if len(known) > MAX_LISTED else [])])
        )
    else:
        message = __('unknown value "%s" for option "%s"; no concept has any, remove the option')
    warn(WarningSubtype.TERMINDEX, message, *arguments, location=where)
