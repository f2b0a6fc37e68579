"""Build Sphinx's own documentation with and without this extension: nothing may differ.

The sources are those of the installed Sphinx, downloaded by pip. One line is added to their
``conf.py``, our extension (and no inventories of other projects, since there may be no network).
See :mod:`.comparing` for what is compared: each link to a term, each row of ``objects.inv``, each
entry of the general index, each warning, the search index, and each line of each page.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .comparing import US, Rows, differences, rows_of_build
from .conftest import environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EDITS = {
    # a new term, a deleted term, a term that moves to another page
    "glossary.rst": [
        ("   builder\n", "   aardvark\n      A new term.\n\n   builder\n"),
        ("   domain\n", "   realm\n"),
        ("   object\n", "   thing\n"),
    ],
    "authors.rst": [("", ".. glossary::\n\n   object\n      Moved.\n\n:term:`aardvark`\n\n")],
}


@pytest.fixture
def docs(sphinx_sources, tmp_path: Path) -> Path:
    """A copy of the sources to build with this extension."""
    return configured(sphinx_sources(tmp_path), [US])


@pytest.fixture
def plain(sphinx_sources, once) -> Rows:
    """The build of Sphinx alone."""
    folder = once("plain", lambda new: build(configured(sphinx_sources(new), []), new / "html"))
    (source,) = folder.glob("sphinx-*/doc")
    return read(source, folder / "html")


def configured(sources: Path, extensions: Sequence[str]) -> Path:
    with (sources / "doc/conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\nintersphinx_mapping = {{}}\nextensions += {extensions!r}\n")
    return sources / "doc"


def build(source: Path, outdir: Path, jobs: int = 1) -> None:
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "--no-color", "-b", "html", "-j", str(jobs)),
        *("-d", str(outdir.with_suffix(".doctrees")), str(source), str(outdir)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
    outdir.with_suffix(".log").write_text(done.stderr, "utf-8")


def read(source: Path, outdir: Path) -> Rows:
    return rows_of_build(outdir, outdir.with_suffix(".log").read_text("utf-8"), source)


def test_the_projects_have_enough_terms(plain):
    """Lower than the figures of Sphinx 9.0.4: 52, 14, 2259, 11109, and 216 pages."""
    assert len(plain["link"]) >= 40
    assert len(plain["term"]) >= 10
    assert len(plain["index"]) >= 1500
    assert len(plain["search"]) >= 5000
    assert sum(kind.startswith("page ") for kind in plain) >= 150


def test_nothing_differs_with_four_processes(docs, plain, tmp_path):
    """Except for differences that occur without this extension too, with the number of readers.

    Those are the pages of code that ``sphinx.ext.viewcode`` happens to find, and the number of
    times a warning is given, once by each reader.
    """
    build(docs, tmp_path / "html", jobs=4)
    found = read(docs, tmp_path / "html")
    assert differences(_of_any_number(plain), _of_any_number(found)) == []


def _of_any_number(rows: Rows) -> Rows:
    kept = {kind: r for kind, r in rows.items() if not kind.startswith("page _modules/")}
    return kept | {"warning": sorted(set(rows["warning"]))}


def test_nothing_differs_nor_after_a_second_build(docs, sphinx_sources, tmp_path, plain):
    """Terms are added, removed and moved: incremental builds equal those of Sphinx.

    Warnings are repeated only for pages that are read or written again.
    """
    build(docs, tmp_path / "html")
    assert differences(plain, read(docs, tmp_path / "html")) == []
    edited = configured(sphinx_sources(tmp_path / "plain"), [])
    for source in (docs, edited):
        edit(source)
    build(docs, tmp_path / "html")
    build(edited, tmp_path / "plain-html")
    expected, found = read(edited, tmp_path / "plain-html"), read(docs, tmp_path / "html")
    reported, again = expected.pop("warning"), found.pop("warning")
    assert differences(expected, found) == []
    assert set(again) <= set(reported)
    lost = [line for line in reported if "term not in glossary" in line]
    assert lost
    assert set(lost) <= set(again)


def edit(source: Path) -> None:
    for name, changes in EDITS.items():
        path = source / name
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
