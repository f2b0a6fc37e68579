"""The builder ``glossterm-report``: what is linked, what is not and why, and what to fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .builder import ReportBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


__all__ = ["ReportBuilder", "setup"]


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(ReportBuilder)
