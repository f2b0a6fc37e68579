"""Each name of ``internals`` works with the installed Sphinx, docutils and MyST-Parser.

A failure begins with the name that a new version has changed; CONTRIBUTING says what to do. The
project is built without this extension, so that only Sphinx and MyST are tested. Then no other
module of the package uses what is not documented.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import logging
import os
import re
import threading
import zlib
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import myst_parser
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from docutils import nodes
from docutils.transforms.references import Substitutions
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from sphinx import addnodes
from sphinx.builders.dummy import DummyBuilder
from sphinx.ext.ifconfig import ifconfig
from sphinx.testing.util import SphinxTestApp
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.transforms.i18n import Locale
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform
from sphinx.transforms.references import SphinxDomains
from sphinx.util import logging as sphinx_logging
from sphinx.util.docutils import SphinxDirective, new_document

from sphinxcontrib_glossterm.sphinx_ext import internals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE = Path(__file__).parents[2] / "sphinxcontrib_glossterm"
INTERNALS = PACKAGE / "sphinx_ext" / "internals.py"
ENTRIES = sorted({*internals.__all__} - {"SEEN"})

SOURCES = {
    "conf.py": """
extensions = ["myst_parser", "sphinx.ext.intersphinx", "sphinx.ext.ifconfig"]
html_theme = "basic"
myst_heading_anchors = 2
intersphinx_mapping = {"other": ("https://other.invalid/", "other.inv")}
intersphinx_resolve_self = "own"
glossterm_unknown = 1
""",
    "index.md": """# Words

```{probe}
first
second
```

```{words}
valve
  It opens.
```

[](words.md#part), [](#words), [](#far-label), [](<valve>), [](#deep).

```{toctree}
words
other
```

## Section

### Deep
""",
    "words.md": "# More\n\n## Part\n\nText.\n",
    "other.rst": """Other
=====

.. _far-label:

.. probe::

   first
   second

.. words::

   valve
      Again.

.. ifconfig:: glossterm_unknown

   Text.

:any:`own:nothing`, [Jones]_

.. [Jones] On valves.
""",
}

INVENTORY = (
    b"# Sphinx inventory version 2\n# Project: other\n# Version: 1\n"
    b"# The remainder of this file is compressed using zlib.\n"
    + zlib.compress(b"pump std:term 1 terms.html#term-pump -\n")
)


class probe_node(nodes.General, nodes.Element):  # noqa: N801
    """Calls the functions for translators where its visitor is called."""


@dataclass
class Seen:
    """What was seen in builds of the project."""

    app: SphinxTestApp = field(init=False)
    """Of HTML."""
    md: list[tuple[Any, ...]] = field(default_factory=list)
    rst: list[tuple[Any, ...]] = field(default_factory=list)
    """Of each directive ``probe``: the result of ``is_markdown``, and its locations."""
    terms: dict[str, list[int]] = field(default_factory=dict)
    """The lines of terms, by document."""
    reports: list[logging.LogRecord] = field(default_factory=list)
    checking: list[bool] = field(default_factory=list)
    """The results of ``is_checking`` while pages are read, checked and written."""
    own: list[bool] = field(default_factory=list)
    """Of each unresolved ``any``: the result of ``is_of_this_project``."""
    drawn: dict[str, Any] = field(default_factory=dict)
    """By format."""
    translated: nodes.document = field(default_factory=lambda: new_document(""))
    """A page of another project."""

    def pending(self, docname: str) -> list[addnodes.pending_xref]:
        return [*self.app.env.get_doctree(docname).findall(addnodes.pending_xref)]

    def first(self, docname: str, kind: type[nodes.Element]) -> nodes.Element:
        return next(self.app.env.get_doctree(docname).findall(kind))


def draw_html(seen: Seen, self: Any, node: nodes.Element) -> None:
    link = nodes.reference("", "x", refuri="#a", internal=True)
    link.parent = nodes.paragraph()
    self.visit_reference(link)
    internals.extend_link(self, ["b", "c"], {"data-d": "<"})
    seen.drawn["html"] = self.body[-1]
    self.depart_reference(link)
    raise nodes.SkipNode


def draw_latex(seen: Seen, self: Any, node: nodes.Element) -> None:
    again = internals.is_typeset_again(self)
    for name in ("in_title", "in_caption", "in_footnote"):
        before = getattr(self, name)
        setattr(self, name, 1)
        again = again or not internals.is_typeset_again(self)
        setattr(self, name, before)
    place = internals.latex_place(self, "a/b_c", "d")
    seen.drawn["latex"] = (internals.latex_targets(self, ["a"]), place, again)
    raise nodes.SkipNode


def draw_texinfo(seen: Seen, self: Any, node: nodes.Element) -> None:
    length = len(self.body)
    internals.add_texinfo_target(self, "a", node)
    seen.drawn["texinfo"] = "".join(self.body[length:])
    raise nodes.SkipNode


def build(folder: Path, builder: str, seen: Seen) -> SphinxTestApp:
    """Build the project, and note what is seen."""
    app = SphinxTestApp(builder, srcdir=folder, freshenv=True)

    class Probe(SphinxDirective):
        has_content = True

        def run(self) -> list[nodes.Node]:
            found = seen.md if self.env.docname == "index" else seen.rst
            places = [internals.content_location(self, number) for number in (0, 1)]
            found.append((internals.is_markdown(self), *places))
            return [probe_node()]

    class Glossary(internals.SphinxGlossary):
        def run(self) -> list[nodes.Node]:
            result = super().run()
            terms = (term for node in result for term in node.findall(nodes.term))
            lines = [(term.line or 0) + internals.first_line(self) for term in terms]
            seen.terms[self.env.docname] = lines
            return result

    def note_missing(app: Any, env: Any, node: addnodes.pending_xref, _content: Any) -> None:
        if node["reftype"] == "any":
            seen.own.append(internals.is_of_this_project(node))

    def filter_report(record: logging.LogRecord) -> bool:
        seen.reports.append(record)
        return True

    def drawing(draw: Callable[..., None]) -> Any:
        return (lambda self, node: draw(seen, self, node), None)

    app.add_directive("probe", Probe)
    app.add_directive("words", Glossary)
    drawn = {"html": draw_html, "latex": draw_latex, "texinfo": draw_texinfo}
    app.add_node(probe_node, **{name: drawing(draw) for name, draw in drawn.items()})
    app.connect("missing-reference", note_missing, priority=950)
    for event in ("env-updated", "env-check-consistency", "build-finished"):
        app.connect(event, lambda app, *_: seen.checking.append(internals.is_checking(app)))
    internals.STD_LOGGER.addFilter(filter_report)
    try:
        app.build()
    finally:
        internals.STD_LOGGER.removeFilter(filter_report)
    return app


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, translated: nodes.document) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("internals")
    for name, text in SOURCES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "other.inv").write_bytes(INVENTORY)
    others = Seen()
    for builder in ("latex", "texinfo"):
        build(folder, builder, others).cleanup()
    found = Seen(drawn=others.drawn, translated=translated)
    found.app = build(folder, "html", found)
    yield found
    found.app.cleanup()


CHECKS: dict[str, Callable[[Seen], None]] = {}


def check(function: Callable[[Seen], None]) -> Callable[[Seen], None]:
    """Register the check of the entry with the function's name, in lower case."""
    CHECKS[function.__name__.removeprefix("check_")] = function
    return function


@check
def check_priority(seen: Seen) -> None:
    assert {member.name: int(member) for member in internals.Priority} == {
        "TRANSLATION": Locale.default_priority,
        "SUBSTITUTIONS": Substitutions.default_priority,
        "SMART_QUOTES": SphinxSmartQuotes.default_priority,
        "DOMAINS": SphinxDomains.default_priority,
        "MYST_REFERENCES": MystReferenceResolver.default_priority,
        "REFERENCES": ReferencesResolver.default_priority,
    }


@check
def check_std_register(seen: Seen) -> None:
    env = seen.app.env
    assert internals.std_register(env, "objects")["term", "valve"] == ("other", "term-valve")
    assert internals.std_register(env, "terms")["valve"] == ("other", "term-valve")
    assert internals.std_register(env, "labels")["genindex"][:2] == ("genindex", "")
    assert internals.std_register(env, "anonlabels")["far-label"] == ("other", "far-label")
    std = env.get_domain("std")
    for name in ("objects", "labels", "anonlabels"):  # no copies
        assert internals.std_register(env, name) is getattr(std, name)
    assert internals.std_register(env, "terms") is std._terms


@check
def check_citations(seen: Seen) -> None:
    places, used_in = internals.citations(seen.app.env)
    assert places == {"Jones": ("other", "jones")}
    assert used_in == {"Jones": {"other"}}
    (target,) = seen.app.env.get_doctree("other").findall(nodes.citation)
    assert target["ids"] == ["jones"]


@check
def check_general_index(seen: Seen) -> None:
    rows = internals.general_index(seen.app.env)["index"]
    assert rows == [("single", "valve", "term-valve", "main", None)]


@check
def check_std_logger(seen: Seen) -> None:
    assert seen.reports


@check
def check_repeated_term(seen: Seen) -> None:
    assert [internals.repeated_term(record) for record in seen.reports] == [("valve", "index")]


@check
def check_repeated_term_message(seen: Seen) -> None:
    assert [record.msg for record in seen.reports] == [internals.repeated_term_message()]


@check
def check_sphinxglossary(seen: Seen) -> None:
    glossary = seen.first("other", addnodes.glossary)
    assert [type(child) for child in glossary.children] == [nodes.definition_list]
    assert glossary[0]["classes"] == ["glossary"]
    assert "sorted" in internals.SphinxGlossary.option_spec


@check
def check_glossary_term(seen: Seen) -> None:
    directive: Any = type("", (), {"env": seen.app.env, "state": type("", (), {})})()
    directive.state.document = new_document("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(seen.app.env.current_document, "docname", "words")
        made = internals.glossary_term(directive, [nodes.Text("pump")], "words.md", 3, "*pump*")
    assert [message for _node, message in internals.messages_in(made)] == ["*pump*"]
    assert (made.astext(), made["ids"], made.source, made.line) == (
        *("pump", ["term-pump"]),
        *("words.md", 3),
    )
    assert internals.std_register(seen.app.env, "terms").pop("pump") == ("words", "term-pump")
    del internals.std_register(seen.app.env, "objects")["term", "pump"]


@check
def check_registered_name(seen: Seen) -> None:
    assert internals.registered_name(seen.first("index", nodes.term)) == "valve"
    assert '["raw_entries"]' in inspect.getsource(Locale).replace("'", '"')


@check
def check_markdown_parser(seen: Seen) -> None:
    assert seen.app.env.myst_config.heading_anchors == 2
    head = "---\nmyst:\n  enable_extensions: [colon_fence]\n---\n"
    parse = internals.markdown_parser(seen.app.env, f"{head}\n[a]: https://a.invalid\n")
    (fence,) = parse(":::{note}\ntext\n:::")
    assert (fence.type, fence.map, fence.content) == ("colon_fence", [0, 3], "text\n")
    _open, inline, _close = parse("[a], {term}`b`")
    assert inline.children[0].attrs == {"href": "https://a.invalid"}
    assert (inline.children[-1].type, inline.children[-1].meta) == ("myst_role", {"name": "term"})
    assert not any(each.type == "colon_fence" for each in internals.markdown_parser(
        seen.app.env, "")(":::{note}\n:::"))  # fmt: skip


@check
def check_is_markdown(seen: Seen) -> None:
    assert (seen.md[0][0], seen.rst[0][0]) == (True, False)


@check
def check_first_line(seen: Seen) -> None:
    assert seen.terms == {
        "index": [line_of("index.md", "valve")],
        "other": [line_of("other.rst", "   valve")],
    }


@check
def check_content_location(seen: Seen) -> None:
    for found, name, indent in (seen.md, "index.md", ""), (seen.rst, "other.rst", "   "):
        lines = [place.line for place in found[0][1:]]
        assert lines == [line_of(name, indent + text) for text in ("first", "second")]


def line_of(name: str, line: str) -> int:
    return SOURCES[name].split("\n").index(line) + 1


class _Untranslated(SphinxTransform):
    """Excludes a paragraph from translation, as ``keep_untranslated`` is used."""

    default_priority = Locale.default_priority - 5

    def apply(self, **kwargs: Any) -> None:
        for text in self.document.findall(nodes.paragraph):
            if text.astext() == "Kept.":
                internals.keep_untranslated(text)


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> nodes.document:
    """A page with three paragraphs, of which the catalogue translates the first and the last."""
    folder = tmp_path_factory.mktemp("translated")
    (folder / "conf.py").write_text("language = 'de'\nlocale_dirs = ['.']\n", "utf-8")
    (folder / "index.rst").write_text("Home\n====\n\nOld.\n\nNew.\n\nKept.\n", "utf-8")
    (folder / "de" / "LC_MESSAGES").mkdir(parents=True)
    catalog = Catalog(locale="de")
    catalog.add("Old.", "*Alt*.")
    catalog.add("Kept.", "Weg.")
    with (folder / "de" / "LC_MESSAGES" / "index.mo").open("wb") as file:
        write_mo(file, catalog)
    app = SphinxTestApp("dummy", srcdir=folder, freshenv=True)
    app.add_transform(_Untranslated)
    app.build()
    app.cleanup()
    return app.env.get_doctree("index")


@check
def check_text_domain(seen: Seen) -> None:
    env: Any = type("", (), {"docname": "a/b/c"})()
    found = []
    for compact in (True, False, "all"):
        env.config = type("", (), {"gettext_compact": compact})()
        found.append(internals.text_domain(env))
    assert found == ["a", "a/b/c", "all"]


def messages_of(seen: Seen) -> dict[str, bool | None]:
    """Message → whether it is translated, of each element that can be translated."""
    found = internals.messages_in(seen.translated)
    return {message: internals.is_translated(node) for node, message in found}


@check
def check_messages_in(seen: Seen) -> None:
    assert list(messages_of(seen)) == ["Home", "Old.", "New."]
    assert next(seen.translated.findall(nodes.paragraph)).astext() == "Alt."


@check
def check_keep_untranslated(seen: Seen) -> None:
    assert [*seen.translated.findall(nodes.paragraph)][-1].astext() == "Kept."


@check
def check_is_translated(seen: Seen) -> None:
    assert messages_of(seen) == {"Home": False, "Old.": True, "New.": False}
    assert internals.is_translated(seen.first("index", nodes.title)) is None


@check
def check_searchindex(seen: Seen) -> None:
    indexer = seen.app.builder.indexer
    assert type(indexer).__module__ == "sphinx.search"


@check
def check_search_index(seen: Seen) -> None:
    found = internals.search_index(seen.app.builder)
    assert found
    assert found.entries["index"] == [("valve", "term-valve", "main")]
    assert found.titles["words"] == "More"
    texts, titles = found.words
    assert texts["open"] == {"index"}
    assert "words" in titles["part"]


@check
def check_written_search_entries(seen: Seen) -> None:
    written = internals.written_search_entries(seen.app.builder)
    assert written["index"] == [("valve", "term-valve", "main")]


@check
def check_search_rows(seen: Seen) -> None:
    row = internals.general_index(seen.app.env)["index"][0]
    assert [*internals.search_rows(row)] == [("valve", "term-valve")]


@check
def check_builder_replaced(seen: Seen) -> None:
    ran: list[str] = []

    class ForProbe(SphinxPostTransform):
        default_priority = 1
        builders = ("probe",)

        def run(self, **kwargs: Any) -> None:
            ran.append(seen.app.builder.name)

    class ProbeBuilder(DummyBuilder):
        name = "probe"

    app = seen.app
    own = app.builder
    app.registry.post_transforms.append(ForProbe)
    for _ in range(2):
        with internals.builder_replaced(app, ProbeBuilder) as builder:
            app.env.resolve_references(new_document(""), "index", builder)
    app.env.resolve_references(new_document(""), "index", own)
    app.registry.post_transforms.remove(ForProbe)
    assert ran == ["probe", "probe"]
    assert app.builder is own


@check
def check_not_emitted(seen: Seen) -> None:
    called: list[int] = []
    number = seen.app.connect("doctree-read", lambda *_: called.append(1))
    with internals.not_emitted(seen.app.events, "doctree-read"):
        seen.app.events.emit("doctree-read", new_document(""))
    assert not called
    seen.app.disconnect(number)


@check
def check_term_classes(seen: Seen) -> None:
    latex = importlib.import_module("sphinx.writers.latex")
    assert internals.TERM_CLASSES[-1] in inspect.getsource(latex.LaTeXTranslator.visit_reference)
    assert internals.TERM_CLASSES[0] == "std"


@check
def check_extend_link(seen: Seen) -> None:
    assert 'class="reference internal b c" data-d="&lt;"' in seen.drawn["html"]


@check
def check_latex_targets(seen: Seen) -> None:
    assert "phantomsection\\label{\\detokenize{other:a}}" in seen.drawn["latex"][0][0]


@check
def check_latex_place(seen: Seen) -> None:
    assert seen.drawn["latex"][1] == "\\detokenize{a/b_c:d}"


@check
def check_latex_label(seen: Seen) -> None:
    latex = importlib.import_module("sphinx.writers.latex")
    for name in ("a_b", "a#b", "日本"):
        label = internals.latex_label(name)
        assert latex.LaTeXTranslator.idescape(None, name) == f"\\detokenize{{{label}}}"


@check
def check_is_typeset_again(seen: Seen) -> None:
    assert not seen.drawn["latex"][2]


@check
def check_add_texinfo_target(seen: Seen) -> None:
    assert "@anchor{other a}" in seen.drawn["texinfo"]


@check
def check_add_latex_package(seen: Seen) -> None:
    for name in ("probe", "probe"):
        internals.add_latex_package(seen.app, name)
    assert [row[0] for row in seen.app.registry.latex_packages] == ["probe"]


@check
def check_generated_pages(seen: Seen) -> None:
    pages = internals.generated_pages()
    assert {"genindex", "search"} <= pages.keys()
    assert pages["genindex"][0] == "genindex"
    pages["probe"] = "probe", "Probe"
    try:
        assert "probe" in seen.app.env.domains.standard_domain._virtual_doc_names
    finally:
        del pages["probe"]


@check
def check_document_link(seen: Seen) -> None:
    found = [internals.document_link(xref) for xref in seen.pending("index")]
    assert [link for link in found if link] == [("words", "part")]


@check
def check_is_named_link(seen: Seen) -> None:
    named = [x["reftarget"] for x in seen.pending("index") if internals.is_named_link(x)]
    assert named == ["far-label", "valve", "deep"]


@check
def check_names_local_id(seen: Seen) -> None:
    found = [x["reftarget"] for x in seen.pending("index") if internals.names_local_id(x)]
    assert found == (["deep"] if myst_parser.__version__ >= "5" else [])


@check
def check_may_name_label(seen: Seen) -> None:
    # MyST replaces such links before the page is stored.
    base = importlib.import_module("myst_parser.mdit_to_docutils.base")
    assert '["id_link"] = True' in inspect.getsource(base)
    assert internals.may_name_label(nodes.reference("", "", id_link=True))


@check
def check_known_slugs(seen: Seen) -> None:
    assert "part" in internals.known_slugs(seen.app.env, "words")


@check
def check_rename_slugs(seen: Seen) -> None:
    document = new_document("")
    document.myst_slugs = slugs = {**seen.app.env.metadata["words"]["myst_slugs"]}
    line, anchor, text = slugs["part"]
    assert text == "Part"
    internals.rename_slugs(document, [anchor], "Share")
    assert slugs["part"] == (line, anchor, "Share")
    base = importlib.import_module("myst_parser.mdit_to_docutils.base")
    assert "document.myst_slugs = self._heading_slugs" in inspect.getsource(base)


@check
def check_inventories(seen: Seen) -> None:
    assert "pump" in internals.inventories(seen.app.env)["other"]["std:term"]


@check
def check_inventory_terms(seen: Seen) -> None:
    found = [*internals.inventory_terms(seen.app.env, "other")]
    assert found == [("pump", "https://other.invalid/terms.html#term-pump")]


@check
def check_is_of_this_project(seen: Seen) -> None:
    assert seen.own == [True]


@check
def check_project_places(seen: Seen) -> None:
    base, places = internals.project_places(seen.app.config, "other")
    assert (base, [*places]) == ("https://other.invalid/", ["other.inv"])


@check
def check_fetch(seen: Seen) -> None:
    class Agent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["User-Agent"].encode())

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    with HTTPServer(("127.0.0.1", 0), Agent) as server, pytest.MonkeyPatch.context() as patch:
        threading.Thread(target=server.handle_request, daemon=True).start()
        patch.setattr(seen.app.config, "user_agent", "probe")
        text = internals.fetch(seen.app.config, f"http://127.0.0.1:{server.server_port}/")
    assert text == "probe"


@check
def check_names_in_conf(seen: Seen) -> None:
    assert "glossterm_unknown" in internals.names_in_conf(seen.app.config)


@check
def check_is_ifconfig(seen: Seen) -> None:
    assert internals.is_ifconfig(ifconfig)
    assert seen.first("other", ifconfig)["expr"] == "glossterm_unknown"


@check
def check_ifconfig_values(seen: Seen) -> None:
    values = internals.ifconfig_values(seen.app.config)
    assert values["html_theme"] == "basic"
    assert "__dict__" in inspect.getsource(importlib.import_module("sphinx.ext.ifconfig"))


@check
def check_editoragent(seen: Seen) -> None:
    if find_spec("esbonio") is None and not os.environ.get("GLOSSTERM_REQUIRE_EDITOR"):
        pytest.skip("esbonio is not installed")
    agent = importlib.import_module("esbonio.sphinx_agent.app")
    # Not imported, since that adds extensions to every later build of this process.
    handlers = (Path(agent.__file__).parent / "handlers" / "domains.py").read_text("utf-8")
    table = handlers.partition("OBJECTS_TABLE = ")[2].partition("]")[0]
    columns = re.findall(r'name="(\w+)"', table)
    known = ["name", "display", "domain", "objtype", "docname", "project", "description"]
    assert columns == [*known, "location"]
    esbonio = agent.Esbonio(Path(seen.app.outdir) / "esbonio.db", seen.app)
    database = esbonio.db
    objects = database.Table("objects", [database.Column(name, "TEXT") for name in columns])
    database.ensure_table(objects)
    database.insert_values(objects, [("old", "-", "std", "term", "index", None, None, None)])
    app = SimpleNamespace(esbonio=esbonio)
    found = internals.EditorAgent(app)
    assert (found.is_in(app), found.is_in(seen.app)) == (True, False)
    found.replace_objects("std", "term", [("pump", "", "index", "text", "{}")])
    for row in ("first", "second"):
        found.write_table("own", ["data"], [(row,)])
    rows = [database.db.execute(f"SELECT * FROM {name}").fetchall() for name in ("objects", "own")]
    assert rows == [[("pump", "-", "std", "term", "index", None, "text", "{}")], [("second",)]]
    assert str(found.address("/a/b.md")).endswith("/a/b.md")
    assert found.diagnostics == {}
    database.db.close()


@check
def check_is_checking(seen: Seen) -> None:
    assert seen.checking == [False, True, False]


@check
def check_forget_doctree(seen: Seen) -> None:
    env = seen.app.env
    path = Path(seen.app.doctreedir) / "words.doctree"
    known, other = path.read_bytes(), (path.parent / "index.doctree").read_bytes()
    first = env.get_doctree("words").astext()
    path.write_bytes(other)
    try:
        assert env.get_doctree("words").astext() == first
        internals.forget_doctree(env, "words")
        assert env.get_doctree("words").astext() != first
    finally:
        path.write_bytes(known)
        internals.forget_doctree(env, "words")


@check
def check_watch_warnings(seen: Seen) -> None:
    records: list[logging.LogRecord] = []
    (handler,) = (
        one for one in logging.getLogger("sphinx").handlers if one.level == logging.WARNING
    )
    known = [*handler.filters]
    internals.watch_warnings(records.append)
    try:
        sphinx_logging.getLogger("probe").warning("%s", "a", location=("index", 3))
        sphinx_logging.getLogger("probe").info("b")
    finally:
        handler.filters[:] = known
    assert [record.location for record in records] == [f"{seen.app.srcdir / 'index.md'}:3"]
    assert (records[0].name, records[0].args) == ("sphinx.probe", ("a",))


@pytest.mark.parametrize("name", ENTRIES)
def test_the_installed_versions_are_as_an_entry_of_internals_expects(name: str, seen: Seen) -> None:
    try:
        CHECKS[name.lower()](seen)
    except Exception as error:
        pytest.fail(f"internals.{name} does not fit the installed versions: {error!r}")


# -- No other module uses what is not documented.

DOCUMENTED = {
    *("docutils", "docutils.nodes", "docutils.parsers.rst", "docutils.statemachine"),
    *("sphinx", "sphinx.addnodes", "sphinx.application", "sphinx.builders", "sphinx.config"),
    *("sphinx.builders.html", "sphinx.domains", "sphinx.environment", "sphinx.roles"),
    *("sphinx.transforms", "sphinx.transforms.post_transforms", "sphinx.util.parsing"),
}
"""Modules of which Sphinx and docutils document what they have."""
PUBLIC = {
    "docutils.utils.math.latex2mathml": ("tex2mathml",),
    "sphinx.errors": ("NoUri", "SphinxParallelError"),
    "sphinx.events": ("EventListener",),
    "sphinx.ext.todo": ("todo_node",),
    "sphinx.highlighting": ("lexer_classes", "lexers"),
    "sphinx.locale": ("admonitionlabels", "get_translation"),
    "sphinx.util": ("docname_join", "logging", "texescape"),
    "sphinx.util.docutils": (
        *("ReferenceRole", "SphinxDirective", "SphinxRole", "SphinxTranslator"),
        *("new_document", "switch_source_input"),
    ),
    "sphinx.util.logging": ("suppress_logging",),
    "sphinx.util.nodes": ("make_refnode",),
    "sphinx.util.osutil": ("relative_uri",),
    "sphinx.util.parallel": ("ParallelTasks", "parallel_available"),
    "sphinx.util.tags": ("Tags",),
    "sphinx.util.typing": ("ExtensionMetadata", "OptionSpec"),
    "sphinx.writers.html5": ("HTML5Translator",),
    "sphinx.writers.latex": ("LaTeXTranslator",),
    "sphinx.writers.texinfo": ("TexinfoTranslator",),
}
"""Public names of other modules. Sphinx removes one only after warnings in two major versions."""
UNDOCUMENTED = {
    *("domaindata", "note_hyperlink_target", "_builder_cls", "_raw_config", "listeners"),
    *("registry", "indexer", "searchindex_filename", "raw_entries", "hypertarget"),
    *("idescape", "add_anchor", "in_title", "in_caption", "in_footnote"),
    *("myst_slugs", "reftargetid", "reflocalid", "id_link", "myst"),
    *(
        "intersphinx_named_inventory",
        "intersphinx_self_referential",
        "std-term",
        "ifconfig",
        "rawsource",
    ),
    *("buffer", "esbonio", "_pickled_doctree_cache"),
}
"""Names of attributes, keys and classes that only ``internals`` may use."""
ALLOWED = {
    ("glossary/roles.py", "rawsource"),
    ("reading/fieldlists.py", "rawsource"),
    ("reading/labels.py", "rawsource"),
}


def other_modules() -> Iterator[tuple[str, ast.Module]]:
    """The other modules that import Sphinx; lower layers do not."""
    for path in sorted((PACKAGE / "sphinx_ext").rglob("*.py")):
        if path != INTERNALS:
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def test_every_entry_has_a_check() -> None:
    assert CHECKS.keys() == {name.lower() for name in ENTRIES}


def test_other_modules_import_public_names_only() -> None:
    for path, tree in other_modules():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.ImportFrom) and node.module and not node.level):
                continue
            if node.module.split(".")[0] not in {"sphinx", "docutils", "myst_parser"}:
                continue
            for name in (alias.name for alias in node.names):
                public = node.module in DOCUMENTED or name in PUBLIC.get(node.module, ())
                assert public, f"{path} imports {name} of {node.module}: move it to internals.py"
                assert not name.startswith("_") or name in {"_", "__"}, f"{path} imports {name}"


@pytest.mark.parametrize("module", PUBLIC)
def test_the_installed_versions_have_the_public_names(module: str) -> None:
    for name in PUBLIC[module]:
        assert hasattr(importlib.import_module(module), name), f"{module} has no {name} any more"


def test_other_modules_name_nothing_undocumented() -> None:
    """Ruff reports private attributes (SLF001), but not names in strings and keyword arguments."""
    found = set()
    for path, tree in other_modules():
        for node in ast.walk(tree):
            name: object = None
            if isinstance(node, ast.Attribute):
                name = node.attr
            elif isinstance(node, ast.Constant):
                name = node.value
            elif isinstance(node, ast.keyword) and (node.arg or "").startswith("_"):
                found.add((path.removeprefix("sphinx_ext/"), node.arg))
            if isinstance(name, str) and name in UNDOCUMENTED:
                found.add((path.removeprefix("sphinx_ext/"), name))
    assert found <= ALLOWED, f"move to internals.py: {sorted(found - ALLOWED)}"
