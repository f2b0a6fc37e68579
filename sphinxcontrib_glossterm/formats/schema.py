"""The JSON Schema of YAML data files for editors, generated from the table of fields.

The schema requires the canonical spelling. The reader also accepts ``Deprecated`` or ``YES``, and
reads ``NULL`` as text where an editor sees no value. The committed file is the
output of ``python -m sphinxcontrib_glossterm.formats.schema``.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from ..model import FIELDS, LABEL, LABEL_IN, Case, Status
from ..model.fields import Values
from .own.yaml_reader import CONCEPTS, GLOSSARY, LINKS, TESTS, TEXT
from .record import DEFINITION, TERM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.fields import FieldSpec

SCHEMA_FILE = "glossary.schema.json"
"""Name of the committed file, in the directory of this module."""

# For an editor (YAML 1.2), 1.10 and true are not strings; the reader reads them as written.
_WRITTEN = ["string", "number", "boolean"]
_ref = "#/$defs/{}".format
_TAG = "[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*"
_DEFS: Mapping[str, object] = {
    "text": {"type": [*_WRITTEN, "null"]},
    "label": {"type": _WRITTEN, "minLength": 1},
    "labels": {
        "anyOf": [
            {"$ref": _ref("label")},
            {"type": "array", "items": {"$ref": _ref("label")}, "minItems": 1},
        ]
    },
    "texts": {
        "anyOf": [
            {"$ref": _ref("text")},
            {"type": "array", "items": {"$ref": _ref("text")}},
        ]
    },
    "flag": {"enum": [True, False, "yes", "no", "on", "off"]},
    "status": {"enum": [str(status) for status in Status]},
    "case": {"enum": [str(case) for case in Case]},
    # No white space, and no ASCII punctuation except "-", "_" and ".": the same in every dialect.
    "id": {"type": ["string", "number"], "pattern": r"^[^\s!-,/:-@\[-^`{-~]+$"},
    "lang": {"type": "string", "pattern": rf"^{_TAG}$"},
}
_DEF_OF: Mapping[Values, str] = {
    Values.TEXT: "text",
    Values.LIST: "texts",
    Values.FLAG: "flag",
    Values.STATUS: "status",
    Values.CASE: "case",
    Values.ID: "id",
    Values.LANGUAGE: "lang",
}


def json_schema() -> dict[str, object]:
    """The schema (JSON Schema 2020-12), as values that ``json`` can serialise."""
    concepts: dict[str, object] = {"type": "array", "items": {"$ref": _ref("concept")}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Glossary of sphinxcontrib-glossterm",
        "description": f"A list of concepts, at the top level or below `{CONCEPTS}`.",
        "anyOf": [concepts, {"$ref": _ref("file")}],
        "$defs": {"file": _file(concepts), "concept": _concept(), "test": _test(), **_DEFS},
    }


def _file(concepts: dict[str, object]) -> dict[str, object]:
    name = "The name of the glossary of these concepts; by default the unnamed one."
    return {
        "type": "object",
        "properties": {
            GLOSSARY: _described("text", name),
            CONCEPTS: {"description": "The concepts, in any order.", **concepts},
            TESTS: {
                "description": "Texts, each with the links that it should have in a page.",
                "type": "array",
                "items": {"$ref": _ref("test")},
            },
        },
        "anyOf": [{"required": [CONCEPTS]}, {"required": [TESTS]}],
        "additionalProperties": False,
    }


def _test() -> dict[str, object]:
    links = (
        "All links of the text in reading order, each as in a role: `label` or"
        " `text <label>`. An empty list: no links."
    )
    return {
        "type": "object",
        "properties": {
            TEXT: _described("label", "A text without markup."),
            LINKS: _described("texts", links),
        },
        "required": [TEXT, LINKS],
        "additionalProperties": False,
    }


def _concept() -> dict[str, object]:
    return {
        "type": "object",
        "properties": {
            TERM: _described("labels", "The labels of the concept, the preferred one first."),
            DEFINITION: _described(
                "text", "The definition, in the markup of the page that shows it."
            ),
            **{spec.name: _field(spec) for spec in FIELDS.values()},
        },
        "patternProperties": {f"^{LABEL}{_TAG}$": _field(LABEL_IN)},
        "required": [TERM],
        "additionalProperties": False,
    }


def _field(spec: FieldSpec) -> dict[str, object]:
    return _described(_DEF_OF[spec.values], f"{spec.help[0].upper()}{spec.help[1:]}.")


def _described(definition: str, description: str) -> dict[str, object]:
    return {"description": description, "$ref": _ref(definition)}


def schema_text() -> str:
    """The text of the committed schema file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
