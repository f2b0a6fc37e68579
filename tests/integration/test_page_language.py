"""In pages of a language, tips and the index lead with its label and its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

    Make = Callable[..., Project]

SOURCE = {
    "index.md": """
        # Home

        {term}`LoRA`

        ```{toctree}
        ja
        ```

        ```{glossary}
        LoRA
        : :label_ja: 低ランク適応
          :aliases: Low-Rank Adaptation

          LoRA trains two small matrices.

          LoRAは、小さな行列だけを学習する手法である。

          - 例
          - 別の例
        ```
        """,
    "ja.md": "---\nglossterm-language: ja\n---\n# 日本語\n\n{term}`LoRA`を使う。\n",
}
ID = "index#term-LoRA"


def test_a_tip(project: Make) -> None:
    site = project(SOURCE).build()
    english, japanese = site.tips("index")[ID], site.tips("ja")[ID]
    assert (english["label"], japanese["label"]) == ("LoRA", "低ランク適応")
    assert japanese["also"] == ["LoRA", "Low-Rank Adaptation"]
    assert english["text"] == "LoRA trains two small matrices."
    assert japanese["text"] == "LoRAは、小さな行列だけを学習する手法である。"
    assert [block[0] for block in japanese["body"]] == ["p", "ul", "p"]
    assert [block[0] for block in english["body"]] == ["p", "p", "ul"]


def test_the_short_text_of_the_author_stays(project: Make) -> None:
    source = dict(SOURCE)
    source["index.md"] = source["index.md"].replace(
        ":aliases:", ":short: Two matrices.\n          :aliases:"
    )
    assert project(source).build().tips("ja")[ID]["text"] == "Two matrices."


def test_the_index_of_a_project_in_the_language(project: Make) -> None:
    site = project(SOURCE, language="ja").build()
    entry = site.entries()[ID]
    assert site.parts(entry, "label") == ["低ランク適応"]
    assert site.parts(entry, "gloss") == ["LoRAは、小さな行列だけを学習する手法である。"]
    assert site.tips("index")[ID]["label"] == "低ランク適応"
    assert site.dead_links() == []


def test_a_label_without_a_language_leads_as_written(project: Make) -> None:
    source = dict(SOURCE)
    source["index.md"] = source["index.md"].replace(":label_ja:", ":hidden:")
    assert project(source).build().tips("ja")[ID]["label"] == "LoRA"


@pytest.mark.parametrize("value", ["japanese", "[ja]", "1"])
def test_a_language_that_is_none_is_reported(project: Make, value: str) -> None:
    source = SOURCE | {"ja.md": SOURCE["ja.md"].replace("language: ja", f"language: {value}")}
    shown = '["ja"]' if value == "[ja]" else value
    site = project(source).build(warns=None)
    assert site.warnings == [
        f'ja.md:1: WARNING: page option "glossterm-language" is "{shown}"; it takes a language tag'
        " such as ja or zh-TW [glossterm.page_metadata]"
    ]
    assert site.tips("ja")[ID]["label"] == "LoRA"


def test_a_changed_option_changes_the_sidecar(project: Make) -> None:
    made = project(SOURCE)
    before = made.build()
    made.edit("ja.md", "glossterm-language: ja", "orphan: true")
    after, _written = made.rebuild(before)
    assert after.tips("ja")[ID]["label"] == "LoRA"
    assert after.tips("ja") == made.build().tips("ja")
