"""Resolve roles, and report those with an unknown target.

Roles that name a concept of this project are resolved before Sphinx resolves references.
Unknown names are left to the standard domain, to intersphinx, and to their warnings; then
``any`` is resolved if nothing else has that name.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinxcontrib_glossterm.model import SimilarNames

from ..domain import cached, domain_of
from ..internals import TERM_CLASSES, is_of_this_project
from ..locale import __
from ..nodes import NAME
from ..reading.declarations import NodesByType
from ..warn import for_editors, one_line

if TYPE_CHECKING:
    from typing import Any

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig
    from sphinxcontrib_glossterm.model import Concept

    from ..addresses import Addresses
    from ..domain import GlosstermDomain
    from .first_uses import FullForm

logger = logging.getLogger(__name__)

FULL_FORM = "glossterm_full_form"
"""Attribute of a role until it is resolved: the :class:`FullForm` that it shows."""


class ResolveTerms(SphinxPostTransform):
    """Resolve the roles that name a concept of this project.

    The standard domain would resolve most of them too, but without preferring the nearest glossary
    and dependent on reading order.
    """

    def run(self, **kwargs: Any) -> None:
        """Resolve every ``term`` role of the tree with a known name."""
        domain = domain_of(self.env)
        if not len(domain.linkable):
            return
        for xref in NodesByType(self.document, addnodes.pending_xref).of(addnodes.pending_xref):
            if not is_term_role(xref, domain.options):
                continue
            fromdocname = xref.get("refdoc") or self.env.docname
            if near := domain.linkable.meant(xref["reftarget"], fromdocname):
                _resolve(xref, near[0], fromdocname, domain.addresses)


def _resolve(
    xref: addnodes.pending_xref, concept: Concept, fromdocname: str, addresses: Addresses
) -> None:
    """Replace *xref*, a role on the page *fromdocname* that names *concept*."""
    target = xref["reftarget"].strip()
    # Not a copy, since the role is removed from the tree.
    content = cast("nodes.Element", xref[0])
    label = concept.without_namespace(target)
    full: FullForm | None = xref.get(FULL_FORM)
    if full:
        content.children = [nodes.Text(full.text)]
    elif label != target and not xref.get("refexplicit"):
        content.children = [nodes.Text(label)]
    link = addresses.reference(concept, label, fromdocname, content)
    if full:
        link.attributes |= addresses.language(concept, full.long)
    xref.replace_self(link)


def is_term_role(xref: addnodes.pending_xref, config: GlosstermConfig) -> bool:
    """Whether *xref* is a role that names a term of ours."""
    if xref["reftype"] != "term":
        return False
    refdomain = xref.get("refdomain")
    return refdomain == NAME or (refdomain == "std" and config.takeover)


def resolve_any(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """``missing-reference``: the concept that an ``any`` names, if nothing else has that name.

    Not if intersphinx has found that the reference is to this project: then Sphinx queries the
    domains again.
    """
    if node.get("reftype") != "any" or is_of_this_project(node):
        return None
    domain, docname = domain_of(env), node.get("refdoc", "")
    link = domain.resolve_anything(docname, domain.builder, node["reftarget"], contnode)
    if link:  # styled as in Sphinx for an answer of a domain
        contnode["classes"] += TERM_CLASSES
    return link


_PLAIN = "term not in glossary: %r"


def note_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """``warn-missing-reference``: note the page, and extend Sphinx's warning if possible."""
    if node.get("reftype") != "term" or (domain and domain.name not in {"std", NAME}):
        return None
    own = domain_of(app.env)
    own.output.dangling.add(node.get("refdoc", ""))
    return warn_of_unknown_term(own, node) or None


def warn_of_unknown_term(domain: GlosstermDomain, node: pending_xref) -> bool:
    """Replace Sphinx's warning, if more can be said; returns whether that was done.

    That is the case if a label is similar to the target of *node*, or if our catalogue has the
    message in the author's language. (Sphinx's own catalogues have it in few.) Terms that another
    extension registered with the standard domain are suggested too.
    """
    names = _similar_names(domain)
    target: str = node["reftarget"]
    near = names.of(target) or names.of(target.rpartition(":")[2])
    if near:
        message = __('term not in glossary: %r; did you mean "%s"?')
    else:
        message = __("term not in glossary: %r")
        if message == _PLAIN:
            return False
    text = one_line(message % (target, *near))
    extra = for_editors([target], (target, *near))
    logger.warning("%s", text, location=node, type="ref", subtype="term", extra=extra)
    return True


@cached
def _similar_names(domain: GlosstermDomain) -> SimilarNames:
    registered = domain.env.get_domain("std").get_objects()
    terms = (name for name, _shown, kind, *_place in registered if kind == "term")
    return SimilarNames(chain(domain.scheme.labels(), terms))
