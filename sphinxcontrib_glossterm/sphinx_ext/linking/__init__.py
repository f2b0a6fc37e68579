"""Link mentions and roles: decided after all pages are read, applied when pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm import lazily

from ..builders import traits_of
from ..deferred import deferred_post
from ..domain import domain_of, is_unused
from ..internals import Priority
from ..nodes import extend_translator
from ..output import PAGE_CONTENT

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from . import convert_links as _convert_links
    from . import entries as _entries
    from . import links as _links
    from . import mentions as _mentions
    from . import placement as _placement
    from . import roles as _roles
else:
    _convert_links, _entries, _links, _mentions, _placement, _roles = lazily.modules(
        __name__, "convert_links", "entries", "links", "mentions", "placement", "roles"
    )

AFTER_OTHERS = 950
"""Priority: last, so that other extensions resolve the same references as without this one."""


def setup(app: Sphinx) -> None:
    """Register the post-transforms and the listeners for unresolved references."""
    references = Priority.REFERENCES
    for transform, priority in (
        (_entries.DistinguishSharedAnchors, references - 4),
        (_entries.RemoveOverridden, references - 3),
        (_placement.LinkMentions, references - 2),
        (_convert_links.ResolveEntryIds, Priority.MYST_REFERENCES - 1),
        (_roles.ResolveTerms, references - 1),
        (_entries.ShowGlossaryIds, references + 1),
        (_entries.ShowLanguages, references + 1),
        (_entries.ShowHeadingLabels, references + 3),
        (_convert_links.ConvertLinksToEntries, references + 2),
    ):
        app.add_post_transform(deferred_post(transform, priority))
    app.connect("env-updated", _mentions.update_decisions)
    app.connect(PAGE_CONTENT, _mentions.content_of_links)
    app.connect(PAGE_CONTENT, _placement.content_of_first_uses)
    app.connect(PAGE_CONTENT, _entries.content_of_languages)
    app.connect("missing-reference", _roles.resolve_any, priority=AFTER_OTHERS)
    app.connect("warn-missing-reference", _roles.note_missing)
    app.connect("env-check-consistency", _mentions.check_ambiguities)
    app.connect("write-started", render_links)


def render_links(app: Sphinx, builder: Builder) -> None:
    """``write-started``: let the translator render the links of text nodes, if there are any.

    It visits each text of a page for that: 10,000 visits of a project of size S without a term.
    """
    if traits_of(builder).index_page and not is_unused(domain_of(app.env)):
        extend_translator(app, _links.link_methods)
