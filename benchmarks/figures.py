"""The names of the figures, their goals, and the reason for each goal.

The docs print these tables next to the measurements. A goal applies to both projects unless it
names one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """The maximum of a figure, and the reason."""

    at_most: float
    because: str


MEASURES = {
    "seconds": "Processor time, ratio",
    "megabytes": "Peak memory, ratio",
    "instructions": "Instructions, ratio",
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
_NO_NEED = Goal(0, "A page is written only if its content has changed.")
_NOTHING_READ = Goal(0, "The prose of pages that link is kept, so that no source is read for it.")
_MEMORY = Goal(1.10, "The prose of pages that link is kept, but compressed.")

GOALS = {
    "corpus/unused/seconds": Goal(1.01, "There is nothing to do."),
    "counted/unused/instructions": Goal(1.01, "There is nothing to do."),
    "unused/megabytes": _MEMORY,
    "section/seconds": Goal(1.10, "Fewer links than with every mention."),
    "counted/section/instructions": Goal(1.10, "Fewer links than with every mention."),
    "section/megabytes": _MEMORY,
    "every/seconds": Goal(
        1.15,
        "Linking all mentions in a bare experiment, with nothing else of a glossary, took 1.08;"
        " the roles written by hand took Sphinx 1.29 (both by instructions).",
    ),
    "counted/every/instructions": Goal(1.12, "The same; a count does not drift."),
    "every/megabytes": _MEMORY,
    "nothing/seconds": Goal(1.05, "To see that nothing has changed takes one digest."),
    "counted/checked/instructions": Goal(
        1.03,
        "Only headings and captions are searched in addition; places only of what is reported.",
    ),
    "counted/nothing/instructions": Goal(1.05, "The same; a count does not drift."),
    "nothing/pages": _NO_NEED,
    "nothing/needless": _NO_NEED,
    "nothing/read": _NOTHING_READ,
    "definition/seconds": Goal(
        1.10, "Definitions stand in files beside the pages that refer to them."
    ),
    "counted/definition/instructions": Goal(1.10, "The same; a count does not drift."),
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
    "weight/assets/gzip": Goal(4000, "A prototype took 2,500."),
    "weight/sidecar/gzip": Goal(3000, "A prototype took 2,500 for the definitions of a page."),
}
"""Key of a figure, with or without the project as a prefix → its goal."""


def goal_of(key: str) -> Goal | None:
    """The goal of the figure *key*, if it has one."""
    return GOALS.get(key) or GOALS.get(key.partition("/")[2])


def is_missed(key: str, figure: dict[str, float]) -> bool:
    """Whether the median is above the goal."""
    goal = goal_of(key)
    return goal is not None and figure["median"] > goal.at_most
