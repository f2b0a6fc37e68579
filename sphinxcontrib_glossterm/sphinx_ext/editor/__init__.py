"""Editors: what the language server esbonio shows of a glossary, without any setting.

Hover on a role shows the definition, "go to definition" opens the entry, and the warnings of this
extension and the findings of the terminology check have columns. All of it is passed on after each
build that esbonio runs. The package :mod:`sphinxcontrib_glossterm.editor`, which users add to
the server, completes and finds more with the same data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..internals import EditorAgent

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the listeners, only if esbonio runs the build."""
    if EditorAgent.is_in(app):
        # Imported here, since other builds do not need it.
        from .results import EditorResults

        EditorResults(app).connect()
