"""Properties for any text, and for any records."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats import ENDINGS, Record, read_source
from sphinxcontrib_glossterm.model import Case, Fields, Label, LabelKind, Status

from .write import as_dumped_yaml, as_table, as_yaml

# Lone surrogates and control characters too.
ANY = st.text(alphabet=st.characters(exclude_categories=()))
MARKS = st.text(
    alphabet="-:[]{}&*!|>'\"%@`#,?~.<= \n\t\r\\abu0x|\x00\ud800\u2028\ufeff", max_size=40
)
PIECES = st.lists(
    st.sampled_from(
        [
            *[
                "- term: ",
                "concepts:",
                "glossary:",
                "tests:",
                "- text: ",
                "links: ",
                "compound:",
                "definition: |",
                "definition: >2-",
            ],
            *["tags: [", "]", "{", "}", "? ", "*a", "&a ", "!!int ", "<<: ", "a: b", "#", "---"],
            *["...", "%YAML 1.1", "\\U99999999", "term,definition\n", ",", '""', '"', "'"],
            *["\n", "\t", "  "],
        ]
    ),
    max_size=14,
).map("".join)


@settings(deadline=None)
@pytest.mark.parametrize("ending", ENDINGS)
@given(text=st.one_of(ANY, MARKS, PIECES, st.tuples(PIECES, MARKS).map("".join)))
@example(text='- "\\U99999999"')
@example(text="%YAML " + "1" * 5000)
@example(text="[" * 2000)
@example(text="- " * 2000)
@example(text='term,definition\na,"' + "x" * 140_000)
def test_any_text_is_read_and_every_problem_is_in_the_file(ending: str, text: str) -> None:
    source = read_source(f"glossary{ending}", text)
    last = len(re.split("\r\n|\r|\n", text))
    for problem in source.problems:
        assert str(problem)
        assert 1 <= problem.line <= last
    for record in source.records:
        assert record.labels
        assert all(record.labels)
        assert 1 <= record.line <= last
        assert (1 <= record.definition_line <= last) if record.definition else True
        repr(record).encode()


@settings(deadline=None)
@pytest.mark.parametrize("ending", ENDINGS)
@given(data=st.binary())
def test_any_bytes_are_read(ending: str, data: bytes) -> None:
    read_source(f"glossary{ending}", data)


# Valid in files: no control characters, and no line breaks that only some programs know.
CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029￾￿")
LINES = st.text(alphabet=st.one_of(CHARACTERS, st.sampled_from("\n |,;:#-\"'`*&![{No1.0\\")))
TEXTS = LINES.map(lambda text: " ".join(text.split()))
DEFINITIONS = LINES.map(lambda text: textwrap.dedent(text).strip())


def several(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts.filter(bool), unique=True, max_size=3).map(tuple)


TAGS = st.sampled_from(["ja", "zh-Hant", "pt-BR", "sr-Latn-RS", "de-1996"])


def in_languages(texts: dict[str, tuple[str, ...]]) -> tuple[Label, ...]:
    return tuple(
        Label(text, LabelKind.ALTERNATIVE, lang=tag) for tag in sorted(texts) for text in texts[tag]
    )


def records(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Record]]:
    lists = several(texts)
    fields = st.builds(
        Fields,
        **dict.fromkeys(("aliases", "hidden", "forms", "broader", "related", "tags"), lists),
        **dict.fromkeys(("abbr", "reading", "short", "source"), TEXTS),
        status=st.sampled_from(Status),
        id=st.from_regex(r"[\w.-]{0,5}", fullmatch=True),
        auto=st.sampled_from([None, True, False]),
        case=st.sampled_from(Case),
        compound=st.booleans(),
        lang=st.sampled_from(["", "no", "zh-TW"]),
        labels=st.dictionaries(TAGS, lists.filter(bool), max_size=2).map(in_languages),
        # Hypothesis chooses values of all members of a named tuple that are not given.
        **dict.fromkeys(("avoid", "see"), st.just(())),
        replaced_by=st.just(""),
    )
    record = st.builds(
        Record,
        lists.filter(bool),
        line=st.just(0),
        definition=DEFINITIONS,
        definition_line=st.just(0),
        fields=fields,
    )
    return st.lists(record, max_size=3)


def read(name: str, text: str) -> list[Record]:
    source = read_source(name, text)
    assert [str(problem) for problem in source.problems] == []
    return [replace(record, line=0, definition_line=0) for record in source.records]


@settings(deadline=None)
@pytest.mark.parametrize("write", [as_yaml, as_dumped_yaml])
@given(written=records(TEXTS))
def test_records_in_yaml_read_back_equal(write: object, written: list[Record]) -> None:
    assert callable(write)
    assert read("glossary.yaml", write(written)) == written


# A list in a table is one text: its parts cannot contain the separator.
PARTS = TEXTS.map(lambda text: " ".join(text.replace("|", " ").split()))


@settings(deadline=None)
@pytest.mark.parametrize(("name", "delimiter"), [("glossary.csv", ","), ("glossary.tsv", "\t")])
@given(written=records(PARTS))
def test_records_in_a_table_read_back_equal(
    name: str, delimiter: str, written: list[Record]
) -> None:
    assert read(name, as_table(written, delimiter)) == written
