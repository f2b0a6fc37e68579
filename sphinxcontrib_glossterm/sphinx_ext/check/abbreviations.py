"""The rule ``undefined-abbreviation``: abbreviations that no glossary has and no page spells out.

A page is searched when it is read, if the rule is on: what is found there does not depend on the
glossary. The abbreviations of all pages are compared in each build.
"""

from __future__ import annotations

import os
from functools import cache
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import Phrase
from sphinxcontrib_glossterm.terminology import Finding, Rule, severities
from sphinxcontrib_glossterm.terminology.candidates import AT_LEAST
from sphinxcontrib_glossterm.terminology.candidates_abbreviations import (
    count_in,
    unexplained,
    written_abbreviations,
)

from ..abbreviations import explained_in, label_test, names_in_code
from ..conditions import hold
from ..options import page_options
from ..pages import Abbreviations, FoundAbbreviation
from ..reading.checked_texts import pack_texts, unpack_texts
from .places import Block, lines_of
from .uses import page_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from docutils import nodes
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology import Place, Severity

    from ..domain import GlosstermDomain
    from ..reading.checked_texts import CheckedText

    _Part = tuple[tuple[str, ...], str]
    """The conditions of a text, and the concept whose entry it is in."""


def abbreviations_of(
    doctree: nodes.document, docname: str, domain: GlosstermDomain
) -> Abbreviations:
    """The abbreviations of a page, each with its first place. Names in its code are omitted.

    Texts that only some builds show are counted separately, and so are entries.
    """
    page = _Page(docname, domain, names_in_code(doctree))
    texts = unpack_texts(pack_texts(doctree, domain.options.link_in), ())
    blocks = (list(same) for _where, same in groupby(texts, lambda text: text.where))
    for these, following in pairwise([*blocks, []]):
        page.add(these, following)
    return Abbreviations(tuple(page.found()), tuple(sorted(set(explained_in(doctree)))))


class _Page:
    """Collects the abbreviations of a page."""

    def __init__(self, docname: str, domain: GlosstermDomain, omitted: Collection[str]) -> None:
        self._folder = domain.env.srcdir
        self._path = str(domain.env.doc2path(docname))
        self._omitted = omitted
        unsaved = domain.unsaved
        self._lines = cache(lambda path: lines_of(path, unsaved))
        self._texts: dict[_Part, list[str]] = {}
        self._first: dict[tuple[_Part, str], tuple[str, int, Place]] = {}

    def add(self, texts: Sequence[CheckedText], following: Sequence[CheckedText]) -> None:
        """Collect those of *texts*, which begin at the same line."""
        after = following[0] if following else None
        block = cache(lambda: Block(texts, after, self._lines))
        for number, text in enumerate(texts):
            part = text.conditions, text.own
            self._texts.setdefault(part, []).append(text.text)
            for name, start, end in written_abbreviations(text.text):
                if (part, name) not in self._first and name not in self._omitted:
                    self._first[part, name] = self._where(block(), number, start, end)

    def _where(self, block: Block, number: int, start: int, end: int) -> tuple[str, int, Place]:
        """File, line of the block, and place."""
        file = os.path.relpath(block.path or self._path, self._folder).replace(os.sep, "/")
        return file, block.line, block.place(number, start, end)

    def found(self) -> Iterator[FoundAbbreviation]:
        """The abbreviations, in the order of their first places."""
        counts = {part: count_in(texts) for part, texts in self._texts.items()}
        for (part, name), (file, line, place) in self._first.items():
            yield FoundAbbreviation(name, *part, file, line, place, counts[part][name])


def add_missing(domain: GlosstermDomain) -> None:
    """Search the pages that were read when the rule was off."""
    for docname in sorted(domain.env.all_docs.keys() - domain.abbreviations.keys()):
        doctree = domain.env.get_doctree(docname)
        domain.note_abbreviations(docname, abbreviations_of(doctree, docname, domain))


def undefined_abbreviations(domain: GlosstermDomain, tags: Tags) -> Iterator[Finding]:
    """One finding for each abbreviation, at its first use in the order of the contents."""
    severity = severities(domain.options.check)[Rule.UNDEFINED_ABBREVIATION]
    used = list(_used(domain, tags))
    explained = chain.from_iterable(page.explained for page in domain.abbreviations.values())
    known = frozenset(chain(explained, domain.options.known_abbreviations))
    counts = unexplained(({one.name: one.counts} for _, one in used), known, AT_LEAST)
    is_label = label_test(domain)
    undefined = {name: count for name, count in counts.items() if not is_label(name)}
    for docname, one in used:
        if count := undefined.pop(one.name, 0):
            yield _finding(docname, one, count, severity)


def _used(domain: GlosstermDomain, tags: Tags) -> Iterator[tuple[str, FoundAbbreviation]]:
    """The abbreviations that this build shows, with their documents."""
    order, metadata = page_order(domain.env), domain.env.metadata
    pages = domain.abbreviations
    for docname in sorted(pages, key=lambda name: (order.get(name, len(order)), name)):
        if page_options(docname, metadata.get(docname, {}), domain.options).checked:
            overridden = domain.overridden(docname)
            for one in pages[docname].found:
                if one.own not in overridden and hold(tags, one.conditions):
                    yield docname, one


def _finding(docname: str, one: FoundAbbreviation, count: int, severity: Severity) -> Finding:
    place = one.place
    return Finding(
        file=one.file,
        line=place.line or one.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        rule=Rule.UNDEFINED_ABBREVIATION,
        severity=severity,
        text=place.text or one.name,
        replacement="",
        concept="",
        docname=docname,
        message=Phrase(
            'abbreviation "%s" is used %s times and not explained; add it to a glossary, or spell'
            " it out once",
            one.name,
            str(count),
        ),
    )
