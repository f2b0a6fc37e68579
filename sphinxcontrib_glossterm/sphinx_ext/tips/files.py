"""Write the files for definitions on hover, and add the script to pages.

Each page that links to concepts gets one small script next to it with their definitions, the
*sidecar*. It has a fixed name without a checksum in its address, and is written only if its content
changes. So an edited definition rewrites sidecars, but not the pages that only refer to it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.formats.project_json import (
    FILE_NAME,
    project_row,
    rows_of,
    write_project,
)

from ..addresses import file_uri
from ..builders import traits_of
from ..domain import cached, domain_of
from ..linking.mentions import page_references
from ..locale import _, is_untranslated
from ..output import is_authors
from ..writing import copy_static, read_text, write_if_changed
from .entry import entry_of, foreign_entry

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from ..output import OutputDirectory
    from .entry import Definitions

SIDECARS = "_glossterm"
"""The folder of the sidecars, in the root of the output."""
_ESCAPED = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
SCRIPT = "glossterm.js"
STYLES = "glossterm.css"


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
) -> None:
    """``html-page-context``: add the script and the sidecar to pages with tips.

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
    }
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
    return any(concepts_with_tips(domain, pagename))


@cached
def pages_with_tips(domain: GlosstermDomain) -> Mapping[str, Sequence[str]]:
    """Each page that links to concepts, with the documents on it."""
    linking = [d for d in sorted(domain.env.all_docs) if any(concepts_with_tips(domain, d))]
    if traits_of(domain.builder).one_page:
        return {domain.env.config.root_doc: linking} if linking else {}
    return {docname: [docname] for docname in linking}


def concepts_with_tips(domain: GlosstermDomain, docname: str) -> Iterator[Concept]:
    """The concepts that *docname* links to and that have something to show; may contain duplicates.

    Concepts of another project are included only if that project publishes their definition.
    """
    for concept, _label in page_references(domain, docname):
        if not concept.uri or foreign_entry(concept, domain):
            yield concept
    for query in domain.page(docname).graphs:
        yield from listing.concept_graph(domain.scheme, query).concepts


def sidecar(page: str) -> str:
    """The name of the file with the definitions for *page*."""
    return f"{SIDECARS}/{page}.js"


def update_files(app: Sphinx, output: OutputDirectory) -> None:
    """``glossterm-files``: the script, the sidecars, and the published file."""
    domain = domain_of(app.env)
    if not output.intact:
        copy_static(output.path, SCRIPT, STYLES)
    pages = pages_with_tips(domain) if domain.options.tooltips else {}
    # Without a revision in the state, any page may be outdated.
    written = output.written if output.intact and output.last_summary.revision else pages.keys()
    sidecars = {sidecar(page) for page in pages}
    _remove_others(app, output.path, sidecars)
    write_definitions(output.path, domain, output.state.definitions, pages, written)
    for name in (f"_static/{SCRIPT}", f"_static/{STYLES}", *sidecars):
        output.own(name, exists=True)
    output.own(FILE_NAME, exists=len(domain.scheme) > 0)


def _remove_others(app: Sphinx, outdir: Path, wanted: Collection[str]) -> None:
    """Remove from the folder of sidecars what is not *wanted*: files, links, empty folders."""
    for path in _inside(outdir / SIDECARS):
        name = path.relative_to(outdir).as_posix()
        if path.is_symlink() or not (path.is_dir() or name in wanted or is_authors(app, name)):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _inside(folder: Path) -> Iterator[Path]:
    """*folder* and everything in it, children first."""
    if not folder.is_symlink():
        yield from sorted(folder.rglob("*"), reverse=True)
    if folder.is_dir() or folder.is_symlink():
        yield folder


def write_definitions(
    outdir: Path,
    domain: GlosstermDomain,
    definitions: Definitions,
    pages: Mapping[str, Iterable[str]],
    written: Container[str],
) -> None:
    """Update the sidecars in *outdir* and the published file.

    *pages* gives, for the name of each page, the documents whose links are on it; *written* has the
    pages that this build wrote. The links of other pages are unchanged, so of these only sidecars
    are checked that contain a concept which differs from the published one.
    """
    entries = {concept.id: entry_of(concept, domain, definitions) for concept in domain.scheme}
    rows = [project_row(concept, entries[concept.id]) for concept in domain.scheme]
    known = rows_of(read_text(outdir / FILE_NAME) or "")
    same = {concept.id for concept, row in zip(domain.scheme, rows, strict=True) if row in known}
    converted: dict[str, str] = {}
    for page, docnames in pages.items():
        concepts = {c.id: c for docname in docnames for c in concepts_with_tips(domain, docname)}
        path = outdir / sidecar(page)
        if page not in written and concepts.keys() <= same and path.is_file():
            continue
        for concept_id, concept in concepts.items():
            if concept_id not in converted:
                entry = entries.get(concept_id) or foreign_entry(concept, domain)
                converted[concept_id] = f"{_key(concept_id)}:{_json(entry)}"
        write_if_changed(path, _script(converted[concept_id] for concept_id in sorted(concepts)))
    if rows:  # last: after an interrupted build the difference remains
        write_if_changed(outdir / FILE_NAME, write_project(rows))


def _script(rows: Iterable[str]) -> str:
    joined = ",\n".join(rows)
    return f"window.glossterm={{\n{joined}\n}};\n"


def _key(concept_id: str) -> str:
    """A key of an object literal, where ``"__proto__": …`` would set the prototype."""
    return '["__proto__"]' if concept_id == "__proto__" else _json(concept_id)


def _json(value: Any) -> str:
    """JSON for use in a script: no ``<`` (it may end a script), no bare line separators.

    Not ASCII only, since Japanese would take twice the bytes. Keys are sorted, since the order of
    attributes differs between new definitions and those that an earlier build has saved.
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    for unsafe, escaped in _ESCAPED:  # several times as fast as ``translate``
        text = text.replace(unsafe, escaped)
    return text
