"""Which mentions become links automatically, and their targets."""

from __future__ import annotations

import re

import pytest

GLOSSARY = """
    # Glossary

    ```{glossary}
    LoRA
    : Two small matrices; a kind of PEFT.

    PEFT
    : Few parameters.

    機械学習
    : データから学ぶ。

    fine tuning
    : Further training.
    ```
    """
CONTENTS = "\n```{toctree}\nglossary\n```\n"
LORA = ("LoRA", "glossary#term-LoRA")
PEFT = ("PEFT", "glossary#term-PEFT")


def page(text: str) -> dict[str, str]:
    """The glossary, and *text* in Markdown as the first page."""
    return {"glossary.md": GLOSSARY, "index.md": f"{text}\n{CONTENTS}"}


# -- where --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "in_page", "in_glossary"),
    [("off", [], []), ("definitions", [], [PEFT]), ("everywhere", [LORA], [PEFT])],
)
def test_scope(project, link, in_page, in_glossary):
    site = project(page("# Use\n\nWe take LoRA.\n"), link=link).build()
    assert site.mentions("index") == in_page
    assert site.mentions("glossary") == in_glossary


def test_scope_of_one_page(project):
    text = "---\nglossterm-link: everywhere\n---\n# Use\n\nWe take LoRA.\n"
    site = project(page(text), link="off").build()
    assert site.mentions("index") == [LORA]
    assert site.mentions("glossary") == []


def test_scope_of_one_page_in_rest(project):
    site = project(
        {
            "glossary.md": GLOSSARY,
            "index.rst": """
                :glossterm-link: everywhere
                :glossterm-density: every

                Use
                ===

                LoRA and LoRA.

                .. toctree::

                   glossary
                """,
        }
    ).build()
    assert site.mentions("index") == [LORA, LORA]


# -- how often -------------------------------------------------------------------------------

TWICE_IN_TWO_SECTIONS = """
# Use

LoRA, LoRA.

## More

LoRA, LoRA.
"""


@pytest.mark.parametrize(("density", "links"), [("every", 4), ("section", 2), ("page", 1)])
def test_density(project, density, links):
    made = project(page(TWICE_IN_TWO_SECTIONS), link="everywhere", link_density=density)
    assert made.build().mentions("index") == [LORA] * links


def test_density_of_one_page(project):
    text = "---\nglossterm-density: every\n---\n" + TWICE_IN_TWO_SECTIONS.lstrip()
    made = project(page(text), link="everywhere", link_density="page")
    assert made.build().mentions("index") == [LORA] * 4


@pytest.mark.parametrize(("density", "links"), [("every", 2), ("section", 1), ("page", 0)])
def test_a_written_role_counts_as_the_first(project, density, links):
    text = "# Use\n\n{term}`ours <LoRA>` and LoRA.\n\n## More\n\nLoRA.\n"
    made = project(page(text), link="everywhere", link_density=density)
    assert made.build().mentions("index") == [LORA] * links


# -- never ------------------------------------------------------------------------------------

NEVER = {
    "title": "## About LoRA\n\nText.",
    "code": "`LoRA` is code.",
    "code block": "```\nLoRA\n```",
    "link": "[all of LoRA here](https://example.org)",
    "link to a page": "[about LoRA](glossary.md)",
    "raw link": 'See <a href="https://example.org">LoRA</a> there.',
    "raw code": "Type <kbd>LoRA</kbd> or <code>LoRA</code>.",
    "quotation": "> We take LoRA.",
    "image": "![LoRA](picture.png)",
    "caption": "```{figure} picture.png\nThe caption names LoRA.\n```",
    "math": "$LoRA$ and\n\n$$\nLoRA\n$$",
    "comment": "% LoRA\n\n<!-- LoRA -->",
    "raw block": "<div>LoRA</div>",
    "opted out block": ":::{admonition} Off\n:class: glossterm-off\n\nLoRA is left alone.\n:::",
    "opted out word": "[LoRA]{.glossterm-off} is left alone.",
    "noterm": "{noterm}`LoRA`",
    "rubric": "```{rubric} LoRA\n```",
    "word part": "LoRAs2 and QLoRA and xLoRA.",
    "path": "See models/LoRA.py and https://example.org/LoRA.",
}


@pytest.mark.parametrize("text", [pytest.param(t, id=n) for n, t in NEVER.items()])
def test_never_in(project, text):
    made = project(
        page(f"# Use\n\n{text}\n"),
        link="everywhere",
        link_density="every",
        myst_enable_extensions=["colon_fence", "attrs_inline", "dollarmath"],
    )
    (made.srcdir / "picture.png").write_bytes(PIXEL)
    site = made.build()
    assert site.links("index") == []
    assert text.startswith("% ") or "LoRA" in site.source("index").partition("</h1>")[2]


@pytest.mark.parametrize(
    ("option", "mentions"), [("", [LORA]), (":link: glossary\n:link-type: doc\n", [])]
)
def test_a_card_has_links_unless_it_is_a_link(project, option, mentions):
    text = f"# Use\n\n:::{{card}} Title\n{option}\nWe take LoRA.\n:::\n"
    made = project(page(text), link="everywhere", myst_enable_extensions=["colon_fence"])
    made.configure("extensions += ['sphinx_design']")
    assert made.build().mentions("index") == mentions


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea72d1ea70000000049454e44ae426082"
)


def test_never_in_a_table_of_contents(project):
    source = page("# Use\n\n```{toctree}\nabout LoRA <glossary>\n```\n") | {
        "glossary.md": "# All of LoRA\n\n```{contents}\n```\n\n## LoRA again\n\n" + GLOSSARY_BODY
    }
    site = project(source, link="everywhere", link_density="every").build()
    assert site.links("index") == []
    assert site.links("glossary") == []


GLOSSARY_BODY = "```{glossary}\nLoRA\n: Two small matrices.\n```\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We take LoRA.", id="paragraph"),
        pytest.param("- We take LoRA.", id="list"),
        pytest.param("| A |\n|---|\n| LoRA |", id="table"),
        pytest.param("```{note}\nWe take LoRA.\n```", id="admonition"),
        pytest.param("*LoRA* is it.", id="emphasis"),
        pytest.param("**we take LoRA here**", id="strong"),
        pytest.param("Text.[^1]\n\n[^1]: We take LoRA.", id="footnote"),
        pytest.param("<div>\n\nWe take LoRA.\n\n</div>", id="between raw blocks"),
        pytest.param("LoRA's matrices", id="genitive"),
        pytest.param("この手法はLoRAです。", id="Japanese"),
    ],
)
def test_linked_in(project, text):
    site = project(page(f"# Use\n\n{text}\n"), link="everywhere").build()
    assert site.mentions("index") == [LORA]


def test_a_concept_is_not_linked_in_its_own_definition(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            LoRA
            Low-Rank Adaptation
            : LoRA, or Low-Rank Adaptation, is a kind of PEFT.

            PEFT
            : PEFT holds LoRA.
            ```
            """
    }
    site = project(source, link_density="every").build()
    assert site.mentions("index") == [("PEFT", "index#term-PEFT"), ("LoRA", "index#term-LoRA")]


def test_each_definition_links_mentions_of_concepts_of_any_page(project):
    source = {
        "index.md": """
            # Glossary

            ```{glossary}
            LoRA
            : A kind of PEFT.

            PEFT
            : Holds LoRA.

            QLoRA
            : A kind of PEFT, like LoRA.
            ```
            """
    }
    lora, peft = ("LoRA", "index#term-LoRA"), ("PEFT", "index#term-PEFT")
    assert project(source).build().mentions("index") == [peft, lora, peft, lora]


def test_a_heading_concept_is_not_linked_in_its_first_paragraph(project):
    source = {
        "index.md": """
            # Glossary

            ## LoRA

            LoRA trains two matrices.

            It is a kind of PEFT, and LoRA is short.

            ## PEFT

            PEFT holds LoRA.
            """
    }
    made = project(source, heading_pages={"index": 2}, link_density="every")
    assert made.build().mentions("index") == [
        ("PEFT", "index#term-PEFT"),
        ("LoRA", "index#term-LoRA"),
        ("LoRA", "index#term-LoRA"),
    ]


def test_phrases_not_to_be_linked(project):
    text = "# Use\n\nLoRA radio is no model; LoRA is.\n"
    site = project(page(text), link="everywhere", no_link=["LoRA radio"]).build()
    assert site.mentions("index") == [LORA]
    body = site.source("index").partition("</h1>")[2]
    assert body.index("LoRA radio") < body.index("data-glossterm")


# -- through markup -------------------------------------------------------------------------


def test_a_line_break_inside_a_japanese_word(project):
    site = project(page("# Use\n\nこれは機械\n学習です。\n"), link="everywhere").build()
    assert site.mentions("index") == [("機械\n学習", "glossary#term-機械学習")]


def test_a_line_break_inside_a_japanese_word_in_rest(project):
    site = project(
        {
            "glossary.md": GLOSSARY,
            "index.rst": """
                Use
                ===

                これは機械
                学習です。

                .. toctree::

                   glossary
                """,
        },
        link="everywhere",
    ).build()
    assert site.mentions("index") == [("機械\n学習", "glossary#term-機械学習")]


def test_emphasis_inside_a_term(project):
    site = project(page("# Use\n\nFor *fine* tuning.\n"), link="everywhere").build()
    assert site.mentions("index") == [("fine tuning", "glossary#term-fine-tuning")]
    assert "For fine tuning." in site.prose("index")
    assert "<em>fine</em> tuning</a>" in site.source("index")


def test_a_term_that_begins_inside_emphasis(project):
    site = project(page("# Use\n\n*For fine* tuning.\n"), link="everywhere").build()
    to = "glossary#term-fine-tuning"
    assert site.mentions("index") == [("fine", to), ("tuning", to)]
    assert "For fine tuning." in site.prose("index")


def test_only(project):
    text = """
# Use

```{only} latex
LoRA is for paper.
```

```{only} html
LoRA is for the screen.
```
"""
    site = project(page(text), link="everywhere", link_density="page").build()
    assert site.mentions("index") == [LORA]
    assert "LoRA is for the screen." in site.prose("index")
    assert "for paper" not in site.prose("index")


def test_a_condition_that_cannot_be_read_holds(project):
    text = "# Use\n\n```{only} html and (\nLoRA is for all.\n```\n"
    site = project(page(text), link="everywhere").build(warns=None)
    assert site.mentions("index") == [LORA]
    assert [line for line in site.warnings if "glossterm" in line] == []


def test_nothing_links_to_an_entry_that_is_not_shown(project):
    entry = "```{only} %s\n```{glossary}\n%s\n: A way.\n```\n```\n"
    entries = [entry % pair for pair in (("html", "Screen"), ("latex", "Paper"))]
    text = "# Use\n\nOn Screen and on Paper.\n\n" + "\n".join(entries).replace("```{o", "````{o")
    site = project(page(text.replace("```\n```\n", "```\n````\n")), link="everywhere").build()
    assert site.mentions("index") == [("Screen", "index#term-Screen")]
    assert "Paper" not in site.prose("glossterm-index")


# -- which concept --------------------------------------------------------------------------


def concept(label: str, *also: str) -> str:
    """A page that defines one concept by a heading."""
    return f"# Page\n\n## {' | '.join([label, *also])}\n\nA definition.\n"


TREE = {
    "index.md": "# Top\n\nAn adapter.\n\n```{toctree}\n:glob:\n*/*\n*/*/*\n```\n",
    "ai/glossary.md": concept("Adapter"),
    "ai/use.md": "# Use\n\nAn adapter.\n",
    "ai/deep/use.md": "# Use\n\nAn adapter.\n",
    "hw/glossary.md": concept("Adapter"),
    "hw/use.md": "# Use\n\nAn adapter.\n",
}


def test_the_nearest_document_is_used_and_an_ambiguity_is_reported_once(project):
    made = project(TREE, heading_pages={"*/glossary": 2}, link="everywhere")
    site = made.build(
        warns=[
            'index.md:3: WARNING: "adapter" is ambiguous (ai/glossary:3, hw/glossary:3) and not'
            ' linked; write a term role with one of: "adapter <ai/glossary#term-Adapter>", "adapter'
            ' <hw/glossary#term-Adapter>" [glossterm.ambiguous_term]'
        ]
    )
    assert site.mentions("ai/use") == [("adapter", "ai/glossary#term-Adapter")]
    assert site.mentions("ai/deep/use") == [("adapter", "ai/glossary#term-Adapter")]
    assert site.mentions("hw/use") == [("adapter", "hw/glossary#term-Adapter")]
    assert site.mentions("index") == []


def test_a_written_role_goes_to_the_nearest_and_always_resolves(project):
    tree = {name: text.replace("An adapter", "{term}`Adapter`") for name, text in TREE.items()}
    site = project(tree, heading_pages={"*/glossary": 2}, link="everywhere").build(
        warns=[
            'index.md:3: WARNING: "Adapter" is ambiguous (ai/glossary:3, hw/glossary:3); the first'
            ' is used, write one of these instead: "Adapter <ai/glossary#term-Adapter>", "Adapter'
            ' <hw/glossary#term-Adapter>" [glossterm.ambiguous_term]'
        ]
    )
    assert site.references("hw/use") == [("Adapter", "hw/glossary#term-Adapter")]
    assert site.references("ai/deep/use") == [("Adapter", "ai/glossary#term-Adapter")]
    assert site.references("index") == [("Adapter", "ai/glossary#term-Adapter")]


def test_two_glossaries_with_one_label(project):
    one = "# Page\n\n```{glossary}\nAdapter\n: A definition.\n```\n"
    top = TREE["index.md"].replace("An adapter.", "Nothing.")
    tree = TREE | {"ai/glossary.md": one, "hw/glossary.md": one, "index.md": top}
    expected = ["glossterm.duplicate_concept"]
    site = project(tree, link="everywhere", suppress_warnings=expected).build()
    assert site.mentions("ai/use") == [("adapter", "ai/glossary#term-Adapter")]
    assert site.mentions("hw/use") == [("adapter", "hw/glossary#term-Adapter")]


def test_a_preferred_label_beats_an_alternative_one_equally_near(project):
    source = {
        "index.md": "# Top\n\nAn adapter.\n\n```{toctree}\na\nb\n```\n",
        "a.md": concept("Plug", "Adapter"),
        "b.md": concept("Adapter"),
    }
    site = project(source, heading_pages={"?": 2}, link="everywhere").build()
    assert site.mentions("index") == [("adapter", "b#term-Adapter")]


def test_the_longest_label_wins(project):
    source = {
        "index.md": """
            # Use

            A neural network, a deep neural network.

            ```{toctree}
            glossary
            ```
            """,
        "glossary.md": """
            # Glossary

            ```{glossary}
            neural network
            : Layers.

            deep neural network
            : Many layers.
            ```
            """,
    }
    site = project(source, link="everywhere", link_density="every").build()
    assert site.mentions("index") == [
        ("neural network", "glossary#term-neural-network"),
        ("deep neural network", "glossary#term-deep-neural-network"),
    ]


def test_plurals_only_where_the_variants_of_the_language_apply(project):
    text = "# Use\n\nMany LoRAs.\n"
    assert project(page(text), link="everywhere").build().mentions("index") == [
        ("LoRAs", "glossary#term-LoRA")
    ]
    plain = project(page(text), link="everywhere", variants=["ja"]).build()
    assert plain.mentions("index") == []


@pytest.mark.parametrize(
    ("language", "found"),
    [("zh_CN", ["节点"]), ("ja", ["服务"]), ("en", ["节点"])],
)
def test_the_rules_follow_the_language_of_the_project(project, language, found):
    text = "# Use\n\n必须运行在每个节点上。\n\n网络服务器。\n\n"
    text += "```{glossary}\n节点\n  x\n\n服务\n  y\n```\n"
    made = project({"index.md": text}, language=language, link="everywhere")
    assert [text for text, _ in made.build().mentions("index")] == found


def test_kana_is_japanese_in_a_project_of_another_language(project):
    text = "# Use\n\nサブモデルとモデル。\n\n```{glossary}\nモデル\n  x\n```\n"
    made = project({"index.md": text}, language="de", link="everywhere")
    assert [text for text, _ in made.build().mentions("index")] == ["モデル"]


CAPTIONS = """
# Use

```{figure} picture.png
How tokens enter LoRA.
```

```{list-table} Sizes with LoRA
* - one
  - two
```

> They said that LoRA helps.
"""


def test_no_links_in_captions_and_quotations_by_default(project):
    site = project(page(CAPTIONS), link="everywhere")
    site.write("picture.png", "")
    assert site.build().mentions("index") == []


def test_an_option_allows_links_in_captions_and_quotations(project):
    site = project(
        page(CAPTIONS),
        link="everywhere",
        link_density="every",
        link_in=["captions", "block_quotes"],
    )
    site.write("picture.png", "")
    assert [text for text, _to in site.build().mentions("index")] == ["LoRA", "LoRA", "LoRA"]


def test_each_of_two_equal_texts_has_its_own_links(project):
    text = "# Use\n\nNo {noterm}`x`LoRA{math}`y`LoRA\n"
    site = project(page(text), link="everywhere").build()
    assert [text for text, _to in site.mentions("index")] == ["LoRA"]
    assert site.prose("index").count("LoRA") == 2


def test_no_links_in_names_of_interfaces_and_systems(project):
    text = "Press {guilabel}`LoRA`, {menuselection}`LoRA --> PEFT`, run {command}`LoRA`.\n"
    site = project(page(f"# Use\n\n{text}"), link="everywhere").build()
    assert site.mentions("index") == []


# -- how they are rendered ----------------------------------------------------------------

TRANSLATOR = """
    from sphinx.writers.html5 import HTML5Translator

    class Marked(HTML5Translator):
        def visit_reference(self, node):
            super().visit_reference(node)
            self.body.append("<i>")

        def depart_reference(self, node):
            self.body.append("</i>")
            super().depart_reference(node)

    def setup(app):
        app.{when}
    """
CHOSEN = 'set_translator("html", Marked)'
CHOSEN_LATE = (
    'connect("builder-inited", priority=950, callback='
    'lambda app: app.set_translator("html", Marked, override=True))'
)
PROSE = "# Use\n\nTake LoRA & 機械学習, **PEFT**, LoRA:\n*PE*FT, fine\ntuning and {term}`LoRA`.\n"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_every_link_has_the_same_markup(project, builder):
    """In the text node or as a separate node, depending on the builder."""
    site = project(page(PROSE), link="everywhere", link_density="every").build(builder)
    assert [text for text, _target in site.mentions("index")][:6] == [
        "LoRA", "機械学習", "PEFT", "LoRA", "PEFT", "fine\ntuning",
    ]  # fmt: skip
    of_link = r"<a class=[^>]*glossterm-auto[^>]*>.*?</a>"
    links = re.findall(of_link, site.source("index"), re.DOTALL)
    address = links[0].partition('href="')[2].partition('"')[0]
    assert (
        links[0]
        == links[3]
        == (
            '<a class="reference internal glossterm glossterm-auto" '
            f'data-glossterm="glossary#term-LoRA" href="{address}">LoRA</a>'
        )
    )
    assert "<em>PE</em>FT</a>" in links[4]


@pytest.mark.parametrize("how", [CHOSEN, CHOSEN_LATE])
def test_links_are_rendered_like_links_of_the_theme(project, how):
    made = project(page(PROSE), link="everywhere", link_density="every")
    made.configure(TRANSLATOR.replace("{when}", how))
    site = made.build()
    text = site.source("index")
    for word in ("LoRA", "機械学習", "PEFT", "fine\ntuning"):
        assert f"><i>{word}</i></a>" in text
    assert text.count("<i>LoRA</i></a>") == 2


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_search_index_is_the_same_with_and_without_links(project, builder):
    """A link would cut 機械学習 out of 機械学習法, and both would be found as other words."""
    text = "# Use\n\nこれは機械学習法とLoRA法を使う。機械学習を学ぶ。\n"
    linked = project(page(text), link="everywhere", link_density="every").build(builder)
    plain = project(page(text), link="off").build(builder)
    assert linked.mentions("index")
    assert linked.search_index()["terms"] == plain.search_index()["terms"]


REPLACER = """
    from docutils import nodes

    def replace(app, doctree, docname):
        for text in list(doctree.findall(nodes.Text)):
            if "(c)" in text and isinstance(text.parent, nodes.paragraph):
                before, _, after = text.partition("(c)")
                parts = [nodes.Text(before), nodes.emphasis("", "©"), nodes.Text(after)]
                text.parent.replace(text, parts)

    def setup(app):
        app.connect("doctree-resolved", replace)
    """
VISITOR = """
    from docutils import nodes
    from sphinx.transforms.post_transforms import SphinxPostTransform

    class Texts(nodes.SparseNodeVisitor):
        def visit_Text(self, node):
            self.document.seen.append(node.astext())

    class See(SphinxPostTransform):
        default_priority = 800

        def run(self):
            self.document.seen = []
            self.document.walkabout(Texts(self.document))
            assert "".join(self.document.seen) == "".join(
                text.astext() for text in self.document.findall(nodes.Text)
            )

    def setup(app):
        app.add_post_transform(See)
    """


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_another_extension_that_splits_the_text_of_a_finished_page(project, builder):
    made = project(page("# Use\n\nLoRA (c) PEFT and LoRA.\n"), link="everywhere")
    made.configure(REPLACER)
    site = made.build(builder)
    assert [text for text, _to in site.mentions("index")][:2] == ["LoRA", "PEFT"]
    assert "<em>©</em>" in site.source("index")


LOOKER = """
    from docutils import nodes

    def look(app, doctree, docname):
        if docname == "index":
            texts = [text for text in doctree.findall(nodes.Text)
                     if type(text) is nodes.Text and type(text.parent) is nodes.paragraph]
            (app.outdir / "seen.txt").write_text("|".join(texts))

    def setup(app):
        app.connect("doctree-resolved", look)
    """


def test_another_extension_finds_the_text_of_a_page_as_it_was_written(project):
    made = project(page("# Use\n\nLoRA and PEFT, LoRA.\n"), link="everywhere")
    made.configure(LOOKER)
    site = made.build()
    assert site.mentions("index") == [LORA, PEFT]
    assert (site.outdir / "seen.txt").read_text().split("|")[0] == "LoRA and PEFT, LoRA."


COPIER = """
    from docutils import nodes

    def copy(app, doctree, docname):
        for paragraph in list(doctree.findall(nodes.paragraph)):
            paragraph.replace_self([paragraph.deepcopy(), paragraph.deepcopy()])

    def setup(app):
        app.connect("doctree-resolved", copy)
    """


def test_another_extension_that_copies_a_paragraph_of_a_finished_page(project):
    made = project(page("# Use\n\nTake **PEFT**.\n"), link="everywhere")
    made.configure(COPIER)
    assert made.build().mentions("index")[:2] == [PEFT, PEFT]


def test_the_tip_of_a_text_that_another_extension_has_split(project):
    entry = "```{glossary}\nAdapter\n: Made by LoRA (c) PEFT.\n```"
    text = f"# Use\n\n{{term}}`Adapter`\n\n{entry}\n"
    made = project(page(text), link="everywhere")
    made.configure(REPLACER)
    (body,) = made.build().tips("index")["index#term-Adapter"]["body"]
    assert [part[2] for part in body[1:] if part[0] == "a"] == ["LoRA", "PEFT"]


def test_another_extension_that_visits_texts_by_their_name(project):
    made = project(page("# Use\n\nLoRA and *PEFT* and so on.\n"), link="everywhere")
    made.configure(VISITOR)
    assert len(made.build().mentions("index")) == 2


LOUD = """
    from sphinx.writers.html5 import HTML5Translator

    class Loud(HTML5Translator):
        def visit_Text(self, node):
            self.body.append(self.encode(node.astext().upper()))

    def setup(app):
        app.set_translator("html", Loud)
    """


def test_a_theme_that_renders_texts_itself(project):
    made = project(page("# Use\n\nTake LoRA and PEFT.\n"), link="everywhere")
    made.configure(LOUD)
    site = made.build()
    assert [text for text, _to in site.mentions("index")] == ["LORA", "PEFT"]
    assert "TAKE <a " in site.source("index")


def test_a_noncharacter_in_a_text_stays_where_it_is(project):
    """Links are rendered with its help."""
    made = project(page("# Use\n\nA \ufdd0, LoRA and \ufdd0PEFT\ufdd0.\n"), link="everywhere")
    site = made.build()
    assert [text for text, _to in site.mentions("index")] == ["LoRA", "PEFT"]
    assert "A \ufdd0, LoRA and \ufdd0PEFT\ufdd0." in site.prose("index")


NUMBERED = """
    from sphinx.writers.html5 import HTML5Translator

    class Numbered(HTML5Translator):
        count = 0

        def visit_Text(self, node):
            assert node.parent.children
            super().visit_Text(node)

        def visit_reference(self, node):
            super().visit_reference(node)
            Numbered.count += 1
            self.body[-1] = self.body[-1].replace("<a ", f'<a data-n="{Numbered.count}" ')

    def setup(app):
        app.set_translator("html", Numbered)
    """


def test_a_theme_that_numbers_links_counts_every_link(project):
    made = project(page("# Use\n\nLoRA, LoRA, PEFT.\n"), link="everywhere", link_density="every")
    made.configure(NUMBERED)
    site = made.build()
    numbers = re.findall(r'data-n="(\d+)"[^>]*>(?:LoRA|PEFT)<', site.source("index"))
    assert len(numbers) == len(set(numbers)) == 3


NOTES = """
    from docutils import nodes
    from sphinx.transforms.post_transforms import SphinxPostTransform

    class PutNotes(SphinxPostTransform):
        default_priority = 1

        def run(self):
            for place in list(self.document.findall(nodes.footnote_reference)):
                place.replace_self(nodes.inline("", "a note beside it"))

    def setup(app):
        app.add_post_transform(PutNotes)
    """


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_another_extension_that_changes_a_text_before_it_is_linked(project, builder):
    text = "# Use\n\nThe LoRA with a note [^1] and PEFT.\n\n機械学習。\n\n[^1]: A note.\n"
    made = project(page(text), link="everywhere")
    made.configure(NOTES)
    site = made.build(builder)
    assert [text for text, _to in site.mentions("index")][:3] == ["LoRA", "PEFT", "機械学習"]
    assert "a note beside it" in site.prose("index")


def test_text_next_to_a_parser_message_is_linked(project):
    site = project(page("# Use\n\nLoRA {nope}`x` and PEFT.\n"), link="everywhere").build(
        warns=['index.md:3: WARNING: Unknown interpreted text role "nope". [myst.role_unknown]']
    )
    assert site.mentions("index") == [LORA, PEFT]


def test_escaped_characters_in_rest_are_read_as_shown(project):
    source = {
        "glossary.md": GLOSSARY,
        "index.rst": r"""
            Use
            ===

            A\ LoRA\ s \*star\* and 機械\ 学習、PE\ FT\ .

            .. toctree::

               glossary

            .. glossary::

               Star
                  A \*star\* and c\ d; see PE\ FT.
            """,
    }
    site = project(source, link="everywhere", link_density="every").build()
    linked = [text for text, _to in site.mentions("index")]
    assert linked == ["star", "機械学習", "PEFT", "PEFT"]
    to = {"data-glossterm": "glossary#term-PEFT", "href": "glossary.html#term-PEFT"}
    assert site.tips("index")["index#term-Star"]["body"] == [
        ["p", "A *star* and cd; see ", ["a", to, "PEFT"], "."]
    ]
