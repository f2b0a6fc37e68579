"""``glossterm check``: the findings of the terminology check, and their fixes."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.sphinx_ext.check import findings
from sphinxcontrib_glossterm.terminology import Severity

from .errors import CommandError
from .findings_output import WRITERS, Checked
from .fixes import fix_file
from .messages import __
from .project import read_project
from .terminal import shown_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_glossterm.terminology import Finding

    from .fixes import FixedFile
    from .terminal import Terminal

NOTHING, FOUND = 0, 1
"""The exit status: no finding, or findings that are warnings or errors."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Report the findings, after fixing what can be fixed if *options* has ``fix``."""
    checked, files = _check(options, terminal)
    if options.dry_run:
        for file in files:
            _write_diff(file, terminal)
        return _status(checked)
    if options.fix and files:
        _write(files, terminal)
        # Places in changed lines have moved, and a fix may lead to other findings.
        checked, _files = _check(options, terminal)
    WRITERS[options.format](checked, terminal)
    return _status(checked)


def _check(options: Namespace, terminal: Terminal) -> tuple[Checked, list[FixedFile]]:
    """The findings, and the files with fixes."""
    with read_project(options, terminal) as domain:
        found = findings(domain, domain.builder.tags)
        project, folder = domain.env.config.project, Path(domain.env.srcdir)
    files = list(_fixed(found, folder))
    fixable = frozenset(finding for file in files for finding in file.fixed)
    return Checked(project, folder, found, fixable), files


def _status(checked: Checked) -> int:
    is_info = all(finding.severity is Severity.INFO for finding in checked.findings)
    return NOTHING if is_info else FOUND


def _fixed(found: Iterable[Finding], folder: Path) -> Iterator[FixedFile]:
    """The files that can be fixed, by name."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_file[finding.file].append(finding)
    for name, of_file in sorted(by_file.items()):
        if file := fix_file(folder / name, of_file):
            yield file


def _write(files: list[FixedFile], terminal: Terminal) -> None:
    try:
        for file in files:
            file.write()
    except OSError as error:
        raise CommandError(str(error)) from error
    number = sum(len(file.fixed) for file in files)
    terminal.note(__("fixed: %s, in files: %s") % (number, len(files)))


def _write_diff(file: FixedFile, terminal: Terminal) -> None:
    diff = file.diff(shown_path(str(file.path)))
    if not terminal.is_screen:
        terminal.text(diff)
        return
    for line in diff.splitlines():
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        terminal.styled_line(line, *([style] if style else []))
