"""Diagrams of concepts in a browser: keyboard navigation, small screens, dark mode."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 700}}
SHOWN = "#glossterm-tip:popover-open"
NODE = "a.glossterm-graph-node"
LABELS = [
    "Training of a model",
    "Parameter-efficient fine-tuning",
    "LoRA",
    "量子化した低ランク適応",
]
ENTRIES = "".join(
    f"{label}\n: {f':broader: {above}' if above else ''}\n\n  What {label} is.\n\n"
    for label, above in zip(LABELS, ["", *LABELS], strict=False)
)
SOURCE = f"# Map\n\n```{{termgraph}} LoRA\n```\n\n```{{glossary}}\n{ENTRIES}```\n"
CONF = (
    "extensions = ['sphinxcontrib_glossterm', 'myst_parser']\nlanguage = 'en'\n"
    "html_theme = {theme!r}\n"
)


@pytest.fixture(scope="module", params=["alabaster", "furo"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.md").write_text(SOURCE, "utf-8")
    (folder / "conf.py").write_text(CONF.format(theme=request.param), "utf-8")
    places = [str(folder), str(folder / "html")]
    subprocess.run([sys.executable, "-m", "sphinx", "-q", *places], check=True)
    return folder / "html" / "index.html"


def test_boxes_hold_their_text_and_show_definitions(built: Path, visit: Visit) -> None:
    page = visit(built)
    assert page.locator(NODE).all_text_contents() == LABELS
    for box in page.locator(NODE).all():
        frame, text = (box.locator(part).bounding_box() for part in ("rect", "text"))
        assert frame["x"] < text["x"]
        assert text["x"] + text["width"] < frame["x"] + frame["width"]
    page.locator(NODE).nth(1).hover()
    page.wait_for_selector(SHOWN)
    assert f"What {LABELS[1]} is." in page.locator(SHOWN).inner_text()
    assert page.errors == []


def test_the_keyboard_goes_from_box_to_box_and_to_the_entry(built: Path, visit: Visit) -> None:
    page = visit(built)
    page.locator(".glossterm-graph-view").focus()
    reached = []
    for _ in LABELS:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached == LABELS
    page.keyboard.press("Enter")
    page.wait_for_url("**#term-*")
    assert page.errors == []


def test_on_a_phone_a_wide_diagram_is_laid_out_downwards(built: Path, visit: Visit) -> None:
    page = visit(built, **PHONE)
    assert page.locator(".glossterm-graph-view").is_hidden()
    links = page.locator(".glossterm-graph-list a")
    assert links.all_text_contents() == LABELS
    tops = [link.bounding_box()["y"] for link in links.all()]
    assert tops == sorted(set(tops))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_a_narrow_window_the_picture_is_scrolled_and_the_page_is_not(
    built: Path, visit: Visit
) -> None:
    page = visit(built, viewport={"width": 560, "height": 700})
    view = page.locator(".glossterm-graph-view")
    assert view.evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    view.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.glossterm-graph-view').scrollLeft > 0")


def test_only_the_root_is_highlighted(built: Path, visit: Visit) -> None:
    for scheme in ("light", "dark"):
        page = visit(built, color_scheme=scheme)
        fills = [
            box.locator("rect").evaluate("e => getComputedStyle(e).fill")
            for box in page.locator(NODE).all()
        ]
        assert (len({*fills}), fills.count(fills[2])) == (2, 1)
