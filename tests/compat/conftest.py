"""Fixtures for the compatibility tests: Sphinx's own sources, and a build in a process.

Sphinx's sources are downloaded by pip. If that is not possible, the tests that need them are
skipped, or fail if ``GLOSSTERM_REQUIRE_COMPAT`` is set.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

collect_ignore_glob = [] if find_spec("sphinx") else ["test_*.py"]


def unavailable(reason: str) -> None:
    """Skip, or fail where these tests are required."""
    if os.environ.get("GLOSSTERM_REQUIRE_COMPAT"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Create a folder once for all workers of pytest-xdist: the first creates it, others wait."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        try:
            folder.mkdir()
        except FileExistsError:
            _wait_for(done)
        else:
            try:
                fill(folder)
            finally:
                done.touch()
        return folder

    return make


def _wait_for(done: Path) -> None:
    end = time.monotonic() + 300
    while not done.exists():
        assert time.monotonic() < end, f"{done} is not there after five minutes"
        time.sleep(0.2)


@pytest.fixture(scope="session")
def sphinx_sources(once) -> Callable[[Path], Path]:
    """Unpack Sphinx's source distribution into a folder, without the package itself.

    So the installed Sphinx is tested; the sources are of its version.
    """
    fetched = once("sphinx-sources", _fetch)
    archives = list(fetched.glob("*.tar.gz"))
    if len(archives) != 1:
        said = (fetched / "pip.log").read_text("utf-8")
        unavailable(f"pip can fetch no sources of the Sphinx that is installed: {said[-500:]}")

    def unpack(folder: Path) -> Path:
        with tarfile.open(archives[0]) as archive:
            members = [m for m in archive.getmembers() if m.name.split("/")[1:2] != ["sphinx"]]
            archive.extractall(folder, members=members, filter="data")
        (inner,) = folder.glob("sphinx-*")
        return inner

    return unpack


def _fetch(folder: Path) -> None:
    import sphinx

    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-binary", "sphinx", "--dest", str(folder)),
        f"sphinx=={sphinx.__version__}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "pip.log").write_text(done.stdout + done.stderr, "utf-8")


def environment(*paths: Path) -> dict[str, str]:
    """The environment of this process, with this extension and *paths* to import from."""
    found = [str(ROOT), *map(str, paths), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(found), "PYTHONHASHSEED": "1"}
