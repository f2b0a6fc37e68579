"""The report as plain values, for ``glossterm-report.json`` and the HTML page.

The format is stable: a release that changes the meaning of a key increases the version.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.model import Location

from ..check import findings as terminology_findings
from ..glossary_tests import failure, outcomes
from ..locale import _
from . import findings
from .survey import survey

if TYPE_CHECKING:
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.model import Concept
    from sphinxcontrib_glossterm.terminology import Finding

    from ..domain import GlosstermDomain
    from .survey import Place, SurveyedPage

VERSION = 1

Plain = dict[str, Any]


def report_data(domain: GlosstermDomain, tags: Tags) -> Plain:
    """The whole report, in a fixed order."""
    pages = list(survey(domain, tags))
    scheme, project = domain.scheme, domain.env.config
    usage = findings.usages(pages, scheme)
    found = {
        "documents": [_page(page) for page in pages],
        "concepts": [_concept(concept, usage[concept.id], domain) for concept in scheme],
        "unused": _ids(findings.unused(usage, scheme)),
        "unlinked": _ids(findings.unlinked(usage, scheme)),
        "ambiguous": [_group(group) for group in findings.ambiguous(pages)],
        "compounds": [_group(group) for group in findings.compounds(pages)],
        "everyday": [
            _everyday(*found) for found in findings.everyday(pages, scheme, domain.languages)
        ],
        "missing_definitions": _ids(findings.missing_definitions(domain.scheme_as_read)),
        "missing_readings": _ids(findings.missing_readings(scheme, project.language)),
        "outdated_translations": _ids(findings.outdated_translations(domain.pages, scheme)),
        "terminology": [_finding(one) for one in terminology_findings(domain, tags)],
        "tests": _tests(domain),
    }
    return {
        "version": VERSION,
        "project": project.project,
        "language": project.language,
        "summary": _summary(found, pages),
        **found,
    }


def _summary(found: Plain, pages: list[SurveyedPage]) -> Plain:
    places = [place for page in pages for place in page.places]
    refused: dict[str, int] = {}
    for place in places:
        if place.reason:
            refused[place.reason] = refused.get(place.reason, 0) + 1
    return {
        "linked": sum(place.reason is None for place in places),
        "written": sum(len(page.written) for page in pages),
        "refused": refused,
        "failed_tests": sum(not test["passed"] for test in found["tests"]),
        **{name: len(rows) for name, rows in found.items()},
    }


def _page(page: SurveyedPage) -> Plain:
    return {
        "docname": page.docname,
        "link": str(page.policy.scope),
        "density": str(page.policy.density),
        "written": [
            {"line": one.line, "target": one.target, "concept": one.concept} for one in page.written
        ],
        "places": [_place(place) for place in page.places],
    }


def _place(place: Place) -> Plain:
    return {
        "line": place.line,
        "column": place.column,
        "before": place.before,
        "text": place.text,
        "after": place.after,
        "label": place.label,
        "concepts": list(place.concepts),
        "linked": place.reason is None,
        "reason": str(place.reason or ""),
        "word": place.word,
        "where": place.where,
    }


def _concept(concept: Concept, usage: findings.Usage, domain: GlosstermDomain) -> Plain:
    return {
        "id": concept.id,
        "label": concept.pref_label,
        **_where(concept.location, domain),
        "linked": usage.linked,
        "written": usage.written,
        "refused": {str(reason): number for reason, number in usage.refused.items()},
        "outdated": list(findings.outdated_parts(domain.pages, concept)),
    }


def _where(location: Location, domain: GlosstermDomain) -> Plain:
    """Document, file (from the source directory) and line."""
    env = domain.env
    path = location.source or env.doc2path(location.docname)
    file = os.path.relpath(path, env.srcdir).replace(os.sep, "/")
    return {"docname": location.docname, "file": file, "line": location.line}


def _ids(concepts: list[Concept]) -> list[str]:
    return [concept.id for concept in concepts]


def _group(group: findings.Group) -> Plain:
    return {
        "text": group.text,
        "concepts": list(group.concepts),
        "count": len(group.places),
        "places": [{"docname": docname, "line": line} for docname, line in group.places],
    }


def _everyday(label: str, concept: str, places: list[tuple[str, Place]]) -> Plain:
    return {
        "text": label,
        "concepts": [concept],
        "count": len(places),
        "places": [
            {
                "docname": docname,
                "line": place.line,
                "before": place.before,
                "text": place.text,
                "after": place.after,
            }
            for docname, place in places
        ],
    }


def _finding(finding: Finding) -> Plain:
    return {**finding._asdict(), "message": finding.message.translated(_)}


def _tests(domain: GlosstermDomain) -> list[Plain]:
    return [
        {
            "text": placed.test.text,
            "expected": [str(link) for link in placed.test.links],
            "passed": outcome.passed,
            "message": "" if outcome.passed else failure(placed, outcome, domain.linkable, _),
            **_where(placed.location, domain),
        }
        for placed, outcome in outcomes(domain)
    ]
