"""References that nothing else resolves: ``any`` may mean a concept, ``term`` gets a hint.

The hint comes with Sphinx's own words. Type and subtype stay Sphinx's (``ref.term``), so that a
project which suppresses that warning goes on doing so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.model import suggestion

from ..domain import domain_of
from ..std import standard_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain import GlosstermDomain

logger = logging.getLogger(__name__)

AFTER_OTHERS = 950
"""Priority: what any other extension resolves, it resolves as it does without this one."""


def resolve_any(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """``missing-reference``: the concept that an ``any`` names, where nothing else has that name.

    Not where intersphinx has found that the reference is to this project: then Sphinx asks the
    domains once more.
    """
    if node.get("reftype") != "any" or "intersphinx_self_referential" in node:
        return None
    domain, docname = domain_of(env), node.get("refdoc", "")
    link = domain.resolve_anything(docname, domain.builder, node["reftarget"], contnode)
    if link:  # as Sphinx styles what a domain finds
        contnode["classes"] += ["std", "std-term"]
    return link


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
