"""A folder of files as a data source, in builds and with the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

PAGE = "# Home\n\n```{glossary}\n:source: terms\n```\n\n```{toctree}\nother\n```\n"
SOURCE = {
    "index.md": PAGE,
    "other.md": "# Other\n\nA ketch.\n",
    "terms/sloop.md": "---\ntitle: Sloop\n---\nOne *mast*.\n",
    "terms/more/ketch.md": "---\ntitle: Ketch\n---\nTwo masts.\n",
}
OPTIONS = {"sources": [("terms", "front-matter")], "exclude_patterns": ["terms"]}


def labels(site: Site) -> list[str]:
    return [label for _letter, group in site.index() for label in group]


@pytest.fixture
def made(project: Callable[..., Project]) -> Project:
    return project(SOURCE, link="everywhere", **OPTIONS)


def test_a_folder_is_shown(made: Project) -> None:
    site = made.build()
    assert labels(site) == ["Ketch", "Sloop"]
    assert site.mentions("other") == [("ketch", "index#term-Ketch")]
    assert "<em>mast</em>" in site.source("index")


def test_a_folder_in_a_page_of_restructuredtext(project: Callable[..., Project]) -> None:
    attack = "---\ntitle: Sloop\n---\nOne *mast*,\nno more.\n\n.. raw:: html\n\n   <u>x</u>\n"
    fenced = "---\ntitle: Ketch\n---\n```\n\n.. raw:: html\n\n   <u>y</u>\n\n```\n"
    page = "Home\n====\n\n.. glossary::\n   :source: terms\n"
    files = {"index.rst": page, "terms/sloop.md": attack, "terms/ketch.md": fenced}
    text = project(files, **OPTIONS).build().source("index")
    assert "<p>One mast, no more.</p>" in text
    assert "<p>.. raw:: html</p>\n<p>&lt;u&gt;x&lt;/u&gt;</p>" in text
    assert "<u>" not in text


def test_every_change_in_the_folder_is_noticed(made: Project) -> None:
    made.make()
    (made.srcdir / "terms/more/ketch.md").write_text("---\ntitle: Yawl\n---\nAlso two.\n", "utf-8")
    changes = [
        lambda: None,
        lambda: made.write("terms/more/cutter.md", "---\ntitle: Cutter\n---\nFast.\n"),
        lambda: made.write("terms/new/brig.md", "---\ntitle: Brig\n---\nSquare.\n"),
        lambda: made.edit("terms/new/brig.md", "Square", "Large"),
        lambda: made.delete("terms/sloop.md"),
    ]
    for number, change in enumerate(changes):
        change()
        clean = made.make(out=f"clean{number}")
        updated = made.make()
        for name in ("index.html", "other.html", "glossterm.json", "glossterm-index.html"):
            assert (updated.outdir / name).read_text("utf-8") == (clean.outdir / name).read_text(
                "utf-8"
            ), (number, name)


def test_warnings_name_the_file(made: Project) -> None:
    made.write("terms/bad.md", "---\ntitle: Bad\nbroader: Nothing\n---\nNo {term}`unknown`.\n")
    warnings = made.build(warns=None).warnings
    assert any(line.startswith("terms/bad.md:") for line in warnings), warnings


def test_a_wrong_key(project: Callable[..., Project]) -> None:
    made = project({"index.md": "# Home\n", "a.yaml": "- term: A\n"}, sources=[("a.yaml", "ymal")])
    made.build(
        warns=['a.yaml:1: WARNING: unknown format "ymal"; did you mean "yaml"? [glossterm.source]']
    )
    made.configure(sources=[("a.yaml", "yaml", "x")])
    (warning,) = made.build(warns=None).warnings
    assert "glossterm_sources is [('a.yaml', 'yaml', 'x')]; it takes a list of paths" in warning


def test_a_folder_is_converted(
    made: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(made.srcdir)
    text = Shell(capsys)("convert", "terms", "-", "--from", "front-matter", "--to", "csv")
    assert text == "term,definition\nKetch,Two masts.\nSloop,One *mast*.\n"
