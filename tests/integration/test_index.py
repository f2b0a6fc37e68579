"""The index of terms: the page ``glossterm-index``, and its place in paper formats."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import html5lib
import pytest
from sphinx.testing.util import SphinxTestApp

from sphinxcontrib_glossterm.sphinx_ext.domain import domain_of
from sphinxcontrib_glossterm.sphinx_ext.index import entry_renderer
from sphinxcontrib_glossterm.sphinx_ext.index.html_drawing import HtmlDrawing
from sphinxcontrib_glossterm.sphinx_ext.index.index_page import index_page
from sphinxcontrib_glossterm.sphinx_ext.index.node_drawing import NodeDrawing

PEFT = {
    "index.md": """
        # Glossary

        See {ref}`glossterm-index`.

        ```{glossary}
        PEFT
        Parameter-Efficient Fine-Tuning
        : Tunes few parameters. There is more to say.

        LoRA
        : :broader: PEFT

          Two matrices.

        QLoRA
        : :broader: LoRA

          LoRA, quantised.

        Adapter Layers
        : :broader: PEFT
          :short: Small layers.

          Layers put between others.
        ```
        """
}


def test_each_concept_is_in_full_at_its_letter_and_nested_in_its_broader_one(project):
    site = project(PEFT).build()
    assert site.index() == [
        ("A", ["Adapter Layers"]),
        ("L", ["LoRA", ["QLoRA"]]),
        ("P", ["Parameter-Efficient Fine-Tuning → PEFT", "PEFT", ["Adapter Layers", "LoRA"]]),
        ("Q", ["QLoRA"]),
    ]
    assert site.index(view="tree") == [("", ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]])]
    assert set(site.entries()) == {
        "index#term-PEFT",
        "index#term-LoRA",
        "index#term-QLoRA",
        "index#term-Adapter-Layers",
    }
    peft = next(e for e in site.view(view="tree").iter() if e.get("data-glossterm"))
    assert "index#term-QLoRA" in [e.get("data-glossterm") for e in peft.iter()]
    assert site.dead_links() == []


def test_an_entry_says_what_it_is_and_where_it_belongs(project):
    site = project(PEFT).build()
    peft, qlora = (site.entries()[f"index#term-{name}"] for name in ("PEFT", "QLoRA"))
    assert site.parts(peft, "also") == ["Parameter-Efficient Fine-Tuning"]
    assert site.parts(peft, "gloss") == ["Tunes few parameters."]
    assert site.parts(peft, "narrower") == ["Adapter Layers LoRA"]
    assert site.parts(peft, "broader") == []
    assert site.parts(qlora, "broader") == ["Broader: PEFT › LoRA"]
    layers = site.entries()["index#term-Adapter-Layers"]
    assert site.parts(layers, "gloss") == ["Small layers."]


DEPRECATED = {
    "index.md": """
        # Glossary

        ```{glossary}
        Adapter
        : A small layer.

        Plug-in
        : :status: deprecated

          Say {term}`Adapter`.
        ```

        ```{termindex}
        ```
        """
}


def test_a_deprecated_term_is_marked(project):
    site = project(DEPRECATED).build()
    entries = site.entries()
    assert site.parts(entries["index#term-Plug-in"], "status") == ["deprecated"]
    assert site.parts(entries["index#term-Adapter"], "status") == []


def test_a_deprecated_term_is_marked_where_there_is_no_style(project):
    site = project(DEPRECATED).build("text")
    assert "Plug-in [deprecated] — Say Adapter." in site.files()["index.txt"].decode()


def test_used_in_lists_pages_and_sections(project):
    source = PEFT | {
        "guide.md": """
            # Guide

            {term}`PEFT` first.

            ## Methods

            A {term}`LoRA`, and {term}`PEFT`.

            ## Nothing
            """
    }
    source["index.md"] += "\n        ```{toctree}\n        guide\n        ```\n"
    site = project(source).build()
    entries = site.entries()
    assert site.parts(entries["index#term-PEFT"], "used") == ["Used in one page Guide › Methods"]
    assert site.parts(entries["index#term-LoRA"], "used") == [
        "Used in 2 pages Guide › Methods Glossary › QLoRA"
    ]
    assert site.parts(entries["index#term-Adapter-Layers"], "used") == []
    assert site.dead_links() == []


def test_two_broader_concepts(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            Quantisation
            : Fewer bits.

            PEFT
            : Few parameters.

            QLoRA
            : :broader: PEFT | Quantisation

              Both.
            ```
            """
    }
    site = project(source).build()
    assert site.index(view="tree") == [("", ["PEFT", ["QLoRA"], "Quantisation", ["QLoRA"]])]
    entry = site.entries()["index#term-QLoRA"]
    assert site.parts(entry, "broader") == ["Broader: PEFT", "Broader: Quantisation"]


def test_tags_and_named_glossaries(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            LoRA
            : :tags: training | matrices

              Two matrices.
            ```

            ```{glossary}
            :name: hardware

            GPU
            : :tags: a b

              A processor.

            TPU
            : :tags: a-b

              Another.
            ```
            """
    }
    site = project(source).build()
    assert site.index(view="tags") == [
        ("a b 1", ["GPU"]),
        ("a-b 1", ["TPU"]),
        ("matrices 1", ["LoRA"]),
        ("training 1", ["LoRA"]),
        ("hardware 2", ["GPU", "TPU"]),
    ]
    assert site.parts(site.entries()["index#term-LoRA"], "tag") == ["training", "matrices"]
    ids = site.ids("glossterm-index")
    assert len(ids) == len(set(ids))
    assert site.dead_links() == []


def test_views_are_named_in_order_and_only_those_that_show_something(project):
    site = project(PEFT).build()
    nav = next(e for e in site.view(view="none").iter() if e.get("class") == "glossterm-views")
    assert [(a.text, a.get("href")) for a in nav] == [("A–Z", "#az"), ("Tree", "#tree")]


def test_what_a_reader_may_type_is_in_the_entry(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            学習率
            : :reading: ガクシュウリツ
              :aliases: Learning Rate
              :hidden: ステップ幅

              A step.
            ```
            """
    }
    site = project(source).build()
    keys = site.entries()["index#term-学習率"].get("data-glossterm-keys").split("\n")
    assert keys == [
        *("学習率", "learning rate", "すてっぷ幅", "がくしゅうりつ"),
        *("gakushuuritsu", "gakushuritsu"),
    ]
    see = next(e for e in site.view().iter() if e.get("class") == "glossterm-see")
    assert see.get("data-glossterm-keys") == "learning rate"


def test_the_filter_waits_for_its_script(project):
    site = project(PEFT).build()
    box = next(e for e in site.body("glossterm-index").iter() if e.tag.endswith("search"))
    assert box.get("hidden") is not None
    assert box.get("data-glossterm-count") == "%s of %s terms"
    assert "glossterm-index.js" in site.source("glossterm-index")
    assert "glossterm-index.js" not in site.source("index")
    assert (site.outdir / "_static" / "glossterm-index.css").exists()


def test_with_dirhtml(project):
    site = project(PEFT).build("dirhtml")
    assert (site.outdir / "glossterm-index" / "index.html").exists()
    assert site.index(view="tree") == [("", ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]])]
    assert site.dead_links() == []


def test_headings_have_ids_and_kana_are_sorted_by_reading(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            3D
            : Three.

            Ångström
            : A length.

            アダプター
            : A layer.

            学習
            : :reading: がくしゅう

              Learning.

            漢字
            : No reading.

            データ
            : Given.

            -ing
            : An ending.
            ```
            """
    }
    site = project(source).build()
    assert site.heads() == {
        "#": "glossterm-symbols",
        "0–9": "glossterm-digits",
        "A": "glossterm-a",
        "あ": "glossterm-kana-あ",
        "か": "glossterm-kana-か",
        "た": "glossterm-kana-た",
        "漢字": "glossterm-kanji",
    }
    assert site.index()[3:] == [
        ("あ", ["アダプター"]),
        ("か", ["学習"]),
        ("た", ["データ"]),
        ("漢字", ["漢字"]),
    ]
    assert site.dead_links() == []


def test_hostile_labels_are_text(project):
    label = "<script>alert(1)</script> & \"x\" 'y'"
    source = {"index.rst": f"G\n=\n\n.. glossary::\n\n   {label}\n      <img src=x onerror=y>\n"}
    site = project(source).build()
    page = site.source("glossterm-index")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<script>alert(1)</script> &" in site.prose("glossterm-index")
    assert "<img src=x onerror=y>" in site.prose("glossterm-index")


def test_no_index(project):
    source = {"index.md": PEFT["index.md"].replace("{ref}`glossterm-index`", "nothing")}
    site = project(source, index=False).build()
    assert not site.path("glossterm-index").exists()
    assert "glossterm-index" not in site.source("index")


def test_a_project_without_concepts_has_no_index(project):
    site = project({"index.md": "# Nothing\n\nNo terms.\n"}).build()
    assert not site.path("glossterm-index").exists()


@pytest.mark.parametrize(
    ("conf", "title"),
    [
        ({}, "Index of terms"),
        ({"index_title": "Our words & more"}, "Our words & more"),
    ],
)
def test_its_title_and_a_reference_to_it(project, conf, title):
    site = project(PEFT, **conf).build()
    assert site.prose("glossterm-index").startswith(title)
    assert f"See {title}." in site.prose("index")
    shown = title.replace("&", "&amp;")
    assert (
        f'<a class="reference internal" href="glossterm-index.html"><span class="std std-ref">'
        f"{shown}</span></a>" in site.source("index")
    )


def test_in_latex(project):
    latex = project(PEFT, version="1").build("latex")
    text = next(latex.outdir.glob("*.tex")).read_text("utf-8")
    index = text.partition("\\renewcommand{\\indexname}{Index of terms}")[2]
    rows = [row.strip() for row in index.splitlines() if row.startswith("\\item")]
    page = "\\sphinxstyleindexpageref{index:\\detokenize{term-%s}}"
    assert rows == [
        "\\item\\relax\\sphinxstyleindexentry{Adapter Layers}\\sphinxstyleindexextra{PEFT}"
        + page % "Adapter-Layers",
        "\\item\\relax\\sphinxstyleindexentry{LoRA}\\sphinxstyleindexextra{PEFT}" + page % "LoRA",
        "\\item\\relax\\sphinxstyleindexentry{Parameter\\sphinxhyphen{}Efficient"
        " Fine\\sphinxhyphen{}Tuning}\\sphinxstyleindexextra{\\(\\rightarrow\\) PEFT}"
        + page
        % "PEFT",
        "\\item\\relax\\sphinxstyleindexentry{PEFT}" + page % "PEFT",
        "\\item\\relax\\sphinxstyleindexentry{QLoRA}\\sphinxstyleindexextra{PEFT › LoRA}"
        + page % "QLoRA",
    ]
    # Each use records its page for the index.
    assert text.count("\\glosstermuse{\\detokenize{index:term-LoRA}}") == 1
    assert "\\usepackage{glossterm}" in text
    assert (latex.outdir / "glossterm.sty").exists()


def test_in_epub(project):
    epub = project(PEFT, epub_show_urls="no", epub_copyright="x", version="1").build("epub")
    assert "Adapter Layers" in epub.prose("glossterm-index")
    assert '<div class="glossterm-index" epub:type="index" role="doc-index">' in epub.source(
        "glossterm-index"
    )
    assert '<section epub:type="glossary" role="doc-glossary">' in epub.source("index")
    assert "<search" not in epub.source("glossterm-index")
    for page in ("index", "glossterm-index"):
        ElementTree.fromstring(epub.source(page))
    assert epub.dead_links() == []


def test_as_data_for_search_engines(project):
    source = {"index.md": PEFT["index.md"].replace("Two matrices.", "Two `</script>` matrices.")}
    made = project(source, index_jsonld=True)
    page = made.build().source("glossterm-index")
    text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    data = json.loads(text)
    assert (data["@type"], data["name"]) == ("DefinedTermSet", "Index of terms")
    assert data["@id"] == "#glossary"
    assert data["hasDefinedTerm"][1:3] == [
        {
            "@type": "DefinedTerm",
            "@id": "index.html#term-LoRA",
            "name": "LoRA",
            "description": "Two </script> matrices.",
            "termCode": "index#term-LoRA",
            "inDefinedTermSet": {"@id": "#glossary"},
            "url": "index.html#term-LoRA",
        },
        {
            "@type": "DefinedTerm",
            "@id": "index.html#term-PEFT",
            "name": "PEFT",
            "alternateName": ["Parameter-Efficient Fine-Tuning"],
            "description": "Tunes few parameters.",
            "termCode": "index#term-PEFT",
            "inDefinedTermSet": {"@id": "#glossary"},
            "url": "index.html#term-PEFT",
        },
    ]
    made.configure(html_baseurl="https://example.org/docs/")
    assert '"url": "https://example.org/docs/index.html#term-LoRA"' in made.build().source(
        "glossterm-index"
    )


def test_aliases_are_found_by_the_search(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            LoRA
            : :aliases: Low-Rank Adaptation

              Two matrices.
            ```
            """
    }
    made = project(source)
    site = made.build()
    place = ["index", "term-LoRA", True]
    assert site.search_index()["entries"]["low-rank adaptation"] == [place]
    assert "Low-Rank Adaptation" not in str(site.general_index())


def test_the_list_of_pages_is_limited(project, monkeypatch):
    monkeypatch.setattr(entry_renderer, "MAX_USES", 2)
    pages = {
        f"p{n}.md": f"---\norphan: true\n---\n# Page {n}\n\n{{term}}`PEFT`\n" for n in range(4)
    }
    site = project(PEFT | pages).build()
    used = site.parts(site.entries()["index#term-PEFT"], "used")
    assert used == ["Used in 4 pages Page 0 Page 1 and 2 more"]


def test_a_page_is_called_by_its_heading(project):
    source = {
        "index.rst": """
            .. topic:: Before all

               A :term:`LoRA` in a box.

            Words
            =====

            .. glossary::

               LoRA
                  Two matrices.

            Next
            ----

            The :term:`LoRA`.
            """,
        "bare.rst": ":orphan:\n\nWithout a heading, a :term:`LoRA`.\n",
    }
    site = project(source).build()
    used = site.parts(site.entries()["index#term-LoRA"], "used")
    assert used == ["Used in 2 pages bare Words › Next"]


class Both:
    """The output of docutils' writer for an index, and of ours."""

    def __init__(self, project, **conf):
        made = project(
            {
                "index.md": PEFT["index.md"],
                "deep/hostile.md": """
                    # Hostile <b>"words"</b>

                    LoRA & others.

                    ```{glossary}
                    a < b & "c" | d's
                    : :tags: x & y | <i>
                      :related: LoRA

                      Text with *markup*, `<code>` and "quotes".

                    機械学習
                    : :lang: ja
                      :reading: きかいがくしゅう
                      :related: LoRA

                      Of LoRA.
                    ```
                    """,
            },
            link="everywhere",
            **conf,
        )
        app = SphinxTestApp("html", srcdir=made.srcdir, builddir=made.workdir / "both")
        try:
            app.build()
            arguments = domain_of(app.env), "glossterm-index", "A & B"
            self.ours = index_page(HtmlDrawing(), *arguments)
            tree = index_page(NodeDrawing(), *arguments)
            self.docutils = app.builder.render_partial(tree)["fragment"]
        finally:
            app.cleanup()


def test_the_page_is_what_docutils_would_write(project):
    both = Both(project)
    ours, theirs = (
        html5lib.serialize(html5lib.parseFragment(text), alphabetical_attributes=True)
        for text in (both.ours, both.docutils)
    )
    assert ours == theirs
    assert "data-glossterm-keys" in ours
    assert "aria-label" in ours
    assert "Used in 2 pages" in ours
    assert '" lang="ja">機械学習</a>' in both.ours


SLIDES = {
    "glossterm_test_slides.py": """
        from sphinx.builders.html import StandaloneHTMLBuilder

        class Slides(StandaloneHTMLBuilder):
            name = "slides"

            def get_doc_context(self, *args):
                return super().get_doc_context(*args) | {"deck": {"size": 1}}

        class Plain(StandaloneHTMLBuilder):
            name = "plain"

        def setup(app):
            app.add_builder(Slides)
            app.add_builder(Plain)
        """
}
SLIDES_CONF = """
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parent))
    extensions += ["glossterm_test_slides"]
    templates_path = ["_templates"]
    """
DECK = """
    {% extends "!page.html" %}
    {% block body %}{{ deck.size }}{{ super() }}{% endblock %}
    """


def test_a_builder_with_its_own_page_context_gets_the_index_in_sphinx_s_form(project):
    made = project(PEFT | SLIDES | {"_templates/page.html": DECK})
    made.configure(SLIDES_CONF)
    text = made.build("slides").source("glossterm-index")
    assert '<a href="index.html#term-Adapter-Layers"><code class="xref">Adapter Layers' in text
    assert "glossterm-views" not in text


def test_another_builder_of_pages_has_the_whole_index(project):
    made = project(PEFT | SLIDES)
    made.configure(SLIDES_CONF)
    assert [head for head, _entries in made.build("plain").index()] == ["A", "L", "P", "Q"]


def test_the_index_page_has_no_invented_metadata(project):
    site = project({"index.rst": "Page\n====\n\n.. glossary::\n\n   LoRA\n      Two.\n"}).build(
        "json"
    )
    page = json.loads((site.outdir / "index.fjson").read_text("utf-8"))
    assert page["meta"] is None
