"""Translated builds: a translated term keeps its address, and both names find it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .conftest import Project

CONF = {
    "language": "ja",
    "locale_dirs": ["locale"],
    "gettext_compact": False,
    "heading_pages": {"headings": 2},
    "link": "everywhere",
    "link_density": "every",
}
MYST = "# Glossary\n\n```{glossary}\nLoRA\n: Two matrices.\n\nLearning rate\n: A number.\n```\n"
REST = """
    Glossary
    ========

    .. glossary::

       LoRA
          Two matrices.

       Learning rate
          A number.
    """
HEADINGS = "# Headings\n\n## Batch Size | batch\n\nA count.\n\n## Epoch\n\nOne round.\n"
USE = "# Use\n\n{term}`Learning rate`; learning rate, an epoch.\n\n{term}`LoRA`, {term}`batch`.\n"
WORDS = {
    "glossary": {
        "LoRA": "低ランク適応",
        "Two matrices.": "二つの行列。",
        "Learning rate": "学習率",
        "A number.": "数値。",
    },
    "headings": {
        "Batch Size | batch": "バッチサイズ | バッチ",
        "A count.": "個数。",
        "Epoch": "エポック",
        "One round.": "一周。",
    },
    "index": {
        "{term}`Learning rate`; learning rate, an epoch.": (
            "{term}`学習率 <Learning rate>`。学習率とエポックを使う。"
        ),
    },
}


def translate(made: Project, words: Mapping[str, Mapping[str, str]], language: str = "ja") -> None:
    """Compile the catalogue of each document into the directory that Sphinx searches."""
    for docname, messages in words.items():
        catalog = Catalog(locale=language)
        for original, translation in messages.items():
            catalog.add(original, translation)
        compiled, source = io.BytesIO(), io.BytesIO()
        write_mo(compiled, catalog)
        write_po(source, catalog)
        path = made.srcdir / "locale" / language / "LC_MESSAGES" / f"{docname}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Sphinx notes that a page depends on a compiled file only if it has a source.
        path.with_suffix(".po").write_bytes(source.getvalue())
        path.write_bytes(compiled.getvalue())


def translated(project, name: str = "glossary.md", text: str = MYST, **more: str) -> Project:
    contents = "\n```{toctree}\nglossary\nheadings\n```\n"
    made = project(
        {"index.md": USE + contents, name: text, "headings.md": HEADINGS, **more}, **CONF
    )
    translate(made, WORDS)
    return made


IN_BOTH = pytest.mark.parametrize(
    ("name", "text"), [("glossary.md", MYST), ("glossary.rst", REST)], ids=["MyST", "reST"]
)


@IN_BOTH
def test_a_translated_term_keeps_its_address(project, name, text):
    made = translated(project, name, text)
    site = made.build()
    made.configure(language="en")
    original = made.build()
    here, there = site.inventory("std:term"), original.inventory("std:term")
    assert {here["学習率"], here["低ランク適応"]} == {there["Learning rate"], there["LoRA"]}
    assert here["バッチサイズ"] == there["Batch Size"]
    assert here["エポック"] == there["Epoch"]
    assert site.dead_links() == original.dead_links() == []


@IN_BOTH
def test_both_names_find_it(project, name, text):
    site = translated(project, name, text).build()
    rate, epoch = "glossary#term-Learning-rate", "headings#term-Epoch"
    assert site.links("index") == [
        ("学習率", rate),
        ("学習率", rate),
        ("エポック", epoch),
        ("LoRA", "glossary#term-LoRA"),
        ("batch", "headings#term-Batch-Size"),
    ]


@IN_BOTH
def test_readers_see_the_translation(project, name, text):
    site = translated(project, name, text).build()
    assert "学習率¶数値。" in site.prose("glossary")
    assert "バッチサイズ バッチ¶ 個数。" in site.prose("headings")
    assert ">バッチサイズ</a>" in site.source("headings")  # in the table of contents
    tips = site.tips("index")
    assert tips["glossary#term-Learning-rate"]["label"] == "学習率"
    assert tips["glossary#term-Learning-rate"]["text"] == "数値。"
    assert tips["headings#term-Batch-Size"]["also"] == ["バッチ"]
    shown = str(site.index())
    assert "学習率" in shown
    assert "Learning rate" not in shown


def test_a_role_that_names_the_translation(project):
    made = translated(project)
    use = "{term}`Learning rate`; learning rate, an epoch."
    translate(made, {"index": {use: "{term}`学習率`、エポック。"}})
    site = made.build(warns=None)
    assert ("学習率", "glossary#term-Learning-rate") in site.references("index")
    assert not any("not in glossary" in warning for warning in site.warnings)


def test_a_term_of_a_data_file(project):
    made = translated(project)
    made.write("words.yaml", "- term: Zero-shot\n  definition: No example.\n")
    made.write(
        "more.md",
        "---\norphan: true\n---\n# More\n\n```{glossary}\n:source: words.yaml\n```\n\n"
        "{term}`Zero-shot`\n",
    )
    translate(made, {"more": {"Zero-shot": "ゼロショット", "No example.": "例なし。"}})
    made.configure(sources=["words.yaml"])
    site = made.build()
    assert "ゼロショット¶例なし。" in site.prose("more")
    assert site.inventory("std:term")["ゼロショット"] == "more.html#term-Zero-shot"
    assert site.references("more") == [("Zero-shot", "more#term-Zero-shot")]


def test_a_term_that_is_defined_in_prose(project):
    made = translated(project)
    text = "A {defterm}`Widget` is a thing."
    made.write("more.md", f"---\norphan: true\n---\n# More\n\n{text}\n\n{{term}}`Widget`\n")
    translate(made, {"more": {text: "{defterm}`ウィジェット <Widget | ウィジェット>`は物。"}})
    site = made.build()
    assert site.references("more") == [("Widget", "more#term-Widget")]
    assert "ウィジェットは物。" in site.prose("more")
    assert site.inventory("std:term")["ウィジェット"] == "more.html#term-Widget"


def test_a_term_that_is_defined_in_prose_and_translated_whole(project):
    made = translated(project)
    text = "A {defterm}`Widget` is a thing."
    made.write("more.md", f"---\norphan: true\n---\n# More\n\n{text}\n\n{{term}}`Widget`\n")
    translate(made, {"more": {text: "{defterm}`ウィジェット`は物。"}})
    assert made.build().references("more") == [("Widget", "more#term-Widget")]


def test_after_a_translation_changes(project):
    made = translated(project)
    assert "学習率" in made.make().inventory("std:term")
    translate(made, {"glossary": WORDS["glossary"] | {"Learning rate": "学習係数"}})
    site, clean = made.make(), made.make(out="clean")
    assert "学習係数" in site.inventory("std:term")
    assert "学習率" not in site.inventory("std:term")
    assert site.files() == clean.files()


def test_gettext_gives_the_labels_and_the_definitions(project):
    made = translated(project)
    site = made.build("gettext", warns=None)
    messages = (site.outdir / "glossary.pot").read_text("utf-8")
    for text in ("LoRA", "Two matrices.", "Learning rate", "A number."):
        assert f'msgid "{text}"' in messages
    assert 'msgid "Batch Size | batch"' in (site.outdir / "headings.pot").read_text("utf-8")


def test_markup_and_quotes_in_labels_change_no_address(project):
    rest = """
        Words
        =====

        .. glossary::

           Baker's *yeast* ``dry`` CO\\ :sub:`2`
              It is alive.

           |version| oven
              It is hot.

        :term:`Baker's yeast dry CO2`
        """
    made = translated(
        project, **{"words.rst": rest, "heads.md": "# H\n\n## NO<sub>2</sub> -- *gas*\n\nBrown.\n"}
    )
    made.edit("index.md", "headings\n", "headings\nwords\nheads\n")
    pages = {
        "words": {
            "Baker's *yeast* ``dry`` CO\\ :sub:`2`": "パン酵母",
            "It is alive.": "「生き物」。",
            "|version| oven": "|version| かまど",
        },
        "heads": {"NO<sub>2</sub> -- *gas*": "二酸化 <b>窒素</b>"},
    }
    translate(made, pages)
    made.configure("version = '2'\n", heading_pages={"head*": 2})
    here = made.build().inventory("std:term")
    made.configure(language="en")
    there = made.build().inventory("std:term")
    yeast = "words.html#term-Baker-s-yeast-dry-CO2"
    assert here["パン酵母"] == there["Baker's yeast dry CO2"] == yeast
    assert here["2 かまど"] == there["2 oven"] == "words.html#term-version-oven"
    assert here["二酸化 窒素"] == there["NO2 -- gas"] == "heads.html#term-NO2-gas"


@IN_BOTH
def test_two_terms_that_a_translation_gives_one_name(project, name, text):
    """The later one is used, as in Sphinx; both are found by their original names."""
    made = translated(project, name, text)
    translate(made, {"glossary": WORDS["glossary"] | {"LoRA": "学習率"}})
    use = "{term}`Learning rate`; learning rate, an epoch."
    translate(made, {"index": {use: "{term}`学習率`。学習率を使う。"}})
    site = made.build(warns=None)
    ours = [warning for warning in site.warnings if "[glossterm." in warning]
    assert len(ours) == 1
    assert "duplicate_concept" in ours[0]
    # From Sphinx 9 another one is about the translation of the role.
    assert all("[i18n." in warning for warning in site.warnings if warning not in ours)
    terms = site.inventory("std:term")
    assert terms["学習率"] == terms["Learning rate"] == "glossary.html#term-Learning-rate"
    assert terms["LoRA"] == "glossary.html#term-LoRA"
    assert ("学習率", "glossary#term-Learning-rate") in site.references("index")
