extensions = ["myst_parser", "sphinxcontrib_glossterm"]
project = "Mixed"
version = "1.0"
copyright = "The authors"
html_theme = "alabaster"
html_last_updated_fmt = None
suppress_warnings = ["myst.header"]
myst_enable_extensions = ["dollarmath"]
epub_show_urls = "no"
man_pages = [("index", "mixed", "Mixed", ["The authors"], 1)]

glossterm_heading_pages = {"ai/**": 2}
glossterm_link = "everywhere"
glossterm_link_density = "every"
glossterm_infer_broader = True
