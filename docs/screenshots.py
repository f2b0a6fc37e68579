"""Take the pictures of the tip that the docs and the README files show, in both languages.

``tox run -e docs``, then ``python docs/screenshots.py build/docs/html``. Needs Chromium and
Playwright, as the browser tests do. Chromium writes WebP by itself: no library for images.
Sphinx shows ``tip-light.ja.webp`` in place of ``tip-light.webp`` in the Japanese documentation.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = Path(__file__).parent / "images"
LINK = "article a.glossterm:text-is({word!r}), article a.glossterm:has(:text-is({word!r}))"
LANGUAGES = {"": ("example/story.html", "QLoRA"), ".ja": ("ja/example/ja/story.html", "QLoRA")}
"""What follows the name of a picture → the page, and the word that is pointed at."""
PHONE = {"viewport": {"width": 390, "height": 560}, "has_touch": True, "is_mobile": True}
PICTURES: dict[str, dict[str, Any]] = {
    "tip-light": {"color_scheme": "light"},
    "tip-dark": {"color_scheme": "dark"},
    "tip-phone": {"color_scheme": "light", **PHONE},
}
AROUND = 16
TO_WEBP = """async data => {
  const image = await createImageBitmap(await (await fetch(data)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.6);
}"""


def picture(page: Page, word: str) -> bytes:
    """The open tip of a word below its paragraph; of a phone the whole screen."""
    link = page.locator(LINK.format(word=word)).first
    page.add_style_tag(content=".back-to-top { display: none !important; }")
    link.evaluate("link => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
    link.hover()
    tip = page.wait_for_selector("#glossterm-tip:popover-open")
    page.wait_for_timeout(400)
    width = page.viewport_size["width"]
    if width < 500:
        return page.screenshot()
    paragraph, box = link.locator("xpath=ancestor::p").bounding_box(), tip.bounding_box()
    top, bottom = paragraph["y"] - AROUND / 2, box["y"] + box["height"] + AROUND
    return page.screenshot(clip={"x": 0, "y": top, "width": width, "height": bottom - top})


def main(site: Path) -> None:
    IMAGES.mkdir(exist_ok=True)
    executable = os.environ.get("GLOSSTERM_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for (language, (address, word)), (name, options) in product(
            LANGUAGES.items(), PICTURES.items()
        ):
            options = {"viewport": {"width": 740, "height": 900}, **options}
            page = browser.new_context(**options).new_page()
            page.goto((site / address).resolve().as_uri())
            page.wait_for_timeout(300)
            png = base64.b64encode(picture(page, word)).decode()
            page.goto("about:blank")
            webp = page.evaluate(TO_WEBP, f"data:image/png;base64,{png}").partition(",")[2]
            path = IMAGES / f"{name}{language}.webp"
            path.write_bytes(base64.b64decode(webp))
            sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
