"""Projects to build, and the built sites as values to compare.

A test writes sources, builds them, and checks the site::

    def test_a_mention_is_linked(project):
        site = project({"index.md": "…"}, link="everywhere").build()
        assert site.mentions("index") == [("LoRA", "glossary#term-LoRA")]

Every build fails its test on an unexpected warning. What Sphinx prepares again for each build,
always with the same result, is prepared once: ``fast_builds``.
"""

from __future__ import annotations

import functools
import gc
import gettext
import itertools
import json
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, unquote, urljoin, urlsplit

import html5lib
import pytest
import sphinx.locale
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, theming
from sphinx.cmd.build import main
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile
from sphinx.util.logging import VERBOSE

import sphinxcontrib_glossterm
from sphinxcontrib_glossterm.model import ConceptScheme
from sphinxcontrib_glossterm.sphinx_ext.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

_LOCALE = Path(sphinxcontrib_glossterm.__file__).parent / "locale"
ROOTS = Path(__file__).parents[1] / "roots"
_HERE = "http://site.invalid/"
_HTML = "{http://www.w3.org/1999/xhtml}"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_CONF = 'extensions = ["myst_parser", "sphinxcontrib_glossterm"]\nhtml_theme = "basic"\n'
_FULL_NAMES = {
    *("extensions", "suppress_warnings", "root_doc", "language", "project", "version"),
    *("default_role", "locale_dirs", "exclude_patterns"),
}
# Files that Sphinx writes again whenever it writes anything.
_ALWAYS_WRITTEN = {"genindex", "search", "glossterm-index"}


class _Environment(SandboxedEnvironment):
    """Compiles a template once, not once for each build."""

    compiled: ClassVar[dict[tuple[Any, ...], Any]] = {}

    def compile(self, source: Any, *arguments: Any, **options: Any) -> Any:
        key = (source, arguments, *options.items(), *self.extensions)
        if key not in self.compiled:
            self.compiled[key] = super().compile(source, *arguments, **options)
        return self.compiled[key]


@pytest.fixture(scope="session", autouse=True)
def fast_builds() -> Iterator[None]:
    """Halve the time of a build: templates, installed themes, messages that nobody reads.

    The modules and tests that are loaded by now stay, so the garbage collector can leave them out.
    """
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2glue, "SandboxedEnvironment", _Environment)
        patch.setattr(theming, "entry_points", functools.cache(theming.entry_points))
        logging.disable(VERBOSE)
        if sys.platform == "linux":
            _copies.append(_Copies())
        yield
        while _copies:
            _copies.pop().close()
        logging.disable(logging.NOTSET)


@pytest.fixture
def japanese_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show messages for authors in Japanese."""
    japanese = gettext.translation("glossterm", _LOCALE, ["ja"])
    monkeypatch.setitem(sphinx.locale.translators, ("console", "glossterm"), japanese)


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Create a project from files given by name, or from a named root."""
    numbers = itertools.count()

    def make(source: Mapping[str, str] | str, **conf: Any) -> Project:
        return _project(tmp_path / str(next(numbers)), source, conf)

    return make


@pytest.fixture(scope="module")
def module_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Project]:
    """The same for a site that all tests of a module use."""

    def make(source: Mapping[str, str] | str, **conf: Any) -> Project:
        return _project(tmp_path_factory.mktemp("project"), source, conf)

    return make


def _project(folder: Path, source: Mapping[str, str] | str, conf: dict[str, Any]) -> Project:
    made = Project(folder / "source", folder)
    made.fill(source)
    made.configure(**conf)
    return made


@dataclass
class Project:
    """The sources of a documentation, to be edited and built."""

    srcdir: Path
    workdir: Path
    conf: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    _builds: int = 0

    # -- edits ------------------------------------------------------------------------

    def fill(self, source: Mapping[str, str] | str) -> None:
        """Start with these files, or with a copy of ``tests/roots/test-…``."""
        self.srcdir.mkdir(parents=True)
        if isinstance(source, str):
            shutil.copytree(ROOTS / f"test-{source}", self.srcdir, dirs_exist_ok=True)
        else:
            for name, text in source.items():
                self.write(name, text)

    def configure(self, code: str = "", **conf: Any) -> None:
        """Set options (ours without their prefix), and add *code* to ``conf.py``."""
        self.conf |= conf
        self.code += textwrap.dedent(code)
        path = self.srcdir / "conf.py"
        body = path.read_text("utf-8").partition("# test\n")[0] if path.exists() else _CONF
        rows = [f"{_full_name(name)} = {value!r}\n" for name, value in self.conf.items()]
        self.write("conf.py", f"{body}# test\n{''.join(rows)}{self.code}")

    def write(self, name: str, text: str) -> None:
        """Write a file; the indentation of a text in a test is removed."""
        path = self.srcdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace *old*, which must exist, by *new*."""
        text = (self.srcdir / name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (self.srcdir / name).write_text(text.replace(old, new), "utf-8")

    def delete(self, name: str) -> None:
        """Remove a file."""
        (self.srcdir / name).unlink()

    # -- builds -----------------------------------------------------------------------

    def build(self, builder: str = "html", *, warns: Sequence[str] | None = ()) -> Site:
        """Build in this process from scratch; the warnings must be *warns*, in that order.

        ``None``: the test checks them itself.
        """
        self._builds += 1
        outdir = self.workdir / "in-process" / str(self._builds)
        return self._in_process(outdir, builder, warns)

    def rebuild(self, before: Site, *, warns: Sequence[str] | None = ()) -> tuple[Site, set[str]]:
        """Build in this process on top of *before*; returns the site, and the pages it wrote."""
        old = before.times()
        site = self._in_process(before.outdir.parent, before.builder, warns, fresh=False)
        written = {page for page, time in site.times().items() if time != old.get(page)}
        return site, {page.removesuffix(".html") for page in written} - _ALWAYS_WRITTEN

    def _in_process(
        self, outdir: Path, builder: str, warns: Sequence[str] | None, *, fresh: bool = True
    ) -> Site:
        app = SphinxTestApp(builder, srcdir=self.srcdir, builddir=outdir, freshenv=fresh)
        try:
            app.build()
            scheme = domain_of(app.env).scheme
        finally:
            app.cleanup()
        lines = self._lines(app.warning.getvalue())
        site = Site(app.outdir, builder, lines, self.srcdir, scheme)
        assert warns is None or site.warnings == list(warns)
        return site

    def make(
        self,
        builder: str = "html",
        *,
        out: str = "out",
        doctrees: str = "",
        jobs: int = 1,
        seed: int | None = None,
        warns: Sequence[str] | None = (),
        files: Sequence[str] = (),
        code: int = 0,
        strict: bool = False,
    ) -> Site:
        """Build in a separate process, as from a shell, on the existing content of *out*.

        *seed* is the hash seed of Python: no order of a set may affect the output. *strict*:
        warnings are errors; *code* is the expected exit code.
        """
        outdir = self.workdir / out / builder
        arguments = [
            *("-q", "--no-color", "-b", builder, "-j", str(jobs)),
            *("-d", str(self.workdir / (doctrees or f"{out}/doctrees-{builder}"))),
            *(["-W"] * strict),
            *(str(self.srcdir), str(outdir), *(str(self.srcdir / name) for name in files)),
        ]
        status, stderr = sphinx_build(arguments, seed)
        assert status == code, stderr
        site = Site(outdir, builder, self._lines(stderr), self.srcdir)
        assert warns is None or site.warnings == list(warns)
        return site

    def _lines(self, stream: str) -> list[str]:
        plain = _ANSI.sub("", stream)
        for folder in (str(self.srcdir), os.path.relpath(self.srcdir)):
            plain = plain.replace(f"{folder}{os.sep}", "")
        # MyST-Parser 4 names pages by a path that ends in .md.rst.
        plain = plain.replace(".md.rst:", ".md:")
        return [line for line in plain.splitlines() if line]


def sphinx_build(arguments: list[str], seed: int | None = None) -> tuple[int, str]:
    """Exit code and errors of ``sphinx-build`` in a process of its own.

    Without a hash seed this is a copy of this process where that is possible: it saves the imports,
    most of the time of a small build.
    """
    if seed is None and _copies:
        return _copies[0].run(arguments)
    return _spawned(arguments, seed or 1)


_copies: list[_Copies] = []


def _spawned(arguments: list[str], seed: int) -> tuple[int, str]:
    root = str(Path(sphinxcontrib_glossterm.__file__).parents[1])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]),
        "PYTHONHASHSEED": str(seed),
    }
    command = [sys.executable, "-m", "sphinx", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, done.stderr


class _Copies:
    """A process that runs each command in a copy of itself.

    It is started before the first test, so that nothing that a test left in this process is in a
    copy, and after one build, so that a copy needs no imports and no templates to compile.
    """

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            text = "# T\n\n```{glossary}\nA\n: B\n```\n"
            _project(Path(folder), {"index.md": text}, {}).build()
        ours, theirs = socket.socketpair()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of threads, which a copy does not have
            child = os.fork()
        if not child:
            ours.close()
            self._serve(theirs.makefile("rw", encoding="utf-8"))
        theirs.close()
        self.child, self.socket = child, ours
        self.file = ours.makefile("rw", encoding="utf-8")

    def run(self, arguments: list[str]) -> tuple[int, str]:
        self.file.write(json.dumps([arguments, str(Path.cwd()), dict(os.environ), sys.path]) + "\n")
        self.file.flush()
        status, errors = json.loads(self.file.readline())
        return status, errors

    def close(self) -> None:
        self.file.close()
        self.socket.close()
        os.waitpid(self.child, 0)

    def _serve(self, file: Any) -> None:
        try:
            while line := file.readline():
                file.write(json.dumps(_forked(*json.loads(line))) + "\n")
                file.flush()
        finally:
            os._exit(0)


def _forked(
    arguments: list[str], folder: str, environment: dict[str, str], path: list[str]
) -> tuple[int, str]:
    with tempfile.TemporaryFile() as errors, Path(os.devnull).open("w") as nowhere:
        child = os.fork()
        if not child:
            status = 70
            try:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(errors.fileno(), 2)
                sys.stdout, sys.stderr = nowhere, os.fdopen(2, "w", encoding="utf-8")
                os.chdir(folder)
                os.environ.clear()
                os.environ.update(environment)
                sys.path[:] = path
                status = main(arguments)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        errors.seek(0)
        return status, errors.read().decode()


def _full_name(name: str) -> str:
    ours = name not in _FULL_NAMES and not re.match(
        r"(html|latex|epub|myst|man|intersphinx|gettext)_", name
    )
    return f"glossterm_{name}" if ours else name


@dataclass
class Site:
    """What a build made."""

    outdir: Path
    builder: str
    warnings: list[str]
    srcdir: Path
    scheme: ConceptScheme = field(default_factory=ConceptScheme)
    """The concepts, if the build ran in this process."""

    # -- pages ------------------------------------------------------------------------

    def path(self, page: str) -> Path:
        """The file of a page."""
        if self.builder == "dirhtml" and not f"/{page}".endswith("/index"):
            return self.outdir / page / "index.html"
        return self.outdir / f"{page}.{'xhtml' if self.builder == 'epub' else 'html'}"

    def source(self, page: str) -> str:
        """The HTML of a page, as text."""
        return self.path(page).read_text("utf-8")

    def body(self, page: str) -> Element:
        """The content of a page, without the theme's parts around it."""
        tree = _parse(self.source(page))
        found = [e for e in tree.iter() if e.get("role") == "main" or e.tag == f"{_HTML}main"]
        return found[0] if found else tree

    def prose(self, page: str) -> str:
        """All text of the content of a page, with single spaces."""
        return " ".join("".join(self.body(page).itertext()).split())

    def ids(self, page: str) -> list[str]:
        """Every id of a page, in reading order."""
        return [e.get("id", "") for e in _parse(self.source(page)).iter() if e.get("id")]

    # -- links to concepts ------------------------------------------------------------

    def links(self, page: str) -> list[tuple[str, str]]:
        """Text and ``page#id`` of each link to a concept, in reading order."""
        return [(_text(a), self._target(page, a)) for a in self._concept_links(page)]

    def mentions(self, page: str) -> list[tuple[str, str]]:
        """The automatic links."""
        return [
            (_text(a), self._target(page, a))
            for a in self._concept_links(page)
            if "glossterm-auto" in _classes(a)
        ]

    def references(self, page: str) -> list[tuple[str, str]]:
        """Those that an author wrote."""
        return [
            (_text(a), self._target(page, a))
            for a in self._concept_links(page)
            if "glossterm-auto" not in _classes(a)
        ]

    def concepts(self, page: str) -> list[str]:
        """Ids of the concepts that the links of a page name."""
        return [a.get("data-glossterm", "") for a in self._concept_links(page)]

    def _concept_links(self, page: str) -> Iterator[Element]:
        for a in self.body(page).iter(f"{_HTML}a"):
            if "glossterm" in _classes(a):
                yield a

    def _target(self, page: str, a: Element) -> str:
        path, _, fragment = self._resolve(page, a.get("href", "")).partition("#")
        return f"{self._name(path)}#{fragment}"

    def _resolve(self, page: str, href: str) -> str:
        base = _HERE + quote(self.path(page).relative_to(self.outdir).as_posix())
        return unquote(urljoin(base, href).removeprefix(_HERE))

    def _name(self, path: str) -> str:
        """The name of the page at *path*."""
        if self.builder == "dirhtml":
            return path.removesuffix("/").removesuffix("/index.html") or "index"
        return path.removesuffix(".xhtml").removesuffix(".html")

    def dead_links(self, *, ours: bool = False) -> list[str]:
        """Each broken link within the site, as ``file: href``.

        All links of all pages, including the theme's; or *ours* only: those to concepts, and those
        in indexes, diagrams and lines that are added to entries.
        """
        ids: dict[Path, set[str]] = {}
        links: list[tuple[Path, str]] = []
        for path in [*self.outdir.rglob("*.html"), *self.outdir.rglob("*.xhtml")]:
            if "_static" in path.parts:
                continue
            tree = _parse(path.read_text("utf-8"))
            ids[path] = {e.get("id", "") for e in tree.iter()} | {""}
            drawn = _ours(tree) if ours else tree.iter()
            found = (element for element in drawn if element.tag == f"{_HTML}a")
            links += [(path, a.get("href", "")) for a in found if a.get("href")]
        return [
            f"{path.relative_to(self.outdir).as_posix()}: {href}"
            for path, href in links
            if not urlsplit(href).scheme and not self._leads_somewhere(path, href, ids)
        ]

    def _leads_somewhere(self, path: Path, href: str, ids: Mapping[Path, set[str]]) -> bool:
        base = _HERE + quote(path.relative_to(self.outdir).as_posix())
        address = urlsplit(urljoin(base, href))
        target = self.outdir / unquote(address.path).lstrip("/")
        if target.is_dir():
            target /= "index.html"
        if target not in ids:
            return target.exists()
        return unquote(address.fragment) in ids[target]

    # -- index ------------------------------------------------------------------------

    def index(self, page: str = "glossterm-index", view: str = "az") -> list[tuple[str, list[Any]]]:
        """The index page: each head with its entries, narrower entries nested in lists.

        An entry is its label, or its label followed by a list; another label of a concept is
        followed by ``→`` and the concept's own. A view without heads has one head, "".
        """
        body = self.view(page, view)
        groups = [e for e in body.iter() if "glossterm-group" in _classes(e)]
        if not groups:
            heads = ["", *(_text(head) for head in body.findall(f"{_HTML}h3"))]
            return list(zip(heads, map(_entries, body.findall(f"{_HTML}ul")), strict=True))
        return [(_text(_first(group, "h3")), _entries(_first(group, "ul"))) for group in groups]

    def view(self, page: str = "glossterm-index", view: str = "az") -> Element:
        """The element of one view of an index; of its only view in a page of an author's."""
        indexes = [e for e in self.body(page).iter() if "glossterm-index" in _classes(e)]
        assert indexes
        return next((e for e in indexes[0].iter() if e.get("id") == view), indexes[0])

    def heads(self) -> dict[str, str]:
        """Text of each letter head of the index page → its id."""
        groups = [e for e in self.view().iter() if "glossterm-group" in _classes(e)]
        return {_text(_first(group, "h3")): group.get("id", "") for group in groups}

    def entries(self, page: str = "glossterm-index") -> dict[str, Element]:
        """Concept id → its entry in full; each concept has exactly one."""
        found: dict[str, Element] = {}
        for element in self.view(page).iter():
            if "glossterm-entry" in _classes(element):
                concept = element.get("data-glossterm", "")
                assert concept not in found, f"{concept} is there twice"
                found[concept] = element
        return found

    def parts(self, element: Element, name: str) -> list[str]:
        """The texts of the elements of the class ``glossterm-NAME`` in an entry."""
        found = (e for e in element.iter() if f"glossterm-{name}" in _classes(e))
        return [" ".join(_text(e).split()) for e in found]

    def general_index(self) -> dict[str, dict[str, str]]:
        """Sphinx's general index: each head with its labels and where they lead."""
        heads: dict[str, dict[str, str]] = {}
        head = ""
        for element in self.body("genindex").iter():
            if element.tag == f"{_HTML}h2":
                head = _text(element)
            elif head and element.tag == f"{_HTML}a":
                heads.setdefault(head, {})[_text(element)] = self._target("genindex", element)
        return heads

    # -- beside the pages -------------------------------------------------------------

    def tips(self, page: str) -> dict[str, dict[str, Any]]:
        """The content of the sidecar of a page: concept id → content of its tip."""
        text = (self.outdir / "_glossterm" / f"{page}.js").read_text("utf-8")
        start = "window.glossterm={__proto__:null,...window.glossterm,"
        assert text.startswith(start)
        assert text.endswith(";\n")
        return json.loads("{" + text.removeprefix(start).removesuffix(";\n"))

    def sidecars(self) -> list[str]:
        """The pages that have a sidecar."""
        folder = self.outdir / "_glossterm"
        files = (path for path in folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(folder).as_posix().removesuffix(".js") for path in files)

    def inventory(self, kind: str) -> dict[str, str]:
        """The names of one kind in ``objects.inv`` → their addresses."""
        content = (self.outdir / "objects.inv").read_bytes()
        loaded = InventoryFile.loads(content, uri="").data
        return {name: unquote(item.uri) for name, item in loaded.get(kind, {}).items()}

    def files(self, *, without: Iterable[str] = ()) -> dict[str, bytes]:
        """Every published file, by its path."""
        left_out = {".buildinfo", ".buildinfo.bak", "searchindex.js", *without}
        return {
            path.relative_to(self.outdir).as_posix(): path.read_bytes()
            for path in sorted(self.outdir.rglob("*"))
            if path.is_file() and path.name not in left_out
        }

    def times(self) -> dict[str, int]:
        """When each HTML page was last written."""
        pages = self.outdir.rglob("*.html")
        return {p.relative_to(self.outdir).as_posix(): p.stat().st_mtime_ns for p in pages}

    def search_index(self) -> dict[str, Any]:
        """The content of the search index, without words that no page contains."""
        text = (self.outdir / "searchindex.js").read_text("utf-8")
        data = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
        names = data["docnames"]
        return _by_name(data, names)


def _ours(tree: Element) -> Iterator[Element]:
    """The elements with a class of ours, and their content."""
    if any(name.startswith("glossterm") for name in _classes(tree)):
        yield from tree.iter()
        return
    for child in tree:
        yield from _ours(child)


def _by_name(data: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """The search index with pages by name, independent of their order."""

    def pages(found: int | list[int]) -> list[str]:
        return sorted(names[n] for n in (found if isinstance(found, list) else [found]))

    return {
        "titles": dict(zip(names, data["titles"], strict=True)),
        "terms": {word: pages(found) for word, found in data["terms"].items() if found != []},
        "titleterms": {w: pages(found) for w, found in data["titleterms"].items() if found != []},
        "entries": {
            entry: sorted([names[n], anchor, main] for n, anchor, main in places)
            for entry, places in data["indexentries"].items()
        },
        "objects": {
            f"{prefix}.{row[4]}": [names[row[0]], row[2], row[3]]
            for prefix, rows in data["objects"].items()
            for row in rows
        },
    }


@functools.lru_cache(100)
def _parse(source: str) -> Element:
    return html5lib.parse(source)


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _first(element: Element, tag: str) -> Element:
    found = element.find(f"{_HTML}{tag}")
    assert found is not None
    return found


def _entries(listing: Element) -> list[Any]:
    entries: list[Any] = []
    for item in listing:
        if "glossterm-see" in _classes(item):
            entries.append(_text(item))
        else:
            entries.append(_text(_first(item, "a")))
            below = item.find(f"{_HTML}ul")
            if below is None:
                below = item.find(f"{_HTML}details[@class='glossterm-fold']/{_HTML}ul")
            if below is not None:
                entries.append(_entries(below))
    return entries
