"""A directive that prints the measured figures, next to the goals that the code declares."""

from __future__ import annotations

import ast
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from from_code import plain, table
from sphinx.util.docutils import SphinxDirective

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))
from figures import MEASURES, goal_of  # noqa: E402
from report import number  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

RESULTS = BENCHMARKS / "results" / "compare.json"
HEAD = ("Figure", "Median (lowest to highest)", "Plain Sphinx → ours", "Goal")
CONDITIONS = {
    "date": "on {}",
    "python": "Python {}",
    "sphinx": "Sphinx {}",
    "docutils": "docutils {}",
    "ahocorasick-rs": "ahocorasick-rs {}",
    "processors": "{} processors",
    "size": "{}",
    "megabytes": "{} MB of text",
    "runs": "full builds or passes: {} of each",
    "counter": "counted by {}",
}
"""Conditions of the measurement → the text for each, in this order."""


class Benchmarks(SphinxDirective):
    """The figures of one part: ``corpus``, ``growth``, ``counted`` or ``sphinx``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A table for each thing that is compared, and what the figures were measured with."""
        for path in (RESULTS, *BENCHMARKS.glob("*.py")):
            self.env.note_dependency(str(path))
        part = json.loads(RESULTS.read_text("utf-8")).get(self.arguments[0])
        lines = markdown(part) if part else ["The last run left this part out."]
        return self.parse_text_to_nodes("\n".join(lines))


def markdown(part: dict[str, Any]) -> Iterator[str]:
    """One part of the results file."""
    yield from (f"Measured {_conditions(part['measured'])}.", "")
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in part["figures"]:
        group, measure = _split(key)
        groups[group].append((key, measure))
    for group, rows in groups.items():
        yield from (_compared(group), "")
        cells = [HEAD, *(_row(key, measure, part["figures"][key]) for key, measure in rows)]
        filled = [column for column in zip(*cells, strict=True) if any(column[1:])]
        head, *body = zip(*filled, strict=True)
        yield from (*table(head, body), "")


def _split(key: str) -> tuple[str, str]:
    """The key of a figure as what is compared and what is measured."""
    measure = max((name for name in MEASURES if key.endswith(f"/{name}")), key=len)
    return key.removesuffix(f"/{measure}"), measure


def _row(key: str, measure: str, figure: dict[str, Any]) -> tuple[str, ...]:
    goal = goal_of(key)
    median, low, high = (number(figure[name]) for name in ("median", "min", "max"))
    spread = median if low == high else f"{median} ({low} to {high})"
    sides = ""
    if "unit" in figure:
        sides = f"{number(figure['plain'])} → {number(figure['ours'])} {figure['unit']}".rstrip()
    aim = f"{number(goal.at_most)} at most. {goal.because}" if goal else ""
    return MEASURES[measure], spread, sides, aim


def _conditions(measured: dict[str, Any]) -> str:
    return ", ".join(text.format(measured[n]) for n, text in CONDITIONS.items() if n in measured)


def _compared(group: str) -> str:
    """What the figures of *group* compare: the docstring of the function that measures them."""
    name = group.rpartition("/")[2]
    for module in sorted(BENCHMARKS.glob("*.py")):
        for statement in ast.parse(module.read_text("utf-8")).body:
            if isinstance(statement, ast.FunctionDef) and statement.name == name:
                return plain(ast.get_docstring(statement) or "")
    return f"{int(name):,} labels."


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("code-benchmarks", Benchmarks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
