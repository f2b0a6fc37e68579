"""Compare the cost of the extension with plain Sphinx on the same pages, in pairs.

``tox run -e bench`` measures everything and writes ``benchmarks/results/compare.json``, which the
documentation prints; ``--quick`` measures a small corpus once and writes nothing. With ``--parts``,
the other parts of the file are kept. Machines differ, ratios hardly: each figure is the median of
the ratios of pairs, with their range.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from builds import CASES, Bench
from corpus import SIZES
from growth import COUNTS, MEGABYTES, growth
from measure import best_counter
from report import Report
from sites import Corpus, SphinxDocs, UnavailableError
from weight import weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RESULTS = Path(__file__).parent / "results" / "compare.json"


def measure_corpus(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Builds of the generated corpus, and their sizes."""
    size = SIZES[options.size]
    report.note(runs=options.runs, size=str(size))
    bench = Bench(Corpus(size), work, options.runs)
    for name in options.cases:
        report.add(f"corpus/{name}", CASES[name](bench))
    report.add("weight", weight(bench.outdir_of_every()))


def measure_growth(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Finding mentions with a growing number of labels."""
    report.note(runs=options.runs, megabytes=MEGABYTES)
    report.add("growth", growth(COUNTS[:2] if options.quick else COUNTS, options.runs))


def measure_counted(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Instructions of builds of the small corpus, if they can be counted."""
    counter, size = best_counter(), SIZES["XS" if options.size == "XS" else "S"]
    if not counter:
        raise UnavailableError("neither perf nor Valgrind counts instructions here")
    report.note(counter=counter, size=str(size))
    bench = Bench(Corpus(size), work, 1, counter)
    for name in options.cases:
        rows = CASES[name](bench)
        report.add(f"counted/{name}", {"instructions": rows["instructions"]})


def measure_sphinx(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Builds of Sphinx's own documentation."""
    report.note(runs=options.runs)
    bench = Bench(SphinxDocs.fetch(work), work, options.runs)
    for name in options.cases:
        if name in {"glossary", "by_hand"}:  # there the plain build has a glossary too
            continue
        report.add(f"sphinx/{name}", CASES[name](bench))


PARTS: dict[str, Callable[[argparse.Namespace, Path, Report], None]] = {
    "corpus": measure_corpus,
    "growth": measure_growth,
    "counted": measure_counted,
    "sphinx": measure_sphinx,
}


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, help="of the corpus (M)")
    parser.add_argument("--runs", type=int, help="pairs of full builds (3)")
    parser.add_argument("--quick", action="store_true", help="size S, one pair, two parts")
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="measure these only")
    parser.add_argument("--cases", nargs="+", choices=CASES, help="of these builds only")
    parser.add_argument("--output", type=Path, help="the file to write")
    parser.add_argument("--check", action="store_true", help="fail if a figure is above its goal")
    options = parser.parse_args(words)
    if not (options.quick or options.size or options.cases):
        options.output = options.output or RESULTS
    options.size = options.size or ("S" if options.quick else "M")
    options.runs = options.runs or (1 if options.quick else 3)
    options.parts = options.parts or (["corpus", "growth"] if options.quick else list(PARTS))
    options.cases = options.cases or list(CASES)
    return options


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, write; returns 1 if a figure is above its goal and this was requested."""
    options = arguments(words)
    missed: list[str] = []
    for part in options.parts:
        report = Report(part)
        with tempfile.TemporaryDirectory() as work:
            try:
                PARTS[part](options, Path(work), report)
            except UnavailableError as error:
                print(f"{part} is left out: {error}")
                continue
        missed += report.missed()
        if options.output:
            report.save(options.output)
    return int(options.check and bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
