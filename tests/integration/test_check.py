"""The terminology check: what is read, where it is reported, and in which builds."""

from __future__ import annotations

import json

import pytest

from sphinxcontrib_glossterm.config import RULES, SEVERITIES
from sphinxcontrib_glossterm.sphinx_ext.check import SUBTYPES
from sphinxcontrib_glossterm.terminology import Rule, Severity

WORDS = """
    Words
    =====

    .. glossary::

       サーバー
          :avoid: サーバ | server machine (say: host)

          サーバ is an old spelling.

       allowlist
          :avoid: whitelist

          A list for each サーバ.
    """
PLACES = """
    A server machine is here
    ========================

    .. toctree::

       words

    The サーバ, a ``サーバ``, *server
    machine* and `サーバ <http://x.invalid/サーバ>`_ and :term:`サーバ`.

    =======  ======
    サーバ   a
    =======  ======
    b        サーバ
    =======  ======

    * データサーバ, ロードバランサーバイパス

        A quoted サーバ.

    .. code::

       サーバ

    .. glossterm: ignore

    An old サーバ.

    .. rst-class:: glossterm-check-off

    Another old サーバ.

    .. include:: part.txt
    """
WARNING = 'WARNING: do not use "{}"; write "{}"{} [glossterm.avoided_term]'.format
SERVER = WARNING("サーバ", "サーバー", "")
MACHINE = WARNING("server machine", "サーバー", " (say: host)")
EXPECTED = [
    f"index.rst:1:3: {MACHINE}",
    f"index.rst:8:5: {SERVER}",
    f"index.rst:8:22: {MACHINE}",
    f"index.rst:9:15: {SERVER}",
    f"index.rst:9:55: {SERVER}",
    f"index.rst:12:1: {SERVER}",
    f"index.rst:14:10: {SERVER}",
    f"index.rst:17:6: {SERVER}",
    f"part.txt:1:9: {SERVER}",
    f"words.rst:14:23: {SERVER}",
]
SOURCE = {"index.rst": PLACES, "words.rst": WORDS, "part.txt": "Part of サーバ.\n"}


def test_every_kind_of_text_and_its_place(project):
    project(SOURCE).build(warns=EXPECTED)


def test_in_markdown(project):
    page = """
        # サーバの話

        本文のサーバ、**サーバ**、`サーバ`、[サーバ](http://x.invalid/サーバ)。

        | a | サーバ |
        |---|---|
        | サーバ | b |

        % glossterm: ignore

        サーバ

        :::{note}
        :class: glossterm-check-off
        サーバ
        :::

        ```{toctree}
        words
        ```
        """
    places = ["1:3", "3:4", "3:10", "3:23", "5:7", "7:3"]
    warns = [f"index.md:{place}: {SERVER}" for place in places]
    made = project({"index.md": page, "words.rst": WORDS}, myst_enable_extensions=["colon_fence"])
    made.build(warns=[*warns, EXPECTED[-1]])


def test_the_warnings_come_back_until_they_are_heeded(project):
    made = project(SOURCE)
    site = made.build(warns=EXPECTED)
    site, written = made.rebuild(site, warns=EXPECTED)
    assert written == set()
    made.edit("part.txt", "サーバ", "サーバー")
    left = [warning for warning in EXPECTED if not warning.startswith("part")]
    site, written = made.rebuild(site, warns=left)
    assert written == {"index"}
    # An edit of the glossary only.
    made.edit("words.rst", ":avoid: サーバ |", ":avoid:")
    machines = [warning for warning in left if MACHINE in warning]
    site, _ = made.rebuild(site, warns=machines)
    assert made.build(warns=None).warnings == machines
    made.configure(check={"avoided": "off"})
    made.rebuild(site)


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_same_with_several_processes(project, jobs):
    pages = {f"p{n}.md": f"# P\n\nThe サーバ {n}.\n" for n in range(8)}
    contents = "# T\n\n```{toctree}\n:glob:\np*\nwords\n```\n"
    made = project({"index.md": contents, "words.rst": WORDS, **pages})
    warns = [*(f"p{n}.md:3:5: {SERVER}" for n in range(8)), EXPECTED[-1]]
    made.make(jobs=jobs, warns=warns)


def test_labels_to_avoid_are_not_linked(project):
    made = project(SOURCE, link="everywhere", link_density="every")
    site = made.build(warns=None)
    assert [text for text, _ in site.mentions("index") if "サーバー" not in text] == []


def test_a_page_may_be_left_out(project):
    page = "---\nglossterm-check: off\n---\n# A サーバ\n\n```{toctree}\nwords\n```\n"
    project({"index.md": page, "words.rst": WORDS}).build(warns=EXPECTED[-1:])


def test_quotations_are_read_if_they_are_linked(project):
    site = project(SOURCE, link_in=["block_quotes"]).build(warns=None)
    assert f"index.rst:19:14: {SERVER}" in site.warnings


def test_avoid_in_a_data_file(project):
    data = "concepts:\n  - term: host\n    definition: A host.\n    avoid: [server machine]\n"
    page = "# T\n\nA server machine.\n\n```{glossary}\n:source: words.yaml\n```\n"
    made = project({"index.md": page, "words.yaml": data}, sources=["words.yaml"])
    said = WARNING("server machine", "host", "")
    site = made.build(warns=[f"index.md:3:3: {said}"])
    made.edit("words.yaml", "[server machine]", "[machine of a server]")
    made.rebuild(site)


def test_a_label_that_several_concepts_avoid(project):
    entries = "host\n: :avoid: box\n\n  H.\n\nserver\n: :avoid: box\n\n  S.\n"
    made = project({"index.md": f"# T\n\nA box.\n\n```{{glossary}}\n{entries}```\n"})
    said = 'WARNING: do not use "box"; write one of: host, server [glossterm.avoided_term]'
    made.build(warns=[f"index.md:3:3: {said}"])


def test_severities(project):
    entry = "```{glossary}\nlist\n: :avoid: whitelist\n\n  L.\n```\n"
    made = project({"index.md": f"# T\n\nA whitelist.\n\n{entry}"})
    said = WARNING("whitelist", "list", "")
    made.build(warns=[f"index.md:3:3: {said}"])
    made.configure(check={"avoided": "error"})
    made.build(warns=[f"index.md:3:3: {said.replace('WARNING', 'ERROR')}"])
    made.configure(check={"avoided": "info"})
    made.build()
    made.configure(check={"avoided": "fatal"})
    site = made.build(warns=None)
    assert "glossterm_check is" in site.warnings[0]
    made.configure(check={"avoided": "off"})
    made.build()


def test_the_report_has_the_findings_and_columns(project):
    made = project(SOURCE, check={"avoided": "info"}, link="everywhere")
    report = made.build("glossterm-report", warns=None)
    data = json.loads((report.outdir / "glossterm-report.json").read_text("utf-8"))
    found = [f"{one['file']}:{one['line']}:{one['column']}" for one in data["terminology"]]
    assert found == [warning.partition(": ")[0] for warning in EXPECTED]
    assert data["terminology"][1] == {
        "file": "index.rst",
        "line": 8,
        "column": 5,
        "end_line": 8,
        "end_column": 8,
        "rule": "avoided",
        "severity": "info",
        "text": "サーバ",
        "replacement": "サーバー",
        "concept": "words#term-サーバー",
        "docname": "index",
        "message": 'do not use "サーバ"; write "サーバー"',
    }
    places = {
        (place["line"], place["column"])
        for page in data["documents"]
        if page["docname"] == "index"
        for place in page["places"]
        if place["reason"] == "avoided"
    }
    assert places >= {(8, 5), (8, 22), (17, 6), (1, 9)}
    assert "do not use" in (report.outdir / "index.html").read_text("utf-8")


def test_an_unknown_replacement_is_reported(project):
    page = "# T\n\n```{glossary}\nlist\n: :replaced-by: lst\n\n  L.\n```\n"
    project({"index.md": page}).build(
        warns=[
            'index.md:4: WARNING: unknown concept "lst" in field "replaced-by" of "list"; did you'
            ' mean "list"? [glossterm.dangling_relation]'
        ]
    )


def test_a_translated_page_has_the_lines_of_its_source(project):
    """The source does not contain the translation, so no column is known."""
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue += 'msgid "Look at this."\nmsgstr "A whitelist."\n'
    page = "# T\n\nLook at this.\n\n```{glossary}\nlist\n: :avoid: whitelist\n\n  L.\n```\n"
    made = project(
        {"index.md": page, "locale/de/LC_MESSAGES/index.po": catalogue},
        language="de",
        locale_dirs=["locale"],
    )
    made.build(warns=[f"index.md:3: {WARNING('whitelist', 'list', '')}"])


def test_the_option_and_the_warnings_have_the_names_of_the_rules():
    assert tuple(map(str, Rule)) == RULES
    assert ("off", *map(str, Severity)) == SEVERITIES
    assert list(SUBTYPES) == list(RULES)
