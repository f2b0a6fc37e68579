"""The index page does not add to the warnings that themes give for each page."""

from __future__ import annotations

import pytest

PAGES = {
    "index.rst": """
        Start
        =====

        .. toctree::
           :caption: All pages

           bare
           words
           missing
        """,
    "bare.rst": "Only a sentence.\n",
    "words.rst": "Words\n=====\n\n.. glossary::\n\n   lever\n      A bar.\n",
}
EACH_PAGE = """
    def setup(app):
        from sphinx.util import logging

        def look(app, pagename, *rest):
            logging.getLogger("theme").warning("no picture on a page", type="theme")

        app.connect("html-page-context", look)
    """


@pytest.mark.parametrize(
    "theme", ["furo", "sphinx_rtd_theme", "sphinx_book_theme", "shibuya", "alabaster", "classic"]
)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_warnings_are_those_of_sphinx_alone(project, theme, builder):
    if theme not in {"alabaster", "classic"}:
        pytest.importorskip(theme)
    made = project(PAGES)
    made.configure(f"html_theme = {theme!r}\n")
    site = made.make(builder, warns=None)
    assert (site.outdir / "glossterm-index.html").exists() or builder == "dirhtml"
    made.configure(extensions=["myst_parser"])
    plain = made.make(builder, out="plain", warns=None)
    assert sorted(site.warnings) == sorted(plain.warnings)
    assert len(plain.warnings) >= 2


def test_warnings_about_any_page(project):
    """Pages of documents, the general index and the search: five times, not six."""
    made = project(PAGES, suppress_warnings=["toc"])
    made.configure(EACH_PAGE)
    made.make(warns=["WARNING: no picture on a page [theme]"] * 5)


def test_our_own_warnings_are_given_while_that_page_is_written(project):
    made = project(PAGES, suppress_warnings=["toc"])
    made.configure(
        """
        def setup(app):
            from sphinxcontrib_glossterm.sphinx_ext.warn import WarningSubtype, warn

            def look(app, pagename, *rest):
                if pagename == "glossterm-index":
                    warn(WarningSubtype.CONFIG, "as asked", location=None)

            app.connect("html-page-context", look)
        """
    )
    made.make(warns=["WARNING: as asked [glossterm.config]"])
