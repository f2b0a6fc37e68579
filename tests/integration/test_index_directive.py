"""``termindex``: the index, or a part of it, in a page."""

from __future__ import annotations

import pytest

GLOSSARY = """
    # Glossary

    ```{glossary}
    PEFT
    : :tags: training

      Few parameters.

    LoRA
    : :broader: PEFT
      :aliases: Low-Rank Adaptation
      :tags: training | matrices

      Two matrices.

    QLoRA
    : :broader: LoRA

      LoRA, quantised.
    ```

    ```{glossary}
    :name: hardware

    GPU
    : A processor.
    ```
    """
TOP = """
    # Top

    ```{toctree}
    glossary
    terms
    ```
    """


def index(*options: str) -> str:
    rows = "".join(f"    {option}\n" for option in options)
    return f"\n    # All terms\n\n    ```{{termindex}}\n{rows}    ```\n"


def sources(*options: str) -> dict[str, str]:
    return {"index.md": TOP, "glossary.md": GLOSSARY, "terms.md": index(*options)}


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (
            [],
            [
                ("G", ["GPU"]),
                ("L", ["LoRA", ["QLoRA"], "Low-Rank Adaptation → LoRA"]),
                ("P", ["PEFT", ["LoRA"]]),
                ("Q", ["QLoRA"]),
            ],
        ),
        ([":view: tree"], [("", ["PEFT", ["LoRA", ["QLoRA"]]]), ("Other terms", ["GPU"])]),
        ([":view: tree", ":root: LoRA"], [("", ["LoRA", ["QLoRA"]])]),
        ([":view: tree", ":depth: 2"], [("", ["PEFT", ["LoRA"]]), ("Other terms", ["GPU"])]),
        (
            [":view: tree", ":root: lora | GPU"],
            [("", ["LoRA", ["QLoRA"]]), ("Other terms", ["GPU"])],
        ),
        ([":view: tree", ":glossary: hardware"], [("", ["GPU"])]),
        ([":view: tree", ":tags: matrices | training"], [("", ["PEFT", ["LoRA"]])]),
        (
            [":view: tags"],
            [("matrices 1", ["LoRA"]), ("training 2", ["LoRA", "PEFT"]), ("hardware 1", ["GPU"])],
        ),
        (
            [":view: az", ":tags: matrices"],
            [("L", ["LoRA", ["QLoRA"], "Low-Rank Adaptation → LoRA"])],
        ),
    ],
)
def test_views_and_what_they_show(project, options, shown):
    site = project(sources(*options)).build()
    assert site.index("terms") == shown
    assert site.dead_links() == []


def test_in_restructuredtext_with_the_script(project):
    source = {
        "index.rst": "T\n=\n\n.. glossary::\n\n   LoRA\n      Two matrices.\n\n.. termindex::\n"
    }
    site = project(source).build()
    assert site.index("index") == [("L", ["LoRA"])]
    assert "glossterm-index.js" in site.source("index")


def test_two_of_them_in_one_page_have_ids_of_their_own(project):
    source = sources()
    source["terms.md"] += index(":tags: training").replace("All terms", "Some")
    site = project(source).build()
    ids = site.ids("terms")
    assert len(ids) == len(set(ids))
    assert {"glossterm-l", "glossterm-2-l"} <= set(ids)
    assert site.dead_links() == []


def test_its_letters_are_no_sections(project):
    site = project(sources()).build()
    contents = site.source("index")
    assert "All terms" in contents
    assert "glossterm-l" not in contents


def test_the_search_finds_its_text(project):
    assert "terms" in project(sources()).build().search_index()["terms"]["matric"]


def test_cards_are_those_of_sphinx_design(project):
    extensions = ["myst_parser", "sphinx_design", "sphinxcontrib_glossterm"]
    site = project(sources(":view: cards", ":root: PEFT"), extensions=extensions).build()
    view = site.view("terms")
    titles = [e for e in view.iter() if "sd-card-title" in (e.get("class") or "")]
    assert ["".join(e.itertext()).split()[0] for e in titles] == ["LoRA", "PEFT", "QLoRA"]
    columns = [e for e in view.iter() if "sd-col" in (e.get("class") or "").split()]
    assert [e.get("data-glossterm") for e in columns] == [
        "glossary#term-LoRA",
        "glossary#term-PEFT",
        "glossary#term-QLoRA",
    ]
    assert site.dead_links() == []


def test_cards_without_sphinx_design(project):
    site = project(sources(":view: cards", ":glossary: hardware")).build(
        warns=[
            'terms.md:3: WARNING: the view "cards" needs "sphinx_design"; add it to the extensions'
            " [glossterm.termindex]"
        ]
    )
    assert site.index("terms") == [("G", ["GPU"])]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([":view: tre"], 'unknown view "tre"; did you mean "tree"?'),
        ([":view: list"], 'unknown view "list"; use one of: az, tree, tags, cards'),
        ([":depth: deep"], 'depth must be a positive integer, not "deep"'),
        ([":depth: 0"], 'depth must be a positive integer, not "0"'),
        ([":root: LorA2"], 'unknown value "LorA2" for option "root"; did you mean "LoRA"?'),
        ([":tags: trainin"], 'unknown value "trainin" for option "tags"; did you mean "training"?'),
        ([":glossary: x"], 'unknown value "x" for option "glossary"; use one of: hardware'),
    ],
)
def test_a_wrong_value_is_reported_and_ignored(project, options, message):
    site = project(sources(*options)).build(
        warns=[f"terms.md:3: WARNING: {message} [glossterm.termindex]"]
    )
    assert [head for head, _entries in site.index("terms")] == ["G", "L", "P", "Q"]


def test_a_page_without_concepts(project):
    site = project({"index.md": index()}).build()
    assert site.prose("index") == "All terms¶ No terms"


def test_in_text(project):
    site = project(sources(":root: LoRA")).build("text")
    text = (site.outdir / "terms.txt").read_text("utf-8")
    assert text.partition("-[ L ]-")[2].split("\n\n") == [
        "",
        "* LoRA (Low-Rank Adaptation) [training] [matrices] — Two matrices.",
        "  Broader: PEFT",
        "  Narrower:",
        "  * QLoRA",
        "  Used in one page",
        "  * Glossary › QLoRA",
        "* Low-Rank Adaptation → LoRA",
        "-[ Q ]-",
        "* QLoRA — LoRA, quantised.",
        "  Broader: PEFT › LoRA\n",
    ]


@pytest.mark.parametrize("builder", ["man", "texinfo", "xml", "singlehtml", "epub", "dirhtml"])
def test_in_every_builder(project, builder):
    conf = {"epub_show_urls": "no", "epub_copyright": "x", "version": "1"}
    made = project(sources(), **conf, man_pages=[("index", "t", "t", [], 1)])
    site = made.build(builder)
    files = [path for path in site.outdir.rglob("*") if path.suffix not in {".gz", ".epub", ".png"}]
    texts = [path.read_text("utf-8", "replace") for path in files if path.is_file()]
    assert any("Low-Rank Adaptation" in text.replace("\\-", "-") for text in texts)
    assert site.dead_links(ours=True) == []


def test_in_latex(project):
    latex = project(sources(":view: tree"), version="1").build("latex")
    text = next(latex.outdir.glob("*.tex")).read_text("utf-8")
    tree = text.partition("{All terms}")[2]
    page = r"\sphinxstyleindexpageref{\detokenize{glossary:term-%s}}"
    assert page % "PEFT" in tree
    assert r"\hyperref[\detokenize{glossary:term-LoRA}]{\sphinxtermref{" in tree
    assert tree.count("\\begin{itemize}") == 4


def test_deep_trees_stay_within_what_latex_can_nest(project):
    entries = "".join(
        f"    T{n}\n    : :broader: T{n - 1}\n\n      Text.\n\n" if n else "    T0\n    : Text.\n\n"
        for n in range(7)
    )
    index_of_it = "    ```{termindex}\n    :view: tree\n    ```\n"
    source = {"index.md": f"\n    # T\n\n    ```{{glossary}}\n{entries}    ```\n\n{index_of_it}"}
    latex = project(source, version="1").build("latex")
    text = next(latex.outdir.glob("*.tex")).read_text("utf-8")
    assert text.count("\\begin{itemize}") == 3


def test_a_filter_for_many_and_none_for_few(project):
    few, many = (
        "".join(f"    T{n}\n    : Text {n}.\n\n" for n in range(count)) for count in (10, 11)
    )
    for entries, boxes in ((few, 0), (many, 1)):
        source = f"\n    # T\n\n    ```{{glossary}}\n{entries}    ```\n{index()}"
        page = project({"index.md": source}).build().source("index")
        assert page.count("glossterm-filter") == boxes


def test_a_reading_follows_its_label(project):
    source = {
        "index.md": """
            ```{glossary}
            Granite
            花崗岩
            みかげ石
            : :reading: かこうがん

              A rock.
            ```

            ```{termindex}
            ```
            """
    }
    site = project(source).build()
    entry = site.entries("index")["index#term-Granite"]
    assert site.parts(entry, "also") == ["花崗岩 かこうがん · みかげ石"]
    assert site.index("index") == [
        ("G", ["Granite"]),
        ("か", ["花崗岩 → Granite"]),
        ("ま", ["みかげ石 → Granite"]),
    ]
