"""``glossterm.json`` as a data file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from sphinxcontrib_glossterm.formats import FORMATS, Glossary, Record, Source, read_source
from sphinxcontrib_glossterm.formats.own.json_glossary import is_json
from sphinxcontrib_glossterm.model import Case, Fields, Label, LabelKind, Status

from .test_properties import MARKS, TEXTS, records

(JSON,) = (form for form in FORMATS if form.key == "json")


def write(*given: Record, **glossary: object) -> str:
    return JSON.write(Glossary(given, **glossary)).files[""]


def read(text: str, name: str = "glossterm.json") -> Source:
    return read_source(name, text)


def reported(text: str) -> list[tuple[int, str]]:
    return [(problem.line, str(problem)) for problem in read(text).problems]


def _distinct(record: Record) -> bool:
    """A label has one language in this format."""
    texts = [*record.labels, *record.fields.aliases, *(x.text for x in record.fields.labels)]
    return len(texts) == len({*texts})


@settings(deadline=None)
@given(given=records(TEXTS))
def test_records_are_read_back_equal(given: list[Record]) -> None:
    given = [record for record in given if _distinct(record)]
    source = read(write(*given))
    assert source.problems == ()
    found = [replace(r, line=0, definition_line=0, address="") for r in source.records]
    assert found == given


@given(label=MARKS.filter(str.strip), definition=MARKS)
def test_any_text_is_read(label: str, definition: str) -> None:
    text = write(Record((label,), 0, definition))
    source = read(text)
    assert (len(source.records), source.problems) == (1, ())


def test_what_a_site_publishes() -> None:
    row = {
        "id": "g#term-luff",
        "label": "Luff",
        "also": ["Lof", "Vorliek"],
        "languages": {"en": ["Luff", "Lof"], "de": ["Vorliek"]},
        "abbr": "",
        "case": "exact",
        "href": "g.html#term-luff",
        "text": "The front edge.",
        "body": [["p", "The ", ["em", "front"], " edge."], ["ul", ["li", "1*2"], ["li", "b"]]],
        "deprecated": True,
        "replaced_by": "g#term-edge",
        "broader": ["g#term-edge", "other"],
        "see": [["Sails", "https://sails.example/"], ["Home", "index.html"], ["guide", ""]],
        "auto": False,
        "compound": True,
        "tags": ["sail"],
        "glossary": "boats",
        "new": {"from": "a later version"},
    }
    rows = ",\n".join(map(json.dumps, [row, {"id": "g#term-edge", "label": "Edge"}]))
    text = f'{{"version": 1, "project": "Sails", "language": "en", "concepts": [\n{rows}\n]}}'
    source = read(text)
    luff = Fields(
        aliases=("Lof",),
        labels=(Label("Vorliek", LabelKind.ALTERNATIVE, lang="de"),),
        lang="en",
        case=Case.EXACT,
        status=Status.DEPRECATED,
        replaced_by="Edge",
        broader=("Edge", "other"),
        see=("Sails <https://sails.example/>", "guide"),
        auto=False,
        compound=True,
        tags=("sail",),
    )
    assert source.records[0] == Record(
        ("Luff",),
        2,
        "The front edge.\n\n1\\*2 b",
        2,
        luff,
        "boats",
        "g.html#term-luff",
    )
    assert (source.records[1].labels, source.records[1].line) == (("Edge",), 3)
    assert (source.title, source.language, source.glossary) == ("Sails", "en", "")
    assert reported(text) == [(2, 'the address "index.html" in "see" is relative and is ignored')]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"version": 1,\n"concepts" []}', 2, "not JSON"),
        ("[" * 100_000, 1, "nested too deeply"),
        ('{"version": ' + "1" * 5000 + "}", 1, "a number is too long"),
        ("[]", 1, 'not a glossary with the "version" 1'),
        ('{"version": 2, "concepts": []}', 1, 'not a glossary with the "version" 1'),
        ('{"version": 1, "concepts": [\n1]}', 2, "not a concept"),
        ('{"version": 1, "concepts": [\n[]]}', 2, "not a concept"),
        ('{"version": 1, "concepts": [\n\n{}]}', 3, "this concept has no term"),
        ('{"version": 1, "concepts": [\n{"label": 1}]}', 2, 'the key "label"'),
        ('{"version": 1, "concepts": [{"label": "a",\n"also": "b"}]}', 1, 'the key "also"'),
        ('{"version": 1, "concepts": [{"label": "a", "case": "x"}]}', 1, 'field "case"'),
        ('{"version": 1, "concepts": [{"label": "a\\u0000"}]}', 1, "invalid character U+0000"),
        ('{"version": 1, "concepts": [{"label": "a\\ud800"}]}', 1, "invalid character U+D800"),
        ('{"version": 1, "concepts": [{"label": "a", "body": {}}]}', 1, 'the key "body"'),
        ('{"version": 1, "concepts": [{"label": "a", "see": [1]}]}', 1, 'the key "see"'),
        ('{"version": 1, "concepts": [{"label": "a", "languages": []}]}', 1, '"languages"'),
        ('{"version": 1, "concepts": [{"label": "a", "auto": "no"}]}', 1, 'the key "auto"'),
    ],
)
def test_problems(text: str, line: int, message: str) -> None:
    found = reported(text)
    assert found[0][0] == line
    assert message in found[0][1]


def test_it_is_recognised_under_another_name() -> None:
    text = write(Record(("A",), 0))
    assert [r.labels for r in read(text, "site.json").records] == [("A",)]
    assert is_json(text)
    assert not any(map(is_json, ("", "[", "[" * 100_000, "[]", '{"version": 1}')))


def test_a_deep_body_is_read() -> None:
    body = "[" + '["p",' * 900 + '"x"' + "]" * 901
    text = '{"version": 1, "concepts": [{"label": "a", "body": ' + body + "}]}"
    assert read(text).records[0].definition == "x"
