"""Keep Sphinx's register of terms consistent with the concepts, and report duplicate terms.

While references are resolved, the register contains the names that Sphinx itself has registered,
each with its permanent anchor. Sphinx fills it during reading, so that the last reader wins. Here
the first document by name wins, and within a document the later entry, as in Sphinx.

Further names (aliases, labels of headings) are in it only while ``objects.inv`` is written, so that
other projects find every label under ``std:term``. They would make references ambiguous that are
unambiguous without this extension: a page ``wheel`` and a heading "wheel" are two answers to
``any``.

Sphinx reports duplicates during reading. Parallel readers then miss terms of other readers, and a
term that moves to another page counts as a duplicate until its old page is read again. So Sphinx's
messages are intercepted. Duplicates of our entries are reported when all pages are known; messages
about terms of other extensions are emitted again.
"""

from __future__ import annotations

import logging
from itertools import chain, groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging as sphinx_logging

from sphinxcontrib_glossterm.model import LabelKind, label_key, location_text

from ..domain import domain_of
from ..internals import STD_LOGGER, repeated_term, repeated_term_message, std_register
from ..locale import __
from ..pages import RepeatedTerm
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept, Location

    from ..domain import GlosstermDomain

    Terms = dict[str, tuple[str, str]]
    """Name → document and anchor."""


class TermRegister:
    """Listeners that update Sphinx's register of terms, and the names that they have added."""

    def __init__(self) -> None:
        self._further: Mapping[str, object] = {}

    def update(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-updated``: register the terms of entries.

        Also if something was read without a change, since Sphinx has filled its register again.
        """
        domain = domain_of(env)
        if domain.changed and domain.options.takeover:
            read = tuple(domain.read())
            domain.note_entered(register_terms(env, domain.scheme, read, domain.entered))

    def complete(self, app: Sphinx) -> tuple[()]:
        """``html-collect-pages``: add all names for the inventory; no page."""
        domain = domain_of(app.env)
        if domain.options.takeover:
            self._further = enter_further_names(app.env, domain.scheme)
        return ()

    def restore(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: remove the added names."""
        remove_names(app.env, self._further)
        self._further = {}


_logger = sphinx_logging.getLogger(__name__)


class DuplicateTermFilter(logging.Filter):
    """Logging filter that intercepts the duplicate-term messages of the standard domain."""

    _env: BuildEnvironment
    _repeated: dict[str, tuple[RepeatedTerm, ...]]
    _without_line: list[tuple[str, RepeatedTerm, nodes.Node]]
    """Messages at nodes that have no line yet, with the pages that are read."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether *record* may pass."""
        repeated = repeated_term(record)
        if not repeated:
            return True
        docname = self._env.temp_data.get("docname")
        if not docname:  # no page is being read
            return True
        if self._is_heading(*repeated):
            return False
        location = getattr(record, "location", None)
        node = location if isinstance(location, nodes.Node) else None
        message = RepeatedTerm(*repeated, None if node else location)
        if node and not node.line:
            self._without_line.append((docname, message, node))
        else:
            self._note(docname, message, node)
        return False

    def _is_heading(self, name: str, other: str) -> bool:
        """Whether the other instance is a heading, which the last build registered as a term.

        A clean build registers it after reading, so that Sphinx has no message.
        """
        domain = domain_of(self._env)
        target = std_register(self._env, "objects").get(("term", name), ())
        return target == domain.entered.get(name) and not _entries_for(domain, name, other)

    def _note(self, docname: str, message: RepeatedTerm, node: nodes.Node | None) -> None:
        if node:
            message = message._replace(location=sphinx_logging.get_node_location(node))
        domain_of(self._env).note_repeated_term(docname, message)

    def locate(self, app: Sphinx, doctree: nodes.document | None = None) -> None:
        """``doctree-read``: the nodes that roles make have got their lines now."""
        for docname, message, node in self._without_line:
            self._note(docname, message, node)
        self._without_line.clear()

    def begin(self, app: Sphinx) -> None:
        """``builder-inited``: add the filter, if we report the terms of the standard domain."""
        self._env, self._repeated = app.env, {}
        self._without_line = []
        if app.config.glossterm_takeover is not False:
            STD_LOGGER.addFilter(self)

    def collect(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-updated``: take the messages of all readers out of the environment."""
        self.locate(app)
        self._repeated = domain_of(env).take_repeated_terms()

    def check(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-check-consistency``: emit the messages that are not about our entries."""
        message = repeated_term_message()
        for docname, messages in sorted(self._repeated.items()):
            for name, other, location in messages:
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
                    location_text(other),
                    location=concept.location,
                )


def check_duplicate_terms(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report terms that two pages define."""
    if domain_of(env).options.takeover:
        warn_of_duplicate_terms(domain_of(env))


def register_terms(
    env: BuildEnvironment,
    shown: Iterable[Concept],
    read: Sequence[Concept],
    entered: Mapping[str, tuple[str, str]],
) -> Terms:
    """Register Sphinx's names of entries of concepts; return the names with document and anchor.

    Concepts that this build shows are preferred to others that were *read*, and so is a heading
    label that has replaced an entry. *read* must contain everything that Sphinx has read: otherwise
    a name could be lost with another entry of the same name. Both are sorted by document.

    *entered* is the result of the last call. Its names that no longer exist are removed, since
    Sphinx forgets only the entries of documents that are read again. A term that another extension
    registered is kept.
    """
    objects, folded = std_register(env, "objects"), std_register(env, "terms")
    for name, target in entered.items():
        if objects.get(("term", name)) == target:
            del objects["term", name]
        if folded.get(name.lower()) == target:
            del folded[name.lower()]
    shown = tuple(shown)
    terms: Terms = dict(_names_of_entries(read))
    instead = ((name, place) for name, place in _visible_labels(shown) if name in terms)
    for name, target in chain(_names_of_entries(read), instead, _names_of_entries(shown)):
        terms[name] = objects["term", name] = folded[name.lower()] = target
    return terms


def _names_of_entries(concepts: Iterable[Concept]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names with document and anchor; the last one of a name counts.

    Sphinx registers an entry by its original name, too, if it shows a translation.
    """
    pages = [list(page) for _, page in groupby(concepts, lambda c: c.location.docname)]
    for page in reversed(pages):
        for shown in (False, True):
            for concept in page:
                for label in concept.labels:
                    if label.anchor and (label.kind is not LabelKind.HIDDEN) is shown:
                        yield label.registered, (concept.location.docname, label.anchor)


def _visible_labels(concepts: Iterable[Concept]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names with document and anchor; of several concepts with one name, the first.

    Also the preferred labels before translation, as Sphinx registers them.
    """
    found: Terms = {}
    for concept in concepts:
        for label in concept.labels:
            if label.kind is not LabelKind.HIDDEN or label.text == concept.written:
                place = (concept.location.docname, label.anchor or concept.anchor)
                found.setdefault(label.registered, place)
    yield from found.items()


def enter_further_names(env: BuildEnvironment, concepts: Iterable[Concept]) -> Terms:
    """Register the missing visible labels of *concepts*; return those that were added."""
    objects = std_register(env, "objects")
    labels = _visible_labels(concepts)
    further = {name: place for name, place in labels if ("term", name) not in objects}
    objects.update({("term", name): place for name, place in further.items()})
    return further


def remove_names(env: BuildEnvironment, names: Iterable[str]) -> None:
    """Remove *names*, which :func:`enter_further_names` has added."""
    objects = std_register(env, "objects")
    for name in names:
        objects.pop(("term", name), None)
