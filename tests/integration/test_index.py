"""The index of terms: the page ``glossterm-index``, and its place in paper formats."""

from __future__ import annotations

import pytest

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


def test_each_concept_stands_there_once_and_narrower_ones_within(project):
    site = project(PEFT).build()
    entries = site.entries()
    assert set(entries) == {
        "index#term-PEFT",
        "index#term-LoRA",
        "index#term-QLoRA",
        "index#term-Adapter-Layers",
    }
    within = [e.get("data-glossterm") for e in entries["index#term-PEFT"].iter()]
    assert {"index#term-LoRA", "index#term-Adapter-Layers", "index#term-QLoRA"} <= set(within)
    assert site.index() == [
        ("A", ["Adapter Layers → PEFT"]),
        ("L", ["LoRA → PEFT"]),
        ("P", ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]]),
        ("Q", ["QLoRA → PEFT › LoRA"]),
    ]
    assert site.dead_links() == []


def test_an_entry_shows_other_labels_and_the_gist(project):
    text = " ".join("".join(project(PEFT).build().entries()["index#term-PEFT"].itertext()).split())
    assert text.startswith("PEFT Parameter-Efficient Fine-Tuning Tunes few parameters.")
    assert "There is more" not in text
    assert "Adapter Layers Small layers." in text


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
    assert site.index() == [
        ("P", ["PEFT", ["QLoRA"]]),
        ("Q", ["QLoRA → PEFT", "Quantisation", ["QLoRA"]]),
    ]


def test_with_dirhtml(project):
    site = project(PEFT).build("dirhtml")
    assert (site.outdir / "glossterm-index" / "index.html").exists()
    assert site.index()[2] == ("P", ["PEFT", ["Adapter Layers", "LoRA", ["QLoRA"]]])
    assert site.dead_links() == []


def test_heads_can_be_linked_and_kana_go_by_reading(project):
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


def test_in_latex_and_epub(project):
    made = project(PEFT, epub_show_urls="no", epub_copyright="x", version="1")
    latex = made.build("latex")
    text = next(latex.outdir.glob("*.tex")).read_text("utf-8")
    index = text.partition("\\renewcommand{\\indexname}{Index of terms}")[2]
    for label in ("PEFT", "LoRA", "QLoRA", "Adapter Layers"):
        assert label in index
    epub = made.build("epub")
    assert "Adapter Layers" in epub.prose("glossterm-index")
    assert epub.dead_links() == []
