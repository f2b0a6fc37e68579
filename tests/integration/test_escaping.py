"""Authors' texts are escaped in every output: they create no element, attribute or command."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import html5lib
import pytest

EVIL = {
    "tags": "<evil a='1'>&amp;<evil/>",
    "attributes": "\" evil='1' ' evil=\"1\" onevil=1",
    "script": "</script><evil>--></style></textarea></title><evil><!-- <evil>",
    "templates": "{{ evil }} {% evil %} ${evil} `evil`",
    "commands": r"\evil{1} @evil{2} #evil %evil $evil^_~ .evil",
    "directions": "a\u202eevil\u2066b]]><evil>\u2028c",
}
"""Part of every label and of every other text that an author can write."""


def rst(text):
    """*text* as plain text in reStructuredText."""
    return re.sub(r"([^\w\s])", r"\\\1", text)


def source(evil, *, named=True):
    record = {
        "term": f"Term {evil}",
        "aliases": [f"Alias {evil}"],
        "hidden": [f"Hidden {evil}"],
        "abbr": f"T {evil}",
        "reading": f"よみ {evil}",
        "tags": [f"Tag {evil}"],
        "short": f"Short {evil}.",
        "source": f"Source {evil}",
        "id": f"id {evil}",
        "definition": f"Text {rst(evil)}.",
    }
    below = {"term": f"Below {evil}", "id": "below", "broader": record["term"], "definition": "B."}
    name = re.sub(r"[/\\\x00*?\[\]\u2028]", "", evil)[:40].strip().rstrip(".")
    name = name if named else "page"  # Sphinx itself does not escape it in singlehtml
    return {
        "data.yaml": json.dumps({"concepts": [record, below]}),
        "index.rst": f"""
            Home {rst(evil)}
            {"=" * 120}

            .. toctree::
               :glob:

               **

            .. glossary::
               :name: names
               :source: data.yaml

            .. termindex::

            .. termindex::
               :view: tags

            .. termgraph::
               :caption: Caption {rst(evil)}

            .. termgraph::
               :alt: Alt {evil}
            """,
        f"p {name}.rst": f"""
            Page {rst(evil)}
            {"=" * 120}

            :term:`below` and :term:`see {rst(evil)} <below>`.

            Section {rst(evil)}
            {"-" * 120}

            :term:`below` and Term.
            """,
    }


@pytest.fixture(params=EVIL)
def evil(request):
    return EVIL[request.param]


@pytest.fixture
def built(project, evil):
    def build(builder):
        made = project(
            source(evil, named=builder != "singlehtml"),
            extensions=["sphinxcontrib_glossterm"],
            sources=["data.yaml"],
            index_title=f"Index {evil}",
            index_jsonld=True,
            label_separator="|||",
            relations=["broader", "narrower", "related", "used-in"],
            html_baseurl="https://clay.example/",
            html_use_opensearch="https://clay.example",
            epub_copyright="x",
            epub_show_urls="no",
            version="1",
        )
        made.configure("smartquotes = False\n")
        return made.build(builder, warns=None)

    return build


def foreign(tree):
    """Names of elements and attributes that are not part of HTML."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    names = [element.tag for element in elements]
    names += [name for element in elements for name in element.attrib]
    return [name for name in names if "evil" in str(name)]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_pages(built, evil, builder):
    site = built(builder)
    pages = [path for path in site.outdir.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) >= (1 if builder == "singlehtml" else 4)
    for page in pages:
        tree = html5lib.parse(page.read_text("utf-8"))
        assert foreign(tree) == []
    assert " ".join(f"Term {evil}".split()) in site.prose("index")
    assert " ".join(f"Caption {evil}".split())[:15] in site.prose("index")


def test_the_index_page(built, evil):
    site = built("html")
    tree = html5lib.parse(site.source("glossterm-index"), namespaceHTMLElements=False)
    title = " ".join(f"Index {evil}".split())
    assert " ".join("".join(tree.find(".//title").itertext()).split()).startswith(title)
    assert " ".join("".join(tree.find(".//h1").itertext()).split()) == title
    data = next(e for e in tree.iter("script") if e.get("type") == "application/ld+json")
    terms = json.loads("".join(data.itertext()))["hasDefinedTerm"]
    assert [term["name"] for term in terms].count(" ".join(f"Term {evil}".split())) == 1


def test_definitions_for_tips(built):
    site = built("html")
    assert site.sidecars()
    for page in site.sidecars():
        text = (site.outdir / "_glossterm" / f"{page}.js").read_text("utf-8")
        assert "<" not in text
        assert "\u2028" not in text
        assert site.tips(page)


@pytest.mark.parametrize(("builder", "pattern"), [("epub", "*.xhtml"), ("xml", "*.xml")])
def test_xml_is_well_formed(built, builder, pattern):
    site = built(builder)
    files = list(site.outdir.glob(pattern))
    assert len(files) >= 2
    for path in files:
        assert foreign(ET.fromstring(path.read_bytes())) == []


COMMANDS = {
    "latex": ("*.tex", r"(?<!\\)(?:\\\\)*\\evil"),
    "texinfo": ("*.texi", r"(?<!@)(?:@@)*@evil"),
    "man": ("*.1", r"^\.evil|\\evil"),
}


@pytest.mark.parametrize("builder", COMMANDS)
def test_labels_cannot_inject_commands(built, builder):
    pattern, command = COMMANDS[builder]
    text = next(built(builder).outdir.glob(pattern)).read_text("utf-8")
    assert re.findall(command, text, re.MULTILINE) == []


THEMES = (
    "alabaster", "classic", "furo", "pydata_sphinx_theme", "shibuya", "sphinx_book_theme",
    "sphinx_rtd_theme",
)  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_the_title_of_the_index_is_text_in_a_theme(project, theme):
    if theme != "classic":
        pytest.importorskip(theme)
    site = project(
        {"index.rst": "Home\n====\n\n.. glossary::\n\n   kiln\n      An oven.\n"},
        html_theme=theme,
        index_title="R & D <kilns>",
    ).build(warns=None)
    tree = html5lib.parse(site.source("glossterm-index"), namespaceHTMLElements=False)
    assert "".join(tree.find(".//title").itertext()).strip().startswith("R & D <kilns>")
    assert not list(tree.iter("kilns"))


def test_the_title_of_the_index_in_latex(project):
    site = project(
        {"index.rst": "Home\n====\n\n.. glossary::\n\n   kiln\n      An oven.\n"},
        index_title="R & D_#",
    ).build("latex")
    text = next(site.outdir.glob("*.tex")).read_text("utf-8")
    assert r"\renewcommand{\indexname}{R \& D\_\#}" in text


def test_a_page_reference_in_latex_names_the_label(project):
    """Sphinx does not escape the name of the document in it."""
    site = project(
        {
            "index.rst": "Home\n====\n\n.. toctree::\n   :glob:\n\n   **\n",
            "c#/100%.rst": "Page\n====\n\n.. glossary::\n\n   kiln\n      An oven.\n",
        }
    ).build("latex")
    text = next(site.outdir.glob("*.tex")).read_text("utf-8")
    assert r"\label{\detokenize{c_/100_:term-kiln}}" in text
    assert r"\sphinxstyleindexpageref{c_/100_:\detokenize{term-kiln}}" in text
