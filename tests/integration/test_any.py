"""References to anything: ``any``, as default role too, and Markdown's ``[](<LoRA>)``."""

from __future__ import annotations

import pytest

GLOSSARY = """
    # Glossary

    ```{glossary}
    LoRA
    : :abbr: LRA
      :hidden: LoLA

      Two matrices.

    gradient
    : A slope.

    Batch Size
    : A number.
    ```
    """
MYST = "# Use\n\n{}\n\n```{{toctree}}\nglossary\n```\n"
REST = "Use\n===\n\n{}\n\n.. toctree::\n\n   glossary\n"
LORA, GRADIENT = "glossary.html#term-LoRA", "glossary.html#term-gradient"
BATCH = "glossary.html#term-Batch-Size"


def links(site) -> list[tuple[str, str]]:
    """Text and address of every link to the glossary's entries."""
    return [
        ("".join(a.itertext()), a.get("href", ""))
        for a in site.body("index").iter()
        if a.tag.endswith("}a") and "#term-" in a.get("href", "")
    ]


@pytest.mark.parametrize(
    ("name", "page", "text", "conf"),
    [
        (
            "index.md",
            MYST,
            "{any}`LoRA` {any}`gradient` {any}`ours <LoRA>` {any}`Batch Size`",
            {},
        ),
        ("index.rst", REST, ":any:`LoRA` :any:`gradient` :any:`ours <LoRA>` :any:`Batch Size`", {}),
        (
            "index.rst",
            REST,
            "`LoRA` `gradient` `ours <LoRA>` `Batch Size`",
            {"default_role": "any"},
        ),
        (
            "index.md",
            MYST,
            "[](<LoRA>) [](<gradient>) [ours](<LoRA>) [](<Batch Size>)",
            {},
        ),
    ],
    ids=["MyST", "reST", "default-role", "Markdown-link"],
)
class TestAny:
    def test_finds_terms_with_capitals_and_without_each_once(self, project, name, page, text, conf):
        site = project({"glossary.md": GLOSSARY, name: page.format(text)}, **conf).build()
        assert links(site) == [
            ("LoRA", LORA),
            ("gradient", GRADIENT),
            ("ours", LORA),
            ("Batch Size", BATCH),
        ]

    def test_makes_references_to_concepts_of_all(self, project, name, page, text, conf):
        """With class and id, so that each has its tip."""
        site = project({"glossary.md": GLOSSARY, name: page.format(text)}, **conf).build()
        assert [text for text, _ in site.references("index")] == [
            "LoRA",
            "gradient",
            "ours",
            "Batch Size",
        ]


def test_abbreviations_hidden_labels_and_plurals(project):
    text = "{any}`LRA` {any}`LoLA` {any}`batch sizes`"
    site = project({"glossary.md": GLOSSARY, "index.md": MYST.format(text)}).build()
    assert links(site) == [("LRA", LORA), ("LoLA", LORA), ("batch sizes", BATCH)]


def test_what_is_nothing_is_told_as_sphinx_tells_it(project):
    page = MYST.format("{any}`Xylophone`")
    site = project({"glossary.md": GLOSSARY, "index.md": page}).build(
        warns=["index.md:3: WARNING: 'any' reference target not found: Xylophone [ref.any]"]
    )
    assert "Xylophone" in site.prose("index")


def test_another_object_of_that_name_goes_on_being_meant(project):
    """It was found without a warning before there was a term of that name."""
    page = MYST.format("{any}`LoRA`\n\n```{py:class} LoRA\n```")
    site = project({"glossary.md": GLOSSARY, "index.md": page}).build()
    assert site.references("index") == []


def test_the_nearest_term_is_meant(project):
    glossary = "# G\n\n```{glossary}\n:name: NAME\n\nAdapter\n: NAME.\n```\n"
    site = project(
        {
            "index.md": "# T\n\n```{toctree}\n:glob:\n*/*\n```\n",
            **{f"{name}/g.md": glossary.replace("NAME", name) for name in ("ml", "hw")},
            **{f"{name}/use.md": "# U\n\n{any}`Adapter`\n" for name in ("ml", "hw")},
        }
    ).build()
    assert site.references("ml/use") == [("Adapter", "ml/g#term-Adapter")]
    assert site.references("hw/use") == [("Adapter", "hw/g#term-Adapter")]


def test_a_term_that_moves_is_followed(project):
    use = "---\norphan: true\n---\n# Use\n\n{any}`LoRA` [](<LoRA>) {any}`gradient`\n"
    made = project(
        {"index.md": GLOSSARY, "use.md": use, "more.md": "---\norphan: true\n---\n# M\n"}
    )
    site = made.build()
    made.edit("index.md", "gradient\n: A slope.\n", "")
    made.edit("more.md", "# M\n", "# M\n\n```{glossary}\ngradient\n: A slope.\n```\n")
    site, pages = made.rebuild(site)
    assert pages == {"index", "more", "use"}
    assert 'href="more.html#term-gradient"' in site.source("use")
    assert site.files() == made.build().files()
