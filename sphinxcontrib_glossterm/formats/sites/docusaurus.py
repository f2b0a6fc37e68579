"""Read and write ``glossary.json`` of docusaurus-plugin-glossary; read ``{"term": "text"}``.

The second form is that of VitePress and of other small plugins. Texts are plain text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...model import Case, Phrase, is_web_address, without_surrogates
from ..foreign import Unread, listed
from ..json_values import Json, Lines, elements, members, parse
from ..plain_text import as_markup, as_text, has_markup
from ..record import Source, SourceProblem, Value, make_record
from ..record_names import with_names
from ..written import Losses, Written, lost_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..record import Record
    from ..written import Glossary


# -- writing ------------------------------------------------------------------------


def write_docusaurus(glossary: Glossary) -> Written:
    """The terms; the plugin requires a definition of each."""
    glossary = with_names(glossary)
    losses = Losses()
    terms = []
    names = {record.labels[0]: _name(record) for record in glossary.records}
    for record in glossary.records:
        text = record.definition if glossary.is_plain else as_text(record.definition)
        if not glossary.is_plain and has_markup(record.definition):
            losses.add(Phrase("markup of definitions"), record)
        if text:
            terms.append(_term(record, text, names, losses))
        else:
            losses.add_concept(Phrase("concepts without a definition"), record)
    kept = ["aliases", "forms", "related", "auto", "case", "see", "labels", "lang", "abbr"]
    losses.add_fields(glossary.records, kept)
    title = {"title": glossary.title} if glossary.title else {}
    text = json.dumps(title | {"terms": terms}, ensure_ascii=False, indent=2)
    return Written({"": f"{text}\n"}, (*losses.found(), *lost_tests(glossary)))


def _name(record: Record) -> str:
    """The term: for the plugin, the abbreviation is, and the full form is its "abbreviation"."""
    return record.fields.abbr or record.labels[0]


def _term(record: Record, text: str, names: Mapping[str, str], losses: Losses) -> dict[str, object]:
    fields = record.fields
    first = record.labels[0]
    name = _name(record)
    labels = [*record.labels, *fields.aliases, *fields.forms, *(own.text for own in fields.labels)]
    pages = [page for page in fields.see if is_web_address(page)]
    if len(pages) < len(fields.see):
        losses.add("see", record)
    if fields.labels or fields.lang:
        losses.add(Phrase("languages of labels"), record)
    values: dict[str, object] = {
        "abbreviation": first if name != first else "",
        "aliases": [label for label in dict.fromkeys(labels) if label != name],
        "relatedTerms": [names.get(label, label) for label in fields.related],
        "references": [{"label": page, "url": page} for page in pages],
    }
    if fields.auto is False:
        values["autoLink"] = False
    if fields.case is Case.EXACT:
        values["caseSensitive"] = True
    kept = {key: value for key, value in values.items() if value not in ("", [])}
    return {"term": name, "definition": text, **kept}


# -- reading ------------------------------------------------------------------------


def recognise_docusaurus(text: str) -> bool:
    """Whether *text* has a list of terms with definitions."""
    value, _ = parse(text)
    terms = value.get("terms") if isinstance(value, dict) else None
    return isinstance(terms, list) and any(isinstance(t, dict) and "term" in t for t in terms)


def read_docusaurus(text: str, separator: str) -> Source:
    """The terms."""
    value, problems = parse(text)
    top = dict(members(text)) if isinstance(value, dict) else {}
    terms = top.get("terms")
    if not problems and not (terms and isinstance(terms.value, list)):
        message = 'no list of terms; write {"terms": [{"term": "…", "definition": "…"}]}'
        problems = (SourceProblem(message, (), 1),)
    found, lines = list(problems), Lines(text)
    unread = Unread()
    for name, member in top.items():
        if name not in {"title", "terms"}:
            unread.add(name, lines.at(member.start))
    rows = elements(text, terms.start) if terms and isinstance(terms.value, list) else ()
    records = [_record(row, lines.at(row.start), separator, found, unread) for row in rows]
    title = top["title"].value if "title" in top else ""
    source = Source(tuple(one for one in records if one), title=_text(title))
    return source.with_problems((*found, *unread.problems()))


def _record(
    row: Json, line: int, separator: str, problems: list[SourceProblem], unread: Unread
) -> Record | None:
    if not isinstance(row.value, dict):
        message = 'this is not a term and is ignored; write {"term": "…", "definition": "…"}'
        problems.append(SourceProblem(message, (), line))
        return None
    given = dict(_values(row.value, line))
    for name in row.value.keys() - _READ.keys() - {"documentation", "references"}:
        unread.add(name, line)
    for name in ("documentation", "references"):
        if name in row.value and "see" not in given:
            unread.add(name, line)
    values = {key: value for key, value in given.items() if value.text or value.items}
    return make_record(values, line, separator, problems)


_READ = {
    "term": "term",
    "definition": "definition",
    "abbreviation": "aliases",
    "aliases": "aliases",
    "relatedTerms": "related",
    "id": "id",
    "autoLink": "auto",
    "caseSensitive": "case",
}


def _values(row: dict[str, Any], line: int) -> Iterator[tuple[str, Value]]:
    """The values of the fields."""
    term, full = _text(row.get("term")), _text(row.get("abbreviation"))
    # The full form is the label, if there is one: "abbr" is what the plugin calls the term.
    yield "term", listed([full or term], line)
    if full and term:
        yield "abbr", Value(term, line)
    yield "definition", Value(as_markup(_text(row.get("definition"), lines=True)), line)
    yield "aliases", listed(_texts(row.get("aliases")), line)
    yield "related", listed(_texts(row.get("relatedTerms")), line)
    yield "id", Value(_text(row.get("id")), line)
    if row.get("autoLink") is False:
        yield "auto", Value("no", line)
    if row.get("caseSensitive") is True:
        yield "case", Value("exact", line)
    pages = row.get("references")
    links = (p.get("url") for p in pages if isinstance(p, dict)) if isinstance(pages, list) else ()
    if addresses := [address for address in map(_text, links) if is_web_address(address)]:
        yield "see", listed(addresses, line)


def _text(value: object, *, lines: bool = False) -> str:
    text = without_surrogates(value) if isinstance(value, str) else ""
    return text if lines else " ".join(text.split())


def _texts(value: object) -> list[str]:
    return [*filter(None, map(_text, value))] if isinstance(value, list) else []


# -- the small form -----------------------------------------------------------------


def recognise_terms(text: str) -> bool:
    """Whether *text* is an object with nothing but texts."""
    value, _ = parse(text)
    return isinstance(value, dict) and all(isinstance(own, str) for own in value.values())


def read_terms(text: str, separator: str) -> Source:
    """The terms of an object whose values are their definitions."""
    value, problems = parse(text)
    if not problems and not isinstance(value, dict):
        problems = (SourceProblem('no terms; write {"term": "definition"}', (), 1),)
    found, lines = list(problems), Lines(text)
    records = []
    for name, member in members(text) if isinstance(value, dict) else ():
        line = lines.at(member.start)
        if not isinstance(member.value, str):
            message = 'the value of "%s" is not a text and is ignored; write its definition'
            found.append(SourceProblem(message, (_text(name),), line))
            continue
        definition = Value(as_markup(_text(member.value, lines=True)), line)
        values = {"term": listed([_text(name)], line), "definition": definition}
        kept = {key: own for key, own in values.items() if own.text or own.items}
        records.append(make_record(kept, line, separator, found))
    return Source(tuple(one for one in records if one)).with_problems(found)
