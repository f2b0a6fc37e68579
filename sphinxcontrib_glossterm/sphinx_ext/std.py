"""The standard domain's register of terms, kept in step with ours.

Whatever reads that register (``objects.inv``, ``:any:``, other projects by intersphinx) then
finds every label under ``std:term``, at its permanent anchor. Sphinx fills the register while
it reads, so that the last reader wins; here the first document by name wins, whoever read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinxcontrib_glossterm.model import LabelKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept


def standard_domain(env: BuildEnvironment) -> StandardDomain:
    """The standard domain, by the way that Sphinx 8.0 knows too."""
    return cast("StandardDomain", env.get_domain("std"))


def follow_term(
    env: BuildEnvironment, name: str, ids: Container[str], anchor: str, *, listed: bool
) -> None:
    """Let *name*, which Sphinx has registered for an element with *ids*, lead to *anchor*.

    If it is not *listed*, roles still find it, but inventories have no row of it.
    """
    std, docname = standard_domain(env), env.docname
    for register, key in (std.data["objects"], ("term", name)), (std.data["terms"], name.lower()):
        known = register.get(key)
        if known and known[0] == docname and known[1] in ids:
            register[key] = (docname, anchor)
            if not listed and register is std.data["objects"]:
                del register[key]


def register_terms(
    env: BuildEnvironment, concepts: Iterable[Concept], entered: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """Enter every visible label of *concepts* as ``std:term``; the labels with their places.

    Of several with one label the first counts. They must be all that Sphinx has read: what
    it entered of one that is missing here would be lost with another's entry of that label.

    *entered* is what the last call gave: what of it is gone is taken back, since Sphinx
    forgets only the entries of documents that are read again. A term that another extension
    registered stays as it is.
    """
    std = standard_domain(env)
    objects, folded = std.data["objects"], std.data["terms"]
    for name, target in entered.items():
        if objects.get(("term", name)) == target:
            del objects["term", name]
        if folded.get(name.lower()) == target:
            del folded[name.lower()]
    terms = _visible_labels(concepts)
    for name, target in reversed(terms.items()):
        objects["term", name] = folded[name.lower()] = target
    return terms


def _visible_labels(concepts: Iterable[Concept]) -> dict[str, tuple[str, str]]:
    """Registered name of a label → document and anchor; of several concepts the first."""
    terms: dict[str, tuple[str, str]] = {}
    for concept in concepts:
        for label in concept.labels:
            if label.kind is not LabelKind.HIDDEN:
                target = (concept.location.docname, label.anchor or concept.anchor)
                terms.setdefault(label.registered, target)
    return terms


def forget_index(env: BuildEnvironment, name: str) -> None:
    """Take back the label of the index page *name*, which no document's reading removes."""
    std = standard_domain(env)
    for labels in (std.data["labels"], std.data["anonlabels"]):
        labels.pop(name, None)
