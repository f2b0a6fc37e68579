"""The rule ``undefined-abbreviation``: what it reports, where, and in which builds."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest

from .shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

ON = {"check": {"undefined-abbreviation": "warning"}}
SAID = (
    'WARNING: abbreviation "{}" is used {} times and not explained; add it to a glossary, or'
    " spell it out once [glossterm.undefined_abbreviation]"
).format
IN_JAPANESE = (
    "WARNING: 略語「{}」は{}回使われていますが、説明がありません。用語集に加えるか、正式名称を"
    "一度書いてください [glossterm.undefined_abbreviation]"
).format
SOURCE = {
    "index.rst": """
        Work
        ====

        .. toctree::

           second
           first

        One NMU here.
        """,
    # In the order of the contents, this page is in front of "first".
    "second.md": """
        # Second

        | a | b |
        |---|---|
        | c | The QPF |

        Two QPFs, and the *NMU*.
        ```{include} part.txt
        ```
        """,
    "first.rst": """
        First
        =====

        The QPF and an NMU. 日本語のDDを見る。

        .. rst-class:: glossterm-check-off

        DD, DD.
        """,
    "part.txt": "DDの話。DDの続き。\n",
}
EXPECTED = [
    f"index.rst:9:5: {SAID('NMU', 3)}",
    f"part.txt:1:1: {SAID('DD', 3)}",
    f"second.md:5:11: {SAID('QPF', 3)}",
]


def test_the_first_use_in_the_order_of_the_contents(project: Callable[..., Project]) -> None:
    project(SOURCE, **ON).build(warns=EXPECTED)


def test_a_text_is_not_read_together_with_the_one_before(project: Callable[..., Project]) -> None:
    """A unit after a number is no abbreviation; at the start of a paragraph it is."""
    source = {
        "index.rst": """
            Work
            ====

            From 8

            PM or AM 3

            PM, and then at 9 PM. At 10

            PM.
            """
    }
    project(source, **ON).build(warns=[f"index.rst:6:1: {SAID('PM', 3)}"])


@pytest.mark.usefixtures("japanese_terminal")
def test_in_japanese(project: Callable[..., Project]) -> None:
    warns = [
        f"index.rst:9:5: {IN_JAPANESE('NMU', 3)}",
        f"part.txt:1:1: {IN_JAPANESE('DD', 3)}",
        f"second.md:5:11: {IN_JAPANESE('QPF', 3)}",
    ]
    project(SOURCE, **ON).build(warns=warns)


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_same_with_several_processes(project: Callable[..., Project], jobs: int) -> None:
    project(SOURCE, **ON).make(jobs=jobs, warns=EXPECTED)


def test_off_by_default(project: Callable[..., Project]) -> None:
    project(SOURCE).build()


def test_the_warnings_come_back_until_they_are_heeded(project: Callable[..., Project]) -> None:
    made = project(SOURCE, **ON)
    site = made.build(warns=EXPECTED)
    site, written = made.rebuild(site, warns=EXPECTED)
    assert written == set()
    made.edit("first.rst", "an NMU", "a non-maintainer upload (NMU)")
    site, _ = made.rebuild(site, warns=EXPECTED[1:])
    made.edit("part.txt", "DDの続き", "次の話")
    site, _ = made.rebuild(site, warns=EXPECTED[2:])
    glossary = "\n.. glossary::\n\n   QPF\n      A forecast.\n"
    made.edit("index.rst", "One NMU here.\n", f"One NMU here.\n{glossary}")
    made.rebuild(site)


def test_the_rule_is_turned_on_later(project: Callable[..., Project]) -> None:
    """No page is read again for it."""
    made = project(SOURCE)
    site = made.build()
    made.configure(**ON)
    site, _ = made.rebuild(site, warns=EXPECTED)
    made.edit("first.rst", "an NMU", "a non-maintainer upload (NMU)")
    made.rebuild(site, warns=EXPECTED[1:])


THREE = {
    "units": "10 GB, 20 GB, 30GB, 5 MHz, 6 MHz, 7 MHz, 1 kW, 2 MW, 3 MW, 4 MW, 9 AM, 8 AM, 7 AM.",
    "Roman numerals": "XIV, XIV, XIV. Parts II and II and II. MCMXCIV, MCMXCIV, MCMXCIV.",
    "code": "``QPF`` is set. QPF, QPF and QPF.",
    "a block of code": "QPF, QPF and QPF.\n\n::\n\n   export QPF=1\n",
    "spelled out after it": "QPF (quick path file), QPF, QPF.",
    "spelled out in front of it": "The quick path file (QPF), QPF, QPF.",
    "spelled out in the plural": "Quick path files (QPFs), QPF, QPF.",
    "a role": ":abbr:`QPF (quick path file)`, QPF, QPF, QPF.",
    "two uses": "A QPF and a QPF.",
    "emphasis": "You MUST NOT. You MUST NOT. You MUST NOT. IMPORTANT, IMPORTANT, IMPORTANT.",
    "words in capitals": "RUN, RUN and RUN. run, run, run, run.",
    "paths": "/QPF/a, /QPF/b, /QPF/c, QPF_A, QPF_A, QPF_A, QPF.txt, QPF.txt, QPF.txt.",
    "names": "GitHub, GitHub, GitHub, JavaScript, JavaScript, JavaScript.",
    "an ignored paragraph": "A QPF and a QPF.\n\n.. glossterm: ignore\n\nA QPF.",
    "a known abbreviation": "HTML, HTML and HTML.",
    "a block quotation": "A QPF, a QPF.\n\n   A QPF.",
}


@pytest.mark.parametrize("text", THREE.values(), ids=THREE)
def test_what_is_not_reported(project: Callable[..., Project], text: str) -> None:
    project({"index.rst": f"T\n=\n\n{text}\n"}, **ON, known_abbreviations=["HTML"]).build()


ENTRIES = {
    "a term": "QPF\n   A file.",
    "an alias": "Quick file\n   :aliases: QPF\n\n   A file.",
    "an abbreviation": "Quick path file\n   :abbr: QPF\n\n   A file.",
    "to avoid": "Quick file\n   :avoid: QPF\n\n   A file.",
    "spelled out in a definition": "Quick file\n   A quick path file (QPF).",
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_what_a_glossary_has(project: Callable[..., Project], entry: str) -> None:
    glossary = ".. glossary::\n\n" + indent(entry, "   ")
    on = {"check": {"avoided": "off", **ON["check"]}}
    project({"index.rst": f"T\n=\n\nQPF, QPFs, QPF.\n\n{glossary}\n"}, **on).build()


def test_plurals_are_counted(project: Callable[..., Project]) -> None:
    page = "# T\n\nTwo QPFs, a QPF's end and QPFs.\n"
    project({"index.md": page}, **ON).build(warns=[f"index.md:3:5: {SAID('QPF', 3)}"])


def test_the_text_of_other_builds_is_not_counted(project: Callable[..., Project]) -> None:
    page = "T\n=\n\nA QPF, a QPF.\n\n.. only:: html\n\n   A QPF.\n"
    made = project({"index.rst": page}, **ON)
    made.build(warns=[f"index.rst:4:3: {SAID('QPF', 3)}"])
    made.build("text")


def test_a_page_that_is_not_checked_spells_it_out(project: Callable[..., Project]) -> None:
    pages = {
        "index.md": "# T\n\nA QPF, a QPF, a QPF.\n\n```{toctree}\nmore\n```\n",
        "more.md": "---\nglossterm-check: off\n---\n# M\n\nDD, DD, DD.\n",
    }
    made = project(pages, **ON)
    site = made.build(warns=[f"index.md:3:3: {SAID('QPF', 3)}"])
    made.edit("more.md", "DD,", "Quick path file (QPF),")
    made.rebuild(site)


def test_each_output_of_the_command(
    project: Callable[..., Project],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, glossterm = project(SOURCE, **ON), Shell(capsys)
    monkeypatch.chdir(made.srcdir)
    message = SAID("NMU", 3).removeprefix("WARNING: ").rpartition(" [")[0]
    text = f"index.rst:9:5: warning: {message} [undefined-abbreviation]"
    assert glossterm("check", status=1).splitlines()[0] == text
    found = glossterm.json("check", status=1)
    assert found["findings"][0] == FINDING | {"message": message, "fixable": False}
    place = "file=index.rst,line=9,col=5,endColumn=8,title=glossterm%3A undefined-abbreviation"
    annotation = f"::warning {place}::{message}"
    assert glossterm("check", "--format", "github", status=1).splitlines()[0] == annotation
    (run,) = json.loads(glossterm("check", "--format", "sarif", status=1))["runs"]
    described = {"text": "An abbreviation without an explanation"}
    rule = {"id": "undefined-abbreviation", "shortDescription": described}
    assert run["tool"]["driver"]["rules"] == [rule]
    assert glossterm("check", "--dry-run", status=1) == ""


FINDING: dict[str, Any] = {
    "file": "index.rst",
    "line": 9,
    "column": 5,
    "end_line": 9,
    "end_column": 8,
    "rule": "undefined-abbreviation",
    "severity": "warning",
    "text": "NMU",
    "replacement": "",
    "concept": "",
    "docname": "index",
}


def test_the_report(project: Callable[..., Project]) -> None:
    made = project(SOURCE, check={"undefined-abbreviation": "info"})
    report = made.build("glossterm-report")
    data = json.loads((report.outdir / "glossterm-report.json").read_text("utf-8"))
    message = SAID("NMU", 3).removeprefix("WARNING: ").rpartition(" [")[0]
    assert data["terminology"][0] == FINDING | {"severity": "info", "message": message}
    assert "is used 3 times" in (report.outdir / "index.html").read_text("utf-8")
