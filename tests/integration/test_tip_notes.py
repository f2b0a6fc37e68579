"""Footnotes, citations, abbreviations and lone list items of a definition in its tip."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Project, Site

SOURCE = {
    "index.rst": """
        Knots
        =====

        .. toctree::

           words
           other
           books

        :term:`Bowline` :term:`Hitch` :term:`Bend` :term:`Splice` :term:`Whip`
        """,
    "other.rst": """
        Other
        =====

        A page with its own note [#]_.

        .. [#] Not of a knot.
        """,
    "words.rst": """
        Words
        =====

        Text with a note [#first]_.

        .. glossary::

           Bowline
              A loop [#second]_ that holds [#first]_, again [#second]_.

           Hitch
              Ties to a post, as in [Ash44]_ and [Day47]_.

           Bend
              See :abbr:`RBH (round turn and two half hitches)`, or :abbr:`RBH`.

           Splice
              .. [#inner] Strands, *three* usually.

                 And a second paragraph.

              Made of strands [#inner]_.

           Whip
              No note [missing]_ here.

        .. [#first] It never slips.
        .. [#second] See :term:`Bend`, and [#third]_.
        .. [#third] A note of a note.
        .. [Ash44] The book of `knots <https://knots.example>`_.
        """,
    "books.rst": """
        Books
        =====

        .. [Day47] The art of knotting.
        """,
}


def bodies(site: Site, page: str = "index") -> dict[str, Any]:
    """The definitions of a page by the label of each."""
    return {tip["label"]: tip["body"] for tip in site.tips(page).values()}


def notes(body: list[Any]) -> list[Any]:
    """The notes at the end of a definition."""
    name, attributes, *rows = body[-1]
    assert (name, attributes) == ("div", {"class": "glossterm-tip-notes"})
    return rows


@pytest.fixture
def knots(project: Any) -> Project:
    made: Project = project(SOURCE)
    return made


@pytest.fixture(scope="module")
def found(module_project: Any) -> dict[str, Any]:
    return bodies(module_project(SOURCE).build(warns=None))


def test_footnotes_have_the_numbers_of_the_page(found: dict[str, Any]) -> None:
    text = found["Bowline"][0]
    assert text == [
        "p",
        "A loop", ["sup", "3"], " that holds", ["sup", "2"], ", again", ["sup", "3"], ".",
    ]  # fmt: skip


def test_each_note_once_in_order_and_notes_of_notes(found: dict[str, Any]) -> None:
    second, first, third = notes(found["Bowline"])
    link = ["a", {"href": "words.html#term-Bend", "data-glossterm": "words#term-Bend"}, "Bend"]
    assert second == ["p", ["sup", "3"], " ", "See ", link, ", and", ["sup", "4"], "."]
    assert first == ["p", ["sup", "2"], " ", "It never slips."]
    assert third == ["p", ["sup", "4"], " ", "A note of a note."]


def test_citations_of_this_page_and_of_others(found: dict[str, Any]) -> None:
    book = ["a", {"href": "https://knots.example"}, "knots"]
    assert notes(found["Hitch"]) == [
        ["p", "[Ash44]", " ", "The book of ", book, "."],
        ["p", "[Day47]", " ", "The art of knotting."],
    ]
    assert "books.html#" in json.dumps(found["Hitch"][0]), "the link is kept"


def test_abbreviations(found: dict[str, Any]) -> None:
    assert notes(found["Bend"]) == [["p", ["abbr", "RBH"], ": round turn and two half hitches"]]


def test_a_note_inside_the_definition_is_below_it(found: dict[str, Any]) -> None:
    strands, *rest = notes(found["Splice"])
    assert found["Splice"][0] == ["p", "Made of strands", ["sup", "1"], "."]
    assert strands == ["p", ["sup", "1"], " ", "Strands, ", ["em", "three"], " usually."]
    assert rest == [["p", "And a second paragraph."]]


def test_an_unknown_note_adds_nothing(found: dict[str, Any]) -> None:
    assert len(found["Whip"]) == 1


def test_in_one_page_each_document_has_its_own(knots: Project) -> None:
    found = bodies(knots.build("singlehtml", warns=None))
    assert [row[3] for row in notes(found["Bowline"])][1:] == [
        "It never slips.",
        "A note of a note.",
    ]


def test_a_changed_citation_on_another_page(knots: Project) -> None:
    knots.make(warns=None)
    knots.edit("books.rst", "The art of knotting", "The second edition")
    site = knots.make(warns=None)
    assert notes(bodies(site)["Hitch"])[1][-1] == "The second edition."


LISTS = """
# Lists

{term}`one` {term}`two` {term}`numbered` {term}`nested` {term}`intro`

```{glossary}
one
:   - Only *this*.

two
:   - First.
    - Second.

numbered
:   1. Only this.

nested
:   - Outer:

      - inner

intro
:   It has:

    - a part
```
"""


def test_a_lone_item_is_no_list(project: Any) -> None:
    found = bodies(project({"index.md": LISTS}).build())
    assert found["one"] == [["p", "Only ", ["em", "this"], "."]]
    assert found["two"][0][0] == "ul"
    assert found["numbered"][0][0] == "ol"
    assert found["nested"] == [["p", "Outer:"], ["ul", ["li", ["p", "inner"]]]]
    assert found["intro"] == [["p", "It has:"], ["p", "a part"]]
