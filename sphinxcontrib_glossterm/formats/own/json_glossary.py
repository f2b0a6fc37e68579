"""Read and write ``glossterm.json`` as a data file: all values of each concept.

Builds of HTML publish the same file with definitions as tips show them, see :mod:`.project_json`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...model import LABEL, Status, is_web_address, language_tag
from ..json_values import Lines, elements, members, parse
from ..limits import MAX_TEXT
from ..plain_text import as_markup, as_text
from ..record import DEFINITION, TERM, Record, Source, SourceProblem, Value, fit_text, make_record
from ..record_names import with_valid_names
from ..written import Written, lost_tests
from .keys import with_fit_texts
from .project_json import VERSION, project_row, tip_entry, write_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..written import Glossary
    from .project_json import TipEntry

MARKUP = "markup"
"""The definition in the markup of a data file, besides its text."""
_TEXTS = ("abbr", "reading", "short", "source")
_LISTS = ("hidden", "forms", "tags", "avoid")
_BLOCKS = ("p", "li", "dt", "dd", "div", "br", "tr", "td", "th", "pre")


# -- writing ------------------------------------------------------------------------


def write_json(glossary: Glossary) -> Written:
    """A row for each concept, with definitions as paragraphs."""
    records = map(with_fit_texts, glossary.records)
    rows = (_row(record, glossary.is_plain) for record in records)
    text = write_project(rows, glossary.title, glossary.language)
    return Written({"": f"{text}\n"}, lost_tests(glossary))


def _row(record: Record, is_plain: bool) -> str:
    markup = record.markup if is_plain else record.definition
    entry = _entry(record, is_plain)
    row = project_row(record.fields, entry, record.glossary, len(record.labels))
    return _with_markup(row, markup) if markup else row


def _with_markup(row: str, markup: str) -> str:
    values = {**json.loads(row), MARKUP: markup}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _entry(record: Record, is_plain: bool) -> TipEntry:
    fields = record.fields
    text = record.definition if is_plain else as_text(record.definition)
    blocks = text.split("\n" if is_plain else "\n\n")
    paragraphs = [" ".join(block.split()) for block in blocks if block.strip()]
    also = (*record.labels[1:], *fields.aliases, *(label.text for label in fields.labels))
    return tip_entry(
        label=record.labels[0],
        also=[*dict.fromkeys(also)],
        href=record.address,
        text=fields.short or (paragraphs[0] if paragraphs else "")[:MAX_TEXT],
        body=[["p", text] for text in paragraphs],
        reading=fields.reading,
        deprecated=fields.status is Status.DEPRECATED,
        source=fields.source,
        languages=_languages_of(record),
        see=[_link(text) for text in fields.see],
    )


def _languages_of(record: Record) -> dict[str, list[str]]:
    fields = record.fields
    found = {fields.lang: [*record.labels, *fields.aliases]} if fields.lang else {}
    for label in fields.labels:
        found.setdefault(label.lang, []).append(label.text)
    return found


def _link(text: str) -> list[str]:
    """Title and address of a place; the address is empty for a page or a label of a project."""
    title, space, address = text.removesuffix(">").rpartition(" <")
    if space and is_web_address(address):
        return [title, address]
    return [text, text if is_web_address(text) else ""]


# -- reading ------------------------------------------------------------------------


def is_json(text: str) -> bool:
    """Whether *text* is the glossary of a project."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and "version" in data and isinstance(data.get("concepts"), list)


def read_json(text: str, separator: str) -> Source:
    """The records of *text*; see :func:`~.choice.read_source`."""
    data, problems = parse(text)
    if problems:
        return Source(problems=problems)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        message = 'this is not a glossary with the "version" %s; build its project again'
        return Source(problems=(SourceProblem(message, (str(VERSION),), 1),))
    reader = _Reader()
    records = [*reader.records(_rows(text))]
    names = {record.glossary for record in records}
    title, language = data.get("project"), data.get("language")
    return Source(
        with_valid_names(records, separator),
        tuple(reader.problems),
        next(iter(names)) if len(names) == 1 else "",
        title=title if isinstance(title, str) else "",
        language=language_tag(language) if isinstance(language, str) else "",
    )


def _rows(text: str) -> Iterator[tuple[object, int]]:
    """The items of the list of concepts, with their lines."""
    lists = [value for key, value in members(text) if key == "concepts"]
    if lists and isinstance(lists[-1].value, list):
        lines = Lines(text)
        yield from ((item.value, lines.at(item.start)) for item in elements(text, lists[-1].start))


class _Reader:
    """Reads rows; each invalid value is a problem, and is omitted."""

    def __init__(self) -> None:
        self.problems: list[SourceProblem] = []
        self._line = 1
        self._row: Mapping[str, Any] = {}

    def records(self, rows: Iterable[tuple[object, int]]) -> Iterator[Record]:
        """The records of *rows*, each with its line."""
        for row, self._line in rows:
            if not isinstance(row, dict):
                self._report('this item is not a concept and is ignored; write {"label": "…"}')
                continue
            self._row = row
            if record := self._record():
                yield record

    def _record(self) -> Record | None:
        values = {name: Value(self._text(name), self._line) for name in _TEXTS}
        values |= {name: Value("", self._line, self._texts(name)) for name in _LISTS}
        values |= self._labels()
        values |= {
            "see": Value("", self._line, tuple(self._see())),
            "status": Value("deprecated" if self._flag("deprecated") else "", self._line),
            "case": Value(self._text("case"), self._line),
            DEFINITION: Value(self._definition(), self._line),
        }
        for name in ("auto", "compound"):
            flag = self._flag(name)
            values[name] = Value("" if flag is None else "yes" if flag else "no", self._line)
        used = {k: v for k, v in values.items() if v.items or v.text.strip()}
        record = make_record(used, self._line, "\n", self.problems)
        return self._completed(record) if record else None

    def _completed(self, record: Record) -> Record:
        """*record* with what a data file cannot contain in this form."""
        fields = record.fields._replace(
            id=self._text("id").strip(),
            broader=self._texts("broader"),
            related=self._texts("related"),
            replaced_by=self._text("replaced_by").strip(),
        )
        glossary, address = self._text("glossary").strip(), self._text("href").strip()
        return replace(record, fields=fields, glossary=glossary, address=address)

    def _labels(self) -> dict[str, Value]:
        """The labels: those of the entry, further ones, those in other languages."""
        first, also = self._text("label"), self._texts("also")
        tags = dict(self._languages())
        own = tags.get(first, "")
        alike = [first, *(text for text in also if tags.get(text, "") in ("", own))]
        count = self._row.get("terms")
        count = count if isinstance(count, int) and count > 0 else 1
        found = {TERM: alike[:count], "aliases": alike[count:], "lang": [own]}
        for text in also:
            if (tag := tags.get(text, "")) and tag != own:
                found.setdefault(f"{LABEL}{tag}", []).append(text)
        line = self._line
        return {
            name: Value(own, line)
            if name == "lang"
            else Value("", line, tuple(filter(None, texts)))
            for name, texts in found.items()
        }

    def _languages(self) -> Iterator[tuple[str, str]]:
        """Each label whose language is known, and the language."""
        languages = self._row.get("languages", {})
        if not isinstance(languages, dict):
            self._wrong("languages")
            return
        for name, texts in languages.items():
            if (tag := language_tag(name)) and isinstance(texts, list):
                yield from ((self._fit(text), tag) for text in texts if isinstance(text, str))
            else:
                self._wrong("languages")

    def _see(self) -> Iterator[str]:
        places = self._row.get("see", [])
        for place in places if isinstance(places, list) else [None]:
            match place:
                case [str() as title, str() as address, *_] if is_web_address(address):
                    yield address if title == address else f"{self._fit(title)} <{address}>"
                case [str() as title, ""]:
                    yield self._fit(title)
                case [str(), str() as address, *_]:
                    message = 'the address "%s" in "see" is relative and is ignored'
                    self._report(message, self._fit(address))
                case _:
                    self._wrong("see")

    def _definition(self) -> str:
        if markup := self._text(MARKUP):
            return markup
        body = self._row.get("body", [])
        if not isinstance(body, list):
            self._wrong("body")
            return ""
        blocks = (" ".join("".join(_texts_in(block)).split()) for block in body)
        return as_markup(self._fit("\n".join(filter(None, blocks))))

    def _text(self, name: str) -> str:
        value = self._row.get(name, "")
        if isinstance(value, str):
            return self._fit(value)
        self._wrong(name)
        return ""

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self._row.get(name, [])
        texts = value if isinstance(value, list) else [None]
        if not all(isinstance(text, str) for text in texts):
            self._wrong(name)
        return tuple(self._fit(text) for text in texts if isinstance(text, str) and text.strip())

    def _flag(self, name: str) -> bool | None:
        value = self._row.get(name)
        if not isinstance(value, bool | None):
            self._wrong(name)
        return value if isinstance(value, bool) else None

    def _fit(self, text: str) -> str:
        fit, problems = fit_text(text.replace("\r\n", "\n").replace("\r", "\n"))
        self.problems += (replace(problem, line=self._line) for problem in problems)
        return fit

    def _wrong(self, name: str) -> None:
        self._report('the key "%s" of this concept has an invalid value, which is ignored', name)

    def _report(self, message: str, *args: str) -> None:
        self.problems.append(SourceProblem(message, args, self._line))


def _texts_in(block: object) -> Iterator[str]:
    """The texts in an element, with spaces between blocks."""
    left = [block]
    while left:  # not recursive, since the content may be deeply nested
        part = left.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, list) and part:
            if part[0] in _BLOCKS:
                yield "\n"
            left += reversed(part[1:])
