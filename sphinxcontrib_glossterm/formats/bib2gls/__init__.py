"""Glossaries of LaTeX, for the packages glossaries-extra and bib2gls."""
