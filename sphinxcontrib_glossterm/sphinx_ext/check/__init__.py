"""The terminology check: find wording that the glossary does not want."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology import Finding

    from ..domain import GlosstermDomain


def findings(domain: GlosstermDomain, tags: Tags) -> list[Finding]:
    """Every finding in what was read, by file and position."""
    return []
