"""The addresses of links in linked Markdown."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxcontrib_glossterm.model import Concept

_PATH = "/~!$&'*+,;=:@"
"""Kept in a path. Brackets are quoted, since they have a meaning in Markdown."""


class Targets:
    """The addresses of concepts, from the pages that are written."""

    def __init__(self, files: Mapping[str, str], address: str) -> None:
        """*files*: document → path of its file; *address*: of their folder, empty for relative."""
        self._files = files
        self._address = f"{address.rstrip('/')}/" if address else ""

    def of(self, concept: Concept, label: str, docname: str) -> str:
        """The address of *label* in a link from *docname*; empty if it is in no written page."""
        if concept.uri:
            return quote(concept.uri, safe=f"{_PATH}%?#")
        target = concept.location.docname
        if target not in self._files or docname not in self._files:
            return ""
        fragment = f"#{quote(concept.anchor_of(label), safe=_PATH)}"
        return f"{self._page(docname, target)}{fragment}"

    def _page(self, docname: str, target: str) -> str:
        path = self._files[target]
        if self._address:
            return f"{self._address}{quote(path, safe=_PATH)}"
        if docname == target:
            return ""
        folder = posixpath.dirname(self._files[docname])
        relative = quote(posixpath.relpath(path, folder or "."), safe=_PATH)
        # A colon in the first part would end a scheme.
        return f"./{relative}" if ":" in relative.partition("/")[0] else relative
