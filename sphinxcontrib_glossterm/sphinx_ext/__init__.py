"""Where Sphinx meets the glossary: all wiring on one screen, in the order of the build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.config import OPTIONS, GlosstermConfig

from . import latex, locale, nodes
from .confpy import check_config
from .directives.concept import ConceptDirective
from .directives.glossary import Glossary
from .directives.termgraph import TermGraph
from .directives.termindex import TermIndex
from .directives.tests import TestsDirective
from .domain import GlosstermDomain, domain_of
from .duplicates import DuplicateTermFilter, warn_of_duplicate_terms
from .graphs import DrawGraphs, add_styles, prepare, warn_of_graphs
from .index.domain_index import index_class
from .index.fill import AddRelations, FillIndexes, MarkGlossaries, warn_of_indexes
from .index.search import restore_search_entries
from .leftover import PlainNodes
from .linking.adopt import AdoptTermReferences, ResolveEntryIds, ShowGlossaryIds
from .linking.mentions import warn_of_ambiguities
from .linking.missing import AFTER_OTHERS, resolve_any
from .linking.singlepage import DistinguishSharedAnchors
from .linking.transforms import DropSuperseded, LinkMentions, ResolveTerms
from .linktests import warn_of_failed_tests
from .literal_forms import LiteralTermForm
from .nodes import NAME
from .nodes import graph as graph_nodes
from .nodes import index as index_nodes
from .nodes.html import BEHIND_THEMES, teach_html
from .output import Output
from .pages import check_heading_pages
from .reading.definitions import note_definitions
from .reading.observe import ObserveDocument
from .reading.written import NoteNames, NoteOriginals
from .report.builder import ReportBuilder
from .roles import DefinitionTermRole, NoTermRole, term_role
from .sources import read_sources

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinxcontrib_glossterm.config import GlosstermConfig

LAST = 10_000
"""Priority of listeners that need what other extensions make at the same event."""
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
    app.add_directive_to_domain(NAME, "tests", TestsDirective)
    app.add_directive_to_domain(NAME, "termgraph", TermGraph)
    app.add_directive("termgraph", TermGraph)
    app.add_role_to_domain(NAME, "term", term_role())
    app.add_role("noterm", NoTermRole())
    app.add_role("defterm", DefinitionTermRole())
    app.connect("config-inited", take_over)
    app.connect("config-inited", add_index)
    nodes.setup(app)
    index_nodes.setup(app)
    latex.setup(app)
    graph_nodes.setup(app)
    app.connect("builder-inited", teach_html, priority=BEHIND_THEMES)

    # reading collects
    duplicates = DuplicateTermFilter()
    app.connect("builder-inited", duplicates.begin)
    app.connect("doctree-read", duplicates.locate)
    app.connect("env-updated", duplicates.collect)
    app.connect("env-check-consistency", duplicates.check)
    app.connect("build-finished", duplicates.end)
    app.connect("env-before-read-docs", load_sources)
    app.add_transform(LiteralTermForm)
    app.add_transform(NoteOriginals)
    app.add_transform(NoteNames)
    app.add_transform(ObserveDocument)
    app.connect("doctree-read", note_definitions, priority=LAST)

    # env-updated decides, post-transforms apply, writers draw
    output = Output(version)
    app.connect("builder-inited", output.open)
    app.connect("env-updated", output.decide)
    app.connect("env-updated", run_tests)
    # after Sphinx has numbered sections and figures, and before it saves the environment
    app.connect("env-get-updated", output.stale_pages, priority=LAST)
    app.connect("env-check-consistency", check_mentions)
    app.connect("write-started", output.copy_assets)
    app.connect("write-started", prepare)
    app.add_post_transform(DistinguishSharedAnchors)
    app.add_post_transform(DropSuperseded)
    app.add_post_transform(LinkMentions)
    app.add_post_transform(ResolveEntryIds)
    app.add_post_transform(ResolveTerms)
    app.add_post_transform(DrawGraphs)
    app.add_post_transform(ShowGlossaryIds)
    app.add_post_transform(AdoptTermReferences)
    app.add_post_transform(FillIndexes)
    app.add_post_transform(AddRelations)
    app.add_post_transform(MarkGlossaries)
    app.add_post_transform(PlainNodes)
    app.connect("missing-reference", resolve_any, priority=AFTER_OTHERS)
    app.connect("warn-missing-reference", output.note_missing)
    app.connect("doctree-resolved", output.note_page, priority=LAST)
    app.connect("html-page-context", output.add_to_page)
    app.connect("html-page-context", add_styles)
    app.connect("html-collect-pages", restore_search_entries)
    app.connect("html-collect-pages", output.complete_register)
    app.connect("html-collect-pages", output.index_page)
    app.connect("build-finished", output.close)
    app.add_builder(ReportBuilder)

    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def take_over(app: Sphinx, config: Config) -> None:
    """Let the bare ``glossary`` understand what ours does; its nodes stay Sphinx's own."""
    if GlosstermConfig.of(config.__getitem__).takeover:
        app.add_directive_to_domain("std", "glossary", Glossary, override=True)


def add_index(app: Sphinx, config: Config) -> None:
    """Add the index of terms, unless the project wants none."""
    checked = GlosstermConfig.of(config.__getitem__)
    if checked.index:
        app.add_index_to_domain(NAME, index_class(checked.index_title))


def load_sources(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the data files that changed, before any page that shows one is read."""
    domain = domain_of(env)
    config, known = domain.options, domain.store["sources"]
    domain.note_sources(
        read_sources(config.sources, Path(app.srcdir), config.label_separator, known)
    )


def run_tests(app: Sphinx, env: BuildEnvironment) -> None:
    """Run the tests that the glossaries carry, and warn of those that fail."""
    warn_of_failed_tests(domain_of(env), app.tags)


def check_mentions(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of all that is known only when every page has been read."""
    if domain_of(env).options.takeover:
        warn_of_duplicate_terms(domain_of(env))
    check_heading_pages(app, domain_of(env).options)
    warn_of_ambiguities(domain_of(env))
    warn_of_indexes(domain_of(env))
    warn_of_graphs(domain_of(env))
