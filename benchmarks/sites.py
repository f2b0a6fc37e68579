"""The two measured projects: the generated corpus, and Sphinx's own documentation.

"Plain" is a build of the same pages without this extension: in the corpus the terms are in plain
definition lists, in Sphinx's documentation in Sphinx's own glossary.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import corpus
import sphinx

from sphinxcontrib_glossterm.config import RULES

CONF = "project = 'corpus'\nhtml_theme = 'alabaster'\nhtml_copy_source = False\n"
EXTENSION = "extensions += ['sphinxcontrib_glossterm']\n"
EVERYWHERE = f"{EXTENSION}glossterm_link = 'everywhere'\n"
EVERY = f"{EVERYWHERE}glossterm_link_density = 'every'\n"
OFF = f"{EXTENSION}glossterm_link = 'off'\n"
MINIMUM = (
    f"import sys; sys.path.append({str(Path(__file__).parent)!r})\nextensions += ['minimum']\n"
)
NO_INDEX = "glossterm_index = False\n"
NO_TIPS = "glossterm_tooltips = False\n"
SETTINGS = {
    "plain": "",
    "glossary": "",
    "by_hand": "",
    "tippy": "extensions += ['sphinx_tippy']\n",
    "riddle": "extensions += ['sphinx_riddle_whisper']\n",
    "unused": EXTENSION,
    "section": EVERYWHERE,
    "every": EVERY,
    "every_no_index": EVERY + NO_INDEX,
    "every_no_tips": EVERY + NO_TIPS,
    "every_bare": EVERY + NO_INDEX + NO_TIPS,
    "entries_bare": OFF + NO_INDEX + NO_TIPS,
    "hand": OFF,
    "hand_no_index": OFF + NO_INDEX,
    "hand_no_tips": OFF + NO_TIPS,
    "hand_bare": OFF + NO_INDEX + NO_TIPS,
    "minimum": MINIMUM,
    "minimum_section": f"{MINIMUM}minimum_link = 'section'\n",
    "minimum_hand": f"{MINIMUM}minimum_link = 'off'\n",
    "checked": f"{EVERY}glossterm_check = {dict.fromkeys(RULES, 'warning')!r}\n",
}
"""Name → the settings in ``conf.py``. "bare" is without tips and index; "entries" has a glossary
that nothing refers to."""
NO_GLOSSARY = {"plain", "unused"}
"""The terms are in plain definition lists."""
WITH_ROLES = {
    *("by_hand", "tippy", "riddle", "minimum_hand"),
    *("hand", "hand_no_index", "hand_no_tips", "hand_bare"),
}
"""A role is written for each mention."""


class Site(Protocol):
    """A project that can be created, and changed in ways that readers notice."""

    with_roles: str
    """The setting of Sphinx alone with its own glossary and roles."""

    def make(self, folder: Path, setting: str) -> Path:
        """Create the project in *folder*, with one of :data:`SETTINGS`; returns its source
        directory."""

    def edit_definition(self, source: Path, number: int) -> None:
        """Change the definition of a term, differently for every *number*."""

    def add_label(self, source: Path, number: int) -> set[str] | None:
        """Add the *number*-th label; returns the documents that mention it, if known."""


class UnavailableError(Exception):
    """A project is not available here."""


@dataclass(frozen=True)
class Corpus:
    """The generated corpus."""

    size: corpus.Size
    glossary = "glossary000"
    with_roles = "by_hand"

    def make(self, folder: Path, setting: str) -> Path:
        """See :class:`Site`; without this extension there is no glossary."""
        glossary, roles = setting not in NO_GLOSSARY, setting in WITH_ROLES
        avoid = setting == "checked"
        corpus.write(folder, self.size, glossary=glossary, roles=roles, avoid=avoid)
        (folder / "conf.py").write_text(f"{CONF}extensions = []\n{SETTINGS[setting]}", "utf-8")
        return folder

    def edit_definition(self, source: Path, number: int) -> None:
        """See :class:`Site`."""
        page = source / f"{self.glossary}.rst"
        page.write_text(f"{page.read_text('utf-8').rstrip()} And once more, {number}.\n", "utf-8")

    def add_label(self, source: Path, number: int) -> set[str]:
        """See :class:`Site`."""
        page = source / f"{self.glossary}.rst"
        glossary = ".. glossary::" in page.read_text("utf-8")
        new = corpus.entry(corpus.added_label(number), "Brief.", glossary=glossary)
        page.write_text(f"{page.read_text('utf-8').rstrip()}\n\n{new}", "utf-8")
        pages = corpus.pages_that_mention(number, self.size)
        return {f"part{page // corpus.PART:02}/page{page:04}" for page in pages}


@dataclass(frozen=True)
class SphinxDocs:
    """The documentation of the installed Sphinx, from its source distribution."""

    archive: Path
    glossary = "glossary"
    with_roles = "plain"
    added = (
        *("docstring", "stylesheet", "cross-reference", "toctree", "autodoc", "intersphinx"),
        *("docutils", "theme", "Jinja", "signature", "LaTeX", "Python"),
    )

    @classmethod
    def fetch(cls, folder: Path) -> SphinxDocs:
        """Download the sources into *folder* with pip."""
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--no-binary", "sphinx", "--dest", str(folder)),
            f"sphinx=={sphinx.__version__}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = list(folder.glob("*.tar.gz"))
        if done.returncode or not found:
            raise UnavailableError(f"pip can fetch no sources of Sphinx: {done.stderr[-300:]}")
        return cls(found[0])

    def make(self, folder: Path, setting: str) -> Path:
        """See :class:`Site`; no inventories of other projects, since there may be no network."""
        with tarfile.open(self.archive) as archive:
            # Without the package, so that the installed Sphinx is measured.
            members = [m for m in archive.getmembers() if m.name.split("/")[1:2] != ["sphinx"]]
            archive.extractall(folder, members=members, filter="data")
        (source,) = folder.glob("sphinx-*/doc")
        with (source / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(f"\nintersphinx_mapping = {{}}\n{SETTINGS[setting]}")
        return source

    def edit_definition(self, source: Path, number: int) -> None:
        """See :class:`Site`."""
        self._replace(source, r"(\.\. glossary::\n\n +\S.*\n +)", rf"\1({number}) ")

    def add_label(self, source: Path, number: int) -> None:
        """See :class:`Site`; the documents that mention it are unknown."""
        new = f"   {self.added[number]}\n      Brief.\n\n"
        self._replace(source, r"(\.\. glossary::\n\n)", rf"\1{new}")

    def _replace(self, source: Path, pattern: str, new: str) -> None:
        page = source / f"{self.glossary}.rst"
        page.write_text(re.sub(pattern, new, page.read_text("utf-8"), count=1), "utf-8")
