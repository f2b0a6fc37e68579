"""Real sites, built by Sphinx and opened from the disk: what the writer and the script agree on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SHOWN = "#glossterm-tip:popover-open"


@pytest.fixture(params=["alabaster", "furo"])
def built(request: pytest.FixtureRequest, themed: Callable[[str], Path]) -> Path:
    return themed(request.param)


PAGES = ["html/ai/use.html", "dirhtml/ai/use/index.html", "singlehtml/index.html"]


@pytest.mark.parametrize("name", PAGES)
def test_a_mention_shows_its_definition(built: Path, visit: Callable[..., Page], name: str) -> None:
    page = visit(built / name)
    page.locator("a.glossterm-auto", has_text="LoRA").first.hover()
    page.wait_for_selector(SHOWN)
    tip = page.locator(SHOWN)
    assert "Low-Rank Adaptation" in tip.inner_text()
    assert tip.locator("math").count() == 1
    assert tip.locator("li code").inner_text() == "r"


@pytest.mark.parametrize("name", PAGES)
def test_links_in_a_tip_lead_to_an_entry(
    built: Path, visit: Callable[..., Page], name: str
) -> None:
    page = visit(built / name)
    page.locator("a.glossterm-auto", has_text="LoRA").first.hover()
    page.wait_for_selector(SHOWN)
    for address in page.locator(f"{SHOWN} a").evaluate_all("links => links.map(a => a.href)"):
        path, _, anchor = unquote(address).removeprefix("file://").partition("#")
        file = Path(path) / "index.html" if path.endswith("/") else Path(path)
        assert f'id="{anchor}"' in file.read_text("utf-8")


def test_under_a_strict_policy_a_tip_breaks_no_rule(
    built: Path, visit: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    """What the theme breaks is told when the page loads."""
    page = visit(f"{serve(built / 'html')}/ai/use.html")
    page.wait_for_selector("a.glossterm[aria-describedby]")
    before = list(page.errors)
    assert not [line for line in before if "glossterm" in line]
    page.locator("a.glossterm-auto", has_text="LoRA").first.hover()
    page.wait_for_selector(SHOWN)
    page.wait_for_function(f"document.querySelector('{SHOWN} img').naturalWidth > 0")
    assert page.errors == before


def test_without_scripts_the_definition_is_one_click_away(
    built: Path, visit: Callable[..., Page]
) -> None:
    page = visit(built / "html" / "ai" / "use.html", java_script_enabled=False)
    page.locator("a.glossterm-auto", has_text="LoRA").first.click()
    page.wait_for_url("**/glossary.html#term-LoRA")


def test_hostile_definitions_do_nothing(built: Path, visit: Callable[..., Page]) -> None:
    page = visit(built / "html" / "ai" / "use.html")
    page.locator("a.glossterm", has_text="PEFT").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(SHOWN)
    assert page.evaluate("window.pwned") is None


def test_the_index_nests_and_its_letters_lead_to_groups(
    built: Path, visit: Callable[..., Page]
) -> None:
    page = visit(built / "html" / "glossterm-index.html")
    peft = page.locator("[data-glossterm='glossary#term-PEFT']")
    assert peft.locator("[data-glossterm='glossary#term-LoRA']").is_visible()
    for letter in page.locator(".glossterm-letters a").all():
        letter.click()
        group = page.evaluate("document.querySelector(':target')?.className")
        assert group == "glossterm-group"
