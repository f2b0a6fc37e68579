"""The index page as built by Sphinx, in a browser: it works with style sheet and script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import build_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

PRINTING = Path(__file__).parent / "fixtures" / "printing.yaml"
SOURCE = {
    "index.md": "# Top\n\n```{toctree}\nterms\nuse\n```\n",
    "terms.md": "# Terms\n\n```{glossary}\n:source: printing.yaml\n```\n",
    "use.md": "# Use\n\nThe {term}`Baseline` of a page, its {term}`組版`.\n",
    "printing.yaml": PRINTING.read_text("utf-8"),
}
BOX = ".glossterm-filter input"
SHOWN = """() => [...document.querySelectorAll('li.glossterm-entry:not(.glossterm-context)')]
  .filter(e => e.checkVisibility()).map(e => e.querySelector('.glossterm-label').textContent)"""


@pytest.fixture(scope="module", params=["alabaster", "furo"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return (
        build_site(
            tmp_path_factory.mktemp(request.param),
            request.param,
            SOURCE,
            ["html"],
            glossterm_sources=["printing.yaml"],
            suppress_warnings=["glossterm.unused_concept"],
        )
        / "html"
    )


@pytest.fixture
def address(folder: Path) -> str:
    return (folder / "glossterm-index.html").as_uri()


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("kern", ["Kerning"]),
        ("カーニング", ["Kerning"]),
        ("おくづけ", ["奥付"]),
        ("okuzuke", ["奥付"]),
        ("kumihan", ["組版"]),
        ("nothing", []),
    ],
)
@pytest.mark.parametrize("view", ["az", "tree"])
def test_the_filter_finds(
    address: str, visit: Visit, view: str, query: str, labels: list[str]
) -> None:
    page = visit(f"{address}#{view}")
    page.fill(BOX, query)
    assert page.evaluate(SHOWN) == labels
    page.fill(BOX, "")
    assert len(page.evaluate(SHOWN)) >= 62


def test_each_view_has_an_address_and_is_the_only_one(address: str, visit: Visit) -> None:
    page = visit(address)
    for view in ("tree", "tags", "az"):
        page.click(f".glossterm-views a[href='#{view}']")
        page.wait_for_function("view => location.hash === '#' + view", arg=view)
        views = page.locator(".glossterm-view").all()
        assert [v.get_attribute("id") for v in views if v.is_visible()] == [view]


@pytest.mark.parametrize("label", ["Kerning", "追い出し", "モノルビ"])
def test_an_address_leads_to_a_concept(address: str, visit: Visit, label: str) -> None:
    """Also from another view, whose entries link there as broader concepts."""
    page = visit(f"{address}#tree")
    name = page.locator("#az a.glossterm-label", has_text=label).locator("..").get_attribute("id")
    assert name
    page = visit(f"{address}#{name}")
    page.wait_for_function(
        """name => { const { top } = document.getElementById(name).getBoundingClientRect();
          return scrollY > 0 && top >= 0 && top < innerHeight }""",
        arg=name,
    )


def test_an_entry_begins_with_its_name(address: str, visit: Visit) -> None:
    page = visit(address)
    lines = page.locator("#az li.glossterm-entry:has(.glossterm-broader)").first.locator(
        ".glossterm-label, .glossterm-gloss, .glossterm-broader"
    )
    tops = lines.evaluate_all("lines => lines.map(e => e.getBoundingClientRect().top)")
    names = lines.evaluate_all("lines => lines.map(e => e.className)")
    assert tops == sorted(tops)
    assert "glossterm-label" in names[0]


@pytest.mark.parametrize("width", [390, 1000])
def test_a_long_name_is_broken_not_clipped(address: str, visit: Visit, width: int) -> None:
    page = visit(address, viewport={"width": width, "height": 800})
    beyond = page.evaluate(
        """() => {
          const entry = document.querySelector('.glossterm-group li.glossterm-entry');
          for (const part of entry.querySelectorAll('.glossterm-label, .glossterm-gloss'))
            part.textContent = 'onandon'.repeat(40);
          const right = element => element.getBoundingClientRect().right;
          const most = Math.max(...[...entry.querySelectorAll('*')].map(right));
          return most - right(entry.closest('.glossterm-group'));
        }"""
    )
    assert beyond <= 0


def test_everything_is_shown_without_scripts(address: str, visit: Visit) -> None:
    page = visit(address, java_script_enabled=False)
    assert all(view.is_visible() for view in page.locator(".glossterm-view").all())
    assert page.locator(BOX).is_hidden()


@pytest.mark.parametrize("view", ["az", "tree", "tags"])
def test_the_layout_does_not_shift_at_load(address: str, visit: Visit, view: str) -> None:
    page = visit("about:blank", fresh=True)
    page.add_init_script("""window.shifted = [];
      new PerformanceObserver(list => {
        for (const { value, sources } of list.getEntries()) {
          if (sources.some(s => s.node?.parentElement?.closest('.glossterm-index')))
            window.shifted.push(value);
        }
      }).observe({ type: 'layout-shift', buffered: true })""")
    page.goto(f"{address}#{view}")
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") == []


def test_under_a_strict_policy_it_breaks_no_rule(
    folder: Path, visit: Visit, serve: Callable[[Path], str]
) -> None:
    """Errors of the theme occur on load, also on other pages."""
    base = serve(folder)
    of_the_theme = visit(f"{base}/use.html").errors
    page = visit(f"{base}/glossterm-index.html")
    assert {e.split("'sha256")[0] for e in page.errors} <= {
        e.split("'sha256")[0] for e in of_the_theme
    }
    before = len(page.errors)
    page.click(".glossterm-views a[href='#tree']")
    page.fill(BOX, "okuzuke")
    assert page.evaluate(SHOWN) == ["奥付"]
    assert page.errors[before:] == []
