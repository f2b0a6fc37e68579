"""``glossterm candidates``: terms that the pages use and no glossary has."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.sphinx_ext.candidates import candidates
from sphinxcontrib_glossterm.terminology.candidates import Kind
from sphinxcontrib_glossterm.terminology.candidates_yaml import write_candidates

from .concept_data import source_file
from .messages import __
from .project import read_project
from .terminal import shown_path, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain
    from sphinxcontrib_glossterm.terminology.candidates import Candidate

    from .terminal import Terminal

VERSION = 1
"""Of the JSON output: a release that changes the meaning of a key increases it."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Print the candidates, the best first."""
    with read_project(options, terminal) as domain:
        found = candidates(
            domain, domain.builder.tags, at_least=options.at_least, limit=options.number
        )
        if not found:
            terminal.note(__("no candidates"))
        if options.format == "json":
            terminal.line(_json(found, domain))
        elif options.format == "yaml":
            terminal.text(write_candidates(found, domain.options.label_separator))
        else:
            _write_text(found, domain, terminal)
    return 0


def _json(found: Sequence[Candidate], domain: GlosstermDomain) -> str:
    rows = [
        {
            **asdict(candidate),
            "examples": [
                {**example._asdict(), "file": source_file(domain, example.page)}
                for example in candidate.examples
            ],
        }
        for candidate in found
    ]
    plain = {"version": VERSION, "project": domain.env.config.project, "candidates": rows}
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _write_text(found: Sequence[Candidate], domain: GlosstermDomain, terminal: Terminal) -> None:
    headings = {
        Kind.TERM: __("Terms that no glossary has"),
        Kind.ABBREVIATION: __("Abbreviations that no glossary has and no page spells out"),
    }
    for kind, heading in headings.items():
        of_kind = [candidate for candidate in found if candidate.kind is kind]
        if of_kind:
            terminal.styled_line(heading, "bold")
        for candidate in of_kind:
            terminal.line()
            _write(candidate, domain, terminal)
        if of_kind:
            terminal.line()


def _write(candidate: Candidate, domain: GlosstermDomain, terminal: Terminal) -> None:
    counted = __("%s times, pages: %s") % (candidate.count, len(candidate.pages))
    terminal.line(f"{terminal.style(visible(candidate.label), 'cyan')}  {counted}")
    for example in candidate.examples:
        path = shown_path(str(domain.env.doc2path(example.page)))
        where = f"{path}:{example.line}" if example.line else path
        terminal.line(f"  {terminal.style(visible(where), 'dim')}: {visible(example.text)}")
