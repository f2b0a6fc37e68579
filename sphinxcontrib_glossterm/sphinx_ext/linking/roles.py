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
from ..internals import TERM_CLASSES, Priority, is_of_this_project
from ..locale import __
from ..nodes import NAME
from ..options import page_options
from ..warn import one_line

if TYPE_CHECKING:
    from typing import Any

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain

logger = logging.getLogger(__name__)


class ResolveTerms(SphinxPostTransform):
    """Resolve the roles that name a concept of this project.

    The standard domain would resolve most of them too, but without preferring the nearest glossary
    and dependent on reading order.
    """

    default_priority = Priority.REFERENCES - 1

    def run(self, **kwargs: Any) -> None:
        """Resolve every ``term`` role of the tree with a known name."""
        domain = domain_of(self.env)
        if not len(domain.linkable):
            return
        config = domain.options
        addresses = domain.addresses
        first_uses = FirstUses(self.env, config)
        domains = {NAME, "std"} if config.takeover else {NAME}
        for xref in list(self.document.findall(addnodes.pending_xref)):
            if xref["reftype"] != "term" or xref.get("refdomain") not in domains:
                continue
            fromdocname = xref.get("refdoc") or self.env.docname
            content = cast("nodes.Element", xref[0].deepcopy())
            near = domain.linkable.meant(xref["reftarget"], fromdocname)
            if near:
                label = near[0].without_namespace(xref["reftarget"].strip())
                if not xref.get("refexplicit"):
                    if first_uses.is_full(near[0], fromdocname):
                        content.children = [nodes.Text(near[0].full_form)]
                    elif label != xref["reftarget"].strip():
                        content.children = [nodes.Text(label)]
                link = addresses.reference(near[0], label, fromdocname, content)
                xref.replace_self(link)


class FirstUses:
    """Tracks the concepts that a page has referred to, for pages with full forms."""

    def __init__(self, env: BuildEnvironment, config: GlosstermConfig) -> None:
        self._env = env
        self._config = config
        self._asked: dict[str, bool] = {}
        self._used: set[tuple[str, str]] = set()

    def is_full(self, concept: Concept, docname: str) -> bool:
        """Whether this reference shows the full form, which is the first one of its page."""
        if docname not in self._asked:
            options = page_options(docname, self._env.metadata.get(docname, {}), self._config)
            self._asked[docname] = options.first_use_full
        if not (self._asked[docname] and concept.abbr) or (docname, concept.id) in self._used:
            return False
        self._used.add((docname, concept.id))
        return True


AFTER_OTHERS = 950
"""Priority: last, so that other extensions resolve the same references as without this one."""


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
    logger.warning("%s", text, location=node, type="ref", subtype="term")
    return True


@cached
def _similar_names(domain: GlosstermDomain) -> SimilarNames:
    registered = domain.env.get_domain("std").get_objects()
    terms = (name for name, _shown, kind, *_place in registered if kind == "term")
    return SimilarNames(chain(domain.scheme.labels(), terms))
