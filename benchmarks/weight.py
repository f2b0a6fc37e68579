"""What a site and a page weigh because of us, in bytes as a server sends them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from measure import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builds import Rows


def weight(outdir: Path) -> Rows:
    """The script and the style sheet of a site, and its sidecars, all mentions being linked."""
    static = outdir / "_static"
    return {
        "assets": _sizes([[static / "glossterm.js", static / "glossterm.css"]]),
        "assets/gzip": _sizes([[static / "glossterm.js", static / "glossterm.css"]], packed=True),
        "sidecar": _sizes([path] for path in sidecars(outdir)),
        "sidecar/gzip": _sizes(([path] for path in sidecars(outdir)), packed=True),
    }


def sidecars(outdir: Path) -> list[Path]:
    """The scripts with the definitions that pages show."""
    return sorted((outdir / "_glossterm").rglob("*.js"))


def _sizes(groups: Iterable[Iterable[Path]], *, packed: bool = False) -> dict[str, float]:
    return Spread.of([sum(_size(path, packed) for path in group) for group in groups]).as_json()


def _size(path: Path, packed: bool) -> int:
    content = path.read_bytes()
    return len(gzip.compress(content, mtime=0)) if packed else len(content)
