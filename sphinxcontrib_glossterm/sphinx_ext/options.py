"""Check the options in ``conf.py``, and read those of single pages.

Warnings about options are at the lines of ``conf.py`` where they are set. A page sets options in
its front matter or in the field list at its top.
"""

from __future__ import annotations

import ast
import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import (
    DENSITY,
    FIRST_USE,
    LINK,
    OPTIONS,
    PAGE_OPTIONS,
    GlosstermConfig,
    heading_levels,
    wrong_values,
)
from sphinxcontrib_glossterm.matching import Density, LinkPolicy, Scope
from sphinxcontrib_glossterm.model import MAX_LABEL, language_tag, similar
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .internals import names_in_conf
from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinxcontrib_glossterm.config import GlosstermConfig

_CHOICES = {
    "glossterm-link": LINK,
    "glossterm-density": DENSITY,
    "glossterm-first-use": FIRST_USE,
    "glossterm-check": ("off",),
}


class PageOptions(NamedTuple):
    """The options that apply to one page."""

    heading_levels: tuple[int, ...]
    policy: LinkPolicy
    first_use_full: bool
    """Whether the first reference to a concept shows its full form with its abbreviation."""
    language: str
    """The language of the page; empty: that of the project."""


def page_options(
    docname: str, metadata: Mapping[str, object], config: GlosstermConfig
) -> PageOptions:
    """The project's options, overridden by those of the page; invalid ones are ignored."""
    link = _unread_off(metadata.get("glossterm-link"))
    density = metadata.get("glossterm-density")
    first_use = metadata.get("glossterm-first-use")
    is_full = (first_use if first_use in FIRST_USE else config.first_use) == "full"
    return PageOptions(
        _levels(docname, metadata, config),
        LinkPolicy(
            Scope(str(link) if link in LINK else config.link),
            Density(str(density) if density in DENSITY else config.link_density),
            is_full,
        ),
        is_full,
        language_tag(str(metadata.get("glossterm-language", ""))),
    )


def is_checked(metadata: Mapping[str, object]) -> bool:
    """Whether the terminology check reads the page with this *metadata*."""
    return _unread_off(metadata.get("glossterm-check")) != "off"


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
        elif key == "glossterm-language":
            if not language_tag(value):
                message = __(
                    'page option "%s" is "%s"; it takes a language tag such as ja or zh-TW'
                )
                warn(WarningSubtype.PAGE_METADATA, message, key, value, location=location)
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


def setup(app: Sphinx) -> None:
    """Register the options, and check their values after they are read."""
    for option in OPTIONS:
        # Sphinx accepts any type; our own check says which values are allowed.
        app.add_config_value(option.full_name, option.default, option.rebuild, frozenset({Any}))
    app.connect("config-inited", check_config)


def check_config(app: Sphinx, config: Config) -> None:
    """Warn of unknown options, and of values that an option does not allow.

    These options have their defaults.
    """
    names = [option.full_name for option in OPTIONS]
    for name in sorted(names_in_conf(config)):
        if name.startswith("glossterm_") and name not in names:
            near = similar(name, names)
            message = (
                __('unknown option "%s"; did you mean "%s"?')
                if near
                else __('unknown option "%s"; remove it')
            )
            where = option_location(app, name)
            warn(WarningSubtype.CONFIG, message, name, *near, location=where)
    for option, value in wrong_values(lambda name: config[name]):
        message = __("%s is %r; it takes %s (the default, %r, is used)")
        arguments = (option.full_name, _printable(value), __(option.allows), option.default)
        where = option_location(app, option.full_name)
        warn(WarningSubtype.CONFIG, message, *arguments, location=where)
    checked = GlosstermConfig.of(config.__getitem__)
    check_edges(app, checked)
    for phrase in checked.no_link:
        if len(phrase) > MAX_LABEL:
            message = __('"%s" in glossterm_no_link is too long; write at most %s characters')
            where = option_location(app, "glossterm_no_link")
            warn(WarningSubtype.CONFIG, message, f"{phrase[:40]}…", MAX_LABEL, location=where)


def _printable(value: object) -> object:
    """*value*, or a text for it, since an author's object may raise anything."""
    try:
        repr(value)
    except Exception:
        return type(value).__name__
    return value


def check_edges(app: Sphinx, config: GlosstermConfig) -> None:
    """Warn of unknown word lists, and of a tokenizer that is not installed."""
    for name in config.edge_words:
        if name not in matching.WORD_LISTS:
            where = option_location(app, "glossterm_edge_words")
            if near := similar(name, matching.WORD_LISTS):
                message = __('unknown word list "%s" in glossterm_edge_words; did you mean "%s"?')
                warn(WarningSubtype.CONFIG, message, name, *near, location=where)
            else:
                message = __('unknown word list "%s" in glossterm_edge_words; use one of: %s')
                known = ", ".join(matching.WORD_LISTS)
                warn(WarningSubtype.CONFIG, message, name, known, location=where)
    if config.japanese_words == "tokenizer" and matching.sudachi() is None:
        message = __(
            'glossterm_japanese_words is "tokenizer", which needs %s; install'
            ' sphinxcontrib-glossterm[ja] (until then, "rules" is used)'
        )
        where = option_location(app, "glossterm_japanese_words")
        packages = ", ".join(matching.PACKAGES)
        warn(WarningSubtype.CONFIG, message, packages, location=where)


def option_location(app: Sphinx, name: str) -> str | None:
    """The location where the option *name* is set, for Sphinx's logger.

    The last assignment at the top level of ``conf.py``, or its first line if there is none, since
    an option may be set in a function or by another extension. ``None``: on the command line.
    """
    if name in app.config.overrides or not app.confdir:
        return None
    path = Path(app.confdir) / "conf.py"
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return f"{path}:1"
    lines = [node.lineno for node in tree.body if name in _assigned(node)]
    return f"{path}:{lines[-1] if lines else 1}"


def _assigned(statement: ast.stmt) -> set[str]:
    """The names that *statement* assigns to, if it is an assignment."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        targets = [statement.target]
    else:
        return set()
    return {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
