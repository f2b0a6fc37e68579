"""Store the definitions of a page as plain text, when the page is read.

Those whose text is not known yet are kept as nodes, for :mod:`.resolved`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_glossterm.languages.sentences import with_definition

from ..bodies import KeptBody, is_open, packed
from ..domain import domain_of
from ..nodes import CONCEPT, definition_term
from .declarations import declaring_elements, definition_body
from .plain import plain_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.model import Concept


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
    kept: dict[str, KeptBody] = {}
    for concept in concepts:
        of_id = elements[concept.id]
        element = of_id.pop(0) if of_id else nodes.Element()
        body, term = definition_body(element), _term(element, concept)
        complete.append(with_definition(concept, plain_text(body), term))
        if any(map(is_open, body)):
            kept.setdefault(concept.id, KeptBody(packed(body), term))
    page = domain.page(docname)._replace(concepts=tuple(complete), bodies=kept)
    domain.note(docname, page)


def _term(element: nodes.Element, concept: Concept) -> str:
    if concept.short or not isinstance(element, definition_term):
        return ""
    return plain_text([element])
