"""What the extension costs against plain Sphinx on the same pages, paired in one run.

``tox run -e bench`` measures everything and writes ``benchmarks/results/compare.json``, which
the documentation prints; ``--quick`` measures a small corpus once and writes nothing. Machines
differ, ratios hardly: each figure is the median of the ratios of pairs, with their range.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from builds import CASES, Bench
from corpus import SIZES
from growth import COUNTS, growth
from measure import best_counter
from report import Report
from sites import Corpus, SphinxDocs, UnavailableError
from weight import weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RESULTS = Path(__file__).parent / "results" / "compare.json"


class Run:
    """One run: what was asked for, and the folder that it works in."""

    def __init__(self, options: argparse.Namespace, work: Path) -> None:
        self.options = options
        self.work = work
        self.report = Report(runs=options.runs, size=str(SIZES[options.size]))

    def corpus(self) -> None:
        """Builds of the corpus."""
        bench = Bench(Corpus(SIZES[self.options.size]), self.work / "corpus", self.options.runs)
        self._builds("corpus", bench)
        self.report.add("weight", weight(bench.outdir_of_every()))

    def sphinx(self) -> None:
        """Builds of Sphinx's own documentation."""
        (self.work / "sphinx").mkdir()
        try:
            site = SphinxDocs.fetch(self.work / "sphinx")
        except UnavailableError as error:
            print(f"left out: {error}")
        else:
            self._builds("sphinx", Bench(site, self.work / "sphinx", self.options.runs))

    def counted(self) -> None:
        """Instructions of builds of the small corpus, where they can be counted."""
        counter = best_counter()
        if not counter:
            print("left out: neither perf nor Valgrind counts instructions here")
            return
        self.report.note(counter=counter)
        size = SIZES["XS" if self.options.size == "XS" else "S"]
        bench = Bench(Corpus(size), self.work / "counted", 1, counter)
        for name in self.options.cases:
            rows = CASES[name](bench)
            self.report.add(f"counted/{name}", {"instructions": rows["instructions"]})

    def growth(self) -> None:
        """Finding mentions among ever more labels."""
        counts = COUNTS[:2] if self.options.quick else COUNTS
        self.report.add("growth", growth(counts, self.options.runs))

    def _builds(self, name: str, bench: Bench) -> None:
        for case in self.options.cases:
            self.report.add(f"{name}/{case}", CASES[case](bench))


PARTS: dict[str, Callable[[Run], None]] = {
    "corpus": Run.corpus,
    "growth": Run.growth,
    "counted": Run.counted,
    "sphinx": Run.sphinx,
}


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, help="of the corpus (M)")
    parser.add_argument("--runs", type=int, help="pairs of full builds (3)")
    parser.add_argument("--quick", action="store_true", help="size S, one pair, no other project")
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="measure these only")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--output", type=Path, help="the file to write")
    parser.add_argument("--check", action="store_true", help="fail if a figure is above its goal")
    options = parser.parse_args(words)
    complete = not (options.quick or options.parts or options.size) and len(options.cases) == len(
        CASES
    )
    options.size = options.size or ("S" if options.quick else "M")
    options.runs = options.runs or (1 if options.quick else 3)
    options.parts = options.parts or (["corpus", "growth"] if options.quick else list(PARTS))
    options.output = options.output or (RESULTS if complete else None)
    return options


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 if a figure is above its goal and that was asked for."""
    options = arguments(words)
    with tempfile.TemporaryDirectory() as work:
        run = Run(options, Path(work))
        for part in options.parts:
            PARTS[part](run)
        if options.output:
            run.report.save(options.output)
    return int(options.check and bool(run.report.missed()))


if __name__ == "__main__":
    raise SystemExit(main())
