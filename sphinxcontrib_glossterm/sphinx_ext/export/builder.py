"""The builder that writes the chosen formats, and removes its files that are no longer made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_glossterm.model import Phrase, similar

from ..domain import domain_of
from ..locale import __
from ..options import option_location
from ..reading_builder import ReadingBuilder
from ..warn import WarningSubtype, one_line, warn
from ..writing import read_text, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.application import Sphinx

    from sphinxcontrib_glossterm.formats import Format, Glossary, Loss

logger = logging.getLogger(__name__)

STATE_FILE = ".glossterm-export.json"
"""The names of the files that the last build has written."""


class ExportBuilder(ReadingBuilder):
    """Writes the glossary of the project in the formats of ``glossterm_export``."""

    name = "glossterm-export"
    epilog = __("The files are in %(outdir)s.")
    _option: str | None = None

    def init(self) -> None:
        """Store where the option is set, for the locations of warnings."""
        super().init()
        self.events.connect("builder-inited", self._note_option, 500)

    def _note_option(self, app: Sphinx) -> None:
        self._option = option_location(app, "glossterm_export")

    def finish(self) -> None:
        """Write all files, and remove those of an earlier build."""
        # Imported here, since other builders do not need it.
        from .glossary import project_glossary

        domain = domain_of(self.env)
        glossary = project_glossary(domain)
        files: dict[str, str] = {}
        for form in self._formats():
            files.update(self._files(form, glossary))
        for name, text in files.items():
            write_if_changed(self.outdir / name, text)
        self._remove_others(files.keys())
        write_if_changed(self.outdir / STATE_FILE, json.dumps(sorted(files)))

    def _formats(self) -> Iterator[Format]:
        """The chosen formats; unknown ones are reported."""
        from sphinxcontrib_glossterm.formats.choice import WRITTEN

        known = {form.key: form for form in WRITTEN}
        for key in dict.fromkeys(domain_of(self.env).options.export):
            if key in known:
                yield known[key]
            elif near := similar(key, known):
                message = __('unknown format "%s" in glossterm_export; did you mean "%s"?')
                warn(WarningSubtype.CONFIG, message, key, *near, location=self._option)
            else:
                message = __('unknown format "%s" in glossterm_export; use one of: %s')
                warn(WarningSubtype.CONFIG, message, key, ", ".join(known), location=self._option)

    def _files(self, form: Format, glossary: Glossary) -> dict[str, str]:
        """The files of one format by name; what it omits is reported."""
        from sphinxcontrib_glossterm.formats.choice import (
            MissingExtraError,
            file_name,
            write_glossary,
        )

        try:
            written = write_glossary(form, glossary)
        except MissingExtraError:
            message = __(
                'the format "%s" requires packages that are not installed; install'
                " sphinxcontrib-glossterm[%s]"
            )
            warn(WarningSubtype.CONFIG, message, form.key, form.extra, location=self._option)
            return {}
        name = file_name(form)
        for loss in written.losses:
            logger.info("%s: %s", name, _loss_text(loss))
        return {f"{name}/{inner}" if inner else name: text for inner, text in written.files.items()}

    def _remove_others(self, names: Collection[str]) -> None:
        """Remove the files of the last build that are not in *names*, and empty folders."""
        from sphinxcontrib_glossterm.formats.written import unsafe_name

        try:
            before = json.loads(read_text(self.outdir / STATE_FILE) or "[]")
        except (ValueError, RecursionError):
            before = []
        known = (
            [name for name in before if isinstance(name, str)] if isinstance(before, list) else []
        )
        for name in known:
            path = self.outdir / name
            if name in names or not name or unsafe_name(name) or not path.is_file():
                continue
            path.unlink()
            for folder in path.parents:
                if folder == self.outdir or any(folder.iterdir()):
                    break
                folder.rmdir()


def _loss_text(loss: Loss) -> str:
    what = loss.what.translated(__) if isinstance(loss.what, Phrase) else loss.what
    text = __('not kept: %s (concepts: %s, the first is "%s")')
    return one_line(text % (what, loss.count, loss.first))
