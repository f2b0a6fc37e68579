"""One output directory during one build: which pages are stale, what was written, what to add.

Holds what must not be kept in the environment (see :mod:`.state`); an instance belongs to one
application and is connected to its events by ``setup``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from .domain import domain_of
from .fingerprint import page_fingerprint
from .index.domain_index import (
    PAGE_NAME,
    WITH_INDEX_PAGE,
    escaped_title,
    has_index,
    index_html,
    index_title,
    set_title,
    takes_body,
)
from .index.general import withhold_index_entries
from .index.kept import IndexPage, KeptBody, index_body
from .linking.mentions import revision
from .linking.missing import hint_at_similar_term
from .nodes import NAME
from .projects import read_projects
from .state import FILE_NAME, PAGE_BY_PAGE, OutputState, recorded_revision
from .std import forget_index, register_terms
from .tips.definitions import note_definitions
from .tips.files import (
    add_index_to_page,
    add_to_page,
    concepts_with_tips,
    copy_assets,
    index_script,
    shows_index,
    write_definitions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig

WITH_TIPS = frozenset({"html", "dirhtml", "singlehtml"})
"""Builders whose pages run scripts. (EPUB has the format ``html`` too, and no scripts.)"""


class Output:
    """The listeners that know the output directory."""

    def __init__(self, version: str) -> None:
        """*version* is that of this extension: another one may draw otherwise."""
        self._version = version
        self._state: OutputState | None = None
        """The record, read when more of it is needed than its revision."""
        self._recorded: str | None = None
        """The revision in it."""
        self._written: set[str] = set()
        self._dangling: set[str] = set()
        self._fingerprints: dict[str, str] = {}
        self._revision = ""
        self._settled = False
        """Whether the directory shows already what this build would show."""

    # -- in the order of the build ----------------------------------------------------

    def open(self, app: Sphinx) -> None:
        """``builder-inited``: tell the domain who writes, and read what stands there."""
        domain_of(app.env).builder = app.builder
        set_title(domain_of(app.env))
        self._written.clear()
        self._dangling.clear()
        self._state = None
        by_page = app.builder.name in PAGE_BY_PAGE
        self._recorded = recorded_revision(app.outdir) if by_page else None

    def stale_pages(self, app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """``env-updated``: decide the mentions; the pages that would now be written otherwise."""
        domain, config = domain_of(env), domain_of(env).options
        domain.note_projects(read_projects(app, config.projects, domain.store["projects"]))
        self._fingerprints.clear()
        kept = set(domain.store["revision"].values())
        self._revision = revision(domain, config, app.tags)
        if self._revision not in kept:
            # Something was read, if only to the same effect: Sphinx has filled its own
            # registers anew from it.
            self._amend_registers(env, config)
        if not has_index(domain):  # the label comes back whenever Sphinx begins
            forget_index(env, PAGE_NAME)
        self._settled = self._recorded == self._revision
        if self._settled or app.builder.name not in PAGE_BY_PAGE:
            return []
        self._state = OutputState.load(app.outdir)
        if self._state is None:  # a new directory, or a build that was cut off: nothing is known
            return sorted(env.all_docs)
        self._state.forget_all_but(set(env.all_docs))
        return [*self._unlike_shown(app), *self._state.dangling]

    def _amend_registers(self, env: BuildEnvironment, config: GlosstermConfig) -> None:
        """Bring the registers of other domains into step with what is known now."""
        domain = domain_of(env)
        if config.takeover:
            entered = register_terms(env, domain.declared(), domain.store["entered"])
            domain.store["entered"] = entered
        withhold_index_entries(env, domain)

    def _unlike_shown(self, app: Sphinx) -> Sequence[str]:
        """The documents whose pages in the directory show something else than was decided."""
        shown = self._state.pages if self._state else {}
        fingerprints = ((d, self._fingerprint(app, d)) for d in sorted(app.env.all_docs))
        return [docname for docname, wanted in fingerprints if shown.get(docname, "") != wanted]

    def _fingerprint(self, app: Sphinx, docname: str) -> str:
        """Of the page as decided: made once a build, since nothing is decided after that."""
        if docname not in self._fingerprints:
            domain = domain_of(app.env)
            with_tips = app.builder.name in WITH_TIPS and domain.options.tooltips
            tips = with_tips and self._has_tips(app, docname)
            self._fingerprints[docname] = page_fingerprint(domain, docname, tips=tips)
        return self._fingerprints[docname]

    def copy_assets(self, app: Sphinx, builder: Builder) -> None:
        """``write-started``: the script and the style sheet, before any page names them."""
        if builder.name in WITH_TIPS:
            copy_assets(app.outdir / "_static")

    def note_page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: keep what is about to be written of a page.

        In the main process, also with parallel writing. The record in the directory is taken
        away with the first page: if this build is cut off, the next one trusts nothing.
        """
        if not self._written:
            if self._settled:
                self._state = OutputState.load(app.outdir)
            self._settled = False
            (app.outdir / FILE_NAME).unlink(missing_ok=True)
        self._written.add(docname)
        if self._state is None:
            self._state = OutputState()
        if docname in self._dangling:
            self._state.dangling[docname] = True
        else:
            self._state.dangling.pop(docname, None)
        if fingerprint := self._fingerprint(app, docname):
            self._state.pages[docname] = fingerprint
        else:
            self._state.pages.pop(docname, None)
        if app.builder.name in WITH_TIPS:
            note_definitions(self._state.definitions, domain_of(app.env), doctree, docname)

    def note_missing(self, app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
        """``warn-missing-reference``: remember the page, and say more than Sphinx if we can."""
        if node.get("reftype") != "term" or (domain and domain.name not in {"std", NAME}):
            return None
        self._dangling.add(node.get("refdoc", ""))
        return hint_at_similar_term(domain_of(app.env), node) or None

    def add_to_page(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> str | None:
        """``html-page-context``: assets for pages with links to concepts; the index page's body."""
        builder = app.builder
        if not isinstance(builder, StandaloneHTMLBuilder):
            return None
        config, tips = domain_of(app.env).options, builder.name in WITH_TIPS
        made_by_sphinx = pagename == PAGE_NAME and builder.name not in WITH_INDEX_PAGE
        if made_by_sphinx and takes_body(builder):
            domain = domain_of(app.env)
            context["title"] = escaped_title(domain)
            script = index_script(builder, PAGE_NAME) if tips else ""
            context["body"] = index_html(domain, index_title(domain), script=script)
            if tips:
                add_index_to_page(builder, page=True)
            return "page.html"
        if tips and (pagename == PAGE_NAME or shows_index(domain_of(app.env), pagename)):
            add_index_to_page(builder, page=pagename == PAGE_NAME)
        if tips and config.tooltips and self._has_tips(app, pagename):
            builder.add_css_file("glossterm.css")
            add_to_page(builder, context["pathto"], pagename)
        return None

    def index_page(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """``html-collect-pages``: the index page, unless it stands there as it would be made.

        Sphinx writes the pages of domain indices at every build.
        """
        if app.builder.name not in WITH_INDEX_PAGE or not has_index(domain_of(app.env)):
            return
        builder = cast("StandaloneHTMLBuilder", app.builder)
        path = Path(builder.get_outfilename(PAGE_NAME))
        if self._settled and path.exists():
            return
        state = self._state or OutputState.load(app.outdir) or OutputState()
        title = index_title(domain_of(app.env))
        page = IndexPage(path, title, index_script(builder, PAGE_NAME), self._version)
        body, kept = index_body(domain_of(app.env), page, KeptBody(*state.index))
        state.index = kept
        title = escaped_title(domain_of(app.env))
        yield PAGE_NAME, {"title": title, "body": body}, "page.html"

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: sidecars and the record, if the build came to its end."""
        if exception is not None or self._state is None or self._settled:
            return
        if app.builder.name in WITH_TIPS:
            pages = self._pages(app) if domain_of(app.env).options.tooltips else {}
            # Without a revision in the record some page here was behind, so none is trusted.
            written = self._written if self._recorded else pages.keys()
            write_definitions(app.outdir, domain_of(app.env), self._state, pages, written)
        if app.builder.name in PAGE_BY_PAGE:
            if not has_index(domain_of(app.env)):
                self._state.index = ()  # there is no such page
            settled = not (self._state.dangling or self._unlike_shown(app))
            self._state.revision = self._revision if settled else ""
            self._state.save(app.outdir)

    def _has_tips(self, app: Sphinx, pagename: str) -> bool:
        """Whether one page links to concepts; asked for each, so the others are not looked at."""
        if app.builder.name == "singlehtml":
            return pagename in self._pages(app)
        return any(concepts_with_tips(domain_of(app.env), pagename))

    def _pages(self, app: Sphinx) -> Mapping[str, Sequence[str]]:
        """Each page that links to concepts, with the documents that stand on it."""
        domain = domain_of(app.env)
        linking = [d for d in sorted(app.env.all_docs) if any(concepts_with_tips(domain, d))]
        if app.builder.name == "singlehtml":
            return {app.config.root_doc: linking} if linking else {}
        return {docname: [docname] for docname in linking}
