"""The arguments that all commands for a project have."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from .messages import __

if TYPE_CHECKING:
    from argparse import ArgumentParser, _ArgumentGroup


def add_source(parser: ArgumentParser) -> None:
    """Add the argument for the folder of the project."""
    parser.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        default=os.curdir,
        help=__("the folder with conf.py; by default the current folder"),
    )


def add_format(parser: ArgumentParser, *formats: str) -> None:
    """Add the option for the form of the output, one of *formats*; the first is the default."""
    parser.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        help=__("the form of the output; by default %s") % formats[0],
    )


def add_project(parser: ArgumentParser) -> None:
    """Add the options for reading a project, with the names that sphinx-build gives them."""
    group = parser.add_argument_group(__("how the project is read, as by sphinx-build"))
    group.add_argument(
        "-c", dest="confdir", metavar="DIR", help=__("the folder with conf.py, if it is not SOURCE")
    )
    group.add_argument(
        "-D",
        dest="define",
        metavar="NAME=VALUE",
        type=_definition,
        action="append",
        default=[],
        help=__("set an option of conf.py; can be repeated"),
    )
    group.add_argument(
        "-t",
        dest="tags",
        metavar="TAG",
        action="append",
        default=[],
        help=__("define a tag for “only” blocks; can be repeated"),
    )
    _add_reading(group)


def _add_reading(group: _ArgumentGroup) -> None:
    group.add_argument(
        "-d",
        dest="doctrees",
        metavar="DIR",
        help=__("keep what was read in this folder: the next time only changed pages are read"),
    )
    group.add_argument(
        "-j",
        dest="jobs",
        metavar="N",
        type=_jobs,
        default=1,
        help=__('read pages in N processes; "auto": one for each processor'),
    )
    group.add_argument(
        "-v", "--verbose", action="store_true", help=__("print the messages of Sphinx too")
    )
    group.add_argument(
        "--traceback", action="store_true", help=__("print the whole traceback of an error")
    )


def _definition(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(__('write NAME=VALUE, not "%s"') % text)
    return name, value


def _jobs(text: str) -> int:
    if text == "auto":
        return os.cpu_count() or 1
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(__('write a positive number or "auto", not "%s"') % text)
