"""Write the files for definitions on hover, and add the script to pages.

Each page that links to concepts gets one small script next to it with their definitions, the
*sidecar*. It has a fixed name without a checksum in its address, and is written only if its content
changes. So an edited definition rewrites sidecars, but not the pages that only refer to it.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sphinx.util.osutil import relative_uri

from sphinxcontrib_glossterm import listing
from sphinxcontrib_glossterm.formats.project_json import (
    FILE_NAME,
    project_row,
    rows_of,
    write_project,
)

from ..addresses import file_uri, page_uri
from ..builders import traits_of
from ..linking.mentions import page_references
from ..locale import _
from ..writing import read_text, write_if_changed
from .entry import foreign_entry, tip_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_glossterm.model import Concept

    from ..domain import GlosstermDomain
    from .entry import Definitions

SIDECARS = "_glossterm"
"""The folder of the sidecars, in the root of the output."""
_ESCAPED = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
ASSETS = ("glossterm.js", "glossterm.css", "glossterm-index.js", "glossterm-index.css")


def copy_assets(static_dir: Path) -> None:
    """Copy the script and the style sheet to the output, before any page uses them."""
    for name in ASSETS:
        with as_file(files("sphinxcontrib_glossterm") / "static" / name) as source:
            write_if_changed(static_dir / name, source.read_text("utf-8"))


def add_to_page(builder: StandaloneHTMLBuilder, pathto: Callable[..., str], docname: str) -> None:
    """Add the script and the sidecar to the page that is being written.

    Not by ``app.add_js_file``: that registers for the whole project, and a registered file gets a
    checksum in its address, which would make the page outdated when a definition changes.
    """
    words = {
        "data-glossterm-entry": _("Glossary entry"),
        "data-glossterm-narrower": _("Narrower:"),
        "data-glossterm-deprecated": _("deprecated"),
        "data-glossterm-source": _("Source:"),
    }
    builder.add_js_file("glossterm.js", defer="defer", **words)
    address = file_uri(SIDECARS, docname, ".js")
    builder.add_js_file("", src=pathto(address, resource=True), defer="defer")


def add_index_to_page(builder: StandaloneHTMLBuilder, *, page: bool) -> None:
    """Add the assets of an index to the page that is being written.

    *page*: it is the generated one, which has :func:`index_script`.
    """
    builder.add_css_file("glossterm.css")
    builder.add_css_file("glossterm-index.css")
    if not page:
        builder.add_js_file("glossterm-index.js")


def index_script(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """The script element directly in front of the views of the generated page.

    The script selects a view before anything is rendered. Many themes load registered scripts at
    the end of the page, when all views are visible.
    """
    address = relative_uri(page_uri(builder, pagename), "_static/glossterm-index.js")
    # The checksum is for browsers that have cached an older version.
    return f'<script src="{escape(address)}?v={_checksum("glossterm-index.js")}"></script>\n'


@cache
def _checksum(name: str) -> str:
    """The checksum of a static file, as Sphinx computes it."""
    return f"{crc32((files('sphinxcontrib_glossterm') / 'static' / name).read_bytes()):08x}"


def shows_index(domain: GlosstermDomain, pagename: str) -> bool:
    """Whether the page contains an index; on the one page of ``singlehtml``, in any document."""
    indexes = domain.store["indexes"]
    return bool(indexes) if traits_of(domain.builder).one_page else pagename in indexes


def concepts_with_tips(domain: GlosstermDomain, docname: str) -> Iterator[Concept]:
    """The concepts that *docname* links to and that have something to show; may contain duplicates.

    Concepts of another project are included only if that project publishes their definition.
    """
    for concept, _label in page_references(domain, docname):
        if not concept.uri or foreign_entry(concept, domain):
            yield concept
    for query in domain.store["graphs"].get(docname, ()):
        yield from listing.concept_graph(domain.scheme(), query).concepts


def sidecar(page: str) -> str:
    """The name of the file with the definitions for *page*."""
    return f"{SIDECARS}/{page}.js"


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
    entries = {concept.id: tip_entry(concept, domain, definitions) for concept in domain.scheme()}
    rows = [project_row(concept, entries[concept.id]) for concept in domain.scheme()]
    known = rows_of(read_text(outdir / FILE_NAME) or "")
    same = {concept.id for concept, row in zip(domain.scheme(), rows, strict=True) if row in known}
    drawn: dict[str, str] = {}
    for page, docnames in pages.items():
        concepts = {c.id: c for docname in docnames for c in concepts_with_tips(domain, docname)}
        path = outdir / sidecar(page)
        if page not in written and concepts.keys() <= same and path.is_file():
            continue
        for concept_id, concept in concepts.items():
            if concept_id not in drawn:
                entry = entries.get(concept_id) or foreign_entry(concept, domain)
                drawn[concept_id] = f"{_key(concept_id)}:{_json(entry)}"
        write_if_changed(path, _script(drawn[concept_id] for concept_id in sorted(concepts)))
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
    attributes differs between new definitions and those from the record of an earlier build.
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    for unsafe, escaped in _ESCAPED:  # several times as fast as ``translate``
        text = text.replace(unsafe, escaped)
    return text
