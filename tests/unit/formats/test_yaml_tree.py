"""Invalid YAML, and YAML features that a glossary does not need."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from sphinxcontrib_glossterm.formats import read_source


def labels(text: str) -> list[tuple[str, ...]]:
    return [record.labels for record in read_source("a.yaml", text).records]


def reported(text: str) -> list[tuple[int, str]]:
    return [(problem.line, str(problem)) for problem in read_source("a.yaml", text).problems]


@pytest.mark.parametrize(
    ("broken", "line", "remedy"),
    [
        ("- term: b: c", 3, 'put quotes around a text that contains ": "'),
        ("- term: b\n\tabbr: c", 4, "write spaces instead of tabs"),
        ("- term:\tb", 3, "write spaces instead of tabs"),
        ("- @b", 3, "put quotes around a text that begins with this character"),
        ('- term: "b\n- term: c\n', 3, "close the quote or the bracket that begins here"),
        ("- term: [b\n", 3, "close the quote or the bracket that begins here"),
        ('- term: "b" c', 3, "check the indentation and the quotes, also of the line above"),
        ('- term: "\\U99999999"', 3, "check the indentation and the quotes, also"),
    ],
)
def test_what_is_not_yaml_is_one_problem(broken: str, line: int, remedy: str) -> None:
    text = f"concepts:\n- term: a\n{broken}\n"
    ((where, message),) = reported(text)
    assert where == line
    assert message.startswith("invalid YAML (")
    assert f", so the file is not read from this concept on; {remedy}" in message
    assert labels(text) == [("a",)]


@pytest.mark.parametrize("text", ["a: b: c", "{a: [", "@", "- term: a\n  abbr: b: c"])
def test_a_syntax_error_in_the_first_item_is_the_only_problem(text: str) -> None:
    ((_, message),) = reported(text)
    assert message.startswith("invalid YAML (")
    assert labels(text) == []


def test_a_second_document_is_reported() -> None:
    text = "- term: a\n---\n- term: b"
    ((line, message),) = reported(text)
    assert (labels(text), line) == ([("a",)], 2)
    assert message.startswith("a second YAML document begins here and is ignored;")


def test_line_separators_of_unicode_are_spaces() -> None:
    text = "- term: a\u2028b\x85c\n- term: d\n  abbr: [x]"
    assert (labels(text), reported(text)[0][0]) == ([("a b c",), ("d",)], 3)


def test_a_tag_creates_no_object() -> None:
    text = "- term: !!python/object/apply:os.getcwd []\n- term: !!binary YQ==\n- term: !!str 1"
    assert labels(text) == [("YQ==",), ("1",)]
    assert reported(text)[1] == (
        2,
        '"!!binary" is read as a YAML tag and ignored; put quotes around the text',
    )


def test_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    names = "abcdefghijklmnopqrst"
    for last, name in pairwise(names):
        bomb += f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
    start = time.perf_counter()
    source = read_source("a.yaml", f"{bomb}concepts:\n- term: *t\n")
    assert time.perf_counter() - start < 10
    assert source.records == ()


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000, "{a: " * 50_000, "? " * 50_000])
def test_nesting_is_limited(text: str) -> None:
    start = time.perf_counter()
    (problem, *_) = read_source("a.yaml", text).problems
    assert time.perf_counter() - start < 10
    assert str(problem).startswith("lists and mappings are nested too deeply")
