"""The terminology check: rules that the text of a project may break.

This package depends on the model and on matching. Nothing here depends on Sphinx or reads a file. A
module is imported when one of its names is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from .finding import Finding as Finding
    from .finding import Rule as Rule
    from .finding import Severity as Severity

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        "finding": ["Finding", "Rule", "Severity"],
    },
)
