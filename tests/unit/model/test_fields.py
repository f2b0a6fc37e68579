from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.model import (
    FIELDS,
    Case,
    Fields,
    Status,
    parse_fields,
    read_field_lines,
    similar_field,
    split_labels,
)


@pytest.mark.parametrize(
    ("heading", "labels"),
    [
        ("LoRA | Low-Rank Adaptation", ("LoRA", "Low-Rank Adaptation")),
        (
            "大規模言語モデル| Large  Language Model |LLM　",
            ("大規模言語モデル", "Large Language Model", "LLM"),
        ),
        ("LoRA", ("LoRA",)),
        ("A | A | ", ("A",)),
        (" | | ", ()),
    ],
)
def test_labels_of_a_heading(heading: str, labels: tuple[str, ...]) -> None:
    assert split_labels(heading, "|") == labels


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("aliases", "A | B", ("A", "B")),
        ("abbr", " LoRA ", "LoRA"),
        ("status", "Deprecated", Status.DEPRECATED),
        ("auto", "no", False),
        ("auto", "", True),
        ("case", "exact", Case.EXACT),
        ("compound", "yes", True),
        ("id", "lora-1", "lora-1"),
    ],
)
def test_a_value(name: str, text: str, value: object) -> None:
    parsed = parse_fields({name: text}, "|")
    assert (getattr(parsed.fields, name), parsed.wrong) == (value, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [("status", "old"), ("auto", "perhaps"), ("case", "upper"), ("id", "two words"), ("tags", "")],
)
def test_a_value_that_is_not_allowed_is_ignored_and_reported(name: str, text: str) -> None:
    parsed = parse_fields({name: text}, "|")
    assert parsed.fields == Fields()
    assert parsed.wrong == [(name, text, FIELDS[name].values.value)]


def test_field_lines_of_markdown() -> None:
    assert read_field_lines(":broader: PEFT | Tuning\n:compound:") == {
        "broader": "PEFT | Tuning",
        "compound": "",
    }


@pytest.mark.parametrize("text", ["Prose.", "", "a :b: c"])
def test_what_is_no_block_of_field_lines(text: str) -> None:
    assert read_field_lines(text) is None


def test_a_similar_field_is_found() -> None:
    assert (similar_field("broder"), similar_field("colour")) == (("broader",), ())


def test_prose_may_follow_field_lines_directly() -> None:
    assert read_field_lines(":tags: x\nProse, and more.") == {"tags": "x"}
