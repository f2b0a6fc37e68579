"""Measure the phases of builds: how they grow with the text, and what this extension adds to each.

The builds run with ``inside.py``, which measures the phases in the process of the build.
"""

from __future__ import annotations

import json
import math
import shutil
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from inside import GARBAGE
from measure import Spread, run
from shapes import SHAPES, write_shape
from sites import CONF, EVERY, Corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from builds import Rows
    from corpus import Size

    Seconds = dict[str, float]

PAIRS = {"every": "plain", "hand": "by_hand"}
"""Setting → the setting that it is compared with; the largest size is built for the first only."""
NO_SIDEBAR = "html_sidebars = {'**': []}\nextensions = []\n"
"""In the projects of :mod:`shapes`, whose contents are one flat list."""
NEGLIGIBLE = 0.01
"""A phase with a smaller share of the largest build has no exponent: its time is too short."""
_INSIDE = Path(__file__).parent / "inside.py"


@dataclass(frozen=True, slots=True)
class Observed:
    """One build."""

    seconds: Seconds
    """Phase → processor time; ``all`` is the sum."""
    samples: Mapping[tuple[str, str], int]
    """Phase and module of this extension → the number of samples."""


def observe(source: Path) -> Observed:
    """A full build of *source*."""
    out, result = source / "html", source / "observed.json"
    shutil.rmtree(out, ignore_errors=True)
    run([sys.executable, str(_INSIDE), str(result), "-q", "-b", "html", str(source), str(out)])
    found = json.loads(result.read_text("utf-8"))
    shutil.rmtree(out)
    seconds = found["seconds"]
    samples = {(phase, module): count for phase, module, count in found["samples"]}
    return Observed({"all": sum(seconds.values()), **seconds}, samples)


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the logarithm of the cost over that of the size, by least squares: 1 if a cost
    grows like the size, 2 if it grows like its square."""
    logs = [math.log(size) for size in sizes]
    return statistics.linear_regression(logs, [math.log(cost) for cost in costs]).slope


def phases_of_corpus(
    sizes: Mapping[str, tuple[Size, int]], work: Path
) -> Iterator[tuple[str, Rows]]:
    """The growth of each phase of a full build with the generated corpus, for each of
    :data:`PAIRS`, and the profile of the builds of the size before the last; *sizes* has the number
    of builds of each of three sizes."""
    for number, (ours, base) in enumerate(PAIRS.items()):
        costs: dict[str, dict[float, Seconds]] = {ours: {}, base: {}}
        for name, (size, runs) in islice(sizes.items(), len(sizes) - number):
            sources = {s: Corpus(size).make(work / f"{s}-{name}", s) for s in (base, ours)}
            builds = _alternating(sources, runs)
            for setting, own in builds.items():
                costs[setting][size.pages] = _least(own)
            if name == list(sizes)[-2]:
                yield f"profile/{ours}", _profile(builds[base], builds[ours])
        yield f"phases/{ours}", _exponents(costs[base], costs[ours])


def phases_of_shapes(sizes: Sequence[int], runs: int, work: Path) -> Iterator[tuple[str, Rows]]:
    """The growth of each phase with the size of a glossary of unusual form, compared with Sphinx's
    own glossary with the same sources."""
    for shape in SHAPES:
        costs: dict[str, dict[float, Seconds]] = {"glossary": {}, "every": {}}
        for size in sizes:
            sources = {}
            for setting, conf in (("glossary", ""), ("every", EVERY)):
                sources[setting] = folder = work / f"{shape}-{size}-{setting}"
                write_shape(folder, shape, size)
                (folder / "conf.py").write_text(f"{CONF}{NO_SIDEBAR}{conf}", "utf-8")
            for setting, own in _alternating(sources, runs).items():
                costs[setting][size] = _least(own)
        yield f"shapes/{shape}", _exponents(costs["glossary"], costs["every"])


def _alternating(sources: dict[str, Path], runs: int) -> dict[str, list[Observed]]:
    """*runs* builds of each of *sources*, which are removed, in alternating order."""
    builds: dict[str, list[Observed]] = defaultdict(list)
    for number in range(runs):
        for setting in sorted(sources, reverse=bool(number % 2)):
            builds[setting].append(observe(sources[setting]))
    for source in sources.values():
        shutil.rmtree(source)
    return builds


def _least(builds: list[Observed]) -> Seconds:
    """The shortest time of each phase: other work on the machine only makes it longer."""
    phases = builds[0].seconds
    return {phase: min(one.seconds[phase] for one in builds) for phase in phases}


def _exponents(plain: dict[float, Seconds], ours: dict[float, Seconds]) -> Rows:
    found: Rows = {}
    for phase in ours[min(ours)]:
        grown = _exponent_of(ours, phase)
        if grown is None:
            continue
        found[f"{phase}/exponent"] = Spread.of([grown]).as_json() | {
            "ours": round(grown, 4),
            "seconds": {
                f"{size:g}": [round(one[size][phase], 3) for one in (plain, ours)]
                for size in sorted(ours)
            },
        }
        if (beside := _exponent_of(plain, phase)) is not None:
            found[f"{phase}/exponent"]["plain"] = round(beside, 4)
    return found


def _exponent_of(costs: dict[float, Seconds], phase: str) -> float | None:
    sizes, largest = sorted(costs), costs[max(costs)]
    if largest[phase] < NEGLIGIBLE * largest["all"] or not all(costs[s][phase] for s in sizes):
        return None
    return exponent(sizes, [costs[size][phase] for size in sizes])


_STATE = {"incremental", "output", "digest"}
PARTS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("setup", lambda phase, module: phase == "setup"),
    ("index", lambda phase, module: module.startswith(("sphinx_ext/index/", "listing/"))),
    ("tips", lambda phase, module: module.startswith("sphinx_ext/tips/")),
    ("state", lambda phase, module: phase == "saving" or Path(module).stem in _STATE),
    *(
        (name, lambda phase, module, name=name: phase == name)
        for name in ("reading", "deciding", "resolving", "writing", "files")
    ),
    ("other", lambda phase, module: True),
)
"""Part of the work of this extension → whether the outermost of its functions belongs to it; the
first that does."""


def part_of(phase: str, module: str) -> str:
    """The part of the work of this extension in *module*, which runs in *phase*."""
    return next(name for name, holds in PARTS if holds(phase, module))


def _profile(plain: list[Observed], ours: list[Observed]) -> Rows:
    """What a full build does in functions of this extension, and what Sphinx and the garbage
    collector do in addition, in per cent of the processor time of the build that it is compared
    with."""
    shares: dict[str, list[float]] = defaultdict(list)
    for pair in zip(plain, ours, strict=True):
        for part, share in _shares(*pair).items():
            shares[part].append(share)
    return {f"{part}/share": Spread.of(own).as_json() for part, own in shares.items()}


def _shares(plain: Observed, ours: Observed) -> dict[str, float]:
    """Part → its share."""
    own: Seconds = dict.fromkeys((name for name, _holds in PARTS), 0.0)
    interval = ours.seconds["all"] / sum(ours.samples.values())
    for (phase, module), count in ours.samples.items():
        if module and phase != GARBAGE:
            own[part_of(phase, module)] += count * interval
    more = ours.seconds["all"] - plain.seconds["all"]
    own[GARBAGE] = ours.seconds[GARBAGE] - plain.seconds[GARBAGE]
    own |= {"sphinx": more - sum(own.values()), "all": more}
    return {part: 100 * seconds / plain.seconds["all"] for part, seconds in own.items()}
