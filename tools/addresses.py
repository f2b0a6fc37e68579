"""Write the addresses of the project into the texts that are published with a version.

They are in one place only: ``[project.urls]`` of ``pyproject.toml``, with the names Repository and
Documentation. The relative links and pictures of README files work in the repository, but not on
the package index. This program makes them absolute; run it before building a release, in a copy of
the repository whose changes are not committed::

    python tools/addresses.py --tag v1.0.0rc1

It fails if an address is missing, if the tag is not that of the version, or if a file to which
README.md links does not exist.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.ja.md")
NAMES = ("Repository", "Documentation")
_LINK = re.compile(r"(?P<start>!?\[[^\]]*\]\()(?P<target>(?!https?:|#|mailto:)[^)\s]+)(?P<end>\))")
_VERSION = re.compile(r'^__version__ = "(?P<version>[^"]+)"$', re.MULTILINE)


def addresses(root: Path = ROOT) -> dict[str, str]:
    """The addresses by name. Exits with a message if one of :data:`NAMES` is missing."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    known: dict[str, str] = project.get("urls", {})
    if missing := [name for name in NAMES if not known.get(name, "").startswith("https://")]:
        sys.exit(f"pyproject.toml, [project.urls]: write the address of {' and '.join(missing)}")
    return known


def version_of(root: Path = ROOT) -> str:
    """The version in the package."""
    found = _VERSION.search((root / "sphinxcontrib_glossterm/__init__.py").read_text("utf-8"))
    if not found:
        sys.exit("sphinxcontrib_glossterm/__init__.py has no __version__")
    return found["version"]


def absolute(text: str, repository: str, root: Path = ROOT) -> str:
    """The *text* of a README with absolute links. Exits if a file does not exist."""

    def replaced(link: re.Match[str]) -> str:
        path, _, fragment = link["target"].partition("#")
        if not (root / path).exists():
            sys.exit(f"README: there is no file {path}")
        kind = "raw" if link["start"].startswith("!") else "blob"
        address = f"{repository.rstrip('/')}/{kind}/HEAD/{path}"
        return f"{link['start']}{address}{'#' + fragment if fragment else ''}{link['end']}"

    return _LINK.sub(replaced, text)


def main() -> None:
    """Check the version and the addresses, then write the README files."""
    parser = argparse.ArgumentParser(description="Make the links of README files absolute.")
    parser.add_argument("--tag", help='the tag of the release, "v" and the version')
    tag = parser.parse_args().tag
    if tag and tag != f"v{version_of()}":
        sys.exit(f'the tag "{tag}" is not "v{version_of()}"')
    repository = addresses()["Repository"]
    for name in READMES:
        path = ROOT / name
        path.write_text(absolute(path.read_text("utf-8"), repository), "utf-8")


if __name__ == "__main__":
    main()
