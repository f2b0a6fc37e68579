"""The names of the figures, their goals, and the reason for each goal.

The docs print these tables next to the measurements. A goal applies to both projects unless it
names one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Goal:
    """The maximum of a figure, and the reason."""

    at_most: float
    because: str


MEASURES = {
    "seconds": "Processor time, ratio",
    "megabytes": "Peak memory, ratio",
    "instructions": "Instructions, ratio",
    "share": "Share of the build without this extension, per cent",
    "exponent": "Exponent",
    "wall": "Time from start to end, ratio",
    "pages": "Pages written that plain Sphinx does not write",
    "needless": "Of these, pages that are what they were",
    "read": "Sources read that plain Sphinx does not read",
    "missed": "Pages that mention the new term and are not written",
    "find": "Time to find the mentions, ratio to the fewest labels",
    "speed": "Text looked through, MB/s",
    "build": "Time to make the matcher, s",
    "memory": "Memory of the matcher, MB",
    "hits": "Hits, also refused ones",
    "links": "Mentions linked in a page",
    "assets": "Script and style sheet, bytes",
    "assets/gzip": "Script and style sheet, bytes with gzip",
    "sidecar": "Definitions of a page, bytes",
    "sidecar/gzip": "Definitions of a page, bytes with gzip",
}
"""Last part of a figure's key → its description. Pages with a table of contents are not counted,
since Sphinx always writes them with the pages that they list."""
BUILDS = {
    "glossary": ("Sphinx, its own glossary, no references", "plain"),
    "by_hand": ("Sphinx, its own glossary and roles", "plain"),
    "tippy": ("roles, sphinx-tippy", "plain"),
    "riddle": ("roles, sphinx-riddle-whisper", "plain"),
    "hand": ("roles, this extension, no mentions linked", "plain"),
    "hand_beside_by_hand": ("roles, this extension, no mentions linked", "roles"),
    "minimum_hand": ("roles; the minimum of tips and index", "roles"),
    "minimum": ("the minimum of links, tips and index", "plain"),
    "minimum_section": ("the minimum, the first mention of each section linked", "plain"),
    "entries_bare": ("this extension, a glossary, no links, tips and index", "plain"),
    "every_bare": ("every mention linked, no tips, no index", "plain"),
    "every": ("every mention linked", "plain"),
    "every_beside_by_hand": ("every mention linked", "roles"),
    "section": ("the first mention of each section linked", "plain"),
    "unused": ("this extension with its default options, no glossary", "plain"),
    "checked": ("every mention linked, all rules of the terminology check", "every"),
    "unused_nothing": ("nothing changed, no glossary", "plain"),
    "minimum_nothing": ("nothing changed, the minimum", "plain"),
    "minimum_definition": ("one definition edited, the minimum", "plain"),
    "nothing": ("nothing changed, every mention linked", "plain"),
    "nothing_beside_by_hand": ("nothing changed, every mention linked", "roles"),
    "nothing_hand": ("nothing changed, roles, no mentions linked", "roles"),
    "definition": ("one definition edited, every mention linked", "plain"),
    "definition_beside_by_hand": ("one definition edited, every mention linked", "roles"),
    "definition_hand": ("one definition edited, roles, no mentions linked", "roles"),
    "label": ("one term added, every mention linked", "plain"),
    "label_beside_by_hand": ("one term added, every mention linked", "roles"),
    "label_hand": ("one term added, roles, no mentions linked", "roles"),
}
"""Name of a comparison → its build and the key of what it is compared with."""
BASES = {
    "plain": "plain Sphinx",
    "roles": "Sphinx, its own glossary and roles",
    "every": "every mention linked",
}
PHASES = {
    "all": "the whole build",
    "setup": "starting",
    "reading": "reading",
    "deciding": "deciding what is linked and written",
    "saving": "saving the environment",
    "resolving": "resolving references",
    "writing": "writing pages",
    "index": "indexes",
    "files": "other files",
    "garbage": "garbage collections",
}
PARTS = {
    "setup": "importing and setting up",
    "entries_of_sphinx": "the glossary in Sphinx",
    "entries": "reading entries",
    "reading": "reading",
    "deciding": "deciding what is linked",
    "resolving": "resolving references",
    "writing": "writing links",
    "links": "finding, resolving and writing links",
    "tips": "tips",
    "index": "index",
    "state": "fingerprints and state",
    "files": "other files",
    "other": "other functions of this extension",
    "shared": "shared by several features",
    "sphinx": "Sphinx and docutils, in addition",
    "garbage": "garbage collections, in addition",
    "all": "all",
    "imports": "of all, importing modules",
}
"""Part of the work that this extension adds → its description."""
_NO_NEED = Goal(0, "A page is written only if its content has changed.")
_NOTHING_READ = Goal(0, "The prose of pages that link is kept, so that no source is read for it.")
_MEMORY = Goal(1.10, "The prose of pages that link is kept, but compressed.")
_UNUSED = Goal(1.01, "There is nothing to do.")
_SECTION = Goal(1.10, "Fewer links than with every mention.")
_NOTHING = Goal(1.05, "To see that nothing has changed takes one digest.")
_DEFINITION = Goal(1.10, "Definitions are in files beside the pages that refer to them.")

GOALS = {
    "unused/instructions": _UNUSED,
    "section/instructions": _SECTION,
    "every/instructions": Goal(
        1.12,
        "To make and write the links of all mentions, with nothing else of a glossary, took 1.08;"
        " the roles written by hand took Sphinx 1.29.",
    ),
    "hand_beside_by_hand/instructions": Goal(
        1.00, "Tips and the index are to cost no more than can be saved when roles are resolved."
    ),
    "checked/instructions": Goal(
        1.03,
        "Only headings and captions are searched in addition; places only of what is reported.",
    ),
    "nothing/instructions": _NOTHING,
    "definition/instructions": _DEFINITION,
    "corpus/unused/seconds": _UNUSED,
    "section/seconds": _SECTION,
    "every/seconds": Goal(1.15, "As by instructions, with the variation of times."),
    "nothing/seconds": _NOTHING,
    "definition/seconds": _DEFINITION,
    "unused/megabytes": _MEMORY,
    "section/megabytes": _MEMORY,
    "every/megabytes": _MEMORY,
    "hand/megabytes": _MEMORY,
    "nothing/pages": _NO_NEED,
    "nothing/needless": _NO_NEED,
    "nothing/read": _NOTHING_READ,
    "definition/pages": Goal(0, "A page that only refers to a term does not hold its definition."),
    "definition/needless": _NO_NEED,
    "definition/read": _NOTHING_READ,
    "label/needless": _NO_NEED,
    "label/read": _NOTHING_READ,
    "label/missed": Goal(0, "What is left is what a build from nothing leaves."),
    "growth/10000/find": Goal(2, "All labels are looked for in one pass."),
    "growth/100000/find": Goal(
        2, "All labels are looked for in one pass; the pass alone was measured at 1.7."
    ),
    "exponent": Goal(
        1.05, "No phase grows faster than the text, or it grows no faster than in plain Sphinx."
    ),
    "weight/assets/gzip": Goal(4000, "A prototype took 2,500."),
    "weight/sidecar/gzip": Goal(3000, "A prototype took 2,500 for the definitions of a page."),
}
"""The last parts of the key of a figure → its goal."""


def goal_of(key: str) -> Goal | None:
    """The goal of the figure *key*, if it has one; that with the longest key, if several do."""
    parts = key.split("/")
    names = ("/".join(parts[first:]) for first in range(len(parts)))
    return next((GOALS[name] for name in names if name in GOALS), None)


def excess(figure: Mapping[str, float]) -> float:
    """How much faster something grows than the goal allows; a phase may grow as fast as in plain
    Sphinx."""
    return figure["median"] - max(GOALS["exponent"].at_most, figure.get("plain", 0))


def is_missed(key: str, figure: Mapping[str, float]) -> bool:
    """Whether the median is above the goal."""
    if key.endswith("/exponent"):
        return excess(figure) > 0
    goal = goal_of(key)
    return goal is not None and figure["median"] > goal.at_most
