"""The files that this extension adds to a site besides the pages of documents.

Files that a clean build would not create are removed if this extension created them. An author's
file or page with the same name is kept.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinxcontrib_glossterm.formats.project_json import FILE_NAME

from ..builders import traits_of
from ..domain import domain_of
from ..graph.drawing import STYLES, draws_pictures
from ..index.domain_index import PAGE_NAME, has_index
from ..tips.files import ASSETS, SIDECARS, sidecar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


def site_files(app: Sphinx, pages: Iterable[str]) -> set[str]:
    """The names of all files that this build creates; *pages* have sidecars."""
    wanted = {f"_static/{name}" for name in ASSETS}
    wanted |= {sidecar(page) for page in pages}
    domain = domain_of(app.env)
    if draws_pictures(domain):
        wanted.add(f"_static/{STYLES}")
    if len(domain.scheme()):
        wanted.add(FILE_NAME)
    if has_index(domain):
        wanted.add(_index_file(app))
    return wanted


def remove_stale(app: Sphinx, recorded: Iterable[str], wanted: Collection[str]) -> None:
    """Remove the files in *recorded* that are no longer *wanted*.

    Only names that this extension uses, since a record may be damaged. Sidecars have their own
    folder and are ignored.
    """
    single = {FILE_NAME, f"_static/{STYLES}", _index_file(app)}
    for name in sorted(single.intersection(recorded).difference(wanted)):
        if is_authors(app, name):
            continue
        path = Path(app.outdir, name)
        with suppress(OSError):
            path.unlink()
            if path.parent.name == PAGE_NAME:  # of dirhtml
                path.parent.rmdir()


def is_authors(app: Sphinx, name: str) -> bool:
    """Whether an author adds a file with that *name* to the site."""
    if name == _index_file(app) and PAGE_NAME in app.env.all_docs:
        return True
    entries = [(entry, name) for entry in app.config.html_extra_path]
    if name.startswith("_static/"):
        within = name.removeprefix("_static/")
        entries += [(entry, within) for entry in app.config.html_static_path]
    return any(_holds(Path(app.confdir, entry), name) for entry, name in entries)


def _holds(entry: Path, name: str) -> bool:
    return (entry / name).exists() if entry.is_dir() else entry.name == name


def _index_file(app: Sphinx) -> str:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    if traits_of(builder).index_page:
        return Path(builder.get_outfilename(PAGE_NAME)).relative_to(app.outdir).as_posix()
    return f"{PAGE_NAME}{builder.out_suffix}"


def remove_sidecars(app: Sphinx, wanted: Collection[str]) -> None:
    """Remove from the folder of sidecars what is not *wanted*: files, links, empty folders."""
    outdir = Path(app.outdir)
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
