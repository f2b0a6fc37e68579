"""Set up all features of the Sphinx extension, in the order in which a build uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    check,
    data_files,
    domain,
    editor,
    exchange,
    explained,
    export,
    glossary,
    glossary_tests,
    graph,
    incremental,
    index,
    linking,
    locale,
    nodes,
    options,
    output,
    plain_nodes,
    reading,
    reading_builder,
    report,
    tips,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ENV_VERSION = 1
"""Increase it when nodes or attributes that are stored in doctrees change. There are other versions
for the data of the domain (``store.Store.data_version``), the state of an output directory
(``output``) and ``glossterm.json`` (``formats.own.project_json``)."""


def setup(app: Sphinx, version: str) -> ExtensionMetadata:
    """Set up every feature."""
    options.setup(app)
    locale.setup(app)
    domain.setup(app)
    nodes.setup(app)
    output.setup(app)

    # Reading: directives and roles, then each page.
    data_files.setup(app)
    glossary.setup(app)
    reading.setup(app)

    # After reading: mentions are decided, outdated pages are found, glossary tests are run.
    exchange.setup(app)
    explained.setup(app)
    linking.setup(app)
    index.setup(app)
    graph.setup(app)
    tips.setup(app)
    glossary_tests.setup(app)
    check.setup(app)

    # Outdated pages are found and recorded, from what all features show.
    incremental.setup(app)

    # Other builders and output formats.
    plain_nodes.setup(app)
    reading_builder.setup(app)
    report.setup(app)
    export.setup(app)

    # Editors, after everything that warns.
    editor.setup(app)

    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
