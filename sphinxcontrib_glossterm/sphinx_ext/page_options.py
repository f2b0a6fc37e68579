"""Options of one page, from its front matter or the field list at its top."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxcontrib_glossterm.config import DENSITY, FIRST_USE, LINK, PAGE_OPTIONS, heading_levels
from sphinxcontrib_glossterm.matching import Density, LinkPolicy, Scope
from sphinxcontrib_glossterm.model import similar

from .locale import __
from .option_checks import option_location
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.config import GlosstermConfig

_CHOICES = {
    "glossterm-link": LINK,
    "glossterm-density": DENSITY,
    "glossterm-first-use": FIRST_USE,
}


class PageOptions(NamedTuple):
    """The options that apply to one page."""

    heading_levels: tuple[int, ...]
    policy: LinkPolicy
    first_use_full: bool
    """Whether the first reference to a concept shows its full form with its abbreviation."""


def page_options(
    docname: str, metadata: Mapping[str, object], config: GlosstermConfig
) -> PageOptions:
    """The project's options, overridden by those of the page; invalid ones are ignored."""
    link = _unread_off(metadata.get("glossterm-link"))
    density = metadata.get("glossterm-density")
    first_use = metadata.get("glossterm-first-use")
    return PageOptions(
        _levels(docname, metadata, config),
        LinkPolicy(
            Scope(str(link) if link in LINK else config.link),
            Density(str(density) if density in DENSITY else config.link_density),
        ),
        (first_use if first_use in FIRST_USE else config.first_use) == "full",
    )


def _unread_off(value: object) -> object:
    """*value*, or the author's word if YAML read ``off`` as false."""
    return "off" if value is False or value == "False" else value


def _levels(
    docname: str, metadata: Mapping[str, object], config: GlosstermConfig
) -> tuple[int, ...]:
    if "glossterm-headings" in metadata:
        return heading_levels(_plain(metadata["glossterm-headings"]))
    globs = [glob for glob in config.heading_pages if _glob_matches(docname, glob)]
    return heading_levels(config.heading_pages[max(globs, key=len)]) if globs else ()


def _glob_matches(docname: str, glob: str) -> bool:
    """Whether *glob* matches *docname*; ``*`` matches ``/``, and ``**/x`` matches ``x`` too."""
    return fnmatchcase(docname, glob) or (
        glob.startswith("**/") and fnmatchcase(docname, glob.removeprefix("**/"))
    )


def _plain(value: object) -> object:
    """*value* as the author wrote it: Markdown's front matter is stored as JSON in a string."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def read_metadata(document: nodes.document) -> tuple[dict[str, str], nodes.Node | None]:
    """The page's fields and the node that contains them, while the document is being read.

    ``env.metadata`` has them only after reading.
    """
    for node in document.children:
        if isinstance(node, (nodes.docinfo, nodes.field_list)):
            fields = [child for child in node.children if isinstance(child, nodes.field)]
            return {field[0].astext(): field[1].astext() for field in fields}, node
        if not isinstance(node, (nodes.comment, nodes.target, nodes.raw)):
            break
    return {}, None


def check_metadata(docname: str, metadata: Mapping[str, str], where: nodes.Node | None) -> None:
    """Warn of keys and values that this extension does not know."""
    location = where if where is not None and where.line else (docname, 1)
    for key, value in metadata.items():
        if not key.startswith("glossterm-"):
            continue
        if key not in PAGE_OPTIONS:
            _warn_of_unknown_key(key, location)
        elif choices := _CHOICES.get(key):
            if _unread_off(value) not in choices:
                message = __('page option "%s" is "%s"; it takes one of: %s')
                warn(
                    WarningSubtype.PAGE_METADATA,
                    message,
                    key,
                    value,
                    ", ".join(choices),
                    location=location,
                )
        elif not heading_levels(_plain(value)):
            message = __('page option "%s" is "%s"; it takes heading levels such as 2 or 2-3')
            warn(WarningSubtype.PAGE_METADATA, message, key, value, location=location)


def _warn_of_unknown_key(key: str, location: nodes.Node | tuple[str, int]) -> None:
    if near := similar(key, PAGE_OPTIONS):
        message = __('unknown page option "%s"; did you mean "%s"?')
        warn(WarningSubtype.PAGE_METADATA, message, key, *near, location=location)
    else:
        message = __('unknown page option "%s"; use one of: %s')
        known = ", ".join(PAGE_OPTIONS)
        warn(WarningSubtype.PAGE_METADATA, message, key, known, location=location)


def check_heading_pages(app: Sphinx, config: GlosstermConfig) -> None:
    """Warn of each pattern of ``glossterm_heading_pages`` that matches no page."""
    docnames = app.env.found_docs
    for glob in config.heading_pages:
        if not _matched(glob, docnames):
            near = next((g for g in _without_path(glob, app) if _matched(g, docnames)), None)
            message = (
                __('pattern "%s" of glossterm_heading_pages matches no page; did you mean "%s"?')
                if near
                else __(
                    'pattern "%s" of glossterm_heading_pages matches no page;'
                    " write the name of a document, without the file extension"
                )
            )
            arguments = (glob, near) if near else (glob,)
            where = option_location(app, "glossterm_heading_pages")
            warn(WarningSubtype.CONFIG, message, *arguments, location=where)


def _matched(glob: str, docnames: Iterable[str]) -> bool:
    return any(_glob_matches(docname, glob) for docname in docnames)


def _without_path(glob: str, app: Sphinx) -> Iterator[str]:
    """*glob* without the parts of a file path that document names do not have."""
    short = glob.removeprefix("./").removeprefix("/").removeprefix(f"{app.srcdir.name}/")
    yield short
    yield from (short.removesuffix(suffix) for suffix in app.config.source_suffix)
    yield f"{short.removesuffix('/')}/*"
