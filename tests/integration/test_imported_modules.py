"""Builds import only what they need."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest
from sphinx.transforms import SphinxTransform

from sphinxcontrib_glossterm.sphinx_ext import graph, linking, reading, tips

FEATURES = [graph, linking, reading, tips]

REPORT = """
    import sys

    NEEDED = {needed!r}

    def setup(app):
        app.connect("build-finished", lambda app, error: report())

    def report():
        found = {{name.partition(".sphinx_ext.")[2] for name in sys.modules}}
        assert found & set(NEEDED) == {expected!r}, found
    """
OF_READING = ("reading.observe", "reading.originals", "reading.passages", "reading.declarations")
OF_WRITING = ("linking.placement", "linking.convert_links", "tips.files", "tips.sidecars")


def test_a_build_without_changes_imports_nothing_of_reading_and_writing(project):
    page = "# T\n\nA host.\n\n```{glossary}\nhost\n: A host.\n```\n"
    made = project({"index.md": page}, link="everywhere")
    needed = {*OF_READING, *OF_WRITING}
    made.configure(REPORT.format(needed=needed, expected=needed))
    made.make("html", seed=1)
    made.configure(REPORT.format(needed=needed, expected=set()))
    made.make("html", seed=1)


def test_a_project_without_terms_imports_nothing_that_makes_links_and_tips(project):
    """Also if its pages refer to each other, and mentions would be linked."""
    pages = {
        "index.md": "# T\n\n```{toctree}\nb\n```\n\n[A page](b.md).\n",
        "b.md": "# B\n\nA host.\n",
    }
    made = project(pages, link="everywhere")
    unneeded = {*OF_WRITING, "linking.links", "tips.definitions", "tips.entry", "index.views"}
    made.configure(REPORT.format(needed=unneeded, expected=set()))
    made.make("html", seed=1)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.__name__)
def test_everything_that_is_registered_by_name_exists(feature):
    """Type checkers see it too, but not which of it are transforms."""
    tree = ast.parse(Path(feature.__file__).read_text("utf-8"))
    names = [
        (node.value.id.removeprefix("_"), node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id.startswith("_")
    ]
    assert names
    for module, name in names:
        found = getattr(import_module(f"{feature.__name__}.{module}"), name)
        assert callable(found)
        if isinstance(found, type):
            assert issubclass(found, SphinxTransform)
