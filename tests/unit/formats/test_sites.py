"""Contextive, docusaurus-plugin-glossary, abbreviations of MkDocs, and folders of terms."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats import Glossary, Record, Source, Written, read_source
from sphinxcontrib_glossterm.formats.choice import BY_KEY
from sphinxcontrib_glossterm.formats.plain_text import as_markup, as_text
from sphinxcontrib_glossterm.formats.registry import MAX_PROBLEMS
from sphinxcontrib_glossterm.formats.yaml_text import yaml_text
from sphinxcontrib_glossterm.model import Case, Fields, Label, LabelKind, Status

from .test_properties import DEFINITIONS, TEXTS

JA = (Label("低ランク適応", LabelKind.ALTERNATIVE, lang="ja"),)
LORA = Record(
    ("Low-Rank Adaptation",),
    1,
    "Adds a *low-rank* product.\n\nTo a frozen matrix.",
    1,
    Fields(
        abbr="LoRA",
        aliases=("adapter",),
        avoid=("LORA",),
        see=("https://a.example/x", "other"),
        auto=False,
        case=Case.EXACT,
        labels=JA,
    ),
    glossary="ml",
)
BARE = Record(("PEFT",), 2)
GLOSSARY = Glossary((LORA, BARE), title="Docs")
UNREAD = (
    '"%s" is not read (values: %s); if it is needed, add it to the concepts after the conversion'
)


def write(key: str, glossary: Glossary = GLOSSARY) -> Written:
    written = BY_KEY[key].write(glossary)
    assert isinstance(written, Written)
    return written


def lost(key: str) -> dict[str, tuple[int, str]]:
    return {str(loss.what): (loss.count, loss.first) for loss in write(key).losses}


def reported(source: Source) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, str(problem)) for problem in source.problems]


# -- Contextive ----------------------------------------------------------------------


def test_the_file_for_contextive() -> None:
    text = write("contextive").files[""]
    assert yaml.safe_load(text) == {
        "contexts": [
            {
                "name": "ml",
                "terms": [
                    {
                        "name": "Low-Rank Adaptation",
                        "definition": LORA.definition,
                        "aliases": ["adapter", "LoRA", "低ランク適応"],
                    }
                ],
            },
            {"name": "Docs", "terms": [{"name": "PEFT"}]},
        ]
    }
    assert lost("contextive") == dict.fromkeys(
        ("languages of labels", "avoid", "see", "auto", "case"), (1, "Low-Rank Adaptation")
    )


CONTEXTIVE = """\
contexts:
  - name: Cargo
    domainVisionStatement: To route.
    terms:
    - name: Cargo
      definition: |
        A *unit*.

        Second.
      examples:
        - One.
        - Two.
      aliases: [unit]
    - name: Leg
      meta: {a: b}
      examples: []
    - definition: no name
  - name: Billing
    paths: [x]
    terms:
    - name: Policy
"""


def test_a_file_of_contextive() -> None:
    source = read_source("definitions.yml", CONTEXTIVE)
    assert [(r.labels, r.definition, r.definition_line, r.fields) for r in source.records] == [
        (("Cargo",), "A *unit*.\n\nSecond.", 7, Fields(aliases=("unit",), tags=("Cargo",))),
        (("Leg",), "", 0, Fields(tags=("Cargo",))),
        (("Policy",), "", 0, Fields(tags=("Billing",))),
    ]
    assert reported(source) == [
        ("", 3, UNREAD % ("domainVisionStatement", 1)),
        ("", 10, UNREAD % ("examples", 2)),
        ("", 15, UNREAD % ("meta", 1)),
        (
            "",
            17,
            'the concept with the text "no name" has no term and is ignored; add a "term"',
        ),
        ("", 19, UNREAD % ("paths", 1)),
    ]


def test_the_name_of_one_context_is_the_title() -> None:
    source = read_source("x.yml", "contexts:\n- name: Cargo\n  terms:\n  - name: Leg\n")
    assert (source.title, source.records[0].fields.tags) == ("Cargo", ())


@pytest.mark.parametrize("text", ["contexts: 1", "contexts:", "contexts: [[[x]]]", "a: b", "[]"])
def test_other_yaml_for_contextive(text: str) -> None:
    source = read_source("x.yml", text, key="contextive")
    assert source.records == ()


NAMED = st.lists(
    st.builds(
        lambda name, text, more: Record((name,), 0, text, fields=Fields(aliases=tuple(more))),
        TEXTS.filter(bool),
        DEFINITIONS,
        st.lists(TEXTS.filter(bool), max_size=2, unique=True),
    ).filter(lambda record: record.labels[0] not in record.fields.aliases),
    max_size=3,
)


@settings(deadline=None)
@given(NAMED)
def test_contextive_is_read_back_equal(records: list[Record]) -> None:
    text = write("contextive", Glossary(tuple(records), is_plain=True)).files[""]
    source = read_source("x.yml", text)
    assert source.problems == ()
    found = [(record.labels, record.definition, record.fields) for record in source.records]
    assert found == [(r.labels, as_markup(r.definition), r.fields) for r in records]


def test_definitions_of_contextive_are_not_trusted() -> None:
    text = "```{raw} html\n<script>\n```\n\n<script>, {include}`x` and [page](page.md)"
    text = yaml_text({"contexts": [{"terms": [{"name": "A", "definition": text}]}]})
    source = read_source("x.yml", text)
    assert source.records[0].definition == (
        "```\n<script>\n```\n\n\\<script>, \\{include}`x` and page"
    )
    assert source.is_markdown
    assert reported(source) == [("", 4, UNREAD % ("links to pages of the other site", 1))]


# -- docusaurus-plugin-glossary ------------------------------------------------------


def test_the_file_for_docusaurus() -> None:
    assert json.loads(write("docusaurus").files[""]) == {
        "title": "Docs",
        "terms": [
            {
                "term": "LoRA",
                "definition": "Adds a low-rank product.\n\nTo a frozen matrix.",
                "abbreviation": "Low-Rank Adaptation",
                "aliases": ["Low-Rank Adaptation", "adapter", "低ランク適応"],
                "references": [{"label": "https://a.example/x", "url": "https://a.example/x"}],
                "autoLink": False,
                "caseSensitive": True,
            }
        ],
    }
    assert lost("docusaurus") == {
        "markup of definitions": (1, "Low-Rank Adaptation"),
        "see": (1, "Low-Rank Adaptation"),
        "languages of labels": (1, "Low-Rank Adaptation"),
        "concepts without a definition": (1, "PEFT"),
        "avoid": (1, "Low-Rank Adaptation"),
    }


DOCUSAURUS = """\
{
  "description": "x",
  "terms": [
    {
      "term": "API",
      "abbreviation": "Application Programming Interface",
      "definition": "Rules & *protocols*.\\n\\n<b>",
      "relatedTerms": ["REST", 7],
      "aliases": ["APIs"],
      "id": "api",
      "autoLink": false,
      "caseSensitive": true,
      "documentation": {"path": "/docs/api"}
    },
    "x",
    {"definition": "none"},
    {"term": "REST \\ud800", "definition": 1,
     "references": [{"label": "a", "url": "https://a.example/"}, {"url": "javascript:x"}]}
  ]
}
"""


def test_a_file_of_docusaurus() -> None:
    source = read_source("glossary.json", DOCUSAURUS)
    api, rest = source.records
    assert (api.labels, api.line) == (("Application Programming Interface",), 4)
    assert as_text(api.definition) == "Rules & *protocols*.\n\n<b>"
    assert api.definition != as_text(api.definition)
    assert api.fields == Fields(
        abbr="API",
        aliases=("APIs",),
        related=("REST",),
        id="api",
        auto=False,
        case=Case.EXACT,
    )
    assert (rest.labels, rest.line, rest.definition) == (("REST \ufffd",), 17, "")
    assert rest.fields.see == ("https://a.example/",)
    assert reported(source) == [
        ("", 2, UNREAD % ("description", 1)),
        ("", 4, UNREAD % ("documentation", 1)),
        ("", 15, 'this is not a term and is ignored; write {"term": "…", "definition": "…"}'),
        ("", 16, 'the concept with the text "none" has no term and is ignored; add a "term"'),
    ]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('{"terms": [\n{,}]}', 2, "this is not JSON (Expecting property name"),
        ("{}", 1, "no list of terms; write"),
        ("[]", 1, "no list of terms; write"),
        ('{"terms": {}}', 1, "no list of terms; write"),
        ("[" * 100_000, 1, "a number is too long, or values are nested too deeply"),
        ('{"terms": ' + "1" * 5000 + "}", 1, "a number is too long, or values are nested"),
    ],
)
def test_hostile_json(text: str, line: int, problem: str) -> None:
    source = read_source("glossary.json", text, key="docusaurus")
    assert source.records == ()
    assert source.problems[0].line == line
    assert str(source.problems[0]).startswith(problem)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["terms", "term", "definition", "aliases", "references", "id", "x"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=20,
)


@settings(deadline=None)
@pytest.mark.parametrize("key", ["docusaurus", "json-object"])
@given(value=JSON, indent=st.sampled_from([None, 1]))
def test_any_json_is_read(key: str, value: Any, indent: int | None) -> None:
    text = json.dumps({"terms": value} if indent else value, indent=indent)
    source = read_source("a.json", text, key=key)
    last = text.count("\n") + 1
    assert all(1 <= problem.line <= last for problem in source.problems)
    assert all(1 <= record.line <= last for record in source.records)


def test_an_object_of_texts() -> None:
    source = read_source("terms.json", '{"API": "Rules.",\n "x": 1,\n "": "y"}', key="json-object")
    assert [(r.labels, r.definition, r.line) for r in source.records] == [(("API",), "Rules.", 1)]
    assert [line for _, line, _ in reported(source)] == [2, 3]
    assert read_source("terms.json", '{"API": "Rules."}').records
    assert read_source("terms.json", '{"API": 1}').records == ()


# -- MkDocs --------------------------------------------------------------------------


def test_the_abbreviations_for_mkdocs() -> None:
    bracket = Record(("a]b", "LoRA"), 3, "x")
    written = write("abbr", Glossary((LORA, BARE, bracket)))
    text = "Adds a low-rank product. To a frozen matrix."
    assert written.files[""] == "".join(
        f"*[{label}]: {text}\n"
        for label in ("Low-Rank Adaptation", "adapter", "LoRA", "低ランク適応")
    )
    assert {str(loss.what): loss.count for loss in written.losses} == {
        "markup of definitions": 1,
        "concepts without a definition": 1,
        "labels with brackets, and those that another concept has": 1,
        "avoid": 1,
        "see": 1,
        "auto": 1,
        "case": 1,
    }


MKDOCS = """\
# Page

*[HTML]: Hyper Text Markup *Language*
*[W3C]: World Wide Web Consortium
*[ HTML5 ]: Hyper Text Markup *Language*

```
*[x]: code
```

*[y]
Text *[z]: no
"""


def test_abbreviations_in_a_page() -> None:
    source = read_source("page.md", MKDOCS, key="abbr")
    assert [(r.labels, r.definition, r.line) for r in source.records] == [
        (("HTML", "HTML5"), r"Hyper Text Markup \*Language\*", 3),
        (("W3C",), "World Wide Web Consortium", 4),
    ]
    message = 'not an abbreviation; write "*[HTML]: Hyper Text Markup Language"'
    assert reported(source) == [("", 11, message)]
    assert read_source("page.md", "text", key="abbr").problems[0].line == 1


def test_a_file_of_abbreviations_is_recognised() -> None:
    text = "<!-- All -->\n\n*[HTML]: Hyper Text\n"
    assert read_source("abbreviations.md", text).records
    assert not read_source("page.md", MKDOCS).records


@settings(deadline=None)
@given(
    st.dictionaries(
        TEXTS.filter(lambda text: text and not {"]", "["} & set(text)), TEXTS.filter(bool)
    )
)
def test_abbreviations_are_read_back_equal(texts: dict[str, str]) -> None:
    records = tuple(Record((label,), 0, text) for label, text in texts.items())
    text = write("abbr", Glossary(records, is_plain=True)).files[""]
    source = read_source("x.md", text, key="abbr")
    found = {label: as_text(r.definition) for r in source.records for label in r.labels}
    assert found == texts


# -- front matter --------------------------------------------------------------------

POD = """\
---
title: Pod
id: pod
date: 2018-04-12
full_link: https://k8s.example/pods/
short_description: >
  The smallest object.

aka:
- pods group
tags:
- core
- ""
---
 The *smallest* {{< glossary_tooltip text="object" term_id="object" >}}.

<!--more-->

## Use

Managed by a {{< glossary_tooltip term_id="deployment" >}}; see [docs](/docs/x "T") and
{{< note "x" >}}.
"""
DEPLOYMENT = """\
+++
title = "Deployment"
id = "deployment"
aliases = ["/old/", "deploy"]
weight = 3
+++
"""
TERM = "---\nid: t-1\ntitle: T1\nhoverText: 'Hover: *text*'\nstatus: Completed\n---\n"
FILES = {
    "pod.md": POD,
    "sub/deployment.md": DEPLOYMENT,
    "t.mdx": TERM,
    "_index.md": "---\ntitle: Glossary\n---\n",
    "plain.md": "No front matter.\n",
    "bad.md": "+++\na = [\n+++\n",
    "alias.md": "---\ntitle: &a X\naka: *a\ntitle: Y\n---\nX.\n",
    "untitled.md": "---\nid: u\n---\nText.\n",
}


def test_a_folder_of_terms() -> None:
    source = read_source("terms", FILES)
    alias, pod, deployment, term = source.records
    assert [one.file for one in source.records] == [
        "alias.md",
        "pod.md",
        "sub/deployment.md",
        "t.mdx",
    ]
    assert (alias.labels, alias.definition) == (("X",), "X.")
    assert (pod.labels, pod.definition_line) == (("Pod",), 15)
    assert pod.definition == (
        "The *smallest* object.\n\n\n\n**Use**\n\nManaged by a Deployment; see docs and\n"
        r'\{\{< note "x" >}}.'
    )
    assert pod.fields == Fields(
        id="pod",
        see=("https://k8s.example/pods/",),
        short="The smallest object.",
        aliases=("pods group",),
        tags=("core",),
    )
    assert deployment.fields == Fields(id="deployment", aliases=("deploy",))
    assert (term.labels, term.definition) == (("T1",), r"Hover: \*text\*")
    assert [(file, line, text[:24]) for file, line, text in reported(source)] == [
        ("alias.md", 3, '"*a" is a YAML alias, wh'),
        ("alias.md", 4, 'duplicate key "title" is'),
        ("bad.md", 2, "the front matter is not "),
        ("plain.md", 1, "no front matter, so the "),
        ("pod.md", 4, '"date" is not read (valu'),
        ("pod.md", 15, "links to pages of the ot"),
        ("pod.md", 22, '"{{< note "x" >}}" is a '),
        ("sub/deployment.md", 4, '"aliases" is not read (v'),
        ("sub/deployment.md", 5, '"weight" is not read (va'),
        ("t.mdx", 5, '"status" is not read (va'),
        ("untitled.md", 1, "the concept with the tex"),
    ]


def test_a_deprecated_term() -> None:
    source = read_source("a.md", "---\ntitle: A\nstatus: Deprecated\n---\n")
    assert source.records[0].fields.status is Status.DEPRECATED
    assert source.records[0].file == ""


@settings(deadline=None)
@given(st.text(alphabet="---+\n: ta=\"'[]{}#x`<!>~\\", max_size=80))
def test_any_folder_is_read(text: str) -> None:
    for start in ("", "---\n", "+++\n", "---\ntitle: x\n---\n"):
        content = start + text
        source = read_source("terms", {"a.md": content}, key="front-matter")
        last = content.count("\n") + 1
        assert all(1 <= problem.line <= last for problem in source.problems)
        for record in source.records:
            assert (1 <= record.definition_line <= last) == bool(record.definition)


def test_many_keys_take_no_quadratic_time() -> None:
    start = time.process_time()
    keys = "".join(f"k{n} = {n}\n" for n in range(30_000))
    source = read_source("a.md", f"+++\ntitle = 'A'\n{keys}+++\nText.\n")
    assert source.records[0].definition == "Text."
    assert source.problems[-1].args == (str(30_000 - MAX_PROBLEMS),)
    assert time.process_time() - start < 20
