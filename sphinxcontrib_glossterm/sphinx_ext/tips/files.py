"""Write the files for definitions on hover, and add the script to pages.

Each page that links to concepts gets one small script next to it with their definitions, the
*sidecar*. It has a fixed name without a checksum in its address, and is written only if its content
changes. So an edited definition rewrites sidecars, but not the pages that only refer to it.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.formats.own.project_json import FILE_NAME

from ..addresses import file_uri
from ..builders import traits_of
from ..domain import cached, domain_of
from ..index.domain_index import PAGE_NAME, has_index, is_split
from ..index.index_page import listing_of, selected_by
from ..index.views import MAX_WITH_TIPS, WITH_RELATIONS, has_tips
from ..linking.mentions import linked_concepts
from ..locale import _, is_untranslated
from ..options import page_options
from ..output import is_authors
from .assets import SCRIPT, SHARED, SIDECARS, STYLES
from .entry import has_definition
from .published import PublishedData
from .sidecars import DefinitionFiles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ..domain import GlosstermDomain
    from ..output import OutputDirectory


def add_to_page(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Add the script and the sidecar to the page, if it has tips.

    Not by ``app.add_js_file``: that registers for the whole project, and a registered file gets a
    checksum in its address, which would make the page outdated when a definition changes.
    """
    domain = domain_of(app.env)
    if not (traits_of(app.builder).scripts and _has_tips(domain, pagename)):
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    words = {
        # Translators: link at the end of a tip (the definition shown on hover)
        "data-glossterm-entry": _("Glossary entry"),
        # Translators: in a tip, before a list of narrower terms
        "data-glossterm-narrower": _("Narrower:"),
        # Translators: in a tip, next to a term that should no longer be used
        "data-glossterm-deprecated": _("deprecated"),
        # Translators: in a tip, before the origin of a definition
        "data-glossterm-source": _("Source:"),
        # Translators: in a tip, before links to pages that explain the term
        "data-glossterm-see": _("Explained in:"),
    }
    if domain.options.tooltips_switch:
        # Translators: button in a tip: no more tips are shown, until the reader wants them again
        words["data-glossterm-off"] = _("Turn off tips")
        # Translators: button at the end of a page, after the reader has turned off tips
        words["data-glossterm-on"] = _("Turn on tips")
    if is_untranslated(app.env):
        words["data-glossterm-lang"] = "en"
    builder.add_css_file(STYLES)
    builder.add_js_file(SCRIPT, defer="defer", **words)
    address = context["pathto"](file_uri(SIDECARS, pagename, ".js"), resource=True)
    builder.add_js_file("", src=address, defer="defer")


def content_of_tips(app: Sphinx, docname: str) -> bool:
    """Whether the page gets the files that show definitions."""
    return traits_of(app.builder).scripts and _has_tips(domain_of(app.env), docname)


def _has_tips(domain: GlosstermDomain, pagename: str) -> bool:
    """Whether a page links to concepts, computed for one page at a time."""
    if not domain.options.tooltips:
        return False
    if traits_of(domain.builder).one_page:
        return pagename in pages_with_tips(domain)
    return bool(concepts_with_tips(domain, pagename))


@cached
def pages_with_tips(domain: GlosstermDomain) -> Mapping[str, Sequence[str]]:
    """Each page that links to concepts, with the documents on it."""
    linking = [d for d in sorted(domain.env.all_docs) if concepts_with_tips(domain, d)]
    if traits_of(domain.builder).one_page:
        return {domain.env.config.root_doc: linking} if linking else {}
    pages = {docname: [docname] for docname in linking}
    return pages | ({PAGE_NAME: [PAGE_NAME]} if _in_indexes(domain, PAGE_NAME) else {})


@cached
def concepts_with_tips(domain: GlosstermDomain, docname: str) -> Set[str]:
    """Ids of the concepts that *docname* links to and that have something to show.

    Concepts of another project are included only if that project publishes their definition.
    """
    found = linked_concepts(domain, docname)
    if domain.projects:
        found = {concept_id for concept_id in found if has_definition(domain, concept_id)}
    for query in domain.page(docname).graphs:
        graph = listing.concept_graph(domain.scheme, query)
        found.update(concept.id for concept in graph.concepts)
    return found.union(_in_indexes(domain, docname))


@cached
def _in_indexes(domain: GlosstermDomain, docname: str) -> Set[str]:
    """Ids of the concepts with tips in the indexes of a page, which may be the generated one."""
    listings = [
        selected_by(domain, listing.resolve(request, domain.scheme, docname)[0])
        for request in domain.page(docname).indexes
        if request.view in WITH_RELATIONS
    ]
    if docname == PAGE_NAME and _index_page_has_tips(domain):
        listings.append(listing_of(domain))
    linked = (c for ordered in listings if has_tips(domain, ordered) for c in ordered.linked())
    return {concept.id for concept in linked}


def _index_page_has_tips(domain: GlosstermDomain) -> bool:
    small = len(domain.scheme) <= MAX_WITH_TIPS and not is_split(domain)
    return traits_of(domain.builder).index_page and small and has_index(domain)


def _language_of(domain: GlosstermDomain, page: str) -> str:
    """The language of a page: its own option, or that of the project."""
    options = page_options(page, domain.env.metadata.get(page, {}), domain.options)
    return options.language or str(domain.env.config.language)


def update_files(app: Sphinx, output: OutputDirectory) -> None:
    """Update the sidecars and the published file."""
    domain = domain_of(app.env)
    pages = pages_with_tips(domain) if domain.options.tooltips else {}
    # Without a revision in the state, any page may be outdated.
    written = output.written if output.intact and output.last_summary.revision else pages.keys()
    mentioned = {
        page: frozenset[str]().union(*(concepts_with_tips(domain, name) for name in docnames))
        for page, docnames in pages.items()
    }
    written = {*written, PAGE_NAME}  # it is no document, so nothing notes that it has changed
    published = PublishedData(app, output)
    files = DefinitionFiles(
        output.path, domain, published, mentioned, partial(_language_of, domain)
    )
    for folder in (SIDECARS, SHARED):
        _remove_others(app, output.path, folder, files.names)
    files.write(written, output.last_summary.files if output.intact else ())
    for name in sorted(files.names):
        output.own(name, exists=True)
    output.own(FILE_NAME, exists=len(domain.scheme) > 0)


def _remove_others(app: Sphinx, outdir: Path, folder: str, wanted: Collection[str]) -> None:
    """Remove from *folder* what is not *wanted*: files, links, empty folders."""
    path = outdir / folder
    if path.is_symlink():
        path.unlink()
    elif path.is_dir():
        for entry in _inside(path):
            name = entry.path.removeprefix(f"{outdir}{os.sep}").replace(os.sep, "/")
            if entry.is_dir(follow_symlinks=False):
                _remove_empty(Path(entry))
            elif entry.is_symlink() or not (name in wanted or is_authors(app, name)):
                Path(entry).unlink()
        _remove_empty(path)


def _remove_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _inside(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Everything in *folder*, children first."""
    with os.scandir(folder) as found:
        entries = [*found]
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path)
        yield entry
