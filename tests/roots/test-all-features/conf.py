"""A book about bread that uses every feature; see ``tests/integration/test_all_features.py``."""

extensions = [
    "myst_parser",
    "sphinx.ext.ifconfig",
    "sphinx.ext.intersphinx",
    "sphinx.ext.todo",
    "sphinx_design",
    "sphinxcontrib_glossterm",
]
project = "Bread"
author = "The bakers"
copyright = "The bakers"
version = release = "1.0"
html_theme = "alabaster"
html_last_updated_fmt = None
exclude_patterns = ["data", "elsewhere"]
locale_dirs = ["locale"]
gettext_compact = False
gettext_uuid = False
numfig = True
todo_include_todos = True
default_role = "term"
rst_prolog = ".. |LD| replace:: levain dough\n"
myst_enable_extensions = [
    *("attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"),
    *("smartquotes", "substitution"),
]
myst_heading_anchors = 3
myst_substitutions = {"LD": "levain dough"}
intersphinx_mapping = {"mill": ("https://mill.invalid/", "elsewhere/objects.inv")}
epub_show_urls = "no"
man_pages = [("index", "bread", "Bread", ["The bakers"], 1)]
texinfo_documents = [("index", "bread", "Bread", "The bakers", "Bread", "Baking", "Baking")]

glossterm_takeover = True
glossterm_heading_pages = {"dough/*": 2, "dough/deep": "2-3"}
glossterm_heading_labels = "all"
glossterm_label_separator = ";"
glossterm_link = "everywhere"
glossterm_link_in = ["captions", "block_quotes"]
glossterm_link_density = "every"
glossterm_first_use = "full"
glossterm_no_link = ["proof of purchase"]
glossterm_variants = ["ja", "en", "ko", "zh", "de", "fr", "es", "it", "pt", "ru"]
glossterm_edge_words = {"kanji_suffixes": ["窯", "-法"]}
glossterm_japanese_words = "tokenizer"
glossterm_infer_broader = True
glossterm_extra_anchors = ["heading-base64"]
glossterm_sources = ["data/tools.yaml", "data/flours.csv", "data/ovens.tsv", "data/more.yml"]
glossterm_export = ["json", "csv"]
glossterm_projects = ["mill"]
glossterm_own_links = ["https://bread.invalid/blob/main"]
glossterm_tooltips = True
glossterm_tooltips_switch = False
glossterm_index = True
glossterm_index_split = 1000
glossterm_index_title = "Words of bread"
glossterm_index_jsonld = True
glossterm_check = {
    "avoided": "warning",
    "deprecated": "info",
    "inconsistent": "info",
    "alias": "info",
    "first-use": "info",
    "unexplained": "info",
    "undefined-abbreviation": "info",
}
glossterm_known_abbreviations = ["PDF"]
glossterm_relations = ["broader", "narrower", "related", "source", "see", "used-in"]


def setup(app):
    """Add the value that the pages test with ``ifconfig``."""
    app.add_config_value("sold", True, "env")
