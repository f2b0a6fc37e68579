"""The builder ``glossterm-export``: the glossary of the project as files for other programs.

The formats are those of the option ``glossterm_export``. The command ``glossterm export`` writes
the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .builder import ExportBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["ExportBuilder", "setup"]


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(ExportBuilder)
