"""Keep the standard domain's register of terms consistent with ours.

While references are resolved, it contains the names that Sphinx itself has registered, each with
its permanent anchor. Sphinx fills the register during reading, so that the last reader wins. Here
the first document by name wins, and within a document the later entry, as in Sphinx.

Further names (aliases, labels of headings) are in it only while ``objects.inv`` is written, so that
other projects find every label under ``std:term``. They would make references ambiguous that are
unambiguous without this extension: a page ``wheel`` and a heading "wheel" are two answers to
``any``.
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import LabelKind

from .internals import std_register

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept

    Terms = dict[str, tuple[str, str]]
    """Name → document and anchor."""


def follow_term(
    env: BuildEnvironment, name: str, ids: Container[str], anchor: str, *, listed: bool
) -> None:
    """Set *anchor* for *name*, which Sphinx has registered for an element with *ids*.

    If it is not *listed*, roles still find it, but inventories do not list it.
    """
    objects, folded = std_register(env, "objects"), std_register(env, "terms")
    docname = env.docname
    for register, key in (objects, ("term", name)), (folded, name.lower()):
        known = register.get(key)
        if known and known[0] == docname and known[1] in ids:
            register[key] = (docname, anchor)
            if not listed and register is objects:
                del register[key]


def register_terms(
    env: BuildEnvironment,
    shown: Iterable[Concept],
    read: Sequence[Concept],
    entered: Mapping[str, tuple[str, str]],
) -> Terms:
    """Register Sphinx's names of entries of concepts; return the names with their places.

    Concepts that this build shows are preferred to others that were *read*, and so is a heading
    label that has replaced an entry. *read* must contain everything that Sphinx has read: otherwise
    a name could be lost with another entry of the same name. Both are sorted by document.

    *entered* is the result of the last call. Its names that no longer exist are removed, since
    Sphinx forgets only the entries of documents that are read again. A term that another extension
    registered is kept.
    """
    objects, folded = std_register(env, "objects"), std_register(env, "terms")
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
    """Names with document and anchor; the last one of a name counts.

    Sphinx registers an entry by its original name, too, if it shows a translation.
    """
    pages = [list(page) for _, page in groupby(concepts, lambda c: c.location.docname)]
    for page in reversed(pages):
        for shown in (False, True):
            for concept in page:
                for label in concept.labels:
                    if label.anchor and (label.kind is not LabelKind.HIDDEN) is shown:
                        yield label.registered, (concept.location.docname, label.anchor)


def _visible_labels(concepts: Iterable[Concept]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names with document and anchor; of several concepts with one name, the first."""
    found: Terms = {}
    for concept in concepts:
        for label in concept.labels:
            if label.kind is not LabelKind.HIDDEN:
                place = (concept.location.docname, label.anchor or concept.anchor)
                found.setdefault(label.registered, place)
    yield from found.items()


def enter_further_names(env: BuildEnvironment, concepts: Iterable[Concept]) -> Terms:
    """Register the missing visible labels of *concepts*; return those that were added."""
    objects = std_register(env, "objects")
    labels = _visible_labels(concepts)
    further = {name: place for name, place in labels if ("term", name) not in objects}
    objects.update({("term", name): place for name, place in further.items()})
    return further


def remove_names(env: BuildEnvironment, names: Iterable[str]) -> None:
    """Remove *names*, which :func:`enter_further_names` has added."""
    objects = std_register(env, "objects")
    for name in names:
        objects.pop(("term", name), None)


def forget_index(env: BuildEnvironment, name: str) -> None:
    """Remove the label of the index page *name*, which is not removed by reading a document."""
    std_register(env, "labels").pop(name, None)
    std_register(env, "anonlabels").pop(name, None)
