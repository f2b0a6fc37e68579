"""The script and the style sheet of tips, which pages share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..builders import traits_of
from ..writing import copy_static

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

SCRIPT = "glossterm.js"
STYLES = "glossterm.css"


def copy_assets(app: Sphinx, builder: Builder) -> None:
    """``write-started``: copy the script and the style sheet, before any page uses them."""
    if traits_of(builder).scripts:
        copy_static(Path(app.outdir), SCRIPT, STYLES)
