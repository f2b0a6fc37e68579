"""``glossterm convert`` with formats of other systems, and such files as sources of a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.formats import read_source

from .shell import Shell

if TYPE_CHECKING:
    from .conftest import Project

TERMS = """\
- term: Mast
  id: mast
  definition: "A pole of 1 * 2_3 {x}."
  abbr: MST
- term: Topmast
  definition: The upper part.
  broader: mast
"""
FILES = {"a.ttl": "skos-turtle", "a.jsonld": "skos-jsonld", "a.tbx": "tbx", "b.tbx": "tbx-v2",
         "a.bib": "bib2gls"}  # fmt: skip


@pytest.fixture
def glossterm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    Path("terms.yaml").write_text(TERMS, "utf-8")
    return Shell(capsys)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_converted_and_back(glossterm: Shell, name: str) -> None:
    if name in ("a.ttl", "a.jsonld"):
        pytest.importorskip("rdflib")
    glossterm("convert", "terms.yaml", name, "--to", FILES[name])
    glossterm("convert", name, "back.yaml")
    records = read_source("back.yaml", Path("back.yaml").read_text("utf-8")).records
    found = sorted((r.labels, r.definition, r.fields.abbr, r.fields.broader) for r in records)
    assert found == [
        (("Mast",), "A pole of 1 \\* 2_3 \\{x\\}.", "MST", ()),
        (("Topmast",), "The upper part.", "", ("mast",)),
    ]


@pytest.mark.parametrize("page", ["index.md", "index.rst"])
def test_a_termbase_in_a_page(project: Project, page: str) -> None:
    """A definition of another system is shown as it is, without markup."""
    text = "# T\n\n```{glossary}\n:source: a.bib\n```\n"
    if page == "index.rst":
        text = "T\n=\n\n.. glossary::\n   :source: a.bib\n"
    entry = "@entry{mast, name={Mast}, description={A *pole* :abbr: \\{x\\} <b>y</b>}}\n"
    site = project({page: text, "a.bib": entry}, sources=["a.bib"]).build()
    assert "A *pole* :abbr: {x} <b>y</b>" in "".join(site.body("index").itertext())


def test_an_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rdflib", None)
    source = read_source("a.ttl", "")
    assert [str(problem) for problem in source.problems] == [
        'the format "SKOS, in Turtle" requires packages that are not installed;'
        " install sphinxcontrib-glossterm[skos]"
    ]
