"""A module for the language server esbonio: completion, hover and quick fixes for terms.

esbonio loads it with ``esbonio server -i sphinxcontrib_glossterm.editor``. It runs in the process
of the server, which has no Sphinx. The data comes from the last build (:mod:`.glossaries`).
"""

from __future__ import annotations

from esbonio.server import EsbonioLanguageServer
from esbonio.server.features.project_manager import ProjectManager
from esbonio.server.features.sphinx_manager import SphinxManager

from .fields import FieldCompletion
from .fixes import add_quick_fixes
from .glossaries import Glossaries
from .hover import TermHover
from .roles import extend_roles
from .tags import TagCompletion


def esbonio_setup(
    server: EsbonioLanguageServer, sphinx_manager: SphinxManager, project_manager: ProjectManager
) -> None:
    """Add all features to *server*. esbonio calls this function."""
    glossaries = Glossaries(project_manager, sphinx_manager)
    sphinx_manager.add_listener("app-created", glossaries.start)
    sphinx_manager.add_listener("build", glossaries.load)
    extend_roles(glossaries)
    add_quick_fixes(server, project_manager)
    server.add_feature(TagCompletion(server, glossaries))
    server.add_feature(FieldCompletion(server, glossaries))
    server.add_feature(TermHover(server, glossaries))
