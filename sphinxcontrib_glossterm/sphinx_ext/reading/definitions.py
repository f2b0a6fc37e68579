"""Store the definitions of a page as plain text.

This is done when the page is read. At that time references have no titles, and other extensions
replace their nodes only when a page is written. Definitions that contain any of these are stored as
nodes, and resolved like a page after Sphinx has numbered sections and figures and before it saves
the environment. All builders that share the doctrees then have the texts.
"""

from __future__ import annotations

import pickle
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.docutils import new_document
from sphinx.util.logging import suppress_logging
from sphinx.util.parallel import ParallelTasks, parallel_available

from sphinxcontrib_glossterm.languages.sentences import with_definition

from ..digest import digest_of
from ..domain import domain_of
from ..internals import builder_replaced, not_emitted
from ..nodes import CONCEPT, NAME, OFF_CLASS, definition_term, placeholder
from ..pages import ResolvedText, UnresolvedText
from .declarations import declaring_elements, definition_body
from .plain import plain_text
from .translation import catalogue_of, is_outdated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept

    Texts = dict[str, dict[str, ResolvedText]]


def note_definitions(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: add the definitions to the concepts of the page."""
    domain, docname = domain_of(app.env), app.env.docname
    concepts = domain.page(docname).concepts
    if not concepts:
        return
    elements: dict[str, list[nodes.Element]] = defaultdict(list)
    for _docname, element in declaring_elements(doctree, docname):
        elements[element[CONCEPT]].append(element)
    complete: list[Concept] = []
    unresolved: dict[str, UnresolvedText] = {}
    outdated = dict(domain.page(docname).outdated)
    for concept in concepts:
        of_id = elements[concept.id]
        element = of_id.pop(0) if of_id else nodes.Element()
        body, term = definition_body(element), _term(element, concept)
        text = plain_text(body)
        complete.append(with_definition(concept, text, term, domain.prose_languages))
        if any(map(may_change, body)):
            unresolved.setdefault(concept.id, UnresolvedText(packed(body), term))
        if parts := outdated_parts(element, body, app.env):
            outdated[concept.id] = (*parts, *outdated.get(concept.id, ()))
    page = domain.page(docname)._replace(concepts=tuple(complete), bodies=unresolved)
    page = page._replace(outdated=outdated)
    domain.note(docname, page)


def outdated_parts(
    element: nodes.Element, body: Sequence[nodes.Node], env: BuildEnvironment
) -> tuple[str, ...]:
    """Those of ``term`` and ``definition`` whose translations are missing or outdated."""
    if not catalogue_of(env):
        return ()
    shown = [child for child in element.children if isinstance(child, (nodes.term, nodes.title))]
    blocks = [block for block in body if isinstance(block, nodes.Element)]
    return tuple(
        part
        for part, texts in (("term", shown), ("definition", blocks))
        if [text for text in texts if is_outdated(text, env)]  # of each, since it may warn
    )


def _term(element: nodes.Element, concept: Concept) -> str:
    if concept.short or not isinstance(element, definition_term):
        return ""
    return plain_text([element])


_FINAL = frozenset({"docutils.nodes", "sphinx.addnodes"})
"""Modules of nodes whose text is never changed later."""
_OURS = __name__.partition(".")[0]


def hidden_classes(config: Config) -> tuple[type[nodes.Element], ...]:
    """Classes of nodes that are not written: notes of ``sphinx.ext.todo``, unless enabled."""
    if getattr(config, "todo_include_todos", True):
        return ()
    from sphinx.ext.todo import todo_node

    return (todo_node,)


def may_change(block: nodes.Node) -> bool:
    """Whether the text of *block* may change before it is written."""
    return any(_is_changeable(node) for node in block.findall())


def _is_changeable(node: nodes.Node) -> bool:
    if isinstance(node, addnodes.pending_xref):
        # A role for a term shows its own text, unless that begins with the name of a glossary.
        term = node["reftype"] == "term" and node.get("refdomain") in {"std", NAME}
        return not term or (":" in node["reftarget"] and not node.get("refexplicit"))
    if isinstance(node, addnodes.only):
        return True
    module = type(node).__module__
    return module not in _FINAL and not module.startswith(_OURS)


def packed(body: Iterable[nodes.Node]) -> bytes:
    """A copy of *body* without our placeholders and declarations of concepts."""
    copy = nodes.container("", *(block.deepcopy() for block in body), classes=[OFF_CLASS])
    for hidden in list(copy.findall(placeholder)):
        hidden.parent.remove(hidden)
    for node in copy.findall():
        node.document = None  # type: ignore[assignment]  # the page, which would be stored too
        if isinstance(node, nodes.Element):
            node.attributes.pop(CONCEPT, None)
    return zlib.compress(pickle.dumps(copy, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(packed: bytes) -> nodes.container:
    """The nodes of a definition that was stored, as a copy that may be changed."""
    return cast("nodes.container", pickle.loads(zlib.decompress(packed)))


logger = logging.getLogger(__name__)


class AnyBuilder(Builder):
    """A builder for resolving, whose results are the same for all that share the doctrees.

    Real builders differ: a manual page has no addresses of other pages, LaTeX numbers sections
    itself, HTML downloads images.
    """

    name = "dummy"
    supported_data_uri_images = True

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The name of the document, since no page is written."""
        return docname


def resolve_texts(app: Sphinx) -> None:
    """Resolve the definitions that are stored as nodes, and store their texts.

    If possible, this runs in a separate process: other extensions may change the environment when
    they resolve a page (sphinx-needs freezes its data), and it is saved only after this. Otherwise
    other extensions are not called, and their replacements are unknown.
    """
    domain = domain_of(app.env)
    texts: Texts | None = {}
    if any(page.bodies for page in domain.pages.values()):
        texts = _resolved_in_process(app) if parallel_available else None
        if texts is None:
            with not_emitted(app.events, "doctree-resolved"):
                texts = _resolved_texts(app)
    domain.note_texts(texts or {})
    domain.output.dangling.clear()  # their references are reported when the page is written


def _resolved_in_process(app: Sphinx) -> Texts | None:
    """The results of a separate process; ``None`` if there can be none, or if it fails."""
    found: list[Texts] = []
    tasks = ParallelTasks(1)
    try:
        tasks.add_task(_resolved_texts, app, lambda _app, texts: found.append(texts))
        tasks.join()
    except SphinxParallelError:
        logger.debug("definitions could not be resolved", exc_info=True)
    return found[0] if found else None


def _resolved_texts(app: Sphinx) -> Texts:
    domain = domain_of(app.env)
    # Warnings are emitted when the page is written.
    with (
        suppress_logging(),
        builder_replaced(app, AnyBuilder) as builder,
        domain.builder_replaced(builder),
    ):
        return {
            docname: _resolved(app, docname, page.bodies)
            for docname, page in sorted(domain.pages.items())
            if page.bodies
        }


def _resolved(
    app: Sphinx, docname: str, bodies: Mapping[str, UnresolvedText]
) -> dict[str, ResolvedText]:
    """The texts of *bodies*; if another extension fails to resolve one, its text as read."""
    try:
        return _resolve_all(app, docname, bodies)
    except Exception:  # of any class; it is reported with its own page
        found: dict[str, ResolvedText] = {}
        for concept_id, body in bodies.items() if len(bodies) > 1 else ():
            found |= _resolved(app, docname, {concept_id: body})
        return found


def _resolve_all(
    app: Sphinx, docname: str, bodies: Mapping[str, UnresolvedText]
) -> dict[str, ResolvedText]:
    document = new_document("")
    holders = {concept_id: unpacked(body.packed) for concept_id, body in bodies.items()}
    document.extend(holders.values())
    app.env.resolve_references(document, docname, app.builder)
    hidden = hidden_classes(app.config)
    for node in [node for node in document.findall() if isinstance(node, hidden)]:
        node.parent.remove(node)
    return {
        concept_id: _text_of(holder, bodies[concept_id].term)
        for concept_id, holder in holders.items()
    }


def _text_of(holder: nodes.Element, term: str) -> ResolvedText:
    text = plain_text(holder.children)
    links = (
        str(link.get("refuri") or link.get("refid")) for link in holder.findall(nodes.reference)
    )
    return ResolvedText(text, term, digest_of([text, *links]))
