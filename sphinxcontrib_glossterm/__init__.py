"""A Sphinx extension that links mentions of glossary terms automatically.

Importing this package imports neither Sphinx nor docutils, so that
:mod:`~sphinxcontrib_glossterm.model`, :mod:`~sphinxcontrib_glossterm.matching` and
:mod:`~sphinxcontrib_glossterm.listing` can be used and tested without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0rc1"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension. Sphinx calls this function."""
    from sphinxcontrib_glossterm.sphinx_ext import setup as setup_extension

    return setup_extension(app, __version__)
