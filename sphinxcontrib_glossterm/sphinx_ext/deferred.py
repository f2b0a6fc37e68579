"""Transforms whose modules are imported when a transform is first applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.transforms import SphinxTransform

from .domain import domain_of, is_unused

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes

    Maker = Callable[[nodes.document], SphinxTransform]
    """A class, or a function of :func:`sphinxcontrib_glossterm.lazily.modules` that imports it."""


class _Deferred(SphinxTransform):
    """Applies another transform."""

    def __init__(self, document: nodes.document, startnode: nodes.Node | None = None) -> None:
        """Not docutils' own method, which finds a language: only the other transform needs it."""
        self.document = document


def deferred(made: Maker, priority: int) -> type[SphinxTransform]:
    """A transform with this *priority* that applies the one that *made* returns."""

    def apply(self: SphinxTransform, **kwargs: Any) -> None:
        made(self.document).apply(**kwargs)

    return _named_like(made, apply, priority)


def deferred_post(made: Maker, priority: int) -> type[SphinxTransform]:
    """A post-transform that does the same, unless no page has anything that concerns it."""

    def apply(self: SphinxTransform, **kwargs: Any) -> None:
        if not is_unused(domain_of(self.env)):
            made(self.document).apply(**kwargs)

    return _named_like(made, apply, priority)


def _named_like(made: Maker, apply: Callable[..., None], priority: int) -> type[SphinxTransform]:
    members = {"apply": apply, "default_priority": priority, "__module__": made.__module__}
    return type(made.__qualname__, (_Deferred,), members)
