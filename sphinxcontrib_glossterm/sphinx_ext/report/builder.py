"""The builder that writes the report and warns of problems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages import code_of

from ..domain import domain_of
from ..locale import __
from ..reading_builder import ReadingBuilder
from ..warn import WarningSubtype, warn
from ..writing import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .data import Plain

JSON_FILE = "glossterm-report.json"
PAGE_FILE = "index.html"


class ReportBuilder(ReadingBuilder):
    """Writes a report of all mentions in the pages."""

    name = "glossterm-report"
    epilog = __("The report is in %(outdir)s.")
    _checked = False

    def init(self) -> None:
        """Note whether Sphinx checks the glossary: it does so only if it read a page."""
        super().init()
        self.events.connect("env-check-consistency", self._note_check, 500)

    def _note_check(self, app: Sphinx, env: BuildEnvironment) -> None:
        self._checked = True

    def get_outdated_docs(self) -> str:
        """The name of the file."""
        return JSON_FILE

    def finish(self) -> None:
        """Write the report, then warn; warnings are repeated until they are fixed."""
        # Imported here, since other builders do not need it.
        from .data import report_data
        from .page import render

        domain = domain_of(self.env)
        report = report_data(domain, self.tags)
        plain = json.dumps(report, ensure_ascii=False, sort_keys=True, indent=1)
        write_if_changed(self.outdir / JSON_FILE, f"{plain}\n")
        write_if_changed(self.outdir / PAGE_FILE, render(report))
        if not self._checked:
            self.env.check_consistency()
        self._warn(report)

    def _warn(self, report: Plain) -> None:
        messages = {
            "unused": (
                WarningSubtype.UNUSED_CONCEPT,
                __('no page refers to "%s" or mentions it; use it in a page, or remove it'),
            ),
            "missing_readings": (
                WarningSubtype.MISSING_READING,
                __('"%s" has no reading; add the field "reading", in pinyin')
                if code_of(self.config.language) == "zh"
                else __('"%s" has no reading; add the field "reading", in kana'),
            ),
        }
        scheme = domain_of(self.env).scheme
        parts = {concept["id"]: concept["outdated"] for concept in report["concepts"]}
        for concept in map(scheme.__getitem__, report["outdated_translations"]):
            text = __('translations of "%s" are missing or outdated (%s); update the catalogue')
            listed = ", ".join(parts[concept.id])
            subtype = WarningSubtype.OUTDATED_TRANSLATION
            warn(subtype, text, concept.pref_label, listed, location=concept.location)
        for finding, (subtype, message) in messages.items():
            for concept in map(scheme.__getitem__, report[finding]):
                warn(subtype, message, concept.pref_label, location=concept.location)
