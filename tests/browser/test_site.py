"""Sites built by Sphinx and opened from disk: writer and script work together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

from .conftest import build_site

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
    """Errors of the theme occur on load."""
    page = visit(f"{serve(built / 'html')}/ai/use.html")
    page.wait_for_selector("a.glossterm[aria-describedby]")
    before = list(page.errors)
    assert not [line for line in before if "glossterm" in line]
    page.locator("a.glossterm-auto", has_text="LoRA").first.hover()
    page.wait_for_selector(SHOWN)
    # Not with `wait_for_function`: on the second poll, the policy forbids its `eval`.
    page.locator(f"{SHOWN} img").evaluate("image => image.decode()")
    assert page.errors == before


def test_without_scripts_the_definition_is_one_click_away(
    built: Path, visit: Callable[..., Page]
) -> None:
    page = visit(built / "html" / "ai" / "use.html", java_script_enabled=False)
    page.locator("a.glossterm-auto", has_text="LoRA").first.click()
    page.wait_for_url("**/glossary.html#term-LoRA")


EVIL = "<img src=x onerror='window.pwned = 1'></script><script>window.pwned = 2</script>"
HOSTILE = {
    "index.md": ("# Top\n\nA thing, a label, a record and LoRA.\n\n```{toctree}\nwords\n```\n"),
    "words.rst": (
        "Words\n=====\n\n.. glossary::\n\n"
        f"   thing\n   {EVIL}\n      :short: {EVIL}\n      :reading: {EVIL}\n\n"
        f"      {EVIL} `run <javascript:window.pwned=3>`__\n\n"
        "      .. raw:: html\n\n         <svg onload='window.pwned = 4'></svg>\n\n"
        f"   label\n      :broader: thing\n\n      Text. ``{EVIL}``\n\n"
        "      .. code-block:: html\n\n         <script>window.pwned = 5</script>\n\n"
        ".. glossary::\n   :source: words.yaml\n"
    ),
    "words.yaml": json.dumps(
        {"concepts": [{"term": ["record", EVIL + "2"], "definition": f"One {EVIL}"}]}
    ),
}
FOREIGN = {
    "version": 1,
    "concepts": [
        {
            "label": "LoRA",
            "also": [EVIL],
            "href": 'glossary.html#x" onclick="window.pwned=6',
            "text": EVIL,
            "above": [[[EVIL, "javascript:window.pwned=7"], [EVIL, "x.html"]]],
            "body": [
                ["script", "window.pwned=8"],
                ["iframe", {"srcdoc": "<script>parent.pwned=9</script>"}],
                ["p", {"onmouseover": "window.pwned=10", "style": "inset:0"}, EVIL],
                ["img", {"src": "https://spy.invalid/x", "onerror": "window.pwned=11"}],
            ],
        }
    ],
}


def test_authors_cannot_inject_scripts(
    themed: Callable[[str], Path], visit: Callable[..., Page], tmp_path: Path
) -> None:
    """Labels, definitions, a data file, and the published glossary of another project."""
    shutil.copy(themed("alabaster") / "html" / "objects.inv", tmp_path)
    (tmp_path / "glossterm.json").write_text(json.dumps(FOREIGN), "utf-8")
    site = build_site(
        tmp_path,
        "alabaster",
        HOSTILE,
        ["html"],
        extensions=["sphinxcontrib_glossterm", "myst_parser", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"other": ("https://other.invalid/", "../objects.inv")},
        glossterm_projects=["other"],
        glossterm_sources=["words.yaml"],
    )
    page = visit(site / "html" / "index.html")
    page.wait_for_selector("a.glossterm[aria-describedby]")
    links = page.locator("a.glossterm-auto")
    assert links.all_inner_texts() == ["thing", "label", "record", "LoRA"]
    for link in links.all():
        link.hover()
        name = link.inner_text()
        page.wait_for_selector(f"{SHOWN} strong:text-is('{name}')")
        tip = page.locator(SHOWN)
        assert "window.pwned" in tip.inner_text(), "it is shown as text"
        assert tip.locator("script, iframe, svg, img, [style], [onmouseover]").count() == 0
        for inner in tip.locator("a").all():
            assert not (inner.get_attribute("href") or "").startswith(("javascript:", "data:"))
        page.keyboard.press("Escape")
    assert page.evaluate("window.pwned") is None
    page.goto((site / "html" / "glossterm-index.html").as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert not [address for address in page.asked if "spy" in address]


def test_the_index_nests_and_its_letters_lead_to_groups(
    built: Path, visit: Callable[..., Page]
) -> None:
    page = visit(built / "html" / "glossterm-index.html")
    peft = page.locator("#az .glossterm-entry[data-glossterm='glossary#term-PEFT']")
    assert peft.locator("li[data-glossterm='glossary#term-LoRA']").is_visible()
    for letter in page.locator(".glossterm-letters a").all():
        letter.click()
        group = page.evaluate("document.querySelector(':target')?.className")
        assert group == "glossterm-group"


ODD = ("c#/intro", "what?/now", "100%/a%20b", 'it\'s/"so"', "co:lon/x;y&z", "道具/窯")
"""Names of documents with characters that are special in a URL."""


@pytest.fixture(scope="module")
def oddly_named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = {
        "index.md": "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n",
        **{
            f"{name}.md": f"# Page {number}\n\nA {{term}}`slip {number}`.\n\n"
            f"```{{glossary}}\nslip {number}\n:   Clay, with an image ![dot](/dot.svg).\n```\n"
            for number, name in enumerate(ODD)
        },
    }
    return build_site(tmp_path_factory.mktemp("odd"), "alabaster", source, ("html",)) / "html"


@pytest.mark.parametrize("served", [True, False], ids=["http", "file"])
@pytest.mark.parametrize("name", ODD)
def test_a_page_with_an_odd_name_has_tips(
    oddly_named: Path,
    visit: Callable[..., Page],
    serve: Callable[[Path], str],
    name: str,
    served: bool,
) -> None:
    path = f"{name}.html"
    page = visit(f"{serve(oddly_named)}/{quote(path)}" if served else oddly_named / path)
    page.locator("a.glossterm").first.hover()
    page.wait_for_selector(SHOWN)
    page.wait_for_function("document.querySelector('#glossterm-tip img').naturalWidth > 0")
    page.locator(f"{SHOWN} .glossterm-tip-more a").click()
    assert unquote(page.url).endswith(f"/{path}#term-slip-{ODD.index(name)}")
    assert page.locator(":target").count() == 1


IDS = ("__proto__", "constructor", "toString", "hasOwnProperty")


@pytest.fixture(scope="module")
def named_like_properties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = "".join(f"{name}x\n:   :id: {name}\n\n    It is `{name}`.\n\n" for name in IDS)
    terms = " ".join(f"{{term}}`{name}x`" for name in IDS)
    source = {"index.md": f"# Home\n\n{terms}\n\n```{{glossary}}\n{rows}```\n"}
    return build_site(tmp_path_factory.mktemp("ids"), "alabaster", source, ("html",)) / "html"


@pytest.mark.parametrize("name", IDS)
def test_an_id_may_be_called_like_a_property_of_every_object(
    named_like_properties: Path, visit: Callable[..., Page], name: str
) -> None:
    page = visit(named_like_properties / "index.html")
    page.locator("a.glossterm", has_text=f"{name}x").first.hover()
    page.wait_for_selector(SHOWN)
    assert f"It is {name}." in page.locator(SHOWN).inner_text()
    assert page.errors == []
