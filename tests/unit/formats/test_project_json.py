"""The files for other projects and for search engines, without a build."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sphinxcontrib_glossterm.formats import Glossary, Loss, Record
from sphinxcontrib_glossterm.formats.limits import MAX_BODY_DEPTH, MAX_TEXT
from sphinxcontrib_glossterm.formats.own.json_ld import json_ld_in_page, write_json_ld
from sphinxcontrib_glossterm.formats.own.project_json import (
    languages_of,
    project_row,
    read_project,
    rows_of,
    write_project,
)
from sphinxcontrib_glossterm.model import Case, Concept, Fields, Label, LabelKind, Location

LUFF = Concept(
    "g#luff",
    "luff",
    (Label("Luff"), Label("front <edge>", LabelKind.ALTERNATIVE)),
    Location("g"),
    abbr="LF",
    source="https://sails.example/book",
)
RECORD = Record(
    ("Luff",),
    1,
    "An edge.",
    fields=Fields(
        aliases=("front <edge>",), abbr="LF", source="https://sails.example/book", id="g#luff"
    ),
    address="g.html#luff",
)
ENTRY = {"label": "Luff", "also": ["front <edge>"], "href": "g.html#luff", "text": "An edge."}


def test_what_is_written_is_read_again() -> None:
    row = project_row(RECORD.fields, {**ENTRY, "body": [["p", "An edge."]]})
    text = write_project([row])
    assert [found.text for found in rows_of(text).values()] == [row]
    ((concept, entry),) = read_project(text, "sails", "https://sails.example/")
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
    text = write_project([project_row(RECORD.fields, entry)])
    ((concept, read),) = read_project(text, "sails", "https://sails.example/")
    assert concept.labels == labels
    assert read["languages"] == {"en": ["Luff"], "de": ["Vorliek"]}
    site = "https://sails.example/"
    below = [["Kante", f"{site}#k", None, "de"], ["edge", f"{site}#e"], ["x", f"{site}#x"]]
    assert read["below"] == below


def test_the_file_of_a_site_is_small() -> None:
    row = project_row(RECORD.fields, {**ENTRY, "body": []})
    assert json.loads(row).keys() == {*ENTRY, "body", "abbr", "case", "id"}


def test_every_field_is_published() -> None:
    fields = Fields(
        hidden=("luf",),
        forms=("luffs",),
        avoid=("edge (vague)",),
        broader=("g#edge",),
        related=("g#leech",),
        tags=("sail",),
        short="Edge.",
        replaced_by="g#front",
        id="g#luff",
        auto=False,
        case=Case.EXACT,
        compound=True,
    )
    found = json.loads(project_row(fields, {**ENTRY, "body": []}, "boats", 2))
    assert {name: found[name] for name in found.keys() - ENTRY.keys()} == {
        "id": "g#luff",
        "abbr": "",
        "case": "exact",
        "body": [],
        "hidden": ["luf"],
        "forms": ["luffs"],
        "avoid": ["edge (vague)"],
        "broader": ["g#edge"],
        "related": ["g#leech"],
        "tags": ["sail"],
        "short": "Edge.",
        "replaced_by": "g#front",
        "auto": False,
        "compound": True,
        "glossary": "boats",
        "terms": 2,
    }


def test_languages_for_search_engines() -> None:
    fields = Fields(hidden=("laff",), labels=(Label("Vorliek", LabelKind.ALTERNATIVE, lang="de"),))
    (text,) = write_json_ld(Glossary((Record(("Luff",), 1, fields=fields),))).files.values()
    (term,) = json.loads(text)["hasDefinedTerm"]
    assert term["name"] == "Luff"
    assert term["alternateName"] == [{"@value": "Vorliek", "@language": "de"}]


def test_what_another_site_publishes_is_limited() -> None:
    body: object = "deep"
    for _ in range(MAX_BODY_DEPTH + 1):
        body = ["p", body]
    text = write_project(
        [project_row(RECORD.fields, {**ENTRY, "text": "x" * 1000, "body": [body]})]
    )
    ((_, entry),) = read_project(text, "sails", "https://sails.example/")
    assert len(entry["text"]) == MAX_TEXT
    assert "deep" not in json.dumps(entry)


@pytest.mark.parametrize("text", ["[]", "{}", '{"version": 0, "concepts": []}'])
def test_another_version_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="version"):
        list(read_project(text, "sails", "https://sails.example/"))


def test_data_for_search_engines_contains_no_markup() -> None:
    record = replace(RECORD, definition="</script> & more")
    text = json_ld_in_page(Glossary((record,), "Index"), "")
    assert not set(text) & set("<>&")
    (term,) = json.loads(text)["hasDefinedTerm"]
    assert term == {
        "@type": "DefinedTerm",
        "@id": "g.html#luff",
        "name": "Luff",
        "alternateName": ["front <edge>", "LF"],
        "description": "</script> & more",
        "termCode": "g#luff",
        "inDefinedTermSet": {"@id": "#glossary"},
        "url": "g.html#luff",
        "subjectOf": {"@type": "CreativeWork", "url": "https://sails.example/book"},
    }


def test_the_set_of_a_site_for_search_engines() -> None:
    fields = RECORD.fields._replace(reading="らふ", tags=("sail",))
    record = replace(RECORD, fields=fields, address="https://sails.example/g.html#luff")
    glossary = Glossary((record,), "Sails", "en", "https://sails.example/", is_plain=True)
    written = write_json_ld(glossary)
    data = json.loads(written.files[""])
    (term,) = data.pop("hasDefinedTerm")
    assert data == {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": "https://sails.example/#glossary",
        "url": "https://sails.example/",
        "name": "Sails",
        "inLanguage": "en",
    }
    assert term["@id"] == term["url"] == record.address
    assert term["inDefinedTermSet"] == {"@id": data["@id"]}
    assert written.losses == (Loss("reading", 1, "Luff"), Loss("tags", 1, "Luff"))
