"""Keep Sphinx's own register of terms consistent with the concepts, during a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain import domain_of
from ..std_terms import enter_further_names, register_terms, remove_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TermRegister:
    """The listeners, with the names that are registered only while the inventory is written."""

    def __init__(self) -> None:
        self._further: Mapping[str, object] = {}

    def update(self, app: Sphinx, env: BuildEnvironment) -> None:
        """``env-updated``: register the terms of entries.

        Also if something was read without a change, since Sphinx has filled its register again.
        """
        domain = domain_of(env)
        if domain.changed and domain.options.takeover:
            read = tuple(domain.read())
            domain.note_entered(register_terms(env, domain.scheme, read, domain.entered))

    def complete(self, app: Sphinx) -> tuple[()]:
        """``html-collect-pages``: add all names for the inventory; no page."""
        domain = domain_of(app.env)
        if domain.options.takeover:
            self._further = enter_further_names(app.env, domain.scheme)
        return ()

    def restore(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: remove the added names."""
        remove_names(app.env, self._further)
        self._further = {}
