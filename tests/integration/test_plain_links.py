"""Links to the id or the label of an entry, without our roles, have its tip."""

from __future__ import annotations

import pytest

GLOSSARY = """
    # Terms

    (the-valve)=

    ```{glossary}
    valve
      It opens and closes.
    ```

    (the-rest)=

    ```{glossary}
    pump
    compressor
      It moves water.

    tank
      (about-tanks)=
      It holds water.
    ```

    (of-pipes)=
    ## Pipe

    It connects.

    ```{glossterm:concept} Flange
    It joins two pipes.
    ```

    Here too: [a tank](#term-tank), [it](#about-tanks), [](#the-valve).
    """
CONF = {"heading_pages": {"terms": 2}, "version": "1", "epub_copyright": "Anyone"}
VALVE, TANK, PIPE = "terms#term-valve", "terms#term-tank", "terms#term-Pipe"


def page(text: str, *, rest: bool = False) -> dict[str, str]:
    if rest:
        return {"index.rst": f"Use\n===\n\n{text}\n\n.. toctree::\n\n   terms\n"}
    return {"index.md": f"# Use\n\n{text}\n\n```{{toctree}}\nterms\n```\n"}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[one](terms.md#term-valve)", [("one", VALVE)]),
        ("[](terms.md#term-compressor)", [("compressor", "terms#term-compressor")]),
        ("<project:terms.md#term-tank>", [("tank", TANK)]),
        ("[one](#the-valve) {ref}`it <the-valve>`", [("one", "terms#the-valve")] * 2),
        ("[](terms.md#term-Pipe)", [("Pipe", PIPE)]),
        ("[pipes](#of-pipes)", [("pipes", "terms#of-pipes")]),
        ("{ref}`of-pipes`", [("Pipe", "terms#of-pipes")]),
        ("{ref}`water <about-tanks>`", [("water", "terms#about-tanks")]),
        ("[joint](terms.md#term-Flange)", [("joint", "terms#term-Flange")]),
    ],
)
def test_links_to_an_entry(project, text, links):
    site = project({"terms.md": GLOSSARY} | page(text), **CONF).build()
    found = site.references("index")
    assert [target for _text, target in found] == [target for _text, target in links]
    assert found[0] == links[0]
    assert set(site.tips("index")) >= set(site.concepts("index"))
    assert 'src="_glossterm/index.js"' in site.source("index")
    assert site.dead_links(ours=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "[both](#the-rest)",
        "[the page](terms.md)",
        "<a href='terms.html#term-valve'>raw</a>",
        "[outside](https://example.invalid/terms.html#term-valve)",
    ],
    ids=["two-entries", "page", "raw", "other-site"],
)
def test_links_to_something_else(project, text):
    site = project({"terms.md": GLOSSARY} | page(text), **CONF).build()
    assert site.references("index") == []
    assert site.sidecars() == ["glossterm-index", "terms"]


def test_links_within_the_page(project):
    site = project({"terms.md": GLOSSARY} | page("Text."), **CONF).build()
    assert site.references("terms") == [
        ("a tank", TANK),
        ("it", "terms#about-tanks"),
        ("#the-valve", "terms#the-valve"),
    ]
    assert set(site.tips("terms")) >= {TANK, VALVE}


REST = """
    Terms
    =====

    .. _the valve:

    .. glossary::

       valve
          It opens and closes.

    `By name <the valve_>`_, by `its id <#term-valve>`__.

    .. contents::
       :local:

    .. _pipes:

    Pipe
    ----

    It connects.
    """


def test_in_restructuredtext(project):
    text = (
        ":ref:`one <the valve>` :any:`two <the valve>` :ref:`pipes` `x <terms.html#term-valve>`__"
    )
    site = project({"terms.rst": REST} | page(text, rest=True), **CONF).build()
    assert site.references("index") == [
        ("one", "terms#the-valve"),
        ("two", "terms#the-valve"),
        ("Pipe", "terms#pipes"),
    ]
    assert site.references("terms") == [("By name", "terms#the-valve"), ("its id", VALVE)]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub"])
def test_with_other_builders(project, builder):
    text = "[one](terms.md#term-valve), {ref}`pipes <of-pipes>`"
    site = project({"terms.md": GLOSSARY} | page(text), **CONF).build(builder)
    assert [shown for shown, _target in site.references("index")][:2] == ["one", "pipes"]
    assert site.dead_links(ours=True) == []
    if builder == "singlehtml":
        assert len(site.references("index")) == 5
        assert set(site.tips("index")) == {VALVE, TANK, PIPE}


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml"])
def test_with_formats_without_tips(project, builder):
    text = "[one](terms.md#term-valve), {ref}`pipes <of-pipes>`"
    project({"terms.md": GLOSSARY} | page(text), **CONF).build(builder)


def test_the_title_of_a_link_is_kept(project):
    text = '[one](terms.md#term-valve "Shown on hover")'
    site = project({"terms.md": GLOSSARY} | page(text), **CONF).build()
    assert site.references("index") == [("one", VALVE)]


def assert_as_clean(made, site):
    clean = made.make(out="clean")
    assert site.files() == clean.files()


def test_a_label_is_moved_to_an_entry_and_away_again(project):
    made = project({"terms.md": GLOSSARY} | page("{ref}`one <the-rest>`"), **CONF)
    site = made.make()
    assert site.references("index") == []
    made.edit("terms.md", "\npump\ncompressor\n  It moves water.\n", "")
    site = made.make()
    assert site.references("index") == [("one", "terms#the-rest")]
    assert_as_clean(made, site)
    made.edit("terms.md", "tank\n", "barrel\n  It holds wine.\n\ntank\n")
    site = made.make()
    assert site.references("index") == []
    assert site.sidecars() == ["terms"]
    assert_as_clean(made, site)


def test_an_entry_is_removed_and_added_again(project):
    made = project({"terms.md": GLOSSARY} | page("[one](terms.md#term-valve)"), **CONF)
    made.make(jobs=2)
    made.edit("terms.md", "valve\n", "faucet\n")
    site = made.make(warns=None)
    assert site.references("index") == []
    assert any("term-valve" in warning for warning in site.warnings)
    made.edit("terms.md", "faucet\n", "valve\n")
    site = made.make()
    assert site.references("index") == [("one", VALVE)]
    assert_as_clean(made, site)
    made.edit("terms.md", "It opens and closes.", "It opens.")
    site = made.make()
    assert site.tips("index")[VALVE]["text"] == "It opens."
    assert_as_clean(made, site)
    before = site.times()
    after = made.make().times()
    assert {name for name in after if after[name] != before[name]} == {
        "genindex.html",
        "search.html",
    }


@pytest.mark.parametrize(
    ("builder", "address"),
    [("html", "c%23.html#pipes"), ("dirhtml", "c%23/#pipes"), ("singlehtml", "#pipes")],
)
def test_a_page_whose_name_must_be_quoted(project, builder, address):
    files = {"c#.rst": REST, "index.rst": "Use\n===\n\n:ref:`pipes`\n\n.. toctree::\n\n   c#\n"}
    site = project(files, heading_pages={"c#": 2}).build(builder)
    assert f'data-glossterm="c##term-Pipe" href="{address}"' in site.source("index")


def test_a_page_that_is_not_in_the_latex_document(project):
    rest = ".. glossary::\n\n   valve\n      It opens.\n"
    files = {
        "index.rst": f"Use\n===\n\n:any:`valve`\n\n{rest}",
        "other.rst": ":orphan:\n:glossterm-headings: 1\n\nvalve\n=====\n\nIt closes.\n",
    }
    site = project(files).build("latex", warns=None)
    assert not any("NoUri" in line or "other" in line for line in site.warnings)
