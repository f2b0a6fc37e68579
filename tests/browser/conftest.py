"""A browser for the tests in this folder, and pages for it to open."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import string
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "sphinxcontrib_glossterm" / "static"

ARGS = [
    "--no-sandbox",  # containers run the tests as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
]


def _missing(reason: str) -> None:
    """Skip, but fail where a browser is promised: skipped must not look like passed."""
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


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Write a site of one page, `docs/page.html`, with the built files and a sidecar."""

    def write(
        body: str, data: dict[str, Any], *, head: str = "", sidecar_first: bool = False
    ) -> Path:
        shutil.copytree(STATIC, tmp_path / "_static")
        scripts = [
            '<script defer="defer" src="../_static/glossterm.js"'
            ' data-glossterm-entry="Zum Glossar"></script>',
            '<script defer="defer" src="../_glossterm/docs/page.js"></script>',
        ]
        if sidecar_first:
            scripts.reverse()
        template = string.Template((HERE / "fixtures" / "page.html").read_text("utf-8"))
        page = template.substitute(head=head, scripts="\n".join(scripts), body=body)
        _write(tmp_path / "docs" / "page.html", page)
        _write(
            tmp_path / "_glossterm" / "docs" / "page.js", f"window.glossterm={json.dumps(data)};\n"
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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[str]:
    """The address of the site over http; over file:// no origin is 'self' for a content policy."""
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a context of its own; what the console says is in `page.errors`."""
    contexts = []

    def open_page(address: str | Path, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 900, "height": 600}, **options})
        contexts.append(context)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text))
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        return page

    yield open_page
    for context in contexts:
        context.close()
