"""The directive ``termgraph``: a diagram with links if the format supports it, or a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from .test_incremental import assert_as_clean, rewritten

if TYPE_CHECKING:
    from .conftest import Site

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
GLOSSARY = """
    # Terms

    ```{glossary}
    Training
    : Makes a model.

    PEFT
    : :broader: Training
      :related: GPU

      Trains few parameters.

    LoRA
    : :broader: PEFT

      Two small matrices.

    低ランク適応の一種
    : :broader: LoRA

      日本語の用語。

    GPU
    : Computes.
    ```
    """
PICTURE = """
    # Map

    ```{termgraph} PEFT
    :related:
    :caption: What *belongs* to PEFT
    :name: peft-map
    ```

    See {ref}`peft-map`.
    """
INDEX = """
    # Docs

    ```{toctree}
    terms
    map
    ```
    """
SOURCE = {"index.md": INDEX, "terms.md": GLOSSARY, "map.md": PICTURE}
CHAIN = ["Training", "PEFT", "LoRA", "低ランク適応の一種"]


def links(site: Site, page: str) -> list[tuple[str, str]]:
    """Text and address of each box of the diagrams of a page, in page order."""
    return [
        ("".join(a.itertext()), a.get("href", ""))
        for a in site.body(page).iter(f"{SVG}a")
        if "glossterm-graph-node" in (a.get("class") or "")
    ]


def nested(listing: Any) -> list[Any]:
    rows: list[Any] = []
    for item in listing:
        paragraph = next(e for e in item.iter() if e.tag in {f"{HTML}p", f"{HTML}li"})
        line = item.find(f"{HTML}p")
        text = (line if line is not None else paragraph).itertext()
        rows.append(" ".join("".join(text).split()))
        below = item.find(f"{HTML}ul")
        rows += [nested(below)] if below is not None else []
    return rows


def lists(site: Site, page: str) -> list[Any]:
    """The nested list of each diagram of a page."""
    holders = [
        e for e in site.body(page).iter() if "glossterm-graph-list" in (e.get("class") or "")
    ]
    return [nested(next(holder.iter(f"{HTML}ul"))) for holder in holders]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_boxes_are_links_and_the_list_has_the_same_relations(project, builder):
    site = project(SOURCE).build(builder)
    to = "../terms/" if builder == "dirhtml" else "terms.html"
    assert links(site, "map") == [
        ("Training", f"{to}#term-Training"),
        ("PEFT", f"{to}#term-PEFT"),
        ("LoRA", f"{to}#term-LoRA"),
        ("低ランク適応の一種", f"{to}#term-低ランク適応の一種"),
        ("GPU", f"{to}#term-GPU"),
    ]
    assert lists(site, "map") == [
        ["Training", ["PEFT – see also GPU", ["LoRA", ["低ランク適応の一種"]]]]
    ]
    assert site.dead_links() == []
    page = site.source("map")
    assert 'aria-label="What belongs to PEFT"' in page
    assert page.count("glossterm-graph.css") == 1
    assert "glossterm-graph.css" not in site.source("terms")
    assert "What <em>belongs</em> to PEFT" in page
    # Definitions on hover: the concepts of a diagram are in the page's sidecar.
    assert {entry["label"] for entry in site.tips("map").values()} == {*CHAIN, "GPU"}


def test_around_a_concept_and_everything(project):
    pages = """
        # Maps

        ```{termgraph} LoRA
        :up: 1
        :down: 0
        :alt: LoRA & its parent
        ```

        ```{termgraph}
        ```
        """
    site = project(SOURCE | {"map.md": pages}).build()
    assert [text for text, _ in links(site, "map")] == ["PEFT", "LoRA", *CHAIN]
    page = site.source("map")
    assert 'aria-label="LoRA &amp; its parent"' in page
    assert 'aria-label="Hierarchy of concepts"' in page
    assert page.count("glossterm-graph-root") == 1
    assert len(set(site.ids("map"))) == len(site.ids("map"))


def test_in_a_page_of_restructuredtext_by_its_full_name(project):
    page = "Map\n===\n\n.. glossterm:termgraph:: LoRA\n   :down: 0\n"
    source = {"index.md": INDEX, "terms.md": GLOSSARY, "map.rst": page}
    site = project(source).build()
    assert [text for text, _ in links(site, "map")] == CHAIN[:3]
    assert 'aria-label="Hierarchy of “LoRA”"' in site.source("map")


def test_on_one_page(project):
    site = project(SOURCE).build("singlehtml")
    assert links(site, "index")[1] == ("PEFT", "#term-PEFT")
    assert site.dead_links(ours=True) == []


def test_in_epub_it_is_well_formed_and_the_list_is_open(project):
    site = project(SOURCE, epub_show_urls="no", epub_copyright="x", version="1").build("epub")
    page = ElementTree.fromstring(site.source("map"))
    lists = [e for e in page.iter(f"{HTML}div") if e.get("class") == "glossterm-graph-list"]
    assert next(a.get("href") for a in lists[0].iter(f"{HTML}a")) == "terms.xhtml#term-Training"
    assert not list(page.iter(f"{HTML}details"))
    assert site.dead_links() == []


def test_in_latex_boxes_are_links(project):
    site = project(SOURCE).build("latex")
    text = next(site.outdir.glob("*.tex")).read_text("utf-8")
    assert text.count("\\usepackage{tikz}") == 1
    drawing = text.partition("\\begin{tikzpicture}")[2].partition("\\end{tikzpicture}")[0]
    linked = re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", drawing)
    assert linked[:3] == ["terms:term-Training", "terms:term-PEFT", "terms:term-LoRA"]
    assert (drawing.count("\\filldraw"), drawing.count("\\draw[gray]")) == (5, 3)
    assert drawing.count("\\draw[gray,dotted]") == 1


def test_latex_without_a_picture_needs_no_package(project):
    site = project(SOURCE | {"map.md": "# No map\n"}).build("latex")
    assert "tikz" not in next(site.outdir.glob("*.tex")).read_text("utf-8")


def test_a_tall_diagram_is_split_into_pages(project):
    terms = "".join(f"Child {n}\n: :broader: Parent\n\n  D.\n\n" for n in range(80))
    glossary = f"# Terms\n\n```{{glossary}}\nParent\n: D.\n\n{terms}```\n"
    site = project(SOURCE | {"terms.md": glossary, "map.md": PICTURE.replace("PEFT", "Parent")})
    text = next(site.build("latex").outdir.glob("*.tex")).read_text("utf-8")
    assert text.count("\\begin{tikzpicture}") > 2
    assert sorted(set(re.findall(r"terms:term-Child-\d+(?=}])", text))) == sorted(
        f"terms:term-Child-{n}" for n in range(80)
    )
    # Only the last part is in the figure, which LaTeX cannot break.
    figure = text.partition("\\begin{figure}")[2].partition("\\end{figure}")[0]
    assert figure.count("\\begin{tikzpicture}") == 1


def test_text_has_the_list(project):
    text = (project(SOURCE).build("text").outdir / "map.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[2:7] == [
        *("* Training", "* PEFT – see also GPU", "* LoRA", "* 低ランク適応の一種"),
        "What *belongs* to PEFT",
    ]


@pytest.mark.parametrize("builder", ["man", "texinfo", "xml", "gettext"])
def test_other_builders(project, builder):
    conf = {"man_pages": [("index", "docs", "Docs", ["A"], 1)]} if builder == "man" else {}
    site = project(SOURCE, **conf).build(builder)
    if builder == "gettext":
        written = "".join(p.read_text("utf-8") for p in site.outdir.rglob("*.pot"))
        assert 'msgid "What *belongs* to PEFT"' in written
    else:
        files = [p for p in site.outdir.rglob("*") if p.suffix in {".1", ".texi", ".xml"}]
        written = "".join(p.read_text("utf-8") for p in files)
        assert written.count("see also") == 1
    assert "GraphQuery" not in written


def test_hostile_labels_are_text(project):
    label = r'"><script>alert(1)</script> & \\LaTeX{} 50% #1 a_b ~^$x$ [y]'
    terms = f"""
        Terms
        =====

        .. glossary::

           {label}
              :id: Kind

              Text.

           Child
              :broader: Kind

              Text.
        """
    made = project({"index.rst": terms + "\n        .. termgraph:: Child\n"})
    site = made.build()
    assert "<script>alert" not in site.source("index")
    title = [a.get("data-glossterm") for a in site.body("index").iter(f"{SVG}a")]
    assert title == ["Kind", "index#term-Child"]
    assert "><script>alert(1)</script> & " in links(site, "index")[0][0]
    latex = next(made.build("latex").outdir.glob("*.tex")).read_text("utf-8")
    drawing = latex.partition("\\begin{tikzpicture}")[2].partition("\\end{tikzpicture}")[0]
    assert "\\LaTeX" not in drawing
    assert drawing.count("{") == drawing.count("}")


WRONG = """
    # Map

    ```{termgraph} LoRa adapter
    ```

    ```{termgraph} LoAR
    :caption: Still here
    ```
    """


def test_an_unknown_concept_is_reported_at_its_line(project):
    site = project(SOURCE | {"map.md": WRONG}).build(
        warns=[
            'map.md:3: WARNING: unknown concept "LoRa adapter"; write a label or an id of a concept'
            " [glossterm.graph]",
            'map.md:6: WARNING: unknown concept "LoAR"; did you mean "LoRA"? [glossterm.graph]',
        ]
    )
    assert (links(site, "map"), lists(site, "map")) == ([], [])
    assert "Still here" in site.prose("map")


def test_a_glossary_without_relations_is_reported(project):
    source = {"index.md": "# T\n\n```{glossary}\nA\n: B.\n```\n\n```{termgraph}\n```\n"}
    project(source).build(
        warns=[
            "index.md:8: WARNING: empty diagram: no concept has a broader one; add a field"
            ' "broader" [glossterm.graph]'
        ]
    )


@pytest.mark.parametrize("builder", ["epub", "xml"])
def test_a_caption_of_nothing_is_well_formed(project, builder):
    site = project(
        {
            "index.md": "# Home\n\n```{glossary}\nLuff\n: To turn.\n```\n\n"
            "```{termgraph}\n:caption: All sails\n```\n\nThe end.\n"
        },
        epub_show_urls="no",
        epub_copyright="x",
        version="1",
    ).build(builder, warns=None)
    suffix = "xhtml" if builder == "epub" else "xml"
    page = ElementTree.fromstring((site.outdir / f"index.{suffix}").read_text("utf-8"))
    assert "All sails" in "".join(page.itertext())


def test_the_nearest_of_several_concepts_is_shown_and_an_ambiguity_is_reported(project):
    one, two = (f"# {name}\n\n```{{glossary}}\n:name: {name}\n\nX\n: D.\n```\n" for name in "ab")
    source = {
        "index.md": "# Docs\n\n```{toctree}\na\nb\n```\n\n```{termgraph} X\n```\n",
        "a.md": one,
        "b.md": two,
    }
    site = project(source).build(
        warns=[
            'index.md:8: WARNING: "X" is ambiguous (a:6, b:6); the first is used, write one of'
            ' these instead: "a#term-X", "b#term-X" [glossterm.ambiguous_term]'
        ]
    )
    assert links(site, "index") == [("X", "a.html#term-X")]


def test_without_the_package_the_list_is_shown_and_the_extra_is_named(project, monkeypatch):
    for module in ("listing", "listing.layout"):
        monkeypatch.setattr(f"sphinxcontrib_glossterm.{module}.engine", lambda: "")
    made = project(SOURCE)
    site = made.build(
        warns=[
            "map.md:3: WARNING: a list is shown instead of the diagram, which needs a package"
            ' that is not installed; run pip install "sphinxcontrib-glossterm[graph]"'
            " [glossterm.graph]"
        ]
    )
    assert links(site, "map") == []
    assert "PEFT – see also GPU" in site.prose("map")
    made.build("text")
    # When it exists, the page is written again though nothing was read.
    monkeypatch.undo()
    drawn, written = made.rebuild(site)
    assert (written, len(links(drawn, "map"))) == (
        {"map", "index"},
        5,
    )  # Sphinx: a page whose toctree contains it


# -- built again --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (": Makes a model.", ": Makes a better model.", {"terms.html"}),
        (":broader: LoRA", ":broader: GPU", {"terms.html", "map.html"}),
        (":related: GPU", ":tags: x", {"terms.html", "map.html"}),
        ("\n    Training\n", "\n    Coaching\n    Training\n", {"terms.html", "map.html"}),
        (
            "    GPU\n    : Computes.",
            "    GPU\n    : Computes.\n\n    Disk\n    : Keeps.",
            {"terms.html"},
        ),
    ],
    ids=["definition", "broader", "related", "name", "unrelated"],
)
def test_a_page_is_written_when_its_diagram_changes(project, old, new, expected):
    made = project(SOURCE)
    first = made.make()
    made.write("terms.md", GLOSSARY.replace(old, new))
    site, written = rewritten(made, first)
    assert written - {"index.html"} == expected
    assert_as_clean(made, site)


def test_the_same_bytes_in_parallel(project):
    made = project(SOURCE | {f"map{n}.md": PICTURE.replace("peft", f"peft{n}") for n in range(6)})
    made.edit("index.md", "map\n", "map\n" + "".join(f"map{n}\n" for n in range(6)))
    one, four = made.make(out="one"), made.make(out="four", jobs=4, seed=7)
    assert one.files() == four.files()
