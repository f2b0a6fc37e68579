"""Every builder: no warning, and every link leads to an id that exists."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
import sphinx

BUILDERS = (
    "html", "dirhtml", "singlehtml", "latex", "text", "man", "texinfo", "epub", "gettext", "xml",
    "linkcheck",
)  # fmt: skip


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_warning(project, builder):
    site = project("mixed").build(builder)
    assert any(path.is_file() for path in site.outdir.rglob("*"))


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_link_leads_to_an_id_that_exists(project, builder):
    site = project("mixed").build(builder)
    page = "index" if builder == "singlehtml" else "guide/first"
    assert len(site.links(page)) > 3
    # Sphinx's own singlehtml links to pages that it does not write, such as genindex.
    assert site.dead_links(ours=builder == "singlehtml") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_links_are_the_same_with_all_builders_of_pages(project, builder):
    site = project("mixed").build(builder)
    assert site.links("guide/first") == [
        ("LoRA", "glossary#term-LoRA"),
        ("PEFT", "glossary#term-PEFT"),
        ("機械\n学習", "words#term-機械学習"),
        ("LoRA", "glossary#term-LoRA"),
        ("Adapter Layers", "ai/training#term-Adapter-Layers"),
        ("layers", "ai/deep/network#term-Layer"),
    ]
    assert site.references("index") == [
        ("LoRA", "glossary#term-LoRA"),
        ("our adapters", "ai/training#term-Adapter-Layers"),
    ]


def test_singlehtml_has_all_of_them_on_one_page(project):
    made = project("mixed")
    html, single = made.build("html"), made.build("singlehtml")
    docnames = [
        path.relative_to(html.outdir).with_suffix("").as_posix()
        for path in html.outdir.rglob("*.html")
        if path.name not in ("genindex.html", "search.html", "glossterm-index.html")
    ]
    docnames = [name for name in docnames if name not in ("notes", "reader")]
    of_pages = sorted(
        (text, target.partition("#")[2]) for name in docnames for text, target in html.links(name)
    )
    of_one = sorted((text, target.partition("#")[2]) for text, target in single.links("index"))
    assert of_one == of_pages


def test_latex(project):
    site = project("mixed").build("latex")
    text = (site.outdir / "mixed.tex").read_text("utf-8")
    assert r"\hyperref[\detokenize{glossary:term-LoRA}]" in text
    assert "On paper: " in text
    assert "On the screen" not in text
    index = text.partition(r"\renewcommand{\indexname}{Index of terms}")[2]
    assert "Adapter Layers" in index
    defined = set(_between(text, r"\label{\detokenize{", "}}"))
    used = {label for label in _between(text, r"\hyperref[\detokenize{", "}]") if "term-" in label}
    assert used
    assert used <= defined


def _between(text: str, start: str, end: str) -> list[str]:
    return [part.partition(end)[0] for part in text.split(start)[1:]]


@pytest.mark.parametrize(
    ("builder", "page"),
    [("text", "guide/first.txt"), ("xml", "guide/first.xml"), ("man", "mixed.1")],
)
def test_the_text_is_whole_in_formats_without_links(project, builder, page):
    site = project("mixed").build(builder)
    text = (site.outdir / page).read_text("utf-8")
    for words in ("Begin with", "LoRA", "Adapter Layers", "two matrices"):
        assert words in text


def test_xml_names_the_concepts(project):
    site = project("mixed").build("xml")
    text = (site.outdir / "guide" / "first.xml").read_text("utf-8")
    assert 'concept="glossary#term-LoRA"' in text


def test_gettext_extracts_what_the_author_wrote(project):
    site = project("mixed").build("gettext")
    messages = (site.outdir / "guide.pot").read_text("utf-8")
    assert 'msgid "Begin with <term>`LoRA`. It is PEFT' in messages
    assert "term-" not in messages


def test_epub_holds_no_script_of_ours(project):
    site = project("mixed").build("epub")
    files = {path.name for path in site.outdir.rglob("*")}
    assert not files & {"glossterm.js", "_glossterm", ".glossterm.json"}
    assert "glossterm.js" not in site.source("guide/first")


def test_epub_pages_are_xml(project):
    site = project("mixed").build("epub")
    for path in site.outdir.rglob("*.xhtml"):
        ET.parse(path)


def test_no_id_is_used_twice(project):
    site = project("mixed").build()
    for page in ("glossary", "words", "ai/training", "ai/inference", "ai/deep/network"):
        assert sorted(site.ids(page)) == sorted(set(site.ids(page)))


def test_every_link_of_singlehtml_leads_to_one_element(project):
    site = project("mixed").build("singlehtml")
    for _text, target in site.links("index"):
        assert site.ids("index").count(target.partition("#")[2]) == 1


def test_one_label_on_two_pages_of_singlehtml(project):
    glossary = "# Page\n\n## Adapter\n\nA definition.\n"
    source = {
        "index.md": "# Top\n\n```{toctree}\n:glob:\n*/*\n```\n",
        **{f"{folder}/glossary.md": glossary for folder in "ab"},
        **{f"{folder}/use.md": "# Use\n\nAn adapter.\n" for folder in "ab"},
    }
    made = project(source, heading_pages={"*/glossary": 2}, link="everywhere")
    site = made.build("singlehtml")
    first, second = site.mentions("index")
    assert first != second
    ids = [name for name in site.ids("index") if name.startswith("term-")]
    assert ids == ["term-Adapter", "term-Adapter--a-glossary", "term-Adapter--b-glossary"]
    assert site.dead_links(ours=True) == []


# -- text that cannot be encoded ----------------------------------------------------------

HALVES = {
    "index.rst": """
        Page
        ====

        .. |half| unicode:: U+D800

        Before |half| LoRA, and :term:`LoRA`.

        .. glossary::

           LoRA
              A |half| method; a kind of PEFT.

           PEFT |half|
              :reading: pe |half| ft

              Few.

        .. termindex::

        |half| heading
        --------------

        More LoRA.
        """
}


_WRITES_HALVES = pytest.mark.skipif(
    sphinx.version_info < (9,), reason="the writers of HTML of older Sphinx raise by themselves"
)


@pytest.mark.parametrize(
    "builder",
    [
        pytest.param("html", marks=_WRITES_HALVES),
        pytest.param("dirhtml", marks=_WRITES_HALVES),
        "gettext",
        "glossterm-report",
    ],
)
def test_half_of_a_surrogate_pair_stops_no_build_that_sphinx_does_not_stop(project, builder):
    made = project(HALVES, link="everywhere", heading_concepts=True)
    site = made.build(builder, warns=None)
    if builder == "html":
        assert site.mentions("index")[0] == ("LoRA", "index#term-LoRA")
        assert site.tips("index")["index#term-LoRA"]["text"] == "A \ufffd method; a kind of PEFT."
        assert "PEFT \ufffd" in site.inventory("glossterm:concept")
        _site, written = made.rebuild(site, warns=None)
        assert written == set()


OUTLINE = {
    "index.md": "# Use\n\nLoRA.\n\n```{glossary}\nLoRA\n: A method.\n```\n",
    "glossterm_test_outline.py": """
        from docutils import nodes
        from sphinx.builders.text import TextBuilder

        class Titles(nodes.NodeVisitor):
            def __init__(self, document, builder):
                super().__init__(document)
                self.body = ""

            def unknown_visit(self, node):
                if isinstance(node, nodes.title):
                    self.body += f"<h1>{node.astext()}</h1>"

            def unknown_departure(self, node):
                pass

        class Outline(TextBuilder):
            name, format, out_suffix = "outline", "html", ".html"
            default_translator_class, math_renderer_name = Titles, "mathjax"

        def setup(app):
            app.add_builder(Outline)
        """,
}
OUTLINE_CONF = """
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parent))
    extensions += ["glossterm_test_outline"]
    """


def test_a_builder_of_html_whose_translator_draws_no_text(project):
    made = project(OUTLINE, link="everywhere")
    made.configure(OUTLINE_CONF)
    assert (made.build("outline").outdir / "index.html").read_text("utf-8") == "<h1>Use</h1>"


TRANSLATOR = """
    def setup(app):
        app.connect("build-finished", lambda app, error: check(app))

    def check(app):
        used = app.builder.get_translator_class()
        assert used.__mro__[1] is app.builder.default_translator_class, used.__mro__
        assert ("visit_Text" in vars(used)) is {visits_text}, vars(used)
    """


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_translator_is_extended_once_and_visits_texts_if_there_may_be_links(project, builder):
    """Each further class would be searched for the visitor of each node."""
    made = project({"index.md": "# T\n\nNo {noterm}`term`.\n"})
    made.configure(TRANSLATOR.format(visits_text=False))
    made.make(builder, seed=1)
    made.write("index.md", "# T\n\n```{glossary}\nhost\n: A host.\n```\n")
    made.configure(TRANSLATOR.format(visits_text=True))
    made.make(builder, seed=1)
