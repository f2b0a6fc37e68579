"""The commands ``glossterm convert``, ``export`` and ``formats``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.formats import FORMATS, read_source

from .shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

TERMS = "glossary: boats\nconcepts:\n- term: Sloop\n  definition: One *mast*.\n- term: Ketch\n"
SOURCE = {
    "index.md": """
        # Home

        ```{glossary}
        Hull
        : The *body* of a ship, 1 * 2_3.

          Below the deck.

        Keel
        : :broader: Hull
          :label_ja: 竜骨

          Its spine.
        ```

        ```{glossary}
        :source: boats.yaml
        ```
        """,
    "boats.yaml": TERMS,
}


@pytest.fixture
def glossterm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    Path("terms.yaml").write_text(TERMS, "utf-8")
    return Shell(capsys)


def test_a_file_is_converted(glossterm: Shell) -> None:
    assert glossterm("convert", "terms.yaml", "terms.tsv") == ""
    assert Path("terms.tsv").read_text("utf-8").splitlines() == [
        "term\tdefinition",
        "Sloop\tOne *mast*.",
        "Ketch\t",
    ]
    assert glossterm.errors.splitlines() == [
        'not kept: the name of the glossary (concepts: 2, the first is "Sloop")',
        "written: terms.tsv (concepts: 2, files: 1)",
    ]


def test_to_the_standard_output(glossterm: Shell) -> None:
    assert glossterm("convert", "terms.yaml", "-", "--to", "csv").startswith("term,definition\n")


def test_problems_of_the_input(glossterm: Shell) -> None:
    Path("bad.yaml").write_text("- term: A\n  abr: x\n", "utf-8")
    assert glossterm("convert", "bad.yaml", "-", "--to", "yaml", status=1) == "- term: A\n"
    assert glossterm.errors == 'bad.yaml:2: unknown field "abr"; did you mean "abbr"?\n'


def test_a_dry_run_writes_nothing(glossterm: Shell) -> None:
    assert glossterm("convert", "terms.yaml", "new.csv", "--dry-run") == ""
    assert not Path("new.csv").exists()
    assert "new.csv would be written (concepts: 2, bytes: 41)" in glossterm.errors


def test_an_existing_file_is_kept(glossterm: Shell) -> None:
    Path("other.csv").write_text("mine", "utf-8")
    glossterm("convert", "terms.yaml", "other.csv", status=2)
    assert glossterm.errors.endswith(
        '"other.csv" exists; write another name, or add --force to overwrite it\n'
    )
    assert Path("other.csv").read_text("utf-8") == "mine"
    glossterm("convert", "terms.yaml", "other.csv", "--force")
    assert "Sloop" in Path("other.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["terms.yaml", "-"], 'give the format with "--to", one of: yaml, csv'),
        (["terms.yaml", "-", "--to", "ymal"], 'unknown format "ymal"; did you mean "yaml"?'),
        (["terms.yaml", "-", "--to", "x"], 'unknown format "x"; use one of: yaml, csv'),
        (["terms.yaml", "-", "--from", "cvs", "--to", "csv"], 'did you mean "csv"?'),
        (["none.yaml", "a.csv"], 'no concept was read from "none.yaml"; nothing is written'),
        (["terms.yaml", "a.csv", "--language", "japanese"], "is not a language tag"),
        (["terms.yaml", "."], 'give the format with "--to"'),
        (["terms.yaml", ".", "--to", "csv"], '"." is a folder; write the name of a file'),
        (["terms.yaml", "terms.yaml", "--to", "vale"], '"terms.yaml" is a file; write the name'),
    ],
)
def test_errors(glossterm: Shell, arguments: list[str], error: str) -> None:
    assert glossterm("convert", *arguments, status=2) == ""
    assert error in glossterm.errors


def test_the_table_of_formats(glossterm: Shell) -> None:
    lines = glossterm("formats").splitlines()
    assert lines[0].split() == ["Key", "Name", "Files", "Read", "Written"]
    assert [line.split()[0] for line in lines[1:]] == [form.key for form in FORMATS]


def test_a_project_is_exported(
    project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = project(SOURCE, sources=["boats.yaml"], export=["yaml", "csv", "ymal"])
    monkeypatch.chdir(made.srcdir)
    text = Shell(capsys)("export", ".", "-", "--to", "yaml")
    records = read_source("a.yaml", text).records
    assert [record.labels for record in records] == [("Hull",), ("Keel",), ("Sloop",), ("Ketch",)]
    hull, keel, sloop, _ = records
    assert hull.definition == r"The body of a ship, 1 \* 2_3." + "\n\nBelow the deck."
    assert sloop.definition == "One *mast*."
    assert keel.fields.broader == ("Hull",)
    assert [(label.text, label.lang) for label in keel.fields.labels] == [("竜骨", "ja")]
    warning = (
        'conf.py:5: WARNING: unknown format "ymal" in glossterm_export; did you mean "yaml"?'
        " [glossterm.config]"
    )
    site = made.build("glossterm-export", warns=None)
    assert [line for line in site.warnings if "ymal" in line] == [warning]
    assert (site.outdir / "glossary.yaml").read_text("utf-8") == text
    made.configure(export=["yaml"])
    made.rebuild(site, warns=None)
    assert not (site.outdir / "glossary.csv").exists()


NAMED = {
    "index.md": """
        # Home

        ```{glossary}
        :name: sea

        Port
        : Where ships are.
        ```

        ```{toctree}
        wine
        parts/sails
        ```
        """,
    "wine.md": """
        # Wine

        ```{glossary}
        :name: drinks

        Port
        : :related: sea:Port
          :see: wine

          A wine, see {term}`Mainsail`.
        ```
        """,
    "parts/sails.md": """
        # Sails

        A {defterm}`mainsail|main` is the largest sail.

        ## Jib | 三角帆

        :lang: en
        :broader: Mainsail
        :reading: さんかくほ
        :status: deprecated
        :replaced-by: Mainsail
        :aliases: jib sail
        :hidden: jbi
        :avoid: front sail (vague)
        :case: exact
        :auto: no

        In front.
        """,
}


def test_a_project_without_a_name_has_no_title(project: Callable[..., Project]) -> None:
    made = project(NAMED, export=["markdown-list"], heading_pages={"parts/*": 2})
    site = made.build("glossterm-export", warns=None)
    page = (site.outdir / "glossary.md").read_text("utf-8")
    assert page.startswith("# Glossary\n")


def test_everything_that_a_project_defines(project: Callable[..., Project]) -> None:
    made = project(
        NAMED,
        heading_pages={"parts/*": 2},
        export=["json", "csv", "markdown-list"],
        html_baseurl="https://s.example/en",
        project="Sea",
    )
    site = made.build("glossterm-export", warns=None)
    data = json.loads((site.outdir / "glossterm.json").read_text("utf-8"))
    assert (data["version"], data["project"], data["language"]) == (1, "Sea", "en")
    port, jib, main, wine = data["concepts"]
    assert (port["glossary"], wine["glossary"]) == ("sea", "drinks")
    assert wine["related"] == [port["id"]]
    assert wine["see"] == [["https://s.example/en/wine.html"] * 2]
    assert wine["body"] == [["p", "A wine, see Mainsail."]]
    assert main["href"].startswith("https://s.example/en/parts/sails.html#")
    assert main["also"] == ["main"]
    assert jib["broader"] == [main["id"]]
    assert jib["replaced_by"] == main["id"]
    assert (jib["also"], jib["hidden"]) == (["三角帆", "jib sail"], ["jbi"])
    assert (jib["avoid"], jib["case"], jib["auto"]) == (["front sail (vague)"], "exact", False)
    assert (jib["deprecated"], jib["reading"]) == (True, "さんかくほ")
    table = (site.outdir / "glossary.csv").read_text("utf-8")
    records = read_source("a.csv", table).records
    assert [record.fields.id for record in records] == ["index-term-Port", "", "", "wine-term-Port"]
    assert records[3].fields.related == ("index-term-Port",)
    assert records[1].fields.broader == ("mainsail",)
    page = (site.outdir / "glossary.md").read_text("utf-8")
    assert page.startswith("# Sea: glossary\n\n## Port\n\nWhere ships are.\n\n* Glossary: sea\n")


def test_a_parallel_build_and_a_repeated_one_write_the_same(
    project: Callable[..., Project],
) -> None:
    made = project(NAMED, heading_pages={"parts/*": 2}, export=["yaml", "json", "schema-org"])
    names = ["glossary.yaml", "glossterm.json", "glossary.jsonld"]

    def files(out: str, jobs: int) -> list[str]:
        site = made.make("glossterm-export", out=out, jobs=jobs, warns=None)
        return [(site.outdir / name).read_text("utf-8") for name in names]

    first = files("one", 1)
    assert files("four", 4) == first
    made.edit("wine.md", "A wine", "Strong wine")
    changed = files("one", 1)
    assert changed != first
    assert files("clean", 1) == changed


def test_losses_are_no_warnings(project: Callable[..., Project]) -> None:
    made = project(NAMED, heading_pages={"parts/*": 2}, export=["csv"])
    site = made.make("glossterm-export", strict=True)
    assert (site.outdir / "glossary.csv").exists()


def test_a_file_with_nothing_for_the_format(glossterm: Shell) -> None:
    glossterm("convert", "terms.yaml", "out", "--to", "deepl-csv", status=2)
    assert 'no concept can be written in the format "deepl-csv"' in glossterm.errors
    assert not Path("out").exists()


def test_sphinx_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text(TERMS, "utf-8")
    code = (
        "import sys; from sphinxcontrib_glossterm.command import main\n"
        "main(['convert', 'terms.yaml', 'new.json', '--to', 'json'])\n"
        "print({'sphinx', 'docutils', 'myst_parser'} & {*sys.modules})\n"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "set()\n", done.stderr
    assert (tmp_path / "new.json").exists()
