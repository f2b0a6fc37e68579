"""Remove entries of concepts that this build does not show from the general index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conditions import hold
from ..domain import domain_of
from ..internals import general_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_glossterm.model import Concept


def withhold_index_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: remove the entries of hidden concepts from the general index.

    Those that are shown again are restored.

    The index domain collected them when their page was read. Whether a concept is overridden, or in
    an ``only`` that does not hold, may change without that page being read again. So the whole list
    of the page is kept and filtered again in each build.
    """
    domain = domain_of(env)
    if not domain.changed:
        return
    entries, tags = general_index(env), domain.builder.tags
    known = domain.scheme.entries
    for docname, page in [*domain.pages.items()]:
        concepts = page.concepts
        if page.index_entries is not None:
            entries[docname] = [*page.index_entries]
            domain.note_index_entries(docname, None)
        shown = [c for c in concepts if (docname, c.id) in known and hold(tags, c.conditions)]
        if len(shown) == len(concepts) or docname not in entries:
            continue
        of_build = {id(concept) for concept in shown}
        unseen = [concept for concept in concepts if id(concept) not in of_build]
        of_shown, of_unseen = _anchors(shown), _anchors(unseen)
        gone, both = of_unseen - of_shown, of_unseen & of_shown
        other = _names(unseen) - _names(shown)
        domain.note_index_entries(docname, tuple(entries[docname]))
        kept: list[tuple[str, str, str, str, str | None]] = []
        for entry in entries[docname]:
            _kind, text, anchor, _main, _key = entry
            # Two editions of one entry have the same anchor, and both were collected.
            doubled = anchor in both and (text in other or entry in kept)
            if anchor not in gone and not doubled:
                kept.append(entry)
        entries[docname] = kept


def _anchors(concepts: Iterable[Concept]) -> set[str]:
    of_labels = {label.anchor for concept in concepts for label in concept.labels}
    return (of_labels | {concept.anchor for concept in concepts}) - {""}


def _names(concepts: Iterable[Concept]) -> set[str]:
    return {label.registered for concept in concepts for label in concept.labels}
