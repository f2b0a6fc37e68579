"""The project in the examples of the command line; a test and the docs read it."""

project = "Coffee"
extensions = ["myst_parser", "sphinxcontrib_glossterm"]
glossterm_link = "everywhere"
glossterm_check = {"deprecated": "warning"}
