"""Find the outdated pages of an output directory, so that only these are written.

Each output directory has a file with the state of its pages (:mod:`.output`), with a fingerprint of
each page: a digest of the content that does not come from its source alone. A build compares these
fingerprints. Sphinx writes a page again when its source has changed since it was written. The
output of this extension also depends on other pages, on data files and on options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .digest import digest_of
from .domain import cached, domain_of, is_unused, words_of
from .explained import places_of_page
from .inputs import inputs_of_pages
from .output import FILES, PAGE_CONTENT, OutputDirectory, forget_others, kept
from .reading import LAST, is_page, with_texts
from .tips.notes import notes_of_others

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import GlosstermDomain

_T = TypeVar("_T", bool, str)


def setup(app: Sphinx) -> None:
    """Connect the listeners that compare the output directory and save its state."""
    app.connect("builder-inited", open_output)
    app.connect("env-get-updated", outdated_pages, priority=LAST)
    app.connect("doctree-resolved", note_page, priority=LAST)
    app.connect("build-finished", save_output, priority=LAST)


def open_output(app: Sphinx) -> None:
    """``builder-inited``: read the summary of the saved state."""
    domain_of(app.env).output = OutputDirectory(app)


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """``env-get-updated``: the pages that are outdated.

    After the stored definitions have been resolved, so that their texts can be compared, and before
    Sphinx saves the environment.
    """
    domain = domain_of(env)
    output = domain.output
    output.compare(_revision(domain))
    if not output.page_by_page or output.up_to_date:
        return []
    if output.last_summary.revision is None:  # a new directory, or an interrupted build
        return sorted(env.all_docs)
    output.state.forget_all_but(set(env.all_docs))
    return [*changed_pages(domain), *output.state.dangling]


def _revision(domain: GlosstermDomain) -> str:
    """Identifies everything that pages show, including texts that were read from other pages."""
    names = sorted(domain.pages)
    places = (places_of_page(domain, docname) for docname in names)
    notes = (notes_of_others(domain, docname) for docname in names)
    read = with_texts(domain.revision.digest, domain)
    other = [text for text in (*places, *notes) if text]
    return digest_of([read, *other]) if other else read


def changed_pages(domain: GlosstermDomain) -> Iterator[str]:
    """The documents whose pages in the directory differ from what was decided."""
    shown = domain.output.state.pages
    for docname in sorted(domain.env.all_docs):
        if shown.get(docname, "") != fingerprint(domain, docname):
            yield docname


@cached
def fingerprint(domain: GlosstermDomain, docname: str) -> str:
    """A digest of all our content in a page; empty for a page without our content.

    Of every page, if the project has replaced texts: any page can show the title of the index.
    What the last build computed from the same inputs is kept. With the other digests that are kept
    (:mod:`.inputs`), and ids in place of concepts for tips, that was 8 % of the instructions of a
    build after one definition was edited (500 terms, 200 pages).
    """
    words = words_of(domain)
    if not words and (is_unused(domain) or docname not in domain.pages):  # nothing is in it
        domain.output.state.fingerprints.pop(docname, None)
        return ""

    def content() -> str:
        shown = domain.env.events.emit(PAGE_CONTENT, docname)
        return digest_of([repr(shown), words]) if words or any(shown) else ""

    inputs, notes = inputs_of_pages(domain).get(docname, ""), notes_of_others(domain, docname)
    if inputs and notes:
        inputs = digest_of([inputs, notes])
    return kept(domain.output.state.fingerprints, docname, inputs, content)


def note_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: note the content of the page before it is written.

    In the main process, also with parallel writing.
    """
    domain = domain_of(app.env)
    if not is_page(app.env, doctree, docname):
        return
    output = domain.output
    state = output.note_written(docname)
    if not output.page_by_page:
        return
    _set(state.dangling, docname, docname in output.dangling)
    _set(state.pages, docname, fingerprint(domain, docname))


def _set(values: dict[str, _T], docname: str, value: _T) -> None:
    """Store *value*, if there is one."""
    if value:
        values[docname] = value
    else:
        values.pop(docname, None)


def save_output(app: Sphinx, exception: Exception | None) -> None:
    """``build-finished``: update our files and the state, if the build was successful."""
    domain = domain_of(app.env)
    output = domain.output
    if exception is not None or output.up_to_date or not (output.written or output.page_by_page):
        return
    if output.has_files:
        app.emit(FILES, output)
    # The fingerprints of all pages are saved, so none is left out.
    current = output.page_by_page and not [*changed_pages(domain), *output.state.dangling]
    forget_others(output.state.fingerprints, domain.pages)
    output.save(app, up_to_date=current)
