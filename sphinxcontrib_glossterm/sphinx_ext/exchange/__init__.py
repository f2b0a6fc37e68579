"""Glossaries of other projects: what their sites publish, and what this one publishes for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .projects import load_projects

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Load the terms of other projects before mentions are decided."""
    app.connect("env-updated", load_projects)
