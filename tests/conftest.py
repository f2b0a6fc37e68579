"""What all tests share: the core's tests also run where Sphinx is not installed."""

from __future__ import annotations

from importlib.util import find_spec

WITHOUT_SPHINX = find_spec("sphinx") is None

collect_ignore = ["integration"] if WITHOUT_SPHINX else []


def pytest_report_header() -> str | None:
    """Say what is left out: not run must not look like passed."""
    return "Sphinx is not installed: tests/integration is left out" if WITHOUT_SPHINX else None
