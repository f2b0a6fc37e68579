"""The search index after an incremental build equals that of a clean build, byte by byte."""

from __future__ import annotations

import pytest

CONTENTS = "\n.. toctree::\n\n   "
PAGES = {
    "index.rst": f"Start\n=====\n{CONTENTS}part\n   words\n",
    "part.rst": f"Part\n====\n{CONTENTS}setup\n",
    # The titles of a page are rendered in the contents of another, with their index entries.
    "setup.rst": "Setup\n=====\n\nSet :envvar:`LORA_HOME`\n-----------------------\n\nText.\n",
    "words.rst": """
        Words
        =====

        .. glossary::

           adapter
              A layer.

           gradient
              :aliases: Slope | Lora_home

              A vector.
        """,
    "editions.rst": """
        :orphan:

        Editions
        ========

        .. only:: not html

           .. index:: paper edition

           Text.

        .. index:: Screen
           single: screen
           see: display; screen

        .. glossary::

           Screen
              A surface.
        """,
    "quiet.rst": """
        :orphan:
        :nosearch:

        Quiet
        =====

        .. glossary::

           Silence
              :aliases: Hush

              No sound.
        """,
}


def index_of(site) -> str:
    return (site.outdir / "searchindex.js").read_text("utf-8")


@pytest.mark.parametrize("edited", ["words.rst", "setup.rst", "index.rst"])
def test_after_an_edit(project, edited):
    made = project(PAGES, version="1")
    made.make()
    made.write(edited, (made.srcdir / edited).read_text("utf-8") + "\nOne more sentence.\n")
    site, clean = made.make(), made.make(out="clean")
    assert index_of(site) == index_of(clean)
    entries = clean.search_index()["entries"]
    pages = {page for page, _anchor, _main in entries["lora_home"]}
    assert pages == {"index", "part", "setup", "words"}
    assert "paper edition" not in entries
    assert "hush" not in entries
    made.edit(edited, "One more sentence.", "Another one.")
    made.delete("quiet.rst")
    assert index_of(made.make()) == index_of(made.make(out="clean"))


def test_after_an_alias_in_a_data_file_has_changed(project):
    made = project(PAGES, version="1", sources=["more.yaml"])
    made.write("more.yaml", "- term: adapter\n  aliases: [Plug]\n")
    made.make(warns=None)
    made.write("more.yaml", "- term: adapter\n  aliases: [Socket]\n")
    made.edit("setup.rst", "Text.", "Other text.")
    site, clean = made.make(warns=None), made.make(out="clean", warns=None)
    assert index_of(site) == index_of(clean)
    assert "socket" in clean.search_index()["entries"]
    assert "plug" not in clean.search_index()["entries"]


@pytest.mark.parametrize("content", ["", "Search.setIndex({})", 'Search.setIndex({"docnames":1})'])
def test_a_search_index_that_cannot_be_read(project, content):
    made = project(PAGES, version="1")
    site = made.make()
    (site.outdir / "searchindex.js").write_text(content, "utf-8")
    made.edit("setup.rst", "Text.", "Other text.")
    site = made.make(warns=None)
    assert len(site.warnings) == 1
    assert "search index couldn't be loaded" in site.warnings[0]
