"""Check the options in ``conf.py``, with warnings at the lines where they are set."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import OPTIONS, GlosstermConfig, wrong_values
from sphinxcontrib_glossterm.model import MAX_LABEL, similar

from .internals import names_in_conf
from .locale import __
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


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
