"""Write findings as text, JSON, annotations of GitHub Actions, or SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import sphinxcontrib_glossterm
from sphinxcontrib_glossterm.named_tuples import NamedTuple
from sphinxcontrib_glossterm.terminology import Rule, Severity

from .messages import __
from .terminal import shown_path, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from sphinxcontrib_glossterm.terminology import Finding

    from .concept_data import Plain
    from .terminal import Terminal

VERSION = 1
"""Of the JSON output: a release that changes the meaning of a key increases it."""
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_COLOURS = {Severity.INFO: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "red"}
_GITHUB = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
_SARIF = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


class Checked(NamedTuple):
    """The findings of one check."""

    project: str
    folder: Path
    """The source directory."""
    findings: list[Finding]
    fixable: Set[Finding]
    """Those that ``--fix`` would fix."""

    def path(self, finding: Finding) -> str:
        """The path of the file from the current folder."""
        return shown_path(str(self.folder / finding.file))


def write_text(checked: Checked, terminal: Terminal) -> None:
    """One line for each finding, as compilers write them, and a summary."""
    for finding in checked.findings:
        numbers = [n for n in (finding.line, finding.column) if n]
        where = visible(":".join(map(str, (checked.path(finding), *numbers))))
        severity = terminal.style(str(finding.severity), _COLOURS[finding.severity])
        message = visible(finding.message.translated(__))
        rule = terminal.style(f"[{finding.rule}]", "dim")
        terminal.line(f"{terminal.style(where, 'bold')}: {severity}: {message} {rule}")
    terminal.note(_summary(checked))


def _summary(checked: Checked) -> str:
    if not checked.findings:
        return __("nothing to report")
    count, files = len(checked.findings), len({finding.file for finding in checked.findings})
    if not checked.fixable:
        return __("reported: %s, in files: %s") % (count, files)
    text = __('reported: %s, in files: %s; "--fix" can fix %s, "--dry-run" shows how')
    return text % (count, files, len(checked.fixable))


def write_json(checked: Checked, terminal: Terminal) -> None:
    """All data of the findings."""
    rules = Counter(str(finding.rule) for finding in checked.findings)
    rows = [_row(finding, checked) for finding in checked.findings]
    found = {"version": VERSION, "project": checked.project, "rules": rules, "findings": rows}
    terminal.line(json.dumps(found, ensure_ascii=False, indent=2))


def _row(finding: Finding, checked: Checked) -> Plain:
    return {
        **finding._asdict(),
        "message": finding.message.translated(__),
        "fixable": finding in checked.fixable,
    }


def write_github(checked: Checked, terminal: Terminal) -> None:
    """Commands that GitHub Actions shows as annotations in the changed files."""
    for finding in checked.findings:
        properties = {"file": checked.path(finding), "line": finding.line}
        if finding.column and finding.line == finding.end_line:
            properties |= {"col": finding.column, "endColumn": finding.end_column}
        properties["title"] = f"glossterm: {finding.rule}"
        listed = ",".join(
            f"{name}={_property(value)}" for name, value in properties.items() if value
        )
        message = _escaped(finding.message.translated(__))
        terminal.line(f"::{_GITHUB[finding.severity]} {listed}::{message}")


def _property(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def write_sarif(checked: Checked, terminal: Terminal) -> None:
    """A log of one run, in the Static Analysis Results Interchange Format."""
    rules, texts = sorted({finding.rule for finding in checked.findings}), rule_texts()
    driver = {
        "name": "glossterm",
        "version": sphinxcontrib_glossterm.__version__,
        **_information(),
        "rules": [{"id": rule, "shortDescription": {"text": texts[rule]}} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, checked) for finding in checked.findings],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    terminal.line(json.dumps(log, ensure_ascii=False, indent=2))


def _information() -> dict[str, str]:
    """The address of the documentation, if the metadata of the installed package has one."""
    try:
        urls = metadata(sphinxcontrib_glossterm.__name__).get_all("Project-URL") or []
    except PackageNotFoundError:
        return {}
    known = dict(url.split(", ", 1) for url in urls)
    return {"informationUri": known["Documentation"]} if "Documentation" in known else {}


def rule_texts() -> dict[Rule, str]:
    """What each rule reports, in a few words."""
    return {
        Rule.AVOIDED: __("A label that the glossary lists as one to avoid"),
        Rule.DEPRECATED: __("A label of a deprecated concept"),
        Rule.INCONSISTENT: __("A less frequent spelling of a label"),
        Rule.ALIAS: __("Another label than the preferred one"),
        Rule.FIRST_USE: __("An abbreviation whose first use has no full form"),
        Rule.UNEXPLAINED: __("A term that is used before the page that explains it"),
        Rule.UNDEFINED_ABBREVIATION: __("An abbreviation without an explanation"),
    }


def _result(finding: Finding, checked: Checked) -> Plain:
    artifact = {"uri": quote(checked.path(finding), safe="/")}
    region = _region(finding)
    place = {"artifactLocation": artifact, **({"region": region} if region else {})}
    result: Plain = {
        "ruleId": str(finding.rule),
        "level": _SARIF[finding.severity],
        "message": {"text": finding.message.translated(__)},
        "locations": [{"physicalLocation": place}],
    }
    if finding in checked.fixable:
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.replacement}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _region(finding: Finding) -> dict[str, int]:
    if not finding.line:
        return {}
    if not finding.column:
        return {"startLine": finding.line}
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


WRITERS: Mapping[str, Callable[[Checked, Terminal], None]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}
