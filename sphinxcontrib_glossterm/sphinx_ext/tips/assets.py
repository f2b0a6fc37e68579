"""The script and the style sheet of tips, which pages share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..builders import traits_of
from ..writing import copy_static

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..output import OutputDirectory

SCRIPT = "glossterm.js"
STYLES = "glossterm.css"
SIDECARS = "_glossterm"
"""The folder of the sidecars, in the root of the output."""
SHARED = "_glossterm_more"
"""The folder of the shared files."""


def copy_assets(app: Sphinx, builder: Builder) -> None:
    """``write-started``: copy the script and the style sheet, before any page uses them."""
    if traits_of(builder).scripts:
        copy_static(Path(app.outdir), SCRIPT, STYLES)


def own_assets(app: Sphinx, output: OutputDirectory) -> None:
    """``glossterm-files``: the script and the style sheet."""
    if not output.intact:
        copy_static(output.path, SCRIPT, STYLES)
    for name in (SCRIPT, STYLES):
        output.own(f"_static/{name}", exists=True)


def has_others(output: OutputDirectory) -> bool:
    """Whether the directory may have further files of ours, from an earlier build."""
    recorded = any(not name.startswith("_static/") for name in output.last_summary.files)
    return recorded or any(os.path.lexists(output.path / name) for name in (SIDECARS, SHARED))
