"""prh, Vale, cspell and textlint-rule-terminology."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats import Glossary, Record, Source, Written, read_source
from sphinxcontrib_glossterm.formats.choice import BY_KEY
from sphinxcontrib_glossterm.formats.linters.patterns import expression, word_of
from sphinxcontrib_glossterm.model import Case, Fields, Label, LabelKind, LinkTest, Status

SERVER = Record(("サーバー", "server"), 1, "*応答*する。", 1, Fields(avoid=("サーバ", "鯖 (俗語)")))
HOST = Record(("host",), 2, "", 0, Fields(avoid=("server machine (say: host)", "box")))
OLD = Record(("whitelist",), 3, "", 0, Fields(status=Status.DEPRECATED, replaced_by="Host"))
GONE = Record(("slave",), 4, "", 0, Fields(status=Status.DEPRECATED))
SCRIPT = Record(("JavaScript",), 5, "", 0, Fields(avoid=("C++ (no)",), abbr="JS"))
GLOSSARY = Glossary((SERVER, HOST, OLD, GONE, SCRIPT))


def write(key: str, glossary: Glossary = GLOSSARY) -> Written:
    written = BY_KEY[key].write(glossary)
    assert isinstance(written, Written)
    return written


def lost(key: str) -> dict[str, tuple[int, str]]:
    return {str(loss.what): (loss.count, loss.first) for loss in write(key).losses}


def read(text: str) -> Source:
    return read_source("prh.yml", text)


def reported(text: str) -> list[tuple[int, str]]:
    return [(problem.line, str(problem)) for problem in read(text).problems]


# -- expressions ---------------------------------------------------------------------

USES = [
    ("サーバ", "データサーバは", "データサーバ"[-3:]),
    ("サーバ", "サーバーとロードバランサーバイパス", ""),
    ("box", "a box, boxes and mailbox", "box"),
    ("C++", "C++ and VC++", "C++"),
    ("서버", "서버를 웹서버", "서버"),
    ("Kaffé", "Kaffé Kaffés", "Kaffé"),
    ("鯖", "鯖を立てる", "鯖"),
    ("a|b", "a|b a b", "a|b"),
]


@pytest.mark.parametrize(("label", "text", "found"), USES)
def test_an_expression_finds_uses_and_no_parts_of_words(label: str, text: str, found: str) -> None:
    assert re.findall(expression(label), text) == ([found] if found else [])


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=("Cc", "Cs"))))
def test_an_expression_is_read_back_as_its_word(label: str) -> None:
    assert re.search(expression(label), label)
    assert word_of(expression(label)) == label


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("サーバ(?!ー)", "サーバ"),
        (r"\bjs\b", "js"),
        (r"a\.b", "a.b"),
        ("(日経)?ソフトウエア", ""),
        ("a|b", ""),
        ("[Cc]ookie", ""),
        (r"\d\d", ""),
        ("a{9999999}", ""),
        ("(?!x)", ""),
        ("", ""),
    ],
)
def test_only_expressions_for_one_word_are_a_word(pattern: str, word: str) -> None:
    assert word_of(pattern) == word


# -- prh -----------------------------------------------------------------------------


def test_prh_has_a_rule_for_each_word_and_reason() -> None:
    text = write("prh").files[""]
    rules = yaml.safe_load(text)["rules"]
    assert [(rule["expected"], rule.get("prh", "")) for rule in rules] == [
        ("サーバー", ""),
        ("サーバー", "俗語"),
        ("host", "say: host"),
        ("host", ""),
        ("JavaScript", "no"),
    ]
    assert rules[0]["pattern"] == "/サーバ(?![ァ-ヺー])/"
    assert rules[2]["pattern"] == "server machine"
    assert rules[2]["options"] == {"wordBoundary": True}
    assert rules[2]["specs"] == [{"from": "server machine", "to": "host"}]
    assert "&" not in text


def test_the_specs_of_prh_include_glossary_tests_with_the_same_letters() -> None:
    tests = (
        LinkTest("ロードバランサーバイパスの設定", (), 1),
        LinkTest("サーバとロードバランサーバイパス", (), 2),
        LinkTest("計算機", (), 3),
    )
    text = write("prh", Glossary((SERVER,), tests=tests)).files[""]
    specs = [(s["from"], s["to"]) for s in yaml.safe_load(text)["rules"][0]["specs"]]
    assert specs == [
        ("サーバ", "サーバー"),
        ("ロードバランサーバイパスの設定", "ロードバランサーバイパスの設定"),
        ("サーバとロードバランサーバイパス", "サーバーとロードバランサーバイパス"),
    ]


def test_what_prh_omits() -> None:
    assert lost("prh") == {
        "definition": (1, "サーバー"),
        "further labels": (1, "サーバー"),
        "status": (2, "whitelist"),
        "replaced-by": (1, "whitelist"),
        "abbr": (1, "JavaScript"),
        "concepts without labels to avoid": (2, "whitelist"),
    }


PRH = """\
version: 1
imports:
  - ./other.yml
rules:
  - Cookie
  - expected: サーバー
    patterns:
      - サーバ
      - /サーヴァ(?!ー)/
    prh: 長音（付ける）
  - expected: サーバー
    pattern: 鯖
  - expected: jQuery
    specs:
      - from: jquery
        to: jQuery
      - from: ジェイクエリー
        to: jQuery
      - from: the jquery
        to: the jQuery
  - expected: ソフトウェア
    pattern: /(日経)?ソフトウエア/
    regexpMustEmpty: $1
  - expected: （$1）
    pattern: /\\(([^)]+)\\)/
  - pattern: x
"""


def test_a_file_of_prh() -> None:
    found = [(record.labels, record.fields.avoid, record.line) for record in read(PRH).records]
    assert found == [
        (("Cookie",), ("cookie",), 5),
        (("サーバー",), ("サーバ (長音[付ける])", "サーヴァ (長音[付ける])", "鯖"), 6),
        (("jQuery",), ("ジェイクエリー", "jquery"), 13),
        (("ソフトウェア",), (), 21),
    ]
    unread = (
        '"%s" is not read (values: 1); if it is needed, add it to the concepts after the conversion'
    )
    assert reported(PRH) == [
        (2, 'files in "imports" are not read (values: 1); convert each of them too'),
        (19, unread % "specs"),
        (
            22,
            '"/(日経)?ソフトウエア/" is a regular expression and is not read; write the words that'
            ' it is for in "avoid"',
        ),
        (23, unread % "regexpMustEmpty"),
        (24, '"（$1）" depends on a regular expression, so the rule is not read'),
        (26, 'this rule has no "expected" and is not read; write the word to use there'),
    ]


def test_a_file_without_rules() -> None:
    problem = read_source("x.yml", "[]", key="prh").problems[0]
    assert str(problem) == 'no list of rules; write "rules:" and, below it, "- expected: …"'


@pytest.mark.parametrize(
    "text",
    [
        "rules:\n- expected: &a [*a, *a]\n",
        "rules:\n- {expected: {a: b}}\n- [x]\n",
        "rules: " + "[" * 99,
    ],
)
def test_hostile_files(text: str) -> None:
    source = read(text)
    assert not source.records
    assert source.problems


WORDS = (
    st.text(
        min_size=1,
        max_size=12,
        alphabet=st.characters(categories=("L", "N", "P", "Sm", "Sc", "Zs")),
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and "$" not in text)
)
REASONS = st.text(max_size=9, alphabet="ab 理由:,.\"'").map(lambda text: " ".join(text.split()))


@settings(deadline=None)
@given(
    st.dictionaries(
        WORDS, st.dictionaries(WORDS, REASONS, min_size=1, max_size=3), min_size=1, max_size=3
    )
)
def test_words_in_prh_read_back_equal(words: dict[str, dict[str, str]]) -> None:
    """Except words that two concepts avoid."""
    seen: set[str] = set()
    expected: dict[str, dict[str, str]] = {}
    for label, avoided in words.items():
        own = {word: why for word, why in avoided.items() if word != label and word not in seen}
        seen.update(own)
        if own:
            expected[label] = own
    records = tuple(
        Record((label,), 0, fields=Fields(avoid=tuple(f"{w} ({why})" for w, why in own.items())))
        for label, own in expected.items()
    )
    # What the parentheses at the end of a word mean is a matter of the field "avoid".
    if any(set("()（）") & set(word) for own in expected.values() for word in own):
        return
    source = read(write("prh", Glossary(records)).files[""])
    assert [str(problem) for problem in source.problems] == []
    found = {r.labels[0]: dict(map(_avoided, r.fields.avoid)) for r in source.records}
    assert found == expected


def _avoided(written: str) -> tuple[str, str]:
    from sphinxcontrib_glossterm.model import AvoidedLabel

    return tuple(AvoidedLabel.read(written))  # type: ignore[return-value]


# -- Vale ----------------------------------------------------------------------------


def test_the_files_of_vale() -> None:
    files = write("vale").files
    folder = "config/vocabularies/Glossary"
    accepted = files[f"{folder}/accept.txt"].split("\n")
    assert accepted == ["[Ss]erver", "[Hh]ost", "JavaScript", "JS", ""]
    assert files[f"{folder}/reject.txt"] == "slave\n"
    words = yaml.safe_load(files["Glossary/Words.yml"])
    assert words["swap"] == {"server machine": "host", "box": "host", "whitelist": "host"}
    assert (words["extends"], words["nonword"]) == ("substitution", False)
    letters = yaml.safe_load(files["Glossary/Letters.yml"])
    assert letters["nonword"] is True
    assert letters["swap"] == {
        expression("サーバ"): "サーバー",
        "鯖": "サーバー",
        expression("C++"): "JavaScript",
    }


def test_what_vale_omits() -> None:
    assert lost("vale") == {
        "definition": (1, "サーバー"),
        "reasons not to use a label": (3, "サーバー"),
        "labels in scripts without spaces": (1, "サーバー"),
    }


def test_capitals_in_the_vocabulary_of_vale() -> None:
    records = (
        Record(("host",), 1, fields=Fields(case=Case.EXACT)),
        Record(("C++",), 1),
        Record(("#1",), 1),
        Record(("a.b",), 1),
    )
    accepted = write("vale", Glossary(records)).files["config/vocabularies/Glossary/accept.txt"]
    assert accepted.split("\n") == ["host", r"C\+\+", r"[Aa]\.b", ""]


def test_a_word_that_vale_would_read_as_two_is_omitted() -> None:
    record = Record(("a|b",), 1, fields=Fields(avoid=("c",)))
    written = write("vale", Glossary((record,)))
    assert "Glossary/Words.yml" not in written.files
    assert [str(loss.what) for loss in written.losses] == ["avoid"]


# -- lists of words ------------------------------------------------------------------


def test_the_settings_of_cspell() -> None:
    assert json.loads(write("cspell").files[""]) == {
        "version": "0.2",
        "words": ["JS", "JavaScript", "host", "server", "slave", "whitelist"],
        "flagWords": ["box->host"],
    }
    assert lost("cspell")["labels to avoid that are not one word"] == (3, "サーバー")


def test_the_terms_of_textlint() -> None:
    assert json.loads(write("textlint-terminology").files[""]) == [
        "JavaScript",
        "JS",
        [expression("サーバ"), "サーバー"],
        ["鯖(?=)", "サーバー"],
        ["server machine", "host"],
        ["box", "host"],
        [expression("C++"), "JavaScript"],
    ]


def test_labels_in_languages_are_words_too() -> None:
    fields = Fields(labels=(Label("Wirt", LabelKind.ALTERNATIVE, lang="de"),))
    written = write("cspell", Glossary((Record(("host",), 1, fields=fields),)))
    assert json.loads(written.files[""])["words"] == ["Wirt", "host"]
    assert written.losses == ()


def test_the_word_to_write_is_in_the_script_of_the_avoided_one() -> None:
    fields = Fields(
        avoid=("サーバ", "box"), labels=(Label("サーバー", LabelKind.ALTERNATIVE, lang="ja"),)
    )
    rules = yaml.safe_load(
        BY_KEY["prh"].write(Glossary((Record(("host",), 1, fields=fields),))).files[""]
    )
    assert [(rule["expected"], rule["pattern"]) for rule in rules["rules"]] == [
        ("サーバー", "/サーバ(?![ァ-ヺー])/"),
        ("host", "box"),
    ]
