"""``glossterm export``: the glossary of a project in a format of other programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .conversion import Output, output_format
from .project import read_project

if TYPE_CHECKING:
    from argparse import Namespace

    from .terminal import Terminal

OF_PROJECT = {"markdown": "linked_markdown.export"}
"""Key → module of this package, for the formats that are made from the sources of a project
(:attr:`.Format.is_of_project`). Its ``run`` takes the options and the terminal, and returns the
exit status."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Write the glossary of the project of *options*, and report what is lost."""
    form = output_format(options.to, options.output)
    if form.is_of_project:
        module = import_module(f".{OF_PROJECT[form.key]}", __package__)
        status: int = module.run(options, terminal)
        return status
    output = Output(options.output, terminal, force=options.force, dry_run=options.dry_run)
    output.check(form)
    # Imported here, since the functions of some formats do not need it.
    from sphinxcontrib_glossterm.sphinx_ext.export.glossary import project_glossary

    with read_project(options, terminal) as domain:
        glossary = project_glossary(domain)
    output.write(form, glossary)
    return 0
