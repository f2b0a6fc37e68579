"""The error that ends the command with a message in one line."""

from __future__ import annotations


class CommandError(Exception):
    """What is wrong and what to do, for the author."""
