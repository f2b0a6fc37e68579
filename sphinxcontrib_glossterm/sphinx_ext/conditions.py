"""Whether what stands in an ``only`` is shown by this build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.util.tags import Tags


def conditions_around(node: nodes.Element) -> tuple[str, ...]:
    """The expression of each ``only`` around *node*, the innermost first."""
    found: list[str] = []
    around = node.parent
    while around is not None:
        if isinstance(around, addnodes.only):
            found.append(around["expr"])
        around = around.parent
    return tuple(found)


def hold(tags: Tags, conditions: Iterable[str]) -> bool:
    """Whether all *conditions* hold; as for Sphinx, one that cannot be read does.

    Sphinx warns of it, at its place.
    """
    return all(_holds(tags, condition) for condition in conditions)


def _holds(tags: Tags, condition: str) -> bool:
    try:
        return bool(tags.eval_condition(condition))
    except Exception:  # as Sphinx does: a template engine reads it
        return True
