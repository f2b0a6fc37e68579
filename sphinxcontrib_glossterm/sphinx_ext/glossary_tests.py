"""Tests of a glossary: the directive ``glossterm:tests`` and the key ``tests`` of data files.

A test is a text with the links that it should have. Tests are run after all pages are read, and
failures are reported. They are stored until displayed content or a test changes, so that a build
without changes runs no tests; they are reported in every build until they are fixed.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.model import LinkTest, Location, Phrase, expected_links
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .domain import domain_of
from .internals import content_location
from .locale import __
from .nodes import NAME
from .pages import FailedTests
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.matching import Outcome, Verdict
    from sphinxcontrib_glossterm.model import ConceptScheme, LinkTest, Location

    from .domain import GlosstermDomain


class LocatedTest(NamedTuple):
    """A glossary test, and its location."""

    location: Location
    """Its document is the page to which the text is assigned."""
    test: LinkTest


def located_tests(domain: GlosstermDomain) -> Iterator[LocatedTest]:
    """All tests: those of pages, by page name, then those of data files.

    The text of a file's test is assigned to the first page that shows concepts of the file, or to
    the root document if none does.
    """
    for _docname, page in sorted(domain.pages.items()):
        for location, test in page.tests:
            yield LocatedTest(location, test)
    files = [file for file in domain.sources.values() if file.source.tests]
    shown = {c.origin: c.location.docname for c in reversed([*domain.scheme] if files else [])}
    for file in files:
        docname = shown.get(file.name, domain.env.config.root_doc)
        for test in file.source.tests:
            yield LocatedTest(Location(docname, test.line, file.path), test)


def outcomes(domain: GlosstermDomain) -> Iterator[tuple[LocatedTest, Outcome]]:
    """The current result of each test."""
    scheme = domain.linkable
    for located in located_tests(domain):
        yield (
            located,
            matching.check(located.test, located.location.docname, domain.matcher, scheme),
        )


def run_tests(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: run the tests, and warn of failures."""
    warn_of_failed_tests(domain_of(env))


def warn_of_failed_tests(domain: GlosstermDomain) -> None:
    """Run the tests if anything has changed, and report failures."""
    key = _key(domain)
    if domain.failed_tests.key != key:
        failed = (
            (located.location, failure(located, outcome, domain.linkable, __))
            for located, outcome in outcomes(domain)
            if not outcome.passed
        )
        domain.note_failed_tests(FailedTests(key, tuple(failed)))
    for location, message in domain.failed_tests.failed:
        warn(WarningSubtype.FAILED_TEST, "%s", message, location=location)


def _key(domain: GlosstermDomain) -> str:
    """A digest of the tests and everything they depend on; empty if there are none."""
    of_pages = [(name, p.tests) for name, p in sorted(domain.pages.items()) if p.tests]
    of_files = [f for f in domain.sources.values() if f.source.tests]
    if not (of_pages or of_files):
        return ""
    plain = repr((domain.revision.digest, of_pages, of_files))
    return blake2b(plain.encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def failure(
    located: LocatedTest, outcome: Outcome, scheme: ConceptScheme, say: Callable[[str], str]
) -> str:
    """The expected and actual results of a test, and the reason, translated by *say*.

    Four whole sentences, since a translator needs whole sentences.
    """
    text, docname = located.test.text, located.location.docname
    made = (_as_role(text, verdict, docname, scheme) for verdict in outcome.linked)
    results = (
        " ".join(text.split()),
        _listed(map(str, located.test.links), say),
        _listed(made, say),
    )
    # Translators: a failed test of the glossary: its text, expected and actual links
    refused = ", ".join(_refusal(text, verdict, say) for verdict in outcome.refused)
    unknown = ", ".join(f'"{name}"' for name in outcome.unknown)
    if refused and unknown:
        phrase = Phrase(
            'glossary test failed: expected "%s" to link %s, got %s; not linked: %s;'
            " unknown concepts: %s",
            *(*results, refused, unknown),
        )
    elif refused:
        phrase = Phrase(
            'glossary test failed: expected "%s" to link %s, got %s; not linked: %s',
            *(*results, refused),
        )
    elif unknown:
        phrase = Phrase(
            'glossary test failed: expected "%s" to link %s, got %s; unknown concepts: %s',
            *(*results, unknown),
        )
    else:
        phrase = Phrase('glossary test failed: expected "%s" to link %s, got %s', *results)
    return phrase.translated(say)


def _listed(names: Iterable[str], say: Callable[[str], str]) -> str:
    # Translators: instead of the links of a test, if there are none
    return ", ".join(f'"{name}"' for name in names) or Phrase("nothing").translated(say)


def _as_role(text: str, verdict: Verdict, docname: str, scheme: ConceptScheme) -> str:
    """A link in the syntax of a role, so that it can be copied into the test."""
    written = " ".join(text[verdict.start : verdict.end].split())
    concept = scheme[verdict.concepts[0]]
    label = concept.pref_label
    names = [label, f"{concept.glossary}:{label}" if concept.glossary else concept.id, concept.id]
    target = next((n for n in names if scheme.meant(n, docname) == (concept,)), concept.id)
    return written if written == target else f"{written} <{target}>"


def _refusal(text: str, verdict: Verdict, say: Callable[[str], str]) -> str:
    """The words and the reason: ``"LoRA" in "QLoRA" (latin-edge)``."""
    written = text[verdict.start : verdict.end]
    assert verdict.reason
    word = matching.compound_around(text, verdict.start, verdict.end, verdict.reason)
    if not word:
        return f'"{written}" ({verdict.reason})'
    # Translators: a term that is not linked, the word it is in, the name of the reason
    return Phrase('"%s" in "%s" (%s)', written, word, verdict.reason).translated(say)


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


def setup(app: Sphinx) -> None:
    """Register the directive, and run the tests after mentions are decided."""
    app.add_directive_to_domain(NAME, "tests", TestsDirective)
    app.connect("env-updated", run_tests)
