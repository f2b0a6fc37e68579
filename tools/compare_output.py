"""Build projects with two versions of this extension, and list the files that differ.

``python tools/compare_output.py OLD NEW [PROJECT …]``: OLD and NEW are two working trees, such as
one of ``git worktree add /tmp/old main``. By default the projects are those of ``tests/roots`` in
NEW. A project with a folder ``locale`` is built in each of its languages too. The exit code is 1 if
a file or a warning differs.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BUILDERS = "html dirhtml singlehtml latex text epub man texinfo xml gettext glossterm-report"
# Files with a hash of all options, or data of this extension for its next build.
IGNORED = {".buildinfo", ".glossterm.json"}
_DATE = re.compile(rb'"POT-Creation-Date: .*|<(dc:date|meta property="dcterms:modified")>.*')


def build(tree: Path, source: Path, builder: str, language: str, work: Path) -> Path:
    """Build *source* with the code in *tree*; the output includes a file of warnings."""
    output = work / tree.name / (f"{builder}-{language}" if language else builder)
    # One doctree folder for each language; gettext needs its own.
    doctrees = output.parent / f"doctrees-{language}-{builder == 'gettext'}"
    command = [
        # -P: the package in the current directory must not take precedence over *tree*.
        *(sys.executable, "-P", "-m", "sphinx", "-q", "--no-color", "-b", builder),
        *(["-D", f"language={language}"] if language else []),
        *("-d", str(doctrees), str(source), str(output)),
    ]
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONHASHSEED": "1"}
    done = subprocess.run(command, stderr=subprocess.PIPE, env=environment, check=False)
    output.mkdir(parents=True, exist_ok=True)
    (output / "WARNINGS").write_bytes(done.stderr)
    return output


def files(output: Path) -> dict[str, Path]:
    """The files to compare, by name."""
    found = (p for p in output.rglob("*") if p.is_file() and p.name not in IGNORED)
    return {path.relative_to(output).as_posix(): path for path in found}


def same(old: Path, new: Path) -> bool:
    """Whether both files are the same, except dates. An EPUB is compared by the files in it."""
    if old.suffix == ".epub":
        return True
    return _DATE.sub(b"", old.read_bytes()) == _DATE.sub(b"", new.read_bytes())


def differences(old: Path, new: Path) -> list[str]:
    """One line for each file that is missing or differs."""
    ours, theirs = files(old), files(new)
    return [
        *(f"only old: {name}" for name in sorted(ours.keys() - theirs.keys())),
        *(f"only new: {name}" for name in sorted(theirs.keys() - ours.keys())),
        *(
            f"differs:  {name}"
            for name in sorted(ours.keys() & theirs.keys())
            if not same(ours[name], theirs[name])
        ),
    ]


def main() -> int:
    """Print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", nargs=2, type=Path, metavar="TREE")
    parser.add_argument("projects", nargs="*", type=Path)
    parser.add_argument("--builders", default=BUILDERS)
    parser.add_argument("--keep", type=Path, help="a folder for the output, for diff -r")
    given = parser.parse_args()
    trees = [tree.resolve() for tree in given.trees]
    if trees[0].name == trees[1].name:
        parser.error("the two working trees must have different names")
    work = (given.keep or Path(tempfile.mkdtemp())).resolve()
    found: list[str] = []
    for project in given.projects or sorted((trees[1] / "tests/roots").iterdir()):
        folder, source = work / project.resolve().name, project
        languages = sorted(path.name for path in source.glob("locale/*"))
        if languages:  # Sphinx compiles catalogues in the source directory.
            source = Path(shutil.copytree(project, folder / "source", dirs_exist_ok=True))
        for language in ("", *languages):
            for builder in given.builders.split():
                old, new = (build(tree, source, builder, language, folder) for tree in trees)
                found += (f"{project.name} {new.name} {x}\n" for x in differences(old, new))
    sys.stdout.writelines(found)
    if not given.keep:
        shutil.rmtree(work)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
