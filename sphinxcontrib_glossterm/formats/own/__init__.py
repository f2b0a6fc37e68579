"""Data files of this extension, and the files that a site publishes: YAML, CSV, JSON, Markdown."""
