"""The arguments of the command, with the help that ``--help`` prints."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

import sphinxcontrib_glossterm

from .messages import __

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence


def parse(argv: Sequence[str] | None) -> Namespace:
    """The checked arguments; argparse ends the process after ``--help`` and for errors."""
    return _parser().parse_args(argv)


def _parser() -> ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="glossterm",
        description=__(
            "Read the glossary of a Sphinx project: which terms it has, and how pages use them."
            " Nothing in the project is changed, except with the option --fix."
        ),
        epilog=__('Show the options of a command with "glossterm COMMAND --help".'),
    )
    version = sphinxcontrib_glossterm.__version__
    parser.add_argument(
        "--version",
        action="version",
        version=f"glossterm {version}",
        help=__("print the version and exit"),
    )
    commands = parser.add_subparsers(title=__("commands"), metavar="COMMAND", required=True)
    _add_list(commands)
    _add_show(commands)
    _add_check(commands)
    _add_candidates(commands)
    _add_convert(commands)
    _add_export(commands)
    _add_formats(commands)
    return parser


def _add_list(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("list the concepts of the project")
    parser = commands.add_parser(
        "list", help=text, description=text, epilog=f"{__('Example:')} glossterm list docs"
    )
    parser.set_defaults(module="list_concepts")
    _add_source(parser)
    _add_format(parser, "text", "json", "csv")
    chosen = parser.add_argument_group(__("which concepts"))
    chosen.add_argument(
        "--text", metavar="TEXT", help=__("with this text in a label or in the definition")
    )
    chosen.add_argument(
        "--tag",
        metavar="TAG",
        action="append",
        default=[],
        help=__("with this tag; can be repeated: with any of them"),
    )
    chosen.add_argument(
        "--glossary", metavar="NAME", help=__('of this named glossary; "": of the unnamed one')
    )
    chosen.add_argument(
        "--status", choices=("preferred", "deprecated"), help=__("with this status")
    )
    _add_project(parser)


def _add_show(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("show one concept: its definition, where it is used, and where not linked and why")
    parser = commands.add_parser(
        "show",
        help=text,
        description=text,
        epilog=f"{__('Example:')} glossterm show LoRA docs",
    )
    parser.set_defaults(module="show")
    parser.add_argument("label", metavar="LABEL", help=__("a label of the concept, or its id"))
    _add_source(parser)
    _add_format(parser, "text", "json")
    _add_project(parser)


def _add_check(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("report wording that does not follow the glossary, and fix it")
    parser = commands.add_parser(
        "check",
        help=text,
        description=text,
        epilog=__(
            "The exit status is 0 if nothing is reported (or only with severity “info”), 1 if"
            " something is, and 2 after an error. Example: glossterm check docs"
        ),
    )
    parser.set_defaults(module="check")
    _add_source(parser)
    _add_format(parser, "text", "json", "github", "sarif")
    fixes = parser.add_argument_group(__("fixes"))
    fixes.add_argument(
        "--fix",
        action="store_true",
        help=__("change the reported words in the source files, then report what remains"),
    )
    fixes.add_argument(
        "--dry-run",
        action="store_true",
        help=__("print what --fix would change, as a diff, and change nothing"),
    )
    _add_project(parser)


def _add_candidates(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("find terms and abbreviations that the pages use and no glossary has")
    parser = commands.add_parser(
        "candidates",
        help=text,
        description=f"{text}.",
        epilog=f"{__('Example:')} glossterm candidates docs --format yaml > terms.yaml",
    )
    parser.set_defaults(module="candidates")
    _add_source(parser)
    _add_format(parser, "text", "json", "yaml")
    chosen = parser.add_argument_group(__("how many"))
    chosen.add_argument(
        "--number",
        metavar="N",
        type=_positive,
        default=30,
        help=__("at most N terms and N abbreviations; by default %s") % 30,
    )
    chosen.add_argument(
        "--at-least",
        metavar="N",
        type=_positive,
        default=3,
        help=__("only what occurs at least N times; by default %s") % 3,
    )
    _add_project(parser)


def _add_convert(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("write a data file in another format, without a Sphinx project")
    more = __(
        "What the new format cannot contain is reported. The exit status is 0 if everything was"
        " read, 1 if the input has problems, and 2 after an error."
    )
    parser = commands.add_parser(
        "convert",
        help=text,
        description=f"{text}. {more}",
        epilog=f"{__('Example:')} glossterm convert terms.csv terms.yaml",
    )
    parser.set_defaults(module="convert", format="file")
    parser.add_argument("input", metavar="IN", help=__("a data file, or a folder of files"))
    parser.add_argument(
        "output", metavar="OUT", help=__('the new file or folder; "-": the standard output')
    )
    parser.add_argument(
        "--from",
        dest="source_format",
        metavar="FORMAT",
        default="",
        help=__("the format of IN; by default, its name and content determine it"),
    )
    _add_output(parser)
    parser.add_argument(
        "--language",
        metavar="TAG",
        default="",
        help=__("the language of labels that have none, such as ja; by default en"),
    )
    parser.add_argument(
        "--traceback", action="store_true", help=__("print the whole traceback of an error")
    )


def _add_export(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("write the glossary of a project in a format for other programs")
    more = __("What the new format cannot contain is reported.")
    parser = commands.add_parser(
        "export",
        help=text,
        description=f"{text}. {more}",
        epilog=f"{__('Example:')} glossterm export docs terms.csv",
    )
    parser.set_defaults(module="export", format="file")
    _add_source(parser)
    parser.add_argument(
        "output",
        metavar="OUT",
        nargs="?",
        default="-",
        help=__('the new file or folder; "-", the default: the standard output'),
    )
    _add_output(parser)
    parser.add_argument(
        "--address",
        metavar="URL",
        default="",
        help=__("with --to markdown: where OUT will be published; by default links are relative"),
    )
    _add_project(parser)


def _add_formats(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    text = __("list the file formats, with their keys")
    parser = commands.add_parser(
        "formats",
        help=text,
        description=f"{text}.",
        epilog=__('The keys are values of "--from" and "--to" in "glossterm convert".'),
    )
    parser.set_defaults(module="list_formats", format="text", traceback=False)


def _add_output(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        default="",
        help=__(
            'the format of OUT; by default, its name determines it; "glossterm formats" lists all'
        ),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=__("write nothing; report what would be written and omitted"),
    )
    parser.add_argument("--force", action="store_true", help=__("overwrite existing files"))


def _add_source(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        default=os.curdir,
        help=__("the folder with conf.py; by default the current folder"),
    )


def _add_format(parser: ArgumentParser, *formats: str) -> None:
    parser.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        help=__("the form of the output; by default %s") % formats[0],
    )


def _add_project(parser: ArgumentParser) -> None:
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


def _positive(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(__('write a positive number, not "%s"') % text)
