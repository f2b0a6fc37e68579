"""Terms that are defined in a sentence: the role ``defterm``."""

from __future__ import annotations

import pytest

MYST = {
    "index.md": """
        # Text

        A {defterm}`LoRA` trains two *small* matrices; LoRA is small.

        - An item about {defterm}`the adapters <Adapter | Adapter Layer>`.

        ## Later

        LoRA and an adapter layer; {term}`LoRA`, {term}`Adapter Layer`.
        """
}
REST = {
    "index.rst": """
        Text
        ====

        A :defterm:`LoRA` trains two *small* matrices; LoRA is small.

        * An item about :defterm:`the adapters <Adapter | Adapter Layer>`.

        Later
        -----

        LoRA and an adapter layer; :term:`LoRA`, :term:`Adapter Layer`.
        """
}
IN_BOTH = pytest.mark.parametrize("source", [MYST, REST], ids=["MyST", "reST"])
CONF = {"link": "everywhere", "link_density": "every"}
ELSEWHERE = {"use.md": "---\norphan: true\n---\n# Use\n\nLoRA; {term}`adapter`.\n"}


@IN_BOTH
def test_the_anchor_is_on_the_defining_instance(project, source):
    site = project(source, **CONF).build()
    found = [e for e in site.body("index").iter() if e.tag.endswith("}dfn")]
    assert [(e.get("id"), "".join(e.itertext())) for e in found] == [
        ("term-LoRA", "LoRA"),
        ("term-Adapter", "the adapters"),
    ]
    assert "A LoRA trains two small matrices; LoRA is small." in site.prose("index")
    assert sorted(site.ids("index")) == sorted(set(site.ids("index")))


@IN_BOTH
def test_it_is_linked_elsewhere_and_not_in_its_own_paragraph(project, source):
    site = project(source | ELSEWHERE, **CONF).build()
    assert site.links("index") == [
        ("LoRA", "index#term-LoRA"),
        ("adapter layer", "index#term-Adapter"),
        ("LoRA", "index#term-LoRA"),
        ("Adapter Layer", "index#term-Adapter"),
    ]
    assert site.links("use") == [("LoRA", "index#term-LoRA"), ("adapter", "index#term-Adapter")]
    assert site.dead_links() == []


@IN_BOTH
def test_its_paragraph_is_the_tip(project, source):
    tips = project(source | ELSEWHERE, **CONF).build().tips("use")
    assert tips["index#term-LoRA"]["text"] == "A LoRA trains two small matrices; LoRA is small."
    assert tips["index#term-LoRA"]["body"] == [
        ["p", "A ", ["em", "LoRA"], " trains two ", ["em", "small"], " matrices; LoRA is small."]
    ]
    assert tips["index#term-Adapter"]["also"] == ["Adapter Layer"]
    assert tips["index#term-Adapter"]["text"] == "An item about the adapters."


@IN_BOTH
def test_it_is_in_every_index(project, source):
    site = project(source, **CONF).build()
    assert site.inventory("std:term") == {
        "Adapter": "index.html#term-Adapter",
        "Adapter Layer": "index.html#term-Adapter",
        "LoRA": "index.html#term-LoRA",
    }
    assert set(site.inventory("glossterm:concept")) == {"Adapter", "LoRA"}
    assert site.index() == [("A", ["Adapter"]), ("L", ["LoRA"])]
    assert site.general_index() == {
        "A": {"Adapter": "index#term-Adapter"},
        "L": {"LoRA": "index#term-LoRA"},
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.md", "# T\n\nOne {defterm}`|` stays, {defterm}`so does this <|>` too.\n"),
        ("index.rst", "T\n=\n\nOne :defterm:`|` stays, :defterm:`so does this <|>` too.\n"),
    ],
    ids=["MyST", "reST"],
)
def test_one_without_a_label_is_reported(project, name, text):
    line = name + (":3" if name.endswith(".md") else ":4")
    warning = (
        ': WARNING: this term has no label, only "|"; write a term before or after it'
        " [glossterm.empty_label]"
    )
    site = project({name: text}).build(warns=None)
    assert site.warnings == [f"{line}{warning}"] * 2
    assert "One | stays, so does this too." in site.prose("index")


BUILDERS = ("dirhtml", "singlehtml", "latex", "text", "man", "texinfo", "epub", "gettext", "xml")


@IN_BOTH
@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(project, source, builder):
    conf = {"version": "1", "epub_copyright": "The authors"} if builder == "epub" else {}
    site = project(source, **CONF, **conf).build(builder)
    assert any(path.is_file() for path in site.outdir.rglob("*"))
    if builder in {"dirhtml", "singlehtml", "epub"}:
        links = {(text, target.partition("#")[2]) for text, target in site.links("index")}
        assert ("LoRA", "term-LoRA") in links
        assert site.dead_links(ours=True) == []


def test_its_page_in_a_pdf_can_be_linked_to(project):
    site = project(REST, **CONF).build("latex")
    text = next(site.outdir.glob("*.tex")).read_text("utf-8")
    assert r"\hyperref[\detokenize{index:term-LoRA}]" in text
    assert r"\label{\detokenize{index:term-LoRA}}" in text


def test_its_place_in_an_info_file_can_be_linked_to(project):
    """Texinfo writes the remaining anchors at the end of the file."""
    site = project(REST, **CONF).build("texinfo")
    text = next(site.outdir.glob("*.texi")).read_text("utf-8")
    anchor = text.index("@anchor{index term-LoRA}")
    assert anchor < text.index("@node Later")


def test_two_of_one_label_are_reported(project):
    page = "# T\n\nA {defterm}`LoRA` is.\n\nThe {defterm}`LoRA` was.\n"
    project({"index.md": page}).build(
        warns=[
            'index.md:5: WARNING: "LoRA" is defined twice in this page, first at index:3; join'
            " the two entries or give one of them another label [glossterm.duplicate_concept]"
        ]
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("*", "*"),
        ("> ", ""),
        ("| A | B |\n|-|-|\n| ", " | b |"),
        ("```{note}\n", "\n```"),
        ("```{glossary}\nPEFT\n: Few, as ", "\n```"),
    ],
    ids=["emphasis", "quotation", "table", "note", "definition"],
)
def test_wherever_prose_can_be(project, before, after):
    page = f"# T\n\n{before}{{defterm}}`LoRA`{after}\n\nSee {{term}}`LoRA`.\n"
    site = project({"index.md": page}).build()
    assert site.references("index") == [("LoRA", "index#term-LoRA")]
    assert site.dead_links() == []


def test_it_is_followed_when_it_moves(project):
    made = project(MYST | ELSEWHERE, **CONF)
    made.write("more.md", "---\norphan: true\n---\n# More\n\nNothing.\n")
    site = made.build()
    made.edit("index.md", "A {defterm}`LoRA` trains", "It trains")
    made.edit("more.md", "Nothing", "A {defterm}`LoRA` trains")
    site, pages = made.rebuild(site)
    assert pages == {"index", "more", "use"}
    assert site.links("use")[0] == ("LoRA", "more#term-LoRA")
    assert site.files() == made.build().files()
