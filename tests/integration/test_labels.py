"""The label of a heading, a term or a role is its text, without markup and marks."""

from __future__ import annotations

import base64
import json

import pytest

CONCEPTS = "glossterm:concept"
TERMS = "std:term"

HEADINGS = """
    ---
    glossterm-headings: 2
    ---
    # Kitchen

    ## Oven <span class="tag" data-kind="x|y">new</span>

    It bakes.

    ## Salt[^1]

    It is white.

    ## ![a pan](pan.png) Pan | Skillet

    For frying.

    ## `whisk` **and** *fork*

    For eggs.

    ## CO<sub>2</sub>

    A gas.

    ## Big<br>bowl

    For dough.

    [^1]: From the sea.
    """
NAMES = {
    "Oven new": "term-Oven-new",
    "Salt": "term-Salt",
    "Pan": "term-Pan",
    "Skillet": "term-Pan",
    "whisk and fork": "term-whisk-and-fork",
    "CO2": "term-CO2",
    "Big bowl": "term-Big-bowl",
}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


def kitchen(project, **conf):
    made = project({"index.md": HEADINGS}, **conf)
    (made.srcdir / "pan.png").write_bytes(PNG)
    return made


def test_headings_with_markup_and_marks(project):
    site = kitchen(project).build()
    assert site.inventory(TERMS) == {n: f"index.html#{anchor}" for n, anchor in NAMES.items()}
    assert site.dead_links() == []


def test_nothing_that_is_made_of_a_label_has_markup(project):
    made = kitchen(project)
    made.write("use.md", "---\norphan: true\n---\n# Use\n\n{term}`Oven new`, {term}`Salt`\n")
    site = made.build()
    tips = site.tips("use")
    assert [tips[f"index#{NAMES[n]}"]["label"] for n in ("Oven new", "Salt")] == [
        "Oven new",
        "Salt",
    ]
    published = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))
    labels = {label for row in published["concepts"] for label in (row["label"], *row["also"])}
    assert labels == set(NAMES)
    assert {text for group in site.general_index().values() for text in group} == set(NAMES)
    index = str(site.index())
    assert [mark for mark in ("<", "span", "data-kind", "sub") if mark in index] == []


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ('Oven <span class="tag">new</span>', "Oven new"),
        ("Salt[^1]", "Salt"),
        ("![a pan](pan.png) Pan | Skillet", "Pan | Skillet"),
        ("`<b>` <b>tag</b>", "`<b>` tag"),
        ('![pan](pan.png "A pan") pan', "pan"),
        ('pan <img src="pan.png" alt="a pan"> pan', "pan  pan"),
        ("**Bold**  face", "**Bold**  face"),
    ],
)
def test_the_base64_id_is_of_the_heading_without_markup(project, heading, written):
    page = f"# Kitchen\n\n## {heading}\n\nIt is here.\n\nA note[^1].\n\n[^1]: From the sea.\n"
    made = project(
        {"index.md": page},
        heading_pages={"index": 2},
        extra_anchors=("heading-base64",),
        myst_enable_extensions=["html_image"],
    )
    (made.srcdir / "pan.png").write_bytes(PNG)
    site = made.build()
    wanted = base64.b64encode(written.encode()).decode()
    assert set(site.inventory(CONCEPTS).values()) == {f"index.html#{wanted}"}
    assert wanted in site.ids("index")


TITLED = "# Kitchen\n\n## Oven{anchor}\n\nIt bakes.\n\n{{term}}`Oven`\n"


@pytest.mark.parametrize(
    "anchor",
    [
        '<a id="{id}"></a>',
        "<a name='{id}'></a>",
        ' <a id="{id}"/>',
        '<a id="{id}"><em>!</em></a>',
        '<span class="x" id="{id}"></span>',
    ],
)
@pytest.mark.parametrize("which", ["base64", "term", "other"])
@pytest.mark.parametrize("extra", [(), ("heading-base64",)])
def test_an_id_in_a_heading_is_on_the_page_once(project, anchor, which, extra):
    heading = "Oven!" if "!" in anchor else "Oven"
    coded = base64.b64encode(heading.encode()).decode()
    given = {"base64": coded, "term": f"term-{heading.strip('!')}", "other": "my-oven"}[which]
    text = TITLED.format(anchor=anchor.format(id=given)).replace("`Oven`", f"`{heading}`")
    made = project({"index.md": text}, heading_pages={"index": 2}, extra_anchors=extra)
    site = made.build()
    # Without the theme's parts around the content, which copy any other HTML of a heading.
    ids = [e.get("id") for e in site.body("index").iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {given, "term-Oven"} <= set(ids)
    assert site.references("index") == [
        (heading, f"index#{coded}" if extra else "index#term-Oven"),
    ]
    assert site.dead_links() == []


def test_terms_with_markup_and_marks(project):
    source = {
        "index.rst": """
            Kitchen
            =======

            .. |pan| image:: pan.png

            .. role:: raw-html(raw)
               :format: html

            .. glossary::

               Salt [1]_ [SEA]_
                  It is white.

               Pan |pan|
                  For frying.

               :raw-html:`<b class="x">`\\ Oven\\ :raw-html:`</b>`
                  It bakes.

            .. glossterm:concept:: Whisk [1]_ | Beater

               For eggs.

            :term:`Salt`, :term:`Pan`, :term:`Oven`, :term:`Whisk`, :term:`Beater`

            .. [1] From the sea.
            .. [SEA] The sea.
            """
    }
    made = project(source)
    (made.srcdir / "pan.png").write_bytes(PNG)
    site = made.build()
    names = ("Salt", "Pan", "Oven", "Whisk", "Beater")
    assert site.inventory(TERMS) == {name: f"index.html#term-{name}" for name in names}
    assert {text for group in site.general_index().values() for text in group} == set(names)
    assert site.references("index") == [(name, f"index#term-{name}") for name in names]


@pytest.mark.parametrize("given", ["term-Oven", "my-oven"])
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_an_id_in_a_term_is_on_the_page_once(project, given, builder):
    term = f'```{{glossary}}\nOven <a id="{given}"></a>\n: It bakes.\n```\n'
    site = project({"index.md": f"# K\n\n{term}\n{{term}}`Oven`\n"}).build(builder)
    if builder == "html":
        ids = [e.get("id") for e in site.body("index").iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        assert {given, "term-Oven"} <= set(ids)
        assert site.references("index") == [("Oven", "index#term-Oven")]
    else:
        (tex,) = site.outdir.glob("*.tex")
        assert f"\\label{{\\detokenize{{index:{given}}}}}" in tex.read_text("utf-8")


def test_a_role_that_names_a_term_as_plain_sphinx_registers_it(project):
    source = (
        "K\n=\n\n.. glossary::\n\n   Salt [1]_\n      White.\n\n:term:`x <Salt 1>`\n\n.. [1] S\n"
    )
    site = project({"index.rst": source}).build()
    assert [target for _text, target in site.references("index")] == ["index#term-Salt"]


def test_a_label_that_is_only_an_image_is_its_alternative_text(project):
    made = project({"index.md": "# K\n\n## ![Copper pan](pan.png)\n\nFor frying.\n"})
    made.configure(heading_pages={"index": 2})
    (made.srcdir / "pan.png").write_bytes(PNG)
    assert made.build().inventory(CONCEPTS) == {"Copper pan": "index.html#term-Copper-pan"}


def test_a_formula_is_shown_and_not_its_tex(project):
    source = {
        "index.rst": """
            Greek
            =====

            :term:`beta value`, :term:`\\\\beta value`

            .. glossary::

               :math:`\\beta` value
               beta value
                  A number.
            """
    }
    site = project(source).build()
    (tip,) = site.tips("index").values()
    assert (tip["label"], tip["also"]) == ("β value", ["beta value"])
    assert site.index() == [("B", ["beta value → β value"]), ("Β", ["β value"])]
    shown = {text for group in site.general_index().values() for text in group}
    assert shown == {"beta value", "β value"}
    assert site.dead_links() == []


def test_used_in_shows_the_title_of_a_section_without_markup(project):
    page = '# Use\n\n## Part <b id="x">one</b>[^1]\n\n{term}`Oven`\n\n[^1]: N.\n'
    terms = "# K\n\n```{glossary}\nOven\n: It bakes.\n```\n\n```{toctree}\nuse\n```\n"
    site = project({"index.md": terms, "use.md": page}, relations=("used",)).build(warns=None)
    assert "Part one" in site.prose("index")
    assert "<b" not in site.prose("index")
