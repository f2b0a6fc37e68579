"""Warnings of this extension and findings of the terminology check as diagnostics of an editor.

esbonio makes a diagnostic of every warning, for a whole line, and keeps it until the file of the
warning is read again. Here warnings get columns and quick fixes, and they disappear when their
cause is removed in another file.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple
from sphinxcontrib_glossterm.terminology import Severity

from ..check import SUBTYPES, findings
from ..domain import domain_of
from ..internals import is_checking
from ..locale import __
from ..warn import WarningSubtype, one_line
from .positions import Range, ranges_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.terminology import Finding

    from ..domain import GlosstermDomain
    from .positions import Files

_OWN_LOGGERS = "sphinx.sphinxcontrib_glossterm."
_DOCSTRING = ":docstring of "
_LOCATION = re.compile(r"(.+?)(?::(\d+))?(?::\d+)?")
_UNKNOWN_TERM = "term"
"""The subtype of Sphinx's own warning about a role, which this extension often replaces."""
_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write instead of a text; the server makes a quick fix of it."""

    text: str
    replacement: str
    title: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A diagnostic, with the attributes of the protocol of language servers."""

    range: Range
    message: str
    severity: int
    code: str
    data: Fix | None = None
    source: str = "glossterm"


class _Warning(NamedTuple):
    path: str
    line: int
    message: str
    severity: int
    subtype: str
    texts: tuple[str, ...]
    """The author's texts in the message."""
    fix: tuple[str, ...]
    """The wrong text, and what to write instead if that is known."""
    repeated: bool
    """Whether each build that reads anything emits it, since it depends on several files."""


class Diagnostics:
    """Collects the warnings of all builds of one process."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._warnings: dict[_Warning, None] = {}
        self.messages: set[str] = set()
        """The messages of all warnings of this extension so far, as esbonio shows them."""

    def note(self, record: logging.LogRecord) -> None:
        """Store a warning, if it is one of this extension or about the target of a role."""
        kind = getattr(record, "type", None), getattr(record, "subtype", None)
        own = record.name.startswith(_OWN_LOGGERS) or kind == ("ref", _UNKNOWN_TERM)
        if not own or record.levelno < logging.WARNING:
            return
        args = record.args if isinstance(record.args, tuple) else ()
        self.messages.add(str(record.msg) % args if args else str(record.msg))
        subtype = str(kind[1] or "")
        if subtype in SUBTYPES.values():  # the findings themselves have more
            return
        path, line = self._place(str(getattr(record, "location", None) or ""))
        made = _Warning(
            path,
            line,
            str(args[0]) if args else str(record.msg).removesuffix(" [ref.term]"),
            1 if record.levelno >= logging.ERROR else 2,
            subtype,
            getattr(record, "glossterm_texts", ()),
            getattr(record, "glossterm_fix", ()),
            is_checking(self._app) or subtype == WarningSubtype.FAILED_TEST,
        )
        self._warnings[made] = None

    def _place(self, location: str) -> tuple[str, int]:
        """File and line; those of ``conf.py`` if there are none. Docstrings have no known line."""
        if not (where := _LOCATION.fullmatch(location)):
            return str(self._app.confdir / "conf.py"), 1
        path, docstring, _name = where[1].partition(_DOCSTRING)
        return path, 1 if docstring else int(where[2] or 1)

    def forget(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """``env-before-read-docs``, last: remove what this build will report again."""
        if docnames:
            paths = {str(env.doc2path(docname)) for docname in docnames}
            self._warnings = {
                one: None for one in self._warnings if one.path not in paths and not one.repeated
            }

    def current(self, files: Files) -> Iterator[tuple[str, Diagnostic]]:
        """Every diagnostic with the path of its file."""
        domain = domain_of(self._app.env)
        for warning in self._warnings:
            named = _named_targets(warning, domain)
            if not any(named.values()):
                yield from _of_warning(warning, files, max(named, key=len, default=""))
        suppressed = set(self._app.config.suppress_warnings)
        for finding in findings(domain, self._app.tags):
            subtype = SUBTYPES[finding.rule]
            if suppressed.isdisjoint({"glossterm", "glossterm.*", f"glossterm.{subtype}"}):
                path = str(domain.env.srcdir / finding.file)
                yield path, _of_finding(finding, files(path))


def _named_targets(warning: _Warning, domain: GlosstermDomain) -> dict[str, bool]:
    """The targets of roles in a warning about them, and whether each is known by now.

    Then the page is written again, without the warning, but it is not read again.
    """
    if warning.subtype != _UNKNOWN_TERM:
        return {}
    docname = domain.env.path2doc(warning.path) or ""
    return {
        target: bool(domain.linkable.meant(target, docname))
        for target, _line in domain.page(docname).references
        if repr(target) in warning.message
    }


def _of_warning(warning: _Warning, files: Files, target: str) -> Iterator[tuple[str, Diagnostic]]:
    lines = files(warning.path)
    wrong, *right = warning.fix or (target,)
    for place in ranges_of(lines, warning.line, wrong, warning.texts):
        fix = Fix(wrong, right[0], __('Change to "%s"') % right[0]) if right else None
        yield (
            warning.path,
            Diagnostic(place, warning.message, warning.severity, warning.subtype, fix),
        )


def _of_finding(finding: Finding, lines: Sequence[str]) -> Diagnostic:
    message = one_line(finding.message.translated(__))
    if finding.column:
        start = (finding.line - 1, finding.column - 1)
        place = span(lines, start, (finding.end_line - 1, finding.end_column - 1))
    else:
        place = ranges_of(lines, finding.line, "", [finding.text])[0]
    fix = None
    if finding.column and finding.replacement:
        title = __('Use "%s"') % finding.replacement
        fix = Fix(finding.text, finding.replacement, title)
    return Diagnostic(place, message, _SEVERITIES[finding.severity], SUBTYPES[finding.rule], fix)
