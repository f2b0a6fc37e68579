"""Every theme, builder and input method: the same readable tip, without axe violations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import BUILDERS, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Themed = Callable[[str], Path]
    Findings = Callable[[Page], set[tuple[str, str]]]

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("theme", THEMES)]

PAGE = {"html": "ai/use.html", "dirhtml": "ai/use/index.html", "singlehtml": "index.html"}
LORA = "a.glossterm-auto[data-glossterm='glossary#term-LoRA']"
SHOWN = "#glossterm-tip:popover-open"
PHONE = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 760}}
PARTS = ["head", "above", "also", "status", "body", "below", "more"]

CONTRAST = """([selector, ground]) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (channels) => channels
    .map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const back = getComputedStyle(document.querySelector(ground)).backgroundColor;
  return [...document.querySelectorAll(selector)].map(element => {
    const text = light(rgb(back, getComputedStyle(element).color)), paper = light(rgb(back));
    return (Math.max(text, paper) + 0.05) / (Math.min(text, paper) + 0.05);
  });
}"""
"""Contrast of every element's colour to a ground, as WCAG 2.2 defines it."""


def assert_whole(page: Page) -> None:
    """The tip shows the expected text, inside the viewport and next to its link."""
    tip = page.locator(SHOWN)
    assert tip.locator("strong").first.inner_text() == "LoRA"
    assert tip.locator("math").count() == 1
    tip.locator("img").evaluate("image => image.decode()")
    box, view, link = (
        tip.bounding_box(),
        page.viewport_size,
        page.locator(LORA).first.bounding_box(),
    )
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= view["width"] + 0.5
    assert box["y"] + box["height"] <= view["height"] + 0.5
    assert box["y"] >= link["y"] + link["height"] or box["y"] + box["height"] <= link["y"]
    assert tip.evaluate("tip => parseFloat(getComputedStyle(tip).fontSize)") >= 12


@pytest.mark.parametrize("builder", BUILDERS)
def test_pointer_and_keyboard(themed: Themed, visit: Visit, theme: str, builder: str) -> None:
    page = visit(themed(theme) / builder / PAGE[builder])
    before = len(page.asked)
    page.locator(LORA).first.hover()
    page.wait_for_selector(SHOWN)
    assert_whole(page)
    page.keyboard.press("Escape")
    page.wait_for_selector(SHOWN, state="detached")
    page.mouse.move(0, 0)
    focus = "link => link.focus({ focusVisible: true })"
    page.locator(LORA).first.evaluate(focus)
    page.wait_for_selector(SHOWN)
    assert_whole(page)
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.closest('{SHOWN}') !== null")
    # The first link in the tip is a term, whose tip has opened too.
    page.wait_for_selector("#glossterm-tip-2:popover-open")
    page.keyboard.press("Escape")
    page.wait_for_selector("#glossterm-tip-2:popover-open", state="detached")
    page.keyboard.press("Escape")
    page.wait_for_selector(SHOWN, state="detached")
    assert page.evaluate("document.activeElement.matches('a.glossterm-auto')")
    asked = [address.rpartition("/")[2] for address in page.asked[before:]]
    assert asked in ([], ["dot.svg"]), "a tip asks for its image and for nothing else"


@pytest.mark.parametrize("builder", BUILDERS)
def test_touch(themed: Themed, visit: Visit, theme: str, builder: str) -> None:
    page = visit(themed(theme) / builder / PAGE[builder], **PHONE)
    link = page.locator(LORA).first
    link.tap()
    page.wait_for_selector(SHOWN)
    assert_whole(page)
    assert page.url.endswith(PAGE[builder])
    page.touchscreen.tap(5, 755)
    page.wait_for_selector(SHOWN, state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestLook:
    @pytest.fixture
    def page(self, themed: Themed, visit: Visit, theme: str, scheme: str) -> Page:
        page = visit(themed(theme) / "html" / PAGE["html"], color_scheme=scheme)
        page.wait_for_selector("a.glossterm[aria-describedby]")
        return page

    def test_contrast(self, page: Page) -> None:
        page.locator(LORA).first.hover()
        page.wait_for_selector(SHOWN)
        page.wait_for_timeout(200)  # it fades in
        assert page.eval_on_selector(SHOWN, "tip => getComputedStyle(tip).opacity") == "1"
        for part in PARTS:
            selector = f".glossterm-tip-{part}, .glossterm-tip-{part} :is(a, p, li, td, strong)"
            for ratio in page.evaluate(CONTRAST, [selector, "#glossterm-tip"]):
                assert ratio >= 4.5, part

    def test_axe_objects_to_nothing_that_is_ours(
        self, page: Page, themed: Themed, visit: Visit, findings: Findings, theme: str, scheme: str
    ) -> None:
        address = themed(theme) / "html" / PAGE["html"]
        plain = visit(address, color_scheme=scheme, without="**/glossterm.*")
        allowed = findings(plain)
        assert findings(page) <= allowed
        page.locator(LORA).first.hover()
        page.wait_for_selector(SHOWN)
        page.wait_for_timeout(200)
        assert findings(page) <= allowed

    def test_the_layout_of_the_page_does_not_move(self, page: Page) -> None:
        script = """() => {
          window.shift = 0;
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value;
          }).observe({ type: 'layout-shift' });
        }"""
        page.evaluate(script)
        page.locator(LORA).first.hover()
        page.wait_for_selector(SHOWN)
        page.wait_for_timeout(200)
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)
        assert page.evaluate("window.shift") == 0
