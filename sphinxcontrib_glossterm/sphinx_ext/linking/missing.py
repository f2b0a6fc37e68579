"""What an author is told when a ``term`` role names nothing: Sphinx's own words, and a hint.

Type and subtype stay Sphinx's (``ref.term``), so that a project which suppresses that warning
goes on doing so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.model import suggestion

from ..std import standard_domain

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref

    from ..domain import GlosstermDomain

logger = logging.getLogger(__name__)


def hint_at_similar_term(domain: GlosstermDomain, node: pending_xref) -> bool:
    """Warn in Sphinx's place, if a label is similar to what *node* names; whether it was.

    Terms that another extension registered with the standard domain are suggested too.
    """
    registered = standard_domain(domain.env).objects
    known = [*domain.scheme().labels(), *(name for kind, name in registered if kind == "term")]
    hint = suggestion(node["reftarget"], iter(known))
    if hint:
        message = "term not in glossary: %r" + hint.replace("%", "%%")
        logger.warning(message, node["reftarget"], location=node, type="ref", subtype="term")
    return bool(hint)
