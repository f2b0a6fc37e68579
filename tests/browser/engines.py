"""Three browser engines with one small interface: Chromium, Firefox and WebKit.

Chromium is driven by Playwright. Playwright's Firefox and WebKit are patched browsers that must be
downloaded, so the ones of the system are driven here: Firefox by WebDriver BiDi
(https://w3c.github.io/webdriver-bidi/), which it serves itself, and WebKitGTK by its WebDriver.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

WAIT = 10.0
"""Seconds until something must have happened; machines may be busy."""
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "ArrowDown": "\ue015",
}
"""Names of keys → their code points in WebDriver (https://www.w3.org/TR/webdriver2/#keyboard-actions)."""


class MissingError(Exception):
    """A program of the engine is not installed."""


class Engine(Protocol):
    """One page of a browser."""

    def open(self, address: str) -> None:
        """Load *address*."""

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, through JSON."""

    def point(self, x: float, y: float) -> None:
        """Move the pointer to a place of the viewport, in CSS pixels."""

    def click(self, x: float, y: float) -> None:
        """Press and release the main button there."""

    def press(self, key: str) -> None:
        """Press and release a key: one of :data:`KEYS`, or a character."""

    def picture(self, path: Path) -> None:
        """Save a PNG of the viewport."""


def wait(engine: Engine, expression: str) -> Any:
    """The value of *expression* as soon as it is true; fails after :data:`WAIT` seconds."""
    end = time.monotonic() + WAIT
    while not (value := engine.run(expression)):
        assert time.monotonic() < end, f"not true: {expression}"
        time.sleep(0.05)
    return value


def middle(engine: Engine, selector: str) -> tuple[float, float]:
    """The middle of the first line box of an element, scrolled into view."""
    found = json.dumps(selector)
    engine.run(f"document.querySelector({found}).scrollIntoView({{block: 'center'}})")
    box = engine.run(f"document.querySelector({found}).getClientRects()[0].toJSON()")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Chromium:
    """Chromium by Playwright."""

    name: ClassVar[str] = "chromium"

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_context(viewport={"width": 900, "height": 600}).new_page()

    def open(self, address: str) -> None:
        self._page.goto(address)

    def run(self, expression: str) -> Any:
        return json.loads(self._page.evaluate(f"JSON.stringify(({expression}) ?? null)"))

    def point(self, x: float, y: float) -> None:
        self._page.mouse.move(x, y)

    def click(self, x: float, y: float) -> None:
        self._page.mouse.click(x, y)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def picture(self, path: Path) -> None:
        self._page.screenshot(path=path)


class Firefox:
    """Headless Firefox by WebDriver BiDi."""

    name: ClassVar[str] = "firefox"

    def __init__(self, profile: Path) -> None:
        """*profile* is an empty folder for its settings."""
        import websocket

        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if not program:
            message = "no Firefox: install `firefox-esr`"
            raise MissingError(message)
        command = [program, "--headless", "--profile", str(profile), "--remote-debugging-port", "0"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self._socket = websocket.create_connection(
            f"{self._address()}/session", suppress_origin=True, timeout=60
        )
        self._number = 0
        self._call("session.new", capabilities={})
        # In the first window, the address bar has the focus, and nothing is :focus-visible.
        self._context = self._call("browsingContext.create", type="window")["context"]
        self._call("browsingContext.activate", context=self._context)
        size = {"width": 900, "height": 600}
        self._call("browsingContext.setViewport", context=self._context, viewport=size)

    def _address(self) -> str:
        for line in self._process.stderr or ():
            if found := re.search(r"BiDi listening on (ws://\S+)", line):
                return found[1]
        message = "Firefox has ended without serving WebDriver BiDi"
        raise AssertionError(message)

    def _call(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, address: str) -> None:
        self._call("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        result = self._call(
            "script.evaluate",
            expression=f"JSON.stringify(({expression}) ?? null)",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])

    def _perform(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": [*actions]}
        self._call("input.performActions", context=self._context, actions=[source])

    def point(self, x: float, y: float) -> None:
        self._perform("pointer", {"type": "pointerMove", "x": int(x), "y": int(y)})

    def click(self, x: float, y: float) -> None:
        button = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        self._perform("pointer", {"type": "pointerMove", "x": int(x), "y": int(y)}, *button)

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        self._perform("key", *({"type": f"key{way}", "value": value} for way in ("Down", "Up")))

    def picture(self, path: Path) -> None:
        import base64

        data = self._call("browsingContext.captureScreenshot", context=self._context)["data"]
        path.write_bytes(base64.b64decode(data))

    def close(self) -> None:
        """End the browser."""
        self._socket.close()
        self._process.terminate()
        self._process.wait(WAIT)


class WebKit:
    """WebKitGTK's MiniBrowser by its WebDriver, on a display of its own."""

    name: ClassVar[str] = "webkit"

    def __init__(self, display: str) -> None:
        """*display* is the name of an X display."""
        from selenium import webdriver

        browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
        driver = shutil.which("WebKitWebDriver")
        if not browsers or not driver:
            message = "no WebKitGTK: install `webkit2gtk-driver`"
            raise MissingError(message)
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        environment = {**os.environ, "DISPLAY": display}
        service = webdriver.WebKitGTKService(driver, env=environment)
        self._driver = webdriver.WebKitGTK(options=options, service=service)
        self._driver.set_window_size(900, 700)

    def open(self, address: str) -> None:
        self._driver.get(address)

    def run(self, expression: str) -> Any:
        return json.loads(
            self._driver.execute_script(f"return JSON.stringify(({expression}) ?? null)")
        )

    def _pointer(self) -> Any:
        from selenium.webdriver.common.actions.action_builder import ActionBuilder

        return ActionBuilder(self._driver)

    def point(self, x: float, y: float) -> None:
        actions = self._pointer()
        actions.pointer_action.move_to_location(int(x), int(y))
        actions.perform()

    def click(self, x: float, y: float) -> None:
        actions = self._pointer()
        actions.pointer_action.move_to_location(int(x), int(y)).click()
        actions.perform()

    def press(self, key: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self._driver).send_keys(KEYS.get(key, key)).perform()

    def picture(self, path: Path) -> None:
        self._driver.save_screenshot(str(path))

    def close(self) -> None:
        """End the browser."""
        self._driver.quit()


@contextlib.contextmanager
def x_display() -> Iterator[str]:
    """The name of a virtual X display."""
    program = shutil.which("Xvfb")
    if not program:
        message = "no X server: install `xvfb`"
        raise MissingError(message)
    reader, writer = os.pipe()
    command = [
        program,
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        "1280x1024x24",
        "-nolisten",
        "tcp",
    ]
    process = subprocess.Popen(
        command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as names:
            yield f":{names.readline().strip()}"
    finally:
        process.terminate()
        process.wait(WAIT)
