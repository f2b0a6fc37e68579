"""Measure the time of parallel builds from start to end."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from measure import Spread, run
from sites import Corpus

if TYPE_CHECKING:
    from pathlib import Path

    from builds import Rows
    from corpus import Size

JOBS = (1, 2, 4)


def parallel(size: Size, runs: int, work: Path) -> dict[str, Rows]:
    """Full builds with a number of processes, every mention linked, compared with plain Sphinx with
    the same number."""
    sources = {
        setting: Corpus(size).make(work / setting, setting) for setting in ("plain", "every")
    }
    walls: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for number in range(runs):
        for jobs in JOBS:
            order = sorted(sources, reverse=bool(number % 2))
            wall = {setting: _wall(sources[setting], jobs) for setting in order}
            walls[jobs].append((wall["plain"], wall["every"]))
    return {str(jobs): {"wall": _row(pairs)} for jobs, pairs in walls.items()}


def _wall(source: Path, jobs: int) -> float:
    out = source / "html"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", str(jobs)]
    return run([*command, str(source), str(out)]).wall


def _row(pairs: list[tuple[float, float]]) -> dict[str, Any]:
    plain, ours = (Spread.of(side).median for side in zip(*pairs, strict=True))
    ratio = Spread.of([ours / plain for plain, ours in pairs]).as_json()
    return ratio | {"plain": plain, "ours": ours, "unit": "s"}
