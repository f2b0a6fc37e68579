"""Headings with several labels: what they show themselves, and what is shown of them elsewhere."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

PAGES = {
    "index.md": """
        # Contents

        {doc}`rank`, {ref}`lora`, [](#lora), [](training.md#lora--low-rank-adaptation--低ランク適応)

        ```{toctree}
        :maxdepth: 3

        training
        rank
        plain
        ```
        """,
    "training.md": """
        # Training

        [](#lora--low-rank-adaptation--低ランク適応)

        (lora)=
        ## LoRA | Low-Rank Adaptation | 低ランク適応
        :label_ja: 低ランク適応

        Two small matrices.

        ### Merging

        Which is no concept | at all.
        """,
    "rank.md": """
        # Rank | Inner dimension

        How many columns each matrix has.
        """,
    "plain.rst": """
        Plain
        =====

        .. contents::

        Adapter | Adapting layer
        ------------------------

        A small layer.
        """,
}
CONF = {
    "heading_pages": {"training": 2, "rank": 1, "plain": 2},
    "myst_heading_anchors": 3,
    "code": """
        man_pages = [("index", "models", "Models", [""], 1)]
        texinfo_documents = [("index", "models", "Models", "", "Models", "", "")]
        """,
}
OTHERS = ("Low-Rank Adaptation", "低ランク適応", "Inner dimension", "Adapting layer")
SMALL = '<small class="glossterm-heading-labels">'
FOUND = "LoRA | Low-Rank Adaptation"


@pytest.fixture(scope="module")
def made(module_project):
    return module_project(PAGES, **CONF)


@pytest.fixture(scope="module")
def site(made):
    return made.build()


def headings(source: str) -> list[str]:
    """The headings of a page of HTML, without the links to them."""
    found = re.findall(r"<h([1-6])>(.*?)</h\1>", source[source.index("<section") :])
    return [re.sub(r'<a class="headerlink".*?</a>', "", text) for _level, text in found]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_the_heading_shows_the_other_labels_small(made, builder):
    built = made.build(builder, warns=None)
    name = "index" if builder == "singlehtml" else "training"
    source = built.source(name)
    assert any(
        heading == f'LoRA {SMALL}Low-Rank Adaptation · <span lang="ja">低ランク適応</span></small>'
        for heading in headings(source)
    )
    assert "Which is no concept | at all." in source


def test_titles_and_navigation_show_the_first_label(site):
    for page in ("index", "training", "rank", "plain"):
        for place in re.sub(rf"{SMALL}.*?</small>", "", site.source(page)).split("<body>"):
            around = re.sub(r'href="[^"]*"|id="[^"]*"', "", place)
            assert not any(label in around for label in OTHERS), page
    assert "<title>Rank " in site.source("rank")
    assert 'title="Rank"' in site.source("training")  # the link to the next page
    assert site.source("rank").count(">Rank</a>") >= 1


def test_links_without_own_text_show_the_first_label(site):
    assert "Rank, LoRA, LoRA, LoRA" in site.prose("index")
    assert site.prose("training").startswith("Training¶ LoRA LoRA")


def test_addresses_stay(made, site):
    made.configure(heading_labels="all")
    written = made.build()
    made.configure(heading_labels="first")
    for page in ("training", "rank", "plain"):
        assert site.ids(page) == written.ids(page)
    for kind in ("std:label", "std:term", "glossterm:concept", "std:doc"):
        assert site.inventory(kind) == written.inventory(kind)
    assert site.dead_links() == []


def test_targets_of_autosectionlabel_stay(project):
    use = "Contents\n========\n\n:ref:`Adapter | Adapting layer`\n\n.. toctree::\n\n   plain\n"
    built = project(
        {"index.rst": use, "plain.rst": PAGES["plain.rst"]},
        heading_pages={"plain": 2},
        code='extensions += ["sphinx.ext.autosectionlabel"]',
    ).build()
    assert "Contents¶ Adapter" in built.prose("index")


def test_the_search_shows_the_first_label_and_finds_all(site):
    written = (site.outdir / "searchindex.js").read_text("utf-8")
    index = json.loads(written.removeprefix("Search.setIndex(").removesuffix(")"))
    assert {"LoRA", "Rank", "Adapter"} <= set(index["alltitles"])
    assert "Rank" in index["titles"]
    assert not any("|" in title or title != title.strip() for title in index["alltitles"])
    assert {"low-rank adaptation", "inner dimension", "低ランク適応"} <= set(index["indexentries"])
    assert {"dimens", "低ランク適応"} <= set(index["terms"])


def test_tables_of_contents_of_epub_and_texinfo(made):
    book = made.build("epub", warns=None).outdir
    for name in ("nav.xhtml", "toc.ncx"):
        listed = "".join(ET.fromstring((book / name).read_bytes()).itertext())
        assert "LoRA" in listed
        assert not any(label in listed for label in (*OTHERS, "|"))
    manual = (made.build("texinfo").outdir / "models.texi").read_text("utf-8")
    assert "@section LoRA\n" in manual
    assert "\n(Low-Rank Adaptation · 低ランク適応)\n" in manual


def test_latex_and_manual_pages_have_a_line_below(made):
    book = next(made.build("latex").outdir.glob("*.tex")).read_text("utf-8")
    assert r"\section{LoRA}" in book
    assert r"\chapter{Rank}" in book
    assert "(Low\\sphinxhyphen{}Rank Adaptation · 低ランク適応)\n" in book
    page = (made.build("man").outdir / "models.1").read_text("utf-8")
    assert ".SH RANK\n.sp\n(Inner dimension)\n" in page
    assert ".SS LoRA\n.sp\n(Low\\-Rank Adaptation · 低ランク適応)\n" in page


def test_text_and_xml_have_parentheses(made):
    folder = made.build("text").outdir
    assert "LoRA (Low-Rank Adaptation · 低ランク適応)\n===" in (folder / "training.txt").read_text(
        "utf-8"
    )
    contents = (folder / "plain.txt").read_text("utf-8")
    assert "* Adapter\n" in contents
    assert "Adapter (Adapting layer)\n" in contents
    tree = ET.parse(made.build("xml").outdir / "training.xml")
    title = tree.findall(".//title")[1]
    assert title.text == "LoRA"
    assert "".join(title.itertext()) == "LoRA (Low-Rank Adaptation · 低ランク適応)"


def test_catalogues_have_the_whole_heading(made):
    catalogue = made.build("gettext").outdir / "training.pot"
    assert 'msgid "LoRA | Low-Rank Adaptation | 低ランク適応"' in catalogue.read_text("utf-8")
    assert catalogue.read_text("utf-8").count("Low-Rank Adaptation") == 1


def test_the_heading_as_written(project):
    made = project(PAGES, heading_labels="all", **CONF)
    site = made.build()
    assert FOUND in "".join(headings(site.source("training")))
    assert "<title>Rank | Inner dimension " in site.source("rank")
    assert SMALL not in site.source("training")


def test_a_change_of_the_option_is_as_a_clean_build(project):
    made = project(PAGES, **CONF)
    before = made.build()
    made.configure(heading_labels="all")
    changed, _written = made.rebuild(before)
    assert FOUND in changed.source("training")
    made.configure(heading_labels="first")
    again, _written = made.rebuild(changed)
    assert again.files(without=[".buildinfo"]) == before.files(without=[".buildinfo"])


def test_a_new_label_updates_the_pages_that_show_the_heading(project):
    made = project(PAGES, **CONF)
    before = made.build()
    made.edit("rank.md", "# Rank |", "# Width |")
    after, written = made.rebuild(before)
    assert "index" in {name.removesuffix(".html") for name in written}
    assert "Width, LoRA" in after.prose("index")


HEADINGS = {
    "code": ("## `a|b` | Pipe", "<code>a|b</code> S>Pipe"),
    "code only": ("## `a|b`", "<code>a|b</code>"),
    "formula": ("## $x|y$ | Divides", "M S>Divides"),
    "markup around": ("## **Mass | Weight**", "<strong>Mass</strong> S><strong>Weight</strong>"),
    "raw HTML": ("## Mass <b>m</b> | Weight", "Mass <b>m</b> S>Weight"),
    "raw HTML around": ("## <i>Mass | Weight</i>", "Mass S>Weight"),
    "at the end": ("## Mass |", "Mass"),
    "twice": ("## Mass | Mass | Weight", "Mass S>Weight"),
    "reference": ("## Mass | {ref}`see <top>`", 'Mass S><a href="#top">see</a>'),
    "image": ("## Mass | ![](m.png) Weight", "Mass S><img> Weight"),
    "footnote": ("## Mass | [^1]", "Mass[1]"),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_what_is_divided(project, name):
    heading, expected = HEADINGS[name]
    page = f"(top)=\n# Things\n\n{heading}\n\nText.\n\nMore.[^1]\n\n[^1]: Note.\n"
    made = project(
        {"index.md": page}, heading_pages={"index": 2}, myst_enable_extensions=["dollarmath"]
    )
    made.srcdir.joinpath("m.png").write_bytes(b"\x89PNG")
    site = made.build(warns=None)
    found = headings(site.source("index"))[1]
    found = re.sub(r'<span class="math.*?</span>', "M", found)
    found = re.sub(r"<img [^>]*>", "<img>", found).replace(SMALL, "S>").replace("</small>", "")
    found = re.sub(r'<a class="footnote-reference.*?</a>', "[1]", found)
    found = re.sub(r' class="[^"]*"| data-[^=]*="[^"]*"|</?span[^>]*>', "", found)
    assert found == expected
    if "img" in expected:
        assert (site.outdir / "_images" / "m.png").exists()
    assert site.dead_links() == []


def test_other_headings_stay(project):
    page = "# Input | Output\n\n## Term | Word\n\nText.\n\n#### Yes | No\n\nText.\n"
    site = project({"index.md": page}).build(warns=None)
    assert [heading for heading in headings(site.source("index")) if "|" in heading] == [
        "Input | Output",
        "Term | Word",
        "Yes | No",
    ]


def test_the_definition_of_a_tip_has_no_labels_of_the_heading(site):
    published = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))
    texts = {entry["label"]: entry["text"] for entry in published["concepts"]}
    assert texts["LoRA"] == "Two small matrices."


def test_parallel_builds_are_equal(project):
    more = {f"more{n}.md": f"# Page {n} | Leaf {n}\n\nText.\n" for n in range(8)}
    toc = (
        PAGES["index.md"]
        .replace("plain\n", "plain\n        more*\n")
        .replace("{toctree}", "{toctree}\n        :glob:")
    )
    made = project(PAGES | more | {"index.md": toc}, **CONF)
    made.configure(heading_pages={**CONF["heading_pages"], "more*": 1})
    one, four = made.make(out="one", seed=1), made.make(out="four", jobs=4, seed=2)
    assert "Leaf 7" not in one.source("index")
    assert one.files() == four.files()
