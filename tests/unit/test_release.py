"""Test what is published with a version: addresses, versions, files."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinxcontrib_glossterm

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://example.org/owner/name"


@pytest.fixture(scope="module")
def addresses() -> ModuleType:
    """The program that makes the links of README files absolute."""
    spec = importlib.util.spec_from_file_location("addresses", ROOT / "tools" / "addresses.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_links_of_the_readme_become_absolute(addresses: ModuleType) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    published = addresses.absolute(text, f"{REPOSITORY}/")
    assert f"]({REPOSITORY}/raw/HEAD/docs/images/tip-light.webp)" in published
    targets = re.findall(r"\]\(([^)]+)\)", published)
    assert targets
    assert all(target.startswith(("https://", "#")) for target in targets)


def test_other_text_is_not_changed(addresses: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    text = "[a](a.md#b) ![c](a.md) [d](https://example.org/e) [f](#g) `h`"
    published = (
        f"[a]({REPOSITORY}/blob/HEAD/a.md#b) ![c]({REPOSITORY}/raw/HEAD/a.md)"
        " [d](https://example.org/e) [f](#g) `h`"
    )
    assert addresses.absolute(text, REPOSITORY, tmp_path) == published


def test_a_link_to_no_file_is_an_error(addresses: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"there is no file b\.md"):
        addresses.absolute("[a](b.md)", REPOSITORY, tmp_path)


@pytest.mark.parametrize(
    ("urls", "missing"),
    [
        ("", "Repository and Documentation"),
        (f'Repository = "{REPOSITORY}"', "Documentation"),
        ('Repository = "TODO"\nDocumentation = "https://example.org"', "Repository"),
    ],
)
def test_missing_addresses(addresses: ModuleType, tmp_path: Path, urls: str, missing: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[project]\n[project.urls]\n{urls}\n", "utf-8")
    with pytest.raises(SystemExit, match=re.escape(missing)):
        addresses.addresses(tmp_path)


def test_the_version_is_in_two_places(addresses: ModuleType) -> None:
    version = sphinxcontrib_glossterm.__version__
    assert addresses.version_of() == version
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_files_in_the_source_distribution_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for name in project["tool"]["flit"]["sdist"]["include"]:
        assert (ROOT / name).exists(), name
