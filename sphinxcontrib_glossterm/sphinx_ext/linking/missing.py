"""The warning of a ``term`` role that names nothing: Sphinx's own words, and a hint.

Type and subtype stay Sphinx's (``ref.term``), so that a project which suppresses that warning
goes on doing so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.model import SimilarNames

from ..locale import __
from ..std import standard_domain
from ..warn import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref

    from ..domain import GlosstermDomain

logger = logging.getLogger(__name__)


def hint_at_similar_term(domain: GlosstermDomain, node: pending_xref) -> bool:
    """Warn in Sphinx's place, if a label is similar to what *node* names; whether it was.

    Terms that another extension registered with the standard domain are suggested too.
    """
    names: SimilarNames = domain.made("names", lambda: SimilarNames(_names(domain)))
    target: str = node["reftarget"]
    _glossary, _colon, term = target.rpartition(":")
    near = names.of(target) or names.of(term)
    if near:
        message = __('term not in glossary: %r; did you mean "%s"?')
        text = one_line(message % (target, *near))
        logger.warning("%s", text, location=node, type="ref", subtype="term")
    return bool(near)


def _names(domain: GlosstermDomain) -> Iterator[str]:
    yield from domain.scheme().labels()
    registered = standard_domain(domain.env).objects
    yield from (name for kind, name in registered if kind == "term")
