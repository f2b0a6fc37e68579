"""The documentation, which is also the demonstration: built with the extension it describes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import sphinxcontrib_glossterm

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinxcontrib-glossterm"
author = "The sphinxcontrib-glossterm developers"
copyright = f"2026, {author}"
version = release = sphinxcontrib_glossterm.__version__

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib_glossterm",
    "from_code",
    "from_benchmarks",
    "from_commands",
    "other_language",
    "for_languages",
    "for_terminology",
]
exclude_patterns = ["_ext", "_static", "_templates", "data", "snippets"]
templates_path = ["_templates"]
# "sphinx-build -D language=ja" builds the documentation in Japanese.
language = "en"
locale_dirs = ["locale"]
gettext_compact = False
gettext_location = False  # else each edit changes the lines of all messages after it
# attrs_block is what a definition list needs to be given the class "glossary".
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 2
glossterm_heading_pages = {"example/ja/training": 2}
glossterm_sources = ["data/rigging.yaml", "data/knots.csv"]

# The JSON Schemas, at addresses that do not change.
html_extra_path = [
    "../sphinxcontrib_glossterm/formats/glossary.schema.json",
    "../sphinxcontrib_glossterm/formats/glossterm.schema.json",
]
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_theme = os.environ.get("GLOSSTERM_DOCS_THEME", "furo")
html_title = f"sphinxcontrib-glossterm {release}"
if html_theme == "furo":
    html_sidebars = {
        "**": [
            "sidebar/scroll-start.html",
            "sidebar/brand.html",
            "sidebar/search.html",
            "other-language.html",
            "sidebar/navigation.html",
            "sidebar/scroll-end.html",
        ]
    }
