"""The words of this extension in the language of the project.

Two kinds, as in Sphinx: ``_`` for what readers of the pages see, ``__`` for what authors see
in the terminal. The catalogue is ``locale/<language>/LC_MESSAGES/glossterm.mo``.
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
    """Let Sphinx load the catalogue."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parents[1] / "locale"))
