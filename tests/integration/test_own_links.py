"""``glossterm_own_links``: links that another program wrote lead to concepts again."""

from __future__ import annotations

import pytest

OWN = "https://pages.invalid/glossary"
TERMS = """
    # Terms

    ```{glossary}
    valve
      It opens and closes.

    pump
      It moves water.
    ```

    ## History

    Long.
    """
VALVE, PUMP = "parts/terms#term-valve", "parts/terms#term-pump"
CONF = {"own_links": [OWN], "link": "everywhere", "link_density": "every"}


def files(text: str, *, rest: bool = False) -> dict[str, str]:
    if rest:
        page = f"Use\n===\n\n{text}\n\n.. toctree::\n\n   parts/terms\n"
        return {"index.rst": page, "parts/terms.md": TERMS}
    page = f"# Use\n\n{text}\n\n```{{toctree}}\nparts/terms\n```\n"
    return {"index.md": page, "parts/terms.md": TERMS}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f'<a href="{OWN}/parts/terms.md#term-valve">it</a>', [("it", VALVE)]),
        (f"<A title='x' HREF='{OWN}/parts/terms.html#term-valve'>*it*</A>", [("it", VALVE)]),
        (f"[it]({OWN}/parts/terms#term-valve)", [("it", VALVE)]),
        (f"[it]({OWN}/parts/terms/#term-valve)", [("it", VALVE)]),
        (f"[it]({OWN}/parts/terms.md.md#term%2Dvalve)", [("it", VALVE)]),
        (f'it <a href="{OWN}/parts/terms.md#term-valve">it</a> it', [("it", VALVE)]),
        (f'pump<a href="{OWN}/parts/terms.md#term-pump">pump</a>s', [("pump", PUMP)]),
        (f'<a href="{OWN}/parts/terms.md#term-pump">x valve</a>', [("x valve", PUMP)]),
        (f"<a href={OWN}/parts/terms.md#term-pump>a &amp; b</a>", [("a & b", PUMP)]),
    ],
)
def test_links_to_concepts(project, text, links):
    site = project(files(text), **CONF).build()
    assert site.references("index") == links
    assert set(site.tips("index")) >= set(site.concepts("index"))
    assert site.dead_links(ours=True) == []


@pytest.mark.parametrize(
    "text",
    [
        f"`it <{OWN}/parts/terms.html#term-valve>`__",
        ".. role:: raw-html(raw)\n   :format: html\n\n"
        f':raw-html:`<a href="{OWN}/parts/terms.html#term-valve">it</a>`',
    ],
    ids=["link", "raw"],
)
def test_in_restructuredtext(project, text):
    site = project(files(text, rest=True), **CONF).build()
    assert site.references("index") == [("it", VALVE)]


@pytest.mark.parametrize(
    ("text", "href"),
    [
        (f"[it]({OWN}/parts/terms.md#history)", "parts/terms.html#history"),
        (f"[it]({OWN}/parts/terms.md)", "parts/terms.html"),
        (f"[it]({OWN}/)", "#"),
        (f"[it]({OWN}/parts/terms.md?plain=1)", f"{OWN}/parts/terms.md?plain=1"),
        ("[it](https://pages.invalid/glossary2/x.md)", "https://pages.invalid/glossary2/x.md"),
        ('<a href="parts/terms.md#term-valve">it</a>', "parts/terms.md#term-valve"),
        (f'<a href="{OWN}/parts/terms.md#term-valve">it', f"{OWN}/parts/terms.md#term-valve"),
    ],
)
def test_links_to_something_else(project, text, href):
    site = project(files(text), **CONF).build()
    assert site.references("index") == []
    assert f'href="{href}"' in site.source("index")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            f"[it]({OWN}/parts/other.md#x)",
            f'"{OWN}/parts/other.md#x" is an address of this project, but there is no page'
            ' "parts/other"; remove the link',
        ),
        (
            f'<a href="{OWN}/parts/terms.md#term-gone">it</a>',
            'page "parts/terms" has no id "term-gone"; remove the link',
        ),
    ],
)
def test_unknown_addresses(project, text, warning):
    line = f"index.md:3: WARNING: {warning} [glossterm.own_link]"
    site = project(files(text), **CONF).build(warns=[line])
    assert f'href="{OWN}/parts/' in site.source("index")


def test_relative_links_in_html(project):
    text = '<a href="terms.md#term-valve">it</a> <a href="#term-pump">it</a> <a href="/x">it</a>'
    source = files("Text.")
    source["parts/terms.md"] += f"\n    {text}\n"
    site = project(source, **CONF | {"own_links": ["."]}).build()
    assert site.references("parts/terms") == [("it", VALVE), ("it", PUMP)]


def test_a_link_counts_as_one_of_its_section(project):
    """As a role does, so that a page that was linked by a program does not get more links."""
    text = "The [pump](parts/terms.md#term-pump) and a pump, a valve and a valve."
    site = project(files(text), link="everywhere").build()
    assert site.links("index") == [("pump", PUMP), ("valve", VALVE)]


def test_anchors_of_entries_are_not_repeated(project):
    anchors = '<a id="term-valve"></a><a id="term-pump"></a>'
    source = files('A <a id="mine"></a>text.')
    source["parts/terms.md"] = TERMS.replace("```{gl", f"{anchors}\n\n    ```{{gl", 1)
    site = project(source, **CONF).build()
    ids = site.ids("parts/terms")
    assert (ids.count("term-valve"), ids.count("term-pump")) == (1, 1)
    assert "<p></p>" not in site.source("parts/terms")
    assert "mine" in site.ids("index")


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man"])
def test_with_other_builders(project, builder):
    text = f'<a href="{OWN}/parts/terms.md#term-valve">it</a>, [it]({OWN}/parts/terms.md#history)'
    site = project(files(text), **CONF, version="1", epub_copyright="Anyone").build(builder)
    if builder in {"dirhtml", "epub"}:
        assert site.references("index") == [("it", VALVE)]


def test_an_entry_is_removed_and_added_again(project):
    made = project(files(f'<a href="{OWN}/parts/terms.md#term-valve">it</a>'), **CONF)
    assert made.make(jobs=2).references("index") == [("it", VALVE)]
    made.edit("parts/terms.md", "valve\n", "faucet\n")
    site = made.make(warns=None)
    assert site.references("index") == []
    assert any("term-valve" in warning for warning in site.warnings)
    made.edit("parts/terms.md", "faucet\n", "valve\n")
    site = made.make()
    assert site.references("index") == [("it", VALVE)]
    assert site.files() == made.make(out="clean").files()
