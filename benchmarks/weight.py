"""Measure the links and bytes that this extension adds to a site and a page, also compressed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from measure import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from builds import Rows


def weight(outdir: Path) -> Rows:
    """The links of a page, the files of the site and the sidecar of a page, all mentions linked."""
    static = outdir / "_static"
    return {
        "links": Spread.of([*_links(outdir)]).as_json(),
        "assets": _sizes([[static / "glossterm.js", static / "glossterm.css"]]),
        "assets/gzip": _sizes([[static / "glossterm.js", static / "glossterm.css"]], packed=True),
        "sidecar": _sizes([path] for path in sidecars(outdir)),
        "sidecar/gzip": _sizes(([path] for path in sidecars(outdir)), packed=True),
    }


def sidecars(outdir: Path) -> list[Path]:
    """The scripts with the definitions that pages show."""
    return sorted((outdir / "_glossterm").rglob("*.js"))


def _links(outdir: Path) -> Iterator[int]:
    """The number of linked mentions, in each page that has any."""
    for path in outdir.rglob("*.html"):
        if count := path.read_text("utf-8").count("glossterm-auto"):
            yield count


def _sizes(groups: Iterable[Iterable[Path]], *, packed: bool = False) -> dict[str, float]:
    return Spread.of([sum(_size(path, packed) for path in group) for group in groups]).as_json()


def _size(path: Path, packed: bool) -> int:
    content = path.read_bytes()
    return len(gzip.compress(content, mtime=0)) if packed else len(content)
