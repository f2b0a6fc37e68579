"""The core behaviour of tip and index in three engines: Chromium, Firefox and WebKit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from .conftest import build_site
from .engines import Chromium, Firefox, MissingError, WebKit, middle, wait, x_display

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .engines import Engine

pytestmark = pytest.mark.browser

TIP = "document.querySelector('#glossterm-tip:popover-open')"
LINK = "[role=main] a.glossterm"
BOX = ".glossterm-filter input"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("engines"), "furo", builders=["html"]) / "html"


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    try:
        if request.param == "chromium":
            yield Chromium(request.getfixturevalue("browser"))
        elif request.param == "firefox":
            firefox = Firefox(tmp_path_factory.mktemp("profile"))
            yield firefox
            firefox.close()
        else:
            with x_display() as display:
                webkit = WebKit(display)
                yield webkit
                webkit.close()
    except (MissingError, ImportError) as error:
        if os.environ.get("GLOSSTERM_REQUIRE_ENGINES"):
            pytest.fail(str(error), pytrace=False)
        pytest.skip(str(error))


@pytest.fixture
def page(engine: Engine, folder: Path) -> Engine:
    """A page with links, loaded from disk, with the pointer away from them."""
    engine.open("about:blank")
    engine.open((folder / "ai" / "use.html").as_uri())
    engine.run("addEventListener('error', e => { (window.failed ??= []).push(e.message) })")
    engine.point(2, 2)
    return engine


@pytest.fixture
def index(engine: Engine, folder: Path) -> Engine:
    engine.open("about:blank")
    engine.open((folder / "glossterm-index.html").as_uri())
    engine.run("localStorage.clear()")
    engine.open("about:blank")
    engine.open((folder / "glossterm-index.html").as_uri())
    return engine


def test_a_pointer_opens_the_tip_and_leaving_closes_it(page: Engine) -> None:
    page.point(*middle(page, LINK))
    assert "Trains" in wait(page, f"{TIP}?.textContent")
    page.point(2, 2)
    wait(page, f"!{TIP}")
    assert page.run("window.failed") is None


def test_the_tip_is_inside_the_window_and_next_to_the_link(page: Engine) -> None:
    page.point(*middle(page, LINK))
    wait(page, TIP + " && true")
    tip = page.run(f"{TIP}.getBoundingClientRect().toJSON()")
    link = page.run(f"document.querySelector({LINK!r}).getClientRects()[0].toJSON()")
    width, height = page.run("[innerWidth, innerHeight]")
    assert tip["left"] >= 0
    assert tip["right"] <= width
    assert tip["top"] >= 0
    assert tip["bottom"] <= height
    gap = max(tip["top"] - link["bottom"], link["top"] - tip["bottom"])
    assert 0 <= gap <= 20


def test_focus_opens_the_tip_and_escape_closes_it(page: Engine) -> None:
    page.run("document.querySelector('h1').tabIndex = -1, document.querySelector('h1').focus()")
    # WebKitGTK goes to links by Tab, unlike Safari with its default settings.
    for _ in range(5):
        page.press("Tab")
        if page.run("document.activeElement.matches('a.glossterm')"):
            break
    wait(page, TIP + " && true")
    page.press("Escape")
    wait(page, f"!{TIP}")
    assert page.run("document.activeElement.matches('a.glossterm')")


def test_a_link_is_described_by_its_definition(page: Engine) -> None:
    wait(page, f"document.querySelector({LINK!r}).hasAttribute('aria-describedby')")
    text = page.run(
        f"document.getElementById(document.querySelector({LINK!r})"
        ".getAttribute('aria-describedby')).textContent"
    )
    assert text.startswith("Trains")


def test_formulas_code_and_tables_are_in_the_tip(page: Engine) -> None:
    page.point(*middle(page, LINK))
    wait(page, TIP + " && true")
    assert page.run(f"['math', 'pre', 'table', 'img'].filter(n => {TIP}.querySelector(n))") == [
        "math",
        "pre",
        "table",
        "img",
    ]
    assert page.run("window.pwned") is None


def test_the_filter_of_the_index(index: Engine) -> None:
    index.click(*middle(index, BOX))
    for key in "gaku":
        index.press(key)
    shown = (
        "[...document.querySelectorAll('#az .glossterm-entry > .glossterm-label')]"
        ".filter(a => a.checkVisibility()).map(a => a.textContent).join()"
    )
    wait(index, f"{shown} === '学習'")
    index.press("Enter")
    assert index.run("document.activeElement.textContent") == "学習"
    index.press("Escape")
    wait(index, f"{shown}.includes('LoRA')")


def test_a_link_of_the_index_opens_a_tip(index: Engine) -> None:
    index.point(*middle(index, "#az .glossterm-broader a.glossterm"))
    wait(index, TIP + " && true")


def test_the_tree_folds_and_remembers(index: Engine) -> None:
    index.click(*middle(index, ".glossterm-views a[href='#tree']"))
    opened = "[...document.querySelectorAll('.glossterm-fold')].map(fold => fold.open)"
    assert wait(index, opened) == [True, True]
    index.click(*middle(index, ".glossterm-fold > summary"))
    wait(index, f"!{opened}[0]")
    address = index.run("location.href")
    index.open("about:blank")
    index.open(address)
    assert index.run(opened) == [False, True]
