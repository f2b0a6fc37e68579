"""Roles in running text, and the tag ``<term>`` in Markdown."""

from __future__ import annotations

import pytest

GLOSSARY = """
    # Glossary

    ```{glossary}
    LoRA
    Low-Rank Adaptation
    : Two small matrices.
    ```
    """
TO = "glossary#term-LoRA"


def test_roles_in_rest(project):
    site = project(
        {
            "glossary.md": GLOSSARY,
            "index.rst": """
                Use
                ===

                :term:`LoRA`, :term:`our adapters <LoRA>`, :glossterm:term:`LoRA`,
                :term:`low-rank adaptation`

                .. toctree::

                   glossary
                """,
        }
    ).build()
    assert site.references("index") == [
        ("LoRA", TO),
        ("our adapters", TO),
        ("LoRA", TO),
        ("low-rank adaptation", "glossary#term-Low-Rank-Adaptation"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("{term}`LoRA`", "LoRA", id="role"),
        pytest.param("{term}`our adapters <LoRA>`", "our adapters", id="role-titled"),
        pytest.param("{glossterm:term}`LoRA`", "LoRA", id="domain-role"),
        pytest.param("<term>`LoRA`", "LoRA", id="literal"),
        pytest.param("<term>`LoRA`</term>", "LoRA", id="literal-closed"),
        pytest.param("<term>`our adapters <LoRA>`", "our adapters", id="literal-titled"),
        pytest.param("<Term>`LoRA`", "LoRA", id="literal-capital"),
        pytest.param("<term/>`LoRA`", "LoRA", id="literal-empty-element"),
    ],
)
@pytest.mark.parametrize(
    ("around", "reads"),
    [
        pytest.param("Before {} after.", "Before {} after.", id="paragraph"),
        pytest.param("- Before {} after.", "Before {} after.", id="list"),
        pytest.param("## Before {} after.\n\nText.", "Before {} after.¶ Text.", id="heading"),
        pytest.param("|A|\n|-|\n|Before {} after.|", "A Before {} after.", id="table"),
        pytest.param("Before *this {} here*.", "Before this {} here.", id="emphasis"),
    ],
)
def test_roles_in_markdown(project, text, shown, around, reads):
    page = f"# Use\n\n{around.format(text)}\n\n```{{toctree}}\nglossary\n```\n"
    site = project({"glossary.md": GLOSSARY, "index.md": page}).build()
    assert site.references("index") == [(shown, TO)]
    assert reads.format(shown) in site.prose("index")
    assert "<term" not in site.source("index").lower()


def test_the_literal_form_in_a_code_block_is_code(project):
    page = "# Use\n\n```\n<term>`LoRA`\n```\n\n```{toctree}\nglossary\n```\n"
    site = project({"glossary.md": GLOSSARY, "index.md": page}).build()
    assert site.links("index") == []
    assert "&lt;term&gt;`LoRA`" in site.source("index")


@pytest.mark.parametrize(
    "text",
    ["{term}`LoLA`", "{glossterm:term}`LoLA`", "<term>`LoLA`"],
    ids=["role", "ours", "literal"],
)
def test_an_unknown_term_stays_as_text_and_a_similar_one_is_suggested(project, text):
    page = f"# Use\n\nSee {text}.\n\n```{{toctree}}\nglossary\n```\n"
    site = project({"glossary.md": GLOSSARY, "index.md": page}).build(
        warns=[
            "index.md:3: WARNING: term not in glossary: 'LoLA'; did you mean \"LoRA\"? [ref.term]"
        ]
    )
    assert "See LoLA." in site.prose("index")


@pytest.mark.parametrize("role", ["term", "glossterm:term"])
def test_an_unknown_term_without_a_similar_one(project, role):
    page = f"# Use\n\nSee {{{role}}}`Xylophone`.\n\n```{{toctree}}\nglossary\n```\n"
    site = project({"glossary.md": GLOSSARY, "index.md": page}).build(
        warns=["index.md:3: WARNING: term not in glossary: 'Xylophone' [ref.term]"]
    )
    assert "See Xylophone." in site.prose("index")


@pytest.mark.parametrize(
    ("name", "page"),
    [
        (
            "index.md",
            """
            # Use

            {noterm}`LoRA` is no mention, and LoRA is one.

            ```{toctree}
            glossary
            ```
            """,
        ),
        (
            "index.rst",
            """
            Use
            ===

            :noterm:`LoRA` is no mention, and LoRA is one.

            .. toctree::

               glossary
            """,
        ),
    ],
    ids=["MyST", "reST"],
)
def test_noterm(project, name, page):
    site = project({"glossary.md": GLOSSARY, name: page}, link="everywhere").build()
    assert site.mentions("index") == [("LoRA", TO)]
    assert "LoRA is no mention, and LoRA is one." in site.prose("index")
    body = site.source("index").partition("</h1>")[2]
    assert body.index("is no mention") < body.index("data-glossterm")


def test_links_carry_the_concept_and_say_who_made_them(project):
    page = """
        # Use

        {term}`LoRA`

        ## Again

        LoRA

        ```{toctree}
        glossary
        ```
        """
    site = project({"glossary.md": GLOSSARY, "index.md": page}, link="everywhere").build()
    shared = 'data-glossterm="glossary#term-LoRA" href="glossary.html#term-LoRA">'
    assert f'<a class="reference internal glossterm" {shared}' in site.source("index")
    assert f'<a class="reference internal glossterm glossterm-auto" {shared}' in site.source(
        "index"
    )
