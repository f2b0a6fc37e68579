"""Read TBX termbases: version 3 in both styles (DCA, DCT), and version 2.

The language of a file is that of its root element if it has terms in it, else the most frequent
one. A concept is named by its preferred term in that language.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from ...model import Fields, Label, LabelKind, Status, is_web_address, language_tag
from ..foreign import with_reason
from ..omitted import LANGUAGES, OUTSIDE, PROPERTY, Omitted
from ..plain_text import as_markup, unwrapped
from ..record import Record, Source, SourceProblem
from . import terms as tbx
from .entry import Entry, descendants, one_line
from .xml_tree import Element, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_T = TypeVar("_T")
_ROOT = re.compile(r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<![^>]*>\s*)*<(?:\w+:)?(\w+)", re.DOTALL)


def is_tbx(text: str) -> bool:
    """Whether an XML file is in version 3."""
    return _root(text) == tbx.V3.root


def is_tbx_v2(text: str) -> bool:
    """Whether an XML file is in version 2."""
    return _root(text) == tbx.V2.root


def _root(text: str) -> str:
    found = _ROOT.match(text[:10_000])
    return found[1] if found else ""


def read_tbx(text: str, separator: str) -> Source:
    """The records of *text*; see :func:`~.choice.read_source`."""
    root, problems = parse_xml(text)
    if root is None:
        return Source(problems=problems)
    body = [body for one in root.find("text") for body in one.find("body")]
    found = [entry for one in body for entry in one.find(tbx.V3.entry, tbx.V2.entry)]
    if not found:
        message = "no concept in this file; write a conceptEntry for each concept, in the body"
        return Source(problems=(SourceProblem(message, (), 1),))
    return _read(root, [Entry(element) for element in found])


def _read(root: Element, found: Sequence[Entry]) -> Source:
    problems = [_no_term(entry) for entry in found if not entry.terms]
    entries = [entry for entry in found if entry.terms]
    language = _language(root, entries)
    for entry in entries:
        entry.choose(language)
    by_key = {entry.key: entry for entry in reversed(entries) if entry.key}
    kept = [entry for entry in entries if not _is_merged(entry, by_key)]
    omitted = Omitted()
    own = {id(entry) for entry in kept}
    known = {key: entry for key, entry in by_key.items() if id(entry) in own}
    records = [_record(entry, known, language, omitted) for entry in kept]
    problems += omitted.problems()
    title = next((one.text() for one in descendants(root) if one.name == "title"), "")
    ordered = tuple(sorted(problems, key=lambda problem: problem.line))
    return Source(tuple(records), ordered, title=one_line(title), language=language)


def _no_term(entry: Entry) -> SourceProblem:
    message = "this entry has no term and is ignored; add a language with a term"
    return SourceProblem(message, (), entry.line)


def _language(root: Element, entries: Sequence[Entry]) -> str:
    count = Counter(lang for entry in entries for lang in {term.lang for term in entry.terms})
    own = language_tag(root.attributes.get("xml:lang", ""))
    if own in count or not count:
        return own
    return min(count, key=lambda lang: (-count[lang], lang))


def _is_merged(entry: Entry, by_key: Mapping[str, Entry]) -> bool:
    """Whether the terms of *entry* are labels to avoid of another one, to which they are added."""
    other = by_key.get(entry.avoided_of)
    if other is None or other is entry:
        return False
    other.avoided += (with_reason(term.text, term.note) for term in entry.terms)
    return True


def _record(entry: Entry, known: Mapping[str, Entry], language: str, omitted: Omitted) -> Record:
    categories = {value.category for value in entry.values} | {*entry.unread}
    for name in sorted(categories - tbx.READ):
        if not name.startswith("superordinateConcept"):
            omitted.add(PROPERTY, name, entry.main.text, entry.line)
    definition, line = _definition(entry, omitted)
    fields = _fields(entry, known, language, omitted)
    return Record((entry.main.text,), entry.line, definition, line, fields)


def _fields(entry: Entry, known: Mapping[str, Entry], language: str, omitted: Omitted) -> Fields:
    references = _references(entry, known, omitted)
    sources = (one_line(value.text) for value in entry.of("source"))
    tags = (one_line(value.text) for value in entry.of("subjectField"))
    return _label_fields(entry)._replace(
        broader=references[tbx.BROADER],
        related=references[tbx.RELATED],
        tags=_each(tags),
        status=Status.DEPRECATED if entry.is_deprecated else Status.PREFERRED,
        replaced_by=next(iter(references[tbx.REPLACED_BY]), ""),
        source="; ".join(_each(sources)),
        see=_see(entry, omitted),
        id=entry.id,
        lang="" if entry.lang == language else entry.lang,
    )


def _label_fields(entry: Entry) -> Fields:
    """The fields that are labels: all terms of *entry* except the main one."""
    is_old = entry.is_deprecated
    others = [term for term in entry.terms if term is not entry.main]
    avoided = [t for t in others if t.is_avoided and (not is_old or t.rank > entry.main.rank)]
    usable = [term for term in others if term not in avoided]
    own = [term for term in usable if term.lang == entry.lang]
    short = [term for term in (entry.main, *own) if term.kind in tbx.SHORT_FORMS]
    abbr = short[0].text if short and (own or len(short) > 1) else ""
    foreign = [term for term in usable if term.lang and term.lang != entry.lang]
    foreign.sort(key=lambda term: (term.lang, term.rank))
    return Fields(
        aliases=_each(term.text for term in own if term.text not in {abbr, entry.main.text}),
        avoid=_each((*(with_reason(term.text, term.note) for term in avoided), *entry.avoided)),
        abbr=abbr,
        labels=_each(Label(term.text, LabelKind.ALTERNATIVE, lang=term.lang) for term in foreign),
    )


def _each(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _references(
    entry: Entry, known: Mapping[str, Entry], omitted: Omitted
) -> dict[str, tuple[str, ...]]:
    """The concepts to which *entry* refers, by id or label, by the kind of the relation."""
    found: dict[str, dict[str, None]] = {
        kind: {} for kind in (tbx.BROADER, tbx.RELATED, tbx.REPLACED_BY)
    }
    for value in entry.values:
        is_broader = value.category.startswith("superordinateConcept")
        if not is_broader and value.category != "crossReference":
            continue
        text = one_line(value.text).lower()
        kinds = (kind for kind in found if text.startswith(kind))
        kind = tbx.BROADER if is_broader else next(kinds, tbx.RELATED)
        if other := known.get(value.target):
            found[kind][other.id or other.main.text] = None
        else:
            omitted.add(OUTSIDE, value.category, entry.main.text, entry.line)
    return {kind: tuple(names) for kind, names in found.items()}


def _see(entry: Entry, omitted: Omitted) -> tuple[str, ...]:
    targets = [value.target for value in entry.of("externalCrossReference")]
    found = [target for target in targets if is_web_address(target)]
    if len(found) < len(targets):
        omitted.add(PROPERTY, "externalCrossReference", entry.main.text, entry.line)
    return tuple(dict.fromkeys(found))


def _definition(entry: Entry, omitted: Omitted) -> tuple[str, int]:
    """The definition in the language of the entry, else without language, else in another one."""
    values = [value for value in entry.of("definition") if value.text.strip()]
    languages = {value.lang for value in values}
    language = next((lang for lang in (entry.lang, "") if lang in languages), None)
    if language is None:
        language = min(languages, default="")
    if languages - {language}:
        omitted.add(LANGUAGES, "definition", entry.main.text, entry.line)
    own = [value for value in values if value.lang == language]
    markup = as_markup("\n".join(unwrapped(value.text) for value in own))
    return markup, own[0].line if markup else 0
