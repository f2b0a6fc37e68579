"""Glossaries of other documentation systems, and of code editors."""
