"""A large index is divided into pages; the index in navigation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_glossterm.sphinx_ext.index import split

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

    Make = Callable[..., Project]

SOURCE = {
    "index.md": """
        # Glossary

        ```{toctree}
        words
        ```

        ```{glossary}
        PEFT
        : Tunes few parameters.

        LoRA
        Low-Rank Adaptation
        : :broader: PEFT
          :tags: matrices

          Two matrices.

        学習
        : :reading: がくしゅう

          Of "weights" & signs.
        ```
        """,
    "words.md": """
        # Words

        {term}`LoRA` is used.

        ```{glossary}
        Prompt
        : What a model is asked.
        ```
        """,
}
PAGES = ["", "-kana-304b", "-l", "-p", "-tags", "-tree"]


def pages(site: Site) -> list[str]:
    """The pages of the index, without the common part of their names."""
    found = (path.stem for path in site.outdir.glob("glossterm-index*.html"))
    return sorted(name.removeprefix("glossterm-index") for name in found)


def terms(site: Site) -> dict[str, Any]:
    text = (site.outdir / "_static" / "glossterm-index-terms.js").read_text("utf-8")
    assert text.startswith("window.glosstermTerms=")
    return json.loads(text.removeprefix("window.glosstermTerms=").removesuffix(";\n"))


def test_above_the_limit_there_is_a_page_for_each_letter(project: Make) -> None:
    site = project(SOURCE, index_split=3).build()
    assert pages(site) == PAGES
    assert "Two matrices." in site.source("glossterm-index-l")
    assert "Two matrices." not in site.source("glossterm-index")
    assert "<h1>Index of terms: L</h1>" in site.source("glossterm-index-l")
    assert site.dead_links() == []


def test_up_to_the_limit_there_is_one_page(project: Make) -> None:
    for conf in ({"index_split": 4}, {"index_split": None}, {}):
        site = project(SOURCE, **conf).build()
        assert pages(site) == [""]
        assert not (site.outdir / "_static" / "glossterm-index-terms.js").exists()


def test_the_overview_counts_and_the_current_letter_is_marked(project: Make) -> None:
    site = project(SOURCE, index_split=0).build()
    overview = site.source("glossterm-index")
    assert 'href="glossterm-index-p.html">P</a> <span class="glossterm-count">2</span>' in overview
    letter = site.source("glossterm-index-p")
    assert 'href="" aria-current="true">P</a>' in letter
    assert 'href="glossterm-index-tree.html">Tree</a>' in letter


def test_the_filter_has_a_list_of_all_terms(project: Make) -> None:
    site = project(SOURCE, index_split=0).build()
    found = terms(site)
    assert found["pages"] == ["index.html", "words.html"]
    assert [row[:3] for row in found["terms"]] == [
        ["LoRA", 0, "term-LoRA"],
        ["PEFT", 0, "term-PEFT"],
        ["Prompt", 1, "term-Prompt"],
        ["学習", 0, "term-学習"],
    ]
    assert found["terms"][0][3:] == ["lora\nlow-rank adaptation\n#matrices", "Two matrices."]
    assert found["terms"][3][4] == "Of “weights” & signs."
    assert 'data-glossterm-terms="_static/glossterm-index-terms.js"' in site.source(
        "glossterm-index-l"
    )


def test_with_dirhtml(project: Make) -> None:
    site = project(SOURCE, index_split=0).build("dirhtml")
    assert (site.outdir / "glossterm-index-l" / "index.html").is_file()
    assert site.dead_links() == []


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "json"])
def test_other_builders_are_not_affected(project: Make, builder: str) -> None:
    site = project(SOURCE, index_split=0).build(builder, warns=None)
    assert not list(site.outdir.rglob("glossterm-index-*l*"))


def test_a_letter_with_many_lines_has_several_pages(
    project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(split, "MAX_LINES", 1)
    site = project(SOURCE, index_split=0).build()
    assert [name for name in pages(site) if name.startswith("-p")] == ["-p", "-p-2"]
    assert "What a model is asked." in site.source("glossterm-index-p-2")
    assert site.dead_links() == []


def test_pages_that_are_no_longer_needed_are_removed(project: Make) -> None:
    made = project(SOURCE, index_split=0)
    before = made.build()
    made.edit("words.md", "Prompt", "Zero-shot")
    renamed, _ = made.rebuild(before)
    assert pages(renamed) == ["", "-kana-304b", "-l", "-p", "-tags", "-tree", "-z"]
    made.edit("words.md", "Zero-shot", "Prompt")
    restored, _ = made.rebuild(renamed)
    assert pages(restored) == PAGES
    assert terms(restored) == terms(made.build())


def test_a_page_of_an_author_keeps_its_name(project: Make) -> None:
    source = SOURCE | {"glossterm-index-l.md": "---\norphan: true\n---\n# Mine\n"}
    site = project(source, index_split=0).build()
    assert "Mine" in site.source("glossterm-index-l")
    assert "Two matrices." in site.source("glossterm-index-l-")


@pytest.mark.parametrize("value", [True, False, -1, "3"])
def test_a_limit_that_is_no_number_is_reported(project: Make, value: object) -> None:
    site = project(SOURCE, index_split=value).build(warns=None)
    (warning,) = site.warnings
    assert "glossterm_index_split is" in warning
    assert pages(site) == [""]


def test_structured_data_is_on_the_page_of_its_terms(project: Make) -> None:
    site = project(SOURCE, index_split=0, index_jsonld=True).build()
    assert "Two matrices." in site.source("glossterm-index-l").partition("ld+json")[2]
    assert "ld+json" not in site.source("glossterm-index")


# -- in navigation


NAMED = {"index.md": SOURCE["index.md"].replace("words\n", "words\n        glossterm-index\n")}


def test_in_a_toctree(project: Make) -> None:
    site = project(NAMED | {"words.md": SOURCE["words.md"]}).build()
    assert 'href="glossterm-index.html">Index of terms</a></li>' in site.source("index")
    assert site.dead_links() == []


def test_in_a_toctree_with_its_title(project: Make) -> None:
    source = NAMED["index.md"].replace("glossterm-index", "All words <glossterm-index>")
    site = project({"index.md": source, "words.md": SOURCE["words.md"]}).build()
    assert 'href="glossterm-index.html">All words</a>' in site.source("index")


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "latex", "text", "man", "texinfo"])
def test_in_a_toctree_of_other_builders(project: Make, builder: str) -> None:
    site = project(NAMED | {"words.md": SOURCE["words.md"]}).build(builder)
    if builder in {"dirhtml", "singlehtml"}:
        assert site.dead_links() == []


def test_without_concepts_the_page_of_a_toctree_exists(project: Make) -> None:
    source = {"index.md": "# Home\n\n```{toctree}\nglossterm-index\n```\n"}
    site = project(source).build()
    assert "No terms" in site.source("glossterm-index")
    assert site.dead_links() == []


@pytest.mark.parametrize("builder", ["html", "json", "epub"])
def test_a_document_with_the_name_of_the_index_is_kept_and_reported(
    project: Make, builder: str
) -> None:
    source = SOURCE | {"glossterm-index.md": "---\norphan: true\n---\n# Own text\n"}
    site = project(source).build(builder, warns=None)
    assert (
        'glossterm-index.md:1: WARNING: the page "glossterm-index" takes the place of the index of'
        " terms; rename it [glossterm.config]"
    ) in site.warnings
    page = next(
        site.outdir.rglob("glossterm-index.*html" if builder != "json" else "*-index.fjson")
    )
    assert "Own text" in page.read_text("utf-8")


def test_without_domain_indices_sphinx_warns_of_it(project: Make) -> None:
    source = {"index.md": "# Home\n\n```{toctree}\nglossterm-index\n```\n"}
    made = project(source)
    made.configure("html_domain_indices = False")
    site = made.build(warns=None)
    assert len(site.warnings) == 1
    assert "toctree contains reference to nonexisting document" in site.warnings[0]


def test_without_the_index_sphinx_warns_of_it(project: Make) -> None:
    source = {"index.md": "# Home\n\n```{toctree}\nglossterm-index\n```\n"}
    project(source, index=False).build(
        warns=[
            "index.md:3: WARNING: toctree contains reference to nonexisting document"
            " 'glossterm-index' [toc.not_readable]"
        ]
    )


# -- entries


def test_concepts_with_the_same_label_name_their_page(project: Make) -> None:
    source = {
        "index.md": "# Home\n\n```{toctree}\na\nb\n```\n",
        "a.md": "# First\n\n```{glossary}\nAdapter\n: In a network.\n\n"
        "Part\n: :broader: Adapter\n\n  A part.\n```\n",
        "b.md": "# Second\n\n```{glossary}\n:name: plugs\n\nAdapter\n: In a socket.\n```\n",
    }
    site = project(source).build()
    origins = site.parts(site.view(view="tree"), "glossary")
    assert origins == ["First", "plugs"]


def test_in_an_index_with_one_of_them_the_label_is_enough(project: Make) -> None:
    source = {
        "index.md": "# Home\n\n```{toctree}\na\nb\n```\n\n```{termindex}\n:glossary: plugs\n```\n",
        "a.md": "# First\n\n```{glossary}\nAdapter\n: In a network.\n```\n",
        "b.md": "# Second\n\n```{glossary}\n:name: plugs\n\nAdapter\n: In a socket.\n```\n",
    }
    site = project(source).build()
    assert site.index("index") == [("A", ["Adapter"])]


def test_tags_lead_to_their_group_and_are_keys(project: Make) -> None:
    page = project(SOURCE).build().source("glossterm-index")
    assert 'href="#glossterm-tag-matrices">matrices</a>' in page
    assert 'id="glossterm-tag-matrices"' in page
    assert "#matrices" in page


def test_a_tree_of_many_concepts_is_closed_at_first(project: Make) -> None:
    rows = "\n\n".join(f"W{n}\n: :broader: PEFT\n\n  Word {n}." for n in range(201))
    source = {"index.md": f"# Home\n\n```{{glossary}}\nPEFT\n: Few.\n\n{rows}\n```\n"}
    tree = project(source).build().source("glossterm-index").partition('id="tree"')[2]
    assert '<details class="glossterm-fold">' in tree
    assert "Open all</button>" in tree
    assert '<span class="glossterm-count">201</span>' in tree
