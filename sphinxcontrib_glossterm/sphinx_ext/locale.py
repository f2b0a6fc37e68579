"""Translations of this extension's texts.

As in Sphinx, ``_`` translates texts for readers of the pages, and ``__`` messages for authors in
the terminal. The catalogue is ``locale/<language>/LC_MESSAGES/glossterm.mo``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CATALOG = "glossterm"

_ = get_translation(CATALOG)
__ = get_translation(CATALOG, "console")


def setup(app: Sphinx) -> None:
    """Register the catalogue with Sphinx."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parents[1] / "locale"))
