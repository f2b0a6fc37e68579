"""Translations of this extension's texts.

As in Sphinx, ``_`` translates texts for readers of the pages, and ``__`` messages for authors in
the terminal. The catalogue is ``locale/<language>/LC_MESSAGES/glossterm.mo``. A project can replace
texts for readers with a catalogue of the same name in its own ``locale_dirs``.
"""

from __future__ import annotations

import gettext
import io
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import locale
from sphinx.locale import get_translation

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

CATALOG = "glossterm"
_OURS = Path(__file__).parents[1] / "locale"

_ = get_translation(CATALOG)
__ = get_translation(CATALOG, "console")


def setup(app: Sphinx) -> None:
    """Load the project's catalogues, then register ours with Sphinx: the first text found is used.

    The project's ``.po`` is compiled here, as Sphinx does with ``sphinx.po``: it compiles other
    catalogues after texts of the interface have been used.
    """
    for folder in _folders(app.srcdir, app.config):
        _compile(folder / app.config.language / "LC_MESSAGES", app.config)
        locale.init([folder], app.config.language, CATALOG)
    app.add_message_catalog(CATALOG, str(_OURS))


def project_words(env: BuildEnvironment) -> str:
    """A digest of the project's own texts; empty if it has none."""
    language, folders = env.config.language, _folders(env.srcdir, env.config)
    found = (gettext.find(CATALOG, folder, [language], all=True) for folder in folders)
    contents = [Path(name).read_bytes().hex() for names in found for name in names]
    return digest_of(contents) if contents else ""


def is_untranslated(env: BuildEnvironment) -> bool:
    """Whether pages in another language have the texts of the interface in English."""
    language, folders = env.config.language, [*_folders(env.srcdir, env.config), _OURS]
    return not language.startswith("en") and not any(
        gettext.find(CATALOG, folder, [language]) for folder in folders
    )


class Catalogue(NamedTuple):
    """The translations of one document."""

    translations: gettext.NullTranslations
    fuzzy: frozenset[str] = frozenset()
    """Messages whose originals have changed since they were translated; known only if Sphinx uses
    their translations."""

    def translation(self, message: str) -> str:
        """The translation of *message*; empty if there is none."""
        return self.translations.gettext(message) if message else ""


def catalogue(env: BuildEnvironment, domain: str) -> Catalogue | None:
    """The catalogues of the project with the name *domain*, if there are any.

    As Sphinx combines them: the first folder is used first, a regional language before its base.
    """
    language = env.config.language
    languages = [language, language.partition("_")[0]]
    paths = [
        Path(path)
        for folder in _folders(env.srcdir, env.config)
        if folder.is_dir()  # most projects have none, and the search takes longer
        for path in gettext.find(domain, folder, languages, all=True)
    ]
    if not paths:
        return None
    fuzzy = _fuzzy(paths) if env.config.gettext_allow_fuzzy_translations else frozenset()
    return Catalogue(_loaded(tuple((path, _modified(path)) for path in paths)), fuzzy)


class _Missing(gettext.NullTranslations):
    """Has no translation of any message, and returns none."""

    def gettext(self, message: str) -> str:
        return ""


@lru_cache(maxsize=8)
def _loaded(files: tuple[tuple[Path, float], ...]) -> gettext.NullTranslations:
    """The combined *files*, given with their times. Cached, since documents share catalogues."""
    loaded: gettext.NullTranslations = _Missing()
    for path, _time in reversed(files):
        with suppress(Exception), path.open("rb") as file:  # Sphinx ignores what it cannot read
            translations = gettext.GNUTranslations(file)
            translations.add_fallback(loaded)
            loaded = translations
    return loaded


def _fuzzy(paths: list[Path]) -> frozenset[str]:
    """The messages that are marked as fuzzy in the sources of the catalogues."""
    # Imported here, since few projects use such translations.
    from babel.messages.pofile import read_po

    found: set[str] = set()
    for source in (path.with_suffix(".po") for path in paths):
        with suppress(Exception):  # Sphinx has reported it
            catalogue = read_po(io.BytesIO(source.read_bytes()))
            found |= {str(message.id) for message in catalogue if message.fuzzy and message.id}
    return frozenset(found)


def _folders(srcdir: str | Path, config: Config) -> Iterator[Path]:
    return (Path(srcdir, name) for name in config.locale_dirs)


def _compile(folder: Path, config: Config) -> None:
    """Update the ``.mo`` in *folder* if there is a newer ``.po``.

    Errors are ignored, since Sphinx reports them when it compiles all catalogues of the project.
    """
    source, target = folder / f"{CATALOG}.po", folder / f"{CATALOG}.mo"
    if _modified(source) > _modified(target):
        # Imported here, since few projects have own texts.
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with suppress(Exception):
            catalogue = read_po(io.BytesIO(source.read_bytes()))
            compiled = io.BytesIO()
            write_mo(compiled, catalogue, use_fuzzy=config.gettext_allow_fuzzy_translations)
            target.write_bytes(compiled.getvalue())


def _modified(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0
