"""The tip in a real browser, by the points of WCAG 2.2, 1.4.13 (content on hover or focus)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Site = Callable[..., Path]
    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

LORA = "ai/llm-training#term-LoRA"

DATA: dict[str, Any] = {
    LORA: {
        "label": "LoRA",
        "also": ["Low-Rank Adaptation"],
        "href": "glossary.html#term-LoRA",
        "text": "Fine-tuning that trains two small matrices.",
        "body": [
            [
                "p",
                "Fine-tuning, a kind of ",
                ["a", {"href": "glossary.html#term-PEFT"}, "PEFT"],
                ".",
            ]
        ],
    },
    "用語": {
        "label": "用語",
        "also": [],
        "href": "glossary.html#term-1",
        "text": "ある分野で使われる語。",
        "body": [["p", "ある分野で使われる語。"]],
    },
}

# Longer than the delays of the tip, with a margin for slow machines.
OPENED, CLOSED = 400, 700


def term(concept: str, text: str, more: str = "") -> str:
    """A reference as the builder writes it."""
    return (
        f'<a class="reference internal glossterm" data-glossterm="{html.escape(concept)}"'
        f' href="../glossary.html#x" {more}>{text}</a>'
    )


BODY = f"""
<p><a id="before" href="#before">before</a> {term(LORA, "LoRA", 'id="lora"')} and
{term("用語", "用語", 'id="yogo"')}, then <a id="after" href="#after">after</a>.</p>
<p id="rest">Text to rest on.</p>
<p id="far">More text, far away.</p>
"""


def is_open(page: Page) -> bool:
    return page.evaluate("!!document.querySelector('#glossterm-tip:popover-open')")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


def hover(page: Page, selector: str = "#lora") -> None:
    page.hover(selector)
    page.wait_for_selector("#glossterm-tip:popover-open")


def away(page: Page) -> None:
    page.mouse.move(600, 500)
    page.wait_for_timeout(CLOSED)


def tab_to(page: Page, name: str) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"no way to {name} by Tab")


def box(page: Page, selector: str) -> dict[str, float]:
    script = "s => document.querySelector(s).getBoundingClientRect().toJSON()"
    return page.evaluate(script, selector)


def assert_inside(page: Page) -> None:
    tip, view = box(page, "#glossterm-tip"), page.viewport_size
    assert tip["left"] >= 0
    assert tip["top"] >= 0
    assert tip["right"] <= view["width"]
    assert tip["bottom"] <= view["height"]
    assert tip["height"] > 30


@pytest.fixture
def page(site: Site, visit: Visit) -> Page:
    return visit(site(BODY, DATA))


class TestHover:
    def test_opens_when_the_pointer_stays(self, page: Page) -> None:
        # Measured in the page, since on a busy machine a call from here may be too late.
        script = """() => {
          addEventListener('pointermove', event => { window.came ??= event.timeStamp });
          document.addEventListener(
            'beforetoggle', event => { window.delay = event.timeStamp - window.came }, true);
        }"""
        page.evaluate(script)
        hover(page)
        assert page.evaluate("window.delay") >= 149

    def test_at_once_after_the_delay(self, site: Site, visit: Visit) -> None:
        """Rendered and positioned when the delay ends, by a fake clock, since real frames of a busy
        browser are late."""
        page = visit(site(BODY, DATA), fresh=True)
        page.clock.install(time=0)
        page.clock.pause_at(1_000)
        link = page.locator("#lora").bounding_box()
        page.mouse.move(link["x"] + 3, link["y"] + 3)
        page.clock.run_for(149)
        assert not is_open(page)
        page.clock.run_for(1)
        assert is_open(page)
        assert_inside(page)

    def test_not_when_it_passes(self, page: Page) -> None:
        page.hover("#lora")
        page.mouse.move(600, 500)
        page.wait_for_timeout(OPENED)
        assert not is_open(page)

    def test_holds_labels_definition_and_entry(self, page: Page) -> None:
        hover(page)
        tip = page.locator("#glossterm-tip")
        assert [line for line in tip.inner_text().splitlines() if line] == [
            "LoRA Low-Rank Adaptation",
            "Fine-tuning, a kind of PEFT.",
            "Zum Glossar",
        ]
        links = tip.locator("a").evaluate_all("links => links.map(a => a.href)")
        root = page.url.removesuffix("docs/page.html")
        assert links == [f"{root}glossary.html#term-PEFT", f"{root}glossary.html#term-LoRA"]

    def test_is_one_element_in_the_landmark(self, page: Page) -> None:
        hover(page)
        hover(page, "#yogo")
        page.wait_for_timeout(OPENED)
        assert page.locator("main > #glossterm-tip[popover=hint]").count() == 1
        assert page.locator("#glossterm-tip strong").inner_text() == "用語"
        assert page.locator("#glossterm-tip").get_attribute("role") is None

    def test_hoverable(self, page: Page) -> None:
        hover(page)
        tip = box(page, "#glossterm-tip")
        page.mouse.move(tip["left"] + 20, tip["top"] + 20, steps=8)
        page.wait_for_timeout(CLOSED)
        assert is_open(page)
        page.mouse.click(tip["left"] + 20, tip["top"] + 20)
        assert is_open(page)
        away(page)
        assert not is_open(page)

    def test_dismissible(self, page: Page) -> None:
        hover(page)
        page.keyboard.press("Escape")
        assert not is_open(page)
        x, y = box(page, "#lora")["left"] + 3, box(page, "#lora")["top"] + 8
        page.mouse.move(x, y)
        page.wait_for_timeout(OPENED)
        assert not is_open(page), "muted until the pointer leaves"
        away(page)
        hover(page)

    def test_the_focus_stays_where_it_is(self, page: Page) -> None:
        page.focus("#after")
        hover(page)
        assert focused(page) == "after"
        page.keyboard.press("Escape")
        assert not is_open(page)
        assert focused(page) == "after"

    def test_persistent(self, page: Page) -> None:
        hover(page)
        page.wait_for_timeout(3000)
        assert is_open(page)

    def test_a_click_follows_the_link(self, page: Page) -> None:
        hover(page)
        page.click("#lora")
        page.wait_for_url("**/glossary.html#x")

    def test_a_link_in_the_tip_can_be_clicked(self, page: Page) -> None:
        hover(page)
        page.click("#glossterm-tip a >> text=PEFT")
        page.wait_for_url("**/glossary.html#term-PEFT")

    def test_a_click_outside_closes(self, page: Page) -> None:
        tab_to(page, "lora")
        page.mouse.click(600, 500)
        assert not is_open(page)

    def test_scrolling_closes(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY + '<div class="tall"></div>', DATA))
        hover(page)
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(CLOSED)
        assert not is_open(page)

    def test_scrolling_in_the_tip_does_not(self, site: Site, visit: Visit) -> None:
        long = {LORA: {**DATA[LORA], "body": [["p", "long text "] for _ in range(80)]}}
        page = visit(site(BODY, long))
        hover(page)
        tip = box(page, "#glossterm-tip")
        page.mouse.move(tip["left"] + 20, tip["top"] + 20)
        page.mouse.wheel(0, 200)
        page.wait_for_function("document.querySelector('#glossterm-tip').scrollTop > 0")
        page.wait_for_timeout(CLOSED)
        assert is_open(page)
        assert_inside(page)


class TestKeyboard:
    def test_focus_opens_at_once(self, page: Page) -> None:
        tab_to(page, "lora")
        assert is_open(page)

    def test_order_of_tab(self, page: Page) -> None:
        tab_to(page, "lora")
        seen = []
        for _ in range(3):
            page.keyboard.press("Tab")
            seen.append(focused(page))
            page.wait_for_timeout(CLOSED)
        assert seen == ["PEFT", "Zum Glossar", "yogo"]
        assert page.locator("#glossterm-tip strong").inner_text() == "用語"

    def test_escape_keeps_the_focus(self, page: Page) -> None:
        tab_to(page, "lora")
        page.keyboard.press("Escape")
        page.wait_for_timeout(OPENED)
        assert not is_open(page)
        assert focused(page) == "lora"

    def test_escape_in_the_tip_returns_the_focus(self, page: Page) -> None:
        tab_to(page, "lora")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.wait_for_timeout(OPENED)
        assert not is_open(page)
        assert focused(page) == "lora"
        page.keyboard.press("Tab")
        assert focused(page) == "yogo"

    def test_escape_closes_the_tip_alone(self, page: Page) -> None:
        page.evaluate(
            "addEventListener('keydown', () => { window.heard = (window.heard || 0) + 1 })"
        )
        tab_to(page, "lora")
        page.evaluate("window.heard = 0")
        page.keyboard.press("Escape")
        assert page.evaluate("window.heard") == 0
        page.keyboard.press("Escape")
        assert page.evaluate("window.heard") == 1

    def test_leaving_closes(self, page: Page) -> None:
        tab_to(page, "lora")
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(CLOSED)
        assert not is_open(page)

    def test_enter_follows(self, page: Page) -> None:
        tab_to(page, "lora")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary.html#x")

    def test_opens_though_the_focus_scrolls(self, site: Site, visit: Visit) -> None:
        page = visit(site('<div class="tall"></div>' + BODY + '<div class="tall"></div>', DATA))
        tab_to(page, "lora")
        page.wait_for_timeout(OPENED)
        assert is_open(page)
        assert 0 <= box(page, "#glossterm-tip")["top"] - box(page, "#lora")["bottom"] < 12
        page.mouse.wheel(0, 2000)
        page.wait_for_timeout(CLOSED)
        assert not is_open(page)


DIALOG = f"""
<p id="outside">{term(LORA, "LoRA", 'id="lora"')}</p>
<dialog id="box"><p><a id="first" href="#first">first</a> {term(LORA, "LoRA", 'id="inner"')}
<button id="close">Close</button></p></dialog>
"""


class TestDialog:
    """A modal dialog makes everything outside it inert."""

    @pytest.fixture
    def page(self, site: Site, visit: Visit) -> Page:
        page = visit(site(DIALOG, DATA))
        page.evaluate("document.querySelector('#box').showModal()")
        return page

    def test_the_tip_is_inside(self, page: Page) -> None:
        hover(page, "#inner")
        assert page.locator("#box > #glossterm-tip").count() == 1
        tip = box(page, "#glossterm-tip")
        page.mouse.move(tip["left"] + 20, tip["top"] + 20, steps=8)
        page.wait_for_timeout(CLOSED)
        assert is_open(page)
        page.click("#glossterm-tip a >> text=PEFT")
        page.wait_for_url("**/glossary.html#term-PEFT")

    def test_tab_and_escape(self, page: Page) -> None:
        tab_to(page, "inner")
        page.keyboard.press("Tab")
        assert focused(page) == "PEFT"
        page.keyboard.press("Escape")
        assert not is_open(page)
        assert focused(page) == "inner"
        assert page.evaluate("document.querySelector('#box').open"), "one press, one thing closed"
        page.keyboard.press("Escape")
        assert not page.evaluate("document.querySelector('#box').open")

    def test_and_outside_again(self, page: Page) -> None:
        hover(page, "#inner")
        page.evaluate("document.querySelector('#box').close()")
        hover(page)
        assert page.locator("main > #glossterm-tip").count() == 1
        assert_inside(page)


ON_TOP = """() => {
  const box = document.querySelector('#glossterm-tip').getBoundingClientRect();
  return !!document.elementFromPoint(box.right - 5, box.bottom - 5).closest('#glossterm-tip');
}"""


class TestTable:
    def test_in_a_table_that_scrolls(self, site: Site, visit: Visit) -> None:
        cell = term(LORA, "LoRA", "id=lora")
        page = visit(site(f"<div class=clip><table><tr><td>{cell}</td></tr></table></div>", DATA))
        hover(page)
        assert_inside(page)
        assert page.evaluate(ON_TOP)


FULL: dict[str, Any] = {
    **DATA[LORA],
    "also": ["Low-Rank Adaptation", "低ランク適応"],
    "reading": "ローラ",
    "deprecated": True,
    "above": [[["ML", "glossary.html#ml"], ["PEFT", "glossary.html#term-PEFT"]]],
    "below": [["QLoRA", "glossary.html#q"], ["…", "glossary.html#term-LoRA"]],
    "body": [["p", "行列を学習する。"], ["p", "Two matrices."]],
}


class TestPlaceAmongOthers:
    @pytest.fixture
    def page(self, site: Site, visit: Visit) -> Page:
        return visit(site(BODY, {**DATA, LORA: FULL}))

    def test_paths_and_narrower_concepts(self, page: Page) -> None:
        hover(page)
        assert page.locator(".glossterm-tip-above").inner_text() == "ML › PEFT"
        assert page.locator(".glossterm-tip-below").inner_text() == "Enger: QLoRA · …"
        assert page.locator(".glossterm-tip-status").inner_text() == "veraltet"
        page.click(".glossterm-tip-below >> text=QLoRA")
        page.wait_for_url("**/glossary.html#q")

    def test_in_the_order_of_tab(self, page: Page) -> None:
        tab_to(page, "lora")
        seen = []
        for _ in range(5):
            page.keyboard.press("Tab")
            seen.append(focused(page))
        assert seen == ["ML", "PEFT", "QLoRA", "…", "Zum Glossar"]

    def test_japanese_has_a_lang_attribute(self, page: Page) -> None:
        hover(page)
        marked = "all => all.map(e => e.textContent)"
        japanese = page.locator("#glossterm-tip [lang=ja]").evaluate_all(marked)
        assert japanese == ["ローラ", "低ランク適応", "行列を学習する。"]

    def test_a_page_from_right_to_left(self, page: Page) -> None:
        page.evaluate("document.documentElement.dir = 'rtl'")
        hover(page)
        assert_inside(page)
        assert abs(box(page, "#glossterm-tip")["right"] - box(page, "#lora")["right"]) < 2
        directions = page.locator("#glossterm-tip > div").evaluate_all(
            "all => all.map(e => getComputedStyle(e).direction)"
        )
        assert directions == ["ltr"] * 5, "its words read from left to right all the same"

    def test_words_from_right_to_left(self, site: Site, visit: Visit) -> None:
        body = [["p", "שיטה עם פחות פרמטרים."]]
        page = visit(site(f'<p dir="rtl">{term(LORA, "LoRA", "id=lora")}</p>',
                          {LORA: {**FULL, "body": body}}))  # fmt: skip
        hover(page)
        direction = "e => getComputedStyle(e).direction"
        assert page.eval_on_selector(".glossterm-tip-body", direction) == "rtl"
        assert page.eval_on_selector(".glossterm-tip-head", direction) == "ltr"


class TestDescription:
    @pytest.mark.parametrize("sidecar_first", [False, True])
    def test_set_at_load(self, site: Site, visit: Visit, sidecar_first: bool) -> None:
        body = BODY + term(LORA, "again", 'id="again" aria-describedby="rest"')
        page = visit(site(body, DATA, sidecar_first=sidecar_first))
        page.wait_for_selector("#lora[aria-describedby]")
        ids = page.get_attribute("#lora", "aria-describedby")
        element = page.locator(f"#{ids}")
        assert element.text_content() == DATA[LORA]["text"]
        assert not element.is_visible()
        assert page.get_attribute("#again", "aria-describedby") == f"rest {ids}"

    def test_computed_by_the_browser(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, DATA), fresh=True)
        page.wait_for_selector("#lora[aria-describedby]")
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        found = [
            node["description"]["value"]
            for node in nodes
            if node.get("name", {}).get("value") == "LoRA" and "description" in node
        ]
        assert found == [DATA[LORA]["text"]]

    def test_data_that_comes_later(self, page: Page) -> None:
        """As in themes that replace the page and keep the scripts running."""
        script = """() => {
          document.querySelector('main').innerHTML =
            '<a id="new" href="#" data-glossterm="new">new</a>';
          const script = document.createElement('script');
          script.src = URL.createObjectURL(new Blob(
            ['window.glossterm={new:{label:"New",also:[],href:"g.html",text:"later",body:["x"]}}']));
          document.head.append(script);
        }"""
        page.evaluate(script)
        page.wait_for_selector("#new[aria-describedby]")
        hover(page, "#new")
        assert page.locator("#glossterm-tip strong").inner_text() == "New"

    def test_a_second_copy_of_the_script_does_nothing(self, page: Page) -> None:
        page.add_script_tag(url="../_static/glossterm.js")
        hover(page)
        assert page.locator("#glossterm-tip").count() == 1


class TestTouch:
    @pytest.fixture
    def phone(self, site: Site, visit: Visit) -> Page:
        return visit(
            site(BODY, DATA), has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700}
        )

    def test_first_tap_opens(self, phone: Page) -> None:
        phone.tap("#lora")
        phone.wait_for_timeout(CLOSED)
        assert is_open(phone)
        assert phone.url.endswith("page.html")
        assert_inside(phone)

    def test_second_tap_follows(self, phone: Page) -> None:
        phone.tap("#lora")
        phone.wait_for_timeout(OPENED)
        phone.tap("#lora")
        phone.wait_for_url("**/glossary.html#x")

    def test_outside_closes(self, phone: Page) -> None:
        phone.tap("#lora")
        phone.touchscreen.tap(200, 600)
        phone.wait_for_timeout(OPENED)
        assert not is_open(phone)
        phone.tap("#lora")
        assert is_open(phone)

    def test_inside_does_not(self, phone: Page) -> None:
        phone.tap("#lora")
        phone.tap("#glossterm-tip strong")
        phone.wait_for_timeout(CLOSED)
        assert is_open(phone)
        phone.tap("#glossterm-tip >> text=PEFT")
        phone.wait_for_url("**/glossary.html#term-PEFT")

    def test_another_link_takes_over(self, phone: Page) -> None:
        phone.tap("#yogo")
        phone.tap("#lora")
        phone.wait_for_timeout(OPENED)
        assert phone.locator("#glossterm-tip strong").inner_text() == "LoRA"
        assert is_open(phone)

    def test_a_click_without_a_finger_follows(self, phone: Page) -> None:
        phone.evaluate("document.querySelector('#lora').click()")
        phone.wait_for_url("**/glossary.html#x")


class TestPlace:
    def test_right_edge(self, site: Site, visit: Visit) -> None:
        page = visit(site(f'<p class="right">{term(LORA, "LoRA", "id=lora")}</p>', DATA))
        hover(page)
        assert_inside(page)

    def test_bottom_edge(self, site: Site, visit: Visit) -> None:
        page = visit(site(f'<p class="bottom">{term(LORA, "LoRA", "id=lora")}</p>', DATA))
        hover(page)
        assert_inside(page)
        assert box(page, "#glossterm-tip")["bottom"] <= box(page, "#lora")["top"]

    def test_reflow(self, site: Site, visit: Visit) -> None:
        """320 by 256 is a desktop at 400 % (WCAG 1.4.10)."""
        long = {LORA: {**DATA[LORA], "body": [["p", "long text " * 60]]}}
        page = visit(site(BODY, long), viewport={"width": 320, "height": 256})
        hover(page)
        assert_inside(page)
        tip, link = box(page, "#glossterm-tip"), box(page, "#lora")
        assert tip["top"] >= link["bottom"] or tip["bottom"] <= link["top"]
        assert tip["width"] > 200

    def test_not_clipped(self, site: Site, visit: Visit) -> None:
        body = f'<div class="clip">{term(LORA, "LoRA", "id=lora")}</div>'
        page = visit(site(body, DATA))
        hover(page)
        assert page.evaluate(ON_TOP)

    def test_a_long_definition_scrolls(self, site: Site, visit: Visit) -> None:
        long = {LORA: {**DATA[LORA], "body": [["p", "long text " * 400]]}}
        page = visit(site(BODY, long), viewport={"width": 900, "height": 1200})
        hover(page)
        assert_inside(page)
        assert box(page, "#glossterm-tip")["height"] == 26 * 16
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 900, "height": 250})
        away(page)
        hover(page)
        assert_inside(page)

    def test_at_the_line_of_a_wrapped_link(self, site: Site, visit: Visit) -> None:
        link = term(LORA, "low rank adaptation of models", "id=lora")
        page = visit(site(f'<div class="narrow">a text with {link}</div>', DATA))
        lines = page.evaluate(
            "[...document.querySelector('#lora').getClientRects()].map(r => r.toJSON())"
        )
        page.mouse.move(lines[1]["left"] + 4, lines[1]["top"] + 8)
        page.wait_for_selector("#glossterm-tip:popover-open")
        gap = box(page, "#glossterm-tip")["top"] - lines[1]["bottom"]
        assert 0 <= gap < 12

    def test_right_to_left(self, site: Site, visit: Visit) -> None:
        page = visit(site(f'<p dir="rtl">{term(LORA, "LoRA", "id=lora")}</p>', DATA))
        hover(page)
        assert abs(box(page, "#glossterm-tip")["right"] - box(page, "#lora")["right"]) < 2

    def test_the_layout_of_the_page_does_not_move(self, page: Page) -> None:
        script = """() => [...document.querySelectorAll('main > :not(#glossterm-tip), main a[id]')]
          .map(element => JSON.stringify(element.getBoundingClientRect()))"""
        before = page.evaluate(script)
        hover(page)
        assert page.evaluate(script) == before
        away(page)
        assert page.evaluate(script) == before

    def test_an_image_that_loads_late(self, site: Site, visit: Visit) -> None:
        image = ["img", {"src": "_static/dot.svg", "alt": "a dot"}]
        data = {LORA: {**DATA[LORA], "body": [["p", image]]}}
        page = visit(site(f'<p class="bottom">{term(LORA, "LoRA", "id=lora")}</p>', data))
        hover(page)
        page.wait_for_function("document.querySelector('#glossterm-tip img').complete")
        page.wait_for_timeout(OPENED)
        assert_inside(page)
        assert box(page, "#glossterm-tip")["height"] > 100
        assert box(page, "#glossterm-tip")["bottom"] <= box(page, "#lora")["top"]


HOSTILE = [
    ["script", "window.pwned = 1"],
    ["SCRIPT", {"src": "evil.js"}],
    ["p", ["script", "window.pwned = 2"], "kept", ["style", "* { display: none }"]],
    ["img", {"src": "nowhere.png", "onerror": "window.pwned = 3", "alt": "x"}],
    ["a", {"href": "javascript:window.pwned=4", "onclick": "window.pwned=5"}, "click"],
    ["a", {"href": " java\nscript:window.pwned=6"}, "click too"],
    ["p", {"style": "inset:0", "id": "lora", "onmouseover": "window.pwned=7"}, "styled"],
    ["iframe", {"srcdoc": "<script>parent.pwned=8</script>"}, "framed"],
    ["object", {"data": "javascript:parent.pwned=9"}],
    ["svg", {"onload": "window.pwned=10"}, ["script", "window.pwned=11"]],
    ["math", ["mtext", ["script", "window.pwned=12"]], ["mi", {"href": "javascript:1"}, "m"]],
    ["__proto__", {"__proto__": {"onclick": "window.pwned=13"}}, "proto"],
    "<img src=x onerror='window.pwned=14'>",
]


class TestSafety:
    def test_hostile_content_never_runs(self, site: Site, visit: Visit) -> None:
        markup = "<b onclick=x>LoRA</b><img src=x onerror='window.pwned=15'>"
        places = [[markup, "javascript:window.pwned=16"], [markup, "data:text/html,x"]]
        data = {
            LORA: {
                **DATA[LORA],
                **{"label": markup, "also": [markup], "reading": markup, "text": markup},
                **{"above": [places], "below": places, "body": HOSTILE},
            }
        }
        page = visit(site(BODY, data))
        hover(page)
        tip = page.locator("#glossterm-tip")
        tip.evaluate("tip => tip.querySelectorAll('a:not([href]), img').forEach(e => e.click())")
        page.hover("#far")
        hover(page)
        for name in ("script", "style", "iframe", "object", "svg", "b", "[style]", "[id]"):
            assert tip.locator(name).count() == 0, name
        attributes = tip.evaluate(
            "tip => [...tip.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        )
        assert not [name for name in attributes if name.startswith("on")]
        protocols = tip.evaluate("tip => [...tip.querySelectorAll('a')].map(a => a.protocol)")
        assert protocols == [*[":"] * 6, "file:"], "only the way to the entry leads anywhere"
        assert tip.locator("img").count() == 1, "that of the definition, without its handler"
        assert "kept" in tip.inner_text()
        assert "framed" in tip.inner_text()
        assert page.evaluate("window.pwned") is None

    @pytest.mark.parametrize("concept", ["__proto__", "constructor", "toString", "no such", ""])
    def test_without_data_it_is_a_plain_link(self, site: Site, visit: Visit, concept: str) -> None:
        page = visit(site(term(concept, "plain", 'id="plain"'), DATA))
        page.hover("#plain")
        page.wait_for_timeout(OPENED)
        assert page.locator("#glossterm-tip").count() == 0
        assert page.get_attribute("#plain", "aria-describedby") is None
        page.click("#plain")
        page.wait_for_url("**/glossary.html#x")

    @pytest.mark.parametrize("concept", ["constructor", 'a"b<c>&', "C++ #", "a'b"])
    def test_any_string_is_an_id(self, site: Site, visit: Visit, concept: str) -> None:
        page = visit(site(term(concept, "any", 'id="any"'), {concept: DATA[LORA]}))
        hover(page, "#any")

    def test_strict_policies(
        self, site: Site, visit: Visit, serve: Callable[[Path], str], tmp_path: Path
    ) -> None:
        math = ["math", ["mi", "x"]]
        image = ["img", {"src": "_static/dot.svg", "alt": ""}]
        site(BODY, {LORA: {**DATA[LORA], "body": [["p", math, image]]}})
        page = visit(f"{serve(tmp_path)}/docs/page.html")
        hover(page)
        page.wait_for_selector("#lora[aria-describedby]", state="attached")
        page.wait_for_timeout(200)
        assert_inside(page)
        assert page.errors == []

    def test_no_other_host_is_asked(self, site: Site, visit: Visit) -> None:
        """Not even for names in another project's data."""
        spies = [["img", {"src": f"{start}spy.example/x.png", "alt": "x"}]
                 for start in ("https://", "//", "\\\\", "http:\\\\")]  # fmt: skip
        page = visit(site(BODY, {LORA: {**DATA[LORA], "body": spies}}))
        hover(page)
        page.wait_for_timeout(200)
        assert page.locator("#glossterm-tip img").count() == len(spies)
        assert not [address for address in page.asked if "spy" in address]

    def test_no_errors_from_disk(self, page: Page) -> None:
        hover(page)
        away(page)
        assert page.errors == []

    def test_no_global_of_its_own(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, DATA))
        names = page.evaluate("Object.getOwnPropertyNames(window).filter(n => /gloss/i.test(n))")
        assert names == ["glossterm"]

    def test_mathematics_is_mathematics(self, site: Site, visit: Visit) -> None:
        math = ["math", {"display": "block"}, ["mfrac", ["mn", "1"], ["mn", "2"]]]
        page = visit(site(BODY, {LORA: {**DATA[LORA], "body": [math]}}))
        hover(page)
        namespaces = page.eval_on_selector_all(
            "#glossterm-tip math, #glossterm-tip math *", "all => all.map(e => e.namespaceURI)"
        )
        assert namespaces == ["http://www.w3.org/1998/Math/MathML"] * 4
        numbers = page.locator("#glossterm-tip mn")
        assert numbers.nth(0).bounding_box()["y"] < numbers.nth(1).bounding_box()["y"]


class TestWithout:
    def test_scripts(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, DATA), java_script_enabled=False)
        page.click("#lora")
        page.wait_for_url("**/glossary.html#x")

    def test_popovers(self, site: Site, browser: Any) -> None:
        context = browser.new_context()
        context.add_init_script("delete HTMLElement.prototype.popover")
        page = context.new_page()
        page.goto(site(BODY, DATA).as_uri())
        page.hover("#lora")
        page.wait_for_timeout(OPENED)
        assert page.locator("#glossterm-tip").count() == 0
        context.close()

    def test_paper(self, page: Page) -> None:
        hover(page)
        page.emulate_media(media="print")
        assert not page.locator("#glossterm-tip").is_visible()


class TestLook:
    def test_the_size_of_the_link(self, page: Page) -> None:
        page.evaluate("document.querySelector('#lora').style.fontSize = '18px'")
        hover(page)
        size = page.evaluate("getComputedStyle(document.querySelector('#glossterm-tip')).fontSize")
        assert size == "18px"

    def test_with_motion_it_fades_in(self, page: Page) -> None:
        hover(page)
        tip = "getComputedStyle(document.querySelector('#glossterm-tip'))"
        assert page.evaluate(f"{tip}.transitionDuration") == "0.12s"

    def test_reduced_motion(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, DATA), reduced_motion="reduce")
        hover(page)
        tip = "getComputedStyle(document.querySelector('#glossterm-tip'))"
        assert page.evaluate(f"{tip}.transitionDuration") == "0s"

    def test_forced_colours_are_those_of_the_system(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, {LORA: FULL}), forced_colors="active")
        hover(page)
        colours = page.locator("#glossterm-tip, #glossterm-tip *").evaluate_all(
            "all => [...new Set(all.map(e => getComputedStyle(e).color))]"
        )
        system = page.evaluate("""() => {
          const probe = document.body.appendChild(document.createElement('a'));
          return ['CanvasText', 'LinkText'].map(name => {
            probe.style.color = name;
            return getComputedStyle(probe).color;
          });
        }""")
        assert set(colours) <= set(system)

    def test_forced_colours_keep_the_border(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, DATA), forced_colors="active")
        hover(page)
        tip = "getComputedStyle(document.querySelector('#glossterm-tip'))"
        assert page.evaluate(f"{tip}.borderTopWidth") == "1px"
        assert page.evaluate(f"{tip}.borderTopStyle") == "solid"

    @pytest.mark.parametrize(
        "name", ["--glossterm-background", "--color-background-primary", "--pst-color-background",
                 "--sy-c-bg", "--md-default-bg-color"],
    )  # fmt: skip
    def test_colours_of_the_theme(self, page: Page, name: str) -> None:
        page.evaluate("name => document.body.style.setProperty(name, 'rgb(1, 2, 3)')", name)
        hover(page)
        tip = "getComputedStyle(document.querySelector('#glossterm-tip'))"
        assert page.evaluate(f"{tip}.backgroundColor") == "rgb(1, 2, 3)"

    def test_links_can_be_recognized(self, page: Page) -> None:
        hover(page)
        script = """() => [...document.querySelectorAll('#glossterm-tip a')].map(a =>
          [getComputedStyle(a).textDecorationLine, getComputedStyle(a).color])"""
        looks = page.evaluate(script)
        assert [line for line, _ in looks] == ["underline", "underline"]
        assert re.match(r"rgb|color", looks[0][1])


WIDE = {
    "formula": ["div", {"class": "glossterm-tip-math"},
                ["math", {"display": "block"}, ["mrow", *(["mi", "m"] for _ in range(90))]]],
    "inline formula": ["p", ["math", ["mrow", *(["mi", "m"] for _ in range(90))]]],
    "table": ["table", ["tbody", ["tr", *(["td", f"cell{n}"] for n in range(30))]]],
}  # fmt: skip
WORDS = {"ltr": "The sum of it all:", "rtl": "סכום הכול:"}


class TestWideContent:
    """Both ends of content wider than the tip can be scrolled to, in either text direction."""

    @pytest.mark.parametrize("width", [900, 360])
    @pytest.mark.parametrize("text", WORDS)
    @pytest.mark.parametrize("direction", ["ltr", "rtl"])
    @pytest.mark.parametrize("kind", WIDE)
    def test_both_ends_are_reached(
        self, site: Site, visit: Visit, kind: str, direction: str, text: str, width: int
    ) -> None:
        body = [["p", WORDS[text]], WIDE[kind]]
        address = site(BODY, {LORA: {**DATA[LORA], "body": body}})
        page = visit(address, viewport={"width": width, "height": 600})
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        page.focus("a.glossterm")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        page.wait_for_selector("#glossterm-tip:popover-open")
        ends = page.evaluate(
            """selector => ['start', 'end'].map(inline => {
              const tip = document.getElementById('glossterm-tip');
              const cells = [...tip.querySelectorAll(selector)];
              const cell = inline === 'start' ? cells[0] : cells.at(-1);
              cell.scrollIntoView({ inline: 'nearest', block: 'nearest' });
              const [inner, outer] = [cell.getBoundingClientRect(), tip.getBoundingClientRect()];
              return inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
            })""",
            "td" if kind == "table" else "mi",
        )
        assert ends == [True, True]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
