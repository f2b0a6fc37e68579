"""The JSON Schema of ``glossterm.json``, the file that a site publishes.

It describes what a program may rely on: within one ``version`` no key changes its meaning or is
removed. Further keys may be added, so the schema allows them, and programs ignore unknown ones. The
committed file is the output of ``python -m sphinxcontrib_glossterm.formats.project_schema``.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from ..model import FIELDS, Case
from ..model.fields import Values
from .own.json_glossary import MARKUP
from .own.project_json import FURTHER, VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_FILE = "glossterm.schema.json"
"""Name of the committed file, in the directory of this module."""

Plain = dict[str, object]

_TEXT: Plain = {"type": "string"}
_TEXTS: Plain = {"type": "array", "items": _TEXT}
_FLAG: Plain = {"type": "boolean"}
_ref = "#/$defs/{}".format
_LINKS: Plain = {"type": "array", "items": {"$ref": _ref("link")}}
_KIND_OF: Mapping[Values, Plain] = {
    Values.TEXT: _TEXT,
    Values.LIST: _TEXTS,
    Values.FLAG: _FLAG,
}
_RELATIONS = {
    "broader": "Ids of the concepts directly above.",
    "related": "Ids of related concepts. The relation has both directions.",
    "replaced_by": "The id of the concept to use instead of this deprecated one, or a text.",
}


def project_schema() -> Plain:
    """The schema (JSON Schema 2020-12), as values that ``json`` can serialise."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "glossterm.json",
        "description": (
            "The glossary of a site. A version keeps its keys and their meaning; others may be"
            " added, and programs ignore those that they do not know."
        ),
        "type": "object",
        "properties": {
            "version": {"description": "The version of this format.", "const": VERSION},
            "project": _of(_TEXT, "The name of the project."),
            "language": _of(_TEXT, "The language of labels and definitions without their own."),
            "concepts": {
                "description": "The concepts, in the order of the documents.",
                "type": "array",
                "items": {"$ref": _ref("concept")},
            },
        },
        "required": ["version", "concepts"],
        "$defs": {"concept": _concept(), "link": _link(), "element": _element()},
    }


def _concept() -> Plain:
    return {
        "type": "object",
        "properties": {
            "id": _of(_TEXT, "Unique in the project; empty in a file that was converted."),
            "label": _of(_TEXT | {"minLength": 1}, "The preferred label."),
            "also": _of(_TEXTS, "Further labels that readers see."),
            "terms": _of(
                {"type": "integer", "minimum": 2},
                "The number of labels that the entry shows as terms; 1 if there is no such key.",
            ),
            "languages": _of(
                {"type": "object", "additionalProperties": _TEXTS},
                "The labels whose language is known, by its tag (BCP 47).",
            ),
            "href": _of(_TEXT, "The address of the entry, relative to that of the file."),
            "text": _of(_TEXT, "A short text for the concept, often a sentence of its definition."),
            "body": _of(
                {"type": "array", "items": {"$ref": _ref("element")}}, "The definition, as JsonML."
            ),
            MARKUP: _of(_TEXT, "The definition in the markup of a data file that was converted."),
            "abbr": _field("abbr"),
            "reading": _field("reading"),
            "case": _of(
                {"enum": [str(case) for case in Case]},
                "How upper and lower case are compared with text.",
            ),
            "deprecated": _of(_FLAG, "Whether the term should no longer be used."),
            "source": _field("source"),
            "see": _of(_LINKS, "The pages that explain the concept."),
            "above": _of(
                {"type": "array", "items": _LINKS},
                "For each of the first broader concepts, the nearest concepts on the path to it.",
            ),
            "below": _of(_LINKS, "The first narrower concepts."),
            **{name: _further(name) for name in FURTHER},
            "glossary": _of(_TEXT, "The name of its glossary, if it has one."),
        },
        "required": ["id", "label", "also", "href", "text", "body", "abbr", "case"],
    }


def _further(name: str) -> Plain:
    if name in _RELATIONS:
        kind = _TEXT if name == "replaced_by" else _TEXTS
        return _of(kind, _RELATIONS[name])
    return _field(name)


def _field(name: str) -> Plain:
    spec = FIELDS[name]
    return _of(_KIND_OF[spec.values], f"{spec.help[0].upper()}{spec.help[1:]}.")


def _link() -> Plain:
    return {
        "description": (
            "A label and an address; then the id of the concept if it is one, or null; then the"
            " language of the label if it is known."
        ),
        "type": "array",
        "prefixItems": [_TEXT, _TEXT, {"type": ["string", "null"]}, _TEXT],
        "minItems": 2,
    }


def _element() -> Plain:
    return {
        "description": "A text; or the name of an element, its attributes and its content.",
        "anyOf": [
            _TEXT,
            {
                "type": "array",
                "prefixItems": [_TEXT],
                "minItems": 1,
                "items": {
                    "anyOf": [
                        {"$ref": _ref("element")},
                        {"type": "object", "additionalProperties": _TEXT},
                    ]
                },
            },
        ],
    }


def _of(kind: Plain, description: str) -> Plain:
    return {"description": description, **kind}


def schema_text() -> str:
    """The text of the committed schema file."""
    return json.dumps(project_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
