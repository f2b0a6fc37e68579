"""Messages that may end in "did you mean": with the hint and without it, in both languages."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sphinx.locale

from sphinxcontrib_glossterm.matching import WORD_LISTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "sphinxcontrib_glossterm" / "locale"

INDEX = """
    ---
    {key}: true
    ---
    # Knots

    Tie {{term}}`{concept}`.

    ```{{glossary}}
    Bowline
    : :{field}: x
      :tags: loops
      :broader: {concept}

      A loop.
    ```

    ```{{glossary}}
    :source: {file}

    Hitch
    : A knot on a post.
    ```

    ```{{glossary}}
    :source: rope.yaml
    ```

    ```{{termindex}}
    :view: {view}
    :tags: {tag}
    :root: {concept}
    ```

    ```{{termgraph}} {concept}
    ```
    """
DATA = """
    concepts:
    - term: Rope
      definition: Twisted strands.
      {field}: x
    {top}: x
    """
SLIPS = {
    "key": "glossterm-lnk",
    "concept": "Bowlin",
    "field": "braoder",
    "file": "roap.yaml",
    "view": "trea",
    "tag": "loop",
    "top": "test",
    "option": "glossterm_lnk",
    "words": "kanji_sufixes",
    "project": "othr",
    "pattern": "index.md",
}
NOTHING_LIKE_IT = {
    name: f"{prefix}zzzzzz"
    for prefix, names in {
        "glossterm-": ["key"],
        "glossterm_": ["option"],
        "": [name for name in SLIPS if name not in ("key", "option")],
    }.items()
    for name in names
}
CASES = {"hint": SLIPS, "no hint": NOTHING_LIKE_IT}
EXPECTED = Path(__file__).with_name("hints.md")


def expected(case: str, language: str) -> list[str]:
    """The code block below the heading with that name."""
    text = EXPECTED.read_text("utf-8").partition(f"## {language}, {case}\n")[2]
    return text.split("```")[1].split("\n")[1:-1]


def knots(project: Callable[..., Project], words: dict[str, str]) -> Project:
    source = {
        "index.md": INDEX.format(**words),
        "rope.yaml": DATA.format(**words),
        "objects.inv": "# Sphinx inventory version 1\n# Project: Other\n# Version: 1\n",
    }
    made = project(
        source,
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinxcontrib_glossterm"],
        intersphinx_mapping={"other": ("https://other.invalid/", "objects.inv")},
        edge_words={words["words"]: []},
        heading_pages={words["pattern"]: 2},
        projects=[words["project"]],
        sources=["rope.yaml"],
    )
    made.configure(f"{words['option']} = 1\n")
    return made


@pytest.fixture
def japanese_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    japanese = gettext.translation("glossterm", LOCALE, ["ja"])
    monkeypatch.setitem(sphinx.locale.translators, ("console", "glossterm"), japanese)


@pytest.mark.parametrize("case", CASES)
def test_in_english(project: Callable[..., Project], case: str) -> None:
    knots(project, CASES[case]).build(warns=expected(case, "English"))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("japanese_terminal")
def test_in_japanese(project: Callable[..., Project], case: str) -> None:
    knots(project, CASES[case]).build(warns=expected(case, "Japanese"))


def test_each_message_with_a_hint_is_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    import catalogue

    said = "\n".join(expected("hint", "English"))
    # Without a hint, messages about formats list them all: test_convert and test_folder_sources.
    hinted = [
        text
        for text in catalogue.texts()
        if "did you mean" in text and not text.startswith("unknown format")
    ]
    patterns = [re.sub("%[sr]", ".+", re.escape(text)) for text in hinted]
    assert [pattern for pattern in patterns if not re.search(pattern, said)] == []
    assert len(hinted) > 10


# Special characters from authors in a message: quotes, a line feed, control characters, "%".
ODD = "50%s\x07 %\u2028d"


def test_what_an_author_wrote_stays_in_one_line(project: Callable[..., Project]) -> None:
    made = project({"index.md": "# T\n\nText stays.\n"}, edge_words={f"a\n{ODD}": []})
    made.build(
        warns=[
            'conf.py:4: WARNING: unknown word list "a 50%s\\x07 % d" in glossterm_edge_words; use'
            " one"
            f" of: {', '.join(WORD_LISTS)} [glossterm.config]"
        ]
    )
