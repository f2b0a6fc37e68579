r"""Read the ``.bib`` files of LaTeX glossaries (bib2gls).

The key of an entry is the id of its concept. An entry with ``alias`` is a further label of another
one. Readings are read in Japanese and Chinese only: elsewhere ``sort`` is no word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Fields
from .bib_parser import Entry, Parser, Text
from .omitted import OUTSIDE, PROPERTY, Omitted
from .plain_text import as_markup
from .record import Record, Source, SourceProblem
from .tex_text import from_tex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ID = re.compile(r"[\w.-]+")
_FROM_LABEL = "term-"
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TAG = re.compile(r"\s*\[[^\]]*\]")
_READ = frozenset(
    {
        *("name", "short", "long", "description", "parent", "see", "seealso", "alias", "sort"),
        *("plural", "shortplural", "longplural"),
    }
)
_COMMAND = 'the TeX command "\\%s" is not known (concepts: %s, the first is "%s")'


@dataclass(slots=True)
class _Names:
    """The labels of the entries, by their keys."""

    labels: Mapping[str, str]
    ids: Mapping[str, str]

    def of(self, key: str) -> str:
        """The concept *key* as fields name it; empty if it is not in the file."""
        return self.ids.get(key) or self.labels.get(key, "")

    def label(self, key: str) -> str:
        return self.labels.get(key, key)


def read_bib(text: str, separator: str) -> Source:
    """The records of *text*; see :func:`~.choice.read_source`."""
    parser = Parser(text)
    problems = parser.problems
    if not (parser.entries or problems):
        message = "no entry in this file; write @entry{key, name={…}, description={…}}"
        problems.append(SourceProblem(message, (), 1))
    entries = {entry.key: entry for entry in reversed(parser.entries)}
    problems += _repeated(parser.entries, entries)
    labels = {key: _label(entry) for key, entry in reversed(entries.items())}
    problems += (_no_name(entries[key]) for key, label in labels.items() if not label)
    known = {key: label for key, label in labels.items() if label}
    aliases = _aliases(entries, known)
    merged = {key for keys in aliases.values() for key in keys}
    concepts = [key for key in known if key not in merged]
    names = _Names(known, {key: key for key in concepts if _is_id(key)})
    omitted = Omitted()
    records = [
        _Reader(entries[key], names, omitted).record(known[one] for one in aliases.get(key, ()))
        for key in concepts
    ]
    ordered = sorted((*problems, *omitted.problems()), key=lambda problem: problem.line)
    return Source(tuple(records), tuple(ordered))


def _is_id(key: str) -> bool:
    return bool(_ID.fullmatch(key)) and not key.startswith(_FROM_LABEL)


def _repeated(found: list[Entry], entries: Mapping[str, Entry]) -> Iterator[SourceProblem]:
    for entry in found:
        if entries[entry.key] is not entry:
            message = 'duplicate key "%s" (first in line %s) is ignored; give each entry its own'
            yield SourceProblem(message, (entry.key, str(entries[entry.key].line)), entry.line)


def _no_name(entry: Entry) -> SourceProblem:
    message = 'the entry "%s" has no name and is ignored; add name = {…}'
    return SourceProblem(message, (entry.key,), entry.line)


def _label(entry: Entry) -> str:
    """The name; of an abbreviation its long form; of an index entry its key."""
    for name in ("name", "long", "short"):
        text = from_tex(entry.fields[name].text)[0] if name in entry.fields else ""
        if text:
            return text.replace("\n\n", " ")
    return entry.key if entry.kind in {"index", "indexplural"} else ""


def _aliases(entries: Mapping[str, Entry], known: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of the aliases of each entry. An alias of an alias is a concept of its own."""
    target_of = {
        key: entries[key].fields["alias"].text.strip()
        for key in known
        if "alias" in entries[key].fields and "description" not in entries[key].fields
    }
    found: dict[str, list[str]] = {}
    for key, target in target_of.items():
        if target in known and target not in target_of:
            found.setdefault(target, []).append(key)
    return found


class _Reader:
    """Makes the record of an entry."""

    def __init__(self, entry: Entry, names: _Names, omitted: Omitted) -> None:
        self._entry = entry
        self._names = names
        self._omitted = omitted
        self._label = names.label(entry.key)

    def record(self, aliases: Iterator[str]) -> Record:
        entry = self._entry
        for name in sorted(entry.fields.keys() - _READ):
            self._omit(PROPERTY, name)
        for name in self._text("name", "long", "short", commands=True):
            self._omit(_COMMAND, name)
        description = entry.fields.get("description", Text("", 0))
        definition = as_markup(self._shown(description.text))
        line = description.line if definition else 0
        return Record((self._label,), entry.line, definition, line, self._fields(aliases))

    def _omit(self, message: str, name: str) -> None:
        self._omitted.add(message, name, self._label, self._entry.line)

    def _shown(self, tex: str) -> str:
        text, unknown = from_tex(tex, self._names.label)
        for name in unknown:
            self._omit(_COMMAND, name)
        return text

    def _text(self, *names: str, commands: bool = False) -> tuple[str, ...]:
        """The texts of the fields; or the unknown commands in them."""
        found = [from_tex(self._entry.fields[n].text) for n in names if n in self._entry.fields]
        if commands:
            return tuple(dict.fromkeys(name for _, unknown in found for name in unknown))
        return tuple(dict.fromkeys(" ".join(text.split()) for text, _ in found if text))

    def _fields(self, aliases: Iterator[str]) -> Fields:
        entry = self._entry
        abbr = "".join(self._text("short"))
        others = (*self._text("long"), *aliases)
        seen = {self._label, abbr}
        return Fields(
            aliases=tuple(text for text in dict.fromkeys(others) if text not in seen),
            forms=self._text("plural", "longplural", "shortplural"),
            abbr=abbr,
            reading=self._reading(),
            broader=self._concepts("parent"),
            related=self._concepts("see", "seealso", "alias"),
            id=entry.key if _is_id(entry.key) else "",
        )

    def _reading(self) -> str:
        sort = "".join(self._text("sort"))
        if sort and sort != self._label and not _WIDE.search(self._label + sort):
            self._omit(PROPERTY, "sort")
            return ""
        return sort if sort != self._label else ""

    def _concepts(self, *fields: str) -> tuple[str, ...]:
        """The concepts whose keys *fields* have, by id or label."""
        found: dict[str, None] = {}
        for field in fields:
            text = self._entry.fields[field].text if field in self._entry.fields else ""
            keys = (key.strip() for key in _TAG.sub("", text, count=1).split(","))
            for key in filter(None, keys):
                if name := self._names.of(key):
                    found[name] = None
                else:
                    self._omit(OUTSIDE, field)
        return tuple(found)
