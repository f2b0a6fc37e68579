from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.model.anchors import (
    ascii_id,
    heading_base64,
    page_anchors,
    same_heading,
    term_anchor,
)


@pytest.mark.parametrize(
    ("label", "anchor"),
    [
        ("LoRA", "term-LoRA"),
        ("Adapter Layers", "term-Adapter-Layers"),
        ("Node.js", "term-Node.js"),
        ("Fine-tuning (of models)", "term-Fine-tuning-of-models"),
        ("naïve", "term-naive"),
        ("R&D", "term-R-D"),
        ("x^2", "term-x-2"),
        ("Größe", "term-Grosze"),
        ("機械学習", "term-機械学習"),
        ("LoRA アダプター", "term-LoRA-アダプター"),
        ("ＬｏＲＡ", "term-LoRA"),
    ],
)
def test_the_anchor_contains_the_text(label: str, anchor: str) -> None:
    assert term_anchor(label) == anchor


@pytest.mark.parametrize(
    "labels",
    [("C", "C++", "C#"), ("日本語", "用語"), ("A・B", "A B", "AB"), ("+", "#", "-", "++")],
)
def test_labels_that_sphinx_confuses_differ(labels: tuple[str, ...]) -> None:
    assert len({term_anchor(label) for label in labels}) == len(labels)


def test_anchors_do_not_depend_on_order_or_on_the_others() -> None:
    labels = ["C", "C++", "C#", "日本語", "LoRA"]
    alone = {label: term_anchor(label) for label in labels}
    for order in itertools.permutations(labels):
        assert dict(zip(order, page_anchors(order), strict=True)) == alone


def test_of_two_labels_with_one_anchor_the_spelled_out_one_keeps_it() -> None:
    forward, backward = page_anchors(["a/b", "a b"]), page_anchors(["a b", "a/b"])
    assert forward[1] == backward[0] == "term-a-b"
    assert forward[0] == backward[1] != "term-a-b"


def test_one_label_twice_gets_two_anchors() -> None:
    assert page_anchors(["LoRA", "PEFT", "LoRA"]) == ["term-LoRA", "term-PEFT", "term-LoRA-2"]


def test_labels_that_are_not_spelled_out_all_get_a_checksum() -> None:
    for labels in itertools.permutations(["a-b c", "a b-c", "a/b/c"]):
        anchors = dict(zip(labels, page_anchors(labels), strict=True))
        assert anchors == {label: page_anchors([*labels])[labels.index(label)] for label in labels}
        assert "term-a-b-c" not in anchors.values()
        assert len(set(anchors.values())) == 3


def test_labels_that_no_build_shows_together_share_an_anchor() -> None:
    texts = ["LoRA", "PEFT", "LoRA", "LoRA"]
    anchors = page_anchors(texts, exclusive=lambda one, other: {one, other} == {0, 2})
    assert anchors == ["term-LoRA", "term-PEFT", "term-LoRA", "term-LoRA-2"]


def test_an_id_of_another_element_is_not_used() -> None:
    (anchor,) = page_anchors(["LoRA"], taken={"term-LoRA"})
    assert re.fullmatch("term-LoRA-[0-9a-f]{8}", anchor)
    assert page_anchors(["C", "C"], taken={"term-C-2"}) == ["term-C", "term-C-3"]
    assert page_anchors(["C", "C", "C 2"]) == ["term-C", "term-C-3", "term-C-2"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Knot  | Tie", "Knot | Tie", True),
        ("Knot | Tie", "Knot|Tie", False),
        ("Knot", "Bend", False),
    ],
)
def test_headings_that_differ_in_white_space(one: str, other: str, *, same: bool) -> None:
    assert same_heading(heading_base64(one), heading_base64(other)) is same
    assert not same_heading("term-knot", heading_base64(one))
    assert not same_heading(heading_base64(one), "////")


def test_the_base64_form_is_that_of_the_heading_as_written() -> None:
    assert heading_base64(" LoRA | Low-Rank Adaptation　") == "TG9SQSB8IExvdy1SYW5rIEFkYXB0YXRpb24="


@given(st.text(min_size=1))
def test_any_text_has_an_anchor_that_html_and_epub_can_hold(text: str) -> None:
    anchor = term_anchor(text)
    assert anchor.startswith("term")
    assert not any(char.isspace() or char == ":" for char in anchor)


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8, unique=True))
def test_the_anchors_of_a_page_are_distinct(labels: list[str]) -> None:
    anchors = page_anchors(labels)
    assert len(set(anchors)) == len(anchors)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_the_ascii_form_is_sphinx_s_own(text: str) -> None:
    nodes = pytest.importorskip("sphinx.util.nodes")
    assert ascii_id(text) == nodes._make_id(text)
