"""Write the files of a format, and report what is omitted: for ``convert`` and ``export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.formats.choice import (
    BY_KEY,
    WRITTEN,
    MissingExtraError,
    format_for,
    write_glossary,
)
from sphinxcontrib_glossterm.model import Phrase, similar

from .errors import CommandError
from .messages import __
from .terminal import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxcontrib_glossterm.formats import Format, Glossary, Loss, Written

    from .terminal import Terminal

STANDARD_OUTPUT = "-"


def known_format(key: str, forms: Iterable[Format]) -> Format:
    """The one of *forms* with that *key*."""
    known = {form.key: form for form in forms}
    if key in known:
        return known[key]
    if near := similar(key, known):
        raise CommandError(__('unknown format "%s"; did you mean "%s"?') % (key, near[0]))
    raise CommandError(__('unknown format "%s"; use one of: %s') % (key, ", ".join(known)))


def output_format(key: str, out: str) -> Format:
    """The format of the option ``--to``, or that of the name of the file *out*."""
    if key:
        form = BY_KEY.get(key)
        if form and not form.writer and not form.is_of_project:
            raise CommandError(__('the format "%s" can be read, but not written') % key)
        return known_format(key, [*WRITTEN, *(f for f in BY_KEY.values() if f.is_of_project)])
    form = format_for(out) if out != STANDARD_OUTPUT else None
    if not form:
        keys = ", ".join(form.key for form in WRITTEN)
        raise CommandError(__('give the format with "--to", one of: %s') % keys)
    return form


class Output:
    """The file, the folder or the standard output to which a format is written."""

    def __init__(self, out: str, terminal: Terminal, *, force: bool, dry_run: bool) -> None:
        self._out, self._terminal = out, terminal
        self._force, self._dry_run = force, dry_run

    def check(self, form: Format) -> None:
        """Raise an error if *form* cannot be written here, before the input is read."""
        if form.is_folder and self._out == STANDARD_OUTPUT:
            raise CommandError(
                __('the format "%s" is a folder of files; write the name of a folder') % form.key
            )
        path = Path(self._out)
        if not form.is_folder and self._out != STANDARD_OUTPUT and path.is_dir():
            raise CommandError(__('"%s" is a folder; write the name of a file') % self._out)
        if not form.is_folder:
            self._check_new([path])

    def _check_new(self, paths: Iterable[Path]) -> None:
        if self._out == STANDARD_OUTPUT or self._force:
            return
        for path in paths:
            if path.exists() or path.is_symlink():
                message = __('"%s" exists; write another name, or add --force to overwrite it')
                raise CommandError(message % shown_path(str(path)))

    def write(self, form: Format, glossary: Glossary) -> None:
        """Write *glossary*, and note what is lost."""
        written = _written(form, glossary)
        paths = {Path(self._out, *name.split("/")): text for name, text in written.files.items()}
        if "" in written.files:
            paths = {Path(self._out): written.files[""]}
        self._check_new(paths)
        for loss in written.losses:
            self._terminal.note(loss_text(loss))
        if not paths:
            raise CommandError(__('no concept can be written in the format "%s"') % form.key)
        if self._dry_run:
            self._show(paths, glossary)
        elif self._out == STANDARD_OUTPUT:
            self._terminal.text("".join(paths.values()))
        else:
            _write(paths)
            self._note(paths, glossary)

    def _show(self, paths: dict[Path, str], glossary: Glossary) -> None:
        concepts = len(glossary.records)
        for path, text in paths.items():
            name = self._out if self._out == STANDARD_OUTPUT else shown_path(str(path))
            message = __("%s would be written (concepts: %s, bytes: %s)")
            self._terminal.note(message % (name, concepts, len(text.encode("utf-8"))))

    def _note(self, paths: dict[Path, str], glossary: Glossary) -> None:
        message = __("written: %s (concepts: %s, files: %s)")
        name = shown_path(self._out)
        self._terminal.note(message % (name, len(glossary.records), len(paths)))


def _written(form: Format, glossary: Glossary) -> Written:
    try:
        return write_glossary(form, glossary)
    except MissingExtraError as error:
        message = __(
            'the format "%s" requires packages that are not installed; install'
            " sphinxcontrib-glossterm[%s]"
        )
        raise CommandError(message % (form.key, form.extra)) from error


def _write(paths: dict[Path, str]) -> None:
    try:
        for path, text in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise CommandError(str(error)) from error


def loss_text(loss: Loss) -> str:
    """What is lost, in one sentence."""
    what = loss.what.translated(__) if isinstance(loss.what, Phrase) else loss.what
    return __('not kept: %s (concepts: %s, the first is "%s")') % (what, loss.count, loss.first)
