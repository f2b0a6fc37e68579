"""``glossterm candidates``: what is searched, what is left out, and the entries that it writes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sphinx.locale

from sphinxcontrib_glossterm.command import main
from sphinxcontrib_glossterm.formats import read_source
from sphinxcontrib_glossterm.languages.tokenizer import sudachi

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

DOCS = Path(__file__).parents[2] / "docs"

SOURCE = {
    "index.md": """
        # Home

        ```{toctree}
        terms
        page
        other
        ```

        The cable drum and the brake lever.
        """,
    "terms.md": """
        # Terms

        ```{glossary}
        Brake lever
        : Stops the spring motor. The spring motor is not a brake lever.

          A spring motor, a spring motor.
        ```

        ## Standards of the DIN (Deutsches Institut für Normung)
        """,
    "page.md": """
        # Cable drum

        Two cable drums turn. Brake levers stop them; the brake levers of DIN.

        `code path`, `code path`, `code path`: a [cable drum](other.md) and a [link text](other.md),
        [link text](other.md), [link text](other.md).

        ```
        tool box tool box tool box
        ```

        A cable drum with an RPM of 7, an RPM of 8, DIN and an ETA.
        """,
    "other.md": """
        # Other

        ```{only} html
        The hidden rod, a hidden rod, my hidden rod.
        ```

        ```{only} nothing
        The secret rod, a secret rod, my secret rod.
        ```

        <div class="glossterm-off">

        RPM and DIN.

        </div>

        {abbr}`ETA (estimated time of arrival)`, ETA, ETA and ETA.
        """,
}


@pytest.fixture
def run(
    project: Callable[..., Project],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., str]:
    """Run the command with a project and return its output."""
    # The command ends after one project, so it leaves the catalogues of its language.
    monkeypatch.setattr(sphinx.locale, "translators", {})

    def run(source: dict[str, str] | Path, *arguments: str, **conf: Any) -> str:
        folder = source if isinstance(source, Path) else project(source, **conf).srcdir
        assert main(["candidates", str(folder), *arguments]) == 0
        return capsys.readouterr().out

    return run


def test_data(run: Callable[..., str]) -> None:
    found = json.loads(run(SOURCE, "--format", "json"))
    assert found["version"] == 1
    drum, rod, rpm = found["candidates"]
    assert (drum["kind"], drum["label"], drum["count"]) == ("term", "cable drum", 3)
    assert drum["pages"] == ["index", "page"]
    assert drum["examples"][0] == {
        "page": "index",
        "file": "index.md",
        "line": 9,
        "text": "The cable drum and the brake lever.",
    }
    assert (rod["label"], rod["count"]) == ("hidden rod", 3)
    assert (rpm["kind"], rpm["label"], rpm["count"]) == ("abbreviation", "RPM", 3)


def test_at_least_and_number(run: Callable[..., str]) -> None:
    found = json.loads(run(SOURCE, "--format", "json", "--number", "1", "--at-least", "2"))
    assert [each["label"] for each in found["candidates"]] == ["cable drum", "RPM"]
    assert run(SOURCE, "--at-least", "9") == ""


def test_text(run: Callable[..., str]) -> None:
    lines = run(SOURCE).splitlines()
    assert lines[:3] == ["Terms that no glossary has", "", "cable drum  3 times, pages: 2"]
    assert re.fullmatch(r"  .*index\.md:9: The cable drum and the brake lever\.", lines[3])
    assert "Abbreviations that no glossary has and no page spells out" in lines


def test_a_glossary_shows_the_entries(
    run: Callable[..., str], project: Callable[..., Project]
) -> None:
    """The file is a data file; its terms are no candidates any more."""
    text = run(SOURCE, "--format", "yaml")
    assert read_source("terms.yaml", text).problems == ()
    home = "# Home\n\n```{glossary}\n:source: terms.yaml\n```\n\nTwo cable drums, one cable drum.\n"
    made = project(
        {"index.md": home, "terms.yaml": text}, sources=["terms.yaml"], link="everywhere"
    )
    labels = ["cable drum", "hidden rod", "RPM"]
    site = made.build(warns=None)
    assert [re.findall('"(.*?)" has no definition', line) for line in site.warnings] == [
        [label] for label in labels
    ]
    html = (site.outdir / "index.html").read_text("utf-8")
    assert re.findall('<dt id="term-[^"]*">([^<]*)', html) == labels
    assert site.mentions("index")[0][0] == "cable drums"
    assert run(made.srcdir, "--at-least", "2") == ""


def test_a_label_in_other_capitals_is_another_word(run: Callable[..., str]) -> None:
    source = {
        "index.md": """
            # Home

            ```{glossary}
            rest
            : :case: exact

              What remains.
            ```

            REST is an interface, a REST interface. REST.
            """
    }
    assert "- term: REST\n" in run(source, "--format", "yaml")


def test_the_project_may_have_no_glossary(run: Callable[..., str]) -> None:
    text = run({"index.md": "# Home\n\nA cable drum, the cable drum: my cable drum."})
    assert "cable drum  3 times, pages: 1" in text


@pytest.mark.skipif(sudachi() is None, reason="requires the extra ja")
def test_japanese(run: Callable[..., str]) -> None:
    text = "歯車装置を回す。\n\nその歯車装置は重い。\n\n歯車装置等を外す。"
    found = json.loads(run({"index.md": f"# 題\n\n{text}"}, "--format", "json", language="ja"))
    assert [(each["label"], each["count"]) for each in found["candidates"]] == [("歯車装置", 3)]


def test_the_output_in_the_docs(run: Callable[..., str], tmp_path: Path) -> None:
    """Other entries depend on the tokenizer, and their order on its dictionary."""
    folder = tmp_path / "example"
    shutil.copytree(DOCS / "example", folder)
    extensions = ["myst_parser", "sphinxcontrib_glossterm"]
    conf = f"{extensions = }\nmyst_enable_extensions = ['colon_fence', 'dollarmath']\n"
    (folder / "conf.py").write_text(conf, "utf-8")
    head, *entries = run(folder, "--format", "yaml").strip().split("\n\n")
    shown = (DOCS / "snippets" / "candidates.yaml").read_text("utf-8").strip().split("\n\n")
    assert len(shown) > 3
    assert [entry for entry in shown if entry not in (head, *entries)] == []


def test_the_figures_in_the_docs() -> None:
    """At least half of the first 30 terms are worth an entry, in each manual."""
    path = DOCS.parent / "benchmarks" / "results" / "candidates.json"
    page = (DOCS / "how-to" / "find-terms.md").read_text("utf-8")
    for manual in json.loads(path.read_text("utf-8"))["manuals"].values():
        worth = len(manual["worth"])
        assert len({*manual["worth"], *manual["others"]}) == 30
        assert f"| {manual['title']} | {worth} |\n" in page
        assert worth >= 15


def keys_of(value: Any, path: str = "") -> set[str]:
    """The paths of all keys in a JSON value: ``candidates[].label``."""
    if isinstance(value, list):
        return {key for item in value for key in keys_of(item, f"{path}[]")}
    if not isinstance(value, dict):
        return set()
    paths = {f"{path}.{key}".lstrip("."): item for key, item in value.items()}
    return set(paths).union(*(keys_of(item, name) for name, item in paths.items()))


def test_the_docs_describe_each_key_of_the_json(run: Callable[..., str]) -> None:
    found = json.loads(run(SOURCE, "--format", "json"))
    assert found["version"] == 1
    page = (DOCS / "reference" / "command-line.md").read_text("utf-8")
    section = page.rpartition("### `candidates`")[2]
    assert set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)) == keys_of(found)
