"""The index of terms: a page in HTML, a chapter in LaTeX and EPUB.

It is a domain index, so that it has a label (``:ref:`glossterm-index```) and appears wherever
Sphinx lists indices. Its HTML page uses the theme's page template.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Index, IndexEntry
from sphinx.util import texescape

from sphinxcontrib_glossterm import lazily, listing
from sphinxcontrib_glossterm.lazily import pattern

from ..addresses import page_uri
from ..builders import traits_of
from ..domain import domain_of
from ..internals import generated_pages, latex_label
from ..locale import _, __
from ..warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.config import GlosstermConfig
    from sphinxcontrib_glossterm.listing import Entry, See
    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from . import entry_texts as _texts
    from . import html_drawing as _html_drawing
    from . import index_page as _index_page
else:
    _texts, _html_drawing, _index_page = lazily.modules(
        __package__, "entry_texts", "html_drawing", "index_page"
    )

PAGE_NAME = "glossterm-index"

_IN_TEXINFO = pattern(r"[@{}]")


def supports_body(builder: Builder) -> bool:
    """Whether *builder* can show our body in ``page.html``.

    A builder with its own page context may have a template that needs it (sphinx-revealjs); there
    the index has Sphinx's own form.
    """
    if traits_of(builder).one_page:
        return True
    of_documents = getattr(type(builder), "get_doc_context", None)
    return of_documents is StandaloneHTMLBuilder.get_doc_context


def index_class(title: str) -> type[Index]:
    """The domain index with the given *title* (empty: the default title in the project's language).

    One class for each application, since Sphinx takes the title from the class.
    """
    # Translators: title of the page that lists all terms of the glossary
    return type("ConceptIndex", (ConceptIndex,), {"localname": title or _("Index of terms")})


def index_title(domain: GlosstermDomain) -> str:
    """The title of the index."""
    # Translators: title of the page that lists all terms of the glossary
    return domain.options.index_title or _("Index of terms")


def escaped_title(domain: GlosstermDomain) -> str:
    """The title escaped for the builder, since Sphinx does not escape titles of domain indices."""
    title = index_title(domain)
    if traits_of(domain.builder).screen:
        return escape(title, quote=False)
    if traits_of(domain.builder).paper:
        return texescape.escape(title, domain.env.config.latex_engine)
    if traits_of(domain.builder).at_commands:
        return _IN_TEXINFO.sub(r"@\g<0>", title).replace(",", "@comma{}")
    return title


def set_title(app: Sphinx) -> None:
    """``builder-inited``: escape the title for the builder; labels are made from the raw title."""
    domain = domain_of(app.env)
    pages = generated_pages()
    if traits_of(app.builder).one_page and PAGE_NAME in pages:
        # There is no page of the index to link to.
        pages[PAGE_NAME] = app.config.root_doc, pages[PAGE_NAME][1]
    for index in domain.indices:
        if issubclass(index, ConceptIndex):
            index.localname = escaped_title(domain)


def offer_in_toctree(options: GlosstermConfig, domain_indices: object) -> None:
    """Let a ``toctree`` of the project contain the page of the index, if there is one.

    *domain_indices* is Sphinx's option ``html_domain_indices``.
    """
    pages = generated_pages()
    pages.pop(PAGE_NAME, None)
    if options.index and _is_wanted(domain_indices):
        pages[PAGE_NAME] = PAGE_NAME, options.index_title or _("Index of terms")


def leave_to_builder(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: name the index in each ``toctree``, and do not include it as a document.

    Builders of one file write it as a chapter, or not at all; Sphinx would make them warn of a
    file that does not exist. Some themes look for titles and contents of all entries, also of
    pages that are no documents. The lists are changed in place: Sphinx has copied the nodes.
    """
    included = app.env.toctree_includes.get(app.env.docname)
    if included is None:  # no toctree; most pages have none
        return
    for toctree in doctree.findall(addnodes.toctree):
        entries = toctree["entries"]
        if PAGE_NAME in toctree["includefiles"]:
            for files in (included, toctree["includefiles"]):
                files[:] = [name for name in files if name != PAGE_NAME]
            title = generated_pages()[PAGE_NAME][1]
            entries[:] = [(t or title if n == PAGE_NAME else t, n) for t, n in entries]


def _is_wanted(domain_indices: object) -> bool:
    if isinstance(domain_indices, (list, tuple, set, frozenset)):
        return PAGE_NAME in domain_indices
    return bool(domain_indices)


def has_index(domain: GlosstermDomain) -> bool:
    """Whether the project has an index page, and concepts to list in it or a link to it."""
    screen = traits_of(domain.builder).screen
    wanted = not screen or _is_wanted(domain.env.config.html_domain_indices)
    if not (domain.options.index and wanted) or (screen and PAGE_NAME in domain.env.all_docs):
        return False
    return bool(len(domain.scheme) or is_in_toctree(domain))


def is_split(domain: GlosstermDomain) -> bool:
    """Whether the index is divided into pages."""
    most = domain.options.index_split
    return traits_of(domain.builder).index_page and most is not None and len(domain.scheme) > most


def check_name(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-check-consistency``: report a document that has the name of the index."""
    if domain_of(env).options.index and PAGE_NAME in env.all_docs:
        message = __('the page "%s" takes the place of the index of terms; rename it')
        warn(WarningSubtype.CONFIG, message, PAGE_NAME, location=(PAGE_NAME, 1))


def is_in_toctree(domain: GlosstermDomain) -> bool:
    """Whether a ``toctree`` contains the page of the index."""
    env = domain.env
    tocs = (env.tocs[docname] for docname in env.toctree_includes if docname in env.tocs)
    found = (
        entry for toc in tocs for node in toc.findall(addnodes.toctree) for entry in node["entries"]
    )
    return any(name == PAGE_NAME for _title, name in found)


class ConceptIndex(Index):
    """All concepts, A to Z and in 五十音 order, narrower ones below their broader concept."""

    name = "index"
    localname = ""
    # A short name would add a link to every page, and make every page outdated when the first
    # concept is added or the last one removed.
    shortname = None
    domain: GlosstermDomain

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The index in Sphinx's own form with two levels, as for LaTeX.

        For our own HTML page, Sphinx only checks whether it is empty.
        """
        screen, taken = traits_of(self.domain.builder).screen, PAGE_NAME in self.domain.env.all_docs
        if traits_of(self.domain.builder).index_page or (screen and taken):
            return [], False
        if supports_body(self.domain.builder):
            return [("", [])] if len(self.domain.scheme) else [], False
        shown = set(docnames) if docnames is not None else None
        groups = [
            (group.head.text, [row for e in group.entries for row in _rows(e, self.domain, shown)])
            for group in _index_page.listing_of(self.domain).a_to_z()
        ]
        return [(head, rows) for head, rows in groups if rows], False


def _rows(
    entry: Entry | See, domain: GlosstermDomain, shown: set[str] | None
) -> Iterator[IndexEntry]:
    concept, docname = entry.concept, entry.concept.location.docname
    if shown is not None and docname not in shown:
        return
    if isinstance(entry, listing.See):
        name, extra = entry.label, f"→ {concept.pref_label}"
    else:
        ways = (
            " › ".join([*_texts.omission(domain, path), *(above.pref_label for above in path)])
            for path in entry.paths
        )
        name, extra = concept.pref_label, "; ".join(ways)
    if traits_of(domain.builder).paper:
        docname = latex_label(docname)
    yield IndexEntry(name, 0, docname, concept.anchor, extra, "", _texts.gloss_of(domain, concept))


def index_html(domain: GlosstermDomain, title: str, *, script: str) -> str:
    """The body of the index page after *script*, with links relative to that page."""
    body = _index_page.index_page(_html_drawing.HtmlDrawing(), domain, PAGE_NAME, title)
    return f"{script}{body}{json_ld(domain, title, _index_page.listing_of(domain).concepts)}"


def json_ld(domain: GlosstermDomain, title: str, concepts: Iterable[Concept]) -> str:
    """The terms as structured data for search engines; empty if the option is off."""
    if not domain.options.index_jsonld:
        return ""
    # Imported here, since few projects have them.
    from sphinxcontrib_glossterm.formats.own.json_ld import json_ld_in_page
    from sphinxcontrib_glossterm.formats.written import Glossary

    from ..export.fields import site_address
    from ..export.glossary import record_of

    config = domain.env.config
    base = site_address(config)
    records = tuple(
        replace(
            record_of(concept, domain, _address(concept, domain, base)),
            definition=_texts.gloss_of(domain, concept),
        )
        for concept in concepts
    )
    language = config.language.replace("_", "-")
    glossary = Glossary(records, title, language, is_plain=True)
    page = f"{base}{page_uri(domain.builder, PAGE_NAME)}" if base else ""
    text = json_ld_in_page(glossary, page)
    return f'<script type="application/ld+json">{text}</script>\n'


def _address(concept: Concept, domain: GlosstermDomain, base: str) -> str:
    # Without a base URL of the site, relative to the page with the data.
    docname = concept.location.docname
    if base:
        page = f"{base}{page_uri(domain.builder, docname)}"
    else:
        page = domain.addresses.page(PAGE_NAME, docname)
    return f"{page}#{concept.anchor}"
