"""What is kept from build to build is made again if anything that it was made from has changed."""

from __future__ import annotations

import pytest

from .test_incremental import assert_as_clean

TOP = "# Top\n\n```{toctree}\nwords\nuse\n```\n"
WORDS = "# Words\n\n```{glossary}\nLoRA\n: An adapter.\n\nPEFT\n: A way.\n```\n"
USE = "# Use\n\nLoRA is.\n"
OTHER = "---\norphan: true\n---\n\n# Other\n\nText.\n"
FILES = {"index.md": TOP, "words.md": WORDS, "use.md": USE}
ENTRY = "---\norphan: true\n---\n\n# A\n\n```{glossary}\n%s\n: :id: same\n\n  An *adapter*.\n```\n"


def differences(made, site):
    """The files that differ from those of a clean build, which may warn too."""
    clean = made.make(site.builder, out="clean", seed=2, warns=None)
    ours, theirs = site.files(), clean.files()
    return sorted(name for name in ours | theirs if ours.get(name) != theirs.get(name))


NOTES_CONTENT = """
    from pathlib import Path

    def note(app, docname):
        with Path(app.srcdir, "noted").open("a") as file:
            print(docname, file=file)

    def setup(app):
        app.connect("glossterm-page-content", note)
"""


def test_the_content_of_other_pages_is_not_computed_again(project):
    made = project("mixed")
    made.configure(NOTES_CONTENT)
    made.make()
    noted = made.srcdir / "noted"
    assert {"reader", "notes", "glossary"} <= set(noted.read_text().split())
    noted.unlink()
    made.edit("notes.md", "The slope of a loss.", "The slope of a loss function.")
    site = made.make()
    assert noted.read_text().split() == ["notes"]
    noted.unlink()
    made.edit("notes.md", "Gradient\n:", "Gradients\n:")
    made.edit("reader.rst", ":term:`Gradient`", ":term:`Gradients`")
    site = made.make()
    assert {"reader", "notes", "glossary"} <= set(noted.read_text().split())
    noted.unlink()
    assert_as_clean(made, site)


def test_an_option_of_a_page_changes_what_is_kept(project):
    glossary = "# Words\n\n```{glossary}\nLow-Rank Adaptation\n: :abbr: LoRA\n\n  A method.\n```\n"
    use = "---\nglossterm-first-use: as-written\n---\n\n# Use\n\nSee {term}`LoRA`.\n"
    index = "# Top\n\n```{toctree}\nwords\nuse\n```\n"
    made = project({"index.md": index, "words.md": glossary, "use.md": use}, link="off")
    made.make()
    made.edit("use.md", "as-written", "full")
    site = made.make()
    assert "Low-Rank Adaptation (LoRA)" in site.prose("use")
    assert_as_clean(made, site)


@pytest.mark.parametrize(
    "conf",
    [{"link": "everywhere"}, {"link": "off", "relations": ["see"]}],
    ids=["tips", "relations"],
)
def test_the_title_of_a_page_that_a_data_file_names(project, conf):
    sources = {"other.md": OTHER, "words.yaml": "- term: LoRA\n  see: other\n"}
    made = project(FILES | sources, sources=["words.yaml"], **conf)
    made.make()
    made.edit("other.md", "# Other", "# Renamed")
    assert_as_clean(made, made.make())


def test_the_title_of_a_page_that_distinguishes_a_term(project):
    entry = "---\norphan: true\n---\n\n# %s\n\n```{glossary}\nLoRA\n: An adapter.\n```\n"
    made = project(
        {
            "index.md": "# Top\n\n```{toctree}\nuse\n```\n",
            "a.md": entry % "A",
            "b.md": entry % "B",
            "use.md": "# Use\n\n```{termindex}\n```\n",
        },
        link="off",
    )
    made.make(warns=None)
    made.edit("b.md", "# B", "# Changed")
    assert differences(made, made.make(warns=None)) == []


def test_an_id_that_two_concepts_had(project):
    index = "# Top\n\n{term}`beta`\n"
    made = project({"index.md": index, "a.md": ENTRY % "alpha", "b.md": ENTRY % "beta"})
    before = made.make(warns=None).times()
    made.edit("a.md", ":id: same", ":id: another")
    site = made.make(warns=None)
    assert differences(made, site) == []
    assert site.times()["b.html"] == before["b.html"]


@pytest.mark.parametrize("builder", ["html", "text"])
def test_the_terms_are_gone(project, builder):
    made = project(FILES, link="everywhere")
    made.make(builder)
    made.write("words.md", "# Words\n\nNothing.\n")
    assert_as_clean(made, made.make(builder))


def test_the_order_of_data_files(project):
    sources = {"a.yaml": "- term: LoRA\n  tags: one\n", "b.yaml": "- term: LoRA\n  tags: two\n"}
    made = project(FILES | sources, sources=["a.yaml", "b.yaml"], link="everywhere")
    made.make()
    made.configure(sources=["b.yaml", "a.yaml"])
    assert_as_clean(made, made.make())


def test_pages_whose_trees_another_extension_names(project):
    made = project(FILES, link="everywhere")
    made.configure("""
        def rename(app, doctree):
            doctree["source"] = "elsewhere"

        def setup(app):
            app.connect("doctree-read", rename)
    """)
    made.make()
    made.edit("words.md", "An adapter", "One adapter")
    assert_as_clean(made, made.make())


def test_the_labels_of_headings_between_builders_that_share_doctrees(project):
    index = "# Top\n\n## LoRA | Low-Rank Adaptation\n\nA method.\n"
    made = project({"index.md": index}, heading_pages={"*": [2]})
    made.make(doctrees="shared")
    made.configure(heading_labels="all")
    made.make("dirhtml", doctrees="shared")
    assert_as_clean(made, made.make(doctrees="shared"))
