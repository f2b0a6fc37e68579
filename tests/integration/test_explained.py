"""The pages that explain a concept: the field ``see``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Project

SOURCE = {
    "index.md": "# Knots\n\n```{toctree}\ndeep/words\ndeep/guide\nuse\n```\n",
    "use.md": "# Use\n\n{term}`Bowline` {term}`Hitch`\n",
    "deep/guide.md": "# How to tie\n\nText.\n\n(loops)=\n\n## Loops\n\nText.\n",
    "deep/words.md": """
        # Words

        ```{glossary}
        Bowline
        :   :see: guide | loops | A film <https://knots.example/film>

            A loop.

        Hitch
        :   :see: /deep/guide.md

            A knot on a post.
        ```
        """,
}


@pytest.fixture
def knots(project: Any) -> Project:
    made: Project = project(SOURCE, relations=["see"])
    return made


@pytest.mark.parametrize(
    ("builder", "page", "top"),
    [
        ("html", "deep/guide.html", "deep/guide.html"),
        ("dirhtml", "deep/guide/", "deep/guide/"),
        ("singlehtml", "index.html", "index.html#document-deep/guide"),
    ],
)
def test_in_the_tip(knots: Project, builder: str, page: str, top: str) -> None:
    tips = knots.build(builder).tips("index" if builder == "singlehtml" else "use")
    assert tips["deep/words#term-Bowline"]["see"] == [
        ["How to tie", top],
        ["Loops", f"{page}#loops"],
        ["A film", "https://knots.example/film"],
    ]
    assert tips["deep/words#term-Hitch"]["see"] == [["How to tie", top]]


def test_in_the_entry_and_the_index(knots: Project) -> None:
    site = knots.build()
    line = "Explained in: How to tie · Loops · A film"
    assert line in site.prose("deep/words")
    assert site.parts(site.entries()["deep/words#term-Bowline"], "explained") == [line]
    assert 'href="guide.html#loops"' in site.source("deep/words")
    assert 'href="deep/guide.html#loops"' in site.source("glossterm-index")


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_with_other_builders(knots: Project, builder: str) -> None:
    site = knots.build(builder, warns=None)
    suffix = {"text": ".txt", "latex": ".tex", "epub": ".xhtml"}[builder]
    texts = (path.read_text("utf-8") for path in site.outdir.rglob(f"*{suffix}"))
    assert any("Explained in:" in text and "A film" in text for text in texts)


def test_for_other_projects(knots: Project) -> None:
    rows = json.loads((knots.build().outdir / "glossterm.json").read_text("utf-8"))["concepts"]
    assert rows[1]["see"] == [["How to tie", "deep/guide.html"]]


def test_a_changed_title(knots: Project) -> None:
    knots.make()
    knots.edit("deep/guide.md", "## Loops", "## All loops")
    site = knots.make()
    assert "All loops" in site.prose("deep/words")
    # In a process of its own too: the texts of another project may be loaded in this one.
    assert site.files() == knots.make(out="clean").files()


@pytest.mark.parametrize("place", ["nowhere", "guide.txt", "x <nowhere>", "javascript:alert(1)"])
def test_an_unknown_place(knots: Project, place: str) -> None:
    knots.edit("deep/words.md", "/deep/guide.md", place)
    site = knots.build(
        warns=[
            f'deep/words.md:9: WARNING: unknown page "{place}" in field "see" of "Hitch"; write'
            " the name of a document, a label or a URL [glossterm.dangling_relation]"
        ]
    )
    assert "see" not in site.tips("use")["deep/words#term-Hitch"]
