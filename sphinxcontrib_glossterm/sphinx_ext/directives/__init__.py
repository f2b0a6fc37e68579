"""Directives, one room each. All of them make the node shape of Sphinx's own glossary."""
