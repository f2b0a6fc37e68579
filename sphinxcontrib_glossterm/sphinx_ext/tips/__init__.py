"""Definitions on hover: the content of a tip, and the files that contain it."""
