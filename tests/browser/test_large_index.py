"""The filter of a large index in a real browser: 10,000 entries and more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from .test_index import BOX, HEAD, index_html, many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Site = Callable[..., Path]
    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser


class TestTenThousand:
    """A key is handled in two frames, 33 ms. The best of some runs counts, with more time on a busy
    machine, since other processes can only make a run slower."""

    MEASURE = """async ([query, enough]) => {
      const input = document.querySelector('.glossterm-filter input');
      const least = {};
      for (let run = 0; run < 4 && !(Math.max(...Object.values(least)) <= enough && run); run++) {
        for (const value of [query, '']) {
          input.value = value;
          const start = performance.now();
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
          const script = performance.now() - start;
          // Style and layout of the frame that this key leads to.
          document.body.getBoundingClientRect();
          const frame = performance.now() - start;
          least[value] = Math.min(least[value] ?? Infinity, frame);
          least.script = Math.min(least.script ?? Infinity, script);
          // The next key finds all entries in their places.
          for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
        }
      }
      return least;
    }"""

    @pytest.fixture(scope="class")
    @staticmethod
    def body() -> str:
        return index_html(many(10_000))

    @pytest.mark.parametrize("view", ["#az", "#tree"])
    def test_a_key_takes_two_frames(
        self,
        site: Site,
        visit: Visit,
        body: str,
        view: str,
        record_property: Callable[[str, object], None],
    ) -> None:
        page = visit(site(body, {}, head=HEAD).as_uri() + view)
        page.focus(BOX)
        for query in ("か", "ka", "9999"):
            least = page.evaluate(self.MEASURE, [query, 33])
            record_property(f"milliseconds {query}", least)
            busy = max(1, os.getloadavg()[0] / (os.cpu_count() or 1))
            assert max(least.values()) <= 33 * busy, (query, least, busy)

    def test_all_of_them_are_right_in_the_end(self, site: Site, visit: Visit, body: str) -> None:
        page = visit(site(body, {}, head=HEAD))
        page.fill(BOX, "777")
        page.wait_for_function(
            "document.querySelector('output').textContent === '19 of 10000 terms'"
        )
        visible = (
            "count => [...document.querySelectorAll('#az .glossterm-entry')]"
            ".filter(e => e.checkVisibility()).length === count"
        )
        page.wait_for_function(visible, arg=19)
        page.fill(BOX, "")
        page.wait_for_function(visible, arg=10_000)


class TestOneLetter:
    """All entries under one letter: no selector in the style sheet depends on all siblings."""

    QUERY = """query => new Promise(done => {
      const box = document.querySelector('.glossterm-filter input');
      box.value = query;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      const settled = frames => requestAnimationFrame(() => setTimeout(
        () => frames ? settled(frames - 1) : done()));
      settled(12);
    })"""

    def seconds(self, site: Site, visit: Visit, count: int) -> float:
        """The time of style calculation for one query, the minimum of three loads."""
        records = [{"term": f"Cast {n:05}", "definition": "A shape."} for n in range(count)]
        address = site(index_html(records), {}, head=HEAD)
        found = []
        for _ in range(3):
            page = visit(address)
            page.focus(BOX)
            cdp = page.context.new_cdp_session(page)
            cdp.send("Performance.enable")
            before = self.spent(cdp)
            page.evaluate(self.QUERY, "999")
            found.append(self.spent(cdp) - before)
            page.close()
        return min(found)

    def spent(self, cdp: Any) -> float:
        metrics = cdp.send("Performance.getMetrics")["metrics"]
        return next(row["value"] for row in metrics if row["name"] == "RecalcStyleDuration")

    def test_the_cost_of_a_query_grows_with_the_entries(
        self, tmp_path_factory: pytest.TempPathFactory, site: Site, visit: Visit, tmp_path: Path
    ) -> None:
        few = self.seconds(site, visit, 1_500)
        for name in ("_static", "docs", "_glossterm"):
            (tmp_path / name).rename(tmp_path_factory.mktemp("few") / name)
        many_times = self.seconds(site, visit, 6_000) / few
        # Four times as many entries; a quadratic cost is sixteen times as high.
        assert many_times < 12
