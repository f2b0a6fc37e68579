"""Real sites, built by Sphinx and opened from the disk: what the writer and the script agree on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SOURCE = {
    "index.md": "# Top\n\n```{toctree}\nai/use\nglossary\n```\n",
    "ai/use.md": (
        "# Use\n\nWe adapt it with LoRA. 学習にはLoRAを使う。\n\n{term}`PEFT` and {term}`学習`.\n"
    ),
    "glossary.md": (
        "# Glossary\n\n```{glossary}\nLoRA\nLow-Rank Adaptation\n"
        ":   :broader: PEFT\n\n    Trains $B A$ only, a kind of PEFT:\n\n    - `r` is small\n\n"
        "PEFT\n: Methods with few parameters. <script>window.pwned = 1</script>\n\n"
        "学習\n:   :reading: がくしゅう\n\n    重みを決めること。\n```\n"
    ),
}
CONF = (
    "extensions = ['sphinxcontrib_glossterm', 'myst_parser']\n"
    "myst_enable_extensions = ['dollarmath']\n"
    "glossterm_link = 'everywhere'\nhtml_theme = {theme!r}\n"
)
SHOWN = "#glossterm-tip:popover-open"


@pytest.fixture(scope="module", params=["alabaster", "furo"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in SOURCE.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "source" / "conf.py").write_text(CONF.format(theme=request.param), "utf-8")
    for builder in ("html", "dirhtml", "singlehtml"):
        places = [str(folder / "source"), str(folder / builder)]
        subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", builder, *places], check=True)
    return folder


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
        path, _, anchor = address.removeprefix("file://").partition("#")
        file = Path(path) / "index.html" if path.endswith("/") else Path(path)
        assert f'id="{anchor}"' in file.read_text("utf-8")


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
    peft = page.locator("#az .glossterm-entry[data-glossterm='glossary#term-PEFT']")
    assert peft.locator("[data-glossterm='glossary#term-LoRA']").is_visible()
    for letter in page.locator(".glossterm-letters a").all():
        letter.click()
        group = page.evaluate("document.querySelector(':target')?.className")
        assert group == "glossterm-group"
