"""Print the figures as a table, and write the file that the docs print."""

from __future__ import annotations

import json
import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from figures import goal_of, is_missed

if TYPE_CHECKING:
    from pathlib import Path


class Report:
    """The figures of one part of the benchmarks, by key; each is printed when it is added."""

    def __init__(self, part: str) -> None:
        self._part, self._start = part, time.monotonic()
        self._conditions = conditions()
        self.figures: dict[str, dict[str, Any]] = {}

    def note(self, **conditions: Any) -> None:
        """Store a condition that the figures depend on."""
        self._conditions |= conditions

    def add(self, group: str, rows: dict[str, dict[str, Any]]) -> None:
        """Store and print *rows* under *group*."""
        for name, row in rows.items():
            key = f"{group}/{name}"
            self.figures[key] = row
            print(self._line(key, row), flush=True)

    def _line(self, key: str, row: dict[str, Any]) -> str:
        spread = f"{number(row['median']):>9}  ({number(row['min'])} to {number(row['max'])})"
        goal = goal_of(key)
        aim = f"goal {number(goal.at_most)}" if goal else ""
        known = [number(row[side]) for side in ("plain", "ours") if side in row]
        sides = f"{' → '.join(known)} {row.get('unit', '')}"
        mark = "  above" if is_missed(key, row) else ""
        return f"{key:<44}{spread:<34}{aim:<11}{sides}{mark}".rstrip()

    def missed(self) -> list[str]:
        """The figures that are above their goals."""
        return [key for key, row in self.figures.items() if is_missed(key, row)]

    def save(self, path: Path) -> None:
        """Write this part to the file at *path*, with its duration, and keep its other parts.

        The file is read just before and replaced at once, since other commands write to it too.
        """
        self.note(minutes=round((time.monotonic() - self._start) / 60, 1))
        content = json.loads(path.read_text("utf-8")) if path.exists() else {}
        content[self._part] = {"measured": self._conditions, "figures": self.figures}
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{self._part}")
        new.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
        new.replace(path)


def conditions() -> dict[str, Any]:
    """The conditions that the figures depend on: versions, and the number of processors."""
    names = ["sphinx", "docutils", "ahocorasick-rs"]
    names += [name for name in ("sphinx-tippy", "sphinx-riddle-whisper") if _installed(name)]
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        **{name: version(name) for name in names},
        "processors": os.cpu_count(),
    }


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def number(value: float) -> str:
    """*value* with its significant digits."""
    if value == int(value):
        return f"{int(value):,}"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}"
