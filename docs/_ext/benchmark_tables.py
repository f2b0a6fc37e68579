"""Tables of the benchmarks' results, as Markdown.

Figures have cells of their own, so that sentences do not change when something is measured again.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from from_code import plain, table

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))
from corpus import FOR_TESTS, SIZES  # noqa: E402
from figures import BASES, BUILDS, MEASURES, PARTS, PHASES, excess, goal_of, is_missed  # noqa: E402
from report import number  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Figures = Mapping[str, dict[str, Any]]
    """Key → figure, as in the results file."""

CONDITIONS = {
    "date": "Date",
    "python": "Python",
    "sphinx": "Sphinx",
    "docutils": "docutils",
    "ahocorasick-rs": "ahocorasick-rs",
    "sphinx-tippy": "sphinx-tippy",
    "sphinx-riddle-whisper": "sphinx-riddle-whisper",
    "processors": "Processors",
    "size": "Corpus",
    "labels": "Labels",
    "megabytes": "Text, MB",
    "runs": "Builds or passes of each",
    "counter": "Counted by",
    "minutes": "Minutes",
}
"""Conditions of a measurement, in this order."""
SIZE = "size "
"""Prefix of the condition that describes the corpus of a size."""


def conditions(measured: Mapping[str, Any]) -> Iterator[str]:
    """The conditions of a part, as a table of one row."""
    known = {text: measured[name] for name, text in CONDITIONS.items() if name in measured}
    sizes = {name: text for name, text in measured.items() if name.startswith(SIZE)}
    known |= {f"Size {name.removeprefix(SIZE)}": text for name, text in sizes.items()}
    yield from (*table([*known], [[str(value) for value in known.values()]]), "")


def sizes() -> Iterator[str]:
    """The sizes of the corpus."""
    rows = [
        (f"`{name}`", *map(number, (size.terms, size.pages, size.glossaries)))
        for name, size in SIZES.items()
        if name not in FOR_TESTS
    ]
    yield from (*table(("Size", "Terms", "Pages", "Pages of glossaries"), rows), "")


def compared(figures: Figures) -> Iterator[str]:
    """A table for each thing that is compared."""
    head = ("Figure", "Median (range)", "Plain Sphinx → ours", "Goal", "Result", "Reason")
    for group, keys in _groups(figures).items():
        rows = []
        for key in keys:
            figure = figures[key]
            sides = (
                f"{_side(figure, 'plain')} → {_side(figure, 'ours')}" if "ours" in figure else ""
            )
            unit = figure.get("unit", "")
            rows.append(
                (_measure(key), _spread(figure), f"{sides} {unit}".strip(), *_aim(key, figure))
            )
        yield from (_docstring(group), "", *_filled(head, rows), "")


def counted(figures: Figures) -> Iterator[str]:
    """One table: a row for each comparison, a column for each size."""
    keys = [key for key in figures if key.startswith("counted/")]
    sizes = list(dict.fromkeys(key.split("/")[1] for key in keys))
    head = ["Build", "Compared with"]
    for size in sizes:
        head += [f"Size {size}: G", f"Size {size}: ratio"]
    rows = []
    for name, (ours, base) in BUILDS.items():
        own = {s: figures.get(f"counted/{s}/{name}/instructions") for s in sizes}
        if not any(own.values()):
            continue
        cells = [ours, BASES[base]]
        for figure in own.values():
            cells += [_side(figure, "ours"), f"{figure['median']:.3f}"] if figure else ["", ""]
        worst = max((figure for figure in own.values() if figure), key=lambda one: one["median"])
        rows.append((*cells, *_aim(f"{name}/instructions", worst)))
    yield from (*_filled((*head, "Goal", "Result", "Reason"), rows), "")


def memory(figures: Figures) -> Iterator[str]:
    """One table of peak memory."""
    head = ("Build", "Compared with", "MB without", "MB", "Ratio (range)", "Goal", "Result")
    rows = [
        (
            *_build(name),
            *(_side(figure, "plain"), _side(figure, "ours"), _spread(figure)),
            *_aim(key, figure)[:2],
        )
        for key, figure in figures.items()
        for name in [key.split("/")[1]]
    ]
    yield from (*_filled(head, rows), "")


def growth(figures: Figures) -> Iterator[str]:
    """One table: a row for each number of labels."""
    names = ("find", "speed", "build", "memory", "hits")
    head = ("Labels", *(MEASURES[name] for name in names), "Goal", "Result")
    rows = []
    for count in dict.fromkeys(key.split("/")[1] for key in figures):
        own = [figures[f"growth/{count}/{name}"] for name in names]
        aim = _aim(f"growth/{count}/find", own[0])[:2]
        rows.append((number(int(count)), *map(_spread, own), *aim))
    yield from (*_filled(head, rows), "")


def phases(figures: Figures) -> Iterator[str]:
    """A table for each pair of builds: the exponent and the times of each phase."""
    exponents = {key: row for key, row in figures.items() if key.endswith("/exponent")}
    for group, keys in _groups(exponents).items():
        setting = group.rpartition("/")[2]
        ours, base = _build(setting)
        sizes = list(figures[keys[0]]["seconds"])
        rows = []
        for key in keys:
            figure = figures[key]
            times = [" → ".join(map(number, figure["seconds"][size])) for size in sizes]
            rows.append((*_exponents(key, figure), *times, _aim(key, figure)[1]))
        pages = [f"{number(int(size))} pages, s" for size in sizes]
        head = ("Phase", "Exponent without", "Exponent", *pages, "Result")
        yield from (f"{ours}, compared with: {base}", "", *_filled(head, rows), "")


def shapes(figures: Figures) -> Iterator[str]:
    """One table: the exponent of the whole build, and that of the phase that grows the fastest."""
    head = (
        *("Shape", "Build: exponent without", "Exponent"),
        *("Steepest phase", "Phase: exponent without", "Exponent", "Result"),
    )
    rows = []
    for group, keys in _groups(figures).items():
        whole, *own = keys
        steepest = max(own, key=lambda key: excess(figures[key]))
        missed = any(is_missed(key, figures[key]) for key in keys)
        builds = _exponents(whole, figures[whole])[1:]
        ends = _exponents(steepest, figures[steepest])
        rows.append((_docstring(group), *builds, *ends, "missed" if missed else "met"))
    yield from (*table(head, rows), "")


def spent(figures: Figures) -> Iterator[str]:
    """What each feature adds: one row for each, and two columns for each build."""
    yield from _shares(_of("spent", figures), "billions")


def least(figures: Figures) -> Iterator[str]:
    """What builds take at least, beside what their goals allow."""
    head = ("Minimum, %", "Imports, %", "Both, %", "Allowed by the goal, %", "This extension, %")
    parts = ("minimum", "importing", "least", "allowed", "ours")
    shares = {key: _digits(figure["median"], 1) for key, figure in _of("least", figures).items()}
    rows = [
        (BUILDS[case][0], *(shares[f"least/{case}/{part}/share"] for part in parts))
        for case in dict.fromkeys(key.split("/")[1] for key in shares)
    ]
    yield from (*table(("Build", *head), rows), "")


def profile(figures: Figures) -> Iterator[str]:
    """What the extension does in each part of a build."""
    yield from _shares(figures)


def parallel(figures: Figures) -> Iterator[str]:
    """One table: a row for each number of processes."""
    head = (
        *("Processes", "Plain Sphinx, s", "Ours, s", "Ratio (range)"),
        *("Plain Sphinx: times faster", "Ours: times faster"),
    )
    first = next(iter(figures.values()))
    rows = [
        (
            key.split("/")[1],
            *(_side(figure, "plain"), _side(figure, "ours"), _spread(figure)),
            *(f"{first[side] / figure[side]:.2f}" for side in ("plain", "ours")),
        )
        for key, figure in figures.items()
    ]
    yield from (*table(head, rows), "")


TABLES: Mapping[str, Callable[[Figures], Iterator[str]]] = {
    "corpus": compared,
    "sphinx": compared,
    "counted": counted,
    "spent": spent,
    "least": least,
    "memory": memory,
    "growth": growth,
    "phases": phases,
    "shapes": shapes,
    "profile": profile,
    "parallel": parallel,
}
"""Part of the results file → its tables."""


def _of(name: str, figures: Figures) -> Figures:
    return {key: figure for key, figure in figures.items() if key.startswith(f"{name}/")}


def _groups(figures: Figures) -> dict[str, list[str]]:
    """What is compared → the keys of its figures."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key in figures:
        if key.startswith(("phases/", "shapes/")):
            group = key.rsplit("/", 2)[0]
        else:
            name = max((name for name in MEASURES if key.endswith(f"/{name}")), key=len)
            group = key.removesuffix(f"/{name}")
        groups[group].append(key)
    return groups


def _measure(key: str) -> str:
    return MEASURES[max((name for name in MEASURES if key.endswith(f"/{name}")), key=len)]


def _build(setting: str) -> tuple[str, str]:
    """A full build, and what it is compared with."""
    ours, base = BUILDS["hand_beside_by_hand" if setting == "hand" else setting]
    return ours, BASES[base]


def _spread(figure: Mapping[str, Any]) -> str:
    median, low, high = (number(figure[name]) for name in ("median", "min", "max"))
    return median if low == high else f"{median} ({low}–{high})"


def _side(figure: Mapping[str, Any], side: str) -> str:
    return number(figure[side])


def _aim(key: str, figure: dict[str, Any]) -> tuple[str, str, str]:
    """The goal, whether it is met, and its reason."""
    goal = goal_of(key)
    if goal is None:
        return "", "", ""
    return number(goal.at_most), "**missed**" if is_missed(key, figure) else "met", goal.because


def _exponents(key: str, figure: Mapping[str, Any]) -> tuple[str, str, str]:
    beside = f"{figure['plain']:.2f}" if "plain" in figure else ""
    return PHASES[key.split("/")[2]], beside, f"{figure['ours']:.2f}"


def _shares(figures: Figures, second: str = "") -> Iterator[str]:
    """One row for each part, and one or two columns for each build."""
    keys = [key for key in figures if key.endswith("/share")]
    groups = list(dict.fromkeys(key.rsplit("/", 2)[0] for key in keys))
    builds = [BUILDS[group.rpartition("/")[2]][0] for group in groups]
    units = ("%", "G") if second else ("%",)
    rows = []
    for part, text in PARTS.items():
        own = [figures.get(f"{group}/{part}/share", {}) for group in groups]
        sides = [(figure.get("median"), figure.get(second)) for figure in own]
        cells = [text for share, count in sides for text in (_digits(share, 1), _digits(count, 3))]
        cells = cells if second else cells[::2]
        if any(cells):
            rows.append((text, *cells))
    head = ("Part", *(f"{build}: {unit}" for build in builds for unit in units))
    yield from (*table(head, rows), "")


def _digits(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _filled(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    """A table without its empty columns."""
    columns = [column for column in zip(head, *rows, strict=True) if any(column[1:])]
    first, *body = zip(*columns, strict=True)
    yield from table(first, body)


def _docstring(group: str) -> str:
    """What the figures of *group* compare: the docstring of the function that measures them."""
    name = group.rpartition("/")[2]
    for module in sorted(BENCHMARKS.glob("*.py")):
        for statement in ast.parse(module.read_text("utf-8")).body:
            if isinstance(statement, ast.FunctionDef) and statement.name == name:
                return plain(ast.get_docstring(statement) or "")
    raise LookupError(name)
