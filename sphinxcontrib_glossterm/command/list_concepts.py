"""``glossterm list``: the concepts of a project as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import label_key

from .concept_data import concept_data
from .messages import __
from .project import place_of, read_project
from .terminal import cut, table

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from sphinxcontrib_glossterm.model import Concept
    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain

    from .terminal import Terminal

VERSION = 1
"""Of the JSON output: a release that changes the meaning of a key increases it."""
SEPARATOR = " | "
MAX_CELL = 40
"""Maximum width of a cell on a screen; places, and all in a file or a pipe, are not cut."""


def run(options: Namespace, terminal: Terminal) -> int:
    """List the concepts that *options* select, by document."""
    with read_project(options, terminal) as domain:
        concepts = [c for c in domain.scheme if _is_selected(c, options)]
        if not concepts:
            terminal.note(__("no concept matches") if len(domain.scheme) else __("no concepts"))
        write = {"text": _write_table, "json": _write_json, "csv": _write_csv}[options.format]
        write(concepts, domain, terminal)
    return 0


def _is_selected(concept: Concept, options: Namespace) -> bool:
    return (
        (options.text is None or _contains(concept, label_key(options.text)))
        and (not options.tag or not set(options.tag).isdisjoint(concept.tag_names))
        and options.glossary in (None, concept.glossary)
        and options.status in (None, str(concept.status))
    )


def _contains(concept: Concept, key: str) -> bool:
    texts = (*concept.names(), concept.reading, concept.definition, concept.short)
    return any(key in label_key(text) for text in texts)


def _write_table(concepts: Sequence[Concept], domain: GlosstermDomain, terminal: Terminal) -> None:
    columns = {
        __("Term"): [c.pref_label for c in concepts],
        __("Other labels"): [SEPARATOR.join(c.alt_labels) for c in concepts],
        __("Glossary"): [c.glossary for c in concepts],
        __("Status"): [_status(c) for c in concepts],
        __("Tags"): [SEPARATOR.join(c.tags) for c in concepts],
        __("Defined in"): [place_of(c.location, domain) for c in concepts],
    }
    used = {name: cells for name, cells in columns.items() if any(cells)}
    if not used:
        return
    rows = [[*row] for row in zip(*used.values(), strict=True)]
    if terminal.is_screen:
        rows = [[*(cut(cell, MAX_CELL) for cell in row[:-1]), row[-1]] for row in rows]
    head, *lines = table([*used], rows)
    terminal.line(terminal.style(head, "bold"))
    for line in lines:
        terminal.line(line)


def _status(concept: Concept) -> str:
    """Empty for the usual one, so that a table without others has no such column."""
    return "" if str(concept.status) == "preferred" else str(concept.status)


def _write_json(concepts: Sequence[Concept], domain: GlosstermDomain, terminal: Terminal) -> None:
    rows = [concept_data(concept, domain) for concept in concepts]
    found = {"version": VERSION, "project": domain.env.config.project, "concepts": rows}
    terminal.line(json.dumps(found, ensure_ascii=False, indent=2))


def _write_csv(concepts: Sequence[Concept], domain: GlosstermDomain, terminal: Terminal) -> None:
    rows = [concept_data(concept, domain) for concept in concepts]
    if not rows:
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    terminal.text(text.getvalue())


def _cell(value: object) -> object:
    return SEPARATOR.join(value) if isinstance(value, list) else value
