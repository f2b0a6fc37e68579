"""Write TBX termbases: dialect TBX-Basic in version 3 (style DCA) and in version 2.

Weblate and OmegaT read version 2. There an entry is obsolete only if all its terms are deprecated,
so that each label to avoid has an entry of its own, which refers to that of the concept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ...model import AvoidedLabel, Phrase, Status, is_web_address, label_key
from ..plain_text import as_text, has_markup, in_paragraphs
from ..record import fit_text
from ..record_names import with_valid_names
from ..written import Losses, Written, lost_tests
from . import terms as tbx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..record import Record
    from ..written import Glossary

_ID = re.compile(r"[^\W\d][\w.-]*")
_UNFIT = re.compile(r"[^\w.-]+")
_KEPT = (
    *("aliases", "avoid", "abbr", "broader", "related", "tags", "status", "replaced_by"),
    *("source", "see", "id", "lang", "labels"),
)
_V3_ROOT = '<tbx style="dca" type="TBX-Basic" xml:lang={} xmlns="urn:iso:std:iso:30042:ed-2">'
_V2_ROOT = '<martif type="TBX-Basic" xml:lang={}>'
_V2_END = '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>'


def write_tbx(glossary: Glossary) -> Written:
    """*glossary* in version 3."""
    return _write(glossary, tbx.V3)


def write_tbx_v2(glossary: Glossary) -> Written:
    """*glossary* in version 2."""
    return _write(glossary, tbx.V2)


def _write(glossary: Glossary, names: tbx.Names) -> Written:
    writer = _Writer(glossary, names)
    text = "\n".join(writer.document()) + "\n"
    return Written({"": text}, (*writer.losses.found(), *lost_tests(glossary)))


@dataclass(slots=True)
class _Entry:
    key: str
    record: Record
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Elements of each language, the main one first."""

    def add(self, lang: str, elements: Iterable[str]) -> None:
        self.texts.setdefault(lang, []).extend(elements)


class _Writer:
    def __init__(self, glossary: Glossary, names: tbx.Names) -> None:
        self.losses = Losses()
        self._glossary = glossary
        self._names = names
        records = with_valid_names(glossary.records, glossary.separator)
        self._entries = [*_keyed(records)]
        self._keys: dict[str, str] = {}
        for entry in self._entries:
            fields = entry.record.fields
            for name in (fields.id, *map(label_key, (*entry.record.labels, *fields.aliases))):
                self._keys.setdefault(name, entry.key)
        self._keys.pop("", None)
        self.losses.add_fields(records, _KEPT)
        for record in records:
            if record.glossary:
                self.losses.add(Phrase("the name of the glossary"), record)

    def document(self) -> Iterator[str]:
        root = _V2_ROOT if self._names is tbx.V2 else _V3_ROOT
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield root.format(quoteattr(self._glossary.language))
        yield from self._header()
        yield "  <text>"
        yield "    <body>"
        for entry in self._entries:
            yield from (f"      {line}" for line in self._entry(entry))
        yield "    </body>"
        yield "  </text>"
        yield f"</{self._names.root}>"

    def _header(self) -> Iterator[str]:
        yield f"  <{self._names.header}>"
        yield "    <fileDesc>"
        if self._glossary.title:
            yield f"      <titleStmt>{_element('title', self._glossary.title)}</titleStmt>"
        yield "      <sourceDesc><p>sphinxcontrib-glossterm</p></sourceDesc>"
        yield "    </fileDesc>"
        if self._names is tbx.V2:
            yield f"    {_V2_END}"
        yield f"  </{self._names.header}>"

    def _entry(self, entry: _Entry) -> Iterator[str]:
        record = entry.record
        main = record.fields.lang or self._glossary.language
        entry.add(main, self._definition(record))
        entry.add(main, self._main_terms(record))
        for label in record.fields.labels:
            entry.add(label.lang, [self._term(label.text, self._status(record, tbx.ADMITTED))])
        avoided = [*map(AvoidedLabel.read, record.fields.avoid)]
        if self._names is tbx.V3:
            entry.add(main, [self._term(x.text, tbx.DEPRECATED, note=x.reason) for x in avoided])
        yield from self._section(entry, [*self._references(record)])
        if self._names is tbx.V2:
            for number, bad in enumerate(avoided, 1):
                own = _Entry(f"{entry.key}{tbx.AVOIDED}{number}", record)
                own.add(main, [self._term(bad.text, tbx.DEPRECATED, note=bad.reason)])
                yield from self._section(own, [_reference(entry.key, tbx.RELATED)])

    def _section(self, entry: _Entry, common: Iterable[str]) -> Iterator[str]:
        names = self._names
        yield f"<{names.entry} id={quoteattr(entry.key)}>"
        yield from (f"  {line}" for line in common)
        for lang, elements in entry.texts.items():
            yield f"  <{names.language} xml:lang={quoteattr(lang)}>"
            yield from (f"    {line}" for line in elements)
            yield f"  </{names.language}>"
        yield f"</{names.entry}>"

    def _main_terms(self, record: Record) -> Iterator[str]:
        fields = record.fields
        main, *others = record.labels
        abbr = fields.abbr
        kind = tbx.FULL_FORM if abbr else ""
        yield self._term(main, self._status(record, tbx.PREFERRED), _kind(main, abbr, kind))
        for text in dict.fromkeys((*others, *fields.aliases, *filter(None, [abbr]))):
            if text != main:
                yield self._term(text, self._status(record, tbx.ADMITTED), _kind(text, abbr, ""))

    def _status(self, record: Record, status: str) -> str:
        if record.fields.status is not Status.DEPRECATED:
            return status
        # Other programs know only this status of version 2.
        return tbx.DEPRECATED if self._names is tbx.V2 else tbx.SUPERSEDED

    def _term(self, text: str, status: str, kind: str = "", note: str = "") -> str:
        notes = [_element("termNote", kind, "termType")] if kind else []
        notes.append(_element("termNote", status, "administrativeStatus"))
        if note:
            notes.append(_element("note", note))
        name = self._names.term
        return f"<{name}>{_element('term', text)}{''.join(notes)}</{name}>"

    def _definition(self, record: Record) -> Iterator[str]:
        if not record.definition:
            if record.fields.source:
                self.losses.add(Phrase("the source of a missing definition"), record)
            return
        text = in_paragraphs(record.definition)
        if not self._glossary.is_plain:
            if has_markup(record.definition):
                self.losses.add(Phrase("markup of definitions"), record)
            text = as_text(record.definition)
        source = record.fields.source
        inner = _element("descrip", text, "definition")
        inner += _element("admin", source, "source") if source else ""
        yield f"<descripGrp>{inner}</descripGrp>"

    def _references(self, record: Record) -> Iterator[str]:
        fields = record.fields
        yield from (_element("descrip", tag, "subjectField") for tag in fields.tags)
        replaced = (fields.replaced_by,) if fields.replaced_by else ()
        for kind, names in (
            (tbx.BROADER, fields.broader),
            (tbx.RELATED, fields.related),
            (tbx.REPLACED_BY, replaced),
        ):
            keys = [self._keys.get(name) or self._keys.get(label_key(name), "") for name in names]
            if not all(keys):
                what = Phrase("%s concepts that are not in the glossary", kind)
                self.losses.add(what, record)
            yield from (_reference(key, kind) for key in dict.fromkeys(keys) if key)
        pages = [text for text in fields.see if not is_web_address(text)]
        if pages:
            self.losses.add("see", record)
        for text in fields.see:
            if text not in pages:
                target = quoteattr(fit_text(text)[0])
                shown = _text(text)
                yield f'<xref type="externalCrossReference" target={target}>{shown}</xref>'


def _keyed(records: Iterable[Record]) -> Iterator[_Entry]:
    """Each record with an id that is valid in XML."""
    taken: set[str] = set()
    for record in records:
        own = record.fields.id
        if own:
            base = own if _ID.fullmatch(own) and not own.startswith("id-") else f"id-{own}"
        else:
            base = f"{tbx.FROM_LABEL}{_UNFIT.sub('-', record.labels[0]).strip('-')}"
        key, number = base, 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        yield _Entry(key, record)


def _kind(text: str, abbr: str, other: str) -> str:
    return tbx.ACRONYM if text == abbr else other


def _reference(key: str, kind: str) -> str:
    return f'<ref type="crossReference" target={quoteattr(key)}>{kind}</ref>'


def _text(text: str) -> str:
    return escape(fit_text(text)[0])


def _element(name: str, text: str, kind: str = "") -> str:
    attribute = f' type="{kind}"' if kind else ""
    return f"<{name}{attribute}>{_text(text)}</{name}>"
