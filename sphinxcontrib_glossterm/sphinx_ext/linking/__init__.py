"""Link mentions and roles: decided after all pages are read, applied when pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..html_translator import add_html_methods
from .adopt import AdoptTermReferences, ResolveEntryIds
from .entries import DistinguishSharedAnchors, DropSuperseded, ShowGlossaryIds
from .links import drawing
from .mentions import check_ambiguities
from .placement import LinkMentions
from .roles import AFTER_OTHERS, ResolveTerms, resolve_any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the post-transforms and the listeners for unresolved references."""
    add_html_methods(app, drawing)
    app.add_post_transform(DistinguishSharedAnchors)
    app.add_post_transform(DropSuperseded)
    app.add_post_transform(LinkMentions)
    app.add_post_transform(ResolveEntryIds)
    app.add_post_transform(ResolveTerms)
    app.add_post_transform(ShowGlossaryIds)
    app.add_post_transform(AdoptTermReferences)
    app.connect("missing-reference", resolve_any, priority=AFTER_OTHERS)
    app.connect("env-check-consistency", check_ambiguities)
