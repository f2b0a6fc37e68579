from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.formats import (
    ENDINGS,
    FORMATS,
    Format,
    Record,
    Source,
    SourceProblem,
    read_source,
)
from sphinxcontrib_glossterm.formats.format import imported


@pytest.mark.parametrize("name", ["a.YML", "docs/b.yaml", "data\\c.Yaml"])
def test_the_file_type_determines_the_format(name: str) -> None:
    assert read_source(name, "- term: a") == Source((Record(("a",), 1),))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.xlsx", ".xlsx"), ("glossary", "glossary"), (".yaml", ".yaml")]
)
def test_an_unsupported_file_type_is_reported(name: str, kind: str) -> None:
    message = 'unsupported file type "%s"; use one of: %s'
    problem = SourceProblem(message, (kind, ", ".join(ENDINGS)), 1)
    assert read_source(name, "- term: a") == Source(problems=(problem,))


@pytest.mark.parametrize(("ending", "text"), [(".yaml", "- term: 用語"), (".csv", "term\n用語")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_bytes_with_and_without_a_mark_in_front(ending: str, text: str, encoding: str) -> None:
    source = read_source(f"a{ending}", text.encode(encoding))
    assert [record.labels for record in source.records] == [("用語",)]
    assert source == read_source(f"a{ending}", text) == read_source(f"a{ending}", f"\ufeff{text}")


@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
def test_bytes_of_another_encoding_are_one_problem(encoding: str) -> None:
    source = read_source("a.csv", "term\n用語".encode(encoding))
    assert [(p.line, str(p)) for p in source.problems] == [
        (
            2 if encoding == "cp932" else 1,
            "this line is not UTF-8, so the file is not read; save the file as UTF-8 (in"
            ' Excel: "CSV UTF-8")',
        )
    ]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
@pytest.mark.parametrize(
    ("ending", "text"), [(".yaml", "- term: a\n- term: "), (".csv", "term\na\n")]
)
def test_a_character_that_cannot_be_shown_is_reported(
    ending: str, text: str, character: str
) -> None:
    source = read_source(f"a{ending}", f"{text}b{character}c\n")
    assert source.records[1].labels == ("b\ufffdc",)
    (problem,) = source.problems
    assert problem.line == text.count("\n") + 1
    assert problem.args == (f"{ord(character):04X}",)


def test_problems_are_in_the_order_of_their_lines() -> None:
    text = "concepts:\n- term: a\n  abr: b\n- term: [\x00,\n  {}]\n- x\nterms:\n"
    lines = [problem.line for problem in read_source("a.yaml", text).problems]
    assert lines == [3, 4, 5, 6, 7]


def test_every_format_can_be_described_in_the_docs() -> None:
    assert all(form.name and form.help for form in FORMATS)
    assert all(form.lost for form in FORMATS if form.writer)
    assert len({form.key for form in FORMATS if form.key}) == len(FORMATS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_of_several_formats_with_one_ending_all_but_one_are_recognised(ending: str) -> None:
    assert sum(not form.recognise for form in ENDINGS[ending]) <= 1


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_reader_and_writer_of_the_table_exists(form: Format) -> None:
    assert form.reader or form.writer or form.is_of_project
    assert not form.recognise or callable(imported(form.recognise))
    assert not form.reader or callable(form.read)
    assert not form.writer or callable(form.write)
