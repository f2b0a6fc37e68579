"""Everything that this extension uses of Sphinx, docutils and others without documentation.

Private names, data whose form is not documented, and effects that only the code shows. No other
module uses any. Each name here says what it uses, and why nothing documented does the same;
``tests/integration/test_internals.py`` fails with that name if a new version changes it.
"""

from __future__ import annotations

import json
import logging
import sys
from collections import defaultdict
from contextlib import contextmanager
from enum import IntEnum
from html import escape
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from docutils.parsers.rst.states import RSTState
from sphinx import addnodes
from sphinx.domains.std import Glossary as SphinxGlossary
from sphinx.domains.std import StandardDomain, make_glossary_term
from sphinx.locale import __ as sphinx_translation
from sphinx.util import texescape
from sphinx.util.i18n import docname_to_domain
from sphinx.util.index_entries import split_index_msg
from sphinx.util.nodes import extract_messages

from sphinxcontrib_glossterm.lazily import pattern
from sphinxcontrib_glossterm.model import Location
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        MutableMapping,
        Sequence,
    )
    from pathlib import Path

    from docutils import nodes
    from docutils.parsers.rst import Directive
    from markdown_it.token import Token
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.domains.index import IndexDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.events import EventManager
    from sphinx.util.docutils import SphinxDirective
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.texinfo import TexinfoTranslator

    B = TypeVar("B", bound=Builder)
    IndexEntry = tuple[str, str, str, str, str | None]
    """Kind, text, id, "main" or nothing, category."""
    SearchEntry = tuple[str, str, str]
    """Text, id, "main" or nothing."""

SEEN = {
    "Sphinx": ("8.2", "9.0"),
    "docutils": ("0.21", "0.22"),
    "MyST-Parser": ("4.0", "5.2"),
    "esbonio": ("2.1",),
}
"""The releases in which everything here was tested."""

__all__ = (
    "SEEN", "STD_LOGGER", "TERM_CLASSES", "EditorAgent", "Priority", "SearchIndex",
    "SphinxGlossary",
    "add_latex_package", "add_texinfo_target", "builder_replaced", "citations",
    "content_location",
    "document_link", "extend_link", "fetch", "first_line", "forget_doctree", "general_index",
    "generated_pages",
    "glossary_term",
    "ifconfig_values", "inventories", "inventory_terms", "is_checking", "is_ifconfig",
    "is_markdown",
    "is_named_link", "is_of_this_project", "is_translated", "is_typeset_again",
    "keep_untranslated", "known_slugs", "latex_label", "latex_place", "latex_targets",
    "markdown_parser", "may_name_label", "messages_in", "names_in_conf", "names_local_id",
    "not_emitted",
    "project_places", "registered_name", "rename_slugs", "repeated_term",
    "repeated_term_message", "search_index", "search_rows", "std_register", "text_domain",
    "watch_warnings", "written_search_entries",
)  # fmt: skip


# -- Order of transforms


class Priority(IntEnum):
    """Priorities of transforms of Sphinx, docutils and MyST before or after which ours run.

    Only ranges are documented, such as 700-799 for changes of text.
    """

    TRANSLATION = 20
    SUBSTITUTIONS = 220
    SMART_QUOTES = 750
    DOMAINS = 850
    """The domains process the document; the index domain collects its index entries."""
    MYST_REFERENCES = 9
    """Post-transform, as the next one."""
    REFERENCES = 10


# -- Registers of Sphinx's domains


def std_register(
    env: BuildEnvironment, name: Literal["objects", "terms", "labels", "anonlabels"]
) -> dict[Any, tuple[str, ...]]:
    """A register of the standard domain: name, or type and name → document, id and more.

    Nothing documented changes an entry, removes one, or looks up a label. ``objects`` has terms as
    written, ``terms`` in lower case.
    """
    register: dict[Any, tuple[str, ...]] = env.get_domain("std").data.setdefault(name, {})
    return register


def general_index(env: BuildEnvironment) -> dict[str, list[IndexEntry]]:
    """The entries of the general index, by document.

    The index domain collects them from nodes when a page is read. Nothing documented removes one
    later.
    """
    return cast("IndexDomain", env.get_domain("index")).entries


# -- Sphinx's glossary


def generated_pages() -> MutableMapping[str, tuple[str, str]]:
    """The pages without a source that a ``toctree`` may contain: name → name of the page, title.

    ``StandardDomain._virtual_doc_names``, which has Sphinx's own: ``genindex``, ``search``. It is
    one mapping for all projects of a process. Nothing documented adds to it.
    """
    found: MutableMapping[str, tuple[str, str]] = StandardDomain._virtual_doc_names
    return found


STD_LOGGER = logging.getLogger("sphinx.sphinx.domains.std")
"""The logger of the standard domain: Sphinx adds its own name in front of that of a module.

Sphinx reports a repeated term at once, and no option or event prevents that.
"""


def repeated_term(record: logging.LogRecord) -> tuple[str, str] | None:
    """The name and the other page, if *record* of that logger reports a repeated term.

    The arguments of the message are the kind, the name and the other page.
    """
    args = record.args
    if isinstance(args, tuple) and len(args) == 3 and args[0] == "term":
        return str(args[1]), str(args[2])
    return None


def repeated_term_message() -> str:
    """Sphinx's message of a repeated object with these arguments, as its catalogues have it."""
    return sphinx_translation("duplicate %s description of %s, other instance in %s")


def glossary_term(
    directive: SphinxDirective, content: Iterable[nodes.Node], source: str, line: int, markup: str
) -> nodes.term:
    """A term as in Sphinx's glossary: registered, with an id and an index entry.

    The function and the class of the directive, :class:`SphinxGlossary`, are not documented;
    nothing documented registers a term. *markup* of the content is the message in catalogues.
    """
    document = directive.state.document
    term = make_glossary_term(
        directive.env, content, None, source, line, node_id=None, document=document
    )
    term.rawsource = markup
    return term


def registered_name(term: nodes.Element) -> str:
    """The name of *term* in the register, from the index entry that Sphinx puts inside it.

    ``raw_entries`` are the entries before translation.
    """
    for child in term.children:
        if isinstance(child, addnodes.index):
            for entry in child.get("raw_entries", child["entries"]):
                return str(entry[1])
    return ""


def is_markdown(directive: Directive) -> bool:
    """Whether *directive* is in Markdown: MyST has its own class for the state of a parser."""
    state: object = directive.state
    return not isinstance(state, RSTState)


def first_line(directive: Directive) -> int:
    """What has to be added to an offset in the content of *directive* for a line of its file.

    In reStructuredText offsets are lines of the file, from 0. MyST counts from the content. Neither
    is documented.
    """
    return 1 + (directive.lineno + directive.content_offset if is_markdown(directive) else 0)


def content_location(directive: SphinxDirective, number: int) -> Location:
    """The location of a line of the content; of MyST only the file of the directive is known."""
    source, offset = directive.content.items[number]
    line = first_line(directive) + offset
    return Location(directive.env.docname, line, None if is_markdown(directive) else source)


# -- Translation of pages. It documents the catalogues, not what it does to nodes.


def text_domain(env: BuildEnvironment) -> str:
    """The name of the catalogue of the document that is being read."""
    return docname_to_domain(env.docname, env.config.gettext_compact)


def messages_in(tree: nodes.Element) -> Iterator[tuple[nodes.Element, str]]:
    """The elements in *tree* that catalogues translate, each with its message.

    The message is the source of the element, which also remains after translation.
    """
    yield from extract_messages(tree)


def keep_untranslated(node: nodes.Element) -> None:
    """Exclude *node* from catalogues and from translation."""
    node["translatable"] = False


def is_translated(node: nodes.Element) -> bool | None:
    """Whether the catalogue has a translation of *node*; ``None`` if there is no catalogue."""
    found: bool | None = node.get("translated")
    return found


# -- Search index


class SearchIndex(NamedTuple):
    """The data of Sphinx's search index while a site is written.

    An incremental build loses the index entries of pages that it does not write
    (sphinx-doc/sphinx#12599), and nothing documented adds an entry.
    """

    entries: dict[str, list[SearchEntry]]
    """By document."""
    titles: Mapping[str, str | None]
    words: Sequence[MutableMapping[str, set[str]]]
    """Word → documents, of texts and of titles."""


def search_index(builder: Builder) -> SearchIndex | None:
    """The index that *builder* makes, if it makes one."""
    indexer = getattr(builder, "indexer", None)
    if indexer is None or not hasattr(indexer, "_index_entries"):
        return None
    words = (indexer._mapping, indexer._title_mapping)
    return SearchIndex(indexer._index_entries, indexer._titles, words)


def written_search_entries(builder: StandaloneHTMLBuilder) -> Mapping[str, Sequence[SearchEntry]]:
    """By document, the entries in the search index of an earlier build.

    In lower case, as Sphinx writes them. Empty if the file cannot be read; Sphinx has warned of
    that.
    """
    path = builder.outdir / builder.searchindex_filename
    known: dict[str, list[SearchEntry]] = defaultdict(list)
    try:
        data = path.read_text("utf-8") if builder.indexer_dumps_unicode else path.read_bytes()
        docnames, entries = _index_entries(data, cast("Any", builder.indexer_format))
        for entry, places in entries.items():
            for number, anchor, main in places:
                row = (str(entry), str(anchor), "main" if main else "")
                known[docnames[number]].append(row)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return {}
    return known


def _index_entries(data: str | bytes, indexer_format: Any) -> tuple[list[str], dict[str, Any]]:
    """The documents and the entries in the *data* of a search index.

    The words of the pages are most of the JSON in a script, and are not parsed: 0.5 % of the
    instructions of a build in which nothing has changed (500 terms, 200 pages).
    """
    # Imported here, since only builders of HTML need it.
    from sphinx.search import js_index

    if indexer_format is js_index and isinstance(data, str):
        # A title, which is a key too, has a list of lists; quotes in other texts are escaped.
        names, entries = data.find('"docnames":["'), data.find('"indexentries":{')
        if 0 <= names < entries:
            decode = json.JSONDecoder().raw_decode
            return decode(data, names + 11)[0], decode(data, entries + 15)[0]
    content = indexer_format.loads(data)
    return content["docnames"], content["indexentries"]


def search_rows(entry: IndexEntry) -> Iterator[tuple[str, str]]:
    """Texts and ids of an entry of the general index, as ``IndexBuilder.feed`` makes them."""
    try:
        parts = split_index_msg(entry[0], entry[1])
    except ValueError:
        return
    yield from ((part.lower(), entry[2] or "") for part in parts)


# -- Resolving without a page


@contextmanager
def builder_replaced(app: Sphinx, kind: type[B]) -> Iterator[B]:
    """Let transforms run for a builder of class *kind*, with the data of the real one.

    ``env.resolve_references`` takes a builder, but transforms read that of the application, from
    Sphinx 9 also ``env._builder_cls``. ``__init__`` of a builder would add tags to the project.
    """
    own, env = app.builder, app.env
    made = kind.__new__(kind)
    made.__dict__.update(own.__dict__)
    of_env: dict[str, Any] = {"_builder_cls": kind} if hasattr(env, "_builder_cls") else {}
    app.builder = made
    env.__dict__.update(of_env)
    try:
        yield made
    finally:
        app.builder = own
        env.__dict__.update({name: type(own) for name in of_env})


@contextmanager
def not_emitted(events: EventManager, event: str) -> Iterator[None]:
    """Call no listener of *event* within the context.

    Documented are only connecting a listener, and disconnecting one by its id.
    """
    removed = events.listeners.pop(event, [])
    try:
        yield
    finally:
        events.listeners[event] = removed


# -- Translators

TERM_CLASSES = ("std", "std-term")
"""Classes of the content of a reference to a term. The LaTeX writer then adds no page number."""

_CLASS = pattern(r'(<a\b[^>]*?\bclass="[^"]*)"')


def extend_link(
    translator: HTML5Translator, classes: Iterable[str], attributes: Mapping[str, str]
) -> None:
    """Add classes and attributes to the link that ``visit_reference`` has just opened.

    Its tag is the last item of ``body``. ``visit_reference`` writes a fixed list of attributes, and
    puts the node's own classes first.
    """
    added = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    more = escape(" ".join(classes))
    body = translator.body
    body[-1] = _CLASS.sub(lambda tag: f'{tag[1]} {more}"{added}', body[-1], count=1)


def latex_targets(translator: LaTeXTranslator, ids: Iterable[str]) -> list[str]:
    """The anchors of a node in LaTeX: its writer sets them for some nodes only."""
    return [translator.hypertarget(anchor) for anchor in ids]


def latex_place(translator: LaTeXTranslator, docname: str, anchor: str) -> str:
    """The name of an anchor, as labels and index entries have it in LaTeX."""
    return translator.idescape(f"{docname}:{anchor}")


def latex_label(docname: str) -> str:
    """*docname* as :func:`latex_place` has it; in references to pages Sphinx does not escape it."""
    plain = docname.translate(texescape.tex_replace_map)
    return plain.encode("ascii", "backslashreplace").decode("ascii").replace("\\", "_")


def is_typeset_again(translator: LaTeXTranslator) -> bool:
    """Whether the current text is also typeset in another place: titles, captions, footnotes."""
    return bool(translator.in_title or translator.in_caption or translator.in_footnote)


def add_texinfo_target(translator: TexinfoTranslator, anchor: str, node: nodes.Element) -> None:
    """Write the anchor of *node* in Texinfo, whose writer sets them for some nodes only."""
    translator.add_anchor(anchor, node)


def add_latex_package(app: Sphinx, name: str) -> None:
    """Load a LaTeX package, unless another extension does; ``add_latex_package`` would warn."""
    if not app.registry.has_latex_package(name):
        app.add_latex_package(name)


# -- MyST. It documents its syntax, not the nodes that it makes of links.


def document_link(xref: addnodes.pending_xref) -> tuple[str, str] | None:
    """Document and id, if *xref* is a link in Markdown to a page; the id may be empty."""
    if xref.get("reftype") == "myst" and xref.get("refdomain") == "doc":
        return xref["reftarget"], xref.get("reftargetid") or ""
    return None


def is_named_link(xref: addnodes.pending_xref) -> bool:
    """Whether *xref* is a link in Markdown to a name, which may mean anything."""
    return bool(xref.get("reftype") == "myst" and xref.get("refdomain") != "doc")


def may_name_label(link: nodes.Element) -> bool:
    """Whether ``#name`` in Markdown may also be a label of any page."""
    return bool(link.get("id_link"))


def names_local_id(xref: addnodes.pending_xref) -> bool:
    """Whether MyST has found the target of ``#name`` in the page itself; from MyST-Parser 5."""
    return bool(xref.get("reflocalid"))


def known_slugs(env: BuildEnvironment, docname: str) -> Collection[str]:
    """The ids of headings that MyST finds in links to *docname*."""
    slugs: Collection[str] = env.metadata[docname].get("myst_slugs", ())
    return slugs


def markdown_parser(env: BuildEnvironment, source: str) -> Callable[[str], Sequence[Token]]:
    """A function that returns the tokens of a Markdown text, with the syntax of a page.

    *source* is that of the page, whose front matter may set options of MyST. Links of the text may
    be defined elsewhere in the page. Documented are the options, not where MyST keeps them.
    """
    # Imported here: a project may use another parser, or none.
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter
    from myst_parser.parsers.mdit import create_md_parser

    config = getattr(env, "myst_config", None) or MdParserConfig()
    try:
        config = merge_file_level(config, read_topmatter(source) or {}, lambda *_warning: None)
    except Exception:  # front matter that is not YAML; reading has warned of it
        logging.getLogger(__name__).debug("no front matter")
    parser = create_md_parser(config, RendererHTML)
    page: dict[str, Any] = {}
    parser.parse(source, page)
    references = page.get("references", {})
    return lambda text: parser.parse(text, {"references": dict(references)})


def rename_slugs(document: nodes.document, ids: Collection[str], text: str) -> None:
    """Set the text that links in Markdown without their own text show for a heading with *ids*.

    MyST stores it when it reads the heading; the same dictionary is in the metadata of the page.
    """
    slugs: dict[str, tuple[int, str, str]] = getattr(document, "myst_slugs", {})
    for slug, (line, target, _text) in slugs.items():
        if target in ids:
            slugs[slug] = line, target, text


# -- Citations. Their references are ordinary links once they are resolved.


class Citations(NamedTuple):
    """What Sphinx has stored about citations."""

    places: Mapping[str, tuple[str, str]]
    """Name of each citation → its document and its id."""
    used_in: Mapping[str, Collection[str]]
    """Name of each citation that is referred to → the documents that refer to it."""


def citations(env: BuildEnvironment) -> Citations:
    """The data of Sphinx's domain for citations, whose form is not documented."""
    data = env.get_domain("citation").data
    places = {name: (row[0], row[1]) for name, row in data["citations"].items()}
    return Citations(places, data["citation_refs"])


# -- intersphinx. It documents its options, not what it has loaded.


def inventories(env: BuildEnvironment) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """The inventories that intersphinx has loaded: project → kind → name → object."""
    return getattr(env, "intersphinx_named_inventory", {})


def inventory_terms(env: BuildEnvironment, project: str) -> Iterator[tuple[str, str]]:
    """The terms of a project's inventory: label and address."""
    for label, item in sorted(inventories(env).get(project, {}).get("std:term", {}).items()):
        # A tuple up to Sphinx 8.1; later an object that warns when used as a tuple.
        yield label, item[2] if isinstance(item, tuple) else item.uri


def is_of_this_project(xref: addnodes.pending_xref) -> bool:
    """Whether intersphinx has found that *xref* is to this project, so that domains resolve it."""
    return "intersphinx_self_referential" in xref


def project_places(config: Config, project: str) -> tuple[str, Sequence[str | None]]:
    """The address of a project, and its inventories, from the option as intersphinx changes it."""
    base, places = config.intersphinx_mapping[project][1]
    return base, places


def fetch(config: Config, address: str) -> str:
    """The text at *address*, fetched as intersphinx fetches inventories.

    The options of Sphinx for that, such as certificates of a host, are documented; what applies
    them is not.
    """
    # Imported here, since it takes longer than a small build, and most builds fetch nothing.
    from sphinx.util import requests

    response = requests.get(
        address,
        timeout=config.intersphinx_timeout,
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    )
    response.raise_for_status()
    return response.text


# -- Configuration


def names_in_conf(config: Config) -> Collection[str]:
    """The names that ``conf.py`` defines, also by imports, whether options have these names or not.

    ``Config`` has registered options only.
    """
    names: Collection[str] = config._raw_config
    return names


def is_ifconfig(kind: type[nodes.Element]) -> bool:
    """Whether nodes of this class are those of ``ifconfig``, whose condition is ``node["expr"]``.

    By its name: the extension that has it is loaded only if a project needs it.
    """
    return kind.__name__ == "ifconfig"


def ifconfig_values(config: Config) -> dict[str, object]:
    """The names that a condition of ``ifconfig`` may use, without ``builder``."""
    return {option.name: option.value for option in config} | config.__dict__


# -- The language server esbonio. It documents what users see, not what its agent has.


class EditorAgent:
    """The process of the language server esbonio in which it runs Sphinx.

    ``app.esbonio`` has its database and the diagnostics. Nothing documented adds a row to its table
    of objects with a description and a location: it makes these rows from
    ``object-description-transform``, which a glossary does not emit.
    """

    def __init__(self, app: Sphinx) -> None:
        """Only if :meth:`is_in`."""
        agent: Any = vars(app)["esbonio"]
        self._database = agent.db
        self._module = sys.modules[type(agent).__module__]
        self.diagnostics: MutableMapping[Any, set[Any]] = agent.diagnostics
        """Address of a file → values with the attributes ``range``, ``message``, ``severity``. It
        copies all attributes of a dataclass, and sends them to the editor after a build."""

    @staticmethod
    def is_in(app: Sphinx) -> bool:
        """Whether *app* runs in esbonio."""
        return hasattr(app, "esbonio")

    def address(self, path: str | Path) -> Any:
        """The address of a file, as a key of :attr:`diagnostics`; ``str`` gives the URI."""
        return self._module.types.Uri.for_file(path)

    def write_table(
        self, name: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]
    ) -> None:
        """Write *rows* to a table of our own, instead of those of the last build."""
        database = self._database
        table = database.Table(name, [database.Column(column, "TEXT") for column in columns])
        database.ensure_table(table)
        database.clear_table(table)
        database.insert_values(table, list(rows))

    def replace_objects(
        self, domain: str, kind: str, rows: Iterable[tuple[str, str, str, str | None, str | None]]
    ) -> None:
        """Replace the objects of one kind: name, title, document, description and location.

        Roles with such targets complete the names and show the titles; hover shows the description,
        as Markdown. The location is JSON. Call it after esbonio has filled the table, at
        ``build-finished``.
        """
        table = self._database.Table("objects", [])
        self._database.clear_table(table, project=None, domain=domain, objtype=kind)
        plain = [
            (name, title or "-", domain, kind, docname, None, text, location)
            for name, title, docname, text, location in rows
        ]
        self._database.insert_values(table, plain)


def forget_doctree(env: BuildEnvironment, docname: str) -> None:
    """Let ``env.get_doctree`` read the file again.

    It caches what it has read, and a second build in the same process gets the document as it was
    in the first.
    """
    env._pickled_doctree_cache.pop(docname, None)


def is_checking(app: Sphinx) -> bool:
    """Whether the consistency of the pages is checked, which each build does that reads any.

    Listeners know it from their event, but not the code that sees a warning. From Sphinx 9 the
    phase is that of the builder.
    """
    phase = getattr(app.builder, "phase", None) or app.phase
    return phase.name == "CONSISTENCY_CHECK"


def watch_warnings(note: Callable[[logging.LogRecord], object]) -> None:
    """Call *note* with each warning that Sphinx shows, with its location as text.

    Suppressed ones are omitted. Sphinx has no event for it; the handler on which its filters are is
    recognized by its level.
    """

    def seen(record: logging.LogRecord) -> bool:
        note(record)
        return True

    for handler in logging.getLogger("sphinx").handlers:
        if handler.level == logging.WARNING:
            handler.addFilter(seen)
