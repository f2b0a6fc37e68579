"""Measure the cost of a process, and find the files that a build wrote.

Processor time (user and system) and peak memory are those of the process and of its child
processes. Instructions are counted by `perf`, or else by Valgrind if it is installed; a count does
not depend on the machine's load.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
_NO_FILE = "/dev/null"
COUNTERS = {
    "perf": ["perf", "stat", "-x,", "-e", "instructions:u", "-o"],
    "cachegrind": [
        *("valgrind", "--tool=cachegrind", "--cache-sim=no"),
        *(f"--cachegrind-out-file={_NO_FILE}", "--log-file"),
    ],
}
_COUNT = re.compile(r"^(\d+),[^\n]*instructions|I\s+refs:\s+([\d,]+)", re.M)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one process."""

    seconds: float
    """Processor time."""
    megabytes: float
    """Peak memory (resident)."""
    instructions: int = 0
    """Zero if they were not counted."""
    wall: float = 0.0
    """Seconds from start to end."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure, measured several times."""

    median: float
    min: float
    max: float
    runs: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of *values*, rounded to four decimals."""
        median, least, most = (
            round(value, 4) for value in (statistics.median(values), min(values), max(values))
        )
        return cls(median, least, most, len(values))

    def as_json(self) -> dict[str, float]:
        """The form in the results file."""
        return asdict(self)


def run(command: Sequence[str], counter: str = "") -> Cost:
    """Run *command* to its end; raises ``CalledProcessError`` with its output if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        log, said = Path(folder, "counted"), Path(folder, "said")
        prefix = _prefix(counter, log)
        start = time.perf_counter()
        with said.open("wb") as stream:
            process = subprocess.Popen(
                [*prefix, *command], stdout=stream, stderr=stream, env=environment()
            )
            _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output = said.read_text("utf-8", "replace")[-2000:]
            raise subprocess.CalledProcessError(process.returncode, command, output)
        count = _counted(log) if counter else 0
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(usage.ru_utime + usage.ru_stime, kilobytes / 1024, count, wall)


def environment() -> dict[str, str]:
    """The environment of this process, with the extension of this checkout and fixed hashes.

    Compiled modules are kept, as for an installed extension.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return kept | {"PYTHONPATH": path, "PYTHONHASHSEED": "0"}


def _prefix(counter: str, log: Path) -> list[str]:
    if not counter:
        return []
    *words, last = [*_fixed_addresses(), *COUNTERS[counter]]
    return [*words, f"{last}={log}"] if last.startswith("--") else [*words, last, str(log)]


@cache
def _fixed_addresses() -> list[str]:
    """The prefix of a command that gives its process the same addresses each time.

    Addresses decide the order of some sets in C code, which changes most counts by up to 0.1 %, and
    one by 0.9 %. Empty if the system does not allow it.
    """
    prefix = ["setarch", "-R"]
    try:
        subprocess.run([*prefix, sys.executable, "-c", ""], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return prefix


def _counted(log: Path) -> int:
    found = _COUNT.search(log.read_text("utf-8"))
    return int((found[1] or found[2]).replace(",", "")) if found else 0


@cache
def best_counter() -> str:
    """The available counter of instructions; empty if there is none."""
    for name, (program, *_rest) in COUNTERS.items():
        if shutil.which(program):
            try:
                if run([sys.executable, "-c", ""], name).instructions:
                    return name
            except (subprocess.CalledProcessError, OSError):
                continue
    return ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of an output directory, with their modification data."""

    files: dict[str, tuple[int, str]]

    @classmethod
    def of(cls, outdir: Path) -> Snapshot:
        """The current files in *outdir*, including Sphinx's doctrees."""
        found = {}
        for path in outdir.rglob("*"):
            if path.is_file():
                digest = blake2b(path.read_bytes(), digest_size=16).hexdigest()
                found[path.relative_to(outdir).as_posix()] = (path.stat().st_mtime_ns, digest)
        return cls(found)

    def pages(self, written: set[str]) -> set[str]:
        """The documents whose pages are among *written*, without Sphinx's own pages."""
        pages = {path.removesuffix(".html") for path in written if path.endswith(".html")}
        return pages & sources_read(self.files)

    def page(self, docname: str) -> str:
        """The digest of the page of a document; empty if there is none."""
        return self.files.get(f"{docname}.html", (0, ""))[1]

    def written_since(self, before: Snapshot) -> set[str]:
        """The files that were written, even without a change."""
        return {name for name, state in self.files.items() if before.files.get(name) != state}


def sources_read(written: Iterable[str]) -> set[str]:
    """The documents that were read: Sphinx keeps a doctree of each."""
    folder, suffix = ".doctrees/", ".doctree"
    return {
        path.removeprefix(folder).removesuffix(suffix)
        for path in written
        if path.startswith(folder) and path.endswith(suffix)
    }
