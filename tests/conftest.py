"""Shared configuration: the unit tests also run if Sphinx is not installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

WITHOUT_SPHINX = find_spec("sphinx") is None
ROOT = Path(__file__).parents[1]
LONGER = {
    "compat": ("tests/compat",),
    "sequences": (
        "tests/integration/test_edit_sequences.py",
        "tests/integration/test_incremental.py",
        "tests/integration/test_index_incremental.py",
    ),
    "themes": (
        "tests/browser/test_themes.py",
        "tests/browser/test_large_index.py",
    ),
    "sites": (
        "tests/browser/test_index_page.py",
        "tests/browser/test_termgraph.py",
    ),
    "accessibility": ("tests/browser/test_accessibility.py",),
    "engines": (
        "tests/browser/test_engines.py",
        "tests/browser/test_accessibility_tree.py",
    ),
    "programs": (
        "tests/integration/test_epubcheck.py",
        "tests/integration/test_pdf.py",
        "tests/integration/test_benchmark_command.py",
        "tests/integration/test_npm_tools.py",
    ),
}
"""Name of a tox environment → its tests; other runs include them only if they name them."""

collect_ignore = ["integration"] if WITHOUT_SPHINX else []


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Skip long tests, unless the command line names them or something in them."""
    named = [Path(config.invocation_params.dir, arg.split("::")[0]) for arg in config.args]
    for path in (ROOT / name for names in LONGER.values() for name in names):
        if collection_path == path and not any(p == path or path in p.parents for p in named):
            return True
    return None


def pytest_report_header() -> str | None:
    """Report skipped tests, since a skip must not look like a pass."""
    return "Sphinx is not installed: tests/integration is left out" if WITHOUT_SPHINX else None


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """List the other tests at the end."""
    named = " ".join(config.args)
    others = [env for env, paths in LONGER.items() if not any(path in named for path in paths)]
    if others and not WITHOUT_SPHINX:
        terminalreporter.write_line(f"Longer tests, not run here: tox run -e {','.join(others)}")
