"""Load the terms of other projects: their addresses from intersphinx, and their definitions.

Only projects in ``glossterm_projects`` are loaded. Inventories are those that intersphinx has
loaded; definitions come from the file that these sites publish next to it, if they do.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.model import MAX_LABEL, similar

from .domain import domain_of
from .internals import fetch, inventory_terms, project_places
from .locale import __
from .options import option_location
from .pages import Project
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.formats.own.project_json import TipEntry
    from sphinxcontrib_glossterm.model import Concept

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register the listener that loads the terms of other projects before mentions are decided."""
    app.connect("env-updated", load_projects)


def load_projects(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: load the terms of other projects into the domain."""
    domain = domain_of(env)
    domain.note_projects(read_projects(app, domain.options.projects, domain.projects))


def read_projects(
    app: Sphinx, names: Iterable[str], known: Mapping[str, Project]
) -> dict[str, Project]:
    """The projects of *names*, by name; sites that are in *known* are not fetched again.

    A name that is not in ``intersphinx_mapping`` is reported and omitted.
    """
    mapping = getattr(app.config, "intersphinx_mapping", {})
    found: dict[str, Project] = {}
    for name in names:
        if name not in mapping:
            near = similar(name, mapping)
            message = (
                __('unknown project "%s" in glossterm_projects; did you mean "%s"?')
                if near
                else __('unknown project "%s" in glossterm_projects; add it to intersphinx_mapping')
            )
            where = option_location(app, "glossterm_projects")
            warn(WarningSubtype.CONFIG, message, name, *near, location=where)
            continue
        base, places = project_places(app.config, name)
        published = _published(app, name, base, places, known.get(name, Project()).published)
        found[name] = _project(app, name, base.rstrip("/") + "/", published)
    return found


def _project(app: Sphinx, name: str, base: str, published: str) -> Project:
    # Imported here, since most projects have no other projects.
    from sphinxcontrib_glossterm.formats.own.project_json import foreign_concept, read_project

    concepts: dict[str, Concept] = {}
    entries: dict[str, TipEntry] = {}
    if published:
        try:
            for concept, entry in read_project(published, name, base):
                concepts[concept.id] = concept
                entries[concept.id] = entry
        except (ValueError, RecursionError) as error:
            _warn_of_form(app, name, error)
    long = sum(len(n) > MAX_LABEL for concept in concepts.values() for n in concept.names())
    if long:
        message = __(
            '%s labels of the project "%s" have more than %s characters and are not searched for'
            " in text"
        )
        where = option_location(app, "glossterm_projects")
        warn(WarningSubtype.PROJECT, message, long, name, MAX_LABEL, location=where)
    labels = {label.text for concept in concepts.values() for label in concept.labels}
    for label, uri in inventory_terms(app.env, name):
        if label not in labels:
            concept = foreign_concept(name, uri, [label])
            concepts[concept.id] = concept
    return Project(tuple(concepts.values()), entries, published)


def _warn_of_form(app: Sphinx, name: str, error: Exception) -> None:
    """Warn that what *name* publishes is no glossary."""
    where = option_location(app, "glossterm_projects")
    if isinstance(error, json.JSONDecodeError):
        message = __(
            'the glossary of the project "%s" is not valid JSON (line %s, column %s); build that'
            " project again, or remove it from glossterm_projects"
        )
        place = (error.lineno, error.colno)
        warn(WarningSubtype.PROJECT, message, name, *place, location=where)
    else:
        message = __(
            'the glossary of the project "%s" has an unknown format; use the same version'
            " of this extension in both projects, or remove that project from glossterm_projects"
        )
        warn(WarningSubtype.PROJECT, message, name, location=where)


def _read(app: Sphinx, project: str, path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""
    except (OSError, ValueError) as error:
        message = __('the glossary of the project "%s" cannot be read: %s')
        where = option_location(app, "glossterm_projects")
        reason = getattr(error, "strerror", None) or error
        warn(WarningSubtype.PROJECT, message, project, reason, location=where)
        return ""


def _published(
    app: Sphinx, project: str, base: str, places: Iterable[str | None], known: str | None
) -> str:
    """The published glossary of a site; empty if it has none."""
    from sphinxcontrib_glossterm.formats.own.project_json import FILE_NAME

    for place in places:
        if place and "://" not in place:
            return _read(app, project, (Path(app.srcdir) / place).parent / FILE_NAME)
    return _fetch(app, f"{base.rstrip('/')}/{FILE_NAME}") if known is None else known


def _fetch(app: Sphinx, address: str) -> str:
    try:
        return fetch(app.config, address)
    except Exception as error:  # network or server error: handled like a missing file
        logger.info(__("no definitions from %s: %s"), address, error)
        return ""
