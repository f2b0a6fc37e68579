"""What the extension costs: ratios against plain Sphinx on the same pages, paired in one run.

``python benchmarks/compare.py --size S --runs 3``. Each figure is processor time (user and
system) of a whole ``sphinx-build`` process; a pair is measured back to back, and the ratio is
that of each pair, given as median and range. Machines differ, ratios hardly.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import SIZES, Size, write

PLAIN = "project = 'corpus'\nhtml_theme = 'alabaster'\nhtml_copy_source = False\n"
OURS = PLAIN + "extensions = ['sphinxcontrib_glossterm']\n"
SETTINGS = {
    "on, nothing used": (False, OURS),
    "every mention everywhere": (
        True,
        OURS + "glossterm_link = 'everywhere'\nglossterm_link_density = 'every'\n",
    ),
    "first in a section": (True, OURS + "glossterm_link = 'everywhere'\n"),
}


def processor_seconds(source: Path, output: Path) -> float:
    """Build, and say what it cost."""
    before = os.times()
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(output)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


def add_label(source: Path) -> None:
    page = source / "glossary000.rst"
    page.write_text(page.read_text("utf-8") + "\n   Entirely New Label\n      Words.\n", "utf-8")


def edit_definition(source: Path) -> None:
    page = source / "glossary000.rst"
    page.write_text(page.read_text("utf-8").rstrip() + " And more.\n", "utf-8")


REBUILDS = {
    "nothing changed": (lambda source: None, lambda source: None),
    "one definition edited": (edit_definition, edit_definition),
    "one label added": (add_label, edit_definition),
}
"""Title → what changes in our project, and in the plain one beside it."""


def project(root: Path, size: Size, conf: str, *, glossary: bool) -> Path:
    write(root, size, glossary=glossary)
    (root / "conf.py").write_text(conf, "utf-8")
    return root


def show(title: str, ratios: list[float], seconds: list[float]) -> None:
    print(
        f"{title:<28} {statistics.median(ratios):6.3f}"
        f"   ({min(ratios):.3f} to {max(ratios):.3f}; {statistics.median(seconds):.1f} s)",
        flush=True,
    )


def compare(size: Size, runs: int, work: Path) -> None:
    plain = project(work / "plain", size, PLAIN, glossary=False)
    print(f"{size}; ratio to plain Sphinx, median (range; ours in seconds), {runs} pairs\n")
    for title, (glossary, conf) in SETTINGS.items():
        ours = project(work / title.replace(" ", "-"), size, conf, glossary=glossary)
        pairs = []
        for _ in range(runs):
            seconds = []
            for source in (plain, ours):
                shutil.rmtree(work / f"{source.name}.out", ignore_errors=True)
                seconds.append(processor_seconds(source, work / f"{source.name}.out"))
            pairs.append(seconds)
        show(f"full: {title}", [b / a for a, b in pairs], [b for _a, b in pairs])
    for title, (change, change_plain) in REBUILDS.items():
        pairs = []
        for _ in range(runs):
            change_plain(plain)
            change(ours)
            pairs.append(
                [processor_seconds(source, work / f"{source.name}.out") for source in (plain, ours)]
            )
            for source in (plain, ours):
                processor_seconds(source, work / f"{source.name}.out")
        show(f"again: {title}", [b / a for a, b in pairs], [b for _a, b in pairs])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        compare(SIZES[options.size], options.runs, Path(work))


if __name__ == "__main__":
    main()
