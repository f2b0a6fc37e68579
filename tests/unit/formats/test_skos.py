"""SKOS: what is read and written, in both syntaxes, and what other programs say of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats import FORMATS, Glossary, Loss, Record, Source, read_source
from sphinxcontrib_glossterm.formats.plain_text import as_markup
from sphinxcontrib_glossterm.model import (
    Case,
    Fields,
    Label,
    LabelKind,
    LinkTest,
    Status,
    label_key,
)

from .test_properties import PARTS, records

rdflib = pytest.importorskip("rdflib")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

FORM = {form.key: form for form in FORMATS}
SYNTAXES = {"skos-turtle": "turtle", "skos-jsonld": "json-ld"}
HEAD = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <http://example.org/terms/> .
"""


def write(key: str, *given: Record, **glossary: object) -> tuple[str, tuple[Loss, ...]]:
    written = FORM[key].write(Glossary(given, **glossary))
    assert [*written.files] == [""]
    return written.files[""], written.losses


def read(text: str) -> Source:
    return read_source("a.ttl", HEAD + text)


def bare(source: Source) -> list[Record]:
    found = (replace(record, line=0, definition_line=0) for record in source.records)
    return sorted(found, key=lambda record: (record.labels, record.fields.id))


def graph(text: str, key: str = "skos-turtle") -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format=SYNTAXES[key])


LORA = Record(
    ("LoRA",),
    0,
    as_markup("Adds a *low-rank* product.\nTo frozen weights."),
    0,
    Fields(
        aliases=("Low-Rank Adaptation",),
        hidden=("Lo-RA",),
        avoid=("LORA (say: LoRA)",),
        forms=("LoRAs",),
        abbr="LR",
        reading="ろーら",
        broader=("PEFT",),
        related=("Adapter layers",),
        tags=("tuning", "x y"),
        status=Status.DEPRECATED,
        replaced_by="Adapter layers",
        short="A short text.",
        source="https://example.org/paper",
        see=("guide", "https://example.org/a"),
        id="lora",
        auto=False,
        case=Case.EXACT,
        compound=True,
        labels=(
            Label("低ランク適応", LabelKind.ALTERNATIVE, lang="ja"),
            Label("ローラ", LabelKind.ALTERNATIVE, lang="ja"),
        ),
    ),
)
PEFT = Record(("PEFT",), 0, "Few parameters.")
ADAPTER = Record(("Adapter layers",), 0, fields=Fields(broader=("PEFT",), related=("lora",)))
BRIDGE = Record(("橋",), 0, "水の上の道。", fields=Fields(lang="ja"))
ALL = (LORA, PEFT, ADAPTER, BRIDGE)


@pytest.mark.parametrize("key", SYNTAXES)
def test_every_field_is_read_back(key: str) -> None:
    text, losses = write(key, *ALL, title="Machine learning")
    source = read_source(f"a{FORM[key].endings[0]}", text)
    assert bare(source) == bare(Source(ALL))
    assert (source.problems, losses) == ((), ())
    assert (source.language, source.title, source.glossary) == ("en", "Machine learning", "")


def test_both_syntaxes_have_the_same_statements() -> None:
    turtle, json_ld = (graph(write(key, *ALL)[0], key) for key in SYNTAXES)
    assert len(turtle) > 50
    assert turtle.isomorphic(json_ld)


def test_what_other_programs_know_is_standard() -> None:
    """A hidden label for what must be found, an address for a concept, an inverse for each."""
    skos = rdflib.SKOS
    made = graph(write("skos-turtle", *ALL, address="https://docs.example/")[0])
    lora, peft = (rdflib.URIRef(f"https://docs.example/#{x}") for x in ("lora", "term-PEFT"))
    assert {str(label) for label in made.objects(lora, skos.hiddenLabel)} == {
        "Lo-RA", "LORA", "LoRAs",
    }  # fmt: skip
    assert (peft, skos.narrower, lora) in made
    assert {*made.subjects(skos.topConceptOf)} == {
        peft,
        *made.subjects(skos.prefLabel, rdflib.Literal("橋", lang="ja")),
    }
    assert made.value(lora, skos.definition) == rdflib.Literal(
        "Adds a *low-rank* product.\n\nTo frozen weights.", lang="en"
    )


def test_the_iri_of_a_concept_is_its_address() -> None:
    record = Record(
        ("Mast",), 0, fields=Fields(id="parts#term-Mast"), address="parts.html#term-Mast"
    )
    other = Record(("Boom",), 0, fields=Fields(broader=("parts#term-Mast",)))
    text, _ = write("skos-turtle", record, other, address="https://docs.example/en/", is_plain=True)
    assert "<https://docs.example/en/parts.html#term-Mast> a skos:Concept" in text
    assert "skos:broader <https://docs.example/en/parts.html#term-Mast>" in text
    assert [one.fields.broader for one in read_source("a.ttl", text).records] == [("Mast",), ()]


def test_definitions_of_a_project_are_paragraphs() -> None:
    text, _ = write("skos-turtle", Record(("A",), 0, "One *x*.\nTwo."), is_plain=True)
    (record,) = read_source("a.ttl", text).records
    assert record.definition == "One \\*x\\*.\n\nTwo."


def test_the_shapes_of_skos_hold() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = (Path(__file__).parent / "skos.shapes.ttl").read_text("utf-8")
    double = Record(("LoRA", "LoRA"), 0, fields=Fields(hidden=("LoRA", "LRA"), abbr="LRA"))
    text, _ = write("skos-turtle", *ALL, double)
    conforms, _, report = pyshacl.validate(graph(text), shacl_graph=graph(shapes))
    assert conforms, report
    broken = text.replace("skos:altLabel", "skos:prefLabel")
    assert not pyshacl.validate(graph(broken), shacl_graph=graph(shapes))[0]


def test_the_output_is_the_same_each_time() -> None:
    code = (
        "from tests.unit.formats.test_skos import ALL, SYNTAXES, write\n"
        "print([write(key, *ALL)[0] for key in SYNTAXES])"
    )
    root = Path(__file__).parents[3]
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_what_is_lost_is_reported() -> None:
    given = (
        Record(("A",), 0, "See {term}`B`.", fields=Fields(broader=("X",), related=("Y",))),
        Record(("B",), 0, "- a\n- b", fields=Fields(broader=("A", "X"))),
    )
    test = LinkTest("A b.", (), 0)
    text, losses = write("skos-turtle", *given, tests=(test,))
    assert losses == (
        Loss("markup of definitions", 2, "A"),
        Loss("broader concepts that are not in the glossary", 2, "A"),
        Loss("related concepts that are not in the glossary", 1, "A"),
        Loss("glossary tests", 1, "A b."),
    )
    a, b = bare(read_source("a.ttl", text))
    assert (a.definition, b.fields.broader) == ("See B.", ("A",))


def distinct(given: list[Record]) -> list[Record]:
    """Records whose names mean one concept each, with relations between them."""
    known: set[str] = set()
    found: list[Record] = []
    for record in given:
        fields = record.fields
        texts = (*record.labels, *fields.aliases, fields.abbr, *(x.text for x in fields.labels))
        names = {*map(label_key, texts), fields.id} - {""}
        if known.isdisjoint(names):
            above = tuple(one.labels[0] for one in found[:1])
            near = tuple(one.labels[0] for one in found[1:2])
            known |= names
            changed = fields._replace(broader=above, related=near)
            definition = as_markup(record.definition)
            found.append(replace(record, fields=changed, definition=definition))
    return found


@settings(deadline=None, max_examples=30)
@pytest.mark.parametrize("key", SYNTAXES)
@given(given=records(PARTS).map(distinct), address=st.sampled_from(["", "https://a.example/b/"]))
def test_a_file_that_is_read_and_written_says_the_same(
    key: str, given: list[Record], address: str
) -> None:
    first, _ = write(key, *given, address=address)
    source = read_source(f"a{FORM[key].endings[0]}", first)
    if given:
        assert source.problems == ()
    glossary = replace(Glossary.of(source, "en"), address=address)
    second = FORM[key].write(glossary)
    assert second.losses == ()
    assert graph(first, key).isomorphic(graph(second.files[""], key))


# -- files of others ----------------------------------------------------------------

OTHERS = """
ex:scheme a skos:ConceptScheme ; dct:title "Boats"@en , "Boote"@de .

ex:c1 a skos:Concept ;
    skos:prefLabel "Mast"@en , "Mast"@de , "檣"@ja ;
    skos:altLabel "Pole"@en , "Stange"@de ;
    skos:notation "M-1" ;
    skos:scopeNote "Not a yard."@en ;
    skos:narrower ex:c2 ;
    dct:source "Handbook" , "Atlas" .

ex:c2 a skos:Concept ;
    skos:prefLabel "Topmast"@en ;
    skos:definition "The upper part of a mast,\\n  above the top."@en , "Der obere Teil."@de ;
    skos:scopeNote "See *rig*."@en ;
    owl:deprecated true .

ex:c3 a skos:Concept ; skos:prefLabel "Segel"@de ; skos:definition "Tuch."@de .

ex:c4 a skos:Concept ; skos:prefLabel "Yard"@en .

ex:group a skos:Collection ; skos:prefLabel "Rig"@en ; skos:member ex:c1 , ex:c2 .
"""


def test_a_thesaurus_of_others() -> None:
    source = read(OTHERS)
    mast, topmast, sail, _ = source.records
    assert (source.title, source.language) == ("Boats", "en")
    assert [record.line for record in source.records] == [8, 16, 22, 24]
    assert mast.labels == ("Mast",)
    assert mast.definition == "Not a yard."
    assert mast.fields == Fields(
        aliases=("Pole",),
        id="M-1",
        source="Atlas; Handbook",
        tags=("Rig",),
        labels=(
            Label("Mast", LabelKind.ALTERNATIVE, lang="de"),
            Label("Stange", LabelKind.ALTERNATIVE, lang="de"),
            Label("檣", LabelKind.ALTERNATIVE, lang="ja"),
        ),
    )
    assert topmast.definition == ("The upper part of a mast, above the top.\n\nSee \\*rig\\*.")
    assert topmast.fields == Fields(
        id="c2", broader=("M-1",), tags=("Rig",), status=Status.DEPRECATED
    )
    assert (sail.fields.lang, sail.definition) == ("de", "Tuch.")
    assert [(p.line, str(p)) for p in source.problems] == [
        (
            16,
            'only the texts of "skos:definition" in the language of the file are read (concepts'
            ' with others: 1, the first is "Topmast")',
        )
    ]


def test_labels_and_notes_that_are_resources() -> None:
    source = read(
        "@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        'ex:a a skos:Concept ; xl:prefLabel [ xl:literalForm "Mast"@en ] ;\n'
        '  skos:definition [ rdf:value "A pole."@en ] .\n'
    )
    assert [(r.labels, r.definition) for r in source.records] == [(("Mast",), "A pole.")]
    assert source.problems == ()


def test_a_language_that_the_scheme_names() -> None:
    text = (
        'ex:s a skos:ConceptScheme ; dct:language "{}" .\n'
        'ex:a a skos:Concept ; skos:prefLabel "A"@en , "B"@de .\n'
    )
    assert read(text.format("de")).records[0].labels == ("B",)
    assert read(text.format("en")).records[0].labels == ("A",)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            'ex:a a skos:Concept ;\n skos:prefLabel "A"@en ; skos:hiddenLabel "A"@en .',
            5,
            'the label "A" of "A" is a preferred label and a hidden label too (condition S13 of'
            " SKOS); remove one of them",
        ),
        (
            'ex:b a skos:Concept; skos:prefLabel "B"@en .\n\nex:a a skos:Concept ;\n'
            ' skos:prefLabel "A"@en , "C"@en .',
            7,
            'the concept "A" has several preferred labels in one language, A, C (condition S14 of'
            " SKOS); write the others as skos:altLabel",
        ),
        (
            'ex:a a skos:Concept ; skos:prefLabel "A" ; skos:broader ex:b .\n'
            'ex:b a skos:Concept ; skos:prefLabel "B" ; skos:broader ex:c .\n'
            'ex:c a skos:Concept ; skos:prefLabel "C" ; skos:related ex:a .',
            5,
            None,
        ),
        (
            '\nex:a a skos:Concept ; skos:prefLabel "A" ; skos:exactMatch ex:z ;\n'
            " skos:broader ex:z .",
            6,
            'the property "skos:exactMatch" is not read (concepts: 1, the first is "A")',
        ),
        (
            'ex:a a skos:Concept ; skos:prefLabel "A" ; skos:broader ex:z .',
            5,
            'values of "skos:broader" that are not concepts with a label in this file are ignored'
            ' (concepts: 1, the first is "A")',
        ),
        (
            '\nex:a a skos:Concept ; skos:altLabel "A" .',
            6,
            'the concept "http://example.org/terms/a" has no label and is ignored; add a'
            " skos:prefLabel",
        ),
        (
            'ex:a dct:title "A" .',
            1,
            "no SKOS concept in this file; write the type skos:Concept and a skos:prefLabel for"
            " each concept",
        ),
        (
            'ex:a a skos:Concept ;\n\n skos:prefLabel "A\\u0001B" .',
            7,
            "invalid character U+0001, replaced by U+FFFD; remove it",
        ),
        (
            'ex:a a skos:Concept ;\n skos:prefLabel "A" ;; .\nex:b c:d "x" .',
            7,
            'invalid Turtle (Prefix "c:" not bound), so the file is not read; check the'
            " punctuation here and in front of it",
        ),
        (
            "ex:a a skos:Concept",
            5,
            "invalid Turtle (the file ends too early, or a value is not allowed), so the file is"
            " not read; check the punctuation here and in front of it",
        ),
        (
            'ex:a ex:b "<!DOCTYPE a [\n<!\\u0045NTITY a \\"a\\">]>" .',
            6,
            "this text declares an XML entity, so the file is not read; remove the entity",
        ),
        (
            "\n" + 'ex:a ex:b """' + "x\n" * 60_000 + '""" .',
            6,
            "a text has more than 100000 characters, so the file is not read; shorten it",
        ),
        (
            "\n".join(f"@prefix p{n}: <http://a/{n}#> ." for n in range(600)),
            501,
            "the file has more than 500 prefixes, so it is not read; use fewer",
        ),
    ],
)  # fmt: skip
def test_problems_of_turtle(text: str, line: int, message: str | None) -> None:
    message = message or (
        '"A" and "C" are related, and one is a broader concept of the other (condition S27 of'
        " SKOS); remove the related one"
    )
    found = [(problem.line, str(problem)) for problem in read(text).problems]
    assert (line, message) in found, found


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (
            {"@context": ["https://evil.example/c.jsonld"], "@graph": []},
            3,
            'the context "https://evil.example/c.jsonld" is an address, which is not loaded, so the'
            " file is not read; write the content of that context in its place",
        ),
        (
            {"@graph": [{"@context": {"a": {"@id": "http://a/b", "@context": "http://e/"}}}]},
            7,
            'the context "http://e/" is an address, which is not loaded, so the file is not read;'
            " write the content of that context in its place",
        ),
        (
            {"@context": {"@import": "http://e/"}},
            3,
            'the context "http://e/" is an address, which is not loaded, so the file is not read;'
            " write the content of that context in its place",
        ),
        (
            {"@context": {f"t{n}": f"http://a/{n}" for n in range(501)}},
            1,
            "the contexts of the file have more than 500 terms, so it is not read; write one"
            " context at the top",
        ),
    ],
)
def test_problems_of_json(data: object, line: int, message: str, monkeypatch) -> None:
    monkeypatch.setattr("socket.socket", None)
    text = json.dumps(data, indent=1)
    source = read_source("a.jsonld", text, key="skos-jsonld")
    assert [(p.line, str(p)) for p in source.problems] == [(line, message)]


def test_json_that_is_none() -> None:
    source = read_source("a.jsonld", '{\n"a": 1,,}', key="skos-jsonld")
    assert [(p.line, str(p)) for p in source.problems] == [
        (
            2,
            "invalid JSON-LD (Expecting property name enclosed in double quotes), so the file is"
            " not read; check the punctuation here and in front of it",
        )
    ]


def test_a_json_file_of_others() -> None:
    data = {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "uri": "@id", "type": "@type",
                     "label": {"@id": "skos:prefLabel", "@container": "@language"}},
        "graph": [],
        "@graph": [
            {"uri": "http://a/x", "type": "skos:Concept", "label": {"en": "Mast", "ja": "檣"}},
            {"uri": "http://a/y", "type": "skos:Concept", "label": {"en": "Yard"},
             "skos:broader": {"uri": "http://a/x"}},
        ],
    }  # fmt: skip
    source = read_source("a.json", json.dumps(data, indent=1))
    assert [(r.labels, r.line, r.fields.broader) for r in source.records] == [
        (("Mast",), 17, ()),
        (("Yard",), 25, ("x",)),
    ]


HOSTILE = {
    "nested nodes": "ex:a ex:b " + "[ ex:b " * 10_000,
    "nested lists": "ex:a ex:b " + "( " * 10_000,
    "a number": 'ex:a ex:b "1e999999999"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
    "an integer": "ex:a ex:b " + "9" * 6000 + " .",
    "NUL": 'ex:a a skos:Concept ; skos:prefLabel "a\\u0000b" .\n\x00',
    "dots": "." * 300_000,
    "quotes": '"' * 300_000,
    "angles": "<" * 300_000,
    "at": "@prefix " * 50_000,
    "lines": "\n" * 500_000,
    "surrogate": 'ex:a a skos:Concept ; skos:prefLabel "a\\uD800" .',
    "an IRI": '<javascript:alert(1)> a skos:Concept ; skos:prefLabel "a" .',
    "a wrong IRI": '<a b> a skos:Concept ; skos:prefLabel "a" .',
    "a loop": "ex:a a skos:Concept ; skos:prefLabel 'a' ; skos:broader ex:a ; skos:related ex:a .",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_turtle_is_read_in_time(name: str) -> None:
    source = read(HOSTILE[name])
    repr(source).encode()
    last = (HEAD + HOSTILE[name]).count("\n") + 1
    assert all(1 <= problem.line <= last for problem in source.problems)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"@graph":' * 100 + "1" + "}" * 100, '{"@context": {"@vocab": 5}, "a": []}',
     '{"@context": {"a": "b:c", "b": "a:d"}, "a": 1}', '{"@id": 5}', "null", "[[[]]]", '"x"',
     '{"@context": null, "@type": {"a": 1}}', '{"@context": 5}', '{"a": 1e999}'],
)  # fmt: skip
def test_hostile_json_is_read_in_time(text: str) -> None:
    source = read_source("a.jsonld", text, key="skos-jsonld")
    assert source.problems


def test_too_many_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    from sphinxcontrib_glossterm.formats.skos import rdf

    monkeypatch.setattr(rdf, "MAX_STATEMENTS", 50)
    source = read("ex:a ex:b " + ", ".join(f"ex:c{n}" for n in range(60)) + " .")
    assert [(p.line, str(p)) for p in source.problems] == [
        (1, "the file has more than 50 statements, so it is not read; divide it")
    ]


def test_a_text_on_xml_is_read() -> None:
    text = 'ex:a a skos:Concept ; skos:prefLabel "<!ENTITY" ; skos:definition "<!DOCTYPE a>" .'
    assert read(text).problems == ()


def test_definitions_of_others_are_text() -> None:
    definition = ":broader: x\\n.. raw:: html\\n\\n   <b>x</b> {term}`A` javascript:alert(1)"
    source = read(f'ex:a a skos:Concept ; skos:prefLabel "A" ; skos:definition "{definition}" .')
    assert source.records[0].definition == (
        "\\:broader: x .. raw\\:: html\n\n\\<b>x\\</b> \\{term\\}\\`A\\` javascript\\:alert(1)"
    )
