"""Where Sphinx meets the glossary: all wiring on one screen, in the order of the build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm import matching
from sphinxcontrib_glossterm.config import OPTIONS, GlosstermConfig, wrong_values
from sphinxcontrib_glossterm.model import MAX_LABEL, suggestion

from . import latex, locale, nodes
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
from .linking.adopt import AdoptTermReferences
from .linking.mentions import warn_of_ambiguities
from .linking.singlepage import DistinguishSharedAnchors
from .linking.transforms import DropSuperseded, LinkMentions, ResolveTerms
from .linktests import warn_of_failed_tests
from .locale import __
from .nodes import NAME
from .nodes import graph as graph_nodes
from .nodes import index as index_nodes
from .nodes.html import BEHIND_THEMES, teach_html
from .output import Output
from .reading.observe import ObserveDocument
from .report.builder import ReportBuilder
from .roles import DefinitionTermRole, LiteralTermForm, NoTermRole, term_role
from .sources import read_sources
from .warn import WarningSubtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinxcontrib_glossterm.config import GlosstermConfig

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
    app.connect("build-finished", duplicates.end)
    app.connect("env-before-read-docs", load_sources)
    app.add_transform(LiteralTermForm)
    app.add_transform(ObserveDocument)

    # env-updated decides, post-transforms apply, writers draw
    output = Output(version)
    app.connect("builder-inited", output.open)
    app.connect("env-updated", output.stale_pages)
    app.connect("env-updated", run_tests)
    app.connect("env-check-consistency", check_mentions)
    app.connect("write-started", output.copy_assets)
    app.connect("write-started", prepare)
    app.add_post_transform(DistinguishSharedAnchors)
    app.add_post_transform(DropSuperseded)
    app.add_post_transform(LinkMentions)
    app.add_post_transform(ResolveTerms)
    app.add_post_transform(DrawGraphs)
    app.add_post_transform(AdoptTermReferences)
    app.add_post_transform(FillIndexes)
    app.add_post_transform(AddRelations)
    app.add_post_transform(MarkGlossaries)
    app.add_post_transform(PlainNodes)
    app.connect("warn-missing-reference", output.note_missing)
    app.connect("doctree-resolved", output.note_page)
    app.connect("html-page-context", output.add_to_page)
    app.connect("html-page-context", add_styles)
    app.connect("html-collect-pages", restore_search_entries)
    app.connect("html-collect-pages", output.index_page)
    app.connect("build-finished", output.close)
    app.add_builder(ReportBuilder)

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
        arguments = (option.full_name, _printable(value), __(option.allows), option.default)
        warn(WarningSubtype.CONFIG, message, *arguments, location=None)
    checked = GlosstermConfig.of(config.__getitem__)
    check_edges(checked)
    for phrase in checked.no_link:
        if len(phrase) > MAX_LABEL:
            message = __('glossterm_no_link: "%s" has more than %s characters and is left out')
            beginning = f"{phrase[:40]}…"
            warn(WarningSubtype.CONFIG, message, beginning, MAX_LABEL, location=None)


def _printable(value: object) -> object:
    """*value*, or a text for it: an object of the author's own may raise anything."""
    try:
        repr(value)
    except Exception:
        return type(value).__name__
    return value


def check_edges(config: GlosstermConfig) -> None:
    """Warn of word lists that there are not, and of a tokenizer that is not installed."""
    for name in config.edge_words:
        if name not in matching.WORD_LISTS:
            message = __("glossterm_edge_words: there is no word list %s%s")
            warn(
                WarningSubtype.CONFIG,
                message,
                name,
                suggestion(name, iter(matching.WORD_LISTS)),
                location=None,
            )
    if config.japanese_words == "tokenizer" and matching.sudachi() is None:
        message = __(
            'glossterm_japanese_words is "tokenizer", which needs %s: install'
            " sphinxcontrib-glossterm[ja]. The rules are used."
        )
        warn(WarningSubtype.CONFIG, message, ", ".join(matching.PACKAGES), location=None)


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
    """Warn of terms defined twice, and of labels not linked because they mean several."""
    if domain_of(env).options.takeover:
        warn_of_duplicate_terms(domain_of(env))
    warn_of_ambiguities(domain_of(env))
    warn_of_indexes(domain_of(env))
    warn_of_graphs(domain_of(env))
