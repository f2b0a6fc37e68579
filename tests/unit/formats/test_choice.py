"""Which format a file has, by its key, its name or its content."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.formats import FORMATS, Format, Glossary, Written, choice
from sphinxcontrib_glossterm.formats.choice import BY_KEY, file_name, format_for, write_glossary
from sphinxcontrib_glossterm.formats.limits import MAX_PROBLEMS, MAX_SHOWN
from sphinxcontrib_glossterm.formats.written import unsafe_name


def read(name: str, text: str, key: str = "") -> list[str]:
    source = choice.read_source(name, text, key=key)
    return [record.labels[0] for record in source.records]


def test_the_key_has_priority() -> None:
    assert read("a.txt", "term\nA\n", "csv") == ["A"]
    assert read("a.yaml", "term\nA\n", "csv") == ["A"]


def test_the_content_decides_between_formats_with_one_ending() -> None:
    assert read("a.json", '{"version": 1, "concepts": [{"label": "A"}]}') == ["A"]
    assert read("A.YML", "contexts:\n- terms:\n  - name: A\n    definition: B\n") == ["A"]
    assert read("a.yml", "- term: A") == ["A"]


def test_a_file_that_no_format_recognises() -> None:
    (problem,) = choice.read_source("a.json", "[1]").problems
    assert str(problem).startswith("the format is not recognised; give its key, one of: json, ")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a.yaml", "yaml"),
        ("x/a.YML", "yaml"),
        ("a.csv", "csv"),
        ("glossterm.json", "json"),
        ("a.json", "json"),
        ("a.jsonld", "schema-org"),
        ("a.md", "markdown-list"),
        ("a.xyz", ""),
        ("a", ""),
    ],
)
def test_the_format_of_a_new_file(name: str, key: str) -> None:
    form = format_for(name)
    assert (form.key if form else "") == key


def test_each_format_has_its_own_name_in_a_build() -> None:
    names = {form.key: file_name(form) for form in FORMATS if form.writer}
    assert len({*names.values()}) == len(names)
    assert (names["yaml"], names["json"], names["csv"]) == (
        "glossary.yaml",
        "glossterm.json",
        "glossary.csv",
    )
    assert names["crowdin-csv"] == "glossary.crowdin-csv.csv"
    assert names["weblate-csv"] == "weblate-csv"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "C:\\a", "\\a", "a\0"])
def test_files_outside_of_the_folder_are_not_written(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert unsafe_name(name)
    monkeypatch.setattr(
        Format, "write", property(lambda form: lambda glossary: Written({name: ""}))
    )
    with pytest.raises(ValueError, match="not a name of a file in the folder"):
        write_glossary(BY_KEY["yaml"], Glossary())


def test_names_in_the_folder() -> None:
    assert not any(map(unsafe_name, ("", "a.md", "a/b.md", "..a", "用語.md")))


def test_a_file_with_very_many_unknown_columns_has_a_limited_number_of_problems() -> None:
    names = [f"c{number}" for number in range(20_000)]
    source = choice.read_source("a.csv", f"{','.join(names)},term\n{',' * 20_000}A\n")
    assert [record.labels[0] for record in source.records] == ["A"]
    assert len(source.problems) == MAX_PROBLEMS + 1
    assert str(source.problems[-1]) == (
        "19500 more problems are not shown; fix those in front of this line first"
    )


def test_a_problem_shows_only_the_beginning_of_a_long_text() -> None:
    (problem,) = choice.read_source("a.csv", f"term,{'x' * 100_000}\nA,\n").problems
    assert problem.args[0] == f"{'x' * MAX_SHOWN}…"
