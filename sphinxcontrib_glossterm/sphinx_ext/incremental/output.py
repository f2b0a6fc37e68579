"""The state of one output directory during a build: outdated pages, written pages, extra files.

It contains what must not be stored in the environment (see :mod:`.state`). An instance belongs to
one application; ``setup`` connects it to the application's events.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from ..builders import traits_of
from ..domain import domain_of
from ..graph.drawing import prepare
from ..index.domain_index import (
    PAGE_NAME,
    escaped_title,
    has_index,
    index_html,
    index_title,
    set_title,
    takes_body,
)
from ..index.general import withhold_index_entries
from ..index.index_cache import IndexPage, KeptBody, index_body
from ..linking.mentions import revision
from ..linking.roles import warn_of_unknown_term
from ..nodes import NAME
from ..reading.resolved import is_page, resolve_texts, with_texts
from ..std_terms import enter_further_names, forget_index, register_terms, remove_names
from ..tips.definitions import note_definitions
from ..tips.files import (
    add_index_to_page,
    add_to_page,
    concepts_with_tips,
    copy_assets,
    index_script,
    shows_index,
    write_definitions,
)
from ..warn import only_own_warnings
from ..writing import make_way
from .fingerprint import page_fingerprint
from .site_files import remove_sidecars, remove_stale, site_files
from .state import Head, OutputState, file_sizes, forget_pages, recorded_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig


class Output:
    """The listeners for the output directory."""

    def __init__(self, version: str) -> None:
        """*version* is that of this extension: another version may render differently."""
        self._version = version
        self._state: OutputState | None = None
        """The record, loaded when more than its first part is needed."""
        self._recorded = Head()
        """The first part of the record."""
        self._written: set[str] = set()
        self._dangling: set[str] = set()
        self._fingerprints: dict[str, str] = {}
        self._revision = ""
        self._changed = False
        """Whether any output may differ from the state when the environment was saved."""
        self._further_names: Mapping[str, object] = {}
        """Names that the standard domain has only while the inventory is written."""
        self._settled = False
        """Whether the directory already has the output of this build."""
        self._intact = False
        """Whether our files in it are unchanged since the last build."""

    # -- in the order of the build --------------------------------------------------------

    def open(self, app: Sphinx) -> None:
        """``builder-inited``: set the domain's builder, and read the record."""
        domain_of(app.env).builder = app.builder
        set_title(domain_of(app.env))
        self._written.clear()
        self._dangling.clear()
        self._state = None
        self._settled = False
        traits = traits_of(app.builder)
        recording = traits.page_by_page or traits.scripts
        self._recorded = recorded_head(app.outdir) if recording else Head()

    def decide(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-updated``: decide the mentions."""
        domain, config = domain_of(env), domain_of(env).options
        self._fingerprints.clear()
        kept = set(domain.store["revision"].values())
        self._revision = revision(domain, config, app.tags)
        self._changed = self._revision not in kept
        if self._changed:
            # Something was read, maybe without a change: Sphinx has filled its own registers from
            # it again.
            self._amend_registers(env, config)
        if not has_index(domain):  # Sphinx adds the label again in each build
            forget_index(env, PAGE_NAME)

    def stale_pages(self, app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """``env-get-updated``: the pages that are outdated.

        After the kept definitions have been resolved, so that their texts can be compared.
        """
        if self._changed:
            resolve_texts(app, domain_of(env))
            self._dangling.clear()  # their references are warned of when the page is written
        self._revision = with_texts(self._revision, domain_of(env))
        if not traits_of(app.builder).page_by_page:
            self._settled = False
            return []
        self._intact = self._recorded.is_shown_by(Path(app.outdir))
        self._settled = self._intact and self._recorded.revision == self._revision
        if self._settled:
            return []
        self._state = OutputState.load(app.outdir)
        if self._state is None:  # a new directory, or an interrupted build: nothing is known
            return sorted(env.all_docs)
        self._state.forget_all_but(set(env.all_docs))
        return [*self._unlike_shown(app), *self._state.dangling]

    def _amend_registers(self, env: BuildEnvironment, config: GlosstermConfig) -> None:
        """Update the registers of other domains."""
        domain = domain_of(env)
        if config.takeover:
            entered, read = domain.store["entered"], tuple(domain.read())
            domain.store["entered"] = register_terms(env, domain.scheme(), read, entered)
        withhold_index_entries(env, domain)

    def _unlike_shown(self, app: Sphinx) -> Sequence[str]:
        """The documents whose pages in the directory differ from what was decided."""
        shown = self._state.pages if self._state else {}
        fingerprints = ((d, self._fingerprint(app, d)) for d in sorted(app.env.all_docs))
        return [docname for docname, wanted in fingerprints if shown.get(docname, "") != wanted]

    def _fingerprint(self, app: Sphinx, docname: str) -> str:
        """The fingerprint of the page as decided, cached since decisions are final."""
        if docname not in self._fingerprints:
            domain = domain_of(app.env)
            with_tips = traits_of(app.builder).scripts and domain.options.tooltips
            tips = with_tips and self._has_tips(app, docname)
            self._fingerprints[docname] = page_fingerprint(domain, docname, tips=tips)
        return self._fingerprints[docname]

    def copy_assets(self, app: Sphinx, builder: Builder) -> None:
        """``write-started``: copy the script and the style sheet, before any page uses them."""
        if traits_of(builder).scripts:
            copy_assets(app.outdir / "_static")

    def note_page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """``doctree-resolved``: note the content of the page before it is written.

        In the main process, also with parallel writing. With the first page, the record in the
        directory drops all pages: after an interrupted build, no page is trusted.
        """
        if not is_page(app.env, doctree, docname):
            return
        if not self._written:
            if self._settled:
                self._state = OutputState.load(app.outdir)
            self._settled = False
            if traits_of(app.builder).page_by_page:
                forget_pages(Path(app.outdir), self._recorded.files)
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
        if traits_of(app.builder).scripts:
            note_definitions(self._state.definitions, domain_of(app.env), doctree, docname)

    def note_missing(self, app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
        """``warn-missing-reference``: note the page, and extend Sphinx's warning if possible."""
        if node.get("reftype") != "term" or (domain and domain.name not in {"std", NAME}):
            return None
        self._dangling.add(node.get("refdoc", ""))
        return warn_of_unknown_term(domain_of(app.env), node) or None

    def add_to_page(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> str | None:
        """``html-page-context``: add assets to pages, and the index page's body."""
        builder = app.builder
        if not isinstance(builder, StandaloneHTMLBuilder):
            return None
        config, tips = domain_of(app.env).options, traits_of(builder).scripts
        made_by_sphinx = pagename == PAGE_NAME and not traits_of(builder).index_page
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

    def complete_register(self, app: Sphinx) -> tuple[()]:
        """``html-collect-pages``: add all names for the inventory; no page."""
        if domain_of(app.env).options.takeover:
            self._further_names = enter_further_names(app.env, domain_of(app.env).scheme())
        return ()

    def index_page(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """``html-collect-pages``: the index page, unless the existing page is up to date.

        Sphinx writes the pages of domain indices in every build.
        """
        if not traits_of(app.builder).index_page or not has_index(domain_of(app.env)):
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
        with suppress(OSError):  # Sphinx warns of a page that it cannot write
            make_way(path)
        with only_own_warnings():  # Sphinx writes the page before it requests the next one
            yield PAGE_NAME, {"title": title, "body": body}, "page.html"

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: write sidecars and the record, if the build was successful."""
        remove_names(app.env, self._further_names)
        if exception is not None or self._state is None or self._settled:
            return
        files = self._write_files(app) if traits_of(app.builder).scripts else {}
        if traits_of(app.builder).page_by_page:
            if not has_index(domain_of(app.env)):
                self._state.index = ()  # there is no such page
            settled = not (self._state.dangling or self._unlike_shown(app))
            self._state.revision = self._revision if settled else ""
            self._state.save(Path(app.outdir), files)
        elif traits_of(app.builder).scripts:
            forget_pages(Path(app.outdir), files)

    def _write_files(self, app: Sphinx) -> Mapping[str, int]:
        """Update all files of the site except pages; return their names and sizes."""
        outdir, domain = Path(app.outdir), domain_of(app.env)
        if not self._intact:
            self.copy_assets(app, app.builder)
            prepare(app, app.builder)
        pages = self._pages(app) if domain.options.tooltips else {}
        # Without a revision in the record some page was outdated, so none is trusted.
        written = self._written if self._intact and self._recorded.revision else pages.keys()
        wanted = site_files(app, pages)
        remove_sidecars(app, wanted)
        write_definitions(
            outdir, domain, self._state.definitions if self._state else {}, pages, written
        )
        remove_stale(app, self._recorded.files, wanted)
        return file_sizes(outdir, wanted)

    def _has_tips(self, app: Sphinx, pagename: str) -> bool:
        """Whether a page links to concepts, computed for one page at a time."""
        if traits_of(app.builder).one_page:
            return pagename in self._pages(app)
        return any(concepts_with_tips(domain_of(app.env), pagename))

    def _pages(self, app: Sphinx) -> Mapping[str, Sequence[str]]:
        """Each page that links to concepts, with the documents on it."""
        domain = domain_of(app.env)
        linking = [d for d in sorted(app.env.all_docs) if any(concepts_with_tips(domain, d))]
        if traits_of(app.builder).one_page:
            return {app.config.root_doc: linking} if linking else {}
        return {docname: [docname] for docname in linking}
