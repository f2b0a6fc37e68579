"""Compare other extensions that show tips with this one, on the same pages: bytes and behaviour.

Each is installed into a separate environment. The two libraries of sphinx-tippy, which its pages
load from a content delivery network, are taken from npm and served to the browser as if by that
network, so the comparison assumes a fast network. Every behaviour is observed in Chromium, on pages
from a local server.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import threading
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import sphinxcontrib_glossterm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, FloatRect, Page

TERMS = 40
LIBRARIES = {
    "@popperjs/core@2": "package/dist/umd/popper.min.js",
    "tippy.js@6": "package/dist/tippy-bundle.umd.min.js",
}
"""Names in sphinx-tippy, and the file that the network serves for the name."""
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
CONF = (
    "extensions = [{extension!r}]\nhtml_theme = 'alabaster'\nglossterm_link = 'off'\n"
    "html_copy_source = False\n"
)
LINK = "main a.reference:has(.std-term), [role=main] a.reference:has(.std-term)"
WAIT = 900
_NOWHERE: FloatRect = {"x": 0, "y": 0, "width": 0, "height": 0}


@dataclass
class Candidate:
    """One of the two extensions, and how its tip is found."""

    extension: str
    python: str
    tip: str
    second: str
    """The tip of a term in a tip."""
    own: tuple[str, ...]
    """Parts of the addresses of files that a page would not have without it."""


def compare(work: Path) -> dict[str, dict[str, Any]]:
    """Name and version of each → its measurements."""
    candidates = {
        "sphinxcontrib-glossterm": Candidate(
            "sphinxcontrib_glossterm",
            sys.executable,
            "#glossterm-tip:popover-open",
            "#glossterm-tip-2:popover-open",
            ("glossterm",),
        ),
        "sphinx-riddle-whisper": Candidate(
            "sphinx_riddle_whisper",
            install(work / "riddle", "sphinx-riddle-whisper"),
            ".riddle-popover:not(.riddle-popover--nested, [hidden])",
            ".riddle-popover--nested:not([hidden])",
            ("riddle",),
        ),
        "sphinx-tippy": Candidate(
            "sphinx_tippy",
            install(work / "tippy", "sphinx-tippy"),
            "[data-tippy-root] .tippy-box",
            "[data-tippy-root] ~ [data-tippy-root] .tippy-box",
            ("tippy", "popper"),
        ),
    }
    libraries = dict(fetch_libraries(work / "npm"))
    executable = os.environ.get("GLOSSTERM_CHROMIUM") or shutil.which("chromium")
    found: dict[str, dict[str, Any]] = {}
    with sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=executable, args=args)
        for name, candidate in candidates.items():
            sites = build(work / f"site{len(found)}", candidate)
            probe = Probe(browser, candidate, sites, libraries)
            version = version_of(name, candidate.python)
            found[f"{name} {version}"] = probe.weights() | {"does": probe.behaviours()}
        browser.close()
    return found


def install(folder: Path, distribution: str) -> str:
    """The Python of a new environment with *distribution*."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", distribution], check=True)
    return python


def version_of(name: str, python: str) -> str:
    """The version of a distribution; for this extension, which may not be installed, of the
    package."""
    if python == sys.executable:
        return sphinxcontrib_glossterm.__version__
    code = f"import importlib.metadata as m; print(m.version({name!r}))"
    done = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def fetch_libraries(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The two scripts from npm."""
    for name, member in LIBRARIES.items():
        own = folder / name.partition("@")[0].strip("/") / name.replace("/", "-")
        own.mkdir(parents=True)
        subprocess.run(["npm", "pack", "--silent", name], cwd=own, check=True, capture_output=True)
        (archive,) = own.glob("*.tgz")
        with tarfile.open(archive) as tar:
            file = tar.extractfile(member)
            assert file is not None
            yield name, file.read()


def write_source(folder: Path) -> None:
    """A glossary, and a page in a folder in which every paragraph refers to a term."""
    entries = "".join(
        f"   Term {n}\n      Number {n} of the terms, a kind of :term:`Term {(n + 1) % TERMS}`;"
        " it is told from the one before it by its number, and from all others likewise.\n\n"
        for n in range(TERMS)
    )
    uses = "\n\n".join(f"We speak of :term:`Term {n}` here." for n in range(TERMS // 2))
    (folder / "use").mkdir(parents=True)
    (folder / "index.rst").write_text("Top\n===\n\n.. toctree::\n\n   use/page\n   words\n")
    (folder / "words.rst").write_text(f"Words\n=====\n\n.. glossary::\n\n{entries}")
    (folder / "use" / "page.rst").write_text(f"Page\n====\n\n{uses}\n")


def build(folder: Path, candidate: Candidate) -> Path:
    """``html``, the same again in ``again`` and with two processes, and ``dirhtml``.

    And ``plain``: without the extension, but with the same Sphinx.
    """
    write_source(folder / "source")
    conf = CONF.format(extension=candidate.extension)
    if candidate.extension != "sphinxcontrib_glossterm":
        conf = conf.replace("glossterm_link = 'off'\n", "")
    (folder / "source" / "conf.py").write_text(conf)
    runs = {
        "html": "-bhtml", "again": "-bhtml", "parallel": "-bhtml", "dirhtml": "-bdirhtml",
        "plain": "-bhtml",
    }  # fmt: skip
    for name, builder in runs.items():
        if name == "plain":
            (folder / "source" / "conf.py").write_text(
                "html_theme = 'alabaster'\nhtml_copy_source = False\n"
            )
        jobs = ["-j2"] if name == "parallel" else []
        command = [candidate.python, "-m", "sphinx", "-q", "-E", builder, *jobs]
        places = ["-d", str(folder / f"doctrees-{name}"), "source", name]
        root = str(Path(__file__).parents[1]) if candidate.python == sys.executable else ""
        environment = os.environ | {"PYTHONPATH": root}
        subprocess.run([*command, *places], cwd=folder, check=True, env=environment)
    return folder


def weigh(bodies: Iterable[bytes]) -> dict[str, int]:
    """Bytes on disk, and compressed one by one."""
    all_bodies = list(bodies)
    zipped = sum(len(gzip.compress(body, 9, mtime=0)) for body in all_bodies)
    return {"raw": sum(map(len, all_bodies)), "gzip": zipped}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class Probe:
    """Inspects the sites of one candidate."""

    def __init__(
        self, browser: Browser, candidate: Candidate, sites: Path, libraries: dict[str, bytes]
    ) -> None:
        self.browser, self.candidate, self.sites = browser, candidate, sites
        self.libraries = libraries
        self.asked: dict[Page, list[str]] = {}
        """The addresses that each page has requested."""
        handler = functools.partial(_Quiet, directory=str(sites))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.site = f"http://127.0.0.1:{server.server_port}"

    # -- bytes and requests -----------------------------------------------------------

    def weights(self) -> dict[str, Any]:
        """The additional bytes of a page over a plain one: files, and growth of the page itself.

        ``assets`` are the files that other pages load too.
        """
        page = self.page()
        page.locator(LINK).first.hover()
        page.wait_for_timeout(WAIT)
        own = [a for a in self.asked[page] if any(word in a for word in self.candidate.own)]
        own = [a for a in own if urlsplit(a).path.rpartition("/")[2] != "page.html"]
        bodies = {address: self.content(address) for address in dict.fromkeys(own)}
        shared = [body for address, body in bodies.items() if "/use/" not in address]
        hosts = {urlsplit(a).netloc for a in own if not a.startswith(self.site)}
        page.context.close()
        mine, plain = (
            weigh([(self.sites / name / "use" / "page.html").read_bytes()])
            for name in ("html", "plain")
        )
        return {
            "requests": len(bodies),
            "hosts": sorted(hosts),
            **{kind: n + mine[kind] - plain[kind] for kind, n in weigh(bodies.values()).items()},
            "assets": weigh(shared),
        }

    def path(self, address: str) -> Path:
        """The file with an address of a site."""
        parts = urlsplit(address)
        if parts.scheme == "file":
            return Path(unquote(parts.path))
        return self.sites / unquote(parts.path).lstrip("/")

    def content(self, address: str) -> bytes:
        if address.startswith((self.site, "file:")):
            return self.path(address).read_bytes()
        return self.library(address)

    def library(self, address: str) -> bytes:
        return next(body for name, body in self.libraries.items() if address.endswith(name))

    # -- behaviours -------------------------------------------------------------------

    def behaviours(self) -> dict[str, bool]:
        """Each behaviour, and whether it was observed."""
        return {name.replace("_", " "): check(self) for name, check in BEHAVIOURS.items()}

    def open(self, address: str, *, network: bool = True, **options: Any) -> Page:
        """A page; requests to the delivery network are answered if there is a network."""
        context = self.browser.new_context(**{"viewport": {"width": 900, "height": 600}, **options})
        page = context.new_page()
        asked = self.asked[page] = list[str]()
        page.on("request", lambda request: asked.append(request.url))

        def answer(route: Any) -> None:
            known = [name for name in self.libraries if route.request.url.endswith(name)]
            if network and known:
                body = self.libraries[known[0]]
                route.fulfill(body=body, content_type="text/javascript")
            else:
                route.abort()

        page.route(re.compile("^https:"), answer)
        page.goto(address)
        page.wait_for_timeout(300)
        return page

    def page(self, site: str = "html", **options: Any) -> Page:
        path = "use/page/index.html" if site == "dirhtml" else "use/page.html"
        return self.open(f"{self.site}/{site}/{path}", **options)

    def shown(self, page: Page) -> bool:
        return bool(page.locator(self.candidate.tip).count())

    def second_shown(self, page: Page) -> bool:
        """Whether the tip of a term in a tip opens, and the first stays open."""
        if not self.hovered(page):
            return False
        link = page.locator(f"{self.candidate.tip} a[href*='#term-']").first
        box = link.bounding_box() or _NOWHERE
        page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2, steps=8)
        page.wait_for_timeout(WAIT)
        return self.both(page)

    def both(self, page: Page) -> bool:
        return self.shown(page) and page.locator(self.candidate.second).count() > 0

    def hovered(self, page: Page) -> bool:
        page.locator(LINK).first.hover()
        page.wait_for_timeout(WAIT)
        return self.shown(page)


def hoverable(probe: Probe) -> bool:
    page = probe.page()
    if not probe.hovered(page):
        return False
    box = page.locator(probe.candidate.tip).bounding_box() or _NOWHERE
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y, steps=8)
    page.wait_for_timeout(WAIT)
    inside = f"([x, y]) => !!document.elementFromPoint(x, y).closest({probe.candidate.tip!r})"
    return probe.shown(page) and page.evaluate(inside, [x, y])


def escape(probe: Probe) -> bool:
    page = probe.page()
    shown = probe.hovered(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(WAIT)
    return shown and not probe.shown(page)


def keyboard(probe: Probe) -> bool:
    page = probe.page()
    page.locator(LINK).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_timeout(WAIT)
    return probe.shown(page)


def links_by_tab(probe: Probe) -> bool:
    page = probe.page()
    page.locator(LINK).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_timeout(WAIT)
    page.keyboard.press("Tab")
    return bool(page.evaluate(f"!!document.activeElement.closest({probe.candidate.tip!r})"))


def touch(probe: Probe) -> bool:
    page = probe.page(has_touch=True, is_mobile=True)
    address = page.url
    page.locator(LINK).first.tap()
    page.wait_for_timeout(WAIT)
    return page.url == address and probe.shown(page)


def described(probe: Probe) -> bool:
    return probe.page().locator(LINK).first.get_attribute("aria-describedby") is not None


def from_disk(probe: Probe) -> bool:
    address = (probe.sites / "html" / "use" / "page.html").as_uri()
    return probe.hovered(probe.open(address, network=False))


def parallel(probe: Probe) -> bool:
    words = probe.open(f"{probe.site}/parallel/words.html")
    return probe.hovered(probe.page("parallel")) and probe.hovered(words)


def reproducible(probe: Probe) -> bool:
    def files(name: str) -> dict[str, bytes]:
        root = probe.sites / name
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "doctrees" not in path.parts
        }

    return files("html") == files("again")


class _Strict(_Quiet):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()


def strict_policy(probe: Probe) -> bool:
    handler = functools.partial(_Strict, directory=str(probe.sites / "html"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shown = probe.hovered(probe.open(f"http://127.0.0.1:{server.server_port}/use/page.html"))
        server.shutdown()
    return shown


def links_lead_somewhere(probe: Probe) -> bool:
    page = probe.page()
    if not probe.hovered(page):
        return False
    script = "all => all.map(a => a.href)"
    for address in page.locator(f"{probe.candidate.tip} a").evaluate_all(script):
        path, anchor = probe.path(address), unquote(urlsplit(address).fragment)
        if not path.is_file() or f'id="{anchor}"' not in path.read_text("utf-8"):
            return False
    return True


def axe_is_content(probe: Probe) -> bool:
    """No more is found with the tip open than before."""

    def objections(page: Page) -> set[tuple[str, str]]:
        found = Axe().run(page).response["violations"]
        return {(v["id"], node["html"]) for v in found for node in v["nodes"]}

    page = probe.page()
    before = {rule for rule, _ in objections(page)}
    return probe.hovered(page) and {rule for rule, _ in objections(page)} <= before


def second_escape(probe: Probe) -> bool:
    page = probe.page()
    if not probe.second_shown(page):
        return False
    page.keyboard.press("Escape")
    page.wait_for_timeout(WAIT)
    first_only = probe.shown(page) and not probe.both(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(WAIT)
    return first_only and not probe.shown(page)


def second_by_keyboard(probe: Probe) -> bool:
    page = probe.page()
    page.locator(LINK).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_timeout(WAIT)
    page.keyboard.press("Tab")
    page.wait_for_timeout(WAIT)
    return probe.both(page)


BEHAVIOURS: dict[str, Callable[[Probe], bool]] = {
    "opens on hover": lambda probe: probe.hovered(probe.page()),
    "the pointer can enter the tip (1.4.13)": hoverable,
    "Escape closes it (1.4.13)": escape,
    "opens on keyboard focus": keyboard,
    "Tab reaches links in the tip": links_by_tab,
    "the link has a description before the tip is open": described,
    "the first tap of a finger opens it": touch,
    "a term in the tip opens a second tip": lambda probe: probe.second_shown(probe.page()),
    "a term in the tip opens a second tip on keyboard focus": second_by_keyboard,
    "Escape closes the second tip first": second_escape,
    "axe-core finds nothing new when it is open": axe_is_content,
    "links in the tip lead to an element": links_lead_somewhere,
    "works from disk without a network": from_disk,
    "works under `script-src 'self'; style-src 'self'`": strict_policy,
    "works with `dirhtml`": lambda probe: probe.hovered(probe.page("dirhtml")),
    "works on every page of a parallel build": parallel,
    "two builds are the same, byte for byte": reproducible,
}


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(compare(Path(temporary)), indent=1))
