"""Exchange glossaries with other projects: load theirs, and publish ``glossterm.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .projects import load_projects

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the listener that loads the terms of other projects before mentions are decided."""
    app.connect("env-updated", load_projects)
