"""Test that every text of the documentation has a Japanese translation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

DOCS = Path(__file__).parents[2] / "docs"
CATALOGUES = DOCS / "locale" / "ja" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The messages of all pages."""
    folder = tmp_path_factory.mktemp("gettext")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "gettext", str(DOCS), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def messages(path: Path) -> dict[str, str]:
    """The messages of a catalogue, with their translations; fuzzy ones are not translated."""
    with path.open("rb") as file:
        found = read_po(file)
    return {
        str(message.id): "" if message.fuzzy else str(message.string)
        for message in found
        if message.id
    }


def test_every_message_is_translated(templates: Path) -> None:
    """``tox run -e docs-catalogues`` updates the catalogues and counts what is missing."""
    missing = {}
    for template in sorted(templates.rglob("*.pot")):
        name = template.relative_to(templates).with_suffix(".po")
        known = messages(CATALOGUES / name) if (CATALOGUES / name).exists() else {}
        if texts := [text for text in messages(template) if not known.get(text)]:
            missing[str(name)] = texts
    assert not missing


def test_no_page_is_gone(templates: Path) -> None:
    names = {path.relative_to(templates).with_suffix("") for path in templates.rglob("*.pot")}
    known = {path.relative_to(CATALOGUES).with_suffix("") for path in CATALOGUES.rglob("*.po")}
    assert known <= names


def test_each_picture_has_a_japanese_version() -> None:
    """Sphinx shows ``tip-light.ja.webp`` in place of ``tip-light.webp``."""
    pictures = {path.name for path in (DOCS / "images").iterdir()}
    english = {name for name in pictures if ".ja." not in name}
    assert english
    assert pictures - english == {name.replace(".webp", ".ja.webp") for name in english}
