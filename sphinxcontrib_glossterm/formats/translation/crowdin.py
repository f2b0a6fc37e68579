"""Read and write glossaries of Crowdin: a CSV file with columns such as ``Term [en]``.

A row has one term of each language, each with a status. Rows that follow each other and have a term
in common are one concept: the second one gives further terms, or terms that are not recommended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import AvoidedLabel, Phrase, Status, language_tag
from ..csv_table import table_text
from ..foreign import Unread, is_spaced, with_reason
from ..record_names import with_names
from ..written import Losses, Written, lost_tests
from .pairs import Translated, definition_of, in_source, source_of, targets
from .tables import heads_of, named_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..record import Record, Source, SourceProblem
    from ..written import Glossary
    from .tables import Cells

PARTS = ("Term", "Description", "Status", "Type", "Note")
"""What is written for each language."""
_HEAD = re.compile(r"(?P<part>[a-z ]+?) ?\[(?P<lang>[a-z0-9_-]+)\]", re.IGNORECASE)
_BAD = {"not recommended", "obsolete", "deprecated"}
_SHORT = {"abbreviation", "acronym"}


# -- writing ------------------------------------------------------------------------


class _Term(NamedTuple):
    text: str
    status: str
    note: str = ""


def write_crowdin(glossary: Glossary) -> Written:
    """One file with all languages."""
    glossary = with_names(glossary)
    losses = Losses()
    tags = [glossary.language, *targets(glossary)]
    rows = [[f"{part} [{tag}]" for tag in tags for part in PARTS]]
    for record, own, others in in_source(glossary, losses):
        text = definition_of(record, glossary, losses)
        terms = _terms(record, {glossary.language: own, **others}, losses)
        for number, row in enumerate(_aligned(terms)):
            descriptions = {glossary.language: text} if not number else {}
            rows.append([cell for tag in tags for cell in _cells(record, row, descriptions, tag)])
    losses.add_fields(glossary.records, ["aliases", "abbr", "labels", "lang", "avoid", "status"])
    return Written({"": table_text(rows)}, (*losses.found(), *lost_tests(glossary)))


def _terms(
    record: Record, labels: Mapping[str, list[str]], losses: Losses
) -> dict[str, list[_Term]]:
    """The terms of each language. In one language only, no row could name its concept."""
    is_old = record.fields.status is Status.DEPRECATED
    terms = {
        tag: [_Term(text, "obsolete" if is_old else "admitted") for text in texts]
        for tag, texts in labels.items()
    }
    if not is_old:
        for own in terms.values():
            own[0] = own[0]._replace(status="preferred")
    if len(labels) == 1:
        [only] = terms.values()
        if len(only) > 1:
            losses.add(Phrase("further labels"), record)
        del only[1:]
    for avoided in map(AvoidedLabel.read, record.fields.avoid):
        if len(labels) == 1 or is_old:
            losses.add("avoid", record)
            break
        tag = _language_of(avoided.text, labels)
        terms[tag].append(_Term(avoided.text, "not recommended", avoided.reason))
    return terms


def _language_of(avoided: str, labels: Mapping[str, list[str]]) -> str:
    """The language of a label to avoid: the first one whose label is in a script like it."""
    alike = (tag for tag, own in labels.items() if is_spaced(own[0]) == is_spaced(avoided))
    return next(alike, next(iter(labels)))


def _aligned(terms: Mapping[str, list[_Term]]) -> Iterator[dict[str, _Term]]:
    """Rows with at most one term of each language, the first terms of all in the first row.

    Each further row repeats the first term of another language.
    """
    yield {tag: own[0] for tag, own in terms.items()}
    for tag, own in terms.items():
        other = next((name for name in terms if name != tag), tag)
        for term in own[1:]:
            yield {other: terms[other][0], tag: term}


def _cells(
    record: Record, row: Mapping[str, _Term], descriptions: Mapping[str, str], tag: str
) -> tuple[str, ...]:
    if tag not in row:
        return ("",) * len(PARTS)
    term = row[tag]
    kind = "abbreviation" if term.text == record.fields.abbr else ""
    return term.text, descriptions.get(tag, ""), term.status, kind, term.note


# -- reading ------------------------------------------------------------------------


class _Read(NamedTuple):
    """One term that was read."""

    text: str
    lang: str
    status: str
    kind: str
    note: str


class _Row(NamedTuple):
    terms: list[_Read]
    line: int
    definition: str
    definition_line: int


def recognise_crowdin(text: str) -> bool:
    """Whether a column is named like ``Term [en]``."""
    heads = (_HEAD.fullmatch(head) for head in heads_of(text))
    return any(found and found["part"].lower() == "term" for found in heads)


def read_crowdin(text: str, separator: str) -> Source:
    """The concepts, with the terms of all languages."""
    problems: list[SourceProblem] = []
    unread = Unread()
    heads = {head.lower(): found for head in heads_of(text) if (found := _HEAD.fullmatch(head))}
    tags = [found["lang"].lower() for found in heads.values() if found["part"].lower() == "term"]
    language = language_tag(tags[0]) if tags else ""
    rows = [_row(cells, [*dict.fromkeys(tags)], unread) for cells in named_rows(text, problems)]
    entries = [_entry(group, language) for group in _concepts(rows)]
    return source_of(entries, language, separator, (*problems, *unread.problems()))


def _row(cells: Cells, tags: list[str], unread: Unread) -> _Row:
    values = dict(cells.values)
    terms = []
    definition, line = "", 0
    for tag in tags:
        term, text, status, kind, note = (values.pop(f"{p.lower()} [{tag}]", "") for p in PARTS)
        if term:
            terms.append(_Read(" ".join(term.split()), language_tag(tag), status, kind, note))
        if text and not definition:
            definition, line = text, cells.lines[f"description [{tag}]"]
        elif text:
            unread.add(f"Description [{tag}]", cells.line)
        if note and status.lower() not in _BAD:
            unread.add(f"Note [{tag}]", cells.line)
    for name in values:
        unread.add(name, cells.line)
    return _Row(terms, cells.line, definition, line)


def _concepts(rows: list[_Row]) -> Iterator[list[_Row]]:
    """The rows of each concept."""
    group: list[_Row] = []
    known: set[tuple[str, str]] = set()
    for row in rows:
        own = {(term.lang, term.text) for term in row.terms}
        if group and (row.definition or known.isdisjoint(own)):
            yield group
            group, known = [], set()
        if own:
            group.append(row)
            known |= own
    if group:
        yield group


def _entry(rows: list[_Row], language: str) -> Translated:
    terms = [*dict.fromkeys(term for row in rows for term in row.terms)]
    good = [term for term in terms if term.status.lower() not in _BAD]
    bad = [term for term in terms if term.status.lower() in _BAD] if good else []
    is_old, good = not good, good or terms
    first = next((term for term in good if term.lang == language), good[0])
    short = [t.text for t in good if t.kind.lower() in _SHORT and t.lang == language]
    others = [t for t in good if t is not first and (t.text not in short or t.lang != language)]
    if first.lang not in {language, ""}:
        others.append(first)
    return Translated(
        first.text,
        rows[0].line,
        others=[(term.text, term.lang) for term in others],
        avoided=[with_reason(term.text, term.note) for term in bad],
        abbr=short[0] if short else "",
        definition=rows[0].definition,
        definition_line=rows[0].definition_line,
        is_deprecated=is_old,
    )
