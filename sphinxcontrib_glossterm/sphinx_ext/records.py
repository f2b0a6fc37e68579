"""Types for the stored data files and other projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sphinxcontrib_glossterm.formats import Source
    from sphinxcontrib_glossterm.model import Concept


class SourceFile(NamedTuple):
    """One file of ``glossterm_sources``."""

    name: str
    """As in the option: the path from the source directory."""
    path: str
    digest: str
    """Digest of the file's bytes and of how they were read."""
    source: Source


@dataclass(slots=True)
class Project:
    """The terms of another project."""

    concepts: tuple[Concept, ...] = ()
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Concept id → its entry for tips; none for concepts known from the inventory only."""
    published: str | None = None
    """The file from the site, empty if there is none; cached until the environment is created
    again. ``None``: the site has not been asked."""
