"""The JSON Schema of ``glossterm.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from sphinxcontrib_glossterm import formats
from sphinxcontrib_glossterm.formats import FORMATS, Glossary, Record, project_schema
from sphinxcontrib_glossterm.formats.own.project_json import FURTHER, TipEntry
from sphinxcontrib_glossterm.model import Fields

from .test_properties import TEXTS, records

jsonschema = pytest.importorskip("jsonschema")
(JSON,) = (form for form in FORMATS if form.key == "json")
FILE = Path(formats.__file__).parent / project_schema.SCHEMA_FILE


def errors(data: object) -> list[str]:
    schema = json.loads(FILE.read_text("utf-8"))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def test_the_committed_file_is_current() -> None:
    assert FILE.read_text("utf-8") == project_schema.schema_text()
    jsonschema.Draft202012Validator.check_schema(project_schema.project_schema())


def test_every_key_is_described() -> None:
    schema: Any = project_schema.project_schema()
    keys = schema["$defs"]["concept"]["properties"].keys()
    own = {"id", "abbr", "case", "glossary", "terms", project_schema.MARKUP}
    assert keys == {*TipEntry.__required_keys__, *TipEntry.__optional_keys__, *FURTHER} | own


def test_every_field_is_published() -> None:
    under_other_names = {"aliases", "labels", "lang", "status"}
    own = {"abbr", "reading", "source", "see", "id", "case"}
    assert {*Fields._fields} == {*FURTHER} | under_other_names | own


@settings(deadline=None)
@given(given=records(TEXTS))
def test_what_is_written_is_valid(given: list[Record]) -> None:
    (text,) = JSON.write(Glossary(tuple(given), "A", "en")).files.values()
    assert errors(json.loads(text)) == []


ROW = {"id": "a", "label": "A", "also": [], "href": "", "text": "", "body": [], "abbr": ""}


@pytest.mark.parametrize(
    "change",
    [
        {"label": ""},
        {"also": "b"},
        {"case": "upper"},
        {"body": [["p", 1]]},
        {"see": [["a"]]},
        {"auto": "no"},
        {"terms": 1},
        {"languages": {"en": "A"}},
    ],
)
def test_invalid_values(change: dict[str, object]) -> None:
    row = {**ROW, "case": "smart"}
    assert errors({"version": 1, "concepts": [row], "later": 1}) == []
    assert errors({"version": 1, "concepts": [{**row, "later": 1}]}) == []
    assert errors({"version": 1, "concepts": [{**row, **change}]})
