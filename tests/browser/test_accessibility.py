"""No violations of WCAG by axe-core: tip, index, index page, diagrams.

Those of the tip in each theme are in ``test_themes.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .test_index import BOX
from .test_index import address as index
from .test_index_page import address as index_page
from .test_index_page import folder
from .test_termgraph import PHONE
from .test_termgraph import built as diagram
from .test_tip import BODY, DATA, FULL, LORA, assert_inside, hover

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Findings = Callable[..., set[tuple[str, str]]]
    Site = Callable[..., Path]
    Visit = Callable[..., Page]

__all__ = ["diagram", "folder", "index", "index_page"]  # fixtures

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "height"), [(900, 600), (320, 256)], ids=["desktop", "zoomed"])
def test_tip_closed_and_open(
    site: Site, visit: Visit, findings: Findings, width: int, height: int
) -> None:
    """On a page without violations of its own."""
    blocks = [
        ["pre", {"class": "highlight"}, "a = " + "1 + " * 60],
        ["div", {"class": "glossterm-tip-math"},
         ["math", {"display": "block"}, *[["mi", "x"], ["mo", "+"]] * 60]],
        ["table", ["thead", ["tr", *[["th", "head " * 3]] * 6]],
         ["tbody", ["tr", *[["td", "cell " * 3]] * 6]]],
        ["p", "more " * 300],
    ]  # fmt: skip
    data: dict[str, Any] = {**DATA, LORA: {**FULL, "body": [*FULL["body"], *blocks]}}
    view = {"width": width, "height": height}
    page = visit(site(f"<h1>Page</h1>{BODY}", data), viewport=view)
    page.wait_for_selector("#lora[aria-describedby]")
    assert findings(page) == set()
    hover(page)
    page.wait_for_timeout(200)
    assert_inside(page)
    assert findings(page) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "組"])
@pytest.mark.parametrize("view", ["#az", "#tree", "#tags"])
def test_index(
    index: str, visit: Visit, findings: Findings, view: str, query: str, scheme: str
) -> None:
    page = visit(index + view, color_scheme=scheme)
    page.fill(BOX, query)
    page.wait_for_timeout(400)
    assert findings(page) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_index_page(index_page: str, visit: Visit, findings: Findings, scheme: str) -> None:
    """No violations but those of the theme."""
    # In a narrow window, alabaster has a dark sidebar below; axe assumes that entries are on it.
    wide = {"color_scheme": scheme, "viewport": {"width": 1280, "height": 800}}
    page = visit(index_page, **wide)
    page.evaluate("document.querySelector('#az details').open = true")
    found = set()
    for view in ("az", "tree", "tags"):
        page.click(f".glossterm-views a[href='#{view}']")
        found |= findings(page)
    assert found <= findings(visit(index_page.replace("glossterm-index", "genindex"), **wide))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagram(diagram: Path, visit: Visit, findings: Findings, scheme: str) -> None:
    page = visit(diagram, color_scheme=scheme)
    page.locator("details.glossterm-graph-list summary").click()
    assert findings(page, ".glossterm-graph") == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagram_on_a_phone(diagram: Path, visit: Visit, findings: Findings, scheme: str) -> None:
    """A wide one is a list, which is open."""
    page = visit(diagram, color_scheme=scheme, **PHONE)
    assert page.locator(".glossterm-graph-list a").first.is_visible()
    assert findings(page, ".glossterm-graph") == set()
