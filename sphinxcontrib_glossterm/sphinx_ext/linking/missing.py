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


_PLAIN = "term not in glossary: %r"


def warn_of_unknown_term(domain: GlosstermDomain, node: pending_xref) -> bool:
    """Warn instead of Sphinx, if there is more to say; whether that was done.

    That is if a label is similar to what *node* names, or if our catalogue has the text in the
    author's language. (Sphinx's own catalogues have it in few.) Terms that another extension
    registered with the standard domain are suggested too.
    """
    names: SimilarNames = domain.made("names", lambda: SimilarNames(_names(domain)))
    target: str = node["reftarget"]
    near = names.of(target) or names.of(target.rpartition(":")[2])
    if near:
        message = __('term not in glossary: %r; did you mean "%s"?')
    else:
        message = __("term not in glossary: %r")
        if message == _PLAIN:
            return False
    text = one_line(message % (target, *near))
    logger.warning("%s", text, location=node, type="ref", subtype="term")
    return True


def _names(domain: GlosstermDomain) -> Iterator[str]:
    yield from domain.scheme().labels()
    registered = standard_domain(domain.env).objects
    yield from (name for kind, name in registered if kind == "term")
