"""The other project. Its ``objects.inv`` and ``glossterm.json`` are made by ``sphinx-build``."""

extensions = ["sphinxcontrib_glossterm"]
project = "The mill"
version = "1.0"
copyright = "The millers"
