"""The .bib files of bib2gls: what is written, what is read, and what pybtex reads."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from sphinxcontrib_glossterm.formats import FORMATS, Glossary, Loss, Record, Source, read_source
from sphinxcontrib_glossterm.formats.bib2gls.tex_text import as_tex, from_tex
from sphinxcontrib_glossterm.formats.plain_text import as_markup
from sphinxcontrib_glossterm.model import Fields, Label, LabelKind, LinkTest, Status

from .test_properties import MARKS, PARTS, TEXTS, records

FORM = {form.key: form for form in FORMATS}["bib2gls"]


def write(*given: Record, **glossary: object) -> tuple[str, tuple[Loss, ...]]:
    written = FORM.write(Glossary(given, **glossary))
    assert [*written.files] == [""]
    return written.files[""], written.losses


def read(text: str) -> Source:
    return read_source("a.bib", text)


def bare(source: Source) -> list[Record]:
    return [replace(record, line=0, definition_line=0) for record in source.records]


MAST = Record(
    ("Mast",),
    0,
    as_markup("A *pole* of 100 % & more: {a_b} ~ #1 $x$ \\y.\nSails -- see ``it''."),
    0,
    Fields(
        aliases=("Pole & rod",), forms=("Masts",), broader=("spar",), related=("帆",), id="mast"
    ),
)
SPAR = Record(("Spar",), 0, fields=Fields(id="spar"))
SAIL = Record(("帆",), 0, "布。", 0, Fields(reading="ほ"))
LOA = Record(("Length overall",), 0, "The longest length.", 0, Fields(abbr="LOA", id="loa"))
GPS = Record(
    ("GPS",), 0, "", 0, Fields(abbr="GPS", aliases=("Global Positioning System", "Satnav"))
)
ALL = (MAST, SPAR, SAIL, LOA, GPS)


def test_what_a_file_looks_like() -> None:
    text, losses = write(*ALL)
    assert losses == ()
    assert text == (
        "% Encoding: UTF-8\n"
        "@entry{mast,\n"
        "  name = {Mast},\n"
        "  plural = {Masts},\n"
        "  description = {A *pole* of 100 \\% \\& more: \\textbraceleft{}a\\_b\\textbraceright{}"
        " \\textasciitilde{} \\#1 \\$x\\$ \\textbackslash{}y.\\glspar Sails -{}- see"
        " \\textasciigrave{}\\textasciigrave{}it'{}'.},\n"
        "  parent = {spar},\n"
        "  seealso = {term-帆}\n"
        "}\n"
        "@index{mast-alias,\n"
        "  name = {Pole \\& rod},\n"
        "  alias = {mast}\n"
        "}\n"
        "@index{spar,\n"
        "  name = {Spar}\n"
        "}\n"
        "@entry{term-帆,\n"
        "  name = {帆},\n"
        "  sort = {ほ},\n"
        "  description = {布。}\n"
        "}\n"
        "@abbreviation{loa,\n"
        "  short = {LOA},\n"
        "  long = {Length overall},\n"
        "  description = {The longest length.}\n"
        "}\n"
        "@abbreviation{term-GPS,\n"
        "  name = {GPS},\n"
        "  short = {GPS},\n"
        "  long = {Global Positioning System}\n"
        "}\n"
        "@index{term-GPS-alias,\n"
        "  name = {Satnav},\n"
        "  alias = {term-GPS}\n"
        "}\n"
    )


def test_what_is_written_is_read_back() -> None:
    source = read(write(*ALL)[0])
    assert bare(source) == [*ALL]
    assert source.problems == ()


def test_other_programs_read_it() -> None:
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_string(write(*ALL)[0], "bibtex").entries
    assert {key: entry.type for key, entry in entries.items()} == {
        "mast": "entry",
        "mast-alias": "index",
        "spar": "index",
        "term-帆": "entry",
        "loa": "abbreviation",
        "term-GPS": "abbreviation",
        "term-GPS-alias": "index",
    }
    assert dict(entries["term-帆"].fields) == {"name": "帆", "sort": "ほ", "description": "布。"}
    assert entries["mast"].fields["parent"] == "spar"


def test_what_is_lost_is_reported() -> None:
    labels = (Label("檣", LabelKind.ALTERNATIVE, lang="ja"),)
    given = (
        Record(
            ("A",),
            0,
            "`x`",
            0,
            Fields(
                hidden=("h",), avoid=("i",), tags=("t",), status=Status.DEPRECATED,
                replaced_by="B", short="s", source="s", see=("p",), auto=True, compound=True,
                lang="de", labels=labels, forms=("As", "Aes"), broader=("B", "C"), related=("X",),
            ),
            glossary="g",
        ),
        Record(("B",), 0),
        Record(("C",), 0),
    )  # fmt: skip
    losses = write(*given, tests=(LinkTest("A b.", (), 0),))[1]
    assert {(loss.count, loss.first) for loss in losses[:-1]} == {(1, "A")}
    assert [loss.what for loss in losses] == [
        "hidden",
        "avoid",
        "tags",
        "status",
        "replaced-by",
        "short",
        "source",
        "see",
        "auto",
        "compound",
        "lang",
        "label_LANG",
        "the name of the glossary",
        "forms, except the first",
        "markup of definitions",
        "broader concepts, except the first",
        "related concepts that are not in the glossary",
        "glossary tests",
    ]


@given(text=TEXTS)
@example(text="a~b^c\\d{e}f`g'''h---i")
@example(text="ﬁ é 'x'")
def test_tex_of_a_text_is_that_text(text: str) -> None:
    assert from_tex(as_tex(text)) == (text, ())


@settings(deadline=None, max_examples=40)
@given(given=records(PARTS))
def test_a_file_that_is_read_and_written_is_the_same(given: list[Record]) -> None:
    given = [
        # "sort" is read as a reading of Japanese and Chinese labels only.
        replace(
            record,
            definition=as_markup(record.definition),
            fields=record.fields._replace(reading=""),
        )
        for record in given
    ]
    source = read(write(*given)[0])
    assert not given or not source.problems
    once, _ = write(*source.records)
    again = read(once)
    assert bare(again) == bare(source)
    assert write(*again.records) == (once, ())


@settings(deadline=None, max_examples=30)
@given(given=records(PARTS))
def test_other_programs_read_any_glossary(given: list[Record]) -> None:
    database = pytest.importorskip("pybtex.database")
    text, _ = write(*given)
    entries = database.parse_string(text, "bibtex").entries
    assert len(entries) == text.count("\n@")


# -- files of others ----------------------------------------------------------------


def test_a_file_of_others() -> None:
    source = read(
        "% Encoding: UTF-8\n"
        "@string{sea = {sea}}\n"
        "@comment{ not {this} }\n"
        "Text between entries, a@b.example.\n"
        "@Entry(mast,\n"
        '  Name = "M{a}st",\n'
        '  description = {A \\emph{tall} pole at~} # sea # ",\n'
        "     na{\\\"i}ve caf\\'e, see \\gls{boom}.\n\n"
        '  \\foo{Next}.",\n'
        "  see = {[see also]boom, nope}, category = {rig},\n"
        ")\n"
        "@symbol{boom, name={\\ensuremath{\\beta}}, description = 12, sort = {b}}\n"
        "@index{yard}\n"
    )
    mast, boom, yard = source.records
    assert (mast.labels, mast.line, mast.definition_line) == (("Mast",), 5, 7)
    assert mast.definition == "A tall pole at sea, naïve café, see β.\n\nNext."
    assert mast.fields == Fields(related=("boom",), id="mast")
    assert (boom.labels, boom.definition, yard.labels) == (("β",), "12", ("yard",))
    assert [(problem.line, str(problem)) for problem in source.problems] == [
        (5, 'the property "category" is not read (concepts: 1, the first is "Mast")'),
        (5, 'the TeX command "\\foo" is not known (concepts: 1, the first is "Mast")'),
        (
            5,
            'values of "see" that are not concepts with a label in this file are ignored'
            ' (concepts: 1, the first is "Mast")',
        ),
        (13, 'the property "sort" is not read (concepts: 1, the first is "β")'),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\nx", 1, "no entry in this file; write @entry{key, name={…}, description={…}}"),
        (
            "\n@entry{a,\n name = {A},\n description = {b\n}\n@index{c}",
            2,
            'the entry "a" is not closed and is ignored; add a closing brace',
        ),
        (
            "@entry{a,\n name = {A {b},\n",
            2,
            'a value of the entry "a" is not closed, so the entry is ignored; each brace and quote'
            " needs a closing one",
        ),
        (
            '@entry{a, name = "A',
            1,
            'a value of the entry "a" is not closed, so the entry is ignored; each brace and quote'
            " needs a closing one",
        ),
        (
            "\n@entry{a, name = {A}\n",
            2,
            'the entry "a" is not closed and is ignored; add a closing brace',
        ),
        (
            "@entry{a,\n name {A}}",
            2,
            'the entry "a" is not complete here and is ignored; write name = {value}',
        ),
        (
            "@entry{a,\n name = }",
            2,
            'a value of the entry "a" is missing, so the entry is ignored; write {value}',
        ),
        (
            "\n@entry{\n name = {A}}",
            2,
            'an entry of type "entry" has no valid key and is ignored; write @entry{key, …}',
        ),
        (
            "@index{a,\n name = foo}",
            2,
            'unknown abbreviation "foo"; put the text in braces, or write @string',
        ),
        (
            "@index{a}\n@index{a}",
            2,
            'duplicate key "a" (first in line 1) is ignored; give each entry its own',
        ),
        (
            "\n@article{a, title = {A}}",
            2,
            'the entry "a" has no name and is ignored; add name = {…}',
        ),
        (
            "@index{a, parent = {b}}",
            1,
            'values of "parent" that are not concepts with a label in this file are ignored'
            ' (concepts: 1, the first is "a")',
        ),
        (
            "\n@index{a, category = {b}}",
            2,
            'the property "category" is not read (concepts: 1, the first is "a")',
        ),
        (
            "\n@index{a, name = {b \\foo{c}}}",
            2,
            'the TeX command "\\foo" is not known (concepts: 1, the first is "b c")',
        ),
    ],
)
def test_problems(text: str, line: int, message: str) -> None:
    assert [(problem.line, str(problem)) for problem in read(text).problems] == [(line, message)]


def test_after_an_error_the_next_entry_is_read() -> None:
    source = read("@entry{a, name = {A},\n description = {b\n\n@index{c}\n@index{d")
    assert [record.labels for record in source.records] == [("c",)]
    assert [problem.line for problem in source.problems] == [2, 5]


@pytest.mark.parametrize(
    "piece",
    ["{", "@entry{a,b={", "@entry{a,b={\n", "\n@entry{a,b=\"", "@comment{", "@a{b,", "\\gls{",
     "@a{b,c=d#", "\\'", "@", "@string{a=a#a}\n"],
)  # fmt: skip
def test_hostile_files_are_read_in_time(piece: str) -> None:
    started = time.monotonic()
    repr(read(piece * 40_000)).encode()
    repr(read("@entry{a,name={a},description={" + piece * 40_000 + "}}")).encode()
    assert time.monotonic() - started < 60


@given(text=MARKS)
def test_any_description_is_read(text: str) -> None:
    read("@entry{a, name = {a}, description = {" + text + "}}")


def test_aliases_of_aliases_are_no_loop() -> None:
    source = read("@index{a, alias={b}}\n@index{b, alias={a}}\n@index{c, alias={c}}")
    assert [record.labels for record in source.records] == [("a",), ("b",), ("c",)]


def test_definitions_of_others_are_text() -> None:
    (record,) = read("@entry{a,name={a},description={*x* <b> :a: \\textbraceleft{}y\x00}}").records
    assert record.definition == "\\*x\\* \\<b> :a: \\{y\ufffd"


def test_a_large_file_is_read_in_time() -> None:
    text = "".join(f"@index{{c{n}, alias={{x}}}}\n@index{{d{n}}}\n" for n in range(20_000))
    started = time.monotonic()
    source = read("@index{x}\n" + text)
    assert (len(source.records), source.problems) == (20_001, ())
    assert len(source.records[0].fields.aliases) == 20_000
    assert time.monotonic() - started < 60
