"""``glossterm show``: one concept, and every place in the pages that has one of its labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import similar
from sphinxcontrib_glossterm.named_tuples import NamedTuple
from sphinxcontrib_glossterm.sphinx_ext.report.findings import reason_texts
from sphinxcontrib_glossterm.sphinx_ext.report.survey import survey

from .concept_data import concept_data, source_file
from .errors import CommandError
from .messages import __
from .project import place_of, read_project
from .terminal import shown_path, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from sphinxcontrib_glossterm.model import Concept
    from sphinxcontrib_glossterm.sphinx_ext.domain import GlosstermDomain
    from sphinxcontrib_glossterm.sphinx_ext.report.survey import Place

    from .concept_data import Plain
    from .terminal import Terminal

VERSION = 1
"""Of the JSON output: a release that changes the meaning of a key increases it."""


class Use(NamedTuple):
    """One place in a page."""

    docname: str
    file: str
    """The path from the source directory; an included file may have the text."""
    line: int | None
    column: int | None
    text: str
    """With a little of the sentence around it."""
    reason: str
    """Why it is not linked; empty for a link."""

    def plain(self) -> Plain:
        """Its values, without the reason."""
        return {name: value for name, value in self._asdict().items() if name != "reason"}


def run(options: Namespace, terminal: Terminal) -> int:
    """Show the concepts that the label of *options* may mean."""
    with read_project(options, terminal) as domain:
        concepts = _named(options.label, domain)
        uses = _uses(concepts, domain)
        if options.format == "json":
            rows = [_data(concept, uses[concept.id], domain) for concept in concepts]
            found = {"version": VERSION, "concepts": rows}
            terminal.line(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for number, concept in enumerate(concepts):
                if number:
                    terminal.line()
                _Shown(concept, domain, terminal).write(uses[concept.id])
    return 0


def _named(label: str, domain: GlosstermDomain) -> Sequence[Concept]:
    scheme = domain.scheme
    if concepts := scheme.lookup(label):
        return concepts
    if near := similar(label, scheme.labels()):
        raise CommandError(__('unknown concept "%s"; did you mean "%s"?') % (label, near[0]))
    raise CommandError(__('unknown concept "%s"; "glossterm list" shows all') % label)


def _uses(concepts: Iterable[Concept], domain: GlosstermDomain) -> dict[str, list[Use]]:
    """The uses of each of *concepts*, by page and line."""
    found: dict[str, list[Use]] = {concept.id: [] for concept in concepts}
    for page in survey(domain, domain.builder.tags):
        file = source_file(domain, page.docname)
        for written in page.written:
            if written.concept in found:
                use = Use(page.docname, file, written.line, None, written.target, "")
                found[written.concept].append(use)
        for place in page.places:
            for concept in found.keys() & place.concepts:
                found[concept].append(_use_at(place, page.docname, domain))
    return {name: sorted(uses, key=_position) for name, uses in found.items()}


def _use_at(place: Place, docname: str, domain: GlosstermDomain) -> Use:
    # Docstrings have no file, and MyST-Parser 4 changes the names of files.
    file = source_file(domain, docname, place.source if Path(place.source).is_file() else None)
    text = f"{place.before}{place.text}{place.after}".strip()
    return Use(docname, file, place.line, place.column, text, str(place.reason or ""))


def _position(use: Use) -> tuple[str, int]:
    """Its page and line. Within a line, the order of the survey is kept."""
    return use.docname, use.line or 0


def _data(concept: Concept, uses: list[Use], domain: GlosstermDomain) -> Plain:
    return {
        **concept_data(concept, domain),
        "linked": [use.plain() for use in uses if not use.reason],
        "not_linked": [{**use.plain(), "reason": use.reason} for use in uses if use.reason],
    }


class _Shown:
    """A concept on the terminal."""

    def __init__(self, concept: Concept, domain: GlosstermDomain, terminal: Terminal) -> None:
        self._concept, self._domain, self._terminal = concept, domain, terminal

    def write(self, uses: list[Use]) -> None:
        """Write everything."""
        self._head()
        self._fields()
        self._places(__("Linked in"), [use for use in uses if not use.reason])
        self._not_linked([use for use in uses if use.reason])

    def _head(self) -> None:
        concept, line = self._concept, self._terminal.line
        labels = " | ".join((concept.pref_label, *concept.alt_labels))
        line(self._terminal.style(visible(labels), "bold"))
        for text in concept.definition.splitlines() or [__("(no definition)")]:
            line(f"  {visible(text)}")
        line()

    def _fields(self) -> None:
        concept, scheme = self._concept, self._domain.scheme
        rows = {
            __("Defined in"): place_of(concept.location, self._domain),
            __("Id"): concept.id,
            __("Glossary"): concept.glossary,
            __("Status"): str(concept.status),
            __("Replaced by"): concept.replaced_by,
            __("To avoid"): " | ".join(concept.avoid),
            __("Abbreviation"): concept.abbr,
            __("Reading"): concept.reading,
            __("Tags"): " | ".join(concept.tags),
            __("Broader"): self._labels(scheme.broader(concept.id)),
            __("Narrower"): self._labels(scheme.narrower(concept.id)),
            __("Related"): self._labels(scheme.related(concept.id)),
            __("Source"): concept.source,
        }
        for name, value in rows.items():
            if value:
                self._terminal.line(f"{self._terminal.style(f'{name}:', 'cyan')} {visible(value)}")

    def _labels(self, ids: Iterable[str]) -> str:
        return " | ".join(self._domain.scheme[one].pref_label for one in ids)

    def _places(self, heading: str, uses: list[Use]) -> None:
        if not uses:
            self._heading(__("Linked nowhere"))
            return
        self._heading(f"{heading}:")
        for use in uses:
            self._place(use)

    def _not_linked(self, uses: list[Use]) -> None:
        texts = {str(reason): text for reason, text in reason_texts().items()}
        for name in dict.fromkeys(use.reason for use in uses):
            self._heading(f"{__('Not linked')}: {texts[name]} ({name})")
            for use in uses:
                if use.reason == name:
                    self._place(use)

    def _heading(self, text: str) -> None:
        self._terminal.line()
        self._terminal.line(self._terminal.style(visible(text), "bold"))

    def _place(self, use: Use) -> None:
        path = shown_path(str(Path(self._domain.env.srcdir, use.file)))
        where = ":".join(str(part) for part in (path, use.line, use.column) if part)
        self._terminal.line(f"  {self._terminal.style(visible(where), 'dim')}: {visible(use.text)}")
