"""The texts of the interface: in the language of the project, or in the project's own words."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_glossterm.sphinx_ext.index import entry_renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project, Site

# The pages contain a diagram.
pytest.importorskip("fast_sugiyama")

FOLDER = Path(__file__).parents[2] / "sphinxcontrib_glossterm" / "locale"
SOURCES = {
    "index.md": """
# Start

{term}`one`, {term}`two`

```{termgraph}
:related:
```

```{termindex}
:view: tree
```

```{toctree}
glossary
other
```
""",
    "glossary.md": """
# Terms

```{glossary}
one
: :tags: number
  :related: three

  The first.

two
: :broader: one
  :source: a book

  The second.

three
: :status: deprecated

  The third.
```
""",
    "other.md": "# Other\n\n{term}`one`, {ref}`glossterm-index`\n",
}
# The texts for readers that these pages show: in the index, in pages, in the report.
INDEX = {
    *("Index of terms", "Views", "Tree", "By tag", "Letters", "Tags and glossaries", "Filter"),
    *("Broader:", "Narrower:", "Related:", "Source:", "deprecated", "No term matches"),
    *("%s of %s terms", "Used in one page", "Other terms", "Open all", "Close all"),
    *("Term or definition", "Clear the filter"),
}
PAGE = {"Glossary entry", "Hierarchy of concepts", "As a list", "see also"}
REPORT = {"Glossary report", "To fix", "Nothing found.", "Reasons", "Documents", "Show", "a link"}
# Texts that some languages share with English.
SAME = {"A–Z", "Documents"}


@pytest.mark.parametrize("language", sorted(path.name for path in FOLDER.iterdir()))
def test_all_texts_are_in_the_language_of_the_project(
    project: Callable[..., Project], language: str
) -> None:
    # Docutils has no "pt", and says so.
    made = project(SOURCES, language=language, suppress_warnings=["docutils"])
    site = made.build()
    translated = gettext.translation("glossterm", FOLDER, [language]).gettext
    pages = ["glossterm-index", "index", "glossary", "other"]
    shown = {page: site.source(page) for page in pages}
    assert [text for text in INDEX if translated(text) not in shown["glossterm-index"]] == []
    assert [text for text in PAGE if translated(text) not in shown["index"]] == []
    assert translated("Used in %s pages") % 2 in shown["glossterm-index"]
    assert f">{translated('Index of terms')}<" in shown["other"]
    report = made.build("glossterm-report", warns=None).source("index")
    assert [text for text in REPORT if translated(text) not in report] == []
    for text in (INDEX | PAGE | REPORT) - SAME:
        for page in [*shown.values(), report]:
            assert translated(text) == text or not _shows(page, text)


def _shows(page: str, text: str) -> bool:
    """Whether *text* is a whole text or attribute of the page."""
    return f">{text}<" in page or f'"{text}"' in page


@pytest.mark.parametrize(("language", "used"), [("pt_PT", "pt"), ("de_AT", "de"), ("fr_CA", "fr")])
def test_a_regional_language_has_the_texts_of_its_language(
    project: Callable[..., Project], language: str, used: str
) -> None:
    site = project(SOURCES, language=language).build(warns=None)
    translated = gettext.translation("glossterm", FOLDER, [used]).gettext
    assert translated("Index of terms") in site.source("glossterm-index")


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [("fi", "", {"en"}), ("fi", "Sanasto", {"en"}), ("en_GB", "", set()), ("ko", "", set())],
)
def test_texts_that_are_left_in_english_are_marked(
    project: Callable[..., Project], language: str, title: str, expected: set[str]
) -> None:
    """And nothing else is, such as a title of the author's."""
    site = project(SOURCES, language=language, index_title=title).build(warns=None)
    translated = gettext.translation("glossterm", FOLDER, [language], fallback=True).gettext
    for page, texts in MARKED.items():
        elements = [e for e in site.body(page).iter() if e.get("lang")]
        assert {e.get("lang", "") for e in elements} == expected
        marked = {" ".join("".join(e.itertext()).split()) for e in elements}
        unmarked = {"Index of terms"} if title else set()
        assert marked == (texts - unmarked if expected else set())
    for source in (site.source("index"), site.source("glossterm-index")):
        assert 'class="language-' not in source
    head = 'data-glossterm-lang="en"'
    assert (head in site.source("index")) == bool(expected)
    assert translated("Narrower:") in site.source("glossterm-index")


MARKED = {
    "glossterm-index": {
        *("Index of terms", "A–Z Tree By tag", "A–Z", "Tree", "By tag", "Filter ×", "deprecated"),
        *("Other terms", "Close all"),
        *("Broader:", "Narrower:", "Related:", "Source:", "Used in one page", "Used in 2 pages"),
    },
    "index": {
        *("see also", "As a list", "deprecated", "Other terms", "Close all", "Narrower:"),
    },
}


def test_the_end_of_a_long_list_of_pages_is_marked(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_renderer, "MAX_USES", 1)
    made = project(SOURCES, language="fi")
    page = made.build(warns=None).source("glossterm-index")
    assert '<li lang="en">and 1 more</li>' in page
    book = made.build("epub", warns=None).source("glossterm-index")
    assert '<span lang="en">and 1 more</span>' in book


OWN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Index of terms"
msgstr "%s"
"""


def own(made: Project, title: str, language: str = "en", folder: str = "locales") -> None:
    """Write the project's own catalogue."""
    made.write(f"{folder}/{language}/LC_MESSAGES/glossterm.po", OWN % title)


def titles(site: Site) -> list[bool]:
    """Whether the index and a link to it have the title “Words of brewing”."""
    return ["Words of brewing<" in site.source(page) for page in ("glossterm-index", "other")]


def test_the_texts_of_a_project_replace_ours(project: Callable[..., Project]) -> None:
    made = project(SOURCES)
    own(made, "Words of brewing")
    site = made.build()
    assert titles(site) == [True, True]
    assert "Narrower:" in site.source("glossterm-index")


@pytest.mark.parametrize("language", ["de", "fi"])
def test_they_do_so_in_every_language_and_others_stay_as_they_are(
    project: Callable[..., Project], language: str
) -> None:
    made = project(SOURCES, language=language, locale_dirs=["first", "second"])
    own(made, "Words of brewing", language, "second")
    site = made.build()
    assert titles(site) == [True, True]
    assert ("Unterbegriffe:" if language == "de" else "Narrower:") in site.source("glossterm-index")


def test_the_first_folder_takes_precedence(project: Callable[..., Project]) -> None:
    made = project(SOURCES, locale_dirs=["first", "second"])
    own(made, "Words of brewing", folder="first")
    own(made, "Other words", folder="second")
    assert titles(made.build()) == [True, True]


def test_a_catalogue_that_cannot_be_read_is_left_to_sphinx(
    project: Callable[..., Project],
) -> None:
    made = project(SOURCES)
    path = made.srcdir / "locales" / "en" / "LC_MESSAGES" / "glossterm.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'msgid "Index of terms"\nmsgstr "\xff"\n')
    site = made.make(warns=None)
    assert "glossterm.po" in site.warnings[0]
    assert titles(site) == [False, False]


@pytest.mark.parametrize("builder", ["html", "text"])
def test_changed_texts_are_in_all_pages_after_the_next_build(
    project: Callable[..., Project], builder: str
) -> None:
    made = project(SOURCES)
    for number, title in enumerate(["", "Words of brewing", "Other words", ""]):
        path = made.srcdir / "locales" / "en" / "LC_MESSAGES" / "glossterm.mo"
        path.unlink(missing_ok=True)
        path.with_suffix(".po").unlink(missing_ok=True)
        if title:
            own(made, title)
        after = made.make(builder)
        assert after.files() == made.make(builder, out=f"clean-{number}").files()


def test_a_build_without_changes_writes_no_page(project: Callable[..., Project]) -> None:
    made = project(SOURCES)
    own(made, "Words of brewing")
    first, second = made.make().times(), made.make().times()
    written = {name for name in first if first[name] != second[name]}
    assert written == {"genindex.html", "search.html"}  # which Sphinx always writes
