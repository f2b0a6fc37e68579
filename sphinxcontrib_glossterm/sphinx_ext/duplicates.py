"""Terms that two pages define: told once everything is read, whoever read it.

Sphinx tells of them while it reads, so that of two parallel readers neither sees the other's
term, and a term that moves to another page counts as a duplicate until its old page is read
again. Its message is held back, and said in the same words when all pages are known.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import place

from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.model import Location

    from .domain import GlosstermDomain

_STANDARD_DOMAIN = logging.getLogger("sphinx.sphinx.domains.std")


class DuplicateTermFilter(logging.Filter):
    """Stops what the standard domain says of duplicate terms, and nothing else."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether *record* may pass. Its arguments are the kind, the name, the other page."""
        arguments = record.args
        return not (isinstance(arguments, tuple) and len(arguments) == 3 and arguments[0] == "term")

    def begin(self, app: Sphinx) -> None:
        """``builder-inited``: hold back, where the standard domain's terms are ours to tell of."""
        if app.config.glossterm_takeover is not False:
            _STANDARD_DOMAIN.addFilter(self)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: loggers outlive the application, so the filter goes."""
        _STANDARD_DOMAIN.removeFilter(self)


def warn_of_duplicate_terms(domain: GlosstermDomain) -> None:
    """Tell of each entry whose term another page has defined before, in the order of names.

    Only entries of unnamed glossaries: the headings of two pages may well be the same, the
    nearest is meant; and a named glossary is a namespace of its own. Two entries of one page
    are told by the check of the scheme.
    """
    first: dict[str, Location] = {}
    for concept in domain.scheme().declared:
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
