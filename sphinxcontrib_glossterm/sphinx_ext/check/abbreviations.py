"""The rule ``undefined-abbreviation``: abbreviations that no glossary has and no page spells out.

A page is searched when it is read, if the rule is on: what is found there does not depend on the
glossary. The abbreviations of all pages are compared in each build.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate, chain, starmap
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.model import Phrase
from sphinxcontrib_glossterm.terminology import Finding, Rule, Use, severities
from sphinxcontrib_glossterm.terminology.candidates_abbreviations import (
    AT_LEAST,
    counts_of,
    unexplained,
    written_abbreviations,
)

from ..abbreviations import TextsOfPage, label_test
from ..conditions import hold
from ..options import is_checked
from ..pages import Abbreviations, FoundAbbreviation
from ..reading.checked_texts import pack_texts
from ..reading.passages import OBSTACLE
from .uses import page_order, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from docutils import nodes
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology import Located, Severity

    from ..domain import GlosstermDomain
    from ..pages import CheckedText

    _Part = tuple[tuple[str, ...], str]
    """The conditions of a text, and the concept whose entry it is in."""
    Span = tuple[int, int, int]

# Too wide for the tests that look at the characters around an abbreviation.
_GAP = 2 * OBSTACLE


def abbreviations_of(
    doctree: nodes.document, docname: str, domain: GlosstermDomain
) -> Abbreviations:
    """The abbreviations of a page, each with its first occurrence. Names in its code are omitted.

    Texts that only some builds show are counted separately, and so are entries.
    """
    everything = TextsOfPage(doctree)
    texts = _texts(doctree, docname, domain)
    written = list(_written(texts))
    found = _counted(texts, written, everything.names_in_code()) if written else ()
    return Abbreviations(tuple(found), tuple(sorted(everything.explained())))


def _written(texts: Sequence[CheckedText]) -> Iterator[tuple[int, str, int, int]]:
    """The abbreviations in *texts*, each with the number of its text and its place there."""
    # Searched as one text, since the texts of a page are many and short.
    text = _GAP.join([text.text for text in texts])
    starts = [0, *accumulate(len(text.text) + len(_GAP) for text in texts)]
    for name, start, end in written_abbreviations(text):
        number = bisect_right(starts, start) - 1
        yield number, name, start - starts[number], end - starts[number]


def _counted(
    texts: Sequence[CheckedText],
    written: Iterable[tuple[int, str, int, int]],
    omitted: Collection[str],
) -> Iterator[tuple[Any, ...]]:
    """The abbreviations *written*, given with the numbers of their *texts*, without *omitted*.

    Each with the values of :class:`FoundAbbreviation`.
    """
    first: dict[tuple[_Part, str], Span] = {}
    names: dict[_Part, list[str]] = defaultdict(list)
    of_part: dict[_Part, list[str]] = defaultdict(list)
    for text in texts:
        of_part[text.conditions, text.own].append(text.text)
    for number, name, start, end in written:
        if name not in omitted:
            part = texts[number].conditions, texts[number].own
            names[part].append(name)
            first.setdefault((part, name), (number, start, end))
    counts = {part: counts_of(names[part], of_part[part]) for part in names}
    for (part, name), span in first.items():
        yield name, *part, span, counts[part][name]


def _texts(doctree: nodes.document, docname: str, domain: GlosstermDomain) -> Sequence[CheckedText]:
    """The texts of a page, which have been stored if a rule was on when it was read."""
    page = domain.checked_pages.get(docname)
    if page and page.texts is not None:
        return texts_of(domain, docname, page)
    packed, texts = pack_texts(doctree, domain.options.link_in)
    domain.note_texts_to_check(docname, packed, texts)
    return texts


def add_missing(domain: GlosstermDomain) -> None:
    """Search the pages that were read when the rule was off."""
    for docname in sorted(domain.env.all_docs.keys() - domain.abbreviations.keys()):
        doctree = domain.env.get_doctree(docname)
        domain.note_abbreviations(docname, abbreviations_of(doctree, docname, domain))


def undefined_abbreviations(
    domain: GlosstermDomain, tags: Tags, locate: Callable[[str, Use], Located]
) -> Iterator[Finding]:
    """One finding for each abbreviation, at its first use in the order of the contents.

    *locate* is called for what is reported only.
    """
    severity = severities(domain.options.check)[Rule.UNDEFINED_ABBREVIATION]
    used = list(_used(domain, tags))
    explained = chain.from_iterable(page.explained for page in domain.abbreviations.values())
    known = frozenset(chain(explained, domain.options.known_abbreviations))
    counts = unexplained(({one.name: one.counts} for _, one in used), known, AT_LEAST)
    is_label = label_test(domain)
    undefined = {name: count for name, count in counts.items() if not is_label(name)}
    for docname, one in used:
        if count := undefined.pop(one.name, 0):
            use = Use("", one.name, one.name, False, False, *one.span)
            yield _finding(docname, one, count, severity, locate(docname, use))


def _used(domain: GlosstermDomain, tags: Tags) -> Iterator[tuple[str, FoundAbbreviation]]:
    """The abbreviations that this build shows, with their documents."""
    order, metadata = page_order(domain.env), domain.env.metadata
    pages = domain.abbreviations
    for docname in sorted(pages, key=lambda name: (order.get(name, len(order)), name)):
        if is_checked(metadata.get(docname, {})):
            overridden = domain.overridden(docname)
            for one in starmap(FoundAbbreviation, pages[docname].found):
                if one.own not in overridden and hold(tags, one.conditions):
                    yield docname, one


def _finding(
    docname: str, one: FoundAbbreviation, count: int, severity: Severity, where: Located
) -> Finding:
    place = where.place
    return Finding(
        file=where.file,
        line=place.line or where.line,
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
