"""Benchmarks of builds, each comparing plain Sphinx with this extension, in pairs.

The two builds of a pair run one after the other, in alternating order, so that changes in the
machine's speed affect both; the ratio is computed for each pair.
"""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus import ADDITIONS
from measure import Cost, Snapshot, Spread, run, sources_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sites import Site

    Change = Callable[[Path, int], set[str] | None]
    Rows = dict[str, dict[str, Any]]
    """Name of a measure → its spread, as in the results file."""


@dataclass(frozen=True, slots=True)
class Build:
    """One build of one project."""

    cost: Cost
    pages: set[str]
    """Documents whose pages were written, without those with a table of contents, which Sphinx
    always writes with the pages that they list."""
    same: set[str]
    """Documents whose page was written without a change."""
    read: set[str]
    """Documents whose source was read."""


@dataclass
class Bench:
    """A site with and without this extension, next to each other in one folder."""

    site: Site
    work: Path
    runs: int
    _sources: dict[str, Path] = field(default_factory=dict)

    def full(self, setting: str, base: str = "plain") -> Rows:
        """Builds in an empty directory, compared with those of *base*."""
        runs = range(self.runs)
        return ratios([self._pair(setting, number, base, fresh=True) for number in runs])

    def again(self, change: Change) -> Rows:
        """Builds after *change*; they are shorter, so there are three times as many."""
        for setting in ("plain", "every"):
            self._settle(setting)
        pairs: list[tuple[Build, Build]] = []
        missed: list[float] = []
        for number in range(min(3 * self.runs, ADDITIONS)):
            change(self._source("plain"), number)
            mentioning = change(self._source("every"), number)
            pairs.append(self._pair("every", number))
            if mentioning is not None:
                missed.append(len(mentioning - pairs[-1][1].pages))
        return ratios(pairs) | beyond_plain(pairs) | _counted("missed", missed)

    def outdir_of_every(self) -> Path:
        """The site with every mention linked."""
        self._settle("every")
        return self._outdir("every")

    def _settle(self, setting: str) -> None:
        """Build until everything is up to date, without measuring."""
        if not self._outdir(setting).exists():
            self._build(setting)
        self._build(setting)

    def _pair(
        self, setting: str, number: int, base: str = "plain", *, fresh: bool = False
    ) -> tuple[Build, Build]:
        names = (base, setting) if number % 2 == 0 else (setting, base)
        builds = {name: self._build(name, fresh=fresh) for name in names}
        return builds[base], builds[setting]

    def _build(self, setting: str, *, fresh: bool = False) -> Build:
        source, outdir = self._source(setting), self._outdir(setting)
        if fresh:
            shutil.rmtree(outdir, ignore_errors=True)
        before = Snapshot.of(outdir)
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(outdir)]
        cost = run(command)
        after = Snapshot.of(outdir)
        written = after.written_since(before)
        pages = {name for name in after.pages(written) if not _has_contents(outdir, name)}
        same = {name for name in pages if after.page(name) == before.page(name)}
        return Build(cost, pages, same, sources_read(written))

    def _source(self, setting: str) -> Path:
        if setting not in self._sources:
            self._sources[setting] = self.site.make(self.work / setting, setting)
        return self._sources[setting]

    def _outdir(self, setting: str) -> Path:
        return self.work / f"{setting}.html"


def _has_contents(outdir: Path, docname: str) -> bool:
    return "toctree-wrapper" in (outdir / f"{docname}.html").read_text("utf-8")


def ratios(pairs: list[tuple[Build, Build]]) -> Rows:
    """Time and memory with this extension, relative to plain Sphinx."""
    found: Rows = {}
    for name, unit in (("seconds", "s"), ("megabytes", "MB")):
        both = [(getattr(a.cost, name), getattr(b.cost, name)) for a, b in pairs]
        found[name] = Spread.of([ours / plain for plain, ours in both]).as_json()
        sides = zip(("plain", "ours"), zip(*both, strict=True), strict=True)
        found[name] |= {side: Spread.of(values).median for side, values in sides}
        found[name]["unit"] = unit
    return found


def beyond_plain(pairs: list[tuple[Build, Build]]) -> Rows:
    """The number of pages read and written with this extension but not by plain Sphinx."""
    counts: dict[str, list[float]] = defaultdict(list)
    for plain, ours in pairs:
        counts["pages"].append(len(ours.pages - plain.pages))
        counts["needless"].append(len((ours.pages - plain.pages) & ours.same))
        counts["read"].append(len(ours.read - plain.read))
    return {name: row for key in counts for name, row in _counted(key, counts[key]).items()}


def _counted(name: str, values: list[float]) -> Rows:
    return {name: Spread.of(values).as_json()} if values else {}


def hand(bench: Bench) -> Rows:
    """A full build with tooltips and index of the pages with Sphinx's glossary and roles, and no
    mentions linked, compared with Sphinx alone with the same pages."""
    return bench.full("hand", bench.site.with_roles)


def unused(bench: Bench) -> Rows:
    """A full build with the extension and its default options; the corpus then has no glossary,
    only plain definition lists."""
    return bench.full("unused")


def section(bench: Bench) -> Rows:
    """A full build with tooltips and index, linking the first mention of a term in each section of
    every page."""
    return bench.full("section")


def every(bench: Bench) -> Rows:
    """A full build with tooltips and index, linking every mention in every page."""
    return bench.full("every")


def nothing(bench: Bench) -> Rows:
    """A second build with every mention linked, without changes."""
    return bench.again(lambda source, number: None)


def definition(bench: Bench) -> Rows:
    """A second build with every mention linked, after a definition has changed."""
    return bench.again(bench.site.edit_definition)


def label(bench: Bench) -> Rows:
    """A second build with every mention linked, after a term was added that some pages mention;
    plain Sphinx gets the same new entry, and has no pages to link."""
    return bench.again(bench.site.add_label)


CASES = {case.__name__: case for case in (hand, unused, section, every, nothing, definition, label)}
