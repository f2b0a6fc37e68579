"""Glossaries of Weblate, Crowdin and DeepL."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats import Glossary, Record, Source, Written, read_source
from sphinxcontrib_glossterm.formats.choice import BY_KEY
from sphinxcontrib_glossterm.formats.format import imported
from sphinxcontrib_glossterm.formats.translation.pairs import by_language, pair_of
from sphinxcontrib_glossterm.model import Fields, Label, LabelKind, Status

from .test_properties import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("weblate-csv", "crowdin-csv", "deepl-csv", "deepl-tsv")


def labels(**texts: str) -> tuple[Label, ...]:
    return tuple(
        Label(text, LabelKind.ALTERNATIVE, lang=tag.replace("_", "-"))
        for tag, joined in texts.items()
        for text in joined.split("|")
    )


HOST = Record(
    ("host", "node"),
    1,
    "A *computer*.",
    1,
    Fields(avoid=("box (slang)", "鯖"), labels=labels(ja="ホスト|ホスト機", zh_TW="主機")),
)
SERVER = Record(("サーバー",), 2, "", 0, Fields(lang="ja", labels=labels(en="server")))
OLD = Record(("slave",), 3, "", 0, Fields(status=Status.DEPRECATED, labels=labels(ja="奴隷")))
OWN = Record(("LoRA",), 4, "x", 4, Fields(id="lora", abbr="LoRA", tags=("ai",)))
ONLY = Record(("用語",), 5, "", 0, Fields(lang="ja"))
GLOSSARY = Glossary((HOST, SERVER, OLD, OWN, ONLY))


def write(key: str, glossary: Glossary = GLOSSARY) -> Written:
    written = BY_KEY[key].write(glossary)
    assert isinstance(written, Written)
    return written


def lost(key: str) -> dict[str, tuple[int, str]]:
    return {str(loss.what): (loss.count, loss.first) for loss in write(key).losses}


def read(key: str, files: Mapping[str, str] | str, name: str = "glossary.csv") -> Source:
    return read_source(name, files, key=key)


def back(key: str, glossary: Glossary) -> Source:
    files = write(key, glossary).files
    return read(key, files[""] if key == "crowdin-csv" else files)


def reported(source: Source) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, str(problem)) for problem in source.problems]


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("en-ja.csv", ("en", "ja")),
        ("a/glossary-en_US-zh-TW.csv", ("en-US", "zh-TW")),
        ("glossary.en-pt_BR.tsv", ("en", "pt-BR")),
        ("ja.csv", ("", "ja")),
        ("pt-BR.csv", ("", "pt-BR")),
        ("zh_Hans.csv", ("", "zh-Hans")),
        ("terms-ja.csv", ("", "ja")),
        ("glossary.csv", ("", "")),
        ("xx-yy.csv", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_languages_in_the_name_of_a_file(name: str, pair: tuple[str, str]) -> None:
    assert tuple(pair_of(name)) == pair


# -- Weblate -------------------------------------------------------------------------

WEBLATE = """\
location,source,target,id,fuzzy,context,translator_comments,developer_comments
,host,ホスト,,,,,A computer.
,server,サーバー,,True,,,
,LoRA,LoRA,,,lora,see wiki,"Low *rank*

x"
,,x,,,,,
"""


def test_the_files_for_weblate() -> None:
    files = write("weblate-csv").files
    assert [*files] == ["en-ja.csv", "en-zh-TW.csv"]
    head, *rows = csv.reader(io.StringIO(files["en-ja.csv"]))
    assert [",".join(head), *map(",".join, rows)] == [
        "location,source,target,id,fuzzy,context,translator_comments,developer_comments",
        ",host,ホスト,,,,,A computer.",
        ",server,サーバー,,,,,",
        ",slave,奴隷,,,,,",
        ",LoRA,,,,lora,,x",
    ]
    assert lost("weblate-csv") == {
        "markup of definitions": (1, "host"),
        "further labels": (1, "host"),
        "concepts without a label in the language of the glossary": (1, "用語"),
        "avoid": (1, "host"),
        "status": (1, "slave"),
        "tags": (1, "LoRA"),
    }


def test_translate_toolkit_which_weblate_uses_reads_the_file() -> None:
    csvl10n = pytest.importorskip("translate.storage.csvl10n")
    store = csvl10n.csvfile.parsestring(write("weblate-csv").files["en-ja.csv"].encode())
    units = [unit for unit in store.units if not unit.isheader()]
    found = [(unit.source, unit.target, unit.getnotes("developer")) for unit in units]
    assert found[:2] == [("host", "ホスト", "A computer."), ("server", "サーバー", "")]
    assert [unit.getcontext() for unit in units] == ["", "", "", "lora"]


def test_a_file_of_weblate() -> None:
    source = read("weblate-csv", WEBLATE, "en-ja.csv")
    assert [(r.labels, r.definition, r.definition_line, r.fields) for r in source.records] == [
        (("host",), "A computer.", 2, Fields(labels=labels(ja="ホスト"))),
        (("server",), "", 0, Fields()),
        (("LoRA",), "Low \\*rank\\*\n\nx", 4, Fields(id="lora", labels=labels(ja="LoRA"))),
    ]
    assert source.language == "en"
    assert reported(source) == [
        ("", 3, 'the translation "サーバー" needs editing and is not read; edit it in Weblate'),
        (
            "",
            4,
            '"translator_comments" is not read (values: 1); if it is needed, add it to'
            " the concepts after the conversion",
        ),
        ("", 7, 'this row has no "source" and is ignored'),
    ]


def test_files_of_several_languages_are_one_glossary() -> None:
    files = {
        "en-ja.csv": "source,target\nhost,ホスト\n",
        "en-de.csv": "source,target,developer_comments\nhost,Wirt,A computer.\nbox,\n",
        "notes.csv": "a,b\n",
    }
    source = read("weblate-csv", files)
    assert [(r.labels, r.fields.labels, r.definition, r.file) for r in source.records] == [
        (("host",), labels(de="Wirt", ja="ホスト"), "A computer.", "en-de.csv"),
        (("box",), (), "", "en-de.csv"),
    ]
    assert [(file, line) for file, line, _ in reported(source)] == [("notes.csv", 1)]


def test_a_translation_whose_language_is_not_known_is_an_alias() -> None:
    (record,) = read("weblate-csv", "source,target\nhost,ホスト\n").records
    assert record.fields.aliases == ("ホスト",)


# -- Crowdin -------------------------------------------------------------------------


def test_the_file_for_crowdin() -> None:
    head, *rows = csv.DictReader(io.StringIO(write("crowdin-csv").files[""])), ()
    found = [
        (row["Term [en]"], row["Status [en]"], row["Term [ja]"], row["Status [ja]"]) for row in head
    ]
    assert rows == [()]
    assert found == [
        ("host", "preferred", "ホスト", "preferred"),
        ("node", "admitted", "ホスト", "preferred"),
        ("box", "not recommended", "ホスト", "preferred"),
        ("host", "preferred", "ホスト機", "admitted"),
        ("host", "preferred", "鯖", "not recommended"),
        ("server", "preferred", "サーバー", "preferred"),
        ("slave", "obsolete", "奴隷", "obsolete"),
        ("LoRA", "preferred", "", ""),
    ]
    assert lost("crowdin-csv") == {
        "markup of definitions": (1, "host"),
        "concepts without a label in the language of the glossary": (1, "用語"),
        "tags": (1, "LoRA"),
        "id": (1, "LoRA"),
    }


CROWDIN = """\
Term [en],Description [en],Part of Speech [en],Status [en],Note [en],Term [ja],Status [ja]
host,A computer.,noun,preferred,,ホスト,preferred
box,,,not recommended,slang,ホスト,
slave,,,obsolete,,,
,,,,,,
API,,,,see wiki,,
"""


def test_a_file_of_crowdin() -> None:
    source = read("crowdin-csv", CROWDIN)
    assert [(r.labels, r.definition, r.fields) for r in source.records] == [
        (("host",), "A computer.", Fields(avoid=("box (slang)",), labels=labels(ja="ホスト"))),
        (("slave",), "", Fields(status=Status.DEPRECATED)),
        (("API",), "", Fields()),
    ]
    assert source.language == "en"
    assert [(line, text.partition(" is not")[0]) for _, line, text in reported(source)] == [
        (2, '"part of speech [en]"'),
        (6, '"Note [en]"'),
    ]


# -- DeepL ---------------------------------------------------------------------------


def test_the_files_for_deepl() -> None:
    files = write("deepl-csv").files
    assert files["en-ja.csv"] == (
        "host,ホスト,EN,JA\nnode,ホスト,EN,JA\nserver,サーバー,EN,JA\nslave,奴隷,EN,JA\n"
    )
    assert files["en-zh-TW.csv"] == "host,主機,EN,ZH-TW\nnode,主機,EN,ZH-TW\n"
    tabs = write("deepl-tsv").files["en-ja.tsv"]
    assert tabs.startswith("host\tホスト\nnode\tホスト\n")
    assert lost("deepl-csv") == {
        "definition": (2, "host"),
        "further translations": (1, "host"),
        "concepts without a translation": (1, "LoRA"),
        "concepts without a label in the language of the glossary": (1, "用語"),
        "avoid": (1, "host"),
        "status": (1, "slave"),
        "tags": (1, "LoRA"),
        "id": (1, "LoRA"),
    }


def test_deepl_accepts_each_word_once_and_short_texts_only() -> None:
    records = (
        Record(("bank", "あ" * 342), 1, fields=Fields(labels=labels(ja="銀行"))),
        Record(("bank",), 2, fields=Fields(labels=labels(ja="土手"))),
    )
    written = write("deepl-tsv", Glossary(records))
    assert written.files == {"en-ja.tsv": "bank\t銀行\n"}
    assert [(str(loss.what), loss.count) for loss in written.losses] == [
        ("labels that are too long, or that another concept has", 2)
    ]


@pytest.mark.parametrize(
    ("key", "name", "text"),
    [
        ("deepl-csv", "x.csv", 'host,"ホ,スト",EN,JA\nx\nhost,Wirt,EN,DE\n'),
        ("deepl-tsv", "en-ja.tsv", "host\tホ,スト\nx\n"),
    ],
)
def test_a_file_of_deepl(key: str, name: str, text: str) -> None:
    source = read(key, text, name)
    (record,) = source.records
    assert record.labels == ("host",)
    assert record.fields.labels[0] == labels(ja="ホ,スト")[0]
    assert source.language == "en"
    message = "this row is not a word and its translation and is ignored; write both"
    assert reported(source) == [("", 2, message)]


# -- all -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_the_format_is_recognised(key: str) -> None:
    files = write(key).files
    name, content = ("a.csv", files[""]) if "" in files else ("folder", files)
    found = read_source(name, content)
    assert found.records
    assert found == read(key, content, name)
    if not isinstance(content, str):  # a single file too
        one = next(iter(files))
        assert read_source(one, files[one]).records


@pytest.mark.parametrize(
    ("name", "text"), [("wörter.csv", "Wort,Bedeutung\na,b\n"), ("a.tsv", "Wort\tBedeutung\n")]
)
def test_a_table_with_other_names_of_columns_is_still_reported(name: str, text: str) -> None:
    (problem,) = read_source(name, text).problems
    assert str(problem).startswith('no column "term" in the first row')


@pytest.mark.parametrize("key", KEYS)
def test_general_tables_are_not_taken_for_another_format(key: str) -> None:
    tables = (
        ("a.csv", "term,tags\na,b\n"),
        ("a.tsv", "term\tdefinition\na\tb\n"),
        ("en-ja.csv", "term,source\na,b\n"),
    )
    for name, text in tables:
        assert read_source(name, text).problems == ()
        form = BY_KEY[key]
        content = {name: text} if form.is_folder else text
        assert not imported(form.recognise)(content)


def in_two_languages(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Record]]:
    return st.lists(
        st.tuples(texts, texts, texts), unique_by=(lambda own: own[0], lambda own: own[1])
    ).map(
        lambda rows: [
            Record((one,), 0, definition, fields=Fields(labels=labels_of(two)))
            for one, two, definition in rows
        ]
    )


def labels_of(text: str) -> tuple[Label, ...]:
    return (Label(text, LabelKind.ALTERNATIVE, lang="ja"),)


@settings(deadline=None)
@pytest.mark.parametrize("key", KEYS)
@given(written=in_two_languages(TEXTS.filter(bool)))
def test_terms_and_translations_read_back_equal(key: str, written: list[Record]) -> None:
    source = back(key, Glossary(tuple(written), is_plain=True))
    assert [str(problem) for problem in source.problems] == []
    found = {record.labels[0]: by_language(record, "en") for record in source.records}
    assert found == {record.labels[0]: by_language(record, "en") for record in written}


@settings(deadline=None)
@given(
    st.lists(TEXTS.filter(bool), unique=True, min_size=2, max_size=8),
    st.sampled_from(["alias", "avoid", "ja"]),
)
def test_what_crowdin_can_hold_is_read_back_equal(texts: list[str], kind: str) -> None:
    first, second, *more = texts
    if kind == "avoid":
        own = Fields(avoid=tuple(f"{text} ()" for text in more), labels=labels_of(second))
    elif kind == "ja":
        own = Fields(labels=(*labels_of(second), *(x for t in more for x in labels_of(t))))
    else:
        own = Fields(aliases=tuple(more), labels=labels_of(second))
    record = Record((first,), 0, "Text.", fields=own)
    source = back("crowdin-csv", Glossary((record,), is_plain=True))
    (found,) = source.records
    assert by_language(found, "en") == by_language(record, "en")
    assert found.definition == "Text."
    if not set("()（）").intersection("".join(texts)):
        assert {*found.fields.avoid} == {text.removesuffix(" ()") for text in own.avoid}


@settings(deadline=None)
@pytest.mark.parametrize("key", KEYS)
@given(text=st.text(alphabet='ab,"\n\t[]enTrm;sourcetgd ', max_size=60))
def test_any_text_is_read(key: str, text: str) -> None:
    source = read(key, text, "en-ja.csv")
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in source.problems)
    assert all(record.labels for record in source.records)


@pytest.mark.parametrize("key", KEYS)
def test_many_rows_of_one_concept_take_no_quadratic_time(key: str) -> None:
    """It takes about one second."""
    start = time.process_time()
    head = {
        "weblate-csv": "source,target\n",
        "crowdin-csv": "Term [en],Term [ja],Status [ja]\n",
    }.get(key, "")
    cell = "\t" if key == "deepl-tsv" else ","
    ending = ",obsolete" if key == "crowdin-csv" else ""
    rows = "".join(f"host{cell}x{n}{ending}\n" for n in range(30_000))
    (record,) = read(key, head + rows, "en-ja.tsv" if key == "deepl-tsv" else "en-ja.csv").records
    assert back(key, Glossary((record,), is_plain=True)).records
    assert time.process_time() - start < 20


def test_many_columns_take_no_quadratic_time() -> None:
    start = time.process_time()
    names = [f"c{number}" for number in range(100_000)]
    text = f"Term [en],{','.join(names)}\nmast,{','.join(names)}\n"
    source = read_source("x.csv", text)
    assert [record.labels for record in source.records] == [("mast",)]
    assert time.process_time() - start < 20
