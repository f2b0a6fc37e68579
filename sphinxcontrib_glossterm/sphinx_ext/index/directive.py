"""The directive ``termindex``: the index of terms, or a part of it, in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.model import similar, split_labels

from ..domain import domain_of
from ..locale import __
from ..warn import WarningSubtype, warn
from .nodes import term_index

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

_OF_SPHINX_DESIGN = "sd_custom_directives"
"""An option that exists only if the extension that renders cards is loaded."""


class TermIndex(SphinxDirective):
    """An index placeholder that is filled in when the page is written."""

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("view", "glossary", "tags", "root", "depth"), directives.unchanged
    )

    def run(self) -> list[Node]:
        """The placeholder; an option with a value that is not allowed is ignored."""
        request = listing.Request(
            self._view(),
            self._texts("glossary"),
            self._texts("tags"),
            self._texts("root"),
            self._depth(),
            self.lineno,
        )
        place = term_index(request=request, docname=self.env.docname)
        self.set_source_info(place)
        return [place]

    def _view(self) -> str:
        view = self.options.get("view", "").strip() or listing.VIEWS[0]
        if view not in listing.VIEWS:
            if near := similar(view, listing.VIEWS):
                self._warn(__('unknown view "%s"; did you mean "%s"?'), view, *near)
            else:
                self._warn(__('unknown view "%s"; use one of: %s'), view, ", ".join(listing.VIEWS))
            return listing.VIEWS[0]
        if view == "cards" and _OF_SPHINX_DESIGN not in self.config:
            self._warn(__('the view "cards" needs "sphinx_design"; add it to the extensions'))
            return listing.VIEWS[0]
        return view

    def _texts(self, option: str) -> tuple[str, ...]:
        return split_labels(
            self.options.get(option, ""), domain_of(self.env).options.label_separator
        )

    def _depth(self) -> int:
        depth = self.options.get("depth", "").strip()
        if not depth:
            return 0
        if depth.isascii() and depth.isdigit() and len(depth) < 9 and int(depth):
            return int(depth)
        self._warn(__('depth must be a positive integer, not "%s"'), depth)
        return 0

    def _warn(self, message: str, *arguments: str) -> None:
        warn(WarningSubtype.TERMINDEX, message, *arguments, location=self.get_location())
