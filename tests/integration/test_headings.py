"""Heading glossaries: pages whose headings are the terms."""

from __future__ import annotations

import base64
import json

import pytest

CONCEPTS = "glossterm:concept"
TERMS = "std:term"

PAGE = """
    # Training

    ## LoRA | Low-Rank Adaptation

    Two small matrices.

    ## PEFT

    Few parameters.
    """
TOC = """
    # Contents

    {term}`LoRA`, {term}`Low-Rank Adaptation`

    ```{toctree}
    ai/training
    ```
    """


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param({"ai/*": 2}, id="number"),
        pytest.param({"**": [2]}, id="list"),
        pytest.param({"**/training": "2-3"}, id="range"),
        pytest.param({"**": 1, "ai/training": "2"}, id="most-specific"),
    ],
)
def test_pages_by_option(project, pages):
    site = project({"index.md": TOC, "ai/training.md": PAGE}, heading_pages=pages).build()
    concepts = site.inventory(CONCEPTS)
    assert concepts["LoRA"] == "ai/training.html#term-LoRA"
    assert concepts["PEFT"] == "ai/training.html#term-PEFT"
    assert site.inventory(TERMS)["Low-Rank Adaptation"] == "ai/training.html#term-LoRA"
    assert site.references("index") == [
        ("LoRA", "ai/training#term-LoRA"),
        ("Low-Rank Adaptation", "ai/training#term-LoRA"),
    ]
    assert site.dead_links() == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "ai/training.md",
            """
            ---
            glossterm-headings: 2
            ---
            # Training

            ## LoRA | Low-Rank Adaptation

            Two small matrices.
            """,
            id="MyST",
        ),
        pytest.param(
            "ai/training.md",
            """
            ---
            glossterm-headings: [2, 3]
            ---
            # Training

            ## LoRA | Low-Rank Adaptation

            Two small matrices.
            """,
            id="MyST-list",
        ),
        pytest.param(
            "ai/training.rst",
            """
            :glossterm-headings: 2

            Training
            ========

            LoRA | Low-Rank Adaptation
            --------------------------

            Two small matrices.
            """,
            id="reST",
        ),
    ],
)
def test_a_page_by_its_own_metadata(project, name, text):
    site = project({"index.md": TOC, name: text}).build()
    assert site.inventory(CONCEPTS) == {"LoRA": "ai/training.html#term-LoRA"}


def test_a_page_may_switch_its_headings_off(project):
    page = (
        "---\nglossterm-headings: 3\n---\n# Training\n\n## LoRA\n\nTwo.\n\n### Rank\n\nA number.\n"
    )
    toc = "# Contents\n\n```{toctree}\nai/training\n```\n"
    site = project({"index.md": toc, "ai/training.md": page}, heading_pages={"**": 2}).build()
    assert site.inventory(CONCEPTS) == {"Rank": "ai/training.html#term-Rank"}


def test_a_markdown_page_that_begins_at_the_second_level(project):
    page = "## LoRA\n\nTwo matrices.\n\n## PEFT\n\nFew parameters.\n"
    toc = "# Contents\n\n```{toctree}\npage\n```\n"
    built = project({"index.md": toc, "page.md": page}, heading_pages={"page": 2}).build(
        warns=[
            "page.md:1: WARNING: Document headings start at H2, not H1 [myst.header]",
            "page.md:5: WARNING: Document headings start at H2, not H1 [myst.header]",
        ]
    )
    assert built.inventory(CONCEPTS) == {
        "LoRA": "page.html#term-LoRA",
        "PEFT": "page.html#term-PEFT",
    }


def test_underlined_headings(project):
    page = "Training\n========\n\nLoRA | Low-Rank Adaptation\n---\n\nTwo matrices.\n"
    site = project({"index.md": page}, heading_pages={"index": 2}).build()
    assert site.inventory(CONCEPTS) == {"LoRA": "index.html#term-LoRA"}


def test_a_deeper_heading_with_the_separator_is_a_narrower_concept(project):
    page = """
        # Training

        ## PEFT

        Few parameters.

        ### LoRA | Low-Rank Adaptation

        Two matrices.

        ### Details

        Which are no concept.
        """
    site = project({"index.md": page}, heading_pages={"index": 2}).build()
    assert site.index() == [
        ("L", ["LoRA", "Low-Rank Adaptation → LoRA"]),
        ("P", ["PEFT", ["LoRA"]]),
    ]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            {
                "index.md": """
                    # Training

                    ## LoRA
                    :broader: PEFT
                    :aliases: low-rank adapters | LoRA adapters

                    Two matrices.

                    ## PEFT

                    Few parameters.
                    """
            },
            id="MyST",
        ),
        pytest.param(
            {
                "index.md": """
                    # Training

                    ## LoRA

                    :broader: PEFT
                    :aliases: low-rank adapters | LoRA adapters

                    Two matrices.

                    ## PEFT

                    Few parameters.
                    """
            },
            id="MyST-fieldlist",
        ),
        pytest.param(
            {
                "index.rst": """
                    Training
                    ========

                    LoRA
                    ----

                    :broader: PEFT
                    :aliases: low-rank adapters | LoRA adapters

                    Two matrices.

                    PEFT
                    ----

                    Few parameters.
                    """
            },
            id="reST",
        ),
    ],
)
def test_fields_below_a_heading(project, source, request):
    extensions = ["fieldlist"] if "fieldlist" in request.node.name else []
    made = project(source, heading_pages={"index": 2}, myst_enable_extensions=extensions)
    site = made.build()
    assert site.index() == [("L", ["LoRA", "low-rank adapters → LoRA"]), ("P", ["PEFT", ["LoRA"]])]
    assert site.inventory(TERMS)["LoRA adapters"] == "index.html#term-LoRA"
    assert "broader" not in site.prose("index")
    assert "Two matrices." in site.prose("index")


FIELD_LIST = """
    # Training

    ## LoRA

    :aliases: low-rank adapters
    Two **small** matrices.

    ## PEFT

    :short: Few
      parameters.
    :aliases: tuning |
      small tuning

    Most weights are frozen.

    ```{glossary}
    Epoch
    : :aliases: pass
      One reading of all data.
    ```
    """


@pytest.mark.parametrize("extensions", [["fieldlist"], []], ids=["fieldlist", "without"])
def test_text_directly_below_the_fields_is_the_definition(project, extensions):
    page = FIELD_LIST
    if not extensions:  # then each field is one line
        page = page.replace("Few\n     ", "Few").replace("|\n     ", "|")
    made = project(
        {"index.md": page}, heading_pages={"index": 2}, myst_enable_extensions=extensions
    )
    site = made.build()
    assert site.warnings == []
    published = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))
    texts = {entry["label"]: entry["text"] for entry in published["concepts"]}
    assert texts["LoRA"] == "Two small matrices."
    assert texts["PEFT"] == "Few parameters."
    assert texts["Epoch"] == "One reading of all data."
    assert "Two small matrices." in site.prose("index")
    assert {"low-rank adapters", "small tuning", "pass"} <= set(site.inventory(TERMS))


def test_a_deeper_heading_that_begins_with_fields_is_a_narrower_concept(project):
    page = """
        # Training

        ## PEFT

        Few parameters.

        ### LoRA
        :aliases: low-rank adapters

        Two matrices.
        """
    site = project({"index.md": page}, heading_pages={"index": 2}).build()
    assert site.index() == [("L", ["LoRA", "low-rank adapters → LoRA"]), ("P", ["PEFT", ["LoRA"]])]


def test_the_separator_is_an_option(project):
    page = "# Training\n\n## LoRA / Low-Rank Adaptation\n\nTwo matrices.\n"
    site = project({"index.md": page}, heading_pages={"index": 2}, label_separator="/").build()
    assert set(site.inventory(TERMS)) == {"LoRA", "Low-Rank Adaptation"}


def test_ids_of_the_site_moved_here(project):
    page = """
        # Training

        ## LoRA | 低ランク適応

        Two matrices.
        """
    use = """
        # Contents

        {term}`LoRA` and 低ランク適応。

        ```{toctree}
        page
        ```
        """
    site = project(
        {"index.md": use, "page.md": page},
        heading_pages={"page": 2},
        extra_anchors=("heading-base64",),
        link="everywhere",
        link_density="every",
    ).build()
    old = base64.b64encode("LoRA | 低ランク適応".encode()).decode()
    assert {old, "term-LoRA"} <= set(site.ids("page"))
    assert site.links("index") == [("LoRA", f"page#{old}"), ("低ランク適応", f"page#{old}")]
    assert site.dead_links() == []


def test_the_id_that_the_theme_gives_a_heading_stays(project):
    page = "# Training\n\n## LoRA | Low-Rank Adaptation\n\nTwo matrices.\n"
    site = project({"index.md": page}, heading_pages={"index": 2}).build()
    assert {"lora-low-rank-adaptation", "term-LoRA"} <= set(site.ids("index"))


def test_heading_concepts_are_in_the_general_index(project):
    page = "# Training\n\n## LoRA | Low-Rank Adaptation\n\nTwo matrices.\n"
    site = project({"index.md": page}, heading_pages={"index": 2}).build()
    assert site.general_index() == {
        "L": {"LoRA": "index#term-LoRA", "Low-Rank Adaptation": "index#term-LoRA"}
    }
