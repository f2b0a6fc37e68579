"""Write YAML glossaries, in the form that people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from ...model import Phrase
from ..record import DEFINITION
from ..written import Losses, Written
from ..yaml_text import Dumper
from .keys import fit_records, values_of
from .yaml_reader import CONCEPTS, GLOSSARY, LINKS, TESTS, TEXT

if TYPE_CHECKING:
    from ..written import Glossary
    from .keys import Plain

_LINE = 100
_BREAKS = "\x85\u2028\u2029"
"""Line breaks in YAML 1.1; the reader takes those that are not escaped for spaces."""


class _Dumper(Dumper):
    """Writes texts of several lines below ``|``."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if not set(_BREAKS).isdisjoint(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_yaml(glossary: Glossary) -> Written:
    """A list of concepts; below ``concepts`` if there is more to write."""
    losses = Losses()
    records = fit_records(glossary)
    names = {record.glossary for record in records}
    if len(names) > 1:
        for record in records:
            if record.glossary:
                losses.add(Phrase("the name of the glossary"), record)
    concepts = [_concept(values_of(record), glossary.separator) for record in records]
    tests = [{TEXT: test.text, LINKS: [*map(str, test.links)]} for test in glossary.tests]
    name = next(iter(names)) if len(names) == 1 else ""
    top = {GLOSSARY: name, CONCEPTS: concepts, TESTS: tests}
    whole = {key: value for key, value in top.items() if value or key == CONCEPTS}
    return Written({"": _dump(whole if len(whole) > 1 else concepts)}, losses.found())


def _concept(values: dict[str, Plain], separator: str) -> dict[str, Plain]:
    return {key: _value(key, value, separator) for key, value in values.items()}


def _value(key: str, value: Plain, separator: str) -> Plain:
    """*value* as written: a list of one text is a text."""
    if key == DEFINITION and isinstance(value, str) and "\n" in value:
        return f"{value}\n"
    if isinstance(value, list) and len(value) == 1 and separator not in value[0]:
        return value[0]
    return value


def _dump(value: object) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE)
    return text
