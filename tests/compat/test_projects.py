"""Build small projects with and without this extension, and compare the results.

For each of :data:`PROJECTS`, which use the glossary features of Sphinx and MyST-Parser, there must
be no difference. The tests below them cover intended differences; each states the whole difference.
See :mod:`.comparing` for what is compared.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

from .comparing import US, Rows, differences, renamed, rows_of_build, warnings_of

if TYPE_CHECKING:
    from pathlib import Path

Files = dict[str, str]


@dataclass
class Case:
    """A project: its files, its options, and the size of the comparison."""

    files: Files
    links: int
    terms: int
    warnings: list[str] = field(default_factory=list)
    conf: dict[str, Any] = field(default_factory=dict)
    code: str = ""


PROJECTS = {
    "several glossaries": Case(
        {
            "index.rst": """
                Start
                =====

                :term:`API`, :term:`Source Directory`, :term:`source directory`,
                :term:`the folder <Source Directory>`, :term:`a
                broken line <Build
                Directory>`, :term:`environments`

                .. toctree::

                   a
                   sub/b
                """,
            "a.rst": """
                A
                =

                .. glossary::

                   API
                      Application programming interface, see :term:`Build Directory`.

                   Source Directory
                      Where API sources are.

                More
                ====

                .. glossary::

                   environments
                      Dictionaries.
                """,
            "sub/b.rst": """
                B
                =

                .. glossary::

                   Build Directory
                      Not the :term:`source directory`. Made by an API.
                """,
        },
        links=8,
        terms=4,
    ),
    "sorted, classifiers as keys, comments, several terms": Case(
        {
            "index.rst": """
                Start
                =====

                .. glossary::
                   :sorted:

                   zebra : Z-key
                      Striped.

                   .. a comment, and with it nothing else

                   alpha
                   Beta : Q
                   gamma
                      Letters; a zebra is none.

                      Second paragraph.

                   ähnlich : A
                      Similar.

                :term:`zebra` :term:`Beta` :term:`gamma` :term:`alpha`
                :term:`ähnlich` :term:`BETA`
                """
        },
        links=6,
        terms=5,
    ),
    "inline markup in terms": Case(
        {
            "index.rst": """
                Start
                =====

                .. glossary::

                   *fermion*
                      Half-integer spin.

                   ``code`` term
                      Code.

                   :abbr:`LIFO (last-in, first-out)`
                      A stack.

                   **strong** and *weak*
                      Forces.

                   e\\ :sup:`2`
                      Also squared.

                   a :ref:`link <genindex>`
                      To the index.

                :term:`fermion`, :term:`code term`, :term:`strong and weak`
                """
        },
        links=3,
        terms=6,
    ),
    "terms in titles, captions, tables, footnotes": Case(
        {
            "index.rst": """
                About :term:`LoRA`
                ==================

                .. contents::

                .. toctree::
                   :caption: Pages

                   use

                The :term:`adapters <LoRA>` in a title
                --------------------------------------

                .. glossary::

                   LoRA
                      Low-rank. [#n]_

                   QLoRA
                      With LoRA.

                .. [#n] Of :term:`QLoRA`.
                """,
            "use.rst": """
                :term:`QLoRA` again
                ===================

                .. list-table:: A table of :term:`LoRA`
                   :header-rows: 1

                   * - :term:`LoRA`
                     - Text
                   * - Text
                     - *emphasis* :term:`x <QLoRA>`

                .. figure:: none.svg

                   Caption of :term:`LoRA`

                .. note:: :term:`LoRA`

                   .. only:: html

                      :term:`QLoRA`

                .. index:: LoRA, single: QLoRA; of a page

                .. rubric:: :term:`LoRA`
                """,
            "none.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
        # those in titles are in tables of contents too
        links=14,
        terms=2,
    ),
    "numbered sections, toctrees with titles that are terms": Case(
        {
            "index.rst": """
                LoRA
                ====

                .. toctree::
                   :numbered:
                   :maxdepth: 3

                   LoRA <a>
                   b

                :ref:`genindex` :ref:`LoRA`
                """,
            "a.rst": """
                .. _LoRA:

                LoRA
                ====

                .. glossary::

                   LoRA
                      Two matrices.

                LoRA and :term:`LoRA`
                ---------------------
                """,
            "b.rst": "QLoRA\n=====\n\n:doc:`LoRA <a>`, :term:`LoRA`, :any:`a`\n",
        },
        links=2,
        terms=1,
    ),
    "definition lists inside definitions": Case(
        {
            "index.rst": """
                Start
                =====

                .. glossary::

                   outer
                      A list:

                      inner
                         No term.

                      other : classifier
                         No term either, though outer.

                   second
                      1. numbered

                         deeper
                            Text.

                      .. glossary::

                         nested
                            A glossary in a definition.

                no term : here
                   Text.

                :term:`outer` :term:`second` :term:`nested`
                """
        },
        links=3,
        terms=3,
    ),
    "a field list of the author's own": Case(
        {
            "index.rst": """
                Start
                =====

                .. glossary::

                   LoRA
                      :Inventors: Hu et al.
                      :Year: 2021

                      Text.

                   second
                      Text first.

                      :aliases: stays, for it is not at the head

                   third
                      :param x: of a function
                      :returns: nothing

                :term:`LoRA` :term:`second`
                """
        },
        links=2,
        terms=3,
    ),
    "everything inside a definition": Case(
        {
            "index.rst": """
                Start
                =====

                .. glossary::

                   first
                      .. code-block:: python

                         first = second

                      .. image:: none.svg

                      .. _target:

                      .. note:: second, and :term:`first`

                      | first
                      | line

                   second
                      .. index:: second thing

                      Text of [C1]_, first and ``first``.

                      ======  ======
                      first   second
                      ======  ======
                      a       b
                      ======  ======

                .. [C1] Citation.

                :ref:`There <target>`, :term:`first`
                """,
            "none.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
        links=2,
        terms=2,
    ),
    "default_role any": Case(
        {
            "index.rst": """
                Start
                =====

                `lower`, `titled <lower>`, `genindex`, `LABEL`, `thing`, :any:`lower`

                .. _label:

                Label
                -----

                .. function:: thing()

                .. glossary::

                   lower
                      Text with `lower`.
                """
        },
        links=4,
        terms=1,
        conf={"default_role": "any"},
    ),
    "default_role any, what it does not find or finds twice": Case(
        {
            "index.rst": """
                Start
                =====

                `nothing of this`, `twice`

                .. _twice:

                Twice
                -----

                .. glossary::

                   twice
                      Text.
                """
        },
        links=0,
        terms=1,
        warnings=[
            "index.rst:4: WARNING: 'any' reference target not found: nothing of this [ref.any]",
            "index.rst:4: WARNING: more than one target found for 'any' cross-reference 'twice':"
            " could be :std:ref:`Twice` or :std:term:`twice` [ref.any]",
        ],
        conf={"default_role": "any"},
    ),
    "default_role term": Case(
        {"index.rst": "Start\n=====\n\n`LoRA`\n\n.. glossary::\n\n   LoRA\n      `LoRA`\n"},
        links=2,
        terms=1,
        conf={"default_role": "term"},
    ),
    "what Sphinx says of malformed glossaries": Case(
        {
            "index.rst": """
                Start
                =====

                .. glossary::

                   one

                   two
                      Separated by an empty line.

                .. glossary::

                      Description
                   three
                      Text.

                .. glossary::

                   four
                      Text.
                   five
                      No empty line before.

                :term:`zzz`, :term:`one`, :term:`five`
                """
        },
        links=2,
        terms=5,
        warnings=[
            "index.rst:12: WARNING: glossary seems to be misformatted, check indentation"
            " [docutils]",
            "index.rst:13: WARNING: glossary term must be preceded by empty line [docutils]",
            "index.rst:20: WARNING: glossary term must be preceded by empty line [docutils]",
            "index.rst:24: WARNING: term not in glossary: 'zzz' [ref.term]",
            "index.rst:7: WARNING: glossary terms must not be separated by empty lines [docutils]",
        ],
    ),
    "terms that another extension registered": Case(
        {
            "index.rst": """
                Start
                =====

                :coined:`Foo Bar` is defined here. :term:`Foo Bar`,
                :term:`foo bar`, :term:`titled <Foo Bar>`, :term:`LoRA`

                .. glossary::

                   LoRA
                      Not a foo bar.
                """
        },
        links=4,
        terms=2,
        code="""
            from docutils import nodes
            from sphinx.util.docutils import SphinxRole

            class Coined(SphinxRole):
                def run(self):
                    target = nodes.inline("", self.text, ids=["coined-" + nodes.make_id(self.text)])
                    std = self.env.domains.standard_domain
                    std.note_object("term", self.text, target["ids"][0], location=target)
                    std._terms[self.text.lower()] = (self.env.docname, target["ids"][0])
                    return [target], []

            def setup(app):
                app.add_role("coined", Coined())
            """,
    ),
    "glossaries that another extension made": Case(
        {"index.rst": "Start\n=====\n\n.. made::\n\n:term:`LoRA`\n"},
        links=1,
        terms=2,
        code="""
            from docutils.parsers.rst import Directive
            from docutils.statemachine import StringList
            from sphinx.util.docutils import SphinxDirective

            class Made(SphinxDirective):
                def run(self):
                    lines = ".. glossary::|   LoRA|      Two matrices.||   PEFT|      Few."
                    text = lines.replace("|.", "|").split("|")
                    text.insert(1, "")
                    return self.parse_text_to_nodes("\\n".join(text))

            def setup(app):
                app.add_directive("made", Made)
            """,
    ),
    "included text": Case(
        {
            "index.rst": """
                Start
                =====

                .. include:: part.txt

                :term:`LoRA`

                .. toctree::

                   other
                """,
            "other.rst": "Other\n=====\n\n:term:`LoRA` and :term:`PEFT`\n",
            "part.txt": ".. glossary::\n\n   LoRA\n   PEFT\n      Two matrices, :term:`PEFT`.\n",
        },
        links=4,
        terms=2,
    ),
    "another language of the project": Case(
        {
            "index.rst": """
                Anfang
                ======

                .. glossary::

                   Länge
                      Wie lang, "zitiert".

                   Über
                      Eine :term:`Länge`.

                :term:`länge`, :term:`danach <Über>`
                """
        },
        links=3,
        terms=2,
        conf={"language": "de"},
    ),
    "Markdown: directive and role": Case(
        {
            "index.md": """
                # Start

                {term}`LoRA`, {term}`lora`, {term}`titled <PEFT>`, {any}`thing`

                ## In a title: {term}`PEFT`

                ```{toctree}
                glossary
                ```
                """,
            "glossary.md": """
                # Glossary

                ```{glossary}
                :sorted:

                PEFT
                Fine-tuning : F
                  Of few parameters, *and* LoRA.

                LoRA
                  Two matrices, {term}`PEFT`.

                  - a list

                thing
                  Some thing.
                ```
                """,
        },
        links=6,
        terms=4,
    ),
    "Markdown: lists with a class": Case(
        {
            "index.md": """
                # Start

                {.glossary}
                LoRA
                : Two matrices.

                PEFT *emphasised*
                : Few parameters. See {term}`LoRA`.

                  Second paragraph.

                ordinary list
                : no term

                Paragraph.

                other list
                : not one either

                {term}`PEFT emphasised`, {term}`titled <lora>`
                """
        },
        links=3,
        terms=3,
        conf={"myst_enable_extensions": ["deflist", "attrs_block"]},
    ),
    "Markdown: a colon fence, and reST inside": Case(
        {
            "index.md": """
                # Start

                :::{glossary}
                LoRA
                  Two matrices.
                :::

                ```{eval-rst}
                .. glossary::

                   PEFT
                      Few. :term:`LoRA`
                ```

                {term}`PEFT`, [text](<project:#term-LoRA>)
                """
        },
        links=3,
        terms=2,
        conf={"myst_enable_extensions": ["colon_fence"]},
    ),
    "Markdown and reST together": Case(
        {
            "index.rst": "Start\n=====\n\n.. toctree::\n\n   a\n   b\n\n:term:`x` :term:`y`\n",
            "a.md": "# A\n\n```{glossary}\nx\n  Text.\n```\n\n{term}`y`\n",
            "b.rst": "B\n=\n\n.. glossary::\n\n   y\n      Text of :term:`x`.\n",
        },
        links=4,
        terms=2,
    ),
    "nothing of a glossary": Case(
        {"index.rst": "Start\n=====\n\nText, :ref:`genindex`, ``code``.\n\n.. index:: word\n"},
        links=0,
        terms=0,
    ),
}


@pytest.fixture
def compared(tmp_path: Path):
    """Build a project with and without this extension; returns the rows of both."""

    def build_both(case: Case, **conf: Any) -> tuple[Rows, Rows]:
        srcdir = tmp_path / "source"
        write(srcdir, case)
        used = {"extensions": ["myst_parser"]} | case.conf | conf
        return (
            build(srcdir, tmp_path / "plain", used),
            build(srcdir, tmp_path / "ours", used | {"extensions": [*used["extensions"], US]}),
        )

    return build_both


def write(srcdir: Path, case: Case) -> None:
    files = {"conf.py": f'html_theme = "basic"\n{textwrap.dedent(case.code)}'} | case.files
    for name, text in files.items():
        path = srcdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")


def build(srcdir: Path, outdir: Path, conf: dict[str, Any]) -> Rows:
    app = SphinxTestApp("html", srcdir=srcdir, builddir=outdir, confoverrides=deepcopy(conf))
    try:
        app.build()
    finally:
        app.cleanup()
    return rows_of_build(app.outdir, app.warning.getvalue(), srcdir)


@pytest.mark.parametrize("name", PROJECTS)
def test_output_is_the_same(compared, name):
    case = PROJECTS[name]
    plain, ours = compared(case)
    assert plain["warning"] == sorted(case.warnings)
    assert len(plain["link"]) == case.links
    assert len(plain["term"]) == case.terms
    assert differences(plain, ours) == []


# -- translated, and with other projects ------------------------------------------------

TRANSLATED = Case(
    {
        "index.rst": """
            Start
            =====

            .. glossary::

               adapter
                  A small layer, see :term:`LoRA`.

               LoRA
               low rank : key
                  Two matrices.

               untranslated
                  Stays.

            Use an :term:`adapter` or :term:`the method <LoRA>`.

            About :term:`LoRA`
            ------------------

            .. toctree::

               page
            """,
        "page.md": """
            # Page

            ```{glossary}
            matrix
              A table of numbers.
            ```

            {term}`matrix` and {term}`Adapter <adapter>`
            """,
        "locale/de/LC_MESSAGES/index.po": """
            msgid "Start"
            msgstr "Anfang"

            msgid "adapter"
            msgstr "Zwischenstück"

            msgid "A small layer, see :term:`LoRA`."
            msgstr "Eine kleine Schicht, siehe :term:`LoRA`."

            msgid "LoRA"
            msgstr "*LoRA* auf Deutsch"

            msgid "low rank : key"
            msgstr "niedriger Rang : N"

            msgid "Two matrices."
            msgstr "Zwei Matrizen."

            msgid "Use an :term:`adapter` or :term:`the method <LoRA>`."
            msgstr ":term:`die Methode <LoRA>`, oder ein :term:`adapter`."

            msgid "About :term:`LoRA`"
            msgstr "Über :term:`LoRA`"
            """,
        "locale/de/LC_MESSAGES/page.po": """
            msgid "matrix"
            msgstr "Matrix"

            #, fuzzy
            msgid "A table of numbers."
            msgstr "Eine Tabelle."

            msgid "{term}`matrix` and {term}`Adapter <adapter>`"
            msgstr "{term}`Matrix` und {term}`Stück <Zwischenstück>`"
            """,
    },
    links=0,
    terms=0,
    conf={"language": "de", "locale_dirs": ["locale"], "gettext_compact": False},
)


def test_nothing_differs_in_a_translated_build(compared):
    """A translated term is known under both names, with the id of the original."""
    plain, ours = compared(TRANSLATED)
    assert "index.html: die Methode → #term-LoRA" in plain["link"]
    assert "page.html: Stück → index.html#term-adapter" in plain["link"]
    assert "Zwischenstück → index.html#term-adapter -" in plain["term"]
    assert "adapter → index.html#term-adapter -" in plain["term"]
    assert differences(plain, ours) == []


def test_the_second_term_of_a_translated_entry(compared):
    files = TRANSLATED.files | {"page.md": "# Page\n\n{term}`low rank`\n"}
    plain, ours = compared(replace(TRANSLATED, files=files))
    assert "page.html: low rank → index.html#term-low-rank" in plain["link"]
    assert differences(plain, ours) == []


OTHER = Case(
    {
        "index.rst": """
            Other
            =====

            .. glossary::

               Source Directory
               folder
                  Where it is.

               shared
                  Theirs.
            """
    },
    links=0,
    terms=3,
)

CITING = Case(
    {
        "index.rst": """
            Start
            =====

            :term:`Source Directory`, :term:`source directory`, :term:`titled <Source Directory>`,
            :term:`titled again <other:folder>`, :term:`other:folder`, :external:term:`folder`,
            :external+other:term:`shared`, :term:`shared`, :any:`folder`, :term:`missing here`

            .. glossary::

               shared
                  Ours.

            .. toctree::

               page
            """,
        "page.md": """
            # Page

            {term}`Source Directory`, {term}`titled <folder>`, [text](<inv:other#term-folder>),
            {term}`shared`
            """,
    },
    links=0,
    terms=1,
)


@pytest.mark.parametrize("theirs", ["plain", "with us"])
def test_nothing_differs_with_terms_of_another_project(compared, tmp_path, theirs):
    """Regardless of how the other project was built."""
    other = tmp_path / "other"
    write(other, OTHER)
    build(other, tmp_path / "built", {"extensions": [US] if theirs == "with us" else []})
    plain, ours = compared(
        CITING,
        extensions=["myst_parser", "sphinx.ext.intersphinx"],
        intersphinx_mapping={
            "other": ("https://other.invalid/", str(tmp_path / "built/html/objects.inv"))
        },
    )
    to = "https://other.invalid/index.html#term-"
    assert f"index.html: titled → {to}Source-Directory" in plain["link"]
    assert f"index.html: titled again → {to}folder" in plain["link"]
    assert f"page.html: titled → {to}folder" in plain["link"]
    assert "index.html: shared → #term-shared" in plain["link"]
    assert plain["warning"]
    assert differences(plain, ours) == []


MAN_PAGES = [("index", "name", "Description", [], 1)]


# -- whatever comes with it ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["several glossaries", "Markdown: directive and role"])
def test_output_is_the_same_if_this_extension_is_first(tmp_path, name):
    write(tmp_path / "source", PROJECTS[name])
    plain = build(tmp_path / "source", tmp_path / "plain", {"extensions": ["myst_parser"]})
    ours = build(tmp_path / "source", tmp_path / "ours", {"extensions": [US, "myst_parser"]})
    assert differences(plain, ours) == []


@pytest.mark.parametrize("name", ["several glossaries", "Markdown: directive and role"])
@pytest.mark.parametrize("builder", ["text", "gettext", "man", "texinfo", "latex", "epub"])
def test_other_builders_give_no_new_warnings(tmp_path, name, builder):
    """And those whose files contain no links write the same ones."""
    case = PROJECTS[name]
    write(tmp_path / "source", case)
    said, files = [], []
    for extensions in (["myst_parser"], ["myst_parser", US]):
        app = SphinxTestApp(
            builder,
            srcdir=tmp_path / "source",
            builddir=tmp_path / str(len(said)),
            confoverrides=case.conf | {"extensions": extensions, "man_pages": MAN_PAGES},
        )
        app.build()
        app.cleanup()
        said.append(warnings_of(app.warning.getvalue(), tmp_path / "source"))
        found = (p for p in app.outdir.rglob("*") if p.suffix in {".txt", ".1"})
        files.append({p.relative_to(app.outdir).as_posix(): p.read_bytes() for p in found})
    assert said[0] == said[1]
    assert bool(files[0]) == (builder in {"text", "man"})
    assert files[0] == files[1]


# -- intended differences ---------------------------------------------------------------


def glossary(*terms: str) -> str:
    entries = "".join(f"   {term}\n      Text.\n\n" for term in terms)
    return f"Start\n=====\n\n.. glossary::\n\n{entries}"


def moved(plain: Rows, ids: dict[str, str]) -> Rows:
    """*plain* with these ids of entries replaced; the original ids are kept as second ids."""
    rows = renamed(plain, ids)
    for kind in rows:
        for old, new in ids.items():
            entry = f'<dt id="{new}">'
            rows[kind] = [row.replace(entry, f'{entry}<span id="{old}"></span>')
                          for row in rows[kind]]  # fmt: skip
    return rows | {kind: sorted(rows[kind]) for kind in ("term", "search")}


def test_ids_are_made_from_the_text(compared):
    """Where Sphinx numbers them, or drops characters that distinguish two terms."""
    terms = ["日本語", "用語", "C", "C++", "C#", "R&D", "Größe"]
    roles = " ".join(f":term:`{term}`" for term in terms)
    plain, ours = compared(Case({"index.rst": glossary(*terms) + roles}, 7, 7))
    ids = {
        "term-0": "term-日本語",
        "term-1": "term-用語",
        "term-2": "term-C-f1d81f50",
        "term-3": "term-C-fb0a6ff7",
    }
    assert len(plain["link"]) == 7
    assert differences(moved(plain, ids), ours) == []


def rows_and_pages(plain: Rows, ours: Rows) -> tuple[list[str], set[str]]:
    """The differences, without lines of a page, and the names of pages."""
    found = differences(plain, ours)
    rows = [row for row in found if not row[2:].startswith("page ")]
    return rows, {row[2:].split(":")[0].removeprefix("page ") for row in set(found) - set(rows)}


def test_duplicates_of_two_pages(compared):
    """Reported after reading, at the correct line; the first page by name wins."""
    files = {
        "index.rst": "Start\n=====\n\n.. toctree::\n\n   a\n   b\n\n:term:`LoRA`, :term:`y`\n",
        "a.rst": glossary("LoRA", "x"),
        "b.rst": glossary("y", "LoRA"),
    }
    assert rows_and_pages(*compared(Case(files, 2, 3))) == (
        [
            "- link: index.html: LoRA → b.html#term-LoRA",
            "+ link: index.html: LoRA → a.html#term-LoRA",
            "- term: LoRA → b.html#term-LoRA -",
            "+ term: LoRA → a.html#term-LoRA -",
            "- warning: b.rst:8: WARNING: duplicate term description of LoRA, other instance in a",
            "+ warning: b.rst:9: WARNING: duplicate term description of LoRA, other instance in"
            " a:6; join the two entries or rename one of the terms [glossterm.duplicate_concept]",
        ],
        {"index.html"},
    )


def test_duplicates_of_one_page(compared):
    """The first keeps the id made from the text; links use the later one, as in Sphinx."""
    plain, ours = compared(
        Case({"index.rst": glossary("LoRA", "x", "LoRA") + ":term:`LoRA`"}, 1, 2)
    )
    rows, pages = rows_and_pages(plain, ours)
    assert [row for row in rows if not row[2:].startswith(("index:", "search:"))] == [
        "- link: index.html: LoRA → #term-0",
        "+ link: index.html: LoRA → #term-LoRA-2",
        "- term: LoRA → index.html#term-0 -",
        "+ term: LoRA → index.html#term-LoRA-2 -",
        "- warning: index.rst:11: WARNING: duplicate term description of LoRA, other instance in"
        " index",
        '+ warning: index.rst:12: WARNING: "LoRA" is defined twice in this page, first at index:6;'
        " join the two entries or give one of them another label [glossterm.duplicate_concept]",
    ]
    assert {"- index: LoRA → index.html#term-0", "+ index: [1] → index.html#term-LoRA-2"} < {*rows}
    assert pages == {"genindex.html", "index.html"}


def test_duplicates_of_one_entry(compared):
    _plain, ours = compared(
        Case({"index.rst": glossary("LoRA\n   LoRA", "x") + ":term:`LoRA`"}, 1, 2)
    )
    assert ours["link"] == ["index.html: LoRA → #term-LoRA-2"]
    assert len(ours["warning"]) == 1


def test_two_spellings(compared):
    """Each leads to its own entry; a third to the last of them, as in Sphinx."""
    text = glossary("Ab", "aB") + ":term:`Ab`, :term:`aB`, :term:`AB`"
    assert rows_and_pages(*compared(Case({"index.rst": text}, 3, 2))) == ([], set())


@pytest.mark.parametrize("conf", [{}, {"show_warning_types": False}], ids=["types", "no types"])
def test_a_similar_term_is_suggested(compared, conf):
    text = glossary("LoRA") + ":term:`LoLA`, :term:`text <Xylophone>`"
    end = " [ref.term]" if conf.get("show_warning_types", True) else ""
    plain, ours = compared(Case({"index.rst": text}, 0, 1, conf=conf))
    assert len(plain["warning"]) == 2
    assert differences(plain, ours) == [
        f"- warning: index.rst:9: WARNING: term not in glossary: 'LoLA'{end}",
        "+ warning: index.rst:9: WARNING: term not in glossary: 'LoLA'; did you mean"
        f' "LoRA"?{end}',
    ]


@pytest.mark.parametrize(
    "conf",
    [
        {"suppress_warnings": ["ref.term"]},
        {"suppress_warnings": ["ref"]},
        {"nitpicky": True, "nitpick_ignore": [("term", "LoLA")]},
        {"nitpicky": True, "nitpick_ignore_regex": [("term", ".*")]},
    ],
)
def test_suppressed_warnings_stay_suppressed(compared, conf):
    plain, ours = compared(Case({"index.rst": glossary("LoRA") + ":term:`LoLA`"}, 0, 1, conf=conf))
    assert differences(plain, ours) == []


def test_any_finds_capitals(compared):
    text = glossary("LoRA", "lower") + ":any:`LoRA`, :any:`lora`, :any:`text <LoRA>`, :any:`lower`"
    plain, ours = compared(Case({"index.rst": text}, 1, 2))
    warning = "- warning: index.rst:12: WARNING: 'any' reference target not found"
    assert rows_and_pages(plain, ours) == (
        [
            *(f"+ link: index.html: {text} → #term-LoRA" for text in ("LoRA", "lora", "text")),
            *(f"{warning}: {name} [ref.any]" for name in ("LoRA", "LoRA", "lora")),
        ],
        {"index.html"},
    )


def test_markdown_links_find_capitals(compared):
    text = "# Start\n\n```{glossary}\nLoRA\n  Text.\n```\n\n[](<LoRA>), [text](<LoRA>)\n"
    warning = (
        "- warning: index.md:8: WARNING: 'myst' cross-reference target not found: 'LoRA'"
        " [myst.xref_missing]"
    )
    assert rows_and_pages(*compared(Case({"index.md": text}, 2, 1))) == (
        [
            "- link: index.html: LoRA → #LoRA",
            "- link: index.html: text → #LoRA",
            "+ link: index.html: LoRA → #term-LoRA",
            "+ link: index.html: text → #term-LoRA",
            warning,
            warning,
        ],
        {"index.html"},
    )


def test_any_finds_capitals_only_where_sphinx_finds_nothing(compared):
    """A label or a function of that name was found without a warning, and still is."""
    text = glossary("API", "Thing") + textwrap.dedent("""
        :any:`API`, :any:`Thing`

        .. _api:

        Section
        -------

        .. function:: Thing()
        """)
    plain, ours = compared(Case({"index.rst": text}, 0, 2))
    assert plain["warning"] == []
    assert differences(plain, ours) == []


def test_a_missing_definition_is_reported(compared):
    plain, ours = compared(Case({"index.rst": glossary("LoRA") + "   PEFT\n"}, 0, 2))
    assert differences(plain, ours) == [
        '+ warning: index.rst:9: WARNING: "PEFT" has no definition; write one below it'
        " [glossterm.missing_definition]"
    ]


def test_an_empty_glossary_is_reported(compared):
    plain, ours = compared(Case({"index.rst": "Start\n=====\n\n.. glossary::\n"}, 0, 0))
    assert differences(plain, ours) == [
        "+ warning: index.rst:4: WARNING: this glossary has no entries; write terms with"
        " indented definitions below [glossterm.empty_glossary]"
    ]


@pytest.mark.parametrize("name", ["Author", "Source"])
def test_a_field_of_the_authors_own_that_resembles_ours(compared, name):
    text = f"Start\n=====\n\n.. glossary::\n\n   LoRA\n      :{name}: Hu\n\n      Text.\n"
    assert differences(*compared(Case({"index.rst": text}, 0, 1))) == []


def test_terms_are_known_as_they_are_shown_too(compared):
    """Sphinx knows them as they were before substitution and smart quotes."""
    text = ".. |sub| replace:: real\n\n" + glossary("|sub| text", '"x" -- y')
    plain, ours = compared(Case({"index.rst": text + ':term:`sub text`, :term:`"x" -- y`'}, 2, 2))
    assert plain["term"] == [
        '"x" -- y → index.html#term-x-y -',
        "sub text → index.html#term-sub-text -",
    ]
    assert [row for row in differences(plain, ours) if " term: " in row] == [
        "+ term: real text → index.html#term-sub-text -"
    ]
    assert plain["link"] == ours["link"]
    assert plain["warning"] == ours["warning"] == []


def test_markdown_definition_lists_in_a_glossary(compared):
    """Plain Sphinx parses the definitions as terms."""
    text = "# Start\n\n```{glossary}\nLoRA\n: Text.\n```\n\n{term}`LoRA`\n"
    rows, pages = rows_and_pages(*compared(Case({"index.md": text}, 1, 2)))
    assert "- term: : Text. → index.html#term-Text. -" in rows
    assert [row for row in rows if row.startswith("+")] == []
    assert pages == {"genindex.html", "index.html"}


def test_the_reference_build_does_not_use_this_extension(tmp_path):
    """Nothing of this extension remains in this process after a build with it."""
    source, used = tmp_path / "source", {"extensions": ["myst_parser"]}
    files = {"index.md": "# Start\n\n```{glossary}\nLoRA\n: Text.\n```\n\n{any}`LoRA`\n"}
    write(source, Case(files, 0, 0))
    build(source, tmp_path / "ours", {"extensions": ["myst_parser", US]})
    found = build(source, tmp_path / "plain", used)
    command = [sys.executable, "-m", "sphinx", "-q", "-D", "extensions=myst_parser"]
    outdir = tmp_path / "alone"
    done = subprocess.run(
        [*command, str(source), str(outdir)], capture_output=True, text=True, check=False
    )
    assert differences(rows_of_build(outdir, done.stderr, source), found) == []
    assert found["warning"]
