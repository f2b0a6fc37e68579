"""The standard domain's register of terms, kept in step with ours.

While references are resolved it has the names that Sphinx itself has entered, each at its
permanent anchor. Sphinx fills the register while it reads, so that the last reader wins; here the
first document by name wins, whoever read it, and within a document the later entry, as with Sphinx.

Further names (aliases, labels of headings) are in it only while ``objects.inv`` is written, so that
other projects find every label under ``std:term``. They would make references ambiguous that are
not without this extension: a page ``wheel`` and a heading "wheel" are two answers to ``any``.
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, cast

from sphinxcontrib_glossterm.model import LabelKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept

    Terms = dict[str, tuple[str, str]]
    """Name → document and anchor."""


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
    env: BuildEnvironment,
    shown: Iterable[Concept],
    read: Sequence[Concept],
    entered: Mapping[str, tuple[str, str]],
) -> Terms:
    """Enter what Sphinx calls the entries of concepts; the names with their places.

    Those that this build shows count more than others that were *read*; so does a label of a
    heading that has taken the place of an entry. *read* must be all that Sphinx has read: what it
    entered of one that is missing there would be lost with another's entry of that name. Both are
    sorted by document.

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
    shown = tuple(shown)
    terms: Terms = dict(_names_of_entries(read))
    instead = ((name, place) for name, place in _visible_labels(shown) if name in terms)
    for name, target in chain(_names_of_entries(read), instead, _names_of_entries(shown)):
        terms[name] = objects["term", name] = folded[name.lower()] = target
    return terms


def _names_of_entries(concepts: Iterable[Concept]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names with document and anchor, in an order in which the last one of a name counts.

    Sphinx enters an entry by its original name, too, where it shows a translation.
    """
    pages = [list(page) for _, page in groupby(concepts, lambda c: c.location.docname)]
    for page in reversed(pages):
        for shown in (False, True):
            for concept in page:
                for label in concept.labels:
                    if label.anchor and (label.kind is not LabelKind.HIDDEN) is shown:
                        yield label.registered, (concept.location.docname, label.anchor)


def _visible_labels(concepts: Iterable[Concept]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names with document and anchor: of several concepts with one name, the first."""
    found: Terms = {}
    for concept in concepts:
        for label in concept.labels:
            if label.kind is not LabelKind.HIDDEN:
                place = (concept.location.docname, label.anchor or concept.anchor)
                found.setdefault(label.registered, place)
    yield from found.items()


def enter_further_names(env: BuildEnvironment, concepts: Iterable[Concept]) -> Terms:
    """Enter the visible labels of *concepts* that the register does not have; those entered."""
    objects = standard_domain(env).data["objects"]
    labels = _visible_labels(concepts)
    further = {name: place for name, place in labels if ("term", name) not in objects}
    objects.update({("term", name): place for name, place in further.items()})
    return further


def remove_names(env: BuildEnvironment, names: Iterable[str]) -> None:
    """Take *names* back, which :func:`enter_further_names` has entered."""
    objects = standard_domain(env).data["objects"]
    for name in names:
        objects.pop(("term", name), None)


def forget_index(env: BuildEnvironment, name: str) -> None:
    """Take back the label of the index page *name*, which no document's reading removes."""
    std = standard_domain(env)
    for labels in (std.data["labels"], std.data["anonlabels"]):
        labels.pop(name, None)
