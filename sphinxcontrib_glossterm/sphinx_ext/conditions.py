"""Evaluate the conditions of ``only`` directives, for this build or for all builds."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes

_NAME = re.compile(r"[^\W\d]\w*")
_WORDS = {"and", "or", "not", "if", "else", "true", "True", "false", "False", "none", "None"}
_MOST_TAGS = 8
"""Maximum number of tags in two conditions for which all combinations are tried."""
_BUILDERS = (
    *(("html", name) for name in ("html", "dirhtml", "singlehtml", "epub", "htmlhelp", "qthelp")),
    *(("html", name) for name in ("applehelp", "devhelp", "pickle", "json")),
    *((name, name) for name in ("latex", "text", "man", "texinfo", "xml", "pseudoxml")),
    *(("", name) for name in ("gettext", "linkcheck", "doctest", "changes", "dummy")),
)
"""Format and name of Sphinx's builders: each build has the tags of one of them."""


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
    """Whether all *conditions* are true. As in Sphinx, an invalid one counts as true.

    Sphinx warns about it, at its place.
    """
    return all(_holds(tags, condition) for condition in conditions)


def _holds(tags: Tags, condition: str) -> bool:
    try:
        return bool(tags.eval_condition(condition))
    except Exception:  # as in Sphinx: the condition is parsed by a template engine
        return True


@lru_cache(maxsize=1024)
def exclusive(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no build can show content with both conditions, for any tags and builder.

    ``False`` if this is not certain: if a condition is invalid, or has very many tags.
    """
    if not (one and other):
        return False
    names = {word for text in (*one, *other) for word in _NAME.findall(text)} - _WORDS
    return len(names) <= _MOST_TAGS and not any(
        hold(tags, one) and hold(tags, other) for tags in _builds(names)
    )


def _builds(names: set[str]) -> Iterator[Tags]:
    """Every combination of *names* that the tags of a build can have."""
    of_builders: set[frozenset[str]] = {
        frozenset(names & {form, name, f"format_{form}", f"builder_{name}"})
        for form, name in _BUILDERS
    }
    free = sorted(names.difference(*of_builders))
    of_builders.add(frozenset())  # a third-party builder
    for given in of_builders:
        for chosen in product((False, True), repeat=len(free)):
            yield Tags([*given, *(tag for tag, on in zip(free, chosen, strict=True) if on)])
