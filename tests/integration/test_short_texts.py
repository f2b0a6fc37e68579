"""The short text of a concept agrees with its page, wherever it is shown."""

from __future__ import annotations

import json
import re
import textwrap

import pytest

from sphinxcontrib_glossterm.sphinx_ext.reading import definitions as texts

from .test_incremental import assert_as_clean

LATE = """
    from docutils import nodes
    from sphinx.transforms.post_transforms import SphinxPostTransform

    class ticket(nodes.Inline, nodes.TextElement):
        pass

    class machine(nodes.Inline, nodes.TextElement):
        pass

    def role(node):
        return lambda name, raw, text, line, inliner, options=None, content=None: (
            [node("", text)], []
        )

    class ShowMachines(SphinxPostTransform):
        default_priority = 900

        def run(self, **kwargs):
            for node in list(self.document.findall(machine)):
                node.replace_self(nodes.strong("", f"machine {node.astext()}"))

    def show_tickets(app, doctree, docname):
        for node in list(doctree.findall(ticket)):
            link = nodes.reference("", f"ticket {node.astext()}", refuri="https://example.org/1")
            node.replace_self(link)

    def setup(app):
        for node in (ticket, machine):
            app.add_node(node)
            app.add_role(node.__name__, role(node))
        app.add_post_transform(ShowMachines)
        app.connect("doctree-resolved", show_tickets)
        return {"parallel_read_safe": True, "parallel_write_safe": True}
    """
"""An extension: one role whose nodes are replaced at ``doctree-resolved``, one late before."""

GUIDE = """
    .. _guide:

    The long guide
    ==============

    Text.
    """


def page(definition: str, rest: str = "") -> str:
    """A page that defines a term by *definition*, and refers to it."""
    body = textwrap.indent(definition, " " * 6)
    return f"Home\n====\n\n:term:`thing`\n\n.. glossary::\n\n   thing\n{body}\n\n{rest}"


def short(site) -> str:
    """The short text of the one concept of *site*."""
    (tip,) = site.tips("index").values()
    return tip["text"]


@pytest.mark.parametrize(
    ("definition", "text"),
    [
        ("Weighs :math:`10^{-9}` g, or 10\\ :sup:`-9`\\ .", "Weighs 10⁻⁹ g, or 10⁻⁹."),
        ("Made of H\\ :sub:`2`\\ O.", "Made of H₂O."),
        ("Of the 19\\ :sup:`th` century.", "Of the 19th century."),
        (r"Grows by :math:`\frac{a + b}{c}` a day.", "Grows by (a + b)/c a day."),
        (r"Is :math:`\sin x`, or :math:`\frac12`.", "Is sin x, or 1/2."),
        (r"Is :math:`\unknown{x}`.", r"Is \unknown{x}."),
        (".. math:: a &= b \\\\ c &= d", "a = b; c = d"),
        ("Seen [#]_. More.\n\n.. [#] Note.", "Seen."),
        ("Seen [#]_ often. More.\n\n.. [#] Note.", "Seen often."),
        ("A form of :abbr:`LED (light-emitting diode)`.", "A form of LED."),
        ("Press :kbd:`Ctrl+C` in :menuselection:`Edit --> Copy`.", "Press Ctrl+C in Edit ‣ Copy."),
        (".. image:: thing.png\n   :alt: A picture\n\nA thing. More.", "A thing."),
        (".. image:: thing.png\n   :alt: A picture", "A picture"),
        (".. figure:: thing.png\n   :alt: A picture\n\n   A thing seen. More.", "A thing seen."),
        (".. figure:: thing.png\n   :alt: A picture", "A picture"),
        ("Above |br| below. More.\n\n.. |br| raw:: html\n\n   <br/>", "Above below."),
        ('Above\\ |br|\\ below.\n\n.. |br| raw:: html\n\n   <br class="x">', "Above below."),
        ("Above |br|.\n\n.. |br| raw:: html\n\n   <br />", "Above."),
        ("Found by some\\ :sup:`[1]` only.", "Found by some^[1] only."),
        ("Used by J. Doe, see Fig. 2. More.", "Used by J. Doe, see Fig. 2."),
    ],
)
def test_what_is_known_when_the_page_is_read(project, definition, text):
    made = project({"index.rst": page(definition)})
    (made.srcdir / "thing.png").write_bytes(b"")
    assert short(made.build()) == text


REFERENCES = [
    ("See :ref:`guide`.", "See The long guide."),
    ("See :doc:`guide` and :doc:`it <guide>`.", "See The long guide and it."),
    ("See :any:`drawing`.", "See A drawing."),
    ("By :eq:`law`.", "By (1)."),
    ("Drawn in :numref:`drawing`.", "Drawn in Fig. 1."),
    ("Told in :numref:`guide`.", "Told in Section 1."),
    ("After [Doe20]_.", "After [Doe20]."),
    ("See :ref:`nowhere`.", "See nowhere."),
    ("Of :ticket:`7`.", "Of ticket 7."),
    ("Of :machine:`X`.", "Of machine X."),
    (".. only:: html\n\n   On screen.\n\n.. only:: latex\n\n   On paper.", "On screen."),
    (".. only:: latex\n\n   On paper.\n\nAnywhere.", "Anywhere."),
    ("See :ref:`the guide <guide>` and :term:`thing`.", "See the guide and thing."),
    ("Take :download:`the file <thing.png>`.", "Take the file."),
]
REST = """
.. toctree::
   :numbered:

   guide

.. math:: a = b
   :label: law

.. _drawing:

.. figure:: thing.png

   A drawing

.. [Doe20] A book.

[Doe20]_
"""


def referring(project, definition: str, **conf):
    made = project(
        {"index.rst": page(definition, REST), "guide.rst": GUIDE},
        suppress_warnings=["ref.ref"],
        extensions=["sphinxcontrib_glossterm", "late"],
        **conf,
    )
    made.write("late.py", LATE)
    made.configure(
        "import sys; sys.path.insert(0, __file__.removesuffix('/conf.py'))\nnumfig = True\n"
    )
    (made.srcdir / "thing.png").write_bytes(b"")
    return made


@pytest.mark.parametrize(("definition", "text"), REFERENCES)
def test_what_is_known_when_all_pages_are_read(project, definition, text):
    assert short(referring(project, definition).build()) == text


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("[](guide.md)", "See The long guide."),
        ("[](#a-part)", "See A part."),
        ("{ref}`guide`", "See The long guide."),
        ("[](<project:guide.md>)", "See The long guide."),
    ],
)
def test_links_of_markdown_without_a_text(project, link, text):
    index = (
        f"# Home\n\n{{term}}`thing`\n\n```{{glossary}}\nthing\n: See {link}.\n```\n\n## A part\n"
    )
    files = {"index.md": index, "guide.md": "(guide)=\n# The long guide\n"}
    files["guide.md"] = f"---\norphan: true\n---\n{files['guide.md']}"
    made = project(files, myst_heading_anchors=2)
    assert short(made.build()) == text


@pytest.mark.parametrize(
    "source",
    [
        "# Home\n\n{term}`thing`\n\n## thing\n\nSee {doc}`guide`. More.\n",
        "# Home\n\n{term}`thing`\n\n```{glossterm:concept} thing\nSee {doc}`guide`. More.\n```\n",
        "# Home\n\n{term}`thing`\n\nMore. A {defterm}`thing`, see {doc}`guide`. More.\n",
        "# Home\n\n{term}`thing`\n\n```{glossary}\n:source: terms.yaml\n```\n",
    ],
    ids=["heading", "concept", "sentence", "data-file"],
)
def test_every_form_of_a_definition(project, source):
    data = "concepts:\n  - term: thing\n    definition: See {doc}`guide`. More.\n"
    guide = "---\norphan: true\n---\n# The long guide\n"
    made = project(
        {"index.md": source, "guide.md": guide, "terms.yaml": data},
        heading_pages={"index": 2},
        sources=["terms.yaml"] if "terms.yaml" in source else [],
    )
    assert re.sub("^A thing, s", "S", short(made.build())) == "See The long guide."


def test_a_short_text_of_the_authors_own_stays(project):
    made = referring(project, ":short: In short.\n\nSee :ref:`guide`.")
    assert short(made.build()) == "In short."


def test_every_output_that_shows_it(project):
    definition, text = "See :ref:`guide`, :math:`2^{10}`. More.", "See The long guide, 2¹⁰."
    made = referring(project, definition, index_jsonld=True)
    made.edit("index.rst", "Home\n====\n", "Home\n====\n\n.. termindex::\n")
    site = made.build()
    assert site.parts(site.entries()["index#term-thing"], "gloss") == [text]
    assert site.parts(site.entries("index")["index#term-thing"], "gloss") == [text]
    described = re.search(r'ld\+json">(.*?)</script>', site.source("glossterm-index"))[1]
    assert json.loads(described)["hasDefinedTerm"][0]["description"] == text
    assert json.loads((site.outdir / "glossterm.json").read_text())["concepts"][0]["text"] == text
    assert text in (made.build("text").outdir / "index.txt").read_text("utf-8").replace("\n", " ")
    latex = next(made.build("latex").outdir.glob("*.tex")).read_text("utf-8")
    assert r"See The long guide, 2$^{\text{10}}$." in latex.replace("\n", " ")
    assert text in (made.build("epub", warns=None).outdir / "index.xhtml").read_text("utf-8")


def retitle(made):
    made.edit("guide.rst", "The long guide\n==============", "A short guide\n=============")


@pytest.mark.parametrize(
    ("definition", "edit", "text"),
    [
        ("See :ref:`guide`. More.", retitle, "See A short guide."),
        ("First. See :doc:`guide`.", retitle, "First."),
        ("Told :doc:`here <guide>`.", retitle, "Told here."),
    ],
)
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_another_title_gives_what_a_clean_build_gives(project, builder, definition, edit, text):
    made = referring(project, definition, index_jsonld=True)
    made.write("index.rst", f":orphan:\n\n{(made.srcdir / 'index.rst').read_text()}")
    made.write("list.rst", ":orphan:\n\nList\n====\n\n.. termindex::\n\n:term:`thing`\n")
    made.make(builder)
    edit(made)
    site = made.make(builder)
    assert next(iter(site.tips("index").values()))["text"] == text
    assert_as_clean(made, site)


def test_only_pages_that_show_the_title_are_written_again(project):
    files = {
        "index.rst": page("See :ref:`guide`.", ".. toctree::\n   :hidden:\n\n   more"),
        "guide.rst": f":orphan:\n{textwrap.dedent(GUIDE)}",
        "list.rst": ":orphan:\n\nList\n====\n\n.. termindex::\n",
        "more.rst": "More\n====\n\n:term:`thing`\n",
    }
    made = project(files)
    before = made.make()
    retitle(made)
    old = before.times()
    now = made.make().times()
    assert {name for name in now if now[name] != old[name]} == {
        *("guide.html", "list.html", "index.html"),
        *("genindex.html", "search.html", "glossterm-index.html"),
    }
    again = made.make().times()
    assert {name for name in again if again[name] != now[name]} == {"genindex.html", "search.html"}


def test_a_number_that_changes(project):
    made = referring(project, "Drawn in :numref:`drawing`.")
    made.make()
    made.edit("index.rst", ".. _drawing:", ".. figure:: thing.png\n\n   First\n\n.. _drawing:")
    site = made.make()
    assert short(site) == "Drawn in Fig. 2."
    assert_as_clean(made, site)


@pytest.mark.parametrize("first", ["latex", "man", "text", "epub", "texinfo"])
def test_any_builder_may_read_the_pages_first(project, first):
    definition = "See :ref:`guide`, :numref:`guide`, :numref:`drawing`, :eq:`law`, :ticket:`7`."
    text = "See The long guide, Section 1, Fig. 1, (1), ticket 7."
    made = referring(project, definition)
    made.make(first, doctrees="shared", warns=None)
    site = made.make("html", doctrees="shared")
    assert short(site) == text
    assert_as_clean(made, site)


def test_in_parallel(project):
    made = referring(project, "See :ref:`guide`, :ticket:`7`, :machine:`X`.")
    for number in range(9):
        made.write(f"p{number}.rst", f":orphan:\n\n.. _p{number}:\n\nPage {number}\n======\n")
    one, four = made.make(out="one"), made.make(out="four", jobs=4)
    assert short(four) == "See The long guide, ticket 7, machine X."
    assert one.files() == four.files()


def test_warnings_are_given_once_and_by_the_page(project):
    made = referring(project, "See :ref:`nowhere`, :term:`gone`.")
    made.configure(suppress_warnings=[])
    line = len("Home\n====\n\n:term:`thing`\n\n.. glossary::\n\n   thing\n".splitlines()) + 1
    made.build(
        warns=[
            f"index.rst:{line}: WARNING: undefined label: 'nowhere' [ref.ref]",
            f"index.rst:{line}: WARNING: term not in glossary: 'gone' [ref.term]",
        ]
    )


def test_nothing_that_other_extensions_change_is_saved(project):
    """Some prepare their data at the first resolved page, and read no page after that."""
    made = referring(project, "See :ref:`guide`, :ticket:`7`.")
    code = """
        def freeze(app, doctree, docname):
            app.env.frozen = True

        def purge(app, env, docname):
            assert not getattr(env, "frozen", False)

        def setup(app):
            app.connect("doctree-resolved", freeze)
            app.connect("env-purge-doc", purge)
        """
    made.configure(code)
    made.make()
    retitle(made)
    assert short(made.make()) == "See A short guide, ticket 7."


def test_where_no_process_can_be_forked(project, monkeypatch):
    monkeypatch.setattr(texts, "parallel_available", False)
    made = referring(project, "See :ref:`guide`, :machine:`X`, :ticket:`7`.")
    assert short(made.build()) == "See The long guide, machine X, 7."


def test_an_extension_that_fails_outside_of_pages_does_not_stop_the_build(project):
    made = referring(project, "See :ref:`guide`, :ticket:`7`.")
    made.configure(
        """
        def refuse(app, doctree, docname):
            if not doctree.get("source"):
                raise ValueError("not a page")

        def setup(app):
            app.connect("doctree-resolved", refuse)
        """
    )
    assert short(made.build()) == "See guide, 7."


def test_the_builder_that_resolves_leaves_no_data(project):
    made = referring(project, "See :ref:`guide`, :ticket:`7`.")
    made.configure(
        """
        def look(app, builder):
            assert app.builder is builder
            assert builder.name == "html"
            assert sorted(tag for tag in app.tags if "_" in tag) == ["builder_html", "format_html"]

        def setup(app):
            app.connect("write-started", look)
        """
    )
    assert short(made.build()) == "See The long guide, ticket 7."


def test_a_definition_for_another_format_is_no_missing_definition(project):
    made = project({"index.rst": page(".. only:: latex\n\n   On paper.")})
    assert short(made.build()) == ""
    assert made.build("glossterm-report", warns=None).warnings == []
