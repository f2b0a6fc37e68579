"""A directive that runs a command and prints its output, so that the docs cannot go stale."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import sphinxcontrib_glossterm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

PACKAGE = Path(sphinxcontrib_glossterm.__file__).parent
PROJECT = Path(__file__).parents[1] / "snippets" / "command"
"""The commands run in this folder."""
ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "LANGUAGE": "en", "PYTHONIOENCODING": "utf-8"}


class CommandOutput(SphinxDirective):
    """``glossterm …`` with its output. Another exit status than ``status`` stops the build.

    ``lines`` is the maximum number of lines; ``language`` is for output without the command.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "status": directives.nonnegative_int,
        "lines": directives.positive_int,
        "language": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """A literal block."""
        for path in (*PACKAGE.glob("command/*.py"), *PROJECT.iterdir()):
            self.env.note_dependency(str(path))
        command = self.arguments[0]
        output = self._shortened(run(command, self.options.get("status", 0)))
        language = self.options.get("language")
        text = "\n".join(output if language else [f"$ {command}", *output])
        return [nodes.literal_block(text, text, language=language or "console")]

    def _shortened(self, output: list[str]) -> Iterator[str]:
        limit = self.options.get("lines", len(output))
        yield from output[:limit]
        if limit < len(output):
            yield "…"


def run(command: str, status: int) -> list[str]:
    """The lines that *command* prints, errors last."""
    program, *arguments = shlex.split(command)
    assert program == "glossterm"
    path = os.pathsep.join([str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "sphinxcontrib_glossterm", *arguments],
        cwd=PROJECT,
        env=os.environ | ENVIRONMENT | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != status:
        raise ExtensionError(f"{command}: exit status {done.returncode}: {done.stderr}")
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("command-output", CommandOutput)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
