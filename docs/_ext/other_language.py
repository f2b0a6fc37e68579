"""A link from each page to the same page in the other language of the documentation."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_OTHER = {"en": ("ja", "日本語"), "ja": ("en", "English")}
"""For each language the other one, and its own name."""


def other_root(language: str) -> str:
    """The address of the root in the other *language*, relative to the root of this one."""
    if "READTHEDOCS" in os.environ:
        return f"../../{language}/{os.environ.get('READTHEDOCS_VERSION', 'latest')}/"
    return "../" if language == "en" else f"{language}/"


def add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """``html-page-context``: the address and the name of the other page, for the template."""
    language, name = _OTHER[app.config.language]
    page = app.builder.get_target_uri(pagename)
    root = context["pathto"]("", True).rstrip("/")
    context["other_language"] = {
        "code": language,
        "name": name,
        "address": f"{root or '.'}/{other_root(language)}{page}",
    }


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the listener."""
    app.connect("html-page-context", add_link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
