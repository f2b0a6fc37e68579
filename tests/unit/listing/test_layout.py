"""The diagram: every concept has its own place, and lines go to the right."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.listing import ConceptGraph, GraphQuery, concept_graph, lay_out, strips
from sphinxcontrib_glossterm.listing.layout import BOX_HEIGHT, Box, Layout, shortened

from ..make import concept, scheme

ROOT = Path(__file__).parents[3]


def picture(graph: ConceptGraph) -> Layout:
    made = lay_out(graph)
    assert made is not None, "the extra graph is not installed"
    return made


def overlap(one: Box, two: Box) -> bool:
    return (
        abs(one.middle - two.middle) < BOX_HEIGHT and one.left < two.right and two.left < one.right
    )


@st.composite
def graphs(draw: st.DrawFn) -> ConceptGraph:
    """Typical glossaries: mostly trees, some concepts with two parents, some related."""
    size = draw(st.integers(1, 24))
    names = [f"T{n}" for n in range(size)]
    concepts = []
    for n, name in enumerate(names):
        above = draw(st.lists(st.sampled_from(names[:n]), max_size=2, unique=True)) if n else []
        beside = draw(st.lists(st.sampled_from(names), max_size=1))
        label = draw(st.sampled_from(["LoRA", "低ランク適応", "a long name of a thing", "損失"]))
        concepts.append(
            concept(f"{label} {name} | {name}", broader=tuple(above), related=tuple(beside))
        )
    return concept_graph(scheme(*concepts), GraphQuery(related=draw(st.booleans())))


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_boxes_are_inside_the_picture_and_do_not_overlap(graph: ConceptGraph) -> None:
    layout = picture(graph)
    assert layout.boxes.keys() == {c.id for c in graph.concepts}
    assert not [pair for pair in combinations(layout.boxes.values(), 2) if overlap(*pair)]
    for box in layout.boxes.values():
        assert 0 < box.left < box.right < layout.width
        assert BOX_HEIGHT / 2 < box.middle < layout.height - BOX_HEIGHT / 2
    for above, below in graph.narrower:
        assert layout.boxes[above].right < layout.boxes[below].left
    for x1, _y1, _c1, control, x2, _y2 in (layout.curve(*pair) for pair in graph.related):
        assert max(x1, x2, control * 0.75 + max(x1, x2) * 0.25) <= layout.width


@given(graphs(), st.integers(60, 400))
@settings(max_examples=60, deadline=None)
def test_strips_contain_every_box_whole_and_once(graph: ConceptGraph, height: int) -> None:
    layout = picture(graph)
    cut = strips(layout, height)
    assert (cut[0][0], cut[-1][1]) == (0, layout.height)
    assert [one[1] for one in cut[:-1]] == [two[0] for two in cut[1:]]
    for box in layout.boxes.values():
        top, bottom = box.middle - BOX_HEIGHT / 2, box.middle + BOX_HEIGHT / 2
        assert sum(start <= top and bottom <= end for start, end in cut) == 1


def family(children: int) -> ConceptGraph:
    below = [concept(f"Child {n:02}", broader=("Parent",)) for n in range(children)]
    return concept_graph(scheme(concept("Parent"), *reversed(below)), GraphQuery())


def test_siblings_are_in_order_and_their_parent_in_the_middle() -> None:
    middles = {name: box.middle for name, box in picture(family(5)).boxes.items()}
    parent = middles.pop("index#term-Parent")
    assert sorted(middles, key=lambda name: middles[name]) == sorted(middles)
    assert parent == middles["index#term-Child-02"]


def test_lines_do_not_cross_if_possible() -> None:
    # A concept with two parents, which are far apart in the order of the index.
    concepts = [
        *(concept("Alpha"), concept("Zeta")),
        *(concept(f"{n} of Alpha", broader=("Alpha",)) for n in "bcdef"),
        *(concept(f"{n} of Zeta", broader=("Zeta",)) for n in "bcdef"),
        concept("a of both", broader=("Alpha", "Zeta")),
    ]
    graph = concept_graph(scheme(*concepts), GraphQuery())
    ends = [(a, b) for a, b in graph.narrower]
    y = {name: box.middle for name, box in picture(graph).boxes.items()}
    assert not [
        (one, two)
        for one, two in combinations(ends, 2)
        if (y[one[0]] - y[two[0]]) * (y[one[1]] - y[two[1]]) < 0
    ]


def test_the_same_numbers_in_every_process() -> None:
    code = "from tests.unit.listing.test_layout import family, picture;print(picture(family(30)))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert printed == {f"{picture(family(30))}\n"}


def test_two_hundred_concepts_keep_the_size_of_their_text() -> None:
    layout = picture(family(199))
    assert len({box.middle for box in layout.boxes.values()}) == 199
    assert layout.width < 300


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("LoRA", "LoRA"),
        ("two\nlines", "two lines"),
        ("bell\x07", "bell"),
        ("低" * 22, "低" * 22),
        ("低" * 23, "低" * 21 + "…"),
        ("word " * 12, "word word word word word word word w…"),
    ],
)
def test_a_long_label_is_cut_short(label: str, expected: str) -> None:
    assert shortened(label) == expected


def test_without_the_package_there_is_no_picture(monkeypatch: Any) -> None:
    monkeypatch.setattr("sphinxcontrib_glossterm.listing.layout.engine", lambda: "")
    assert lay_out(family(2)) is None


@pytest.mark.parametrize("length", [21, 400, 100_000])
def test_a_label_of_any_length_is_cut_to_the_same_width(length: int) -> None:
    assert shortened("語" * length) == "語" * 21 + ("…" if length > 21 else "")


def comb(teeth: int) -> ConceptGraph:
    """A chain whose concepts are all below the first one too."""
    names = [f"T{n}" for n in range(teeth)]
    above = [(), *((names[n], names[0]) for n in range(teeth - 1))]
    made = (concept(name, broader=tuple(b)) for name, b in zip(names, above, strict=True))
    return concept_graph(scheme(*made), GraphQuery())


def test_a_picture_with_too_many_bends_has_no_layout() -> None:
    assert lay_out(comb(40)) is not None
    assert lay_out(comb(400)) is None
