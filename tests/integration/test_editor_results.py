"""What a build has for editors, without the language server."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinxcontrib_glossterm.formats.own.editor_data import EditorProject
from sphinxcontrib_glossterm.sphinx_ext.domain import domain_of
from sphinxcontrib_glossterm.sphinx_ext.editor.entries import editor_entries, editor_project
from sphinxcontrib_glossterm.sphinx_ext.editor.positions import ranges_of, reader

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxcontrib_glossterm.formats.own.editor_data import EditorEntry

CONF = """
extensions = ["myst_parser", "sphinxcontrib_glossterm"]
myst_enable_extensions = ["colon_fence"]
glossterm_no_link = ["ring road"]
"""
WORDS = """# Words

:::{glossary}
seal | gasket
  :abbr: SL
  :status: deprecated
  :replaced-by: ring

  It keeps *water* in, see [the page](https://example.org), `<b>` & more.

  - One

  \\- Two

𠮷リング
  :broader: part
  :reading: よしりんぐ

  It is round. It turns.

part
  It belongs to a machine.
:::

:::{glossary}
:name: tools

part
  Of a tool.
:::
"""


@pytest.fixture
def entries(tmp_path: Path) -> dict[str, EditorEntry]:
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "index.md").write_text(WORDS, "utf-8")
    app = SphinxTestApp("dummy", srcdir=tmp_path, freshenv=True)
    try:
        app.build()
        domain = domain_of(app.env)
        assert editor_project(domain) == EditorProject(("en", "ja"), (), ("ring road",))
        made = list(editor_entries(domain, reader({})))
    finally:
        app.cleanup()
    return {f"{entry.concept.glossary}:{entry.concept.pref_label}": entry for entry in made}


def test_texts_of_authors_have_no_markup_in_an_editor(entries: dict[str, EditorEntry]) -> None:
    blocks = entries[":seal"].text.split("\n\n")
    assert blocks[0] == "**seal** · gasket"
    assert blocks[1] == '*deprecated; use "ring"*'
    assert blocks[2] == r"It keeps water in, see the page, \<b\> \& more."
    assert blocks[3:] == ["One", r"\- Two"]
    assert "example.org" not in entries[":seal"].text


def test_an_entry_shows_what_is_broader(entries: dict[str, EditorEntry]) -> None:
    ring = entries[":𠮷リング"]
    assert ring.summary == "It is round."
    assert ring.text.endswith("It is round. It turns.\n\n*Broader:* part")


def test_names_are_completed_by_what_a_keyboard_types(entries: dict[str, EditorEntry]) -> None:
    assert entries[":seal"].names == (("seal", ""), ("gasket", ""), ("SL", ""))
    ((name, keys),) = entries[":𠮷リング"].names
    assert name == "𠮷リング"
    assert keys.split()[0].startswith("yoshi")
    assert entries["tools:part"].names == (("tools:part", ""),)


def test_places_are_in_units_of_utf_16(entries: dict[str, EditorEntry]) -> None:
    place = entries[":𠮷リング"].place
    assert place
    line = WORDS.split("\n").index("𠮷リング")
    assert place["range"] == {
        "start": {"line": line, "character": 0},
        "end": {"line": line, "character": 5},
    }
    assert place["uri"].endswith("/index.md")


LINES = [
    "𠮷 :term:`a <pumpp>` and a pump,",
    "    {term}`pumpp`, pumpp",
    "",
    "x",
    ":broader: pumpp",
]


@pytest.mark.parametrize(
    ("line", "wrong", "texts", "expected"),
    [
        (1, "pumpp", [], [(0, 13, 18), (1, 11, 16)]),
        (4, "pumpp", [], [(4, 10, 15)]),
        (1, "", ["nothing", "pump"], [(0, 27, 31)]),
        (2, "", ["nothing"], [(1, 4, 24)]),
        (2, "nothing", [], [(1, 4, 24)]),
        (9, "pumpp", ["x"], [(8, 0, 0)]),
        (0, "", [], [(0, 0, 32)]),
    ],
)
def test_a_warning_is_shown_at_its_text(
    line: int, wrong: str, texts: list[str], expected: list[tuple[int, int, int]]
) -> None:
    found = ranges_of(LINES, line, wrong, texts)
    assert all(one.start.line == one.end.line for one in found)
    assert [(x.start.line, x.start.character, x.end.character) for x in found] == expected


def test_other_builds_load_nothing_for_editors(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "index.md").write_text(WORDS, "utf-8")
    code = (
        "import sys; from sphinx.cmd.build import main;"
        f"assert not main(['-q', '-b', 'dummy', {str(tmp_path)!r}, {str(tmp_path / 'out')!r}]);"
        "print([n for n in sys.modules if 'glossterm' in n and 'editor' in n])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['sphinxcontrib_glossterm.sphinx_ext.editor']", done.stderr
