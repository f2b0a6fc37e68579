"""The commands and recipes that the documentation shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from sphinxcontrib_glossterm.command.arguments import parse

ROOT = Path(__file__).parents[2]
RECIPES = sorted((ROOT / "docs/snippets/ci").iterdir())
_COMMAND = re.compile(r"glossterm (?:list|show|check)\b[^`>\n]*")


def commands() -> list[str]:
    """The commands in the page and in the recipes, without help."""
    pages = [ROOT / "docs/how-to/command-line.md", *RECIPES]
    found = (name for page in pages for name in _COMMAND.findall(page.read_text("utf-8")))
    return sorted(set(found))


@pytest.mark.parametrize("command", commands())
def test_a_command_has_valid_arguments(command: str) -> None:
    assert parse(shlex.split(command)[1:]).source in {".", "docs"}


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_a_recipe_is_valid_and_runs_the_check(path: Path) -> None:
    text = path.read_text("utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert "glossterm check" in text or "glossterm-check" in text


def test_the_hook_of_pre_commit() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (repository,) = yaml.safe_load((ROOT / "docs/snippets/ci/pre-commit.yaml").read_text("utf-8"))[
        "repos"
    ]
    (used,) = repository["hooks"]
    assert used["id"] == hook["id"]
    assert parse([*hook["entry"].split()[1:], *used["args"]]).source == "docs"
    assert hook["pass_filenames"] is False
    for name in ("page.md", "page.rst", "terms.yaml", "terms.yml", "terms.csv", "part.txt"):
        assert re.search(hook["files"], name)
