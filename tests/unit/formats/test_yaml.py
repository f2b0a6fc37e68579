from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.formats import Record, Source, read_source
from sphinxcontrib_glossterm.model import Case, ExpectedLink, Fields, LinkTest, Status

NO_LIST = 'no list of concepts; write "concepts:" and, below it, "- term: …" for each concept'


def read(text: str, separator: str = "|") -> Source:
    return read_source("glossary.yaml", text, separator)


def reported(text: str) -> list[tuple[int, str]]:
    return [(problem.line, str(problem)) for problem in read(text).problems]


def labels(text: str) -> list[tuple[str, ...]]:
    return [record.labels for record in read(text).records]


def only(text: str) -> Record:
    source = read(text)
    assert source.problems == ()
    (record,) = source.records
    return record


WHOLE = """\
# yaml-language-server: $schema=glossary.schema.json
glossary: ml
concepts:
  - term: LoRA | Low-Rank Adaptation
    aliases: [低ランク適応]
    hidden: LORA | Lo-RA
    reading: ていらんくてきおう
    broader: PEFT
    related:
      - Adapter layers
      - QLoRA
    status: Deprecated
    auto: off
    case: exact
    compound: true
    id: lora
    short: Adds a
      low-rank product.
    definition: |
      Adds a *trainable* low-rank product.

      * Second paragraph.

  - term: PEFT
"""


def test_a_whole_file() -> None:
    fields = Fields(
        aliases=("低ランク適応",),
        hidden=("LORA", "Lo-RA"),
        reading="ていらんくてきおう",
        broader=("PEFT",),
        related=("Adapter layers", "QLoRA"),
        status=Status.DEPRECATED,
        auto=False,
        case=Case.EXACT,
        compound=True,
        id="lora",
        short="Adds a low-rank product.",
    )
    definition = "Adds a *trainable* low-rank product.\n\n* Second paragraph."
    lora = Record(("LoRA", "Low-Rank Adaptation"), 4, definition, 20, fields)
    assert read(WHOLE) == Source((lora, Record(("PEFT",), 24)), (), "ml")


def test_a_bare_list_is_enough() -> None:
    assert labels("- term: A\n- term: B\n") == [("A",), ("B",)]


@pytest.mark.parametrize(
    "text",
    ["No", "on", "1.10", "007", "2020-01-01", "1e3", "null", "NULL", "~", "0x1F", "true", "12:30"],
)
def test_a_term_stays_as_it_was_written(text: str) -> None:
    assert only(f"- term: {text}\n  abbr: {text}") == Record((text,), 1, fields=Fields(abbr=text))


def test_a_text_is_split_at_the_separator_and_a_list_is_not() -> None:
    assert only("- term: a | b").labels == ("a", "b")
    assert only("- term: [a | b, c]").labels == ("a | b", "c")
    assert read("- term: a | b; c", ";").records[0].labels == ("a | b", "c")


def test_an_empty_value_is_none() -> None:
    text = "- term: a\n  abbr:\n  aliases: []\n  tags: ['']\n  definition: |\n  status:\n"
    assert only(text) == Record(("a",), 1)


@pytest.mark.parametrize(
    ("written", "definition", "line"),
    [
        (" one line", "one line", 2),
        (" |\n    a\n\n      b\n", "a\n\n  b", 3),
        (" |\n\n\n    a\n", "a", 5),
        (" >-\n    a\n    b\n", "a b", 3),
        ("\n    a\n    b", "a b", 3),
        (' "a\\n\\nb"', "a\n\nb", 2),
        (" |2\n      a\n     b\n", "a\nb", 3),
    ],
)
def test_a_definition_and_its_line(written: str, definition: str, line: int) -> None:
    record = only(f"- term: a\n  definition:{written}")
    assert (record.definition, record.definition_line) == (definition, line)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("broder: x", 'unknown field "broder"; did you mean "broader"?'),
        ("Tags: x", 'unknown field "Tags"; did you mean "tags"?'),
        ("label: x", 'unknown field "label"; did you mean "term"?'),
        ("parent: x", 'unknown field "parent"; did you mean "broader"?'),
        ("status: old", 'field "status" of a concept has the value "old"; it takes `preferred`'),
        ("auto: maybe", 'field "auto" of a concept has the value "maybe"; it takes `yes` or `no`'),
        ("compound:", 'field "compound" of a concept has the value ""; it takes `yes` or `no`'),
        ("id: two words", 'field "id" of a concept has the value "two words"; it takes an id'),
        ('tags: " | "', 'field "tags" of a concept has the value "|"; it takes texts'),
        ("abbr: [x]", 'field "abbr" of a concept has a list here; it takes text'),
        ("definition: {x: y}", 'field "definition" of a concept has a mapping here; it takes text'),
        ("aliases: [{x: y}]", 'field "aliases" of a concept has a mapping here; it takes texts'),
        ("term: y", 'duplicate key "term" (first in line 1) is ignored; join'),
        ("{x: y}: z", "this key is a list or a mapping; write one word in front of the colon"),
        (
            "abbr: *y",
            '"*y" is a YAML alias, which is not supported; write the value itself, in quotes',
        ),
        ("abbr: &y", '"&y" is read as a YAML anchor and ignored; put quotes around it'),
        ("abbr: !y", '"!y" is read as a YAML tag and ignored; put quotes around the text'),
        ("<<: *y", '"*y" is a YAML alias, which is not supported'),
        ('abbr: "\\0"', "invalid character U+0000"),
    ],
)
def test_errors_are_reported_and_the_rest_is_read(line: str, message: str) -> None:
    source = read(f"- term: a\n  {line}\n  source: s\n- term: b")
    (first, *_) = source.problems
    assert first.line == 2
    assert str(first).startswith(message)
    assert [record.labels for record in source.records] == [("a",), ("b",)]
    assert source.records[0].fields.source == "s"


def test_a_field_without_a_similar_one_is_reported_with_all_fields() -> None:
    ((line, message),) = reported("- term: a\n  colour: red")
    assert line == 2
    assert message.startswith('unknown field "colour"; use one of: term, definition,')


def test_items_of_a_list_that_are_no_texts_are_left_out() -> None:
    assert labels("- term: [a, [b], c]") == [("a", "c")]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("LoRA", 'this list item is not a concept and is ignored; write "- term: …"'),
        ("[LoRA]", 'this list item is not a concept and is ignored; write "- term: …"'),
        ("abbr: x", 'the concept with the text "x" has no term and is ignored; add a "term"'),
        ("term:", 'this concept has no term and is ignored; add a "term"'),
    ],
)
def test_what_is_no_concept_is_left_out(item: str, message: str) -> None:
    text = f"- term: a\n- {item}\n- term: b"
    assert (labels(text), reported(text)) == ([("a",), ("b",)], [(2, message)])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, NO_LIST)]),
        ("# nothing yet\n", [(1, NO_LIST)]),
        ("text", [(1, NO_LIST)]),
        ("glossary: ml\nconcepts: LoRA", [(2, NO_LIST)]),
        ("concepts:\n  LoRA:\n    definition: x", [(2, NO_LIST)]),
        ("terms:\n- term: a", [(1, NO_LIST)]),
        ("concepts: []", []),
        ("concepts:", []),
        (
            "glossary: [a]\nconcepts:",
            [(1, '"glossary" has a list or a mapping as its value; write one name')],
        ),
        (
            "glosary: a\nconcepts:\nlang: en",
            [
                (1, 'unknown key "glosary"; did you mean "glossary"?'),
                (3, 'unknown key "lang"; use one of: glossary, concepts, tests'),
            ],
        ),
    ],
)
def test_the_top_of_the_file(text: str, problems: list[tuple[int, str]]) -> None:
    assert (labels(text), reported(text)) == ([], problems)


def test_a_file_may_contain_tests() -> None:
    source = read("""\
concepts:
- term: LoRA
tests:
- text: QLoRA and LoRAs
  links: [LoRAs <LoRA>]
- text: >-
    サブモデルは
    ない
  links: []
- {text: LoRA to LoRA, links: LoRA | LoRA}
- text: nothing
  links:
""")
    assert source.problems == ()
    assert source.tests == (
        LinkTest("QLoRA and LoRAs", (ExpectedLink("LoRA", "LoRAs"),), 4),
        LinkTest("サブモデルは ない", (), 7),
        LinkTest("LoRA to LoRA", (ExpectedLink("LoRA"), ExpectedLink("LoRA")), 10),
        LinkTest("nothing", (), 11),
    )


def test_a_file_may_contain_only_tests() -> None:
    source = read("tests:\n- text: LoRA\n  links: LoRA")
    assert (source.records, source.problems, len(source.tests)) == ((), (), 1)


NO_TEST = (
    'not a valid test; write "- text: …" and, below it, "links:" with a list of labels, or []'
    " for no link"
)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("- LoRA", 2),
        ("- [LoRA]", 2),
        ("- text: LoRA", 2),
        ("- links: [LoRA]", 2),
        ("- text:\n  links: [LoRA]", 2),
        ("- text: LoRA\n  links: [LoRA]\n  density: page", 4),
        ("- text: LoRA\n  links: {LoRA: LoRA}", 3),
        ("- text: LoRA\n  links:\n  - [LoRA]", 4),
    ],
)
def test_an_invalid_test_is_reported_and_ignored(written: str, line: int) -> None:
    source = read(f"tests:\n{written}\n- text: a\n  links: []")
    assert [(problem.line, str(problem)) for problem in source.problems] == [(line, NO_TEST)]
    assert [test.text for test in source.tests] == ["a"]


def test_tests_are_a_list() -> None:
    message = '"tests" is not a list; write "- text: …" and "links: …" below it for each test'
    assert reported("concepts:\ntests: LoRA") == [(2, message)]
