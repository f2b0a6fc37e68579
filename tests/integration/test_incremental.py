"""Incremental builds give the same bytes as a clean build, and write no extra pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

# Files that Sphinx writes again whenever it writes anything.
ALWAYS = {"genindex.html", "search.html", "glossterm-index.html"}
# It writes the page whose toctree contains a page that was read again.
TOC = "index.html"


def assert_as_clean(made: Project, site: Site, *, gone: tuple[str, ...] = ()) -> None:
    """*site* contains the output of a build into an empty directory; *gone*: files that Sphinx
    leaves."""
    clean = made.make(site.builder, out="clean", seed=2)
    ours, theirs = site.files(), clean.files()
    for name in gone:
        assert ours.pop(name)
        assert name not in theirs
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    if not gone and site.builder in {"html", "dirhtml"}:
        assert site.search_index() == clean.search_index()


def rewritten(made: Project, before: Site) -> tuple[Site, set[str]]:
    """Build again; the site and the pages that were written."""
    old = before.times()
    site = made.make(before.builder, seed=3)
    new = site.times()
    return site, {name for name in new if new[name] != old.get(name)} - ALWAYS


def nothing(made: Project) -> None:
    pass


def edit_definition(made: Project) -> None:
    made.edit("glossary.rst", "Tunes few parameters", "Trains few parameters")


def edit_definition_below_heading(made: Project) -> None:
    made.edit("ai/training.md", "Layers put between others", "Layers put among others")


def add_term_mentioned_in_one_page(made: Project) -> None:
    made.edit("notes.md", "Loss\n:", "Drop-out\n: Leaves units out.\n\nLoss\n:")


def add_term_mentioned_nowhere(made: Project) -> None:
    made.edit("notes.md", "Loss\n:", "Zebra\n: Stripes.\n\nLoss\n:")


def rename_term(made: Project) -> None:
    made.edit("notes.md", "Loss\n:", "Loss function\n:")


def change_case(made: Project) -> None:
    made.edit("notes.md", "Gradient\n:", "gradient\n:")


def delete_term(made: Project) -> None:
    made.edit("notes.md", "Gradient\n: The slope of a loss.\n\n", "")
    made.edit("reader.rst", ":term:`Gradient`", "Gradient")


def move_term(made: Project) -> None:
    made.edit("notes.md", "Gradient\n: The slope of a loss.\n\n", "")
    made.edit("words.md", "用語\n:", "Gradient\n: The slope of a loss.\n\n用語\n:")


def edit_prose(made: Project) -> None:
    made.edit("guide/part1.md", "is about LoRA", "tells of PEFT and LoRA")


def add_alias(made: Project) -> None:
    made.edit("notes.md", ": The slope", ": :aliases: slope\n\n  The slope")


def change_broader(made: Project) -> None:
    made.edit("ai/deep/network.rst", ":broader: Network\n", ":related: Network\n")


def change_back(made: Project) -> None:
    made.edit("words.md", "Gradient\n: The slope of a loss.\n\n", "")
    made.edit("notes.md", "Loss function", "Gradient\n: The slope of a loss.\n\nLoss function")


def opt_out(made: Project) -> None:
    made.edit("notes.md", ": The slope", ": :auto: no\n\n  The slope")


EDITS: dict[Callable[[Project], None], set[str]] = {
    nothing: set(),
    edit_definition: {"glossary.html", TOC},
    edit_definition_below_heading: {"ai/training.html", TOC},
    add_term_mentioned_in_one_page: {"notes.html", "reader.html"},
    add_term_mentioned_nowhere: {"notes.html"},
    rename_term: {"notes.html", "reader.html"},
    change_case: {"notes.html", "reader.html"},
    delete_term: {"notes.html", "reader.html"},
    move_term: {"notes.html", "reader.html", "words.html", TOC},
    edit_prose: {"guide/part1.html", TOC},
    add_alias: {"notes.html", "reader.html"},
    change_broader: {"ai/deep/network.html", TOC},
    opt_out: {"notes.html", "reader.html"},
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit(project, edit):
    made = project("mixed")
    first = made.make()
    edit(made)
    site, pages = rewritten(made, first)
    assert pages == EDITS[edit]
    assert_as_clean(made, site)


@pytest.mark.parametrize(
    "edit", [edit_definition, move_term, rename_term], ids=lambda edit: edit.__name__
)
def test_after_an_edit_with_dirhtml(project, edit):
    made = project("mixed")
    first = made.make("dirhtml")
    edit(made)
    site, _pages = rewritten(made, first)
    assert_as_clean(made, site)


def test_sidecars_follow_an_edited_definition(project):
    made = project("mixed")
    made.make()
    edit_definition(made)
    site = made.make()
    assert site.tips("guide/second")["glossary#term-PEFT"]["text"].startswith("Trains few")


def test_a_sidecar_that_is_lost_is_made_again_at_the_next_change(project):
    made = project("mixed")
    site = made.make()
    (site.outdir / "_glossterm" / "guide" / "second.js").unlink()
    made.edit("reader.rst", ":term:`Gradient`", "Gradient")
    assert_as_clean(made, made.make())


def test_sidecars_of_pages_that_stay_follow_what_is_published(project):
    """A build that is interrupted after the sidecars has not published their content."""
    made = project("mixed")
    site = made.make()
    published = site.outdir / "glossterm.json"
    before, sidecar = published.read_bytes(), site.outdir / "_glossterm" / "guide" / "second.js"
    old = sidecar.read_bytes()
    edit_definition(made)
    made.make()
    published.write_bytes(before)
    sidecar.write_bytes(old)
    made.edit("reader.rst", ":term:`Gradient`", "Gradient")
    assert_as_clean(made, made.make())


def test_sidecars_of_pages_that_a_build_of_some_files_left_behind(project):
    """The page has its old links again, but their meaning has changed in between."""
    glossary = "# Words\n\n```{glossary}\nLoRA\n: A method.\n```\n"
    index = "# Top\n\n```{toctree}\nwords\nmore\nuse\n```\n"
    source = {"index.md": index, "words.md": glossary, "use.md": "# Use\n\nA LoRA adapter.\n"}
    made = project({**source, "more.md": "# More\n"}, link="everywhere")
    made.make()
    made.edit("words.md", "A method.", "Another method.")
    longer = glossary.replace("LoRA", "LoRA adapter").replace("Words", "More")
    made.write("more.md", longer)
    made.make(files=["words.md", "more.md"])
    made.write("more.md", "# More\n")
    site = made.make()
    assert site.tips("use")["words#term-LoRA"]["text"] == "Another method."
    assert_as_clean(made, site)


def test_after_a_page_is_deleted(project):
    made = project("mixed")
    first = made.make()
    made.delete("notes.md")
    made.edit("reader.rst", ":term:`Gradient`", "Gradient")
    site, pages = rewritten(made, first)
    assert pages == {"reader.html", TOC}
    assert site.links("reader") == []
    assert_as_clean(made, site, gone=("notes.html", "_sources/notes.md.txt"))


def test_after_a_page_is_added(project):
    made = project("mixed")
    first = made.make()
    made.write(
        "more.md", "---\norphan: true\n---\n# M\n\n```{glossary}\nDrop-out\n: Leaves out.\n```\n"
    )
    site, pages = rewritten(made, first)
    assert pages == {"more.html", "reader.html", TOC}
    assert ("Drop-out", "more#term-Drop-out") in site.mentions("reader")
    assert_as_clean(made, site)


def test_after_a_term_is_unknown_and_then_known(project):
    made = project("mixed")
    made.edit("reader.rst", "Drop-out", ":term:`Drop-out`")
    warning = "reader.rst:6: WARNING: term not in glossary: 'Drop-out' [ref.term]"
    first = made.make(warns=[warning])
    add_term_mentioned_in_one_page(made)
    site, pages = rewritten(made, first)
    assert pages == {"notes.html", "reader.html"}
    assert_as_clean(made, site)


@pytest.mark.parametrize(
    "conf",
    [
        {"link": "definitions"},
        {"link_density": "page"},
        {"no_link": ["LoRA"]},
        {"variants": ()},
        {"infer_broader": False},
        {"heading_pages": {"ai/**": [2, 3]}},
        {"extra_anchors": ["heading-base64"]},
        {"tooltips": False},
        {"index": False},
        {"index_title": "All words"},
    ],
    ids=lambda conf: next(iter(conf)),
)
def test_after_an_option_changes(project, conf):
    made = project("mixed")
    if "index" in conf:
        made.edit("index.rst", ":ref:`glossterm-index`", "none")
    made.make()
    made.configure(**conf)
    site = made.make(seed=3)
    assert_as_clean(made, site)


def test_two_builders_that_share_doctrees(project):
    made = project("mixed")
    made.make("html", doctrees="shared")
    made.make("dirhtml", doctrees="shared")
    move_term(made)
    edit_definition(made)
    made.make("dirhtml", doctrees="shared")
    site = made.make("html", doctrees="shared")
    assert_as_clean(made, site)
    made.edit("notes.md", "Loss\n:", "Loss function\n:")
    made.make("html", doctrees="shared")
    assert_as_clean(made, made.make("dirhtml", doctrees="shared"))


def test_after_a_build_of_one_file(project):
    made = project("mixed")
    made.make()
    move_term(made)
    made.make(files=["notes.md"])
    assert_as_clean(made, made.make())


def test_after_the_state_file_is_deleted(project):
    made = project("mixed")
    first = made.make()
    (first.outdir / ".glossterm.json").unlink()
    move_term(made)
    assert_as_clean(made, made.make())


@pytest.mark.parametrize("page", ["glossary", "reader", "words"])
def test_after_a_build_that_was_killed_while_it_wrote(project, page):
    made = project("mixed")
    made.make()
    move_term(made)
    edit_definition(made)
    stopped = f"""
        def setup(app):
            import os
            app.connect(
                "html-page-context",
                lambda app, page, *rest: os._exit(9)
                if page == {page!r} and os.environ.get("PYTHONHASHSEED") == "9" else None,
            )
        """
    made.configure(stopped)
    # the code above does not change an option: the pages are kept
    made.make(seed=9, code=9)
    assert_as_clean(made, made.make())


def test_after_a_build_that_failed(project):
    made = project("mixed")
    made.make()
    move_term(made)
    made.configure(
        """
        def setup(app):
            import os

            def fail(app, page, *rest):
                if page == "reader" and os.environ.get("PYTHONHASHSEED") == "9":
                    raise RuntimeError("as asked")

            app.connect("html-page-context", fail)
        """
    )
    with pytest.raises(AssertionError, match="as asked"):
        made.make(seed=9)
    assert_as_clean(made, made.make())


def test_searching_finds_terms_after_an_incremental_build(project):
    made = project("mixed")
    made.make()
    edit_prose(made)
    assert "lora" in made.make().search_index()["entries"]


def test_a_sequence_of_edits(project):
    made = project("mixed")
    site = made.make()
    for edit in (rename_term, edit_prose, move_term, edit_definition, change_broader, change_back):
        edit(made)
        site = made.make()
    assert_as_clean(made, site)


def test_after_a_glossary_is_read_again_with_the_same_concepts(project):
    """Sphinx then registers its terms again, by number; permanent anchors must replace them."""
    text = "# Title\n\n```{glossary}\n日本語\n: A language.\n\n用語\n: A word.\n```\n"
    made = project({"index.md": text})
    made.make()
    made.edit("index.md", "# Title", "# Other")
    site = made.make(seed=1)
    assert site.inventory("std:term")["日本語"] == "index.html#term-日本語"
    assert_as_clean(made, site)


def one_page(body: str, **files: str) -> dict[str, str]:
    """A project whose page ``use`` holds *body*, with a glossary beside it."""
    return {
        "index.md": "# Top\n\n```{toctree}\nwords\nuse\n```\n",
        "words.md": "# Words\n\n```{glossary}\nLoRA\n  An adapter.\n\nPEFT\n  A way.\n```\n",
        "use.md": f"# Use\n\n{body}\n",
        **files,
    }


SHOWN = one_page(
    "```{glossary}\n:source: words.yaml\n```",
    **{"words.yaml": "- term: Rank\n  definition: One.\n"},
)


def test_a_data_file_changes_between_builders_that_share_doctrees(project):
    """The page is read once, for both: the second builder must know that it shows the file."""
    made = project(SHOWN, sources=["words.yaml"])
    made.make("html", doctrees="shared")
    made.make("dirhtml", doctrees="shared")
    made.edit("words.yaml", "One.", "A *number*.")
    made.make("html", doctrees="shared")
    assert_as_clean(made, made.make("dirhtml", doctrees="shared"))


@pytest.mark.parametrize(
    "conf",
    [{"heading_pages": {"use": 2}}, {"extra_anchors": ["heading-base64"]}, {"takeover": False}],
    ids=lambda conf: next(iter(conf)),
)
def test_an_option_of_reading_changes_between_builders_that_share_doctrees(project, conf):
    text = "## Rank\n\nA number.\n\n## Loss | 損失\n\nA rank of {term}`LoRA`."
    source = one_page(f"{text}\n\n```{{glossary}}\nRate\n  One.\n```")
    made = project(source, heading_pages={} if "heading_pages" in conf else {"use": 2})
    made.make("html", doctrees="shared")
    made.make("dirhtml", doctrees="shared")
    made.configure(**conf)
    made.make("html", doctrees="shared")
    assert_as_clean(made, made.make("dirhtml", doctrees="shared"))


def test_an_option_changes_and_one_file_is_built(project):
    """Sphinx then assumes that every page was written with the new options."""
    made = project(one_page("Is {term}`LoRA`."), link="everywhere")
    made.make()
    made.configure(tooltips=False)
    made.make(files=["words.md"])
    assert_as_clean(made, made.make())


def test_an_abbreviation_that_no_page_spells_out(project):
    made = project(one_page("Is {term}`LoRA`."))
    first = made.make()
    made.edit("words.md", "  An adapter", "  :abbr: LRA\n\n  An adapter")
    site, pages = rewritten(made, first)
    assert pages == {"words.html", TOC}
    assert_as_clean(made, site)


def test_a_page_asks_for_full_forms_in_plain_text(project):
    made = project(one_page("Is {term}`LoRA`."))
    made.edit("words.md", "  An adapter", "  :abbr: LRA\n\n  An adapter")
    made.make("text")
    made.configure(first_use="full")
    site = made.make("text")
    assert "LoRA (LRA)" in (site.outdir / "use.txt").read_text("utf-8")
    assert_as_clean(made, site)


def test_plain_text_shows_no_links_and_is_not_written_for_them(project):
    made = project(one_page("A rank, and {term}`LoRA`."), link="everywhere")
    site = made.make("text")
    path = site.outdir / "use.txt"
    before = path.stat().st_mtime_ns
    made.edit("words.md", "PEFT\n", "Rank\n  A number.\n\nPEFT\n")
    assert_as_clean(made, made.make("text"))
    assert path.stat().st_mtime_ns == before


def test_plain_text_is_not_written_when_a_term_is_removed(project):
    """The page with the role is written all the same, since it has a warning."""
    made = project(one_page("Is {term}`LoRA`."))
    made.make("text")
    made.edit("words.md", "LoRA\n  An adapter.\n\n", "")
    warning = "use.md:3: WARNING: term not in glossary: 'LoRA' [ref.term]"
    made.make("text", warns=[warning])
    made.make("text", warns=[warning])


def test_mentions_in_an_overridden_entry_do_not_count(project):
    """``use`` shows nothing of the file: the mentions in its entry do not affect that page."""
    made = project(SHOWN, sources=["words.yaml"])
    made.edit("words.yaml", "Rank\n  definition: One.", "LoRA\n  definition: One PEFT.")
    first = made.make()
    assert first.sidecars() == []
    made.edit("words.md", "PEFT\n", "Tuning\n")
    _site, pages = rewritten(made, first)
    assert pages == {"words.html", TOC}


def test_an_overridden_entry_and_prose_of_the_same_words(project):
    source = {
        **SHOWN,
        "words.yaml": "- term: LoRA\n  definition: Is PEFT.\n",
        "use.md": SHOWN["use.md"] + "\nIs PEFT.\n",
    }
    made = project(source, sources=["words.yaml"], link="everywhere")
    assert made.make().mentions("use") == [("PEFT", "words#term-PEFT")]


def test_the_last_glossary_is_removed(project):
    made = project(one_page("Text."))
    made.make()
    made.write("words.md", "# Words\n\nNone.\n")
    assert_as_clean(made, made.make())


def test_two_pages_give_a_concept_the_same_id(project):
    """The definition of the first one is shown, whichever page was written last."""
    entry = """
        # {label}

        ```{{glossary}}
        {label}
        : :id: lora

          {text}
        ```
        """
    source = {
        "index.md": """
            # Top

            ```{toctree}
            a
            b
            ```

            A {term}`LoRA`.
            """,
        "a.md": entry.format(label="LoRA", text="First."),
        "b.md": entry.format(label="PEFT", text="Second."),
    }
    for builder in ("html", "singlehtml"):
        made = project(source)
        before = made.make(builder, out=builder, warns=None)
        assert before.tips("index")["lora"]["body"] == [["p", "First."]]
        made.edit("a.md", "First.", "The first.")
        site = made.make(builder, out=builder, warns=None)
        clean = made.make(builder, out="clean", warns=None)
        assert site.files() == clean.files()


def test_of_two_concepts_with_one_id_only_the_first_has_relations(project):
    entry = "# Words\n\n```{{glossary}}\n{0}\n: :id: lora\n{1}\n  Text.\n```\n"
    tuning = "\n```{glossary}\nTuning\n: T.\n```\n"
    source = {
        "index.md": "# Top\n\n```{toctree}\na\nb\n```\n",
        "a.md": entry.format("LoRA", "  :broader: Tuning\n") + tuning,
        "b.md": entry.format("PEFT", ""),
    }
    made = project(source, relations=["broader"])
    site = made.make(warns=None)
    assert site.parts(site.body("a"), "relations") == ["Broader: Tuning"]
    assert site.parts(site.body("b"), "relations") == []
    before = (site.outdir / "b.html").stat().st_mtime_ns
    made.edit("a.md", "  :broader: Tuning\n", "")
    site = made.make(warns=None, seed=3)
    assert site.parts(site.body("a"), "relations") == []
    assert (site.outdir / "b.html").stat().st_mtime_ns == before


PICTURES = {
    "index.md": "# Start\n\n```{toctree}\nknots\n```\n\nA Bowline.\n\n```{termgraph}\n```\n",
    "knots.md": """
        # Knots

        ```{glossary}
        Bowline
          A knot that makes a loop, ![of rope](loop.png).

        Sheet bend
          :broader: Bowline

          A knot of two ropes.
        ```
        """,
    "loop.png": "",
}


def test_an_image_in_a_definition_of_a_page_that_stays(project):
    made = project(PICTURES, link="everywhere")
    site = made.make()
    made.edit("index.md", "A Bowline", "The Bowline")
    assert_as_clean(made, rewritten(made, site)[0])


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_files_that_a_clean_build_has_not_are_removed(project, builder):
    made = project(PICTURES, link="everywhere")
    site = made.make(builder)
    names = set(site.files())
    assert {"_static/glossterm-graph.css", "glossterm.json"} <= names
    assert [name for name in names if name.startswith("_glossterm/")]
    assert builder == "singlehtml" or [n for n in names if n.startswith("glossterm-index")]
    made.edit("index.md", "```{termgraph}\n```\n", "")
    made.configure(tooltips=False, index=False)
    assert_as_clean(made, made.make(builder))
    made.write("knots.md", "# Knots\n\nNone.\n")
    assert_as_clean(made, made.make(builder))


def test_files_go_after_a_build_that_was_killed(project):
    made = project(PICTURES, link="everywhere")
    made.make()
    made.configure(index=False, code="")
    made.configure(
        """
        def setup(app):
            import os
            if os.environ.get("PYTHONHASHSEED") == "5":
                app.connect("doctree-resolved", lambda *_: os._exit(9), priority=999)
        """
    )
    made.make(seed=5, code=9, warns=None)
    assert_as_clean(made, made.make())


def test_an_authors_file_of_the_same_name_stays(project):
    made = project(PICTURES, link="everywhere")
    made.make()
    made.write("extra/glossterm-index.html", "An author's.")
    made.write("extra/glossterm.json", "{}")
    made.configure(index=False, html_extra_path=["extra"], exclude_patterns=["extra"])
    made.write("knots.md", "# Knots\n\nNone.\n")
    made.write("index.md", "# Start\n\n```{toctree}\nknots\n```\n")
    site = made.make()
    assert (site.outdir / "glossterm-index.html").read_text("utf-8") == "An author's."
    assert (site.outdir / "glossterm.json").read_text("utf-8") == "{}"


def test_an_authors_page_of_the_same_name_stays(project):
    made = project(PICTURES, link="everywhere", index=False)
    made.write("glossterm-index.md", "---\norphan: true\n---\n\n# My own\n")
    made.make()
    made.configure(index=True)
    made.make()
    made.configure(index=False)
    site = made.make()
    assert "My own" in site.source("glossterm-index")
    assert_as_clean(made, site)
