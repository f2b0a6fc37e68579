"""``glossterm convert``: a data file in another format, without a Sphinx project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.formats import Glossary
from sphinxcontrib_glossterm.formats.choice import READ
from sphinxcontrib_glossterm.model import Phrase, language_tag
from sphinxcontrib_glossterm.source_files import read_content, read_file

from .conversion import Output, known_format, output_format
from .errors import CommandError
from .messages import __
from .terminal import shown_path

if TYPE_CHECKING:
    from argparse import Namespace

    from sphinxcontrib_glossterm.formats import Source, SourceProblem

    from .terminal import Terminal

NOTHING, FOUND = 0, 1
"""The exit status: the whole input was read, or it has problems."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Convert the file of *options*, and report its problems and what is lost."""
    language = language_tag(options.language) if options.language else ""
    if options.language and not language:
        message = __('"%s" is not a language tag; write one such as ja or zh-TW')
        raise CommandError(message % options.language)
    if options.source_format:
        known_format(options.source_format, READ)
    form = output_format(options.to, options.output)
    if form.is_of_project:
        message = __('the format "%s" is made from a project; use "glossterm export"')
        raise CommandError(message % form.key)
    output = Output(options.output, terminal, force=options.force, dry_run=options.dry_run)
    output.check(form)
    source = _read(options)
    for problem in source.problems:
        terminal.note(_problem_text(options.input, problem))
    if not source.records:
        raise CommandError(__('no concept was read from "%s"; nothing is written') % options.input)
    output.write(form, Glossary.of(source, language))
    return FOUND if source.problems else NOTHING


def _read(options: Namespace) -> Source:
    content = read_content(Path(options.input), options.source_format)
    return read_file(options.input, content, key=options.source_format)


def _problem_text(name: str, problem: SourceProblem) -> str:
    """``file:line: message``, with the phrases in it translated."""
    args = tuple(arg.translated(__) if isinstance(arg, Phrase) else arg for arg in problem.args)
    path = shown_path(str(Path(name, problem.file) if problem.file else Path(name)))
    return f"{path}:{problem.line}: {__(problem.message) % args}"
