"""The directive ``glossterm:tests``: texts, and the links that they should have in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm.model import LinkTest, expected_links

from ..domain import domain_of
from ..internals import content_location
from ..locale import __
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node

    from sphinxcontrib_glossterm.model import Location

ARROW = "=>"


class TestsDirective(SphinxDirective):
    """One test per line: ``text => label | label``; with nothing after the arrow, no link.

    It shows nothing. The tests are run after all pages have been read.
    """

    __test__ = False  # not a test class for pytest
    has_content = True

    def run(self) -> list[Node]:
        """No nodes."""
        domain, docname = domain_of(self.env), self.env.docname
        page = domain.page(docname)
        domain.note(docname, page._replace(tests=(*page.tests, *self._tests())))
        if not self.content:
            message = __('no tests; write one per line: "text %s label", or "text %s" for no link')
            warn(WarningSubtype.FAILED_TEST, message, ARROW, ARROW, location=self.get_location())
        return []

    def _tests(self) -> Iterator[tuple[Location, LinkTest]]:
        separator = domain_of(self.env).options.label_separator
        for number, line in enumerate(self.content):
            place = content_location(self, number)
            text, arrow, links = line.rpartition(ARROW)
            if arrow and text.strip():
                expected = expected_links(tuple(links.split(separator)))
                yield place, LinkTest(text.strip(), expected, place.line or 0)
            elif line.strip():
                message = __(
                    '"%s" is not a valid test; write "text %s label", or "text %s" for no link'
                )
                arguments = (line.strip(), ARROW, ARROW)
                warn(WarningSubtype.FAILED_TEST, message, *arguments, location=place)
