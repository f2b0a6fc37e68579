"""Glossaries that link themselves, for Sphinx.

The front door: importing this package needs neither Sphinx nor docutils, so that the
core (:mod:`~sphinxcontrib_glossterm.model`, :mod:`~sphinxcontrib_glossterm.matching`,
:mod:`~sphinxcontrib_glossterm.listing`) can be used, and tested, without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the extension to a Sphinx application; called by Sphinx, never by hand."""
    from sphinxcontrib_glossterm.sphinx_ext import setup as setup_extension

    return setup_extension(app, __version__)
