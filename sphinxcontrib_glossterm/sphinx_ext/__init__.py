"""The Sphinx extension: its features, in the order in which a build uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    data_files,
    exchange,
    glossary,
    glossary_tests,
    graph,
    incremental,
    index,
    linking,
    locale,
    nodes,
    option_checks,
    plain_nodes,
    reading,
    report,
)
from .domain import GlosstermDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ENV_VERSION = 1
"""Raise it when nodes or attributes that are stored in doctrees change. The shape of what the
domain stores has a version of its own (``Store.data_version``), and so have the record of an
output directory (``incremental.state``) and ``glossterm.json`` (``exchange.project_json``)."""


def setup(app: Sphinx, version: str) -> ExtensionMetadata:
    """Set up every feature."""
    option_checks.setup(app)
    locale.setup(app)
    app.add_domain(GlosstermDomain)
    nodes.setup(app)

    # Authors write, and each page is read.
    data_files.setup(app)
    glossary.setup(app)
    reading.setup(app)

    # All pages are read: mentions are decided, stale pages are named, tests are run.
    exchange.setup(app)
    linking.setup(app)
    index.setup(app)
    graph.setup(app)
    incremental.setup(app, version)
    glossary_tests.setup(app)

    # Other ways to write.
    plain_nodes.setup(app)
    report.setup(app)

    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
