"""Translate the texts of the command into the language of the terminal.

The catalogues are those of the extension. Sphinx also translates with them, but is not imported for
``--help``.
"""

from __future__ import annotations

import gettext
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "locale"

__ = gettext.translation("glossterm", _FOLDER, fallback=True).gettext
