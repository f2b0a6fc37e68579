"""Tips show the same as the finished page, with any other extensions in any order."""

from __future__ import annotations

import json

import pytest

OTHERS = """
    from docutils import nodes
    from docutils.parsers.rst import Directive
    from sphinx.util.docutils import new_document

    class ticket(nodes.Inline, nodes.TextElement):
        pass

    class tickets(nodes.General, nodes.Element):
        pass

    def ticket_role(name, raw, text, line, inliner, options=None, content=None):
        return [ticket("", text)], []

    class Tickets(Directive):
        def run(self):
            return [tickets()]

    def show_tickets(app, doctree, docname):
        for node in list(doctree.findall(ticket)):
            link = nodes.reference("", "", nodes.strong("", f"ticket {node.astext()}"), refid="t")
            node.replace_self(link)

    def show_parts(app, doctree, docname):
        for place in list(doctree.findall(tickets)):
            fragment = new_document("")
            fragment += nodes.paragraph("", "A part of another page.")
            for name in ("index", "other"):
                app.env.resolve_references(fragment, name, app.builder)
            place.replace_self(nodes.paragraph("", "All tickets."))

    def setup(app):
        app.add_node(ticket)
        app.add_node(tickets)
        app.add_role("ticket", ticket_role)
        app.add_directive("tickets", Tickets)
        app.connect("doctree-resolved", show_tickets)
        app.connect("doctree-resolved", show_parts)
        return {"parallel_read_safe": True, "parallel_write_safe": True}
    """
"""An extension that replaces nodes when a page is resolved, and resolves parts of pages."""

INDEX = """
    Home
    ====

    .. toctree::

       other

    :term:`mill` :term:`sail`

    .. glossary::

       mill
          Grinds *corn*, :ticket:`7`:

          * wheat
          * rye

          .. only:: latex

             On paper.

          .. todo:: say how

    .. todolist::

    .. tickets::
    """
OTHER = """
    Other
    =====

    .. todo:: write of :term:`mill`

    .. glossary::

       sail
          Turns.

          .. todo:: measure
    """
OURS, THEIRS, TODO = "sphinxcontrib_glossterm", "others", "sphinx.ext.todo"


def made_with(project, extensions):
    made = project({"index.rst": INDEX, "other.rst": OTHER}, extensions=list(extensions))
    made.write("others.py", OTHERS)
    made.configure(
        "import sys; sys.path.insert(0, __file__.removesuffix('/conf.py'))\n"
        "todo_include_todos = True\n"
    )
    return made


@pytest.mark.parametrize("extensions", [(OURS, TODO, THEIRS), (TODO, THEIRS, OURS)])
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_the_tip_is_made_from_the_finished_page(project, extensions, builder):
    site = made_with(project, extensions).build(builder)
    page = {"dirhtml": ""}.get(builder, "index.html")
    assert site.tips("index")["index#term-mill"]["body"] == [
        ["p", "Grinds ", ["em", "corn"], ", ", ["a", {"href": f"{page}#t"},
            ["strong", "ticket 7"]], ":"],
        ["ul", ["li", ["p", "wheat"]], ["li", ["p", "rye"]]],
        ["div", {"class": "glossterm-tip-note"}, ["p", ["strong", "Todo"]], ["p", "say how"]],
    ]  # fmt: skip
    assert site.tips("index")["other#term-sail"]["body"][0] == ["p", "Turns."]
    assert site.tips("index")["index#term-mill"]["text"] == "Grinds corn, ticket 7:"


def test_the_order_of_extensions_does_not_matter(project):
    sites = [
        made_with(project, order).build()
        for order in ((OURS, TODO, THEIRS), (TODO, THEIRS, OURS), (TODO, OURS, THEIRS))
    ]
    first, *others = ((site.tips("index"), site.tips("other")) for site in sites)
    assert others == [first, first]


def test_a_part_of_a_page_is_not_taken_for_the_page(project):
    """The list on one page resolves parts of others, which are not written."""
    made = made_with(project, (OURS, TODO, THEIRS))
    made.make()
    made.edit("index.rst", "* rye", "* oats")
    site = made.make()
    assert ["li", ["p", "oats"]] in site.tips("index")["index#term-mill"]["body"][1]
    assert site.tips("index")["other#term-sail"]["body"][0] == ["p", "Turns."]
    record = json.loads((site.outdir / ".glossterm.json").read_text("utf-8").splitlines()[0])
    assert sorted(record["definitions"]) == ["index", "other"]
    clean = made.make(out="clean")
    for page in ("index", "other"):
        assert site.tips(page) == clean.tips(page)


def test_todos_that_are_not_shown_are_in_no_text(project):
    made = made_with(project, (OURS, TODO, THEIRS))
    made.edit("index.rst", "Grinds *corn*, :ticket:`7`:", ".. todo:: rewrite\n\n      Grinds.")
    made.configure("todo_include_todos = False\n")
    tip = made.build().tips("index")["index#term-mill"]
    assert (tip["text"], tip["body"][0]) == ("Grinds.", ["p", "Grinds."])


def test_what_a_tip_shows_of_roles(project):
    page = """
        Home
        ====

        :term:`mill`

        .. glossary::

           mill
              Press :kbd:`Ctrl`, choose :guilabel:`&Run` in :menuselection:`A --> B`,
              read :abbr:`RPM (revolutions per minute)` and :abbr:`X`.

              Take :download:`the data <data.csv>` or :download:`more <https://example.org/a.csv>`.

              Seen [#]_. Seen [#]_ often.

        .. [#] Note.
        .. [#] Note.
        """
    made = project({"index.rst": page, "data.csv": "a,b"})
    site = made.build()
    keys, files, marks, notes = site.tips("index")["index#term-mill"]["body"]
    assert keys == [
        "p", "Press ", ["kbd", "Ctrl"], ", choose ",
        ["span", {"class": "guilabel"}, ["span", {"class": "accelerator"}, "R"], "un"], " in ",
        ["span", {"class": "menuselection"}, "A ‣ B"], ",\nread ",
        ["abbr", {"title": "revolutions per minute"}, "RPM"], " and ", ["abbr", "X"], ".",
    ]  # fmt: skip
    (name,) = (path.parent.name for path in site.outdir.glob("_downloads/*/data.csv"))
    assert files == [
        "p", "Take ",
        ["a", {"href": f"_downloads/{name}/data.csv", "download": ""}, ["code", "the data"]],
        " or ",
        ["a", {"href": "https://example.org/a.csv", "download": ""}, ["code", "more"]], ".",
    ]  # fmt: skip
    assert marks == ["p", "Seen", ["sup", "1"], ". Seen", ["sup", "2"], " often."]
    assert notes[2:] == [
        ["p", ["abbr", "RPM"], ": revolutions per minute"],
        ["p", ["sup", "1"], " ", "Note."],
        ["p", ["sup", "2"], " ", "Note."],
    ]
