"""Addresses and registers contain a label as its author wrote it, as in plain Sphinx."""

from __future__ import annotations

import pytest

TERMS = "std:term"

VARIED = [
    "Baker's dozen",
    'the "rise"',
    "'proof'",
    "crumb -- crust",
    "knead --- rest",
    "and so on ...",
    "...",
    "Crème brûlée",
    "sponge’s age",
    "*sour* dough",
    "**strong** flour",
    "``yeast --dry``",
    "H\\ :sub:`2`\\ O",
    "10\\ :sup:`3`",
    ":kbd:`Ctrl` key",
    "oven (deck)",
    "rye/wheat",
    "v2.1",
    "__init__",
    "@baker",
    "$FLOUR",
    "<loaf>",
    "\\\\n",
    "A & B",
    "a, b; c",
    "|bread| basket",
    "wheat : grain",
    "Intel® oven",
    "「Stollen」",
]


def glossary(labels: list[str]) -> dict[str, str]:
    entries = "".join(f"   {label}\n      It is baked.\n\n" for label in labels)
    text = f"Bakery\n======\n\n.. |bread| replace:: Brot\n\n.. glossary::\n\n{entries}"
    return {"index.rst": text}


@pytest.mark.parametrize("smartquotes", [True, False])
def test_the_ids_that_plain_sphinx_derives_from_the_text(project, smartquotes):
    made = project(glossary(VARIED))
    made.configure(f"smartquotes = {smartquotes}\n")
    ours = made.make()
    made.configure(extensions=["myst_parser"])
    plain = made.make(out="plain")
    wanted = plain.inventory(TERMS)
    assert len(wanted) == len(VARIED)
    found = ours.inventory(TERMS)
    assert {name: found.get(name) for name in wanted} == wanted
    rows = {name for group in ours.general_index().values() for name in group}
    assert rows >= {name for name in wanted if ";" not in name}


def test_ids_that_plain_sphinx_numbers_are_replaced(project):
    labels = ["+", "C", "C++", "日本語"]
    made = project(glossary(labels))
    found = made.make().inventory(TERMS)
    made.configure(extensions=["myst_parser"])
    plain = made.make(out="plain").inventory(TERMS)
    assert {plain[label] for label in ("+", "C++", "日本語")} == {
        f"index.html#term-{number}" for number in (0, 1, 2)
    }
    assert found["C"] == plain["C"]
    assert not any(uri[-2] == "-" and uri[-1].isdigit() for uri in found.values())


SHOP = {
    "index.rst": """
        Shop
        ====

        .. glossary::

           Farmer's "fresh" stall
              :aliases: the grocer's

              It's open.

           pay ... later
           tick -- tab
              On credit.

        :term:`Farmer's "fresh" stall`, :term:`pay ... later`, :term:`tick -- tab`, the grocer's.

        .. toctree::

           heads
           marks
        """,
    "heads.rst": """
        :glossterm-headings: 2

        Heads
        =====

        Butcher's block -- old | the "block"
        ------------------------------------

        It's wood.
        """,
    "marks.md": """
        ---
        glossterm-headings: 2
        ---
        # Marks

        ## Seller's mark...
        :aliases: vendor's mark

        It's on the box.

        ```{glossary}
        Buyer's -- mark
        : It's on the bag.
        ```
        """,
}
WRITTEN = {
    'Farmer\'s "fresh" stall': "index.html#term-Farmer-s-fresh-stall",
    "the grocer's": "index.html#term-Farmer-s-fresh-stall",
    "pay ... later": "index.html#term-pay-...-later",
    "tick -- tab": "index.html#term-tick-tab",
    "Butcher's block -- old": "heads.html#term-Butcher-s-block-old",
    'the "block"': "heads.html#term-Butcher-s-block-old",
    "Seller's mark...": "marks.html#term-Seller-s-mark...",
    "vendor's mark": "marks.html#term-Seller-s-mark...",
    "Buyer's -- mark": "marks.html#term-Buyer-s-mark",
}


@pytest.mark.parametrize("builders", [["html"], ["text", "html"], ["html", "text", "html"]])
@pytest.mark.parametrize("code", ["", "smartquotes = False\n", "language = 'de'\n"])
def test_the_same_whichever_builder_read_the_pages_first(project, builders, code):
    made = project(SHOP)
    made.configure(code)
    for builder in builders:
        site = made.make(builder, doctrees="doctrees")
    assert site.inventory(TERMS) == WRITTEN
    concepts = site.inventory("glossterm:concept")
    assert concepts.items() <= WRITTEN.items()
    assert len(concepts) == 5
    assert site.dead_links() == []
    rows = {name: to for group in site.general_index().values() for name, to in group.items()}
    assert rows == {
        name: uri.replace(".html", "")
        for name, uri in WRITTEN.items()
        if name not in {"the grocer's", "vendor's mark"}
    }
    for page in ("index", "heads", "marks"):
        assert len(site.ids(page)) == len(set(site.ids(page)))
    terms = [i for i in site.ids("index") if i.startswith("term-")]
    assert terms == ["term-Farmer-s-fresh-stall", "term-pay-...-later", "term-tick-tab"]


def test_readers_see_the_quotes_of_the_page(project):
    made = project(SHOP)
    made.write(
        "use.md",
        "---\norphan: true\n---\n# Use\n\n{term}`the grocer's`, {term}`Seller's mark...`\n",
    )
    tips = made.build().tips("use")
    stall = tips["index#term-Farmer-s-fresh-stall"]
    assert (stall["label"], stall["also"]) == ("Farmer’s “fresh” stall", ["the grocer’s"])
    assert tips["marks#term-Seller-s-mark..."]["label"] == "Seller’s mark…"


def test_curly_quotes_of_authors_are_unchanged(project):
    site = project({"index.rst": "S\n=\n\n.. glossary::\n\n   Grocer’s\n      A shop.\n"}).build()
    assert site.inventory(TERMS) == {"Grocer’s": "index.html#term-Grocers"}


def test_quotes_that_myst_replaces_are_what_plain_sphinx_registers(project):
    text = "# S\n\n```{glossary}\nGrocer's (c) -- shop\n: Open.\n```\n"
    made = project({"index.md": text}, myst_enable_extensions=["smartquotes", "replacements"])
    ours = made.make()
    made.configure(extensions=["myst_parser"])
    text = text.replace("\n: Open.", "\n  Open.")
    made.write("index.md", text)
    assert ours.inventory(TERMS) == made.make(out="plain").inventory(TERMS)


def test_a_substitution_in_a_label_changes_no_address(project):
    text = """
        S
        =

        |release| oven
        --------------

        It bakes.

        .. glossary::

           |release| pan
              For frying.

        :term:`4.1 pan`
        """
    made = project({"index.rst": text}, heading_pages={"index": 2})
    for release in ("4.1", "4.2"):
        made.configure(f"release = {release!r}\n")
        made.write("index.rst", text.replace("4.1", release))
        site = made.build()
        assert site.inventory("glossterm:concept") == {
            f"{release} oven": "index.html#term-release-oven",
            f"{release} pan": "index.html#term-release-pan",
        }
