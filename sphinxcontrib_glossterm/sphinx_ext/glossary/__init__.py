"""Markup for glossaries: the directives ``glossary`` and ``concept``, roles, the tag ``<term>``.

Sphinx's own ``glossary`` is extended, unless ``glossterm_takeover`` is off. Terms that are defined
twice are reported after all pages are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.config import GlosstermConfig

from ..nodes import NAME
from .directive import ConceptDirective, Glossary
from .registers import DuplicateTermFilter, TermRegister, check_duplicate_terms
from .roles import DefinitionTermRole, LiteralTermForm, NoTermRole, term_role

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

AFTER_DECISIONS = 600
"""Priority of a listener that needs to know whether anything has changed."""


def setup(app: Sphinx) -> None:
    """Register the directives, the roles, and the checks for duplicates."""
    app.add_directive_to_domain(NAME, "glossary", Glossary)
    app.add_directive_to_domain(NAME, "concept", ConceptDirective)
    app.connect("config-inited", replace_standard_directive)
    app.add_role_to_domain(NAME, "term", term_role())
    app.add_role("noterm", NoTermRole())
    app.add_role("defterm", DefinitionTermRole())
    app.add_transform(LiteralTermForm)
    duplicates = DuplicateTermFilter()
    app.connect("builder-inited", duplicates.begin)
    app.connect("doctree-read", duplicates.locate)
    app.connect("env-updated", duplicates.collect)
    app.connect("env-check-consistency", duplicates.check)
    app.connect("env-check-consistency", check_duplicate_terms)
    app.connect("build-finished", duplicates.end)
    register = TermRegister()
    app.connect("env-updated", register.update, priority=AFTER_DECISIONS)
    app.connect("html-collect-pages", register.complete)
    app.connect("build-finished", register.restore)


def replace_standard_directive(app: Sphinx, config: Config) -> None:
    """``config-inited``: replace ``glossary`` by ours, a subclass that makes Sphinx's own nodes."""
    if GlosstermConfig.of(config.__getitem__).takeover:
        app.add_directive_to_domain("std", "glossary", Glossary, override=True)
