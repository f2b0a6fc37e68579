"""Report terms that two pages define, after all pages are read.

Sphinx reports them during reading. Parallel readers then miss terms of other readers, and a term
that moves to another page counts as a duplicate until its old page is read again. So Sphinx's
messages are held back. Duplicates of our entries are reported when all pages are known; messages
about terms of other extensions are emitted again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging as sphinx_logging

from sphinxcontrib_glossterm.model import label_key, place

from ..domain import domain_of
from ..internals import STD_LOGGER, repeated_term, repeated_term_message
from ..locale import __
from ..pages import HeldBack
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Location

    from ..domain import GlosstermDomain

_logger = sphinx_logging.getLogger(__name__)


class DuplicateTermFilter(logging.Filter):
    """Logging filter that holds back the duplicate-term messages of the standard domain."""

    _env: BuildEnvironment
    _held_back: dict[str, tuple[HeldBack, ...]]
    _without_line: list[tuple[str, HeldBack, nodes.Node]]
    """Messages at nodes that have no line yet, with the pages that are read."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether *record* may pass."""
        repeated = repeated_term(record)
        if not repeated:
            return True
        docname = self._env.temp_data.get("docname")
        if not docname:  # no page is being read
            return True
        location = getattr(record, "location", None)
        node = location if isinstance(location, nodes.Node) else None
        message = HeldBack(*repeated, None if node else location)
        if node and not node.line:
            self._without_line.append((docname, message, node))
        else:
            self._note(docname, message, node)
        return False

    def _note(self, docname: str, message: HeldBack, node: nodes.Node | None) -> None:
        if node:
            message = message._replace(location=sphinx_logging.get_node_location(node))
        domain_of(self._env).note_held_back(docname, message)

    def locate(self, app: Sphinx, doctree: nodes.document | None = None) -> None:
        """``doctree-read``: the nodes that roles make have got their lines now."""
        for docname, message, node in self._without_line:
            self._note(docname, message, node)
        self._without_line.clear()

    def begin(self, app: Sphinx) -> None:
        """``builder-inited``: add the filter, if we report the terms of the standard domain."""
        self._env, self._held_back = app.env, {}
        self._without_line = []
        if app.config.glossterm_takeover is not False:
            STD_LOGGER.addFilter(self)

    def collect(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-updated``: take the messages of all readers out of the environment."""
        self.locate(app)
        self._held_back = domain_of(env).take_held_back()

    def check(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-check-consistency``: emit the messages that are not about our entries."""
        message = repeated_term_message()
        for docname, held_back in sorted(self._held_back.items()):
            for name, other, location in held_back:
                times = 2 if other == docname else 1
                pages = {docname, other}
                if any(_entries_for(domain_of(env), name, page) < times for page in pages):
                    _logger.warning(message, "term", name, other, location=location)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: remove the filter, since loggers outlive the application."""
        STD_LOGGER.removeFilter(self)


def _entries_for(domain: GlosstermDomain, name: str, docname: str) -> int:
    """How many terms in the entries of a page Sphinx has registered under *name*.

    Of a term with markup the name is not known as Sphinx has it: there, the folded one counts.
    """
    concepts, key = domain.page(docname).concepts, label_key(name)
    labels = [label for concept in concepts for label in concept.labels if label.anchor]
    exact = sum(label.registered == name for label in labels)
    return exact or sum(label_key(label.text) == key for label in labels)


def warn_of_duplicate_terms(domain: GlosstermDomain) -> None:
    """Report each entry whose term is also defined by an earlier page, in the order of names.

    Only entries of unnamed glossaries are checked. Headings of two pages may be the same (the
    nearest one is used), and a named glossary is a separate namespace. Two entries of one page are
    reported by the check of the scheme.
    """
    first: dict[str, Location] = {}
    for concept in domain.scheme.declared:
        for label in concept.labels:
            if not label.anchor or concept.glossary:
                continue
            other = first.setdefault(label.text, concept.location)
            if other.docname != concept.location.docname:
                first[label.text] = concept.location
                warn(
                    WarningSubtype.DUPLICATE_CONCEPT,
                    __(
                        "duplicate term description of %s, other instance in %s;"
                        " join the two entries or rename one of the terms"
                    ),
                    label.text,
                    place(other),
                    location=concept.location,
                )


def check_duplicate_terms(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report terms that two pages define."""
    if domain_of(env).options.takeover:
        warn_of_duplicate_terms(domain_of(env))
