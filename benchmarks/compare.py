"""Compare the cost of the extension with plain Sphinx on the same pages.

``tox run -e bench`` measures everything and writes ``benchmarks/results/compare.json``, which the
documentation prints; ``--quick`` measures a small corpus and writes nothing. Each part is written
when it is complete, and the other parts of the file are kept, so that several commands can measure
different ``--parts`` at the same time. Instructions are the main measure, since they do not depend
on the machine's load; times are medians of ratios of pairs of builds, with their range.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from builds import CASES, Bench
from corpus import SIZES, roles_of
from counts import COMPARED, FEATURES, Counter, available, compared, least, needed, spent
from figures import goal_of
from growth import COUNTS, MEGABYTES, growth
from measure import best_counter
from parallel import parallel
from phases import phases_of_corpus, phases_of_shapes
from report import Report
from sites import Corpus, SphinxDocs, UnavailableError
from weight import weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

RESULTS = Path(__file__).parent / "results" / "compare.json"
LABELS_OF_SHAPES = (350, 700, 1400)
"""The index has the same form for all of them: no tips (up to 300 concepts), and one page (up to
1,500)."""
MEMORY = ("hand", "unused", "minimum", "entries_bare", "every_bare", "section", "every")
"""The settings whose memory is measured. Of these, only "hand" is compared with roles."""


def measure_counted(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Instructions of builds of the corpus in two sizes, if they can be counted: in the smaller one
    also with other extensions, and with single features turned off; in the larger one only what has
    a goal, since counting is slow."""
    counter = best_counter()
    if not counter:
        raise UnavailableError("neither perf nor Valgrind counts instructions here")
    report.note(counter=counter)
    names = [name for name in options.cases if name in COMPARED]
    for size in options.sizes:
        roles = roles_of(SIZES[size], work / f"{size}-roles")
        report.note(**{f"size {size}": f"{SIZES[size]}, {roles:,} roles"})
        first = size == options.sizes[0]
        counted = names if first else [name for name in names if goal_of(f"{name}/instructions")]
        settings = available(needed(counted))
        if features := first and set(COMPARED) == set(names):
            settings += FEATURES
        counting = Counter(SIZES[size], work / size, counter, SIZES["XS"])
        counts = counting.count(settings, options.jobs, counted, features=features)
        report.add(f"counted/{size}", compared(counts, names))
        for case, rows in spent(counts).items() if features else ():
            report.add(f"spent/{case}", rows)
        for case, rows in least(counts).items() if features else ():
            report.add(f"least/{case}", rows)


def measure_corpus(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Builds of the generated corpus, and their sizes."""
    size = SIZES[options.size]
    report.note(runs=options.runs, size=str(size))
    bench = Bench(Corpus(size), work, options.runs)
    for name in _of(options.cases, CASES):
        report.add(f"corpus/{name}", CASES[name](bench))
    report.add("weight", weight(bench.outdir_of_every()))


def measure_memory(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Peak memory of full builds of the smaller corpus; that of the larger one is in "corpus"."""
    size = SIZES[options.sizes[0]]
    report.note(runs=options.runs, size=str(size))
    bench = Bench(Corpus(size), work, options.runs)
    for name in _of(options.cases, MEMORY):
        rows = bench.full(name, bench.site.with_roles if name == "hand" else "plain")
        report.add(f"memory/{name}", {"megabytes": rows["megabytes"]})


def measure_growth(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Finding mentions with a growing number of labels."""
    report.note(runs=options.runs, megabytes=MEGABYTES)
    report.add("growth", growth(COUNTS[:2] if options.quick else COUNTS, options.runs))


def measure_phases(options: argparse.Namespace, work: Path, report: Report) -> None:
    """The growth of each phase with the text, and what is done in addition, by samples."""
    sizes = {"S": options.runs + 1, "M": options.runs, "4M": 1}
    if options.size != "M":
        sizes = {"XXS": 1, "XS": 1, "S": 1}
    report.note(**{f"size {name}": str(SIZES[name]) for name in sizes})
    measured = {name: (SIZES[name], runs) for name, runs in sizes.items()}
    for group, rows in phases_of_corpus(measured, work):
        report.add(group, rows)


def measure_shapes(options: argparse.Namespace, work: Path, report: Report) -> None:
    """The growth of each phase with the size of glossaries of unusual form."""
    counts = LABELS_OF_SHAPES if options.size == "M" else (50, 100)
    report.note(runs=options.runs, labels=", ".join(f"{count:,}" for count in counts))
    for group, rows in phases_of_shapes(counts, options.runs, work):
        report.add(group, rows)


def measure_parallel(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Parallel builds."""
    report.note(runs=options.runs, size=str(SIZES[options.size]))
    for jobs, rows in parallel(SIZES[options.size], options.runs, work).items():
        report.add(f"parallel/{jobs}", rows)


def measure_sphinx(options: argparse.Namespace, work: Path, report: Report) -> None:
    """Builds of Sphinx's own documentation."""
    report.note(runs=options.runs)
    bench = Bench(SphinxDocs.fetch(work), work, options.runs)
    for name in _of(options.cases, CASES):
        report.add(f"sphinx/{name}", CASES[name](bench))


PARTS: dict[str, Callable[[argparse.Namespace, Path, Report], None]] = {
    "counted": measure_counted,
    "corpus": measure_corpus,
    "memory": measure_memory,
    "growth": measure_growth,
    "phases": measure_phases,
    "shapes": measure_shapes,
    "parallel": measure_parallel,
    "sphinx": measure_sphinx,
}


def _of(names: Iterable[str], known: Iterable[str]) -> list[str]:
    return [name for name in known if name in names]


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line arguments."""
    cases = list(dict.fromkeys([*CASES, *COMPARED, *MEMORY]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("XS", "S", "M"), help="of the corpus (M)")
    parser.add_argument("--runs", type=int, help="pairs of full builds (1)")
    parser.add_argument("--jobs", type=int, help="builds counted at the same time (up to 2)")
    parser.add_argument("--quick", action="store_true", help="size S, two parts")
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="measure these only")
    parser.add_argument("--cases", nargs="+", choices=cases, help="of these builds only")
    parser.add_argument("--output", type=Path, help="the file to write")
    parser.add_argument("--check", action="store_true", help="fail if a figure is above its goal")
    options = parser.parse_args(words)
    if not (options.quick or options.size or options.cases):
        options.output = options.output or RESULTS
    options.size = options.size or ("S" if options.quick else "M")
    options.sizes = {"XS": ["XS"], "S": ["S"], "M": ["S", "SM"]}[options.size]
    options.runs = options.runs or 1
    options.jobs = options.jobs or min(2, os.cpu_count() or 1)
    options.parts = options.parts or (["corpus", "growth"] if options.quick else list(PARTS))
    options.cases = options.cases or cases
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
