"""Transforms whose modules are imported when a transform is first applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


def deferred(
    made: Callable[[nodes.document], SphinxTransform], priority: int
) -> type[SphinxTransform]:
    """A transform with this *priority* that applies the one that *made* returns.

    *made* is a class, or a function of :func:`sphinxcontrib_glossterm.lazily.modules` that imports
    it.
    """

    def apply(self: SphinxTransform, **kwargs: Any) -> None:
        made(self.document).apply(**kwargs)

    members = {"apply": apply, "default_priority": priority, "__module__": made.__module__}
    return type(made.__qualname__, (SphinxTransform,), members)
