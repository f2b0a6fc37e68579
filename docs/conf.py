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
    "for_languages",
    "for_terminology",
]
exclude_patterns = ["_ext", "data", "snippets"]
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
html_theme = os.environ.get("GLOSSTERM_DOCS_THEME", "furo")
html_title = f"sphinxcontrib-glossterm {release}"
