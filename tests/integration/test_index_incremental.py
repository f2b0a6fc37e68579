"""Indexes and relations after an edit elsewhere: as in a clean build, without extra writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_glossterm.sphinx_ext.index import site as index_site
from sphinxcontrib_glossterm.sphinx_ext.index.domain_index import index_html

from .test_incremental import assert_as_clean, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

SOURCE = {
    "index.md": """
        # Top

        ```{toctree}
        models
        numbers
        use
        all
        tree
        numeric
        ```
        """,
    "models.md": """
        # Models

        ```{glossary}
        PEFT
        : Few parameters.

        LoRA
        : :broader: PEFT

          Two matrices.
        ```
        """,
    "numbers.md": """
        # Numbers

        ```{glossary}
        Rank
        : :tags: number

          How many rows count. More.
        ```
        """,
    "use.md": """
        # Use

        Nothing is linked in this sentence.

        ## Training

        A {term}`LoRA`.
        """,
    "all.md": "\n    # All\n\n    ```{termindex}\n    ```\n",
    "tree.md": "\n    # Tree\n\n    ```{termindex}\n    :view: tree\n    ```\n",
    "numeric.md": """
        # Numeric

        ```{termindex}
        :tags: number
        :view: tree
        ```
        """,
}


def use_a_concept(made: Project) -> None:
    made.edit("use.md", "Nothing is linked", "{term}`Rank` is linked")


def rename_a_section(made: Project) -> None:
    made.edit("use.md", "## Training", "## Tuning")


def rename_a_page(made: Project) -> None:
    made.edit("use.md", "# Use", "# Usage")


def edit_the_first_sentence(made: Project) -> None:
    made.edit("numbers.md", "rows count.", "rows are there.")


def edit_the_second_sentence(made: Project) -> None:
    made.edit("numbers.md", "More.", "Still more.")


def move_a_definition_down(made: Project) -> None:
    made.edit("models.md", "# Models\n", "# Models\n\nSome words.\n")


def add_a_parent(made: Project) -> None:
    made.edit("numbers.md", ":tags: number", ":broader: LoRA\n  :tags: number")


def relate(made: Project) -> None:
    made.edit("numbers.md", ":tags: number", ":related: PEFT\n  :tags: number")


def add_a_concept(made: Project) -> None:
    made.edit("models.md", "LoRA\n:", "Adapter\n: A layer.\n\nLoRA\n:")


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (use_a_concept, {"use", "all", "numbers"}),
        (rename_a_section, {"use", "all", "models"}),
        (edit_the_first_sentence, {"numbers", "all", "tree", "numeric"}),
        (edit_the_second_sentence, {"numbers"}),
        (move_a_definition_down, {"models"}),
        (add_a_parent, {"numbers", "models", "all", "tree"}),
        (relate, {"numbers", "models", "all"}),
        (add_a_concept, {"models", "all", "tree"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_written_again(
    project: Callable[..., Project], change: Callable[[Project], None], pages: set[str]
) -> None:
    made = project(SOURCE, relations=["broader", "narrower", "related", "used-in"])
    before = made.make()
    change(made)
    site, written = rewritten(made, before)
    # Sphinx itself writes the page whose toctree contains a page that was read again.
    assert written - {"index.html"} == {f"{page}.html" for page in pages}
    assert_as_clean(made, site)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_page_is_known_by_its_new_title(project: Callable[..., Project], builder: str) -> None:
    made = project(SOURCE, relations=["used-in"])
    made.make(builder)
    rename_a_page(made)
    site, clean = made.make(builder, seed=4), made.make(builder, out="clean")
    # Not the page before it: Sphinx keeps the old title in its link to the next one.
    for page in ("all", "models", "tree", "glossterm-index"):
        assert site.source(page) == clean.source(page)
    assert "Usage › Training" in site.prose("all")


def test_nothing_is_written_where_nothing_changed(project: Callable[..., Project]) -> None:
    made = project(SOURCE, relations=["broader", "used-in"])
    before = made.make()
    site, written = rewritten(made, before)
    assert written == set()
    assert_as_clean(made, site)


def test_in_parallel(project: Callable[..., Project]) -> None:
    made = project(SOURCE, relations=["broader", "narrower", "related", "used-in"])
    assert made.make(out="one").files() == made.make(out="four", jobs=4, seed=5).files()


@pytest.mark.parametrize("builder", ["text", "xml"])
def test_in_formats_that_are_written_page_by_page(
    project: Callable[..., Project], builder: str
) -> None:
    made = project(SOURCE, relations=["used-in"])
    made.make(builder)
    use_a_concept(made)
    relate(made)
    site = made.make(builder, seed=6)
    assert site.files() == made.make(builder, out="clean").files()


def spoil_the_page(made: Project, site: Site) -> None:
    page = site.outdir / "glossterm-index.html"
    page.write_text(page.read_text("utf-8").replace("Two matrices", "Two mattresses"), "utf-8")
    edit_the_second_sentence(made)


def lose_the_page(made: Project, site: Site) -> None:
    (site.outdir / "glossterm-index.html").unlink()
    edit_the_second_sentence(made)


@pytest.mark.parametrize(
    ("change", "drawn"),
    [
        (lambda made, site: edit_the_second_sentence(made), False),
        (lambda made, site: made.edit("use.md", "this sentence", "that sentence"), False),
        (lambda made, site: move_a_definition_down(made), False),
        (lambda made, site: made.edit("index.md", "# Top", "# Above"), False),
        (lambda made, site: edit_the_first_sentence(made), True),
        (lambda made, site: use_a_concept(made), True),
        (lambda made, site: rename_a_page(made), True),
        (lambda made, site: relate(made), True),
        (lambda made, site: made.configure(index_title="Words"), True),
        (spoil_the_page, True),
        (lose_the_page, True),
    ],
    ids=[
        *("second-sentence", "prose", "moved", "title-elsewhere", "first-sentence", "use"),
        *("title", "relation", "name", "spoilt", "lost"),
    ],
)
def test_its_body_is_rendered_only_if_it_would_change(
    project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Project, Site], None],
    drawn: bool,
) -> None:
    made = project(SOURCE)
    before = made.build()
    change(made, before)
    times: list[str] = []

    def count(*arguments: Any, **options: Any) -> str:
        times.append("drawn")
        return index_html(*arguments, **options)

    monkeypatch.setattr(index_site, "index_html", count)
    site, _written = made.rebuild(before)
    assert bool(times) is drawn
    assert site.source("glossterm-index") == made.build().source("glossterm-index")
