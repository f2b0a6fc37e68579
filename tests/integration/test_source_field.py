"""The source of a definition: the field ``source``, wherever readers see a concept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.model import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

BOOK = "Ashley <1944> & others"
PAGE = "https://knots.example/bowline?a=1&b=2"
SOURCE = {
    "index.md": f"""
        # Knots

        A bowline and a hitch.

        ```{{glossary}}
        Bowline
        : :source: {BOOK}

        : A loop.

        Hitch
        : :source: {PAGE}

        : A knot on a post.

        Bend
        : Joins two ropes.
        ```
        """
}
CONF = {"link": "everywhere", "relations": ["source"], "index_jsonld": True}


@pytest.fixture(scope="module")
def site(module_project: Callable[..., Project]) -> Site:
    return module_project(SOURCE, **CONF).build()


def test_in_the_entry(site: Site) -> None:
    text = site.prose("index")
    assert f"A loop. Source: {BOOK} Hitch" in text
    assert f"A knot on a post. Source: {PAGE} Bend" in text
    assert text.endswith("Joins two ropes.")


def test_in_the_index(site: Site) -> None:
    found = {c: site.parts(entry, "source") for c, entry in site.entries().items()}
    assert found == {
        "index#term-Bend": [],
        "index#term-Bowline": [f"Source: {BOOK}"],
        "index#term-Hitch": [f"Source: {PAGE}"],
    }


@pytest.mark.parametrize("page", ["index", "glossterm-index"])
def test_an_address_is_a_link_and_all_else_is_text(site: Site, page: str) -> None:
    html = site.source(page)
    assert 'href="https://knots.example/bowline?a=1&amp;b=2"' in html
    assert "Ashley &lt;1944&gt; &amp; others" in html
    assert "<1944>" not in html


def test_in_what_tips_and_other_projects_get(site: Site) -> None:
    tips = site.tips("index")
    assert {c: tip.get("source") for c, tip in tips.items()} == {
        "index#term-Bowline": BOOK,
        "index#term-Hitch": ["a", {"href": PAGE}, PAGE],
    }
    rows = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))["concepts"]
    assert {row["label"]: row.get("source") for row in rows} == {
        "Bend": None,
        "Bowline": BOOK,
        "Hitch": PAGE,
    }
    assert 'data-glossterm-source="Source:"' in site.source("index")


def test_in_the_data_for_search_engines(site: Site) -> None:
    text = site.source("glossterm-index").partition('"application/ld+json">')[2]
    terms = json.loads(text.partition("</script>")[0])["hasDefinedTerm"]
    assert {term["name"]: term.get("subjectOf") for term in terms} == {
        "Bend": None,
        "Bowline": {"@type": "CreativeWork", "name": BOOK},
        "Hitch": {"@type": "CreativeWork", "url": PAGE},
    }


def test_an_edit_reaches_all_of_them(project: Callable[..., Project]) -> None:
    made = project(SOURCE, **CONF)
    site = made.build()
    made.edit("index.md", BOOK, "Day 1947")
    site, _pages = made.rebuild(site)
    assert site.files() == made.build().files()
    assert "Day 1947" in site.source("glossterm-index")


def test_in_latex_and_text(project: Callable[..., Project]) -> None:
    site = project(SOURCE, **CONF).build("text")
    text = (site.outdir / "index.txt").read_text("utf-8")
    assert [line.strip() for line in text.splitlines() if "Source:" in line] == [
        f"Source: {BOOK}",
        f"Source: {PAGE}",
    ]
    project(SOURCE, **CONF).build("latex")


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("https://a.example/x?y#z", True),
        ("HTTP://a.example", True),
        ("see https://a.example", False),
        ("https://a.example and more", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[", False),
        ("https://a.example/<b>", False),
        ("//a.example", False),
        ("Hu et al. 2021", False),
        ("", False),
    ],
)
def test_what_an_address_is(text: str, is_address: bool) -> None:
    assert is_web_address(text) is is_address
