"""The terminology check: find wording that does not follow the glossary, and warn of it.

The rules are in :mod:`sphinxcontrib_glossterm.terminology`. They run after all pages are read, and
their warnings are repeated in each build until the sources are changed.
"""

from __future__ import annotations

from functools import cache
from itertools import starmap
from typing import TYPE_CHECKING

from ..domain import domain_of
from ..locale import __
from ..reading import LAST
from ..warn import WarningSubtype, report_error, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxcontrib_glossterm.terminology import Finding, Located, Use

    from ..domain import GlosstermDomain
    from ..pages import CheckedPage


def findings(domain: GlosstermDomain, tags: Tags) -> list[Finding]:
    """Every finding in what was read, by file and position. No page is written for it."""
    return _check(domain, tags)[0]


def _check(domain: GlosstermDomain, tags: Tags) -> tuple[list[Finding], Mapping[str, CheckedPage]]:
    """The findings, and every page with its uses and the places of what is reported."""
    if not domain.is_checked:
        return [], {}
    # Imported here, since projects without a rule do not need it.
    from sphinxcontrib_glossterm.terminology import Check, Pages, Rule, Use

    from .places import Places
    from .uses import active_rules, checked_pages, expanded_pages, page_order, texts_of

    rules = active_rules(domain)
    pages = checked_pages(domain, tags, rules)
    uses = [(docname, use) for docname, page in pages.items() for use in starmap(Use, page.uses)]
    language = str(domain.env.config.language)
    expanded = expanded_pages(domain) if Rule.FIRST_USE in rules else {}
    about = Pages(language, page_order(domain.env), expanded)
    check = Check(domain.scheme, rules, domain.languages, about)
    places = Places(domain, pages, lambda docname: texts_of(domain, docname, pages[docname]))
    abbreviations = _of_abbreviations(domain, tags, places.of)
    found = _sorted((*check.findings(uses, places.of), *abbreviations))
    return found, {docname: places.added(docname, page) for docname, page in pages.items()}


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """*findings* by file and position; a file that two pages include is reported once."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        known = finding.line and finding.column
        position = finding[:5] if known else (*finding[:5], finding.docname, len(found))
        found.setdefault((*position, finding.rule), finding)
    return sorted(found.values(), key=lambda finding: finding[:5])


def _of_abbreviations(
    domain: GlosstermDomain, tags: Tags, locate: Callable[[str, Use], Located]
) -> Iterable[Finding]:
    if not _counts_abbreviations(domain):
        return ()
    from .abbreviations import undefined_abbreviations

    return undefined_abbreviations(domain, tags, locate)


def _counts_abbreviations(domain: GlosstermDomain) -> bool:
    return domain.options.check.get("undefined-abbreviation", "off") != "off"


def note_abbreviations(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: store the abbreviations of the page, if the rule is on."""
    domain = domain_of(app.env)
    if _counts_abbreviations(domain):
        from .abbreviations import abbreviations_of

        docname = app.env.docname
        domain.note_abbreviations(docname, abbreviations_of(doctree, docname, domain))


def expect_check(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """``env-before-read-docs``: decide whether the texts of pages have to be collected.

    A page may be read before the glossary, so the sources are searched for the field. If it is not
    noticed, since it is in an included file, the doctrees of such pages are loaded later.
    """
    domain = domain_of(env)
    domain.may_check = domain.is_checked or (
        "avoided" not in domain.options.check
        and any(_has_avoid(env.doc2path(docname)) for docname in docnames)
    )


def _has_avoid(path: Path) -> bool:
    try:
        return b"avoid:" in path.read_bytes()
    except OSError:
        return False


def check_terminology(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: store the uses of labels, and warn."""
    domain = domain_of(env)
    if not domain.is_checked:
        domain.forget_checked()
        domain.texts_to_check.clear()
        return
    if not (domain.checked_key and domain.checked_key == domain.revision.digest):
        if _counts_abbreviations(domain):
            from .abbreviations import add_missing

            add_missing(domain)
        found, pages = _check(domain, app.tags)
        domain.note_checked(domain.revision.digest, pages, found)
        domain.drop_answers()
    if domain.findings:
        _warn_of_findings(domain)


def _warn_of_findings(domain: GlosstermDomain) -> None:
    """Report each finding as its severity requires."""
    from sphinxcontrib_glossterm.terminology import Finding, Severity

    path_of = cache(lambda file: str(domain.env.srcdir / file))
    for finding in starmap(Finding, domain.findings):
        if finding.severity is not Severity.INFO:
            position = ":".join(str(number) for number in (finding.line, finding.column) if number)
            path = path_of(finding.file)
            location = f"{path}:{position}" if position else path
            say = report_error if finding.severity is Severity.ERROR else warn
            say(SUBTYPES[finding.rule], "%s", finding.message.translated(__), location=location)


SUBTYPES = {
    "avoided": WarningSubtype.AVOIDED_TERM,
    "deprecated": WarningSubtype.DEPRECATED_TERM,
    "inconsistent": WarningSubtype.INCONSISTENT_SPELLING,
    "alias": WarningSubtype.ALIAS,
    "first-use": WarningSubtype.FIRST_USE,
    "unexplained": WarningSubtype.UNEXPLAINED_TERM,
    "undefined-abbreviation": WarningSubtype.UNDEFINED_ABBREVIATION,
}
"""The warning of each rule."""


def setup(app: Sphinx) -> None:
    """Collect texts when pages are read, and check after mentions are decided."""
    app.connect("env-before-read-docs", expect_check)
    app.connect("doctree-read", note_abbreviations, priority=LAST)
    app.connect("env-updated", check_terminology)
