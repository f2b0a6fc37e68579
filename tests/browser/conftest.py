"""Fixtures: a browser, and pages for it to open."""

from __future__ import annotations

import contextlib
import functools
import http.server
import importlib.util
import json
import os
import re
import shutil
import string
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page

THEMES: dict[str, dict[str, Any]] = {
    "alabaster": {},
    "furo": {},
    "pydata_sphinx_theme": {},
    "sphinx_book_theme": {},
    "sphinx_rtd_theme": {},
    "shibuya": {},
    # It would download fonts during the build.
    "sphinx_immaterial": {"extensions": ["sphinx_immaterial"], "options": {"font": False}},
}
"""The tested themes, with their requirements."""

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "sphinxcontrib_glossterm" / "static"

ARGS = [
    "--no-sandbox",  # containers run the tests as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    # There may be no network, and waiting for a timeout tests nothing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def _missing(reason: str) -> None:
    """Skip, or fail if a browser is required, since a skip must not look like a pass."""
    if os.environ.get("GLOSSTERM_REQUIRE_BROWSER"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, the one that GLOSSTERM_CHROMIUM names or the system's."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    executable = os.environ.get("GLOSSTERM_CHROMIUM") or shutil.which("chromium")
    if not executable or not shutil.which(executable):
        _missing("no Chromium: install `chromium`, or name one in GLOSSTERM_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGS)
        yield chromium
        chromium.close()


SOURCE = {
    "index.md": "# Top\n\n```{toctree}\nai/use\nglossary\n```\n",
    "ai/use.md": (
        "# Use\n\nWe adapt it with LoRA. 学習にはLoRAを使う。\n\n{term}`PEFT` and {term}`学習`.\n"
    ),
    "glossary.md": (
        "# Glossary\n\n```{glossary}\nLoRA\nLow-Rank Adaptation\n"
        ":   :broader: PEFT\n    :status: deprecated\n\n    Trains $B A$ only, a kind of PEFT:\n\n"
        "    - `r` is small\n    - both are trained\n\n    ~~~python\n    x = 1  # one\n    ~~~\n\n"
        "    ![a dot](dot.svg)\n\n    | a | b |\n    |---|---|\n    | c | d |\n\n"
        "PEFT\n:   :broader: 学習\n\n"
        "    Methods with few parameters. <script>window.pwned = 1</script>\n\n"
        "学習\n:   :reading: がくしゅう\n\n    重みを決めること。\n```\n"
    ),
}
BUILDERS = ("html", "dirhtml", "singlehtml")
_BUILD = """
import sys
from sphinx.cmd.build import build_main
for builder in sys.argv[2:]:
    if build_main(["-q", "-b", builder, "-d", "doctrees", "source", builder]):
        sys.exit(1)
"""


def build_site(
    folder: Path,
    theme: str,
    source: Mapping[str, str] = SOURCE,
    builders: Sequence[str] = BUILDERS,
    **conf: Any,
) -> Path:
    """The site of *source* in *theme*, with every builder that has tips, in one process."""
    needs = THEMES[theme]
    settings = {
        "extensions": ["sphinxcontrib_glossterm", "myst_parser", *needs.get("extensions", [])],
        "myst_enable_extensions": ["dollarmath"],
        "glossterm_link": "everywhere",
        "html_theme": theme,
        "html_theme_options": needs.get("options", {}),
        # The page's own mathematics is the only thing that would access another host.
        "mathjax_path": "nowhere.js",
        **conf,
    }
    for name, text in source.items():
        _write(folder / "source" / name, text)
    shutil.copy(HERE / "fixtures" / "dot.svg", folder / "source")
    rows = [f"{name} = {value!r}\n" for name, value in settings.items()]
    _write(folder / "source" / "conf.py", "".join(rows))
    command = [sys.executable, "-c", _BUILD, theme, *builders]
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The built sites of a theme: one folder for each builder. Built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def get(theme: str) -> Path:
        if not importlib.util.find_spec(theme):
            _missing(f"{theme} is not installed")
        ready = shared / f"theme-{theme}"
        if not ready.exists():
            made = build_site(tmp_path_factory.mktemp(theme), theme)
            with contextlib.suppress(OSError):  # another worker was faster
                made.rename(ready)
        return ready

    return get


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Write a site of one page, `docs/page.html`, with the built files and a sidecar."""

    def write(
        body: str,
        data: dict[str, Any],
        *,
        head: str = "",
        sidecar_first: bool = False,
        words: str = "",
    ) -> Path:
        shutil.copytree(STATIC, tmp_path / "_static")
        scripts = [
            '<script defer="defer" src="../_static/glossterm.js"'
            ' data-glossterm-entry="Zum Glossar" data-glossterm-narrower="Enger:"'
            f' data-glossterm-deprecated="veraltet" {words}></script>',
            '<script defer="defer" src="../_glossterm/docs/page.js"></script>',
        ]
        if sidecar_first:
            scripts.reverse()
        template = string.Template((HERE / "fixtures" / "page.html").read_text("utf-8"))
        page = template.substitute(head=head, scripts="\n".join(scripts), body=body)
        _write(tmp_path / "docs" / "page.html", page)
        _write(
            tmp_path / "_glossterm" / "docs" / "page.js",
            "window.glossterm={__proto__:null,...window.glossterm," + json.dumps(data)[1:] + ";\n",
        )
        _write(
            tmp_path / "glossary.html", "<!doctype html><title>Glossary</title><h1>Glossary</h1>"
        )
        for name in ("theme.css", "dot.svg"):
            shutil.copy(HERE / "fixtures" / name, tmp_path / "_static")
        return tmp_path / "docs" / "page.html"

    return write


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
"""No inline script or style, no other host, no text that becomes markup."""


class _Strict(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer the browser's own request for an icon, which may come at any time."""
        if self.path == "/favicon.ico":
            self.send_response(http.HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder under the strict policy; the address. (From disk no origin is 'self'.)"""
    with contextlib.ExitStack() as stack:

        def start(folder: Path) -> str:
            handler = functools.partial(_Strict, directory=str(folder))
            server = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}"

        yield start


VIEWPORT = {"width": 900, "height": 600}
MEDIA = {
    "media": "null",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
BLANK = (HERE / "fixtures" / "blank.html").as_uri()


@pytest.fixture(scope="session")
def idle() -> dict[str, list[Page]]:
    """Options of a context → open pages that no test uses.

    A new context costs more processor time than most tests.
    """
    return {}


@pytest.fixture
def visit(browser: Browser, idle: dict[str, list[Page]]) -> Iterator[Callable[..., Page]]:
    """Open an address in a separate context. Console messages are in `page.errors`, requests in
    `page.asked`. Addresses that match `without` are not answered. A `fresh` context is for tests
    with an effect that cannot be undone: init scripts, a fake clock, sessions of the protocol."""
    used: list[tuple[list[Page], Page]] = []
    contexts = []

    def open_page(
        address: str | Path, *, without: str = "", fresh: bool = False, **options: Any
    ) -> Page:
        media = {name: options.pop(name, value) for name, value in MEDIA.items()}
        size = VIEWPORT if options.get("is_mobile") else options.pop("viewport", VIEWPORT)
        ready = idle.setdefault(repr(sorted(options.items())), [])
        page = ready.pop() if ready and not fresh else _new_page(browser, options)
        if fresh:
            contexts.append(page.context)
        else:
            used.append((ready, page))
        page.errors, page.asked = [], []
        page.emulate_media(**media)
        if not options.get("is_mobile") and page.viewport_size != size:
            page.set_viewport_size(size)
        if without:
            page.route(without, lambda route: route.abort())
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        return page

    yield open_page
    for ready, page in used:
        try:
            _leave(page)
        except Exception:  # a page that a failed test left in a strange state
            contexts.append(page.context)
        else:
            ready.append(page)
    for context in contexts:
        context.close()


def _new_page(browser: Browser, options: dict[str, Any]) -> Page:
    page = browser.new_context(**{"viewport": VIEWPORT, **options}).new_page()
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text))
    return page


def _leave(page: Page) -> None:
    """Undo what a test may have changed, except what the next visit sets anyway."""
    page.unroute_all()
    page.mouse.move(-10, -10)
    # Another file, since an address that differs in its fragment only would not be loaded again.
    page.goto(BLANK)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")


@pytest.fixture(scope="session")
def findings() -> Callable[..., set[tuple[str, str]]]:
    """Rule and element of each violation that axe-core reports for a page, or a part of it."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        _missing("axe-playwright-python is not installed")
    axe = Axe()

    def find(page: Page, part: str | None = None) -> set[tuple[str, str]]:
        done = axe.run(page, context=part, options={"resultTypes": ["violations"]})
        return {
            # A description is all that the script adds to an element.
            (violation["id"], re.sub(r' aria-describedby="[^"]*"', "", node["html"]))
            for violation in done.response["violations"]
            for node in violation["nodes"]
        }

    return find
