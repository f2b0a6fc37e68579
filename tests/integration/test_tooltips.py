"""What a tip shows: the sidecar of each page, and the pages that get one."""

from __future__ import annotations

import json

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
    assert site.sidecars() == ["deep/glossary", "deep/use"]
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


def test_a_sidecar_goes_with_the_last_link(rich):
    assert rich.make().sidecars() == ["deep/glossary", "deep/use"]
    rich.write("deep/use.md", "# Use\n\nNothing.\n")
    assert rich.make().sidecars() == ["deep/glossary"]
    rich.edit("deep/glossary.md", "Few parameters; holds LoRA.", "Few.")
    rich.edit("deep/glossary.md", "A kind of", "Some")
    rich.edit("deep/glossary.md", "[PEFT](#use-it)", "[it](#use-it)")
    site = rich.make()
    assert site.sidecars() == []
    assert not (site.outdir / "_glossterm").exists()


def test_a_sidecar_that_says_the_same_is_not_written(rich):
    path = rich.make().outdir / "_glossterm" / "deep" / "use.js"
    before = path.stat().st_mtime_ns
    rich.edit("plain.md", "Nothing", "Still nothing")
    rich.make()
    assert path.stat().st_mtime_ns == before


def test_hostile_definitions_are_inert(project):
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


def test_hostile_labels_are_inert(project):
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


def test_static_files_are_ours(rich):
    site = rich.build()
    for name in ("glossterm.js", "glossterm.css"):
        assert (site.outdir / "_static" / name).stat().st_size > 100
