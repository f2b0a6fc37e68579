"""Where Sphinx meets the glossary: all wiring on one screen, in the order of the build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.config import OPTIONS, wrong_values
from sphinxcontrib_glossterm.model import suggestion

from . import index_nodes, latex, locale, nodes
from .adopt import AdoptTermReferences
from .directives.concept import ConceptDirective
from .directives.glossary import Glossary
from .directives.termindex import TermIndex
from .domain import NAME, GlosstermDomain, domain_of
from .duplicates import DuplicateTermFilter, warn_of_duplicate_terms
from .index import index_class
from .index_fill import AddRelations, FillIndexes, MarkGlossaries, warn_of_indexes
from .locale import __
from .mentions import warn_of_ambiguities
from .observe import ObserveDocument
from .output import Output, config_of
from .roles import DefinitionTermRole, LiteralTermForm, NoTermRole, term_role
from .search import restore_search_entries
from .singlepage import DistinguishSharedAnchors
from .sources import read_sources
from .transforms import DropSuperseded, LinkMentions, ResolveTerms
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

ENV_VERSION = 1
"""Rises when what is stored of a document changes its shape."""


def setup(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything with *app*."""
    for option in OPTIONS:
        # Of any type for Sphinx: our own check says what to write instead.
        app.add_config_value(option.full_name, option.default, option.rebuild, frozenset({Any}))
    locale.setup(app)
    app.connect("config-inited", check_config)

    # what authors write
    app.add_domain(GlosstermDomain)
    app.add_directive_to_domain(NAME, "glossary", Glossary)
    app.add_directive_to_domain(NAME, "concept", ConceptDirective)
    app.add_directive("termindex", TermIndex)
    app.add_role_to_domain(NAME, "term", term_role())
    app.add_role("noterm", NoTermRole())
    app.add_role("defterm", DefinitionTermRole())
    app.connect("config-inited", take_over)
    app.connect("config-inited", add_index)
    nodes.setup(app)
    index_nodes.setup(app)
    latex.setup(app)

    # reading collects
    duplicates = DuplicateTermFilter()
    app.connect("builder-inited", duplicates.begin)
    app.connect("build-finished", duplicates.end)
    app.connect("env-before-read-docs", load_sources)
    app.add_transform(LiteralTermForm)
    app.add_transform(ObserveDocument)

    # env-updated decides, post-transforms apply, writers draw
    output = Output()
    app.connect("builder-inited", output.open)
    app.connect("env-updated", output.stale_pages)
    app.connect("env-check-consistency", check_mentions)
    app.connect("write-started", output.copy_assets)
    app.add_post_transform(DistinguishSharedAnchors)
    app.add_post_transform(DropSuperseded)
    app.add_post_transform(LinkMentions)
    app.add_post_transform(ResolveTerms)
    app.add_post_transform(AdoptTermReferences)
    app.add_post_transform(FillIndexes)
    app.add_post_transform(AddRelations)
    app.add_post_transform(MarkGlossaries)
    app.connect("warn-missing-reference", output.note_missing)
    app.connect("doctree-resolved", output.note_page)
    app.connect("html-page-context", output.add_to_page)
    app.connect("html-collect-pages", restore_search_entries)
    app.connect("build-finished", output.close)

    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def check_config(app: Sphinx, config: Config) -> None:
    """Warn of options that there are not, and of values that an option does not allow.

    For those the default is used.
    """
    names = [option.full_name for option in OPTIONS]
    for name in sorted(getattr(config, "_raw_config", {})):
        if name.startswith("glossterm_") and name not in names:
            message = __("there is no option %s%s")
            warn(WarningSubtype.CONFIG, message, name, suggestion(name, iter(names)), location=None)
    for option, value in wrong_values(lambda name: config[name]):
        message = __("%s is %r; it takes %s. The default, %r, is used.")
        arguments = (option.full_name, value, option.allows, option.default)
        warn(WarningSubtype.CONFIG, message, *arguments, location=None)


def take_over(app: Sphinx, config: Config) -> None:
    """Let the bare ``glossary`` understand what ours does; its nodes stay Sphinx's own."""
    if config_of(app).takeover:
        app.add_directive_to_domain("std", "glossary", Glossary, override=True)


def add_index(app: Sphinx, config: Config) -> None:
    """Add the index of terms, unless the project wants none."""
    checked = config_of(app)
    if checked.index:
        app.add_index_to_domain(NAME, index_class(checked.index_title))


def load_sources(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the data files that changed, before any page that shows one is read."""
    config, domain = config_of(app), domain_of(env)
    known = domain.store["sources"]
    domain.note_sources(
        read_sources(config.sources, Path(app.srcdir), config.label_separator, known)
    )


def check_mentions(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of terms defined twice, and of labels not linked because they mean several."""
    if config_of(app).takeover:
        warn_of_duplicate_terms(domain_of(env))
    warn_of_ambiguities(domain_of(env))
    warn_of_indexes(domain_of(env))
