"""Write the files with definitions: one for each page, shared ones, and the published one.

A page has the definitions of the concepts that it refers to in its *sidecar*. The tips of these
concepts refer to further concepts, whose definitions are only needed if a reader opens a tip inside
a tip. If they are short, the sidecar has them too. Otherwise the script loads them when the first
tip opens, from *shared* files, which each contain a few definitions of the project.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxcontrib_glossterm.formats.project_json import (
    FILE_NAME,
    project_row,
    rows_of,
    write_project,
)

from ..writing import read_text, write_if_changed
from .entry import concepts_in, entry_of, foreign_entries

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinxcontrib_glossterm.formats.project_json import TipEntry
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from .entry import Definitions

SIDECARS = "_glossterm"
"""The folder of the sidecars, in the root of the output."""
SHARED = "_glossterm_more"
"""The folder of the shared files."""
MAX_FURTHER = 4_000
"""Maximum size in bytes of the definitions in a sidecar that only tips inside tips need."""
PER_FILE = 32
"""About how many definitions a shared file has: usually less than 10 kB, 3 kB compressed."""
_COUNTS = (1, 3, 7, 13, 29, 61, 127, 241, 509, 1_021, 2_039, 4_093, 8_191, 16_381, 32_749)
"""Possible numbers of shared files. When it changes, all are written again. Primes, since the
number of a file is the remainder of a division."""
_ESCAPED = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def sidecar(page: str) -> str:
    """The name of the file with the definitions for *page*."""
    return f"{SIDECARS}/{page}.js"


def shared_count(concepts: int) -> int:
    """The number of shared files for so many *concepts*."""
    return next((n for n in _COUNTS if n * PER_FILE >= concepts), _COUNTS[-1])


def file_of(concept_id: str, count: int) -> int:
    """The number of the shared file with a concept; ``fileOf`` in ``assets/src/data.js``."""
    return int.from_bytes(concept_id.encode("utf-8"), "big") % count


class _Changes(NamedTuple):
    """The differences from the published file of the last build."""

    same: frozenset[str]
    """The ids of unchanged concepts."""
    files: frozenset[int]
    """The shared files with a concept that was added, changed or removed."""
    all: bool
    """Whether there is another number of shared files."""


def write_definitions(
    outdir: Path,
    domain: GlosstermDomain,
    definitions: Definitions,
    pages: Mapping[str, Mapping[str, Concept]],
    written: Container[str],
) -> set[str]:
    """Update the sidecars in *outdir*, the shared files and the published file.

    *pages* gives, for the name of each page, the concepts that it refers to; *written* has the
    pages that this build wrote. The links of other pages are unchanged, so of these only sidecars
    are checked that contain a concept which differs from the published one. Returns the names of
    all files except the published one.
    """
    entries = {concept.id: entry_of(concept, domain, definitions) for concept in domain.scheme}
    rows = {c.id: project_row(c, entries[c.id]) for c in domain.scheme}
    changes = _changes(read_text(outdir / FILE_NAME) or "", rows)
    maker = _ScriptMaker(entries, foreign_entries(domain))
    names = set[str]()
    for page, concepts in pages.items():
        path = outdir / sidecar(page)
        names.add(sidecar(page))
        further = maker.further(concepts)
        known = not changes.all and changes.same.issuperset(concepts.keys() | further)
        if page in written or not known or not path.is_file():
            write_if_changed(path, maker.sidecar(concepts, further))
    if pages:
        names.update(_write_shared(outdir, maker, changes))
    if rows:  # last: after an interrupted build the difference remains
        write_if_changed(outdir / FILE_NAME, write_project(rows.values()))
    return names


def _changes(text: str, rows: Mapping[str, str]) -> _Changes:
    known = rows_of(text)
    count = shared_count(len(rows))
    same = frozenset(concept_id for concept_id, row in rows.items() if row in known)
    gone = known.difference(rows.values())
    removed = [_id_of(row) for row in gone if row.startswith('{"abbr"')]
    other = shared_count(len(same) + len(removed)) != count
    changed = [*removed, *(rows.keys() - same)]
    return _Changes(same, frozenset(file_of(concept_id, count) for concept_id in changed), other)


def _id_of(row: str) -> str:
    """The id in a row of the published file, which may be damaged."""
    try:
        return str(json.loads(row)["id"])
    except (ValueError, LookupError, TypeError):
        return ""


def _write_shared(outdir: Path, maker: _ScriptMaker, changes: _Changes) -> Iterator[str]:
    """Update the shared files; return the names of all."""
    by_file: dict[int, list[str]] = {}
    for concept_id in maker.entries:
        by_file.setdefault(file_of(concept_id, maker.count), []).append(concept_id)
    for number, concept_ids in by_file.items():
        name = f"{SHARED}/{number}.js"
        if changes.all or number in changes.files or not (outdir / name).is_file():
            write_if_changed(outdir / name, _script(map(maker.row, sorted(concept_ids))))
        yield name


class _ScriptMaker:
    """Makes scripts that contain entries; each entry is converted once."""

    def __init__(self, entries: Mapping[str, TipEntry], foreign: Mapping[str, TipEntry]) -> None:
        self.entries = entries
        self.count = shared_count(len(entries))
        self._foreign = foreign
        self._rows: dict[str, str] = {}
        self._inside: dict[str, frozenset[str]] = {}

    def row(self, concept_id: str) -> str:
        """The property of an object with an entry."""
        if concept_id not in self._rows:
            entry = self.entries.get(concept_id) or self._foreign.get(concept_id)
            self._rows[concept_id] = f"{_key(concept_id)}:{_json(entry)}"
        return self._rows[concept_id]

    def further(self, concept_ids: Iterable[str]) -> set[str]:
        """The concepts that have entries, and that only the tips of *concept_ids* refer to."""
        found = set[str]()
        for concept_id in concept_ids:
            if concept_id not in self._inside:
                entry = self.entries.get(concept_id)
                inside = concepts_in(entry) if entry else ()
                known = (c for c in inside if c in self.entries or c in self._foreign)
                self._inside[concept_id] = frozenset(known)
            found |= self._inside[concept_id]
        return found.difference(concept_ids)

    def sidecar(self, concept_ids: Iterable[str], further: set[str]) -> str:
        """The script for a page, with *further* entries if they are short.

        Otherwise it has the number of the shared files under the empty id. These do not have the
        entries of other projects.
        """
        rows = {concept_id: self.row(concept_id) for concept_id in concept_ids}
        added = {concept_id: self.row(concept_id) for concept_id in further}
        if sum(len(row.encode("utf-8")) for row in added.values()) > MAX_FURTHER:
            added = {c: row for c, row in added.items() if c not in self.entries}
            added[""] = f'"":{self.count}'
        return _script(row for _id, row in sorted((rows | added).items()))


def _script(rows: Iterable[str]) -> str:
    """A script that adds *rows* to those of other scripts.

    The object has no prototype, so that an id such as ``constructor`` has no value.
    """
    joined = ",\n".join(rows)
    return f"window.glossterm={{__proto__:null,...window.glossterm,\n{joined}\n}};\n"


def _key(concept_id: str) -> str:
    """A key of an object literal, where ``"__proto__": …`` would set the prototype."""
    return '["__proto__"]' if concept_id == "__proto__" else _json(concept_id)


def _json(value: Any) -> str:
    """JSON for use in a script: no ``<`` (it may end a script), no bare line separators.

    Not ASCII only, since Japanese would take twice the bytes. Keys are sorted, since the order of
    attributes differs between new definitions and those that an earlier build has saved.
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    for unsafe, escaped in _ESCAPED:  # several times as fast as ``translate``
        text = text.replace(unsafe, escaped)
    return text
