"""The command line: ``glossterm check``, its formats and its fixes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_glossterm.command.findings_output import rule_texts
from sphinxcontrib_glossterm.terminology import Rule

from .shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

BOM = b"\xef\xbb\xbf"
TERMS = """
    # Terms

    ```{glossary}
    host
    : :avoid: server machine (too vague) | box*

      A computer that others use.

    サーバー
    : :avoid: サーバ

      ほかの計算機が使う計算機。

    tray
    : :status: deprecated
      :replaced-by: host

      An old word.

    plate
    : :status: deprecated

      Another old word.
    ```
    """
SOURCE = {
    "index.md": """
        # Home

        The server machine, a tray and a plate.
        𠮷のサーバを見る。

        ```{toctree}
        terms
        parts/page
        ```
        """,
    "terms.md": TERMS,
    "parts/page.rst": """
        Page
        ====

        A box\\* here, 100 %.
        """,
}


@pytest.fixture
def made(project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project, in the current folder; deprecated terms are reported for information."""
    found = project(SOURCE, check={"deprecated": "info"})
    monkeypatch.chdir(found.srcdir)
    return found


@pytest.fixture
def glossterm(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


LINES = [
    'index.md:3:5: warning: do not use "server machine"; write "host" (too vague) [avoided]',
    'index.md:3:23: info: "tray" is deprecated; write "host" [deprecated]',
    'index.md:3:34: info: "plate" is deprecated [deprecated]',
    'index.md:4:3: warning: do not use "サーバ"; write "サーバー" [avoided]',
    'parts/page.rst:4: warning: do not use "box*"; write "host" [avoided]',
]


def test_the_text(made: Project, glossterm: Shell) -> None:
    assert glossterm("check", status=1).splitlines() == LINES
    summary = 'reported: 5, in files: 2; "--fix" can fix 3, "--dry-run" shows how\n'
    assert glossterm.errors == summary


def test_paths_are_from_the_current_folder(
    made: Project, glossterm: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made.srcdir / "parts")
    assert glossterm("check", "..", status=1).splitlines()[0] == f"../{LINES[0]}"
    monkeypatch.chdir(made.srcdir.parent)
    folder = made.srcdir.name
    assert glossterm("check", folder, status=1).splitlines()[0] == f"{folder}/{LINES[0]}"


def test_the_exit_status(made: Project, glossterm: Shell) -> None:
    made.configure(check={"avoided": "off", "deprecated": "info"})
    assert len(glossterm("check").splitlines()) == 2
    made.configure(check={"avoided": "off", "deprecated": "error"})
    assert glossterm("check", status=1).count(" error: ") == 2
    made.configure(check={"avoided": "off"})
    assert glossterm("check") == ""
    assert glossterm.errors == "nothing to report\n"
    made.configure("x = (")
    glossterm("check", status=2)


def test_kept_doctrees_report_the_same(made: Project, glossterm: Shell, tmp_path: Path) -> None:
    kept = ("-d", str(tmp_path / "kept"))
    for _ in range(2):
        assert glossterm("check", *kept, status=1).splitlines() == LINES
    made.edit("index.md", "server machine", "host")
    assert glossterm("check", *kept, status=1).splitlines() == [
        line.replace("3:23", "3:13").replace("3:34", "3:24") for line in LINES[1:]
    ]


def test_the_json(made: Project, glossterm: Shell) -> None:
    found = glossterm.json("check", status=1)
    assert (found["version"], found["rules"]) == (1, {"avoided": 3, "deprecated": 2})
    assert found["findings"][0] == {
        "file": "index.md",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 19,
        "rule": "avoided",
        "severity": "warning",
        "text": "server machine",
        "replacement": "host",
        "concept": "terms#term-host",
        "docname": "index",
        "message": 'do not use "server machine"; write "host" (too vague)',
        "fixable": True,
    }
    assert [finding["fixable"] for finding in found["findings"]] == [True, True, False, True, False]


def test_annotations_of_github(made: Project, glossterm: Shell) -> None:
    made.edit("terms.md", "(too vague)", "(too vague, 100 %)")
    assert glossterm("check", "--format", "github", status=1).splitlines()[:2] == [
        "::warning file=index.md,line=3,col=5,endColumn=19,title=glossterm%3A avoided"
        '::do not use "server machine"; write "host" (too vague, 100 %25)',
        "::notice file=index.md,line=3,col=23,endColumn=27,title=glossterm%3A deprecated"
        '::"tray" is deprecated; write "host"',
    ]


@pytest.fixture
def sarif(made: Project, glossterm: Shell) -> dict[str, Any]:
    """A log with a file whose name is not ASCII, and a place without a column."""
    (made.srcdir / "parts/page.rst").rename(made.srcdir / "parts/部 1.rst")
    made.edit("index.md", "parts/page", "parts/部 1")
    found: dict[str, Any] = json.loads(glossterm("check", "--format", "sarif", status=1))
    return found


def test_sarif_fits_the_schema(sarif: dict[str, Any]) -> None:
    """The classes are made from the schema of SARIF 2.1.0 and refuse unknown properties."""
    model = pytest.importorskip("pydantic_sarif.model")
    model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(sarif)


def test_the_sarif(sarif: dict[str, Any]) -> None:
    (run,) = sarif["runs"]
    assert (sarif["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["avoided", "deprecated"]
    assert rules[1]["shortDescription"] == {"text": "A label of a deprecated concept"}
    first, _tray, plate, _server, last = run["results"]
    region = {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 19}
    place = {"artifactLocation": {"uri": "index.md"}, "region": region}
    assert first["locations"] == [{"physicalLocation": place}]
    assert (first["ruleId"], first["level"], plate["level"]) == ("avoided", "warning", "note")
    (change,) = first["fixes"][0]["artifactChanges"]
    inserted = {"text": "host"}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": inserted}]
    assert "fixes" not in plate
    (location,) = last["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "parts/%E9%83%A8%201.rst"


def test_every_rule_has_a_text() -> None:
    assert rule_texts().keys() == set(Rule)


# -- fixes. The source of "box*" has a backslash, so that place is for the author.


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_writes_a_diff_and_no_file(made: Project, glossterm: Shell) -> None:
    before = contents(made.srcdir)
    for arguments in (["--dry-run"], ["--fix", "--dry-run"]):
        assert glossterm("check", *arguments, status=1).splitlines()[:8] == [
            "--- a/index.md",
            "+++ b/index.md",
            "@@ -1,7 +1,7 @@",
            " # Home",
            " ",
            "-The server machine, a tray and a plate.",
            "-𠮷のサーバを見る。",
            "+The host, a host and a plate.",
        ]
    assert contents(made.srcdir) == before


def test_fixes_are_written_and_the_rest_is_reported(made: Project, glossterm: Shell) -> None:
    left = glossterm("check", "--fix", status=1).splitlines()
    assert left == [LINES[2].replace("3:34", "3:24"), LINES[4]]
    assert glossterm.errors == (
        "fixed: 3, in files: 1\n"
        "reported: 2, in files: 2\n"
        "left for you: 2; no replacement is known, or it could change markup, a table, a link or"
        " the length of a title\n"
    )
    text = Path("index.md").read_text("utf-8")
    assert "The host, a host and a plate.\n𠮷のサーバーを見る。" in text
    assert glossterm("check", status=1).splitlines() == left


def test_a_file_that_cannot_be_written(made: Project, glossterm: Shell) -> None:
    def refuse(path: Path, content: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        glossterm("check", "--fix", status=2)
    assert "Permission denied" in glossterm.errors
    assert glossterm.errors.count("\n") == 1


# Sentences with words to replace, and with the same words where they are kept.
WORDS = {"<host>": ("server machine", "host"), "<サーバー>": ("サーバ", "サーバー")}
MARKDOWN = [
    "The <host>\tand the *<host>*, not the `server machine`.",
    "**<host>**\u3000𠮷野の<サーバー>を、データ<サーバー>と👍。",
    "> A quoted server machine.",
    "- one <host>\n- [the <host>](https://server-machine.invalid) and サーバーサイド",
    "| a | b |\n|---|---|\n| <host> | <サーバー> |",
    "```\nserver machine サーバ\n```",
    "## About a <host>",
]
RST = [
    "The <host>\tand the *<host>*, not the ``server machine``.",
    "**<host>** 𠮷野の<サーバー>を見る👍。",
    "* one <host>\n* `the <host> <https://server-machine.invalid>`__",
    "::\n\n  server machine サーバ",
    "Of a <host>\n---------------------------",
    ".. note:: A <host>.\n\n   More <サーバー>.",
]
PLAIN = ["A <host> in a text.", "𠮷野の<サーバー>を見る。"]


def written(source: str, which: int) -> str:
    """The source before (0) or after (1) the fixes."""
    for marked, texts in WORDS.items():
        source = source.replace(marked, texts[which])
    return source


def sources(seed: int) -> dict[str, tuple[str, str, bytes]]:
    """Each file: its source with marks, its line end, and its byte order mark."""
    chance = random.Random(seed)

    def some(parts: list[str], between: str) -> str:
        return between.join(chance.choices(parts, k=12))

    rows = "".join(f'term {n},"{text}"\n' for n, text in enumerate(chance.choices(PLAIN, k=5)))
    records = "".join(
        f"- term: record {n}\n  definition: |\n    {text}\n\n    {text}\n"
        for n, text in enumerate(chance.choices(PLAIN, k=5))
    )
    texts = {
        "page.md": f"# Page\n\n{some(MARKDOWN, chr(10) * 2)}\n",
        "other.rst": f"Other\n=====\n\n{some(RST, chr(10) * 2)}\n\n.. include:: part.txt\n",
        "part.txt": some(PLAIN, "\n\n"),
        "terms.csv": f"term,definition\n{rows}",
        "terms.yaml": f"concepts:\n{records}",
    }
    ends, marks = ("\n", "\r\n"), (b"", BOM)
    return {name: (text, chance.choice(ends), chance.choice(marks)) for name, text in texts.items()}


@pytest.mark.parametrize("seed", range(4))
def test_after_a_fix_nothing_is_reported_and_all_other_bytes_are_the_same(
    seed: int, project: Callable[..., Project], glossterm: Shell
) -> None:
    index = """
        # Home

        ```{toctree}
        terms
        page
        other
        ```

        ```{glossary}
        :source: terms.yaml
        ```

        ```{glossary}
        :source: terms.csv
        ```
        """
    made = project(
        {"index.md": index, "terms.md": TERMS},
        sources=["terms.yaml", "terms.csv"],
        exclude_patterns=["part.txt"],
    )
    files = sources(seed)

    def content(name: str, which: int) -> bytes:
        text, end, mark = files[name]
        return mark + written(text, which).replace("\n", end).encode()

    for name in files:
        (made.srcdir / name).write_bytes(content(name, 0))
    before = contents(made.srcdir)
    found = glossterm.json("check", str(made.srcdir), status=1)["findings"]
    assert [one for one in found if not one["fixable"]] == []
    assert glossterm("check", "--fix", str(made.srcdir), status=0) == ""
    after = contents(made.srcdir)
    for name in files:
        assert (made.srcdir / name).read_bytes() == content(name, 1), name
        del before[str(made.srcdir / name)], after[str(made.srcdir / name)]
    assert before == after
    assert glossterm("check", str(made.srcdir)) == ""
