"""The directive ``glossterm:tests``: texts, and the links that they should have in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm.model import LinkTest, Location, expected_links

from ..domain import domain_of
from ..locale import __
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node

ARROW = "=>"


class TestsDirective(SphinxDirective):
    """One test per line: ``text => label | label``; with nothing after the arrow, no link.

    It shows nothing. The tests are run after all pages have been read.
    """

    __test__ = False  # not a test class for pytest
    has_content = True

    def run(self) -> list[Node]:
        """No nodes."""
        tests = list(self._tests())
        domain_of(self.env).note_tests(self.env.docname, tests)
        if not self.content:
            message = __('no tests; write one per line: "text %s label", or "text %s" for no link')
            warn(WarningSubtype.FAILED_TEST, message, ARROW, ARROW, location=self.get_location())
        return []

    def _tests(self) -> Iterator[tuple[Location, LinkTest]]:
        separator = domain_of(self.env).options.label_separator
        for number, line in enumerate(self.content):
            place = self._place(number)
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

    def _place(self, number: int) -> Location:
        source, offset = self.content.items[number]
        if type(self.state).__module__.startswith("myst_parser"):
            # MyST counts from the content, and knows only the file of the directive.
            return Location(self.env.docname, self.lineno + self.content_offset + offset + 1)
        return Location(self.env.docname, offset + 1, source)
