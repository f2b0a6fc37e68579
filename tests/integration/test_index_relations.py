"""The relations of a concept, shown in its entry: ``glossterm_relations``."""

from __future__ import annotations

import pytest

ALL = ["broader", "narrower", "related", "used-in"]
SOURCE = {
    "index.md": """
        # Top

        A {term}`LoRA`.

        ```{toctree}
        glossary
        ```
        """,
    "glossary.md": """
        ---
        glossterm-headings: 2
        ---

        # Glossary

        ```{glossary}
        PEFT
        : Few parameters.

        LoRA
        : :broader: PEFT
          :related: Rank

          Two matrices.
        ```

        ## Rank

        How many rows count.

        ### Full rank

        :broader: LoRA

        All of them.
        """,
}


def relations(site, page="glossary"):
    """The lines of each block of relations, in page order."""
    blocks = (e for e in site.body(page).iter() if e.get("class") == "glossterm-relations")
    return [" ".join("".join(block.itertext()).split()) for block in blocks]


def test_entries_and_sections_show_what_is_asked_for(project):
    site = project(SOURCE, relations=ALL).build()
    assert relations(site) == [
        "Narrower: LoRA",
        "Broader: PEFT Narrower: Full rank Related: Rank Used in one page Top",
        "Related: LoRA",
        "Broader: PEFT › LoRA",
    ]
    assert site.dead_links() == []


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ([], []),
        (["used-in"], ["Used in one page Top"]),
        (
            ["related", "broader"],
            ["Related: Rank Broader: PEFT", "Related: LoRA", "Broader: PEFT › LoRA"],
        ),
    ],
)
def test_the_option_selects_and_orders_the_relations(project, asked, shown):
    assert relations(project(SOURCE, relations=asked).build()) == shown


def test_they_precede_the_sections_below(project):
    source = {
        "index.md": """
            ---
            glossterm-headings: 2
            ---

            # Top

            ## Tuning

            Changing weights.

            ### LoRA | Low-Rank Adaptation

            Two matrices.
            """
    }
    site = project(source, relations=["narrower", "broader"]).build()
    assert relations(site, "index") == ["Narrower: LoRA", "Broader: Tuning"]
    prose = site.prose("index")
    assert prose.index("Narrower:") < prose.index("Two matrices") < prose.index("Broader:")


def test_they_are_no_part_of_the_definition(project):
    tip = project(SOURCE, relations=ALL).build().tips("index")["glossary#term-LoRA"]
    assert tip["body"] == [["p", "Two matrices."]]
    assert tip["text"] == "Two matrices."


@pytest.mark.parametrize(
    "builder", ["text", "man", "latex", "texinfo", "xml", "singlehtml", "epub"]
)
def test_in_every_builder(project, builder):
    conf = {"epub_show_urls": "no", "epub_copyright": "x", "version": "1"}
    made = project(SOURCE, relations=ALL, man_pages=[("index", "t", "t", [], 1)], **conf)
    site = made.build(builder)
    texts = [p.read_text("utf-8", "replace") for p in site.outdir.rglob("*") if p.is_file()]
    assert any("Narrower:" in text and "Related:" in text for text in texts)


def test_in_text(project):
    site = project(SOURCE, relations=ALL).build("text")
    lines = (site.outdir / "glossary.txt").read_text("utf-8").splitlines()
    start = lines.index("LoRA")
    assert [line for line in lines[start : start + 14] if line] == [
        "LoRA",
        "   Two matrices.",
        "   Broader: PEFT",
        "   Narrower: Full rank",
        "   Related: Rank",
        "   Used in one page",
        "   * Top",
    ]


def test_a_wrong_value_is_reported(project):
    project(SOURCE, relations=["above"]).build(
        warns=[
            "conf.py:4: WARNING: glossterm_relations is ['above']; it takes a list of any of"
            ' `"broader"`, `"narrower"`, `"related"`, `"source"`, `"see"`, `"used-in"` (the'
            " default,"
            " (), is used) [glossterm.config]"
        ]
    )


@pytest.mark.parametrize(
    ("role", "used"), [("term", []), ("glossterm:term", ["Used in one page Top"])]
)
def test_roles_left_to_sphinx_are_not_uses(project, role, used):
    index = f"# Top\n\nA {{{role}}}`LoRA`.\n\n```{{toctree}}\nglossary\n```\n"
    glossary = "# Glossary\n\n```{glossterm:glossary}\nLoRA\n: Two matrices.\n```\n"
    source = {"index.md": index, "glossary.md": glossary}
    site = project(source, takeover=False, link="off", relations=["used-in"]).build(warns=None)
    assert relations(site) == used
