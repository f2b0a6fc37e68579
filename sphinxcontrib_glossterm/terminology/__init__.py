"""The terminology check: rules that the text of a project may break, and what a glossary lacks.

:mod:`.candidates` finds terms that no glossary has. This package depends on the model and on
matching. Nothing here depends on Sphinx or reads a file. A module is imported when one of its names
is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from .finding import Finding as Finding
    from .finding import Rule as Rule
    from .finding import Severity as Severity
    from .places import UNKNOWN as UNKNOWN
    from .places import Place as Place
    from .places import Source as Source
    from .places import role_place as role_place
    from .rules import Check as Check
    from .rules import Pages as Pages
    from .rules import severities as severities
    from .uses import Located as Located
    from .uses import Use as Use
    from .uses import label_of_role as label_of_role
    from .uses import labels_in as labels_in

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        "finding": ["Finding", "Rule", "Severity"],
        "places": ["UNKNOWN", "Source", "Place", "role_place"],
        "rules": ["Check", "Pages", "severities"],
        "uses": ["Located", "Use", "label_of_role", "labels_in"],
    },
)
