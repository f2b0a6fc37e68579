"""References to anything: ``any``, also as default role, and Markdown's ``[](<LoRA>)``."""

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
        """With class and id, so that each has a tip."""
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


def test_an_unknown_target_is_reported_as_by_sphinx(project):
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


def anywhere(site) -> list[tuple[str, str]]:
    """Text and address of every link within the project, without the contents at the end."""
    return [
        ("".join(a.itertext()), a.get("href", ""))
        for a in site.body("index").iter()
        if a.tag.endswith("}a") and "internal" in a.get("class", "") and a.get("class") != "toc"
    ]


NAMED_PAGES = {
    "wheel.md": "# About wheels\n",
    "guide/release-notes.md": "---\norphan: true\n---\n# What is new\n",
    "terms.md": """
        # Terms

        ```{glossary}
        Wheel
          A file.

        Release-notes
          :aliases: guide/release-notes | /wheel

          A text.
        ```

        (spoke)=
        ## spoke

        A part.
        """,
    "parts/spoke.md": "---\norphan: true\n---\n# Spokes\n\n{any}`spoke`, [one](spoke)\n",
}
REFERENCES = {
    "index.md": """
        # Use

        {any}`wheel`, {any}`/wheel`, {any}`notes <guide/release-notes>`

        [a wheel](wheel), [](wheel), [notes](/guide/release-notes), {any}`spoke`, [](spoke)

        ```{toctree}
        wheel
        terms
        ```
        """,
    "index.rst": """
        Use
        ===

        `wheel` and `/wheel` and `notes <guide/release-notes>` and `spoke`

        .. toctree::

           wheel
           terms
        """,
}


@pytest.mark.parametrize("name", REFERENCES, ids=["MyST", "default-role"])
def test_a_page_of_that_name_goes_on_being_meant(project, name):
    """Its links and warnings are those of a build without the extension."""
    made = project(
        NAMED_PAGES | {name: REFERENCES[name]},
        default_role="any",
        heading_pages={"terms": 2},
    )
    site = made.make(warns=None)
    made.configure(extensions=["myst_parser"])
    plain = made.make(out="plain", warns=None)
    assert anywhere(site) == anywhere(plain)
    assert len(anywhere(site)) >= 6
    assert sorted(site.warnings) == sorted(plain.warnings)


@pytest.mark.parametrize("order", ["before", "after"])
def test_what_another_extension_resolves_it_goes_on_resolving(project, order):
    made = project({"glossary.md": GLOSSARY, "index.md": MYST.format("{any}`LoRA` {any}`PEFT`")})
    made.write(
        "resolver.py",
        """
        from docutils import nodes

        def resolve(app, env, node, contnode):
            if node["reftarget"] == "LoRA":
                return nodes.reference("", "", contnode, refuri="https://lora.invalid/")

        def setup(app):
            app.connect("missing-reference", resolve, priority=800)
        """,
    )
    ours = ["sphinxcontrib_glossterm", "resolver"]
    extensions = ["myst_parser", *(ours if order == "after" else ours[::-1])]
    made.configure("import sys; sys.path.insert(0, '.')\n", extensions=extensions)
    made.edit("conf.py", "'.'", repr(str(made.srcdir)))
    site = made.build(
        warns=["index.md:3: WARNING: 'any' reference target not found: PEFT [ref.any]"]
    )
    assert 'href="https://lora.invalid/"' in site.source("index")
    assert site.references("index") == []


@pytest.mark.parametrize("reference", ["{any}`Gear`", "[](<Gear>)"], ids=["any", "link"])
def test_an_object_of_another_project_goes_on_being_meant(project, reference):
    other = project({"index.md": "# Other\n\n```{py:class} Gear\n```\n"}).build()
    text = f"{reference}\n\n```{{glossary}}\nGear\n: A wheel.\n```"
    made = project(
        {"index.md": f"# Use\n\n{text}\n"},
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinxcontrib_glossterm"],
        intersphinx_mapping={"other": ("https://o.invalid/", str(other.outdir / "objects.inv"))},
    )
    site = made.build()
    assert "https://o.invalid/index.html#Gear" in site.source("index")
    assert site.references("index") == []
