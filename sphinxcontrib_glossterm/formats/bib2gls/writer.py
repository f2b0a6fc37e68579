"""Write the ``.bib`` files of LaTeX glossaries (bib2gls).

Further labels are entries of their own, with ``alias``. The reading is the key by which bib2gls
sorts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Phrase, label_key
from ..plain_text import as_text, has_markup, in_paragraphs
from ..record import fit_text
from ..record_names import with_valid_names
from ..written import Losses, Written, lost_tests
from .tex_text import as_tex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..record import Record
    from ..written import Glossary

_KEY = re.compile(r"[\w.-]+")
_UNFIT = re.compile(r"[^\w.-]+")
_KEPT = ("aliases", "forms", "abbr", "reading", "broader", "related", "id")


def write_bib(glossary: Glossary) -> Written:
    """*glossary* as entries of bib2gls."""
    writer = _Writer(glossary)
    text = "\n".join(("% Encoding: UTF-8", *writer.entries()))
    return Written({"": f"{text}\n"}, (*writer.losses.found(), *lost_tests(glossary)))


class _Writer:
    def __init__(self, glossary: Glossary) -> None:
        self.losses = Losses()
        self._glossary = glossary
        self._records = with_valid_names(glossary.records, glossary.separator)
        self._taken: set[str] = set()
        self._keys = [self._key(_local(record)) for record in self._records]
        self._named: dict[str, str] = {}
        for key, record in zip(self._keys, self._records, strict=True):
            fields = record.fields
            for name in (fields.id, *map(label_key, (*record.labels, *fields.aliases))):
                self._named.setdefault(name, key)
        self._named.pop("", None)
        self.losses.add_fields(self._records, _KEPT)
        for record in self._records:
            if record.glossary:
                self.losses.add(Phrase("the name of the glossary"), record)

    def _key(self, wanted: str) -> str:
        key, number = wanted, 1
        while key in self._taken:
            number += 1
            key = f"{wanted}-{number}"
        self._taken.add(key)
        return key

    def entries(self) -> Iterator[str]:
        for key, record in zip(self._keys, self._records, strict=True):
            kind, names, others = _names(record)
            yield from _entry(kind, key, [*names, *self._fields(record)])
            for text in others:
                alias = self._key(f"{key}-alias")
                yield from _entry("index", alias, [("name", _tex(text)), ("alias", key)])

    def _fields(self, record: Record) -> Iterator[tuple[str, str]]:
        fields = record.fields
        if fields.forms:
            yield "plural", _tex(fields.forms[0])
        if len(fields.forms) > 1:
            self.losses.add(Phrase("forms, except the first"), record)
        if fields.reading:
            yield "sort", _tex(fields.reading)
        if record.definition:
            yield "description", _tex(self._definition(record))
        above = self._known(fields.broader, "broader", record)
        if above:
            yield "parent", above[0]
        if len(above) > 1:
            self.losses.add(Phrase("broader concepts, except the first"), record)
        if near := self._known(fields.related, "related", record):
            yield "seealso", ",".join(near)

    def _definition(self, record: Record) -> str:
        if self._glossary.is_plain:
            return in_paragraphs(record.definition)
        if has_markup(record.definition):
            self.losses.add(Phrase("markup of definitions"), record)
        return as_text(record.definition)

    def _known(self, names: Iterable[str], what: str, record: Record) -> list[str]:
        keys = [self._named.get(name) or self._named.get(label_key(name), "") for name in names]
        if not all(keys):
            self.losses.add(Phrase("%s concepts that are not in the glossary", what), record)
        return [key for key in dict.fromkeys(keys) if key]


def _local(record: Record) -> str:
    """The key of *record*, which is not unique yet."""
    own = record.fields.id
    if _KEY.fullmatch(own):
        return own
    return f"term-{_UNFIT.sub('-', record.labels[0]).strip('-')}"


def _names(record: Record) -> tuple[str, list[tuple[str, str]], list[str]]:
    """The kind of the entry, the fields with its names, and the labels that are aliases."""
    abbr = record.fields.abbr
    label, *others = dict.fromkeys((*record.labels, *record.fields.aliases))
    others = [text for text in others if text != abbr]
    if not abbr:
        return ("entry" if record.definition else "index"), [("name", _tex(label))], others
    if abbr != label:
        return "abbreviation", [("short", _tex(abbr)), ("long", _tex(label))], others
    # The abbreviation is the usual name; the first of the others is its long form.
    long, *others = others or [label]
    names = [("name", label), ("short", abbr), ("long", long)]
    return "abbreviation", [(name, _tex(text)) for name, text in names], others


def _entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"@{kind}{{{key},"
    yield ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    yield "}"


def _tex(text: str) -> str:
    return as_tex(fit_text(text)[0])
