"""``glossterm formats``: the formats that can be read or written, with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.formats.choice import shown_names
from sphinxcontrib_glossterm.formats.registry import FORMATS

from .messages import __
from .terminal import table

if TYPE_CHECKING:
    from argparse import Namespace

    from .terminal import Terminal


def run(options: Namespace, terminal: Terminal) -> int:
    """Write the table."""
    yes, no = __("yes"), __("no")
    rows = [
        (
            form.key,
            form.name,
            shown_names(form),
            yes if form.is_source else no,
            yes if form.writer or form.is_of_project else no,
        )
        for form in FORMATS
    ]
    head, *lines = table((__("Key"), __("Name"), __("Files"), __("Read"), __("Written")), rows)
    terminal.line(terminal.style(head, "bold"))
    for line in lines:
        terminal.line(line)
    return 0
