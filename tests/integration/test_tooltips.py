"""The content of a tip: the sidecar of each page, and the pages that have one."""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from urllib.parse import unquote

import pytest

RICH = {
    "index.md": """
        # Contents

        ```{toctree}
        deep/glossary
        deep/use
        plain
        ```
        """,
    "plain.md": "# Plain\n\nNothing of interest.\n",
    "deep/glossary.md": """
        # Glossary

        ```{glossary}
        LoRA
        Low-Rank Adaptation
        : A kind of [PEFT](#use-it), see [more](use.md) and
          [the paper](https://example.org/x). It is *small* and `fast`.

          - one
          - $W + BA$

          ~~~python
          def f(x):
              return "x"
          ~~~

        PEFT
        : :short: In short.

          Few parameters; holds LoRA.
        ```

        ## Use it

        Text.
        """,
    "deep/use.md": "# Use\n\n{term}`LoRA`, PEFT.\n",
}
ID = "deep/glossary#term-LoRA"


@pytest.fixture
def rich(project):
    return project(
        RICH,
        link="everywhere",
        link_density="every",
        myst_enable_extensions=["dollarmath"],
        myst_heading_anchors=2,
    )


def hrefs(tree) -> list[str]:
    """Every address in a tip, in reading order."""
    if not isinstance(tree, list):
        return []
    own = (
        [tree[1]["href"]] if len(tree) > 1 and isinstance(tree[1], dict) and tree[0] == "a" else []
    )
    return own + [href for part in tree for href in hrefs(part)]


def test_label_and_text(rich):
    tip = rich.build().tips("deep/use")[ID]
    assert tip["label"] == "LoRA"
    assert tip["also"] == ["Low-Rank Adaptation"]
    assert tip["href"] == "deep/glossary.html#term-LoRA"
    assert tip["text"] == "A kind of PEFT, see more and the paper."


def test_the_text_is_a_sentence_however_its_lines_are_broken(project):
    page = """
        # Glossary

        ```{glossary}
        LoRA
        : Two small
          matrices. More.

        機械学習
        : データから
          学ぶ。以上。
        ```

        ## Use

        {term}`LoRA` {term}`機械学習`
        """
    tips = project({"index.md": page}).build().tips("index")
    assert [tip["text"] for tip in tips.values()] == ["Two small matrices.", "データから学ぶ。"]


def test_a_short_text_of_the_authors_own(rich):
    tips = rich.build().tips("deep/use")
    assert tips["deep/glossary#term-PEFT"]["text"] == "In short."


@pytest.mark.parametrize(
    ("builder", "glossary", "use"),
    [
        ("html", "deep/glossary.html", "deep/use.html"),
        ("dirhtml", "deep/glossary/", "deep/use/"),
        ("singlehtml", "index.html", "index.html"),
    ],
)
def test_links_go_from_the_root_of_the_site(rich, builder, glossary, use):
    site = rich.build(builder)
    page = "index" if builder == "singlehtml" else "deep/use"
    tip = site.tips(page)[ID]
    assert tip["href"] == f"{glossary}#term-LoRA"
    section, document, paper = hrefs(tip["body"])
    assert section == f"{glossary}#use-it"
    assert document.partition("#")[0] == use
    assert paper == "https://example.org/x"
    for address in (section, document, tip["href"]):
        path, _, fragment = address.partition("#")
        target = site.outdir / path
        text = (target / "index.html" if target.is_dir() else target).read_text("utf-8")
        assert not fragment or f'id="{fragment}"' in text


def test_links_to_other_concepts_are_kept(rich):
    tip = rich.build().tips("deep/use")["deep/glossary#term-PEFT"]
    assert hrefs(tip["body"]) == ["deep/glossary.html#term-LoRA"]


def test_lists_code_and_mathematics(rich):
    body = rich.build().tips("deep/use")[ID]["body"]
    paragraph, items, code = body
    assert ["em", "small"] in paragraph
    assert ["code", "fast"] in paragraph
    assert items[0] == "ul"
    assert items[1] == ["li", ["p", "one"]]
    formula = json.dumps(items[2])
    assert formula.startswith('["li", ["p", ["math", ')
    assert '["mi", "W"]' in formula
    assert code[:2] == ["pre", {"class": "highlight"}]
    assert ["span", {"class": "k"}, "def"] in code


def test_only_pages_that_link_have_one(rich):
    site = rich.build()
    assert site.sidecars() == ["deep/glossary", "deep/use", "glossterm-index"]
    assert "glossterm" not in site.source("plain")
    assert "glossterm" not in site.source("index")
    page = site.source("deep/use")
    assert 'src="../_glossterm/deep/use.js"' in page
    assert 'src="../_static/glossterm.js' in page
    assert 'href="../_static/glossterm.css' in page
    assert page.count("_glossterm/") == 1


def test_only_what_a_page_mentions(rich):
    site = rich.build()
    assert set(site.tips("deep/use")) == set(site.concepts("deep/use"))
    assert set(site.tips("deep/glossary")) == set(site.concepts("deep/glossary"))


def test_with_dirhtml_from_a_folder(rich):
    page = rich.build("dirhtml").source("deep/use")
    assert 'src="../../_glossterm/deep/use.js"' in page
    assert 'src="../../_static/glossterm.js' in page


def test_switched_off(rich):
    rich.configure(tooltips=False)
    site = rich.build()
    assert site.sidecars() == []
    assert "glossterm.js" not in site.source("deep/use")
    assert site.links("deep/use") != []


def test_a_sidecar_is_removed_with_the_last_link(rich):
    rich.configure(index=False)
    assert rich.make().sidecars() == ["deep/glossary", "deep/use"]
    rich.write("deep/use.md", "# Use\n\nNothing.\n")
    assert rich.make().sidecars() == ["deep/glossary"]
    rich.edit("deep/glossary.md", "Few parameters; holds LoRA.", "Few.")
    rich.edit("deep/glossary.md", "A kind of", "Some")
    rich.edit("deep/glossary.md", "[PEFT](#use-it)", "[it](#use-it)")
    site = rich.make()
    assert site.sidecars() == []
    assert not (site.outdir / "_glossterm").exists()


def test_an_unchanged_sidecar_is_not_written(rich):
    path = rich.make().outdir / "_glossterm" / "deep" / "use.js"
    before = path.stat().st_mtime_ns
    rich.edit("plain.md", "Nothing", "Still nothing")
    rich.make()
    assert path.stat().st_mtime_ns == before


def test_definitions_cannot_inject_scripts(project):
    source = {
        "index.md": "# Contents\n\nLinks and Ends.\n\n```{toctree}\nglossary\n```\n",
        "glossary.rst": """
            Glossary
            ========

            .. glossary::

               Ends
                  It ends </script><script>alert(2)</script> <!- here.

               Links
                  `bad <javascript:alert(3)>`__, `data <data:text/html,x>`__,
                  `good <https://example.org>`__, `mail <mailto:a@example.org>`__

                  .. raw:: html

                     <img src=x onerror=alert(4)>
            """,
    }
    site = project(source, link="everywhere").build()
    text = (site.outdir / "_glossterm" / "index.js").read_text("utf-8")
    assert "<" not in text
    assert "onerror" not in text
    tips = site.tips("index")
    ends = "It ends </script><script>alert(2)</script> <!- here."
    assert tips["glossary#term-Ends"]["body"] == [["p", ends]]
    links = tips["glossary#term-Links"]["body"]
    assert hrefs(links) == ["https://example.org", "mailto:a@example.org"]
    assert "bad" in json.dumps(links)


def test_labels_cannot_inject_scripts(project):
    source = {
        "index.rst": """
            Contents
            ========

            .. glossary::

               </script><i>d&amp;</i>
                  :id: x.y

                  A definition.

            :term:`ours <x.y>`
            """
    }
    site = project(source).build()
    assert site.references("index") == [("ours", "index#x.y")]
    text = (site.outdir / "_glossterm" / "index.js").read_text("utf-8")
    assert "<" not in text
    assert site.tips("index")["x.y"]["label"] == "</script><i>d&amp;</i>"
    assert "<i>" not in site.source("index")


def test_mathematics_in_a_definition_loads_nothing_on_pages_without_any(rich):
    assert "mathjax@" not in rich.build().source("deep/use")


BUDGETS = {
    "glossterm.js": 4000,
    "glossterm.css": 1200,
    "glossterm-graph.css": 800,
    "glossterm-index.js": 4000,
    "glossterm-index.css": 1800,
}


@pytest.mark.parametrize(("name", "budget"), BUDGETS.items())
def test_static_files_are_small(name, budget):
    """Bytes after gzip; the budgets of ``assets/build.mjs``, for environments without Node.js."""
    content = (files("sphinxcontrib_glossterm") / "static" / name).read_bytes()
    assert 500 < len(gzip.compress(content, 9)) <= budget


@pytest.mark.parametrize("name", [name for name in BUDGETS if name.endswith(".css")])
def test_no_css_selector_matches_all_earlier_siblings(name):
    """``a ~ b`` is slow for each element that it may match: a list of 20,000 takes minutes."""
    content = (files("sphinxcontrib_glossterm") / "static" / name).read_text("utf-8")
    assert re.findall(r"~(?!=)", content) == []


def test_static_files_are_ours(rich):
    site = rich.build()
    for name in ("glossterm.js", "glossterm.css"):
        ours = (files("sphinxcontrib_glossterm") / "static" / name).read_bytes()
        assert (site.outdir / "_static" / name).read_bytes() == ours


TREE = {
    "index.md": "# Contents\n\n```{toctree}\ndeep/words\nuse\n```\n",
    "use.md": "# Use\n\n{term}`LoRA` {term}`PEFT` {term}`学習` {term}`QLoRA`\n",
    "deep/words.md": """
        # Words

        ```{glossary}
        Training
        : Finding weights.

        学習
        :   :reading: がくしゅう
            :broader: Training

            重みを決める。

        PEFT
        :   :broader: 学習 | Saving

            Few parameters.

        Saving
        : Less of it.

        LoRA
        :   :broader: PEFT

            Two matrices.

        QLoRA
        :   :broader: LoRA
            :status: deprecated

            Four bits.
        ```
        """,
}


class TestPlaceAmongOthers:
    """The broader and narrower concepts in the tip."""

    @pytest.mark.parametrize(
        ("builder", "words"),
        [("html", "deep/words.html"), ("dirhtml", "deep/words/"), ("singlehtml", "index.html")],
    )
    def test_a_path_to_each_broader_concept(self, project, builder, words):
        tips = project(TREE).build(builder).tips("index" if builder == "singlehtml" else "use")
        training, learning, saving, peft = (
            [label, f"{words}#term-{label}", f"deep/words#term-{label}"]
            for label in ("Training", "学習", "Saving", "PEFT")
        )
        assert tips["deep/words#term-PEFT"]["above"] == [[training, learning], [saving]]
        assert tips["deep/words#term-LoRA"]["above"] == [[training, learning, peft]]

    def test_only_the_nearest_steps_of_a_long_path(self, project):
        above = project(TREE).build().tips("use")["deep/words#term-QLoRA"]["above"]
        assert [[label for label, *_ in path] for path in above] == [["学習", "PEFT", "LoRA"]]

    def test_narrower_concepts(self, project):
        tips = project(TREE).build().tips("use")
        assert tips["deep/words#term-LoRA"]["below"] == [
            ["QLoRA", "deep/words.html#term-QLoRA", "deep/words#term-QLoRA"]
        ]
        assert "below" not in tips["deep/words#term-QLoRA"]

    def test_many_narrower_concepts_end_in_a_link_to_the_entry(self, project):
        made = project(TREE)
        more = "".join(f"\nX{n}\n:   :broader: LoRA\n\n    It is so.\n" for n in range(1, 8))
        made.edit("deep/words.md", "Four bits.\n", f"Four bits.\n{more}")
        below = made.build().tips("use")["deep/words#term-LoRA"]["below"]
        assert [label for label, *_ in below] == ["QLoRA", "X1", "X2", "X3", "X4", "…"]
        assert below[-1][1] == "deep/words.html#term-LoRA"

    def test_reading_and_status(self, project):
        tips = project(TREE).build().tips("use")
        assert tips["deep/words#term-学習"]["reading"] == "がくしゅう"
        assert tips["deep/words#term-QLoRA"]["deprecated"] is True
        assert not {"reading", "deprecated"} & tips["deep/words#term-PEFT"].keys()

    def test_a_change_above_rewrites_no_page(self, project):
        made = project(TREE)
        before = made.make()
        old = before.times()
        made.edit("deep/words.md", "LoRA\n:   :broader: PEFT", "LoRA\n:   :broader: Saving")
        after = made.make()
        assert after.times()["use.html"] == old["use.html"]
        above = after.tips("use")["deep/words#term-LoRA"]["above"]
        assert [[label for label, *_ in path] for path in above] == [["Saving"]]


RICH_BODY = """
    Contents
    ========

    :term:`Knot`

    .. glossary::

       Knot
          .. image:: pictures/knot-ä.svg
             :alt: a knot
             :width: 120px
             :height: 3em

          .. image:: https://other.example/spy.png
             :alt: from elsewhere

          .. image:: nowhere.png
             :alt: lost

          .. figure:: pictures/knot-ä.svg

             How it looks.

          .. note:: Mind the end.

          .. admonition:: In the end

             Cut it.

          .. table:: Loads

             +-----+-----+
             | a   | b   |
             +=====+=====+
             | wide      |
             +-----+-----+

          :Who: sailors

          3. three
          4. four
    """
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n'


@pytest.fixture(scope="module")
def knot(module_project):
    made = module_project({"index.rst": RICH_BODY, "pictures/knot-ä.svg": SVG})
    missing = "index.rst:17: WARNING: image file not readable: nowhere.png [image.not_readable]"
    site = made.build(warns=[missing])
    body = site.tips("index")["index#term-Knot"]["body"]
    for address in (node[1]["src"] for node in nodes(body) if node[0] == "img"):
        assert (site.outdir / unquote(address)).is_file()
    return body


class TestBlocks:
    """Blocks of a definition besides plain text."""

    def test_an_image_of_the_site(self, knot):
        assert knot[0] == [
            "img",
            {"src": "_images/knot-%C3%A4.svg", "alt": "a knot", "width": "120"},
        ]

    def test_an_image_of_another_host_is_its_text(self, knot):
        assert knot[1:3] == ["from elsewhere", "lost"]

    def test_a_figure(self, knot):
        assert knot[3:5] == [
            ["img", {"src": "_images/knot-%C3%A4.svg", "alt": ""}],
            ["p", "How it looks."],
        ]

    def test_notes_keep_their_names(self, knot):
        note, named = knot[5:7]
        shape = ["div", {"class": "glossterm-tip-note"}]
        assert note == [*shape, ["p", ["strong", "Note"]], ["p", "Mind the end."]]
        assert named == [*shape, ["p", ["strong", "In the end"]], ["p", "Cut it."]]

    def test_a_table(self, knot):
        head = ["thead", ["tr", ["th", ["p", "a"]], ["th", ["p", "b"]]]]
        row = ["tbody", ["tr", ["td", {"colspan": "2"}, ["p", "wide"]]]]
        assert knot[7] == ["table", ["caption", "Loads"], head, row]

    def test_fields_and_numbers(self, knot):
        assert knot[8] == ["dl", ["dt", "Who"], ["dd", ["p", "sailors"]]]
        assert knot[9][:2] == ["ol", {"start": "3"}]


def nodes(tree):
    """Every element of a definition."""
    for part in tree:
        if isinstance(part, list):
            yield part
            yield from nodes(part)


def test_code_that_cannot_be_read_is_reported_once(project):
    source = """
        Contents
        ========

        :term:`Code`

        .. glossary::

           Code
              .. code-block:: json

                 { not json ;;

              .. code-block:: tongues

                 x
        """
    site = project({"index.rst": source}).build(warns=None)
    lines = [line for line in site.warnings if "WARNING" in line]
    assert len(lines) == 2
    assert "Lexing literal_block" in lines[0] or "Lexing literal_block" in lines[1]
    assert sum("'tongues'" in line for line in lines) == 1


def test_a_lexer_of_the_projects_own(project):
    made = project(
        {
            "index.rst": """
        Contents
        ========

        :term:`Code`

        .. glossary::

           Code
              .. code-block:: tongues

                 def f(): pass
        """
        }
    )
    made.configure(
        "from pygments.lexers.python import PythonLexer\n"
        "def setup(app):\n    app.add_lexer('tongues', PythonLexer)\n"
    )
    (code,) = made.build().tips("index")["index#term-Code"]["body"]
    assert ["span", {"class": "k"}, "def"] in code


def test_a_line_break_in_html_is_one_in_the_tip(project):
    text = "{term}`pan`\n\n```{glossary}\npan\n: Flat<br>and <b>wide</b>. More.\n```\n"
    tip = project({"index.md": f"# Kitchen\n\n{text}"}).build().tips("index")["index#term-pan"]
    assert tip["body"] == [["p", "Flat", ["br"], "and ", "wide", ". More."]]
    assert tip["text"] == "Flat and wide."
