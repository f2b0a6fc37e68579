"""A directive that prints the comparison of the terminology check with prh."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from from_code import language_name, table
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "terminology.json"
HEAD = ("Tool", "Precision", "Recall", "Wrongly reported", "Compounds reported")
TOOLS = ("python", "sphinx", "sphinxcontrib-glossterm", "textlint", "textlint-rule-prh", "prh")


class Compared(SphinxDirective):
    """What was planted, and a table of the tools, for each language."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(RESULTS))
        found = json.loads(RESULTS.read_text("utf-8"))
        return self.parse_text_to_nodes("\n".join(markdown(found)))


def markdown(found: dict[str, Any]) -> Iterator[str]:
    """The results file."""
    measured = found["measured"]
    versions = ", ".join(f"{name} {measured[name]}" for name in TOOLS)
    yield from (f"Measured on {measured['date']} with {versions}, seed {measured['seed']}.", "")
    for code, part in found["languages"].items():
        yield from (_planted(code, part), "")
        rows = [_row(name, tool, part) for name, tool in part["tools"].items()]
        yield from (*table(HEAD, rows), "")


def _planted(code: str, part: dict[str, Any]) -> str:
    manuals = ", ".join(f"`{name}`" for name in part["manuals"])
    traps = _counts(part["traps"])
    return (
        f"{language_name(code)}: {part['words']} words; {part['passages']:,} passages of {manuals};"
        f" {part['places']} words to avoid are planted, and as traps: {traps}."
    )


def _row(name: str, tool: dict[str, Any], part: dict[str, Any]) -> tuple[str, ...]:
    return (
        name,
        f"{100 * tool['precision']:.1f} %",
        f"{100 * tool['recall']:.1f} % ({tool['found']} of {part['places']})",
        _counts(tool["wrong"]) or "0",
        f"{tool['compounds']} of {part['compounds']}",
    )


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("terminology-compared", Compared)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
