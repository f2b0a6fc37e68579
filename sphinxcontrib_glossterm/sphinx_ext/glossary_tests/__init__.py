"""Tests of a glossary: the directive ``glossterm:tests`` and the key ``tests`` of data files.

A test is a text with the links that it should have. Tests are run after all pages are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import NAME
from .directive import TestsDirective
from .outcomes import run_tests

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the directive, and run the tests after mentions are decided."""
    app.add_directive_to_domain(NAME, "tests", TestsDirective)
    app.connect("env-updated", run_tests)
