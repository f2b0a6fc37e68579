"""Link mentions and roles: decided after all pages are read, applied when pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import add_html_methods
from ..output import PAGE_CONTENT
from .convert_links import ConvertLinksToEntries, ResolveEntryIds
from .entries import (
    DistinguishSharedAnchors,
    RemoveOverridden,
    ShowGlossaryIds,
    ShowHeadingLabels,
    ShowLanguages,
    content_of_languages,
)
from .links import link_methods
from .mentions import check_ambiguities, content_of_links, update_decisions
from .placement import LinkMentions, content_of_first_uses
from .roles import AFTER_OTHERS, ResolveTerms, note_missing, resolve_any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the post-transforms and the listeners for unresolved references."""
    add_html_methods(app, link_methods)
    app.add_post_transform(DistinguishSharedAnchors)
    app.add_post_transform(RemoveOverridden)
    app.add_post_transform(LinkMentions)
    app.add_post_transform(ResolveEntryIds)
    app.add_post_transform(ResolveTerms)
    app.add_post_transform(ShowGlossaryIds)
    app.add_post_transform(ShowLanguages)
    app.add_post_transform(ShowHeadingLabels)
    app.add_post_transform(ConvertLinksToEntries)
    app.connect("env-updated", update_decisions)
    app.connect(PAGE_CONTENT, content_of_links)
    app.connect(PAGE_CONTENT, content_of_first_uses)
    app.connect(PAGE_CONTENT, content_of_languages)
    app.connect("missing-reference", resolve_any, priority=AFTER_OTHERS)
    app.connect("warn-missing-reference", note_missing)
    app.connect("env-check-consistency", check_ambiguities)
