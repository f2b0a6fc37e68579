"""No input from an author, a file or another project stops or hangs a build."""

from __future__ import annotations

import os
import re

import pytest
from sphinx.util.inventory import InventoryFile

WORDS = "# Words\n\n```{glossary}\nKnot\n  A thing.\n```\n"
PAGE = "Words\n=====\n\n.. glossary::\n\n   Knot\n      A thing.\n"


def chain(count: int) -> str:
    """A page with an index and a diagram of *count* concepts, each below the one before it."""
    above = ["", *(f"      :broader: level {n}\n\n" for n in range(count - 1))]
    entries = "".join(f"   level {n}\n{row}      Number {n}.\n\n" for n, row in enumerate(above))
    shown = ".. termindex::\n   :view: tree\n\n.. termgraph::\n\n"
    return f"Chain\n=====\n\n{shown}.. glossary::\n\n{entries}"


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "latex", "epub"])
def test_a_hierarchy_of_hundreds_of_levels_is_shown(project, builder):
    made = project({"index.rst": chain(300)}, relations=["broader", "narrower"], version="1")
    site = made.build(builder, warns=None)
    assert [line for line in site.warnings if "EPUB" not in line] == []
    if builder == "text":
        text = (site.outdir / "index.txt").read_text("utf-8")
        deepest = max(len(line) - len(line.lstrip()) for line in text.splitlines())
        assert deepest < 60
        assert re.findall(r"\* (level \d+) — Number", text) == [f"level {n}" for n in range(300)]
        assert "Broader: … › level 287 › level 288" in text
    if builder == "html":
        index = site.source("index").partition('class="glossterm-graph"')[0]
        labels = re.findall(r'class="glossterm-label reference internal"[^>]*>(.*?)</a>', index)
        assert labels == [f"level {n}" for n in range(300)]


OPTIONS = {
    "a digit that is none": (
        {"index.rst": f":glossterm-headings: ²\n\n{PAGE}"},
        {},
        [
            'index.rst:1: WARNING: page option "glossterm-headings" is "²"; it takes heading levels'
            " such as 2 or 2-3 [glossterm.page_metadata]"
        ],
    ),
    "an endless range": (
        {"index.rst": PAGE},
        {"heading_pages": {"*": "2-99999999999"}},
        [
            "conf.py:4: WARNING: glossterm_heading_pages is {'*': '2-99999999999'}; it takes a"
            ' dictionary from patterns of document names to heading levels, such as `{"ai/*":'
            " 2}` (the default, {}, is used) [glossterm.config]"
        ],
    ),
    "a NUL in a name": (
        {"index.rst": PAGE},
        {"sources": ["a\0.yaml"]},
        [
            "a\0.yaml:1: WARNING: cannot read this file: this is not a valid file name"
            " [glossterm.source]"
        ],
    ),
    "a device": (
        {"index.rst": PAGE},
        {"sources": ["/dev/zero"]},
        ["/dev/zero:1: WARNING: cannot read this file: Invalid argument [glossterm.source]"],
    ),
    "a phrase of many words": (
        {"index.rst": PAGE},
        {"no_link": ["word-ab " * 6000]},
        [
            'conf.py:4: WARNING: "word-ab word-ab word-ab word-ab word-ab …" in glossterm_no_link'
            " is too long; write at most 500 characters [glossterm.config]"
        ],
    ),
    "a label of many words": (
        {"index.rst": PAGE.replace("Knot", "Knot " + "語" * 50_000)},
        {"language": "ja"},
        None,
    ),
    "a file within its own definition": (
        {
            "index.rst": "Words\n=====\n\n.. glossary::\n   :source: words.yaml\n",
            "words.yaml": """
                - term: Knot
                  definition: |
                    A thing.

                    .. glossary::
                       :source: words.yaml
                """,
        },
        {"sources": ["words.yaml"]},
        [
            'words.yaml:5: WARNING: "words.yaml" is shown inside one of its own definitions;'
            " remove this directive [glossterm.source]"
        ],
    ),
    "a depth of many digits": (
        {"index.rst": f".. termindex::\n   :depth: {'9' * 5000}\n\n{PAGE}"},
        {},
        [
            f'index.rst:1: WARNING: depth must be a positive integer, not "{"9" * 5000}"'
            " [glossterm.termindex]"
        ],
    ),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_a_message_instead_of_a_traceback(project, name):
    files, conf, warnings = OPTIONS[name]
    site = project(files, **conf).build(warns=warnings)
    assert "A thing." in site.prose("index")


def test_a_label_that_is_too_long_is_reported(project):
    label = "Knot " + "x" * 600
    site = project({"index.rst": PAGE.replace("Knot", label)}).build(
        warns=[
            f'index.rst:6: WARNING: "{label[:40]}…" has 605 characters and is not searched for'
            " in text; write a label of at most 500 characters [glossterm.long_label]"
        ]
    )
    assert site.inventory("std:term")


def test_a_pipe_is_no_data_file(project):
    made = project({"index.rst": PAGE}, sources=["pipe.yaml"])
    os.mkfifo(made.srcdir / "pipe.yaml")
    made.build(
        warns=["pipe.yaml:1: WARNING: cannot read this file: Invalid argument [glossterm.source]"]
    )


def other_project(made, text):
    """Add a project that publishes *text* to *made*."""
    folder = made.srcdir / "other"
    folder.mkdir()

    class Empty:
        class config:  # noqa: N801
            project = version = ""

        class domains:  # noqa: N801
            @staticmethod
            def sorted():
                return iter(())

    InventoryFile.dump(str(folder / "objects.inv"), Empty, None)
    (folder / "glossterm.json").write_text(text, "utf-8")
    made.configure(
        """
        extensions += ["sphinx.ext.intersphinx"]
        intersphinx_mapping = {"other": ("https://other.invalid/", "other/objects.inv")}
        """,
        projects=["other"],
        link="everywhere",
    )


PUBLISHED = {
    "lists in lists": (
        "[" * 100_000,
        'conf.py:4: WARNING: the glossary of the project "other" has an unknown format; use',
    ),
    "a number of many digits": (
        '{"version": 1, "concepts": [' + "9" * 5000 + "]}",
        'conf.py:4: WARNING: the glossary of the project "other" has an unknown format; use',
    ),
    "a long label": (
        '{"version": 1, "concepts": [{"label": "' + "word-ab " * 25_000 + '", "href": "x"}]}',
        (
            '1 labels of the project "other" have more than 500 characters and are not searched'
            " for in text"
        ),
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_another_project_publishes(project, name):
    text, message = PUBLISHED[name]
    made = project({"index.rst": PAGE})
    other_project(made, text)
    site = made.build(warns=None)
    (warning,) = site.warnings
    assert message in warning
    assert warning.endswith("[glossterm.project]")


@pytest.mark.parametrize("value", [float("nan"), 10**50, b"x", [[]], {"a": {}}, {1: 2}, None])
def test_options_of_any_type(project, value):
    """Each option accepts the value, or reports the allowed values."""
    from sphinxcontrib_glossterm.config import OPTIONS as ALL

    made = project({"index.rst": PAGE})
    made.configure(f"from math import nan\n{''.join(_row(o.full_name, value) for o in ALL)}")
    site = made.build(warns=None)
    assert all(line.endswith("[glossterm.config]") for line in site.warnings)
    assert site.prose("index")


def _row(name, value):
    return f"{name} = {value!r}\n"
