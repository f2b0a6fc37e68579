"""Handle references that nothing else resolves: ``any`` for a concept, a hint for ``term``.

The hint is added to Sphinx's message. Type and subtype remain Sphinx's (``ref.term``), so that
projects which suppress that warning still suppress it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.model import SimilarNames

from ..domain import domain_of
from ..internals import TERM_CLASSES, is_of_this_project
from ..locale import __
from ..warn import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain import GlosstermDomain

logger = logging.getLogger(__name__)

AFTER_OTHERS = 950
"""Priority: last, so that other extensions resolve the same references as without this one."""


def resolve_any(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """``missing-reference``: the concept that an ``any`` names, if nothing else has that name.

    Not if intersphinx has found that the reference is to this project: then Sphinx asks the domains
    again.
    """
    if node.get("reftype") != "any" or is_of_this_project(node):
        return None
    domain, docname = domain_of(env), node.get("refdoc", "")
    link = domain.resolve_anything(docname, domain.builder, node["reftarget"], contnode)
    if link:  # styled as in Sphinx for an answer of a domain
        contnode["classes"] += TERM_CLASSES
    return link


_PLAIN = "term not in glossary: %r"


def warn_of_unknown_term(domain: GlosstermDomain, node: pending_xref) -> bool:
    """Replace Sphinx's warning, if more can be said; returns whether that was done.

    That is the case if a label is similar to the target of *node*, or if our catalogue has the
    message in the author's language. (Sphinx's own catalogues have it in few.) Terms that another
    extension registered with the standard domain are suggested too.
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
    registered = domain.env.get_domain("std").get_objects()
    yield from (name for name, _shown, kind, *_place in registered if kind == "term")
