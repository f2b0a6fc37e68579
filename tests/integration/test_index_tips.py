"""Links between the entries of an index show definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.languages import sentences
from sphinxcontrib_glossterm.sphinx_ext.index import views
from sphinxcontrib_glossterm.sphinx_ext.tips import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .conftest import Project

    Make = Callable[..., Project]

SOURCE = {
    "index.md": """
        # Home

        ```{toctree}
        words
        part
        ```
        """,
    "words.md": """
        # Words

        ```{glossary}
        PEFT
        : Tunes few parameters.

        LoRA
        Low-Rank Adaptation
        : :broader: PEFT

          Two matrices.

        Rank
        : A number.
        ```
        """,
    "part.md": "# Part\n\n```{termindex}\n:root: PEFT\n```\n",
}
PEFT, LORA = "words#term-PEFT", "words#term-LoRA"


def test_in_the_generated_page(project: Make) -> None:
    site = project(SOURCE).build()
    assert set(site.tips("glossterm-index")) == {PEFT, LORA}
    page = site.source("glossterm-index")
    assert '_glossterm/glossterm-index.js"' in page
    assert f'data-glossterm="{PEFT}">PEFT</a>' in page
    assert f'data-glossterm="{LORA}">LoRA</a>' in page
    assert site.dead_links() == []


def test_in_a_page_of_an_author(project: Make) -> None:
    assert set(project(SOURCE).build().tips("part")) == {PEFT, LORA}


def test_a_large_index_has_none(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (views, files):
        monkeypatch.setattr(module, "MAX_WITH_TIPS", 2)
    site = project(SOURCE).build()
    assert site.sidecars() == ["part"]
    assert 'class="reference internal glossterm"' not in site.source("glossterm-index")


@pytest.mark.parametrize("conf", [{"tooltips": False}, {"index_split": 0}])
def test_without_tips_or_on_several_pages_there_are_none(
    project: Make, conf: dict[str, object]
) -> None:
    site = project(SOURCE, **conf).build()
    assert "glossterm-index" not in site.sidecars()


def test_after_edits_as_after_a_clean_build(project: Make) -> None:
    made = project(SOURCE)
    made.make()
    made.edit("words.md", ":broader: PEFT", ":related: Rank")
    site = made.make()
    assert set(site.tips("glossterm-index")) == {LORA, "words#term-Rank"}
    assert site.files() == made.make(out="clean").files()
    made.edit("words.md", ":related: Rank", ":tags: few")
    assert set(made.make().tips("glossterm-index")) == {LORA}


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text"])
def test_other_builders(project: Make, builder: str) -> None:
    site = project(SOURCE).build(builder, warns=None)
    if builder in {"dirhtml", "singlehtml"}:
        assert site.dead_links() == []


def test_tips_and_every_view_of_the_index_share_first_sentences(
    project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    divided: list[str] = []
    divide = sentences.sentences

    def counting(text: str, codes: Iterable[str]) -> Iterator[str]:
        divided.append(text)
        return divide(text, codes)

    monkeypatch.setattr(sentences, "sentences", counting)
    site = project(SOURCE).build()
    assert sorted(divided) == sorted(concept.definition for concept in site.scheme)
