"""The command ``glossterm``: what a project's glossary contains, and how its pages use it.

Importing this package imports neither Sphinx nor any other part of the extension, so that
``glossterm --help`` answers at once. A build never imports it.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from .arguments import parse
from .errors import CommandError
from .terminal import Terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

FAILED = 2
"""The exit status of an error, as that of argparse."""
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with the arguments *argv* and return its exit status."""
    options = parse(argv)
    terminal = Terminal(sys.stdout, sys.stderr, plain=options.format != "text")
    try:
        status = _run(options, terminal)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the output has ended, as with "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        terminal.progress.clear()
        return INTERRUPTED
    # Whatever fails, in a project or here, is reported in one line.
    except Exception as error:
        if options.traceback:
            raise
        known = isinstance(error, CommandError)
        terminal.fail(str(error) if known else f"{type(error).__name__}: {error}")
        return FAILED
    return status


def _run(options: Namespace, terminal: Terminal) -> int:
    run = import_module(f".{options.module}", __package__).run
    status: int = run(options, terminal)
    return status
