"""Nodes of this extension on deleted pages, and in writers that do not know them."""

from __future__ import annotations

import pytest

GLOSSARY = """
    # Words

    ```{glossary}
    Bowline
      A knot that makes a loop.

    Sheet bend
      :broader: Bowline

      A knot of two ropes. {defterm}`Slippery` ones open at a pull.
    ```
    """
SHOWN = """
    # Shown

    ```{termindex}
    :view: tree
    ```

    ```{termgraph}
    :caption: Hierarchy of concepts
    ```

    A Bowline, {term}`Sheet bend`, {noterm}`Bowline`.
    """
SITE = {
    "index.md": "# Start\n\n```{toctree}\nwords\nshown\n```\n",
    "words.md": GLOSSARY,
    "shown.md": SHOWN,
}
# Not texinfo: its own list of index entries raises a KeyError there, in Sphinx alone too.
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "man", "text", "xml", "pseudoxml"),
    *("gettext", "linkcheck", "changes", "dummy"),
)


def gone(made, builder, page):
    """The build after *page* was deleted, whose name is still in the toctree."""
    site = made.build(builder, warns=None)
    made.delete(page)
    return made.rebuild(site, warns=None)[0]


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_deleted_page_with_an_index_and_a_diagram(project, builder):
    made = project(SITE, link="everywhere", version="1", relations=["broader", "narrower"])
    site = gone(made, builder, "shown.md")
    assert not [line for line in site.warnings if "glossterm" in line]
    if builder == "singlehtml":  # it still shows the last doctree of the page
        assert ("Sheet bend", "index#term-Sheet-bend") in site.links("index")
        assert "glossterm-graph" in site.source("index")
        assert 'class="glossterm-index"' in site.source("index")


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_deleted_page_with_a_glossary(project, builder):
    made = project(SITE, link="everywhere", version="1", relations=["broader", "narrower"])
    site = gone(made, builder, "words.md")
    assert {line.partition("WARNING: ")[2] for line in site.warnings if "glossterm" in line} <= {
        'empty diagram: no concept has a broader one; add a field "broader" [glossterm.graph]'
    }


PLAIN = {
    **SITE,
    "glossterm_test_plain.py": """
        from docutils import nodes
        from sphinx.builders.text import TextBuilder

        SILENT = {"document", "section", "container", "Text", "start_of_file", "caption", "figure"}

        class Plain(nodes.NodeVisitor):
            '''Has a method for some nodes of docutils, and stops at all others.'''

            def __init__(self, document, builder):
                super().__init__(document)
                self.names, self.body = [], ""

            def dispatch_visit(self, node):
                name = type(node).__name__
                if type(node).__module__ not in {"docutils.nodes", "sphinx.addnodes"}:
                    raise NotImplementedError(name)
                self.body += f"{name}\\n" if name in {"reference", "bullet_list"} else ""
                self.body += f"{node.astext()}\\n" if name == "paragraph" else ""

            def dispatch_departure(self, node):
                pass

        class PlainBuilder(TextBuilder):
            name, format, out_suffix = "plain", "plain", ".plain"
            default_translator_class = Plain

        def setup(app):
            app.add_builder(PlainBuilder)
        """,
}


def test_a_translator_of_plain_docutils_gets_nodes_of_docutils(project):
    made = project(PLAIN, link="everywhere", relations=["broader", "narrower"])
    made.configure(
        """
        import sys
        from pathlib import Path

        sys.path.insert(0, str(Path(__file__).parent))
        extensions += ["glossterm_test_plain"]
        """
    )
    site = made.build("plain")
    shown = (site.outdir / "shown.plain").read_text("utf-8")
    assert "A Bowline, Sheet bend, Bowline.\nreference\nreference\n" in shown
    assert shown.count("bullet_list") == 5
    words = (site.outdir / "words.plain").read_text("utf-8")
    assert "A knot of two ropes. Slippery ones open at a pull.\n" in words
    assert "Broader: Bowline" in words
