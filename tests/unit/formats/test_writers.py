"""What our writers write is read back equal, and what they cannot keep is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from sphinxcontrib_glossterm.formats import FORMATS, Glossary, Loss, Record, read_source
from sphinxcontrib_glossterm.model import (
    ExpectedLink,
    Fields,
    Label,
    LabelKind,
    LinkTest,
    Status,
)

from .test_properties import DEFINITIONS, MARKS, PARTS, TEXTS, records

FORM = {form.key: form for form in FORMATS}
TABLES = ("csv", "tsv")
HOSTILE = Record(
    ("=1+1", 'a "b"', "- c: d", "#e", "no", "1.10", "\ufeff", "&f *g"),
    0,
    "First\n\n  |  \u2028 indented\n---\n\t- x",
    0,
    Fields(
        aliases=("@a", "+b"), avoid=("x (say: y)",), see=("https://a.example/?b=c#d",), auto=False
    ),
)


def write(key: str, *given: Record, **glossary: object) -> tuple[str, tuple[Loss, ...]]:
    written = FORM[key].write(Glossary(given, **glossary))
    assert [*written.files] == [""]
    return written.files[""], written.losses


def read(key: str, text: str) -> tuple[Record, ...]:
    source = read_source(f"a{FORM[key].endings[0]}", text)
    assert source.problems == ()
    return tuple(replace(record, line=0, definition_line=0) for record in source.records)


@settings(deadline=None)
@given(given=records(TEXTS))
@example(given=[HOSTILE])
def test_yaml_is_read_back_equal(given: list[Record]) -> None:
    text, losses = write("yaml", *given)
    assert (read("yaml", text), losses) == (tuple(given), ())


@settings(deadline=None)
@pytest.mark.parametrize("key", TABLES)
@given(given=records(PARTS))
@example(given=[HOSTILE])
def test_tables_are_read_back_equal(key: str, given: list[Record]) -> None:
    text, losses = write(key, *given)
    assert (read(key, text), losses) == (tuple(given), ())


@settings(deadline=None)
@pytest.mark.parametrize("key", ["yaml", *TABLES])
@given(label=MARKS.filter(str.strip), definition=MARKS)
def test_any_text_is_written_so_that_it_can_be_read(key: str, label: str, definition: str) -> None:
    text, _ = write(key, Record((label,), 0, definition))
    (record,) = read_source(f"a{FORM[key].endings[0]}", text).records
    again, _ = write(key, record)
    assert again == text or read(key, again) == read(key, text)
    assert read_source(f"a{FORM[key].endings[0]}", text).problems == ()


def test_yaml_is_what_a_person_writes() -> None:
    fields = Fields(
        tags=("a", "b"), auto=False, labels=(Label("艇", LabelKind.ALTERNATIVE, lang="ja"),)
    )
    text, _ = write("yaml", Record(("Dinghy",), 1, "Small.\n\nOpen.", 0, fields))
    assert text == (
        "- term: Dinghy\n"
        "  definition: |\n"
        "    Small.\n"
        "\n"
        "    Open.\n"
        "  tags:\n"
        "    - a\n"
        "    - b\n"
        "  auto: false\n"
        "  label_ja: 艇\n"
    )


def test_yaml_has_the_name_of_the_glossary_and_the_tests() -> None:
    test = LinkTest("A sloop.", (ExpectedLink("Sloop", "sloop"),), 0)
    text, losses = write("yaml", Record(("Sloop",), 0, glossary="boats"), tests=(test,))
    source = read_source("a.yaml", text)
    assert (source.glossary, losses) == ("boats", ())
    assert [one._replace(line=0) for one in source.tests] == [test]


def test_what_is_lost_is_reported() -> None:
    given = (
        Record(("A", "b|c"), 0, glossary="x"),
        Record(("D",), 0),
        Record(("E",), 0, glossary="y"),
    )
    test = LinkTest("A d.", (), 0)
    assert write("yaml", *given, tests=(test,))[1] == (Loss("the name of the glossary", 2, "A"),)
    text, losses = write("csv", *given, tests=(test,))
    assert losses == (
        Loss("the name of the glossary", 2, "A"),
        Loss('the separator "|" in a text', 1, "A"),
        Loss("glossary tests", 1, "A d."),
    )
    assert read("csv", text)[0].labels == ("A", "b/c")


def test_ids_of_a_project_become_labels_or_valid_ids() -> None:
    given = (
        Record(("Mast",), 0, fields=Fields(id="a#mast", broader=("b#spar-2",))),
        Record(("Spar",), 0, fields=Fields(id="b#spar", related=("a#mast",))),
        Record(("spar",), 0, fields=Fields(id="b#spar-2", replaced_by="own.id")),
        Record(("Boom",), 0, fields=Fields(id="own.id", status=Status.DEPRECATED)),
    )
    text, losses = write("yaml", *given)
    mast, spar, other, boom = (record.fields for record in read("yaml", text))
    assert (mast.id, mast.broader, spar.related) == ("", ("b-spar-2",), ("Mast",))
    assert (spar.id, other.id, other.replaced_by) == ("b-spar", "b-spar-2", "own.id")
    assert (boom.id, losses) == ("own.id", ())


@given(text=DEFINITIONS)
def test_markup_of_a_data_file_is_kept(text: str) -> None:
    record = Record(("A",), 0, "plain", markup=text or "x")
    written, _ = write("yaml", record, is_plain=True)
    assert read("yaml", written)[0].definition == (text or "x")


def test_a_page_for_language_models() -> None:
    spar = Record(("Spar",), 0, "A pole.", fields=Fields(id="g#spar"), address="g.html#spar")
    fields = Fields(
        aliases=("main_mast",),
        abbr="M",
        reading="ますと",
        broader=("g#spar",),
        related=("unknown",),
        status=Status.DEPRECATED,
        replaced_by="g#spar",
        avoid=("pole (vague)",),
        tags=("rig",),
        source="https://sails.example/a_b",
        hidden=("mst",),
        labels=(Label("帆柱", LabelKind.ALTERNATIVE, lang="ja"),),
    )
    mast = Record(
        ("Mast",), 0, "# Holds *sails*.\n1. Up", 0, fields, "rig", "https://a.example/g.html#mast"
    )
    text, losses = write("markdown-list", spar, mast, title="Sails", is_plain=True)
    assert (
        text
        == r"""# Sails: glossary

## Spar

A pole.

* Address: `g.html#spar`

## Mast

\# Holds \*sails\*.

1\. Up

* Also called: main_mast, 帆柱 (ja)
* Abbreviation: M
* Reading: ますと
* Status: deprecated
* Use instead: Spar
* Do not use: pole (vague)
* Broader: Spar
* Related: unknown
* Tags: rig
* Glossary: rig
* Source: <https://sails.example/a_b>
* Address: <https://a.example/g.html#mast>
"""
    )
    assert losses == (Loss("hidden", 1, "Mast"),)
