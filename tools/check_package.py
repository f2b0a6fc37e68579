"""Install what ``python -m build`` made, and use it as somebody does who has nothing else.

The wheel is installed in an empty environment, where the example of the README is built and the
command is run. From the source distribution the documentation is built, and a part of the tests is
run. Arguments: the folder with both files, and the interpreters to use (by default this one)::

    python tools/check_package.py build/package python3.11 python3.13
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def run(*command: str | Path, folder: Path) -> str:
    """The output of *command*, run in *folder*; its errors end this program."""
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, text=True, capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(folder: Path, python: str) -> Path:
    """The interpreter of a new environment in *folder*, with pip only."""
    if python == sys.executable:
        venv.create(folder, with_pip=True)
    else:
        run(python, "-m", "venv", folder, folder=folder.parent)
    made = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(made, "-m", "pip", "install", "--quiet", "--upgrade", "pip", folder=folder)
    return made


def check_wheel(wheel: Path, python: str, folder: Path) -> None:
    """Install *wheel*, and build the example of the README with it."""
    installed = environment(folder / "wheel", python)
    run(installed, "-m", "pip", "install", "--quiet", wheel, folder=folder)
    conf, page = (
        text for _, _, text in _BLOCK.findall((ROOT / "README.md").read_text("utf-8"))[:2]
    )
    source = folder / "example"
    source.mkdir()
    (source / "conf.py").write_text(conf, "utf-8")
    (source / "index.md").write_text(page, "utf-8")
    run(installed, "-m", "sphinx", "-nW", source, folder / "built", folder=folder)
    html = (folder / "built" / "index.html").read_text("utf-8")
    if "glossterm-auto" not in html or not (folder / "built/glossterm-index.html").exists():
        sys.exit("the example of the README has no links or no index")
    command = installed.parent / "glossterm"
    listed = run(command, "list", source, folder=folder)
    if "Gyokuro" not in listed:
        sys.exit(f"glossterm list does not list the terms of the example:\n{listed}")


def check_source(archive: Path, python: str, folder: Path) -> None:
    """Build the documentation from *archive*, and run its unit tests of the lowest layer."""
    with tarfile.open(archive) as files:
        files.extractall(folder, filter="data")
    (tree,) = folder.glob("sphinxcontrib_glossterm-*")
    installed = environment(folder / "source", python)
    groups = ("--group", "docs", "--group", "test")
    run(installed, "-m", "pip", "install", "--quiet", *groups, tree, folder=tree)
    run(installed, "-m", "sphinx", "-nW", "docs", folder / "docs", folder=tree)
    run(installed, "-m", "pytest", "-q", "tests/unit/model", folder=tree)


def main() -> None:
    """Check both files with each interpreter."""
    built = Path(sys.argv[1]).resolve()
    (wheel,), (archive,) = built.glob("*.whl"), built.glob("*.tar.gz")
    for python in sys.argv[2:] or [sys.executable]:
        with TemporaryDirectory() as name:
            check_wheel(wheel, python, Path(name))
        with TemporaryDirectory() as name:
            check_source(archive, python, Path(name))
        sys.stdout.write(f"{wheel.name} and {archive.name} work with {python}\n")


if __name__ == "__main__":
    main()
