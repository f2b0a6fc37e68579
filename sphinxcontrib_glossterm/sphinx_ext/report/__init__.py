"""The builder ``glossterm-report``: what is linked, what is not and why, and what to fix.

Also the builder with which the command line reads a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .builder import ReadingBuilder, ReportBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


__all__ = ["ReadingBuilder", "ReportBuilder", "setup"]


def setup(app: Sphinx) -> None:
    """Register the builders."""
    app.add_builder(ReadingBuilder)
    app.add_builder(ReportBuilder)
