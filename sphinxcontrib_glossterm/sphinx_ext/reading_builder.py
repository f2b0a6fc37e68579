"""A builder that reads all pages and writes none: for the command line, reports and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(ReadingBuilder)


class ReadingBuilder(Builder):
    """Reads all pages and writes nothing, for the command line."""

    name = "glossterm-read"
    allow_parallel = True

    def init(self) -> None:
        """Include content that is ``only`` for HTML."""
        self.tags.add("html")

    def get_outdated_docs(self) -> str:
        """A description, since Sphinx might skip the build for an empty list of documents."""
        return "glossary"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """An empty address."""
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write no page."""

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Prepare nothing (required by Sphinx 8.0)."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write no page (required by Sphinx 8.0)."""
