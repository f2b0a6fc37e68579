"""What the platform's interface for assistive technology (AT-SPI) says of a link and its tip."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import build_site

SCRIPT = Path(__file__).parent / "accessibility_tree.py"
PYTHON = "/usr/bin/python3"
PROGRAMS = ("dbus-run-session", "xvfb-run", "firefox-esr", PYTHON)


def _missing() -> str:
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        return f"not installed: {', '.join(missing)}"
    code = subprocess.run([PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "not installed: python3-pyatspi" if code.returncode else ""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if reason := _missing():
        if os.environ.get("GLOSSTERM_REQUIRE_ENGINES"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    site = build_site(tmp_path_factory.mktemp("tree"), "alabaster", builders=["html"])
    page = (site / "html" / "ai" / "use.html").as_uri()
    profile = str(tmp_path_factory.mktemp("profile"))
    command = ["dbus-run-session", "--", "xvfb-run", "-a", PYTHON, str(SCRIPT), page, "LoRA"]
    done = subprocess.run(
        [*command, profile], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_link_is_a_link_with_its_definition_as_description(tree: dict[str, Any]) -> None:
    assert tree["link"]["role"] == "link"
    assert tree["link"]["description"].startswith("Trains BA only, a kind of PEFT")


def test_the_tip_and_its_links_are_in_the_tree(tree: dict[str, Any]) -> None:
    assert tree["tip"] is not None
    assert "PEFT" in tree["links"]
