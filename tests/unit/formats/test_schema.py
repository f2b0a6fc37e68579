from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxcontrib_glossterm import formats
from sphinxcontrib_glossterm.formats import read_source, schema
from sphinxcontrib_glossterm.formats.record import KEYS
from sphinxcontrib_glossterm.model import LABEL_IN

VALID = [
    "- term: a",
    "[]",
    "concepts: []",
    "glossary: ml\nconcepts:\n- term: a\n  definition: |\n    b\n\n    c",
    "- term: [a, b | c]\n  aliases: d | e\n  tags: [f]\n  related: []",
    "- term: 1.10\n  abbr: 7\n  short: true\n  id: 42",
    "- term: a\n  abbr:\n  aliases:\n  definition:",
    *[f"- term: a\n  auto: {flag}" for flag in ("yes", "no", "on", "off", "'yes'", "true")],
    "- term: a\n  status: deprecated\n  case: fold\n  compound: true",
    "- term: a\n  id: 用語-1_a.b",
    "- term: a\n  lang: zh_TW\n  label_ja: [b, c]\n  label_sr-Latn: d",
    "tests: [{text: a, links: []}]",
    "concepts: []\ntests:\n- text: a b\n  links: [a, b <c>]\n- {text: 1, links: a}",
]
INVALID = [
    "text",
    "concepts: text",
    "concepts:\n- a",
    "terms: []",
    "concepts: []\nlang: en",
    "- definition: a",
    "- term: ''",
    "- term: [[a]]",
    "- term: a\n  colour: red",
    "- term: a\n  abbr: [b]",
    "- term: a\n  status: old",
    "- term: a\n  case: upper",
    "- term: a\n  auto: perhaps",
    "- term: a\n  compound:",
    "- term: a\n  id: two words",
    "- term: a\n  lang: Japanese",
    "- term: a\n  label_japanese: b",
    "- term: a\n  label_ja: {b: c}",
    "- term: a\n  id: a/b",
    "concepts: []\ntests: text",
    "tests: [a]",
    "tests: [{text: a}]",
    "tests: [{links: []}]",
    "tests: [{text: a, links: {a: b}}]",
    "tests: [{text: a, links: [], density: page}]",
]


def errors(text: str) -> list[Any]:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema.json_schema())
    return list(validator.iter_errors(yaml.safe_load(text)))


def test_the_committed_file_is_made_from_the_fields() -> None:
    file = Path(formats.__file__).with_name(schema.SCHEMA_FILE)
    again = f"python -m {schema.__name__} > {file.name}"
    assert file.read_text("utf-8") == schema.schema_text(), f"make it again: {again}"


def test_the_schema_is_valid() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())


def test_every_key_has_a_description() -> None:
    definitions: Any = schema.json_schema()["$defs"]
    concept = definitions["concept"]
    (in_language,) = concept["patternProperties"].values()
    properties = {**concept["properties"], LABEL_IN.name: in_language}
    assert tuple(properties) == KEYS
    assert all(one["description"].endswith(".") for one in properties.values())


@pytest.mark.parametrize("text", VALID)
def test_valid_files_are_read_without_a_problem(text: str) -> None:
    assert read_source("a.yaml", text).problems == ()
    assert errors(text) == []


@pytest.mark.parametrize("text", INVALID)
def test_invalid_files_are_reported_by_the_reader_too(text: str) -> None:
    assert read_source("a.yaml", text).problems
    assert errors(text)
