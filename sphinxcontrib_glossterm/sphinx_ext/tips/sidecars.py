"""Write the files with definitions: one for each page, shared ones, and the published one.

A page has the definitions of the concepts that it refers to in its *sidecar*. The tips of these
concepts refer to further concepts, whose definitions are only needed if a reader opens a tip inside
a tip. If they are short, the sidecar has them too. Otherwise the script loads them when the first
tip opens, from *shared* files, which each contain a few definitions of the project.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.model import is_web_address

from ..writing import write_if_changed
from .assets import SHARED, SIDECARS
from .entry import concepts_in, foreign_entries, in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Set
    from pathlib import Path

    from sphinxcontrib_glossterm.formats.own.project_json import TipEntry

    from ..domain import GlosstermDomain
    from .published import PublishedData

MAX_FURTHER = 4_000
"""Maximum size of the entries in a sidecar that only tips inside tips need: bytes in the published
file, without entries of other projects."""
PER_FILE = 32
"""About how many definitions a shared file has: about 12 kB, 3 kB compressed."""
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


class DefinitionFiles:
    """The files with definitions in one output directory."""

    def __init__(
        self,
        outdir: Path,
        domain: GlosstermDomain,
        published: PublishedData,
        pages: Mapping[str, Set[str]],
        language_of: Callable[[str], str],
    ) -> None:
        """*pages* gives, for the name of each page, the ids of the concepts that it refers to.

        *language_of* is called with the name of a page.
        """
        self._outdir = outdir
        self._pages = pages
        self._published = published
        self._scripts = _Scripts(published, foreign_entries(domain), domain)
        self._language_of = language_of
        self._further = self._scripts.further(pages)
        self._shared = self._shared_files()
        self.names = {*map(sidecar, pages), *self._shared}
        """The names of the sidecars and the shared files."""

    def _shared_files(self) -> dict[str, list[str]]:
        """The name of each shared file with the ids of its concepts, if a page needs any."""
        found: dict[str, list[str]] = {}
        if any(map(self._scripts.are_long, self._further.values())):
            for concept_id in sorted(self._published.rows):
                name = f"{SHARED}/{file_of(concept_id, self._scripts.count)}.js"
                found.setdefault(name, []).append(concept_id)
        return found

    def write(self, written: Container[str], existing: Container[str]) -> None:
        """Update all files. *written* has the pages that this build wrote.

        The links of other pages are unchanged, so of these only sidecars are checked that contain a
        concept which differs from the published one. *existing* has the names of files that are
        unchanged since the last build.
        """
        changed = self._changed()
        for page, concepts in self._pages.items():
            further, name = self._further[page], sidecar(page)
            same = changed is not None and self._are_same(concepts | further, changed)
            if page in written or not same or name not in existing:
                script = self._scripts.sidecar(concepts, further, self._language_of(page))
                write_if_changed(self._outdir / name, script)
        files = {file_of(concept_id, self._scripts.count) for concept_id in changed or ()}
        names = {f"{SHARED}/{number}.js" for number in files}
        for name, concept_ids in self._shared.items():
            if changed is None or name in names or name not in existing:
                write_if_changed(self._outdir / name, self._scripts.of(concept_ids))
        self._published.write()  # last: after an interrupted build the difference remains

    def _are_same(self, concept_ids: Set[str], changed: Set[str]) -> bool:
        """Whether none is *changed*; of concepts of other projects this is not known."""
        return changed.isdisjoint(concept_ids) and concept_ids <= self._published.rows.keys()

    def _changed(self) -> Set[str] | None:
        """The concepts that were added, changed or removed since the last build.

        ``None``: any may be, or there is another number of shared files.
        """
        same_files = shared_count(self._published.last_count) == self._scripts.count
        return self._published.changed if same_files else None


class _Scripts:
    """Makes scripts that contain entries; each entry is converted once."""

    def __init__(
        self,
        published: PublishedData,
        foreign: Mapping[str, TipEntry],
        domain: GlosstermDomain,
    ) -> None:
        self.count = shared_count(len(published.rows))
        self._published = published
        self._own = published.rows.keys()
        self._foreign = foreign
        self._scheme, self._prose = domain.scheme, domain.prose_languages
        self._language = str(domain.env.config.language)
        self._rows: dict[tuple[str, str], str] = {}
        self._sizes: dict[str, int] = {}

    def further(self, pages: Mapping[str, Set[str]]) -> Mapping[str, Set[str]]:
        """For each of *pages*, the concepts with entries that only tips of its concepts show."""
        used = frozenset[str]().union(*pages.values()) & self._own
        inside = {concept_id: self._concepts_in(concept_id) for concept_id in used}
        return {
            page: frozenset[str]().union(*[inside[c] for c in ids & used]) - ids
            for page, ids in pages.items()
        }

    def _concepts_in(self, concept_id: str) -> Set[str]:
        found = concepts_in(self._published.entry(concept_id))
        return {other for other in found if other in self._own or other in self._foreign}

    def are_long(self, further: Iterable[str]) -> bool:
        """Whether *further* entries are too long for a sidecar."""
        return sum(map(self._size, further)) > MAX_FURTHER

    def _size(self, concept_id: str) -> int:
        """In a published file, without entries of other projects."""
        if concept_id not in self._sizes:
            self._sizes[concept_id] = len(self._published.rows.get(concept_id, "").encode("utf-8"))
        return self._sizes[concept_id]

    def sidecar(self, concept_ids: Iterable[str], further: Set[str], language: str) -> str:
        """The script for a page in *language*, with *further* entries if they are short.

        Otherwise it has the number of the shared files under the empty id. These do not have the
        entries of other projects.
        """
        rows = {concept_id: self._row(concept_id, language) for concept_id in concept_ids}
        if self.are_long(further):
            further = further - self._own
            rows[""] = f'"":{self.count}'
        rows |= {concept_id: self._row(concept_id, language) for concept_id in further}
        return _script(row for _id, row in sorted(rows.items()))

    def of(self, concept_ids: Iterable[str]) -> str:
        """A script with these concepts of this project."""
        return _script(self._row(concept_id, self._language) for concept_id in concept_ids)

    def _row(self, concept_id: str, language: str) -> str:
        """The property of an object with an entry."""
        key = concept_id, language
        if key not in self._rows:
            own = concept_id in self._own
            entry = self._published.entry(concept_id) if own else self._foreign.get(concept_id)
            if entry:
                concept = self._scheme[concept_id] if own else None
                entry = in_language(entry, concept, language, self._prose)
            self._rows[key] = f"{_key(concept_id)}:{_json(_linked(entry))}"
        return self._rows[key]


def _linked(entry: TipEntry | None) -> Mapping[str, Any]:
    """*entry* with a link if its source is the address of a page."""
    source = entry.get("source", "") if entry else ""
    shown = {"source": ["a", {"href": source}, source]} if is_web_address(source) else {}
    return {**(entry or {}), **shown}


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
