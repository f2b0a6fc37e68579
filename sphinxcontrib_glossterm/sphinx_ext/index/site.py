"""The index in a site: its page, the label and the files that belong to it.

The body of the existing page is used again if it would not change. Most edits do not change the
index, and rendering it is the most expensive step of the builds that follow. The page around the
body comes from the theme and may change at any time.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import cache, partial
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinxcontrib_glossterm import lazily, listing
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ..addresses import page_uri
from ..builders import traits_of
from ..digest import digest_of
from ..domain import domain_of, has_indexes, words_of
from ..explained import places_of_page
from ..inputs import inputs_of_pages, shared_digest
from ..other_domains import forget_index
from ..output import forget_others, kept
from ..processes import in_processes
from ..warn import only_own_warnings
from ..writing import copy_static, make_writable, read_text, write_if_changed
from .domain_index import (
    PAGE_NAME,
    escaped_title,
    has_index,
    index_html,
    index_title,
    is_in_toctree,
    is_split,
    json_ld,
    supports_body,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..domain import GlosstermDomain
    from ..output import OutputDirectory
    from . import entry_texts as _texts
    from . import split as _split
    from . import uses as _uses
    from .split import Part
else:
    _texts, _split, _uses = lazily.modules(__package__, "entry_texts", "split", "uses")

SCRIPT = "glossterm-index.js"
STYLES = "glossterm-index.css"
TERMS_FILE = "glossterm-index-terms.js"
"""The list of all terms for the filter of an index with several pages."""
_PAGES = 4
"""Minimum number of pages of a divided index that are drawn in a process of their own."""


def forget_label(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: without an index, remove its label, which Sphinx adds in each build."""
    if not has_index(domain_of(env)):
        forget_index(env, PAGE_NAME)


def copy_assets(app: Sphinx, builder: Builder) -> None:
    """``write-started``: copy the script and the style sheet, before any page uses them."""
    if traits_of(builder).scripts:
        copy_static(Path(app.outdir), SCRIPT, STYLES)


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """``html-page-context``: add assets to pages with an index; fill the page that Sphinx makes."""
    builder, domain = app.builder, domain_of(app.env)
    if not isinstance(builder, StandaloneHTMLBuilder):
        return None
    scripts = traits_of(builder).scripts
    is_index = doctree is None and pagename in page_names(domain)
    if is_index and not traits_of(builder).index_page and supports_body(builder):
        context["title"] = escaped_title(domain)
        script = _script_element(builder, pagename) if scripts else ""
        context["body"] = index_html(domain, index_title(domain), script=script)
        if scripts:
            _add_assets(builder, page=True)
        return "page.html"
    if traits_of(builder).one_page and is_in_toctree(domain):
        # Links of the toctree to the index lead to the root document, which has no id of its own.
        context["body"] = f'<span id="document-{builder.config.root_doc}"></span>{context["body"]}'
    if scripts and (is_index or _shows_index(domain, pagename)):
        _add_assets(builder, page=is_index)
    return None


def write_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """``html-collect-pages``: the pages of the index, unless the existing ones are up to date.

    Sphinx writes the pages of domain indices in every build.
    """
    domain = domain_of(app.env)
    if not traits_of(app.builder).index_page or not has_index(domain):
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    paths = {name: Path(builder.get_outfilename(name)) for name in page_names(domain)}
    if domain.output.up_to_date and all(path.exists() for path in paths.values()):
        return
    written = domain.output.state.index
    shown = digest_of(_content_of(domain))
    pages = [(name, _page(domain, name, path)) for name, path in paths.items()]

    def body_of(page: tuple[str, IndexPage]) -> tuple[str, WrittenBody]:
        return index_body(page[1], shown, WrittenBody(*written.get(page[0], ())))

    at_least = _PAGES if builder.parallel_ok else len(pages)
    bodies = in_processes(app, body_of, pages, at_least)
    for (name, page), (body, written_body) in zip(pages, bodies, strict=True):
        written[name] = written_body
        with suppress(OSError):  # Sphinx warns of a page that it cannot write
            make_writable(page.path)
        with only_own_warnings():  # Sphinx writes the page before it requests the next one
            yield name, {"title": page.title, "body": _Body(body)}, "page.html"


class _Body(str):
    """A body with a short ``repr``: Sphinx makes that of the arguments of every event.

    That of a text tests each character: 0.5 % of the instructions of a build after one definition
    was edited (size S).
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} characters>"


def page_names(domain: GlosstermDomain) -> Collection[str]:
    """The pages of the index."""
    return _split.parts(domain) if is_split(domain) else (PAGE_NAME,)


def _page(domain: GlosstermDomain, name: str, path: Path) -> IndexPage:
    builder = cast("StandaloneHTMLBuilder", domain.builder)
    script, title = _script_element(builder, name), index_title(domain)
    if not is_split(domain):
        render = partial(index_html, domain, title, script=script)
        return IndexPage(path, escaped_title(domain), script, render)
    part = _split.parts(domain)[name]
    terms = relative_uri(page_uri(builder, name), f"_static/{TERMS_FILE}")
    render = partial(part_html, domain, part, title, terms, script=script)
    return IndexPage(path, escape(_split.part_title(part, title), quote=False), script, render)


def update_files(app: Sphinx, output: OutputDirectory) -> None:
    """``glossterm-files``: the files of the index."""
    if not output.intact:
        copy_static(output.path, SCRIPT, STYLES)
    for name in (SCRIPT, STYLES):
        output.own(f"_static/{name}", exists=True)
    domain = domain_of(app.env)
    shown = page_names(domain) if has_index(domain) else ()
    for name in (PAGE_NAME, *output.state.index):
        if name not in shown:
            output.state.index.pop(name, None)
            if name not in app.env.all_docs:
                output.own(_file_name(app, name), exists=False)
    forget_others(output.state.index_parts, domain.pages if shown else ())
    for name in shown:
        output.own(_file_name(app, name), exists=True)
    divided = bool(shown) and is_split(domain)
    if divided:
        write_if_changed(output.path / "_static" / TERMS_FILE, _split.terms_list(domain))
    output.own(f"_static/{TERMS_FILE}", exists=divided)


def _file_name(app: Sphinx, name: str) -> str:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    if traits_of(builder).index_page:
        return Path(builder.get_outfilename(name)).relative_to(app.outdir).as_posix()
    return f"{name}{builder.out_suffix}"


def _shows_index(domain: GlosstermDomain, pagename: str) -> bool:
    """Whether the page contains an index; on the one page of ``singlehtml``, in any document."""
    if traits_of(domain.builder).one_page:
        return has_indexes(domain)
    return bool(domain.page(pagename).indexes)


def _add_assets(builder: StandaloneHTMLBuilder, *, page: bool) -> None:
    """Add the assets of an index to the page that is being written.

    *page*: it is the generated one, whose script is in its body.
    """
    builder.add_css_file("glossterm.css")
    builder.add_css_file(STYLES)
    if not page:
        builder.add_js_file(SCRIPT)


def _script_element(builder: StandaloneHTMLBuilder, name: str) -> str:
    """The script element directly in front of the views of the generated page.

    The script selects a view before anything is rendered. Many themes load registered scripts at
    the end of the page, when all views are visible.
    """
    address = relative_uri(page_uri(builder, name), f"_static/{SCRIPT}")
    # The checksum is for browsers that have cached an older version.
    return f'<script src="{escape(address)}?v={_checksum()}"></script>\n'


@cache
def _checksum() -> str:
    """The checksum of the script, as Sphinx computes it."""
    return f"{crc32((files('sphinxcontrib_glossterm') / 'static' / SCRIPT).read_bytes()):08x}"


class WrittenBody(NamedTuple):
    """Identifies the body of the page in the output directory."""

    shown: str = ""
    """Digest of everything that it was rendered from."""
    digest: str = ""
    length: int = 0
    """In code points."""


class IndexPage(NamedTuple):
    """The properties of the page that the body depends on."""

    path: Path
    title: str
    """Escaped."""
    script: str
    """The body begins with it."""
    render: Callable[[], str]


def index_body(page: IndexPage, content: str, last: WrittenBody) -> tuple[str, WrittenBody]:
    """The body, and its identification.

    *content* is a digest of everything that the index shows. *last* identifies the body that was
    last written to the page. If there is no page, or it contains something else, the body is
    rendered.
    """
    shown = digest_of([page.title, page.script, content])
    if shown == last.shown and (body := _existing_body(page, last)):
        return body, last
    body = page.render()
    return body, WrittenBody(shown, digest_of([body]), len(body))


def part_html(domain: GlosstermDomain, part: Part, title: str, terms: str, *, script: str) -> str:
    """The body of one page of a divided index after *script*."""
    entries = part.group.entries if part.group else ()
    own = [entry.concept for entry in entries if not isinstance(entry, listing.See)]
    data = json_ld(domain, title, own) if own else ""
    return f"{script}{_split.part_body(domain, part, title, terms)}{data}"


def _existing_body(page: IndexPage, last: WrittenBody) -> str:
    text = read_text(page.path) or ""
    start = text.find(page.script)
    body = text[start : start + last.length] if start >= 0 else ""
    return body if digest_of([body]) == last.digest else ""


def _content_of(domain: GlosstermDomain) -> Iterator[str]:
    """Everything that determines the content of the body."""
    builder, options = domain.builder, domain.options
    config = domain.env.config
    yield repr((unicodedata.unidata_version, builder.name, domain.output.version))
    yield repr((options, config.language, words_of(domain), config.html_baseurl))
    yield listing.order_source(config.language, *domain.label_languages)
    yield listing.readings_source()
    yield shared_digest(domain)
    yield from (page_uri(builder, docname) for docname in sorted(domain.env.all_docs))
    inputs, parts = inputs_of_pages(domain), domain.output.state.index_parts
    for docname in sorted(domain.pages):
        yield kept(parts, docname, inputs.get(docname, ""), partial(_part_of, domain, docname))


def _part_of(domain: GlosstermDomain, docname: str) -> str:
    """A digest of what the index shows of a page: what it uses, and its first sentences."""
    own = (domain.scheme.at(docname, concept.id) for concept in domain.page(docname).concepts)
    concepts = [concept for concept in own if concept]
    homonyms = _texts.homonyms_of(domain)
    return digest_of(
        [
            repr((docname, _uses.uses_in_page(domain, docname))),
            places_of_page(domain, docname),
            *(_texts.gloss_of(domain, concept) for concept in concepts),
            *(_texts.origin_of(domain, concept, homonyms) for concept in concepts),
        ]
    )
