"""Resolve links to addresses of this project, which reading has made pending references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from ..domain import cached
from ..locale import __
from ..reading.labels import raw_ids
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx import addnodes

    from ..domain import GlosstermDomain


def resolve(xref: addnodes.pending_xref, domain: GlosstermDomain) -> None:
    """Replace *xref* by a link within the project.

    Those to entries are converted to references later, as all such links. A link to an unknown
    page or id is reported, and remains a link to its address.
    """
    target, anchor, fromdocname = xref["reftarget"], xref["anchor"], xref["refdoc"]
    content = nodes.inline("", "", *xref.children)
    link: nodes.Element | None = None
    if _exists(target, anchor, domain):
        try:
            link = make_refnode(domain.builder, fromdocname, target, anchor, content)
        except NoUri:  # as of a page that no LaTeX document contains
            link = None
    elif target not in domain.env.all_docs:
        message = __(
            '"%s" is an address of this project, but there is no page "%s"; remove the link'
        )
        warn(WarningSubtype.OWN_LINK, message, xref["refuri"], target, location=xref)
    else:
        message = __('page "%s" has no id "%s"; remove the link')
        warn(WarningSubtype.OWN_LINK, message, target, anchor, location=xref)
    xref.replace_self(link or nodes.reference("", "", *xref.children, refuri=xref["refuri"]))


def _exists(docname: str, anchor: str, domain: GlosstermDomain) -> bool:
    if docname not in domain.env.all_docs:
        return False
    known = not anchor or anchor in domain.page(docname).entry_ids
    return known or anchor in _ids(domain, docname)


@cached
def _ids(domain: GlosstermDomain, docname: str) -> Set[str]:
    """Every id of a page, also in its HTML."""
    doctree = domain.env.get_doctree(docname)
    own = {name for node in doctree.findall(nodes.Element) for name in node["ids"]}
    return own | set(raw_ids(doctree))
