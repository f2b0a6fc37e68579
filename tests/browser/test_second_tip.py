"""A tip inside a tip, and the button that turns off tips, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .test_tip import (
    BODY,
    CLOSED,
    DATA,
    HOSTILE,
    LORA,
    OPENED,
    away,
    box,
    focused,
    hover,
    is_open,
    tab_to,
    term,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Site = Callable[..., Path]
    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

FIRST, SECOND = "#glossterm-tip", "#glossterm-tip-2"
INNER = f"{FIRST} > .glossterm-tip-body a"
"""The link in the first tip that opens the second."""


def linked(concept: str, label: str) -> list[Any]:
    """A link of a definition to another concept."""
    return ["a", {"href": f"glossary.html#{label}", "data-glossterm": concept}, label]


NESTED: dict[str, Any] = {
    **DATA,
    LORA: {
        **DATA[LORA],
        "above": [[["ML", "glossary.html#ml", "ML"]]],
        "body": [["p", "A kind of ", linked("PEFT", "PEFT"), " with matrices."]],
    },
    "PEFT": {
        "label": "PEFT",
        "also": [],
        "href": "glossary.html#PEFT",
        "text": "Few parameters are trained.",
        "body": [["p", "A kind of ", linked("ML", "ML training"), "."]],
    },
    "ML": {
        "label": "ML",
        "also": [],
        "href": "glossary.html#ml",
        "text": "Machines learn.",
        "body": [["p", "Machines learn."]],
    },
}
WORDS = 'data-glossterm-off="Keine Tipps" data-glossterm-on="Tipps zeigen"'
SWITCH = ".glossterm-switch"
PHONE = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 700}}


def second_is_open(page: Page) -> bool:
    return page.evaluate(f"!!document.querySelector('{SECOND}:popover-open')")


def open_both(page: Page) -> None:
    """Move the pointer to the link in the page, and from there to the one in the tip."""
    hover(page)
    enter(page, INNER)
    page.wait_for_selector(f"{SECOND}:popover-open")


def enter(page: Page, selector: str) -> None:
    """Move the pointer to an element in several steps."""
    there = page.locator(selector).first.bounding_box()
    page.mouse.move(there["x"] + 4, there["y"] + there["height"] / 2, steps=6)


def assert_in_view(page: Page, selector: str) -> None:
    tip, view = box(page, selector), page.viewport_size
    assert tip["left"] >= 0
    assert tip["top"] >= 0
    assert tip["right"] <= view["width"]
    assert tip["bottom"] <= view["height"]
    assert tip["height"] > 30


@pytest.fixture
def page(site: Site, visit: Visit) -> Page:
    return visit(site(BODY, NESTED))


class TestPointer:
    def test_a_link_in_the_tip_opens_a_second_one(self, page: Page) -> None:
        open_both(page)
        assert is_open(page)
        assert page.locator(f"{FIRST} > {SECOND}").count() == 1
        assert page.locator(f"{SECOND} strong").inner_text() == "PEFT"
        assert_in_view(page, SECOND)

    def test_so_do_broader_concepts(self, page: Page) -> None:
        hover(page)
        enter(page, f"{FIRST} .glossterm-tip-above a")
        page.wait_for_selector(f"{SECOND}:popover-open")
        assert page.locator(f"{SECOND} strong").inner_text() == "ML"

    def test_both_stay_while_the_pointer_is_in_the_second(self, page: Page) -> None:
        open_both(page)
        enter(page, f"{SECOND} strong")
        page.wait_for_timeout(CLOSED)
        assert is_open(page)
        assert second_is_open(page)
        away(page)
        assert not second_is_open(page)
        assert not is_open(page)

    def test_the_second_closes_when_the_pointer_is_back_in_the_first(self, page: Page) -> None:
        open_both(page)
        enter(page, f"{FIRST} > .glossterm-tip-head strong")
        page.wait_for_timeout(CLOSED)
        assert not second_is_open(page)
        assert is_open(page)

    def test_a_link_in_the_second_is_a_plain_link(self, page: Page) -> None:
        open_both(page)
        enter(page, f"{SECOND} .glossterm-tip-body a")
        page.wait_for_timeout(OPENED)
        assert page.locator(f"{SECOND} strong").inner_text() == "PEFT"
        assert page.locator("[popover]").count() == 2
        page.click(f"{SECOND} .glossterm-tip-body a")
        page.wait_for_url("**/glossary.html#ML%20training")

    def test_a_click_follows_the_link_in_the_first(self, page: Page) -> None:
        open_both(page)
        page.click(INNER)
        page.wait_for_url("**/glossary.html#PEFT")

    @pytest.mark.parametrize("inside", [INNER, f"{SECOND} .glossterm-tip-more"])
    def test_escape_closes_one_at_a_time(self, page: Page, inside: str) -> None:
        open_both(page)
        enter(page, inside)
        page.keyboard.press("Escape")
        assert not second_is_open(page)
        page.wait_for_timeout(CLOSED)
        assert is_open(page), "the pointer has not moved"
        assert not second_is_open(page)
        page.keyboard.press("Escape")
        assert not is_open(page)

    def test_another_link_in_the_page_closes_both(self, page: Page) -> None:
        open_both(page)
        page.mouse.move(600, 500)
        hover(page, "#yogo")
        page.wait_for_function(
            "document.querySelector('#glossterm-tip strong').innerText == '用語'"
        )
        assert not second_is_open(page)
        hover(page)
        page.wait_for_function(
            "document.querySelector('#glossterm-tip strong').innerText == 'LoRA'"
        )
        assert not second_is_open(page), "of a link that is gone"

    def test_links_that_open_a_tip_look_like_mentions(self, page: Page) -> None:
        hover(page)
        styles = "all => all.map(a => getComputedStyle(a).textDecorationStyle)"
        assert page.locator(f"{FIRST} a").evaluate_all(styles) == ["dotted", "dotted", "solid"]
        open_both(page)
        assert page.locator(f"{SECOND} a").evaluate_all(styles) == ["solid", "solid"]


class TestKeyboard:
    def test_tab_goes_through_the_second_and_on_in_the_first(self, page: Page) -> None:
        tab_to(page, "lora")
        seen = []
        for _ in range(7):
            page.keyboard.press("Tab")
            seen.append((focused(page), second_is_open(page)))
        assert seen == [
            ("ML", True),
            ("Zum Glossar", True),  # of ML
            ("PEFT", True),
            ("ML training", True),
            ("Zum Glossar", True),  # of PEFT
            ("Zum Glossar", True),  # of LoRA; the second tip has 300 ms
            ("yogo", False),
        ]

    def test_escape_returns_to_the_link_of_each(self, page: Page) -> None:
        tab_to(page, "lora")
        tab_to(page, "PEFT")
        page.keyboard.press("Tab")
        assert focused(page) == "ML training"
        page.keyboard.press("Escape")
        page.wait_for_timeout(OPENED)
        assert not second_is_open(page)
        assert is_open(page)
        assert focused(page) == "PEFT"
        page.keyboard.press("Escape")
        assert not is_open(page)
        assert focused(page) == "lora"

    def test_enter_follows(self, page: Page) -> None:
        tab_to(page, "lora")
        tab_to(page, "PEFT")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary.html#PEFT")

    def test_in_a_dialog(self, site: Site, visit: Visit) -> None:
        page = visit(site(f'<dialog id="box">{term(LORA, "LoRA", "id=lora")}</dialog>', NESTED))
        page.evaluate("document.querySelector('#box').showModal()")
        page.keyboard.press("Shift+Tab")
        tab_to(page, "lora")
        tab_to(page, "PEFT")
        for opened in (True, False, False):
            assert page.evaluate("document.querySelector('#box').open")
            assert second_is_open(page) == opened
            page.keyboard.press("Escape")
        assert not page.evaluate("document.querySelector('#box').open")


class TestTouch:
    @pytest.fixture
    def phone(self, site: Site, visit: Visit) -> Page:
        page = visit(site(BODY, NESTED), **PHONE)
        page.tap("#lora")
        page.wait_for_timeout(OPENED)
        return page

    def test_first_tap_opens_and_second_follows(self, phone: Page) -> None:
        phone.tap(INNER)
        phone.wait_for_timeout(CLOSED)
        assert is_open(phone)
        assert second_is_open(phone)
        assert_in_view(phone, SECOND)
        assert phone.url.endswith("page.html")
        phone.tap(INNER)
        phone.wait_for_url("**/glossary.html#PEFT")

    def test_a_tap_in_the_first_closes_the_second(self, phone: Page) -> None:
        phone.tap(INNER)
        phone.tap(f"{SECOND} strong")
        phone.wait_for_timeout(CLOSED)
        assert second_is_open(phone)
        phone.tap(f"{FIRST} > .glossterm-tip-head strong")
        phone.wait_for_timeout(CLOSED)
        assert not second_is_open(phone)
        assert is_open(phone)

    def test_a_tap_outside_closes_both(self, phone: Page) -> None:
        phone.tap(INNER)
        phone.touchscreen.tap(200, 650)
        phone.wait_for_timeout(OPENED)
        assert not second_is_open(phone)
        assert not is_open(phone)

    def test_a_tap_on_a_link_in_the_second_follows_it(self, phone: Page) -> None:
        phone.tap(INNER)
        phone.tap(f"{SECOND} .glossterm-tip-body a")
        phone.wait_for_url("**/glossary.html#ML%20training")


class TestView:
    def test_reflow(self, site: Site, visit: Visit) -> None:
        """320 by 256 is a desktop at 400 % (WCAG 1.4.10)."""
        page = visit(site(BODY, NESTED), viewport={"width": 320, "height": 256})
        tab_to(page, "lora")
        tab_to(page, "PEFT")
        assert_in_view(page, FIRST)
        assert_in_view(page, SECOND)
        tip, link = box(page, SECOND), box(page, INNER)
        assert tip["top"] >= link["bottom"] or tip["bottom"] <= link["top"]

    @pytest.mark.parametrize(("motion", "time"), [("reduce", "0s"), ("no-preference", "0.12s")])
    def test_motion(self, site: Site, visit: Visit, motion: str, time: str) -> None:
        page = visit(site(BODY, NESTED), reduced_motion=motion)
        open_both(page)
        style = f"getComputedStyle(document.querySelector('{SECOND}'))"
        assert page.evaluate(f"{style}.transitionDuration") == time

    def test_links_in_the_tip_are_described(self, page: Page) -> None:
        tab_to(page, "lora")
        description = page.get_attribute(INNER, "aria-describedby")
        assert page.locator(f"#{description}").text_content() == NESTED["PEFT"]["text"]

    @pytest.mark.parametrize("off", [False, True])
    def test_axe_core_finds_nothing_new(
        self, site: Site, visit: Visit, findings: Callable[..., set[tuple[str, str]]], off: bool
    ) -> None:
        page = visit(site(BODY, NESTED, words=WORDS))
        before = findings(page)
        open_both(page)
        if off:
            page.keyboard.press("Escape")
            page.click(f"{FIRST} {SWITCH}")
        assert findings(page) <= before

    def test_hostile_content_never_runs(self, site: Site, visit: Visit) -> None:
        entry = {**NESTED["PEFT"], "body": HOSTILE}
        page = visit(site(BODY, {**NESTED, "PEFT": entry}))
        open_both(page)
        for name in ("script", "style", "iframe", "object", "svg", "[onclick]", "p[style]"):
            assert page.locator(f"{SECOND} {name}").count() == 0, name
        assert page.evaluate("window.pwned") is None


class TestLoading:
    """Definitions that only a second tip needs, from a file of their own."""

    @pytest.fixture
    def folder(self, site: Site, tmp_path: Path) -> Path:
        site(BODY, {LORA: NESTED[LORA], "": 1})
        (tmp_path / "_glossterm_more").mkdir()
        rest = json.dumps({key: NESTED[key] for key in ("PEFT", "ML")})
        script = "window.glossterm={__proto__:null,...window.glossterm," + rest[1:]
        (tmp_path / "_glossterm_more" / "0.js").write_text(script, "utf-8")
        return tmp_path

    @pytest.mark.parametrize("served", [False, True], ids=["disk", "strict policies"])
    def test_when_the_first_tip_opens(
        self, folder: Path, visit: Visit, serve: Callable[[Path], str], served: bool
    ) -> None:
        page = visit(f"{serve(folder)}/docs/page.html" if served else folder / "docs" / "page.html")
        page.wait_for_selector("#lora[aria-describedby]")
        assert not [address for address in page.asked if "more" in address]
        hover(page)
        page.wait_for_function("window.glossterm.PEFT")
        open_both(page)
        assert page.locator(f"{SECOND} strong").inner_text() == "PEFT"
        assert len([address for address in page.asked if "more" in address]) == 1
        assert page.errors == []

    def test_a_link_that_has_the_focus_already(
        self, folder: Path, visit: Visit, serve: Callable[[Path], str]
    ) -> None:
        page = visit(f"{serve(folder)}/docs/page.html", fresh=True)
        held: list[Any] = []
        page.route("**/_glossterm_more/*", lambda route: held.append(route))
        tab_to(page, "lora")
        tab_to(page, "PEFT")
        assert not second_is_open(page)
        held[0].continue_()
        page.wait_for_selector(f"{SECOND}:popover-open")

    def test_without_the_file_it_is_a_plain_link(self, folder: Path, visit: Visit) -> None:
        (folder / "_glossterm_more" / "0.js").unlink()
        page = visit(folder / "docs" / "page.html")
        hover(page)
        enter(page, INNER)
        page.wait_for_timeout(OPENED)
        assert not second_is_open(page)
        page.click(INNER)
        page.wait_for_url("**/glossary.html#PEFT")


class TestSwitch:
    """The button that turns off tips."""

    @pytest.fixture
    def page(self, site: Site, visit: Visit) -> Page:
        return visit(site(BODY, NESTED, words=WORDS))

    def turn_off(self, page: Page) -> None:
        hover(page)
        page.click(f"{FIRST} {SWITCH}")

    def assert_off(self, page: Page) -> None:
        assert not is_open(page)
        page.mouse.move(600, 500)
        page.hover("#lora")
        page.wait_for_timeout(OPENED)
        assert not is_open(page)

    def test_remembered_in_the_browser(self, page: Page) -> None:
        self.turn_off(page)
        self.assert_off(page)
        page.reload()
        page.wait_for_selector(f"main > {SWITCH}")
        self.assert_off(page)
        page.click("#lora")
        page.wait_for_url("**/glossary.html#x")

    def test_turned_on_again(self, page: Page) -> None:
        assert page.locator(f"main > {SWITCH}").count() == 0
        self.turn_off(page)
        assert page.locator(f"main > {SWITCH}:last-child").inner_text() == "Tipps zeigen"
        page.click(SWITCH)
        assert page.locator(f"main > {SWITCH}").count() == 0
        hover(page)
        assert page.locator(f"{FIRST} {SWITCH}").inner_text() == "Keine Tipps"
        page.reload()
        hover(page)

    def test_by_keyboard(self, page: Page) -> None:
        tab_to(page, "lora")
        tab_to(page, "Keine Tipps")
        page.keyboard.press("Enter")
        assert not is_open(page)
        assert focused(page) == "lora"
        tab_to(page, "Tipps zeigen")
        page.keyboard.press("Enter")
        page.focus("#before")
        tab_to(page, "lora")
        assert is_open(page)

    def test_by_touch(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, NESTED, words=WORDS), **PHONE)
        page.tap("#lora")
        page.tap(f"{FIRST} {SWITCH}")
        assert not is_open(page)
        page.tap("#lora")
        page.wait_for_url("**/glossary.html#x")

    def test_only_in_the_first_tip(self, page: Page) -> None:
        open_both(page)
        assert page.locator(SWITCH).count() == 1
        assert page.locator(f"{SECOND} {SWITCH}").count() == 0

    def test_without_storage(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, NESTED, words=WORDS), fresh=True)
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none') } })"
        )
        page.reload()
        self.turn_off(page)
        self.assert_off(page)
        page.click(SWITCH)
        hover(page)
        assert page.errors == []

    def test_left_out_by_the_project(self, site: Site, visit: Visit) -> None:
        page = visit(site(BODY, NESTED))
        page.evaluate("localStorage.setItem('glossterm-tips', 'true')")
        page.reload()
        hover(page)
        assert page.locator(SWITCH).count() == 0
