"""The files for other projects and for search engines, without a build."""

from __future__ import annotations

import json

import pytest

from sphinxcontrib_glossterm.formats import FORMATS
from sphinxcontrib_glossterm.formats.json_ld import Term
from sphinxcontrib_glossterm.formats.project_json import languages_of, project_row, rows_of
from sphinxcontrib_glossterm.formats.registry import MAX_BODY_DEPTH, MAX_TEXT
from sphinxcontrib_glossterm.model import Concept, Label, LabelKind, Location

(PROJECT,) = (form for form in FORMATS if form.endings == ("glossterm.json",))
(JSON_LD,) = (form for form in FORMATS if form.name == "JSON-LD")
LUFF = Concept(
    "g#luff",
    "luff",
    (Label("Luff"), Label("front <edge>", LabelKind.ALTERNATIVE)),
    Location("g"),
    abbr="LF",
    source="https://sails.example/book",
)
ENTRY = {"label": "Luff", "also": ["front <edge>"], "href": "g.html#luff", "text": "An edge."}


def test_what_is_written_is_read_again() -> None:
    row = project_row(LUFF, {**ENTRY, "body": [["p", "An edge."]]})
    text = PROJECT.write([row])
    assert row in rows_of(text)
    ((concept, entry),) = PROJECT.read(text, "sails", "https://sails.example/")
    assert (concept.pref_label, concept.alt_labels, concept.abbr) == (
        "Luff",
        ("front <edge>",),
        "LF",
    )
    assert concept.uri == entry["href"] == "https://sails.example/g.html#luff"
    assert entry["body"] == [["p", "An edge."]]


def test_languages_of_labels() -> None:
    labels = (Label("Luff", lang="en"), Label("Vorliek", LabelKind.ALTERNATIVE, lang="de"))
    luff = LUFF._replace(labels=(*labels, Label("laff", LabelKind.HIDDEN, lang="en")))
    assert languages_of(luff) == {"en": ["Luff"], "de": ["Vorliek"]}
    published = {"en": ["Luff"], "DE": ["Vorliek", 1], "jp": ["x"], "fr": "y", "it": []}
    entry = {**ENTRY, "also": ["Vorliek"], "languages": published, "body": [], "below": []}
    entry["below"] = [
        ["Kante", "#k", "c", "de"],
        ["edge", "#e", None, "?"],
        ["x", "#x", "c"],
        ["y"],
    ]
    text = PROJECT.write([project_row(luff, entry)])
    ((concept, read),) = PROJECT.read(text, "sails", "https://sails.example/")
    assert concept.labels == labels
    assert read["languages"] == {"en": ["Luff"], "de": ["Vorliek"]}
    site = "https://sails.example/"
    below = [["Kante", f"{site}#k", None, "de"], ["edge", f"{site}#e"], ["x", f"{site}#x"]]
    assert read["below"] == below


def test_languages_for_search_engines() -> None:
    labels = (Label("Luff"), Label("Vorliek", LabelKind.ALTERNATIVE, lang="de"))
    hidden = Label("laff", LabelKind.HIDDEN, lang="en")
    luff = LUFF._replace(labels=(*labels, hidden))
    (term,) = json.loads(JSON_LD.write([Term(luff, "", "")], "Index", "en"))["hasDefinedTerm"]
    assert term["name"] == "Luff"
    assert term["alternateName"] == [{"@value": "Vorliek", "@language": "de"}]


def test_what_another_site_publishes_is_limited() -> None:
    body: object = "deep"
    for _ in range(MAX_BODY_DEPTH + 1):
        body = ["p", body]
    text = PROJECT.write([project_row(LUFF, {**ENTRY, "text": "x" * 1000, "body": [body]})])
    ((_, entry),) = PROJECT.read(text, "sails", "https://sails.example/")
    assert len(entry["text"]) == MAX_TEXT
    assert "deep" not in json.dumps(entry)


@pytest.mark.parametrize("text", ["[]", "{}", '{"version": 0, "concepts": []}'])
def test_another_version_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="version"):
        list(PROJECT.read(text, "sails", "https://sails.example/"))


def test_data_for_search_engines_contains_no_markup() -> None:
    text = JSON_LD.write([Term(LUFF, "g.html#luff", "</script> & more")], "Index", "en")
    assert not set(text) & set("<>&")
    (term,) = json.loads(text)["hasDefinedTerm"]
    assert term == {
        "@type": "DefinedTerm",
        "name": "Luff",
        "alternateName": ["front <edge>"],
        "description": "</script> & more",
        "url": "g.html#luff",
        "subjectOf": {"@type": "CreativeWork", "url": "https://sails.example/book"},
    }
