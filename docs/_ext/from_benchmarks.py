"""A directive that prints the measured figures, next to the goals that the code declares."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from benchmark_tables import BENCHMARKS, TABLES, conditions, sizes
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

RESULTS = BENCHMARKS / "results" / "compare.json"
WITHIN = {"spent": "counted", "least": "counted", "profile": "phases"}
"""Name of tables → the part of the results that contains them, if it has another name."""
_WORD = re.compile(r"[^\W\d_]{3,}")


class Benchmarks(SphinxDirective):
    """The tables of one part of the results file, and the conditions of its measurement."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        for path in (RESULTS, *BENCHMARKS.glob("*.py")):
            self.env.note_dependency(str(path))
        name = self.arguments[0]
        part = json.loads(RESULTS.read_text("utf-8")).get(WITHIN.get(name, name))
        lines = ["The last run left this part out."]
        if part:
            lines = [] if name in WITHIN else [*conditions(part["measured"])]
            lines += TABLES[name](part["figures"])
        found = self.parse_text_to_nodes("\n".join(lines))
        exclude_figures(found)
        return found


class Sizes(SphinxDirective):
    """The sizes of the generated corpus."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(BENCHMARKS / "corpus.py"))
        found = self.parse_text_to_nodes("\n".join(sizes()))
        exclude_figures(found)
        return found


def exclude_figures(parsed: Iterable[nodes.Node]) -> None:
    """Exclude cells without words from translation, which would have to be repeated after each
    measurement."""
    for node in parsed:
        for paragraph in node.findall(nodes.paragraph):
            if isinstance(paragraph.parent, nodes.entry) and not _WORD.search(paragraph.astext()):
                paragraph["translatable"] = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("code-benchmarks", Benchmarks)
    app.add_directive("code-benchmark-sizes", Sizes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
