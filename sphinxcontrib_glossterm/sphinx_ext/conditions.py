"""Evaluate the conditions of ``only`` and ``ifconfig``, for this build or for all builds."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.tags import Tags

from .internals import ifconfig_values, is_ifconfig

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.config import Config

_WORDS = {"and", "or", "not", "if", "else", "true", "True", "false", "False", "none", "None"}
_MAX_TAGS = 8
"""Maximum number of tags in two conditions for which all combinations are tried."""
_BUILDERS = (
    *(("html", name) for name in ("html", "dirhtml", "singlehtml", "epub", "htmlhelp", "qthelp")),
    *(("html", name) for name in ("applehelp", "devhelp", "pickle", "json")),
    *((name, name) for name in ("latex", "text", "man", "texinfo", "xml", "pseudoxml")),
    *(("", name) for name in ("gettext", "linkcheck", "doctest", "changes", "dummy")),
)
"""Format and name of Sphinx's builders: each build has the tags of one of them."""
_ALWAYS, _NEVER = "html or not html", "html and not html"


def is_conditional(cls: type[nodes.Element]) -> bool:
    """Whether nodes of *cls* show their content under a condition."""
    return issubclass(cls, addnodes.only) or is_ifconfig(cls)


def condition_of(node: nodes.Element) -> str:
    """The condition of a conditional *node*, as an expression of tags.

    The configuration that an ``ifconfig`` tests is known when its page is read, and the page is
    read again when it changes. Only the builder may differ later.
    """
    expression: str = node["expr"]
    if isinstance(node, addnodes.only):
        return expression
    env = getattr(getattr(node.document, "settings", None), "env", None)
    if env is None:  # a copy, in the tree of another document
        return _ALWAYS
    config: Config = env.config
    values = ifconfig_values(config)
    held: list[str] = []
    others: list[str] = []
    for _form, name in _BUILDERS:
        (held if _evaluated(expression, values, name) else others).append(f"builder_{name}")
    if _evaluated(expression, values, ""):
        return f"not ({' or '.join(others)})" if others else _ALWAYS
    return " or ".join(held) or _NEVER


def _evaluated(expression: str, values: dict[str, object], builder: str) -> bool:
    """Whether *expression* is true for this builder; an invalid expression is false."""
    try:
        return bool(eval(expression, {**values, "builder": builder}))  # as Sphinx does
    except Exception:  # of any class: the author's own code
        return False


def conditions_around(node: nodes.Element) -> tuple[str, ...]:
    """The condition of each ``only`` and ``ifconfig`` around *node*, the innermost first."""
    found: list[str] = []
    around = node.parent
    while around is not None:
        if is_conditional(type(around)):
            found.append(condition_of(around))
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
    names = {word for text in (*one, *other) for word in re.findall(r"[^\W\d]\w*", text)} - _WORDS
    return len(names) <= _MAX_TAGS and not any(
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
