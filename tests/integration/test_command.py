"""The command line: ``glossterm list`` and ``glossterm show``."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.command import main

from .shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

SOURCE = {
    "index.md": """
        # Home

        A ferry crosses the bay, and a ferry comes back.
        The `ferry` is not the ferryman.

        {term}`港` and the Ferry line.

        ```{toctree}
        terms
        ```
        """,
    "terms.md": """
        # Terms

        ```{glossary}
        ferry
        渡し船
        : :tags: boat | public
          :broader: vessel

          A boat that crosses water at fixed times.

        vessel
        : :tags: boat

          Everything that floats and carries.

        港
        : :reading: みなと
          :status: deprecated

          Where vessels are safe.
        ```

        ```{glossary}
        :name: air

        ferry
        : A flight that only moves the plane.
        ```
        """,
}


@pytest.fixture
def glossterm(
    project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    monkeypatch.chdir(project(SOURCE, link="everywhere").srcdir)
    return Shell(capsys)


# -- list


def test_a_table(glossterm: Shell) -> None:
    assert glossterm("list").splitlines() == [
        "Term    Other labels  Glossary  Status      Tags           Defined in",
        "ferry   渡し船                              boat | public  terms.md:4",
        "vessel                                      boat           terms.md:11",
        "港                              deprecated                 terms.md:16",
        "ferry                 air                                  terms.md:26",
    ]
    assert glossterm.errors == ""


def test_the_json(glossterm: Shell) -> None:
    found = glossterm.json("list", "--tag", "public")
    assert found["version"] == 1
    assert found["concepts"] == [
        {
            "id": "terms#term-ferry",
            "label": "ferry",
            "aliases": ["渡し船"],
            "hidden": [],
            "abbr": "",
            "reading": "",
            "status": "preferred",
            "replaced_by": "",
            "avoid": [],
            "tags": ["boat", "public"],
            "glossary": "",
            "definition": "A boat that crosses water at fixed times.",
            "short": "",
            "broader": ["terms#term-vessel"],
            "narrower": [],
            "related": [],
            "file": "terms.md",
            "line": 4,
            "docname": "terms",
            "anchor": "term-ferry",
        }
    ]


def test_the_csv_has_the_same_columns(glossterm: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(glossterm("list", "--format", "csv"))))
    (concept, *_others) = glossterm.json("list")["concepts"]
    assert [*rows[0]] == [*concept]
    assert (len(rows), rows[0]["aliases"], rows[0]["tags"]) == (4, "渡し船", "boat | public")


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["--text", "FERRY"], [4, 26]),
        (["--text", "渡し"], [4]),
        (["--text", "みなと"], [16]),
        (["--text", "floats"], [11]),
        (["--tag", "boat"], [4, 11]),
        (["--tag", "public", "--tag", "none"], [4]),
        (["--glossary", "air"], [26]),
        (["--glossary", ""], [4, 11, 16]),
        (["--status", "deprecated"], [16]),
        (["--status", "preferred", "--text", "plane"], [26]),
    ],
)
def test_filters(glossterm: Shell, arguments: list[str], lines: list[int]) -> None:
    found = glossterm.json("list", *arguments)["concepts"]
    assert [concept["line"] for concept in found] == lines


def test_no_concept_matches(glossterm: Shell) -> None:
    assert glossterm("list", "--text", "submarine") == ""
    assert glossterm.errors == "no concept matches\n"
    assert glossterm.json("list", "--text", "submarine")["concepts"] == []


# -- show


def test_a_concept_and_its_uses(glossterm: Shell) -> None:
    assert glossterm("show", "渡し船").splitlines() == [
        "ferry | 渡し船",
        "  A boat that crosses water at fixed times.",
        "",
        "Defined in: terms.md:4",
        "Id: terms#term-ferry",
        "Status: preferred",
        "Tags: boat | public",
        "Broader: vessel",
        "",
        "Linked nowhere",
        "",
        "Not linked: several concepts that are equally near have the label (ambiguous)",
        "  index.md:3:3: A ferry crosses the bay, and a ferry comes…",
        "  index.md:3:32: A ferry crosses the bay, and a ferry comes back. The is not the"
        " ferryman.",
        "  index.md:6:19: and the Ferry line.",
        "",
        "Not linked: a letter, digit or mark of the same word is next to it (latin-edge)",
        "  index.md:4:24: …a ferry comes back. The is not the ferryman.",
        "",
        "Not linked: in a heading, in code or in other text that is never linked (closed)",
        "  index.md:4:6: ferry",
    ]


def test_all_concepts_with_the_label(glossterm: Shell) -> None:
    found = glossterm.json("show", "ferry")["concepts"]
    assert [(one["glossary"], one["line"]) for one in found] == [("", 4), ("air", 26)]
    assert glossterm("show", "ferry").count("Defined in:") == 2


def test_a_written_reference_and_a_glossary(glossterm: Shell) -> None:
    (port,) = glossterm.json("show", "港")["concepts"]
    place = {"docname": "index", "file": "index.md", "line": 6, "column": None, "text": "港"}
    assert port["linked"] == [place]
    (flight,) = glossterm.json("show", "air:ferry")["concepts"]
    assert {use["reason"] for use in flight["not_linked"]} == {"ambiguous", "closed", "latin-edge"}


def test_the_place_in_an_included_file(
    project: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(
        {
            "index.rst": """
                Top
                ===

                .. glossary::

                   pier
                      Where ships are.

                .. include:: parts/more.txt
                """,
            "parts/more.txt": """
                A ``pier`` here.

                And the pier.
                """,
        },
        link="everywhere",
    )
    (pier,) = Shell(capsys).json("show", "pier", str(made.srcdir))["concepts"]
    (closed,) = pier["not_linked"]
    (link,) = pier["linked"]
    assert (closed["file"], closed["line"], closed["column"]) == ("parts/more.txt", 1, 5)
    assert (link["file"], link["line"], link["column"]) == ("parts/more.txt", 3, 9)


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("vesel", 'unknown concept "vesel"; did you mean "vessel"?'),
        ("submarine", 'unknown concept "submarine"; "glossterm list" shows all'),
        ("a\x1b[2Jb", 'unknown concept "a\\x1b[2Jb"; "glossterm list" shows all'),
    ],
)
def test_an_unknown_label(glossterm: Shell, label: str, message: str) -> None:
    assert glossterm("show", label, status=2) == ""
    assert glossterm.errors == f"glossterm: error: {message}\n"


# -- reading the project


def test_options_of_sphinx_build(
    project: Callable[..., Project], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    made = project(
        {
            "index.rst": """
                Top
                ===

                .. only:: extra

                   .. glossary::

                      pier
                         P.
                """
        }
    )
    glossterm, folder, kept = Shell(capsys), str(made.srcdir), tmp_path / "kept"
    assert glossterm.json("list", folder)["concepts"] == []
    found = glossterm.json("list", folder, "-t", "extra", "-D", "project=Coast", "-d", str(kept))
    assert found["project"] == "Coast"
    assert [concept["label"] for concept in found["concepts"]] == ["pier"]
    assert (kept / "environment.pickle").exists()
    other = tmp_path / "elsewhere"
    other.mkdir()
    (made.srcdir / "conf.py").rename(other / "conf.py")
    glossterm("list", folder, status=2)
    assert len(glossterm.json("list", folder, "-c", str(other), "-t", "extra")["concepts"]) == 1


def test_processes_find_the_same(glossterm: Shell) -> None:
    assert glossterm("list", "-j", "2") == glossterm("list")


def test_nothing_is_written_to_the_project(glossterm: Shell) -> None:
    def times() -> dict[str, float]:
        return {str(path): path.stat().st_mtime for path in Path().rglob("*")}

    before = times()
    glossterm("list")
    glossterm("show", "港")
    assert times() == before


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        ("", 'add "sphinxcontrib_glossterm" to "extensions" in conf.py'),
        ("extensions = ['no_such_extension']", "Could not import extension no_such_extension"),
        ("x = 1 / 0", "ZeroDivisionError: division by zero"),
        ("x = (", "syntax error"),
        (
            "extensions = ['myst_parser', 'sphinxcontrib_glossterm']\n"
            "def setup(app):\n"
            "    app.connect('doctree-read', lambda *_: {}['key'])\n",
            "(exception: 'key')",
        ),
    ],
)
def test_an_error_is_one_line(glossterm: Shell, conf: str, message: str) -> None:
    Path("conf.py").write_text(conf, "utf-8")
    assert glossterm("list", status=2) == ""
    assert glossterm.errors.startswith("glossterm: error: ")
    assert message in glossterm.errors
    assert glossterm.errors.count("\n") == 1


def test_what_conf_py_prints_is_not_in_the_output(glossterm: Shell) -> None:
    with Path("conf.py").open("a", encoding="utf-8") as file:
        file.write("print('from conf.py')\n")
    assert len(glossterm.json("list")["concepts"]) == 4
    assert glossterm.errors == "from conf.py\n"


def test_a_traceback_on_demand(glossterm: Shell) -> None:
    Path("conf.py").write_text("x = 1 / 0", "utf-8")
    with pytest.raises(Exception, match="division by zero"):
        glossterm("list", "--traceback")


def test_messages_of_sphinx_are_shown_on_demand(
    glossterm: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without escape codes in a file, also where they are asked for, as in CI."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("lost.md").write_text("# Lost\n", "utf-8")
    glossterm("list")
    assert glossterm.errors == ""
    glossterm("list", "--verbose")
    assert "lost.md" in glossterm.errors
    assert "\x1b" not in glossterm.errors


def test_the_module_is_the_command(glossterm: Shell) -> None:
    """In a process, with messages in Japanese, and an output that is closed early."""
    command = [sys.executable, "-m", "sphinxcontrib_glossterm"]
    root = str(Path(sys.modules[main.__module__].__file__ or "").parents[2])
    environment = os.environ | {"PYTHONPATH": root, "LANGUAGE": "ja"}
    done = subprocess.run(
        [*command, "show", "vesel"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert "「vessel」のことですか？" in done.stderr.decode()
    closed, writable = os.pipe()
    os.close(closed)
    done = subprocess.run(
        [*command, "list"], stdout=writable, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(writable)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_build_does_not_import_the_command(project: Callable[..., Project]) -> None:
    code = """
        import sys

        def setup(app):
            app.connect("build-finished", lambda app, error: report())

        def report():
            names = [name for name in sys.modules if "glossterm.command" in name]
            assert not names, names
        """
    made = project(SOURCE, link="everywhere")
    made.configure(code)
    made.make("html", seed=1, warns=None)
