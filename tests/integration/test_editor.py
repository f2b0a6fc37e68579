"""What an editor shows, asked by a language client: esbonio runs the build and the server module.

Skipped if esbonio is not installed; fails instead if ``GLOSSTERM_REQUIRE_EDITOR`` is set.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if find_spec("esbonio") is None and not os.environ.get("GLOSSTERM_REQUIRE_EDITOR"):
    pytest.skip("esbonio is not installed", allow_module_level=True)

from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument

from sphinxcontrib_glossterm.editor.fields import is_in_entry
from sphinxcontrib_glossterm.editor.fixes import fixes_of

from .language_client import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator

CONF = """
extensions = ["myst_parser", "sphinxcontrib_glossterm"]
html_theme = "basic"
myst_enable_extensions = ["colon_fence"]
glossterm_sources = ["parts.yaml"]
"""
PARTS = "- term: crank\n  definition: It turns the shaft.\n"
INDEX = """# Pumps

A {term}`valve`, two {term}`Valves`, {term}`valvee`, {term}`unheard of`, and <term>`piston`.

The water leaves through valves, and a piston moves;
its rod is a crank
shaft of iron.

𠮷田さんの🛁に給水弁があり、ポムプで水を送る。給水弁は重い。

```{toctree}
words
pages
fields
```
"""
WORDS = """# Words

:::{glossary}
valve
  It lets water *pass* one way. See ![a picture](https://example.org/p.png).

piston
  :broader: valv

  It moves in a cylinder.

crank shaft
  :shrt: Turns.

  It turns.

給水弁
  :reading: きゅうすいべん

  水を一方に通す。

ポンプ
  :avoid: ポムプ (表記)

  水を送る機械。
:::

:::{glossary}
:source: parts.yaml
:::
"""
PAGES = """Pages
=====

A :term:`valve`, a :term:`piston <valve>`, :term:`PISTONS`, and a
:term:`pistin`. 🛁ポムプと給水弁。

Then :term:`

.. termgraph:: plunger

.. glossary::

   seal
      It keeps water in.
"""
FIELDS = """# Fields

:::{glossary}
ring
  :br

  It is round.
  :::

Text with :colon: and

:no

## Spring

:aliases: coil
:re
"""
MODULE = "sphinxcontrib_glossterm.editor"


def write(folder: Path) -> Path:
    folder.mkdir()
    files = {"conf.py": CONF, "parts.yaml": PARTS, "index.md": INDEX, "words.md": WORDS}
    for name, text in {**files, "pages.rst": PAGES, "fields.md": FIELDS}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with the server module. Nothing has been saved yet."""
    with Editor(write(tmp_path_factory.mktemp("editor") / "source"), MODULE) as made:
        made.wait_for(lambda: made.diagnostics.get("index.md"))
        yield made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in which nothing is configured, after a page was saved."""
    with Editor(write(tmp_path_factory.mktemp("plain") / "source")) as made:
        made.change("pages.rst", "A :term:`valve`", "One :term:`valve`")
        made.wait_for(lambda: made.diagnostics.get("index.md"))
        yield made


def shown(hover: types.Hover | None) -> str:
    assert hover
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind is types.MarkupKind.Markdown
    return hover.contents.value


# -- without the server module

ROLES = [("index.md", "`valve`"), ("pages.rst", "`valve`"), ("pages.rst", "valve>`")]


@pytest.mark.parametrize(("name", "role"), ROLES)
def test_hover_needs_no_setting(plain: Editor, name: str, role: str) -> None:
    assert shown(plain.hover(name, role)).startswith("**valve**\n\nIt lets water pass one way.")


@pytest.mark.parametrize(("name", "role"), ROLES)
def test_go_to_definition_needs_no_setting(plain: Editor, name: str, role: str) -> None:
    (place,) = plain.definition(name, role)
    assert place.uri.endswith("/words.md")
    assert plain.text("words.md", place.range) == "valve"
    assert place.range.start.line == 3


def test_completion_shows_definitions_without_a_setting(plain: Editor) -> None:
    items = plain.completion("pages.rst", "Then :term:`")
    assert items["seal"].detail == "It keeps water in."
    assert items.keys() >= {"valve", "piston", "給水弁", "ポンプ", "crank shaft"}


def test_diagnostics_have_columns_without_a_setting(plain: Editor) -> None:
    found = {plain.text("index.md", d.range) for d in plain.diagnostics["index.md"]}
    assert found == {"valvee", "unheard of", "ポムプ"}


# -- completion


@pytest.mark.parametrize(
    ("name", "before"),
    [("pages.rst", "Then :term:`"), ("index.md", "two {term}`"), ("index.md", "<term>`")],
)
def test_completion_has_definitions_and_readings(editor: Editor, name: str, before: str) -> None:
    items = editor.completion(name, before)
    valve, pump = items["valve"], items["給水弁"]
    assert valve.detail == "It lets water pass one way."
    assert isinstance(valve.documentation, types.MarkupContent)
    assert valve.documentation.value.startswith("**valve**")
    assert pump.filter_text
    typed, *_others, label = pump.filter_text.split()
    assert (typed, label) == ("kyuusuiben", "給水弁")
    assert isinstance(pump.text_edit, types.TextEdit)
    assert pump.text_edit.new_text == "給水弁"
    assert editor.text(name, pump.text_edit.range) == ""


def test_completion_replaces_what_was_typed(editor: Editor) -> None:
    edit = editor.completion("index.md", "<term>`pis")["piston"].text_edit
    assert edit
    assert editor.text("index.md", edit.range) == "pis"


def test_typed_japanese_is_compared_with_labels(editor: Editor) -> None:
    editor.change("fields.md", "Text with", "<term>`給 with", save=False)
    assert editor.completion("fields.md", "<term>`給")["給水弁"].filter_text == "給水弁"


def test_fields_are_completed_in_entries_and_below_headings(editor: Editor) -> None:
    for before, whole in (("  :br", "br"), ("\n:re", "re")):
        items = editor.completion("fields.md", before)
        assert items.keys() >= {"broader", "aliases", "reading"}
        edit = items["broader"].text_edit
        assert isinstance(edit, types.TextEdit)
        assert (edit.new_text, editor.text("fields.md", edit.range)) == ("broader: ", whole)
    assert "broader" not in editor.completion("fields.md", "\n:no")


def test_fields_that_name_concepts_complete_labels(editor: Editor) -> None:
    assert "給水弁" in editor.completion("words.md", ":broader: va")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (".. glossary::\n\n   a\n      :br", "rst", True),
        (".. glossterm:concept:: a\n   :br", "rst", True),
        (".. glossary::\n\n   a\n      b\n\nText\n   :br", "rst", False),
        (".. note::\n\n   a\n      :br", "rst", False),
        ("Valve\n-----\n\n:aliases: x\n:br", "rst", True),
        ("Valve\n\n:br", "rst", False),
        ("```{glossary}\na\n: :br", "markdown", True),
        ("````{glossterm:concept} a\n:br", "markdown", True),
        ("```{glossary}\na\n```\n:br", "markdown", False),
        ("```{note}\n:br", "markdown", False),
        ("## Valve\n\n:aliases: x\n:br", "markdown", True),
        ("\n:br", "markdown", False),
    ],
)
def test_where_a_field_may_begin(text: str, language: str, expected: bool) -> None:
    lines = text.split("\n")
    assert is_in_entry(lines, len(lines) - 1, language) is expected


# -- hover and definition


@pytest.mark.parametrize(
    ("name", "before", "text", "first"),
    [
        ("index.md", "valves, and", "valves", "**valve**"),
        ("index.md", "a piston", "piston", "**piston**"),
        ("index.md", "Valves`", "`Valves`", "**valve**"),
        ("index.md", "piston`", "piston", "**piston**"),
        ("pages.rst", "`PISTONS`", "`PISTONS`", "**piston**"),
        ("index.md", "給水弁があり", "給水弁", "**給水弁**"),
        ("index.md", "ポムプで", "ポムプ", "**ポンプ**"),
        ("index.md", "crank\n", "crank", "**crank shaft**"),
        ("index.md", "shaft of", "shaft", "**crank shaft**"),
        ("pages.rst", "給水弁。", "給水弁", "**給水弁**"),
        ("words.md", "water *pass*", "", ""),
    ],
)
def test_hover_on_any_mention(
    editor: Editor, name: str, before: str, text: str, first: str
) -> None:
    hover = editor.hover(name, before, 2)
    if not first:
        assert hover is None
        return
    assert shown(hover).partition("\n")[0] == first
    assert hover
    assert hover.range
    assert editor.text(name, hover.range) == text


def test_the_empty_line_at_the_end_has_nothing(editor: Editor) -> None:
    text = editor.texts["fields.md"]
    end = types.Position(text.count("\n"), 0)
    identifier = types.TextDocumentIdentifier((editor.folder / "fields.md").as_uri())
    assert editor.ask("hover", types.HoverParams(identifier, end)) is None
    assert editor.ask("completion", types.CompletionParams(identifier, end)) is None


def test_hover_loads_no_image(editor: Editor) -> None:
    assert "example.org" not in shown(editor.hover("index.md", "`valve`"))


@pytest.mark.parametrize(
    ("name", "before", "label", "file"),
    [
        ("index.md", "`valve`", "valve", "words.md"),
        ("index.md", "Valves`", "valve", "words.md"),
        ("index.md", "給水弁があり", "給水弁", "words.md"),
        ("pages.rst", "`valve`", "valve", "words.md"),
    ],
)
def test_go_to_definition_once(
    editor: Editor, name: str, before: str, label: str, file: str
) -> None:
    (place,) = editor.definition(name, before)
    assert place.uri.endswith(f"/{file}")
    assert editor.text(file, place.range) == label


def test_hover_on_an_entry_of_a_data_file(editor: Editor) -> None:
    editor.change("fields.md", "It is round.", "It has a crank.", save=False)
    assert "It turns the shaft." in shown(editor.hover("fields.md", "crank."))
    (place,) = editor.definition("fields.md", "crank.")
    assert place.uri.endswith("/parts.yaml")
    assert place.range.start.line == 0


# -- diagnostics and quick fixes. The last test changes what the others use.


@pytest.mark.parametrize(
    ("name", "code", "wrong", "title", "fixed"),
    [
        ("index.md", "term", "valvee", 'Change to "valve"', "{term}`valve`, {"),
        ("pages.rst", "term", "pistin", 'Change to "piston"', ":term:`piston`. 🛁"),
        ("index.md", "avoided_term", "ポムプ", 'Use "ポンプ"', "あり、ポンプで水"),
        ("pages.rst", "avoided_term", "ポムプ", 'Use "ポンプ"', "🛁ポンプと"),
        ("words.md", "field", "shrt", 'Change to "short"', "  :short: Turns."),
        ("words.md", "dangling_relation", "valv", 'Change to "valve"', ":broader: valve"),
    ],
)
def test_a_quick_fix_replaces_exactly_the_text(
    editor: Editor, name: str, code: str, wrong: str, title: str, fixed: str
) -> None:
    found = next(
        d
        for d in editor.diagnostics[name]
        if d.code == code and editor.text(name, d.range) == wrong
    )
    assert (found.source, found.severity) == ("glossterm", types.DiagnosticSeverity.Warning)
    (action,) = editor.fixes(name, found.range)
    assert action.title == title
    assert action.kind == types.CodeActionKind.QuickFix
    assert fixed in editor.applied(name, action)


@pytest.mark.parametrize(
    ("encoding", "start", "end"), [("utf-8", 4, 13), ("utf-16", 2, 5), ("utf-32", 1, 4)]
)
def test_a_quick_fix_is_in_the_units_of_the_client(encoding: str, start: int, end: int) -> None:
    codec = PositionCodec(types.PositionEncodingKind(encoding))
    document = TextDocument("file:///a.md", "\n🛁ポムプ。", position_codec=codec)
    place = types.Range(types.Position(1, 2), types.Position(1, 5))
    fix = {"text": "ポムプ", "replacement": "ポンプ", "title": "Use"}
    diagnostic = types.Diagnostic(place, "", data=fix)
    identifier = types.TextDocumentIdentifier("file:///a.md")
    params = types.CodeActionParams(identifier, place, types.CodeActionContext([]))
    (action,) = fixes_of([diagnostic], params, document)
    assert action.edit
    assert action.edit.changes
    (edit,) = action.edit.changes["file:///a.md"]
    assert edit.range == types.Range(types.Position(1, start), types.Position(1, end))
    params.context.only = [types.CodeActionKind.SourceFixAll]
    assert not [*fixes_of([diagnostic], params, document)]
    params.context.only = [types.CodeActionKind.QuickFix]
    assert [*fixes_of([diagnostic], params, document)]
    params.range = types.Range(types.Position(0, 0), types.Position(0, 0))
    assert not [*fixes_of([diagnostic], params, document)]


def test_no_warning_is_shown_twice(editor: Editor) -> None:
    for name, found in editor.diagnostics.items():
        own = [(d.message, str(d.range)) for d in found if d.source == "glossterm"]
        assert len(own) == len(set(own)), name
        texts = {d.message for d in found if d.source == "glossterm"}
        assert not [d for d in found if d.source != "glossterm" and d.message in texts], name


def test_nothing_is_fixed_where_the_text_has_changed(editor: Editor) -> None:
    (found,) = (d for d in editor.diagnostics["index.md"] if d.code == "avoided_term")
    editor.change("index.md", "ポムプで", "機械で", save=False)
    assert not editor.fixes("index.md", found.range)
    editor.change("index.md", "機械で", "ポムプで", save=False)
    assert editor.fixes("index.md", found.range)


def test_a_new_entry_removes_diagnostics_of_other_pages(editor: Editor) -> None:
    def unknown() -> set[str]:
        return {
            editor.text(name, d.range)
            for name in ("index.md", "pages.rst", "words.md")
            for d in editor.diagnostics[name]
            if d.code in {"term", "dangling_relation", "graph"}
        }

    assert unknown() == {"valvee", "pistin", "unheard of", "valv", "plunger"}
    new = "piston\npistin\nunheard of\nplunger\n  :broader: valve"
    editor.change("words.md", "piston\n  :broader: valv", new)
    editor.wait_for(lambda: unknown() == {"valvee"})
    assert shown(editor.hover("pages.rst", "`pistin`")).startswith(
        "**piston** · pistin, unheard of, plunger"
    )
    assert editor.completion("pages.rst", "Then :term:`")["pistin"]


def test_unsaved_text_has_columns(editor: Editor) -> None:
    editor.change("index.md", "# Pumps\n", "# Pumps\n\nA new ポムプ.\n", save=False)

    def avoided() -> list[types.Diagnostic] | None:
        found = [d for d in editor.diagnostics["index.md"] if d.code == "avoided_term"]
        return found if len(found) == 2 else None

    for found in editor.wait_for(avoided):
        assert editor.text("index.md", found.range) == "ポムプ"
        assert [action.title for action in editor.fixes("index.md", found.range)]
