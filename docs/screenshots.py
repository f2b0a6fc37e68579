"""Take the pictures of the tip that the docs and the README show.

``tox run -e docs``, then ``python docs/screenshots.py build/docs/html``. Needs Chromium and
Playwright, as the browser tests do. Chromium writes WebP by itself: no library for images.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = Path(__file__).parent / "images"
PAGE = "example/story.html"
LINK = "article a.glossterm:text-is({word!r}), article a.glossterm:has(:text-is({word!r}))"
PHONE = {"viewport": {"width": 390, "height": 560}, "has_touch": True, "is_mobile": True}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "tip-light": ("QLoRA", {"color_scheme": "light"}),
    "tip-dark": ("QLoRA", {"color_scheme": "dark"}),
    "tip-phone": ("QLoRA", {"color_scheme": "light", **PHONE}),
}
AROUND = 24
TO_WEBP = """async data => {
  const image = await createImageBitmap(await (await fetch(data)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.6);
}"""


def picture(page: Page, word: str) -> bytes:
    """The open tip of a word with what is around it; of a phone the whole screen."""
    link = page.locator(LINK.format(word=word)).first
    link.evaluate("link => link.scrollIntoView({ block: 'center' })")
    link.hover()
    tip = page.wait_for_selector("#glossterm-tip:popover-open")
    page.wait_for_timeout(400)
    if page.viewport_size["width"] < 500:
        return page.screenshot()
    box = tip.bounding_box()
    top = max(0, min(box["y"], link.bounding_box()["y"]) - 3 * AROUND)
    left, right = box["x"] - 3 * AROUND, box["x"] + box["width"] + 3 * AROUND
    height = box["y"] + box["height"] + AROUND - top
    return page.screenshot(
        clip={"x": max(0, left), "y": top, "width": right - max(0, left), "height": height}
    )


def main(site: Path) -> None:
    IMAGES.mkdir(exist_ok=True)
    executable = os.environ.get("GLOSSTERM_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, (word, options) in PICTURES.items():
            options = {"viewport": {"width": 1200, "height": 900}, **options}
            page = browser.new_context(**options).new_page()
            page.goto((site / PAGE).resolve().as_uri())
            page.wait_for_timeout(300)
            png = base64.b64encode(picture(page, word)).decode()
            page.goto("about:blank")
            webp = page.evaluate(TO_WEBP, f"data:image/png;base64,{png}").partition(",")[2]
            path = IMAGES / f"{name}.webp"
            path.write_bytes(base64.b64decode(webp))
            sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
