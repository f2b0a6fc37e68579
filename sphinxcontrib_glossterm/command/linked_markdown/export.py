"""Write the sources of a project with links, and report what is not linked."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.sphinx_ext.internals import markdown_parser
from sphinxcontrib_glossterm.sphinx_ext.nodes import RELATIVE

from ..conversion import STANDARD_OUTPUT
from ..errors import CommandError
from ..messages import __
from ..project import read_project
from ..terminal import shown_path
from .page import Left, PageLinker
from .targets import Targets

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain

    from ..terminal import Terminal
    from .content import Parse
    from .page import LinkedPage

_BOM = b"\xef\xbb\xbf"
_SUFFIXES = frozenset({".md", ".markdown"})


@dataclass(slots=True)
class _Export:
    """What is written, by paths relative to the folder."""

    pages: dict[str, bytes] = field(default_factory=dict)
    copied: dict[str, Path] = field(default_factory=dict)
    """Images and other files that pages use."""
    links: int = 0
    anchors: int = 0
    left: dict[Left, tuple[int, str]] = field(default_factory=dict)
    """The reason → the number of places, and the first of them."""
    others: int = 0
    """The number of pages that are not Markdown."""

    def add(self, name: str, page: LinkedPage, content: bytes) -> None:
        """Add the page *name*."""
        self.pages[name] = content
        self.links += page.links
        self.anchors += page.anchors
        for reason, line in page.left:
            count, first = self.left.get(reason, (0, f"{name}:{line}" if line else name))
            self.left[reason] = count + 1, first


def run(options: Namespace, terminal: Terminal) -> int:
    """Write the sources of the project of *options* with links to the folder ``OUT``."""
    if options.output == STANDARD_OUTPUT:
        raise CommandError(
            __('the format "%s" is a folder of files; write the name of a folder') % "markdown"
        )
    out = Path(options.output)
    options.doctrees = None  # pages there were read without the links of earlier output
    own = filter(None, (RELATIVE, options.address))
    with read_project(options, terminal, own_links=[*own]) as domain:
        _check_folder(domain, out)
        export = _exported(domain, options.address)
    _check_new(export, out, force=options.force)
    if not options.dry_run:
        _write(export, out)
    _report(export, out, terminal, dry_run=options.dry_run)
    return 0


def _check_folder(domain: GlosstermDomain, out: Path) -> None:
    """Raise an error if a source of the project is in the folder."""
    env, folder = domain.env, out.resolve()
    for docname in sorted(env.all_docs):
        if folder in Path(env.doc2path(docname)).resolve().parents:
            message = __('"%s" contains "%s", a source of the project; write another folder')
            raise CommandError(message % (shown_path(str(out)), env.doc2path(docname, base=False)))


def _exported(domain: GlosstermDomain, address: str) -> _Export:
    env = domain.env
    paths = {docname: _posix(env.doc2path(docname, base=False)) for docname in env.all_docs}
    files = {docname: path for docname, path in paths.items() if Path(path).suffix in _SUFFIXES}
    targets, export = Targets(files, address), _Export(others=len(paths) - len(files))
    for docname, name in sorted(files.items()):
        before = Path(env.doc2path(docname)).read_bytes()
        try:
            text = before.removeprefix(_BOM).decode()
        except UnicodeDecodeError as error:
            raise CommandError(__('"%s" is not UTF-8') % name) from error
        parse = _parser(env, text)
        page = PageLinker(domain, docname, text, parse).linked(targets)
        head = before[: len(before) - len(before.removeprefix(_BOM))]
        export.add(name, page, head + page.text.encode())
    export.copied.update(_used_files(env, export.pages))
    return export


def _parser(env: BuildEnvironment, text: str) -> Parse:
    try:
        return markdown_parser(env, text)
    except ImportError as error:
        message = __("linked Markdown requires MyST-Parser; install myst-parser")
        raise CommandError(message) from error


def _used_files(env: BuildEnvironment, pages: Mapping[str, bytes]) -> Iterator[tuple[str, Path]]:
    """The images, downloads and included files of the project that are no pages."""
    included = (path for paths in env.dependencies.values() for path in paths)
    sources = Path(env.srcdir).resolve()
    for used in sorted({*map(str, (*env.images, *env.dlfiles, *included))}):
        path = (sources / used).resolve()
        if path.is_file() and sources in path.parents:
            name = path.relative_to(sources).as_posix()
            if name not in pages:
                yield name, path


def _check_new(export: _Export, out: Path, *, force: bool) -> None:
    for name in () if force else (*export.pages, *export.copied):
        path = out / name
        if path.exists() or path.is_symlink():
            message = __('"%s" exists; write another name, or add --force to overwrite it')
            raise CommandError(message % shown_path(str(path)))


def _write(export: _Export, out: Path) -> None:
    try:
        for name in (*export.pages, *export.copied):
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name in export.pages:
                path.write_bytes(export.pages[name])
            else:
                shutil.copyfile(export.copied[name], path)
    except OSError as error:
        raise CommandError(str(error)) from error


def _report(export: _Export, out: Path, terminal: Terminal, *, dry_run: bool) -> None:
    for reason, (count, first) in export.left.items():
        terminal.note(_reasons()[reason] % (count, first))
    if export.others:
        terminal.note(__("pages not written, because they are not Markdown: %s") % export.others)
    message = (
        __("%s would be written (pages: %s, other files: %s, links: %s, anchors: %s)")
        if dry_run
        else __("written: %s (pages: %s, other files: %s, links: %s, anchors: %s)")
    )
    counts = len(export.pages), len(export.copied), export.links, export.anchors
    terminal.note(message % (shown_path(str(out)), *counts))


def _reasons() -> Mapping[Left, str]:
    return {
        Left.UNCERTAIN: __("not linked, as its place in the source is uncertain: %s (first: %s)"),
        Left.CODE: __("not linked, as plain Markdown shows the block as code: %s (first: %s)"),
        Left.INCLUDED: __("not linked, as the text is in an included file: %s (first: %s)"),
        Left.NO_PAGE: __("not linked, as the term is not in a Markdown page: %s (first: %s)"),
        Left.NO_ANCHOR: __("without an anchor, as there is no place for it: %s (first: %s)"),
    }


def _posix(path: object) -> str:
    return str(path).replace("\\", "/")
